"""What blurlab reads and writes of XMP, against exiftool: marks that it writes are read, sidecars stay whole to it."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.imaging.metadata.inside import marks_inside
from blurlab.imaging.metadata.marks import LABELS, Marks
from blurlab.imaging.metadata.xmp import check_sidecar, told, write_sidecar
from tests.imaging import camera_files as files
from tests.imaging.raw_files import dng

pytestmark = pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
OURS = ("XMP-blurlab:", "ExifTool:", "System:", "File:", "SourceFile", "XMP-x:")


def run(*arguments: "str | Path") -> bytes:
    done = subprocess.run(["exiftool", *map(str, arguments)], capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def properties(path: Path) -> dict[str, object]:
    found = json.loads(run("-j", "-a", "-G1", "-struct", path))[0]
    return {name: value for name, value in found.items() if not name.startswith(OURS)}


def test_marks_that_exiftool_writes_into_photos_are_read(tmp_path: Path) -> None:
    picture = Image.new("RGB", (32, 24), "red")
    for suffix in ("jpg", "png", "webp", "tif"):
        picture.save(tmp_path / f"a.{suffix}")
    (tmp_path / "a.dng").write_bytes(dng(np.full((24, 32, 3), 90, np.uint8)))
    (tmp_path / "b.jpg").write_bytes(files.jpeg(files.exif_block("Canon", "Canon EOS R5", files.canon(eos=True))))
    names = sorted(tmp_path.iterdir())
    run("-q", "-overwrite_original", "-XMP:Rating=4", "-XMP:Label=Gelb", *names)
    assert {path.name: marks_inside(path) for path in names} == {path.name: Marks(4, "Yellow") for path in names}
    jpegs = [path for path in names if path.suffix == ".jpg"]
    run("-q", "-overwrite_original", "-XMP:all=", "-IFD0:Rating=2", *jpegs)
    assert [marks_inside(path) for path in jpegs] == [Marks(2), Marks(2)]


SIDECARS = {
    "Lightroom": ["-XMP-xmp:Rating=3", "-XMP-xmp:Label=Rouge", "-XMP-dc:Subject=sea", "-XMP-lr:HierarchicalSubject=a|b",
                  "-XMP-crs:Exposure2012=+0.5"],
    "Bridge": ["-XMP-xmp:Label=Genehmigt", "-XMP-photoshop:LabelColor=green", "-XMP-dc:Title-de=Meer"],
    "Photo Mechanic": ["-XMP-photomech:ColorClass=2", "-XMP-photomech:Tagged=True", "-XMP-dc:Creator=N. N."],
    "digiKam": ["-XMP-digiKam:ColorLabel=3", "-XMP-digiKam:PickLabel=3", "-XMP-xmp:Rating=5"],
}  # fmt: skip


@pytest.mark.parametrize("program", SIDECARS)
def test_a_sidecar_says_what_a_person_set_and_all_else_stays(tmp_path: Path, program: str) -> None:
    sidecar = tmp_path / "a.xmp"
    run("-q", *SIDECARS[program], sidecar)
    before, was = properties(sidecar), told(sidecar.read_bytes())
    seen = Marks(was.rating or 0, was.label or "", was.pick or 0)
    wanted = Marks(1, next(each for each in LABELS if each not in (seen.label, "Red")), 1)
    assert write_sidecar(tmp_path / "a.jpg", wanted, seen)
    check_sidecar(tmp_path / "a.jpg", wanted)
    assert "Warning" not in run("-validate", "-warning", "-a", sidecar).decode()
    after = properties(sidecar)
    assert after.pop("XMP-xmp:Rating") == 1 and after["XMP-xmp:Label"] == wanted.label
    changing = ("XMP-xmp:", "XMP-xmpDM:", "XMP-digiKam:", "XMP-photoshop:LabelColor", "XMP-photomech:ColorClass")
    kept = {name: value for name, value in before.items() if not name.startswith(changing)}
    assert {name: after.get(name) for name in kept} == kept
