"""Who may what in a shared project, by PostgreSQL's own roles; the SQL is that of the guide."""

from contextlib import closing
from pathlib import Path

import numpy as np
import psycopg
import pytest

from blurlab.cli import main
from blurlab.errors import UserError
from blurlab.model.card import ModelCard
from blurlab.project.postgres.database import Database
from blurlab.project.postgres.schema import SCHEMA_VERSION, migrate
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

ATTACKS = (
    "SET ROLE blurlab_owner",
    "SET SESSION AUTHORIZATION own_t",
    "GRANT blurlab_owner TO ann_t",
    "TRUNCATE masks",
    "TRUNCATE photos CASCADE",
    "DROP TABLE masks",
    "ALTER TABLE masks DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE masks DISABLE TRIGGER ALL",
    "ALTER TABLE masks OWNER TO ann_t",
    "DROP POLICY removed ON masks",
    "CREATE POLICY mine ON masks FOR DELETE USING (true)",
    "CREATE OR REPLACE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "CREATE TABLE public.gone2 (id integer)",
    "UPDATE blurlab SET version = 999",
    "UPDATE blurlab SET blobs = '/elsewhere'",
    "INSERT INTO gone (name, key) VALUES ('masks', '[1, 1]')",
    "DELETE FROM gone",
    "INSERT INTO model_versions (name, setup, created_at) VALUES ('v9', 'self', '')",
    "UPDATE model_versions SET auc = 1",
    "INSERT INTO settings VALUES ('double_annotation', 'true')",
    "DELETE FROM settings",
    "UPDATE masks SET entered_by = 'own_t' WHERE author = 'ann_t'",
    "UPDATE photos SET id = id + 1000",
    "UPDATE photos SET width = 1",
    "DELETE FROM judgements",
    "UPDATE judgements SET author = 'ann_t'",
    "UPDATE reviews SET verdict = 'accepted'",
    "INSERT INTO training_events (run, message) VALUES ('x', '')",
    "DELETE FROM training_wishes",
    "SELECT setval('masks_id_seq', 1)",
    "COPY masks TO PROGRAM 'cat'",
    "COPY masks TO '/tmp/masks'",
    "SELECT pg_read_file('/etc/passwd')",
    "ALTER ROLE ann_t SUPERUSER",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'owner' "
    "UNION ALL SELECT 1 / 0 > 0",  # where nobody of that name is connected there is nobody to end
)
# Removing a row has the owner's rights for a moment: a table of one's own that is called like the owner's gets none.
AS_THE_OWNER = """
    CREATE TEMP TABLE gone (name text, key jsonb, changed xid8);
    CREATE FUNCTION pg_temp.take() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN DELETE FROM public.model_versions; DELETE FROM public.masks; RETURN NEW; END';
    CREATE TRIGGER taken BEFORE INSERT ON pg_temp.gone FOR EACH ROW EXECUTE FUNCTION pg_temp.take();
    GRANT ALL ON pg_temp.gone TO PUBLIC;
    DELETE FROM public.masks WHERE author = 'ann_t';
"""


def attacked(url: str, sql: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.encode())


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
    server.execute(f"UPDATE blurlab SET version = {SCHEMA_VERSION - 1}", name)
    with (
        pytest.raises(UserError, match="its owner opens it once"),
        closing(Database(read_address(server.url(name, "ann_t")))) as database,
    ):
        migrate(database, make=False)
    server.execute(f"UPDATE blurlab SET version = {SCHEMA_VERSION}", name)
    for sql in ATTACKS:
        with pytest.raises((UserError, psycopg.Error)):
            attacked(server.url(name, "ann_t"), sql)
    attacked(server.url(name, "ann_t"), AS_THE_OWNER)  # their own mask goes, and nothing else
    with closing(Database(read_address(server.url(name, "own_t")))) as database, database.reading() as there:
        assert there.execute("SELECT count(*) FROM model_versions").fetchone() == (1,)
        assert there.execute("SELECT count(*) FROM masks WHERE author = 'own_t'").fetchone() == (1,)
        assert there.execute("SELECT count(*) FROM gone WHERE name = 'masks'").fetchone() == (1,)
    assert allowed("rea_t", REVIEW) == 1
    assert allowed("own_t", theirs) == 1 and allowed("own_t", "DELETE FROM model_versions") == 1
