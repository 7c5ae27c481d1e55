"""Who may what in a shared project, by PostgreSQL's own roles; the SQL is that of the guide."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from blurlab.cli import main
from blurlab.errors import UserError
from blurlab.model.card import ModelCard
from blurlab.project.postgres.database import Database
from blurlab.project.project import Project
from blurlab.project.team.address import read_address
from blurlab.project.team.beginning import begin
from blurlab.project.team.copy import own_copy
from blurlab.project.team.exchange import Exchange
from tests.fixtures.servers import Server

REVIEW = (
    "INSERT INTO reviews (photo_id, revision, author, verdict, text, made_at) "
    "SELECT min(id), 1, 'x', 'accepted', '', '' FROM photos"
)


def test_an_annotator_cannot_remove_versions_or_the_masks_of_others(
    server: Server, team_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["share", "--roles"])
    assert left.value.code == 0
    name = team_url.rpartition("/")[2]
    roles = capsys.readouterr().out
    for _ in range(2):  # running it again changes nothing
        server.execute(roles, name)
    for person, role in (("ann_t", "annotator"), ("bob_t", "annotator"), ("rea_t", "reviewer"), ("own_t", "owner")):
        server.execute(f"CREATE ROLE {person} LOGIN; GRANT blurlab_{role} TO {person}")
    refused: list[UserError] = []
    for person in ("own_t", "ann_t"):  # each works as in a window, in a copy of their own
        folder, lock = own_copy(read_address(server.url(name, person)), tmp_path / person)
        begin(folder)
        exchange = Exchange(folder, person, refused=refused.append)
        with lock, Project.open(folder) as project:
            photo = project.photos()[0]
            mask = np.zeros((photo.height, photo.width), np.uint8)
            project.masks.save(photo.id, mask, author=person)
            if person == "own_t":
                project.versions.publish(lambda path: path.write_bytes(b"weights") and None, ModelCard())
            exchange.round()
            if person == "ann_t":
                assert exchange.claims.claim([photo.id]) == photo.id
                assert not refused, "all that an annotator does is allowed"
                project.versions.use("default")
                project.versions.delete("v0001", "default")
                exchange.round()
                assert {error.code for error in refused} == {"team.not_allowed"}
                assert [version.name for version in project.versions.all()] == ["v0001"], "it is there for all"
        exchange.link.close()

    def allowed(person: str, sql: str) -> int:
        with closing(Database(read_address(server.url(name, person)))) as database, database.writing() as there:
            return there.execute(sql).rowcount

    theirs = "DELETE FROM masks WHERE author = 'own_t'"
    assert allowed("ann_t", theirs) == allowed("bob_t", theirs) == allowed("rea_t", theirs) == 0
    assert allowed("ann_t", "UPDATE masks SET author = 'me' WHERE author = 'own_t'") == 0
    for sql in (
        "DELETE FROM model_versions",
        "UPDATE settings SET value = '1'",
        REVIEW,
        "INSERT INTO masks (photo_id, revision, painted, author, created_at, entered_by) "
        "VALUES (1, 9, 0, 'x', '', 'own_t')",
        "DELETE FROM photos",
    ):
        with pytest.raises(UserError) as error:
            allowed("ann_t", sql)
        assert error.value.code == "team.not_allowed"
    assert allowed("rea_t", REVIEW) == 1
    assert allowed("ann_t", "DELETE FROM masks WHERE author = 'ann_t'") == 1
    assert allowed("own_t", theirs) == 1 and allowed("own_t", "DELETE FROM model_versions") == 1
