"""What a shared project's database refuses, in sentences that hold no secret."""

import builtins
from pathlib import Path
from typing import Any

import pytest

from blurlab.errors import UserError
from blurlab.project.postgres import database
from blurlab.project.postgres.database import connect
from blurlab.project.postgres.store import PostgresStore, SharedPlaces
from blurlab.project.sqlite import schema
from blurlab.project.sqlite.store import SqliteStore
from blurlab.project.team.address import read_address
from tests.fixtures.servers import Server


def test_an_older_blurlab_is_refused_in_a_sentence(server: Server, shared_url: str, tmp_path: Path) -> None:
    server.execute("UPDATE blurlab SET version = 999", shared_url.rpartition("/")[2])
    with pytest.raises(UserError, match="is kept by a newer blurlab") as refused:
        PostgresStore(read_address(shared_url), tmp_path)
    assert refused.value.code == "project.newer"


def test_databases_of_other_programs_are_left_alone(server: Server, tmp_path: Path) -> None:
    url = server.made()
    with pytest.raises(UserError, match="holds no blurlab project"):
        PostgresStore(read_address(url), tmp_path)
    server.execute("CREATE TABLE theirs (id integer)", url.rpartition("/")[2])
    with pytest.raises(UserError, match="holds tables of another program"):
        PostgresStore(read_address(url), tmp_path, make=True)


def test_both_stores_keep_the_same_columns(shared_url: str, tmp_path: Path) -> None:
    folder, shared = SqliteStore(tmp_path / "project.db"), PostgresStore(read_address(shared_url), tmp_path)
    with folder.database.reading() as here, shared.database.reading() as there:
        for table in schema.TABLES:
            own = {row[1] for row in here.execute(f"PRAGMA table_info({table})")}
            found = there.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0", (table,)
            )
            assert own <= {name for (name,) in found.fetchall()}, table
    folder.close()
    shared.close()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ann:hunter2@host/name",
        "postgresql://host/name?password=hunter2",
        "postgresql://host/name?sslpassword=hunter2",
        "postgresql://host/name?passfile=hunter2",
        "postgresql://host/name#hunter2",
        "postgresql://host/name?options=hunter2",
        "postgresql://host:hunter2/name",
        "postgresql://host/?password=hunter2",
        "postgresql://host",
    ],
)
def test_an_address_with_a_password_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(UserError) as refused:
        read_address(url)
    assert "hunter2" not in str(refused.value).replace("“options”", "")


def test_an_address_says_who_and_where() -> None:
    address = read_address("postgresql://ann@host.example:5433/birds?sslmode=verify-full")
    assert address.options == {
        "user": "ann", "host": "host.example", "port": "5433", "dbname": "birds", "sslmode": "verify-full"
    }  # fmt: skip
    assert (address.name, address.shown) == ("birds", "birds on host.example")
    assert read_address("postgresql:///?service=team").name == "team"


def test_a_server_that_is_away_or_refuses_is_told_without_what_libpq_knows(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", "hunter2")
    for url, code in (
        ("postgresql://owner@127.0.0.1:1/name", database.AWAY),
        (server.url("nothing"), "team.missing"),
        (server.url("template", user="nobody"), "team.refused"),
        ("postgresql:///?service=nothing", "team.no_service"),
    ):
        with pytest.raises(UserError) as refused:
            connect(read_address(url))
        assert refused.value.code == code
        assert "hunter2" not in repr(refused.value) and refused.value.__cause__ is None


def test_a_missing_extra_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "psycopg":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UserError, match=r"blurlab-studio\[team\]"):
        connect(read_address("postgresql://127.0.0.1/name"))


def test_photos_among_the_blobs_are_found_below_the_folder_and_nowhere_else(tmp_path: Path) -> None:
    places = SharedPlaces("birds", tmp_path)
    assert places.stored(tmp_path / "photos" / "a.jpg") == "blob:photos/a.jpg"
    assert places.path("blob:photos/a.jpg") == tmp_path / "photos" / "a.jpg"
    for wild in ("blob:../a.jpg", "blob:/etc/passwd", "blob:photos/../../a", "blob:"):
        with pytest.raises(UserError, match="cannot be its path"):
            places.path(wild)
