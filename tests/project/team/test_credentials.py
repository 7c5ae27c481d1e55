"""A password is the server's and libpq's business: after a day's work it stands in nothing that blurlab wrote."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from PIL import Image

from tests.fixtures.projects import MakePhoto
from tests.fixtures.servers import Server

SECRET: Final = "correct-horse-battery-7319"
ROOT: Final = Path(__file__).parents[3]


@pytest.fixture
def guarded(server: Server) -> Iterator[str]:
    """The URL of a database of somebody whom the server asks for a password."""
    server.execute(f"CREATE ROLE guarded LOGIN CREATEDB PASSWORD '{SECRET}'")
    with server.asking("guarded"):
        yield server.url("guarded_birds", user="guarded")
    server.execute("DROP DATABASE IF EXISTS guarded_birds")
    server.execute("DROP ROLE guarded")


@pytest.mark.skipif(os.name != "posix", reason="a home folder of its own by the environment")
def test_a_password_is_in_no_file_that_blurlab_wrote_and_in_no_sentence(
    guarded: str, tmp_path: Path, make_photo: MakePhoto
) -> None:
    home, said = tmp_path / "home", list[str]()
    home.mkdir()
    passes = tmp_path / "pgpass"
    passes.write_text(f"*:*:*:guarded:{SECRET}\n")
    passes.chmod(0o600)
    photo = make_photo("1.png", 1)

    def blurlab(*words: str, module: str = "blurlab", told: str = "", **secret: str) -> int:
        known = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(
            [sys.executable, "-m", module, *words], input=told, env={**known, **secret},
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        said.append(done.stdout + done.stderr)
        return done.returncode

    project = tmp_path / "birds.blurlab"
    by_file, by_environment = {"PGPASSFILE": str(passes)}, {"PGPASSWORD": SECRET}
    masks = tmp_path / "masks"
    masks.mkdir()
    with Image.open(photo) as opened:
        Image.new("L", opened.size, 255).save(masks / photo.name)
    source = ("--photos", str(photo.parent), "--masks", str(masks))
    assert blurlab("import", str(project), *source, "--blurred", "255") == 0
    assert blurlab("share", str(project), guarded, "--blobs", str(tmp_path / "common")) == 1
    assert blurlab("share", str(project), guarded, "--blobs", str(tmp_path / "common"), **by_environment) == 0
    window = {"module": "tests.journeys.team_window", "told": "close when there\n"}
    assert blurlab(guarded, str(home), **window, **by_file) == 0
    assert blurlab("fetch", guarded, str(tmp_path / "again.blurlab"), **by_environment) == 0
    assert blurlab("fetch", guarded, str(tmp_path / "never.blurlab"), PGPASSWORD=f"{SECRET}-no") == 1
    assert "asks for another name or password" in said[-1]
    assert blurlab("fetch", guarded.replace("guarded@", f"guarded:{SECRET}@"), str(tmp_path / "x.blurlab")) == 1
    assert not any(SECRET in text for text in said)
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path != passes]
    parts = {part for path in written for part in path.parts}
    assert {"team", "common", "birds.blurlab", "again.blurlab", "blurlab.log", "settings.ini"} <= parts
    assert not [path for path in written if SECRET.encode() in path.read_bytes()]
