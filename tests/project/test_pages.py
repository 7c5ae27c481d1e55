"""Pages are photos of the project: each has its row, its name and its tones, moved and exported with its file."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.core.prediction import Look, View
from blurlab.errors import UserError
from blurlab.exchange.dataset import export_dataset
from blurlab.exchange.masks_out import mask_names
from blurlab.imaging.ports import PhotoRef
from blurlab.imaging.source import open_source
from blurlab.imaging.tones import Tones
from blurlab.project.project import Project
from blurlab.project.records import Status

RAMP = (np.linspace(0, 600, 30 * 40).reshape(30, 40) + 7300).astype(np.uint16)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    (tmp_path / "photos").mkdir()
    made = [Image.fromarray(RAMP + 9000 * page) for page in range(3)]
    made[0].save(tmp_path / "photos" / "scan.tif", save_all=True, append_images=made[1:])
    return tmp_path / "photos" / "scan.tif"


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "p.blurlab") as made:
        yield made


def test_each_page_is_a_photo_and_keeps_its_own_tones(project: Project, scan: Path) -> None:
    added = project.add_photos([scan]).added
    assert [photo.title for photo in added] == ["scan.tif", "scan.tif, page 2", "scan.tif, page 3"]
    assert [photo.name for photo in added] == ["scan.tif", "scan-p2.tif", "scan-p3.tif"]
    assert sorted(mask_names(added).values()) == ["scan-p2.png", "scan-p3.png", "scan.png"]
    assert len({photo.digest for photo in added}) == 1 and len({photo.key for photo in added}) == 3
    assert not project.add_photos([scan, PhotoRef(scan, 1)]).added and len(project.photos()) == 3
    second = added[1]
    project.save_prediction(second.id, "v", np.zeros((3, 4), np.uint8), Look(View.WHOLE))
    project.set_tones(second.id, Tones(16300, 17000))
    seen = project.photo(second.id)
    assert seen.ref == PhotoRef(scan, 1, tones=Tones(16300, 17000)) and project.photo(added[0].id) == added[0]
    assert project.read_prediction(second.id, "v") is None  # it was of another picture
    assert open_source(seen.ref).read()[-1, -1, 0] == pytest.approx(600 / 700 * 255, abs=2)
    with pytest.raises(UserError, match="has no photo number 99"):
        project.set_tones(99, Tones())


def test_pages_move_with_their_file(project: Project, scan: Path, tmp_path: Path) -> None:
    ids = [photo.id for photo in project.add_photos([scan]).added]
    (tmp_path / "other").mkdir()
    moved = scan.rename(tmp_path / "other" / "new.tif")
    assert sorted(photo.id for photo in project.relink(tmp_path / "other")) == ids
    assert [photo.ref for photo in project.photos()] == [PhotoRef(moved, page) for page in range(3)]
    again = moved.rename(tmp_path / "other" / "newer.tif")
    assert [photo.id for photo in project.add_photos([again]).known] == ids


def test_a_dataset_holds_each_page_as_a_picture_of_its_own(project: Project, scan: Path, tmp_path: Path) -> None:
    second = project.add_photos([scan]).added[1]
    project.masks.save(second.id, np.zeros((30, 40), np.uint8), author="me")
    project.set_status(second.id, Status.ACCEPTED)
    export_dataset(project, tmp_path / "out")
    (copy,) = tmp_path.glob("out/*/images/*")
    assert copy.name == "scan-p2.png"
    assert (open_source(copy).read() == open_source(second.ref).read()).all()
