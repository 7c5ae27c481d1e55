"""RAW and the camera's picture of it are one shot; a picture that was edited since, or is another's, is its own."""

from dataclasses import replace
from pathlib import Path

import pytest

from blurlab.imaging.metadata.marks import Marks
from blurlab.imaging.metadata.sidecars import sidecar_names, sidecar_path
from blurlab.imaging.metadata.xmp import write_sidecar
from blurlab.imaging.shots import Made, one_shot, pairs_by_name

RAW = Made(1000.0, 1000.0, "ver.1.02", 6022, 4024, False)
PICTURE = Made(1000.0, 1000.0, "ver.1.02", 6000, 4000, True)


@pytest.mark.parametrize(
    ("changes", "together"),
    [
        ({}, True),
        ({"seconds": None, "changed": None, "software": ""}, True),
        ({"width": 3000, "height": 2000}, True),  # a small one by the camera
        ({"width": 3000, "height": 2000, "whole": False}, False),
        ({"width": 6000, "height": 3376}, False),
        ({"width": 4000, "height": 6000}, False),
        ({"seconds": 1060.0}, False),
        ({"changed": 90000.0}, False),
        ({"software": "adobe photoshop lightroom classic 13.1"}, False),
        ({"software": "ver.2.00"}, False),
    ],
)
def test_a_picture_that_was_edited_is_its_own(changes: dict[str, object], together: bool) -> None:
    assert one_shot(RAW, replace(PICTURE, **changes)) is together  # type: ignore[arg-type]


def test_a_converted_raw_and_its_picture_are_one_shot() -> None:
    assert one_shot(replace(RAW, software="adobe dng converter 16", changed=90000.0), PICTURE)


def test_pairs_have_one_name_in_one_folder() -> None:
    names = [
        "a/1.CR3",
        "a/1.JPG",
        "a/1.dng",
        "a/1.HIF",
        "a/2.jpg",
        "a/2.png",
        "b/1.jpg",
        "a/3.DNG",
        "a/3.jpg",
        "a/4.tif",
    ]
    found = pairs_by_name(Path(name) for name in names)
    assert {str(one): str(other) for one, other in found.items()} == {
        "a/1.JPG": "a/1.CR3", "a/1.HIF": "a/1.CR3", "a/3.jpg": "a/3.DNG",
    }  # fmt: skip


def test_the_sidecar_with_the_plain_name_is_the_raws(tmp_path: Path) -> None:
    picture, raw, shared = (tmp_path / name for name in ("A.JPG", "A.NEF", "A.xmp"))
    write_sidecar(tmp_path / "A.bmp", Marks(5))
    (tmp_path / "A.bmp.xmp").rename(shared)
    assert sidecar_path(picture) == shared, "alone it is the picture's"
    raw.touch()
    assert sidecar_path(raw) == shared
    assert sidecar_names(picture) == (tmp_path / "A.JPG.xmp",)
    assert write_sidecar(picture, Marks(1))
    assert sorted(path.name for path in tmp_path.glob("*.xmp")) == ["A.JPG.xmp", "A.xmp"]
