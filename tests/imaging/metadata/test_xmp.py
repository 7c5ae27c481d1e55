"""Sidecars say what we mean and keep what others said; other programs read them."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from blurlab.errors import UserError
from blurlab.imaging.metadata.marks import Marks
from blurlab.imaging.metadata.sidecars import belongs_to, sidecar_path
from blurlab.imaging.metadata.xmp import merged, read_marks, write_sidecar

XMP, DM = "{http://ns.adobe.com/xap/1.0/}", "{http://ns.adobe.com/xmp/1.0/DynamicMedia/}"
DIGIKAM = "{http://www.digikam.org/ns/1.0/}"
DARKTABLE = "{http://darktable.sf.net/}"
OTHERS = b"""<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:darktable="http://darktable.sf.net/"
    xmp:Rating="4" darktable:xmp_version="5">
   <xmp:Label>Purple</xmp:Label>
   <dc:subject><rdf:Bag><rdf:li>heron</rdf:li></rdf:Bag></dc:subject>
   <darktable:history><rdf:Seq><rdf:li darktable:num="0" darktable:operation="sharpen"/></rdf:Seq></darktable:history>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


def said(path: Path) -> dict[str, str]:
    return read_marks(path.read_bytes())


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return tmp_path / "IMG 1 Ä.jpg"


def test_a_new_sidecar_says_rating_label_and_pick(photo: Path) -> None:
    assert write_sidecar(photo, Marks(rating=3, label="Green", pick=1))
    found = said(photo.with_name("IMG 1 Ä.jpg.xmp"))
    assert found[f"{XMP}Rating"] == "3"
    assert found[f"{XMP}Label"] == "Green"
    assert found[f"{DM}pick"] == "1"
    assert found[f"{DIGIKAM}PickLabel"] == "3"


def test_what_others_set_stays_and_what_they_left_open_is_added(photo: Path) -> None:
    path = sidecar_path(photo)
    path.write_bytes(OTHERS)
    assert write_sidecar(photo, Marks(rating=1, label="Red", pick=1))
    found = said(path)
    assert found[f"{XMP}Rating"] == "4"
    assert found[f"{XMP}Label"] == "Purple"
    assert found[f"{DARKTABLE}xmp_version"] == "5"
    assert found[f"{DM}pick"] == "1"
    text = path.read_text(encoding="utf-8")
    for kept in ("heron", "dc:subject", 'darktable:operation="sharpen"', "XMP Core 4.4.0-Exiv2"):
        assert kept in text


def test_what_we_said_follows_what_we_say_until_somebody_changes_it(photo: Path) -> None:
    path = sidecar_path(photo)
    write_sidecar(photo, Marks(label="Red", pick=1))
    assert write_sidecar(photo, Marks(label="Green", pick=0))
    assert (said(path)[f"{XMP}Label"], said(path)[f"{DM}pick"]) == ("Green", "0")
    path.write_text(path.read_text(encoding="utf-8").replace('xmp:Label="Green"', 'xmp:Label="Blue"'), encoding="utf-8")
    before = path.read_bytes()
    assert not write_sidecar(photo, Marks(label="Red", pick=0))
    assert path.read_bytes() == before


def test_a_label_that_somebody_took_away_stays_away(photo: Path) -> None:
    path = sidecar_path(photo)
    write_sidecar(photo, Marks(label="Red"))
    path.write_text(path.read_text(encoding="utf-8").replace('xmp:Label="Red" ', ""), encoding="utf-8")
    assert f"{XMP}Label" not in said(path)
    assert not write_sidecar(photo, Marks(label="Red"))


def test_a_photo_rejected_in_one_program_is_not_picked_for_another(photo: Path) -> None:
    path = sidecar_path(photo)
    path.write_bytes(
        OTHERS.replace(b'darktable:xmp_version="5"', b'xmlns:d="http://www.digikam.org/ns/1.0/" d:PickLabel="1"')
    )
    write_sidecar(photo, Marks(pick=1))
    assert said(path)[f"{DIGIKAM}PickLabel"] == "1"
    assert f"{DM}pick" not in said(path)


def test_nothing_to_say_writes_nothing(photo: Path) -> None:
    assert not write_sidecar(photo, Marks())
    assert not write_sidecar(photo, Marks(rating=0, pick=0))
    assert not sidecar_path(photo).exists()
    assert merged(OTHERS, Marks()) == OTHERS


