"""What Lightroom, darktable and digiKam say of a photo is taken up; the later change holds and nothing is lost."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from blurlab.imaging.metadata.marks import LABELS, Marks
from blurlab.imaging.metadata.packet import SidecarError
from blurlab.imaging.metadata.xmp import merged, read_marks, told, write_sidecar
from blurlab.project.culling.culling import read_culling, write_culling
from blurlab.project.culling.external_marks import Found, find_external_marks, keep_external_marks, read_seen
from blurlab.project.project import Project
from blurlab.project.records import Culling
from tests.imaging.metadata.test_xmp import BOMB, DARKTABLE, DIGIKAM, DM, FOREIGN, XMP

SPACES = (
    'xmlns:x="adobe:ns:meta/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpDM="http://ns.adobe.com/xmp/1.0/DynamicMedia/" '
    'xmlns:digiKam="http://www.digikam.org/ns/1.0/" xmlns:darktable="http://darktable.sf.net/"'
)


def xmp(attributes: str, inside: str = "") -> bytes:
    return (
        f'<x:xmpmeta {SPACES}><rdf:RDF><rdf:Description rdf:about="" {attributes}>{inside}</rdf:Description>'
        "</rdf:RDF></x:xmpmeta>"
    ).encode()


def colours(*numbers: int) -> str:
    listed = "".join(f"<rdf:li>{number}</rdf:li>" for number in numbers)
    return f"<darktable:colorlabels><rdf:Seq>{listed}</rdf:Seq></darktable:colorlabels>"


LIGHTROOM = xmp('xmp:Rating="4" xmp:Label="Green" xmpDM:pick="1"')
DARK = xmp('xmp:Rating="3" darktable:xmp_version="5"', colours(4, 0))
DIGI = xmp('digiKam:ColorLabel="6" digiKam:PickLabel="3"', "<xmp:Rating>5</xmp:Rating>")


@pytest.mark.parametrize(
    ("data", "means"),
    [
        (LIGHTROOM, Marks(4, "Green", 1)),
        (DARK, Marks(3, "Purple", None)),
        (DIGI, Marks(5, "Purple", 1)),
        (xmp('xmp:Rating="-1"'), Marks(-1, None, -1)),
        (xmp('xmp:Rating="-1" digiKam:PickLabel="0" digiKam:ColorLabel="0"'), Marks(-1, "", -1)),
        (xmp('xmp:Rating="2.0" xmp:Label="select"'), Marks(2, "Red", None)),
        (xmp('xmp:Rating="17" xmp:Label="Mauve" xmpDM:pick="yes"'), Marks(None, "", None)),
        (xmp('xmp:Rating="nan"'), Marks()),
        (xmp('xmp:Rating="1e400"'), Marks()),
        (xmp(""), Marks()),
    ],
)
def test_the_three_programs_are_understood(data: bytes, means: Marks) -> None:
    assert told(data) == means


def test_what_a_program_changed_beside_what_we_wrote_is_the_newer() -> None:
    ours = merged(None, Marks(3, "Green", 1))
    assert ours is not None and told(ours) == Marks(3, "Green", 1)
    space = b'xmlns:digiKam="http://www.digikam.org/ns/1.0/" '
    digikam = ours.replace(b"<rdf:Description ", b"<rdf:Description " + space + b'digiKam:ColorLabel="5" ')
    digikam = digikam.replace(b'PickLabel="3"', b'PickLabel="1"', 1)
    assert told(digikam) == Marks(3, "Blue", -1)
    rejected = merged(None, Marks(-1, "", -1))
    assert rejected is not None and told(rejected).pick == -1
    assert told(rejected.replace(b'xmp:Rating="-1"', b'xmp:Rating="2"')) == Marks(2, None, 0)


def test_our_advice_is_not_taken_for_a_persons_word_and_does_not_replace_it() -> None:
    advised = merged(None, Marks(label="Green", pick=1, advice=True))
    assert told(advised) == Marks()
    spoken = merged(advised, Marks(4, "Red", 0))
    assert told(spoken) == Marks(4, "Red", 0)
    assert merged(spoken, Marks(label="Yellow", pick=1, advice=True)) == spoken
    assert told(merged(advised, Marks(label="Yellow", pick=0, advice=True))) == Marks()


@pytest.mark.parametrize(
    ("data", "why"),
    [(BOMB, "document type"), (FOREIGN, "document type"), (LIGHTROOM[:90], "not valid"), (b"", "not valid")],
)
def test_hostile_xml_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(SidecarError, match=why):
        told(data)


def test_elements_nested_without_end_are_refused_at_once() -> None:
    began = time.thread_time()
    with pytest.raises(SidecarError, match="nested too deeply"):
        told(b"<a>" * 1_000_000)
    assert time.thread_time() - began < 5


def test_a_person_who_saw_what_a_program_said_may_say_otherwise(tmp_path: Path) -> None:
    photo = tmp_path / "a.jpg"
    sidecar = photo.with_name("a.jpg.xmp")
    sidecar.write_bytes(xmp('xmp:Rating="3" digiKam:ColorLabel="4" digiKam:PickLabel="1" xmp:Nick="me"', colours(2)))
    before = sidecar.read_bytes()
    assert not write_sidecar(photo, Marks(5, "Blue", 1)), "nobody saw what is there"
    assert sidecar.read_bytes() == before
    assert not write_sidecar(photo, Marks(5, "Blue", 1), Marks(2, "Red", 0)), "it changed since it was seen"
    assert write_sidecar(photo, Marks(5, "Blue", 1), Marks(3, "Green", -1))
    assert told(sidecar.read_bytes()) == Marks(5, "Blue", 1)
    found = read_marks(sidecar.read_bytes())
    assert (found[f"{DIGIKAM}ColorLabel"], found[f"{DIGIKAM}PickLabel"], found[f"{XMP}Nick"]) == ("5", "3", "me")
    assert f"{DARKTABLE}colorlabels" not in found and b"<rdf:li>3</rdf:li>" in sidecar.read_bytes()
    assert write_sidecar(photo, Marks(0, "", 0)), "ours by now"
    assert told(sidecar.read_bytes()) == Marks(0, "", 0)
    assert found[f"{DM}pick"] == "1"


NUMBERS = st.none() | st.integers(0, 5)
WORDS = st.none() | st.sampled_from(["", *LABELS])
PICKS = st.none() | st.integers(-1, 1)
MARKS = st.builds(Marks, NUMBERS, WORDS, PICKS)
SAID = st.builds(Culling, st.integers(0, 5), st.integers(-1, 1), st.sampled_from(["", *LABELS]))


@given(MARKS, MARKS, SAID, st.booleans())
def test_only_what_changed_there_is_taken_and_the_later_change_holds(
    before: Marks, now: Marks, said: Culling, later: bool
) -> None:
    before = Marks(before.rating or 0, before.label or "", before.pick or 0)
    held = Found(1, before, now, 2.0 if later else 1.0, 1.5, "").take_up(said)
    for mine, then, theirs, got in (
        (said.stars, before.rating, now.rating, held.stars),
        (said.label, before.label, now.label, held.label),
        (said.pick, before.pick, now.pick, held.pick),
    ):
        changed_there, changed_here = theirs is not None and theirs != then, mine != then
        assert got == (theirs if changed_there and (later or not changed_here) else mine)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for name in ("a", "b", "c"):
        Image.new("RGB", (32, 24), (len(name), ord(name), 9)).save(tmp_path / f"{name}.jpg")
    made = Project.create(tmp_path / "p.blurlab")
    made.add_photos(sorted(tmp_path.glob("*.jpg")))
    return made


def said_of(project: Project) -> dict[str, tuple[int, str, int]]:
    """By name, what holds after the files were asked."""
    found, refused = find_external_marks(project, project.photos())
    assert refused == []
    said = read_culling(project)
    taken = {one.photo_id: one.take_up(said.get(one.photo_id, Culling())) for one in found}
    write_culling(project, taken, {one.photo_id: one.at for one in found})
    keep_external_marks(project, found)
    names = {photo.id: photo.name for photo in project.photos()}
    return {names[key]: (one.stars, one.label, one.pick) for key, one in read_culling(project).items()}


def at(path: Path, seconds: float) -> None:
    os.utime(path, (time.time() + seconds,) * 2)


def test_sidecars_of_both_names_and_packets_of_photos_are_read_and_followed(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.xmp").write_bytes(LIGHTROOM)
    (tmp_path / "b.jpg.xmp").write_bytes(DARK)
    Image.new("RGB", (32, 24)).save(tmp_path / "c.jpg", xmp=DIGI)
    assert said_of(project) == {"a.jpg": (4, "Green", 1), "b.jpg": (3, "Purple", 0), "c.jpg": (5, "Purple", 1)}
    assert find_external_marks(project, project.photos()) == ([], []), "nothing changed: nothing is read again"
    assert read_seen(project)[1] == Marks(4, "Green", 1)
    (tmp_path / "a.jpg.xmp").write_bytes(xmp('xmp:Rating="2"'))
    at(tmp_path / "a.jpg.xmp", 60)
    (tmp_path / "b.jpg.xmp").write_bytes(xmp('xmp:Rating="1"'))
    at(tmp_path / "b.jpg.xmp", 60)
    (tmp_path / "c.jpg.xmp").write_bytes(xmp('xmp:Label="Red"'))
    after = said_of(project)
    assert after["a.jpg"] == (2, "Green", 1), "the newer of two sidecars, and what it leaves open from the other"
    assert after["b.jpg"] == (1, "", 0), "a colour that was taken away there"
    assert after["c.jpg"] == (5, "Red", 1), "the sidecar before the photo's own packet"
    for name in ("a.xmp", "a.jpg.xmp", "b.jpg.xmp", "c.jpg.xmp"):
        (tmp_path / name).unlink()
    kept = said_of(project)
    assert (kept["a.jpg"], kept["b.jpg"]) == ((2, "Green", 1), (1, "", 0)), "no sidecar takes nothing away"


def test_the_later_of_two_words_holds(project: Project, tmp_path: Path) -> None:
    sidecar = tmp_path / "a.xmp"
    sidecar.write_bytes(LIGHTROOM)
    at(sidecar, -3600)
    write_culling(project, {1: Culling(2, -1, "Red")})
    assert said_of(project)["a.jpg"] == (2, "Red", -1), "said here after that"
    sidecar.write_bytes(xmp('xmp:Rating="1" xmp:Label="Green" xmpDM:pick="1"'))
    at(sidecar, 60)
    assert said_of(project)["a.jpg"] == (1, "Red", -1), "the stars alone were changed there, and later"


def test_a_sidecar_that_cannot_be_read_is_told_once_and_the_others_are_read(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.xmp").write_bytes(BOMB)
    (tmp_path / "b.xmp").write_bytes(LIGHTROOM)
    found, refused = find_external_marks(project, project.photos())
    assert [str(one) for one in refused] == [
        "The sidecar “a.xmp” has a document type, which no sidecar needs; it was not read."
    ]
    assert next(one for one in found if one.photo_id == 2).now == Marks(4, "Green", 1)
    assert next(one for one in found if one.photo_id == 1).take_up(Culling(3)) == Culling(3)
    keep_external_marks(project, found)
    assert find_external_marks(project, project.photos()) == ([], [])


def test_a_damaged_packet_of_a_photo_says_nothing(project: Project, tmp_path: Path) -> None:
    Image.new("RGB", (32, 24)).save(tmp_path / "a.jpg", xmp=BOMB)
    assert said_of(project)["a.jpg"] == (0, "", 0)
