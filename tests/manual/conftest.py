"""The workspace that the guide's commands are run in, and the server of a team."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fixtures.servers import server
from tests.manual.workspace import make_workspace
from tests.training.small_recipe import small_recipe
from training.reproduce import parts
from training.runs import plan

__all__ = ["server"]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("guide"))


@pytest.fixture
def there(workspace: Path, monkeypatch: pytest.MonkeyPatch, quick_children: None) -> Path:
    """Stand in the workspace, with user folders in it; what is trained there is trained small."""
    monkeypatch.chdir(workspace)
    monkeypatch.setattr(plan, "shipped_recipe", small_recipe)
    monkeypatch.setattr(parts, "shipped_recipe", small_recipe)
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(workspace / name))
    return workspace


@pytest.fixture
def team(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """For the commands of a shared project: a server that libpq's own variables name, and that asks for a password."""
    if "postgresql://" not in str(request.getfixturevalue("command")):
        yield
        return
    server = request.getfixturevalue("server")
    passes = tmp_path / "pgpass"
    passes.write_text(f"localhost:{server.port}:*:newcomer:secret\n")
    passes.chmod(0o600)
    monkeypatch.setenv("PGPORT", str(server.port))
    monkeypatch.setenv("PGUSER", "newcomer")
    monkeypatch.setenv("PGPASSFILE", str(passes))
    server.execute(
        "DO $$ BEGIN CREATE ROLE newcomer LOGIN CREATEDB PASSWORD 'secret'; "
        "EXCEPTION WHEN duplicate_object THEN NULL; END $$"
    )
    with server.asking("newcomer"):
        yield