def test_lightrooms_sidecar_is_used_where_it_is_the_only_one(photo: Path) -> None:
    adobe, own = photo.with_suffix(".xmp"), photo.with_name(photo.name + ".xmp")
    assert sidecar_path(photo) == own
    adobe.write_bytes(OTHERS)
    assert sidecar_path(photo) == adobe
    own.write_bytes(OTHERS)
    assert sidecar_path(photo) == own


def test_the_first_sidecar_of_a_raw_file_is_the_one_that_lightroom_reads(tmp_path: Path) -> None:
    raw, other = tmp_path / "A.NEF", tmp_path / "A.DNG"
    raw.touch()
    assert write_sidecar(raw, Marks(rating=3))
    assert [path.name for path in tmp_path.glob("*.xmp")] == ["A.xmp"] and belongs_to(tmp_path / "A.xmp", raw)
    other.touch()
    assert not belongs_to(tmp_path / "A.xmp", raw), "either RAW file may be meant"
    (tmp_path / "A.xmp").unlink()
    assert sidecar_path(raw).name == "A.NEF.xmp"


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x:xmpmeta xmlns:x="adobe:ns:meta/">&b;</x:xmpmeta>'
FOREIGN = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (BOMB, "has a document type"),
        (FOREIGN, "has a document type"),
        (FOREIGN.decode().encode("utf-16"), "has a document type"),
        (b"", "is not valid XML"),
        (b"\xff\xd8\xff\xe0 a photo", "is not valid XML"),
        (OTHERS[:300], "is not valid XML"),
        (b"<html/>", "holds no RDF"),
    ],
)
def test_what_is_no_sidecar_is_refused_and_left_as_it_is(photo: Path, data: bytes, why: str) -> None:
    path = sidecar_path(photo)
    path.write_bytes(data)
    with pytest.raises(UserError, match=f"“IMG 1 Ä.jpg.xmp” {why}.*left unchanged"):
        write_sidecar(photo, Marks(label="Red"))
    assert path.read_bytes() == data
    assert [file.name for file in photo.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("marks", [{"rating": 6}, {"rating": -2}, {"pick": 2}])
def test_marks_that_no_program_knows_are_refused(marks: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="is -1"):
        Marks(**marks)


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool (libimage-exiftool-perl) is not installed")
@pytest.mark.parametrize("old", [None, OTHERS], ids=["new", "merged"])
def test_exiftool_reads_the_values_meant(photo: Path, old: bytes | None) -> None:
    path = sidecar_path(photo)
    if old is not None:
        path.write_bytes(old)
    write_sidecar(photo, Marks(rating=2, label="Green", pick=1))
    told = subprocess.run(["exiftool", "-j", "-n", "-G1", path], capture_output=True, check=True, timeout=60).stdout
    found = json.loads(told)[0]
    assert found["XMP-xmp:Rating"] == (2 if old is None else 4)
    assert found["XMP-xmp:Label"] == ("Green" if old is None else "Purple")
    assert found["XMP-xmpDM:Pick"] == 1
    assert found["XMP-digiKam:PickLabel"] == 3
    if old is not None:
        assert found["XMP-dc:Subject"] == "heron"
    assert "ExifTool:Warning" not in found


def test_a_photo_whose_sidecar_has_too_long_a_name_is_told(tmp_path: Path) -> None:
    photo = tmp_path / f"{'a' * 251}.jpg"
    with pytest.raises(UserError, match="cannot be written: the name is too long; it was left unchanged"):
        write_sidecar(photo, Marks(rating=3))
    photo.with_suffix(".xmp").write_bytes(merged(None, Marks(rating=1)) or b"")
    assert sidecar_path(photo) == photo.with_suffix(".xmp")


def test_a_sidecar_larger_than_the_memory_is_not_read(tmp_path: Path) -> None:
    photo = tmp_path / "a.jpg"
    with (tmp_path / "a.jpg.xmp").open("wb") as file:
        file.truncate(6 << 30)
    with pytest.raises(UserError, match="it is longer than the 16 MiB that blurlab reads; it was left unchanged"):
        write_sidecar(photo, Marks(rating=3))


def test_a_pipe_in_the_place_of_a_sidecar_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jpg.xmp")
    with pytest.raises(UserError, match="cannot be written"):
        write_sidecar(tmp_path / "a.jpg", Marks(rating=3))
