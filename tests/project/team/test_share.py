"""A project's folder becomes a shared project and comes back, and no row and no blob is another one."""

import filecmp
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from blurlab.cli import main
from blurlab.core.learning.queue_order import Doubt
from blurlab.core.prediction import View
from blurlab.errors import UserError
from blurlab.imaging.metadata.marks import Marks
from blurlab.project.project import Project
from blurlab.project.records import Culling
from blurlab.project.review import set_note
from blurlab.project.team.address import read_address
from blurlab.project.team.beginning import begin
from blurlab.project.team.copy import own_copy
from blurlab.project.team.exchange import Exchange
from blurlab.project.team.share import BLOBS
from blurlab.project.team.shared_blobs import blobs_at
from blurlab.project.team.tables import TABLES
from tests.fixtures.servers import Server


def rows(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(folder / "project.db")) as connection:
        found = {
            table.name: connection.execute(f"SELECT * FROM {table.name} ORDER BY rowid").fetchall() for table in TABLES
        }
        found["settings"] = sorted(found["settings"])  # in no order
        found["sequence"] = sorted(connection.execute("SELECT * FROM sqlite_sequence").fetchall())
    return found


def blobs(folder: Path) -> list[str]:
    found = [path for name in BLOBS for path in (folder / name).rglob("*") if path.is_file()]
    return sorted(path.relative_to(folder).as_posix() for path in found)


@pytest.fixture
def full(november_2026: Path) -> Path:
    """A stored project with something in every table, and numbers that were given and taken back."""
    import numpy as np

    with Project.open(november_2026) as project:
        first, second, *_ = project.photos()
        set_note(project, first.id, "so blurred – “wow”", "ann")
        project.masks.forget(
            project.masks.save(second.id, np.zeros((second.height, second.width), np.uint8), author="x")
        )
        with project.store.writing() as tables:
            descriptor = np.arange(80, dtype=np.float32)
            for number, photo in enumerate((second, first)):
                doubt = Doubt(0.1 + number / 3, 0.2, 0.3)
                tables.review.save_doubt(photo.id, "v0001", View.WHOLE, doubt, descriptor, "2026-01-01")
            tables.review.set_prediction_seen([first.id], False, "2026-01-01")
            tables.culling.save({first.id: (Culling(3, 1, "Red"), 1700000000.25)})
            tables.culling.save_external_marks({second.id: (Marks(rating=2, label="", pick=0), "files")})
            tables.culling.save_capture_times({first.id: None, second.id: 1e9 / 3})
    return november_2026


def test_a_project_that_was_shared_and_fetched_is_the_same_in_every_row_and_blob(
    full: Path, empty_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = rows(full)
    assert main(["share", str(full), empty_url, "--blobs", str(tmp_path / "common")]) == 0
    assert "6 photos is shared now" in capsys.readouterr().out
    again = full.with_name("again.blurlab")
    assert main(["fetch", empty_url, str(again)]) == 0
    after = rows(again)
    for name in before:
        assert after[name] == before[name], name
    assert blobs(again) == blobs(full)
    assert filecmp.cmpfiles(full, again, blobs(full), shallow=False)[1:] == ([], [])
    with Project.open(again) as project:
        assert [photo.path.exists() for photo in project.photos()] == [True] * 6
    with pytest.raises(UserError, match="already something"):
        main_raises(["fetch", empty_url, str(again)])
    with pytest.raises(UserError, match="holds photos already"):
        main_raises(["share", str(full), empty_url, "--blobs", str(tmp_path / "common")])


def main_raises(arguments: list[str]) -> None:
    from blurlab.cli import COMMANDS, _module, command_parser

    assert arguments[0] in COMMANDS
    _module(arguments[0]).run(command_parser(arguments[0]).parse_args(arguments[1:]))


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket of moto's server on the loopback."""
    server = pytest.importorskip("moto.server", reason="moto is not installed")
    pytest.importorskip("s3fs", reason="the extra “s3” is not installed")
    import boto3

    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    try:
        host, port = running.get_host_and_port()
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hunter2")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        boto3.client("s3").create_bucket(Bucket="team")
        yield "s3://team/birds"
    finally:
        running.stop()


def test_blobs_and_photos_may_lie_in_s3(full: Path, empty_url: str, bucket: str, tmp_path: Path) -> None:
    main_raises(["share", str(full), empty_url, "--blobs", bucket, "--photos"])
    again = tmp_path / "elsewhere" / "again.blurlab"
    main_raises(["fetch", empty_url, str(again)])
    assert blobs(again) == blobs(full)
    assert filecmp.cmpfiles(full, again, blobs(full), shallow=False)[1:] == ([], [])
    with Project.open(full) as project, Project.open(again) as fetched:
        for photo, came in zip(project.photos(), fetched.photos(), strict=True):
            assert came.path.read_bytes() == photo.path.read_bytes() and again in came.path.parents
    place = blobs_at(bucket)
    assert place.is_there() and not blobs_at("s3://nobody/here").is_there()
    folder, lock = own_copy(read_address(empty_url), tmp_path / "copies")
    begin(folder)
    exchange = Exchange(folder, "ann")
    with lock, Project.open(folder) as copy:
        exchange.round()
        exchange._fetch_some()
        assert all(photo.path.exists() for photo in copy.photos()), "photos of S3 come into the copy"
        assert len(copy.masks.labels()) and all(copy.masks.has_label(label) for label in copy.masks.labels())
    exchange.link.close()
    key = blobs(full)[0]
    place.remove([key, key])
    assert not place.get(key, tmp_path / "gone") and not (tmp_path / "gone").exists()


@pytest.mark.parametrize("place", ["relative", "s3://key:secret@bucket/x", "s3://", "http://x/y"])
def test_a_wild_place_for_blobs_is_refused(place: str) -> None:
    with pytest.raises(UserError) as refused:
        blobs_at(place)
    assert "secret" not in str(refused.value)


def test_a_database_is_made_where_one_may(
    full: Path, server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = str(tmp_path / "common")
    main_raises(["share", str(full), server.url(f"new-{os.getpid()}"), "--blobs", common])
    server.execute("CREATE ROLE visitor LOGIN")
    with pytest.raises(UserError, match="createdb other"):
        main_raises(["share", str(full), server.url("other", user="visitor"), "--blobs", common])
