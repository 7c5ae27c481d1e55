"""Kinds of blur as classes: painted ones, the photo's tag and the model's, in every format that has classes."""

from pathlib import Path

import numpy as np
import pytest

from blurlab.core.editing.correction import BLURRED, IGNORE, Correction
from blurlab.core.editing.kinds import Kind, Kinds
from blurlab.core.planes import DEFOCUS, MOTION, BlurPlanes
from blurlab.core.prediction import Look
from blurlab.errors import UserError
from blurlab.exchange.masks_in import import_masks
from blurlab.exchange.masks_out import export_masks
from blurlab.exchange.meaning import Polarity, meaning_of
from blurlab.exchange.registry import FORMATS, open_source
from blurlab.exchange.shapes.kinds import kinds_of
from blurlab.project.project import Project
from blurlab.project.records import Status

WIDTH, HEIGHT = 40, 24
TELLING = sorted(name for name, one in FORMATS.items() if one.kinds)


@pytest.fixture
def accepted(project: Project, photo_id: int) -> Project:
    """Blurred but for four rows and an ignored corner; the model tells motion on the left, a person on the right."""
    mask = np.full((HEIGHT, WIDTH), BLURRED, np.uint8)
    mask[:4], mask[20:, 36:] = 0, IGNORE
    correction, kinds = Correction(HEIGHT, WIDTH), Kinds(HEIGHT, WIDTH)
    correction.load_mask(mask)
    said = np.zeros((HEIGHT, WIDTH), np.uint8)
    said[:, 30:], said[:, 24:30] = Kind.MOTION, Kind.EITHER
    kinds.load(said)
    told = np.full((HEIGHT // 4, WIDTH // 4), DEFOCUS, np.uint8)
    told[:, :3] = MOTION + 10
    planes = BlurPlanes(np.full(told.shape, 90, np.uint8), told)
    project.save_prediction(photo_id, "v1", np.full((HEIGHT, WIDTH), 255, np.uint8), Look(), planes=planes)
    project.masks.save_plane(photo_id, correction.plane, 128, author="a", model_version="v1", kinds=kinds.plane)
    project.set_status(photo_id, Status.ACCEPTED)
    return project


def expected(project: Project, photo_id: int) -> np.ndarray:
    photo, revision = project.photo(photo_id), project.masks.latest(photo_id)
    assert revision is not None
    return kinds_of(project, photo, revision)


def test_a_person_comes_before_the_tag_and_the_tag_before_the_model(accepted: Project, photo_id: int) -> None:
    kinds = expected(accepted, photo_id)
    assert [int(kinds[12, x]) for x in (4, 20, 27, 35)] == [Kind.MOTION, Kind.DEFOCUS, Kind.EITHER, Kind.MOTION]
    accepted.set_kind(photo_id, "defocus")
    kinds = expected(accepted, photo_id)
    assert [int(kinds[12, x]) for x in (4, 20, 27, 35)] == [Kind.DEFOCUS, Kind.DEFOCUS, Kind.EITHER, Kind.MOTION]


@pytest.mark.parametrize("name", TELLING)
def test_a_format_with_classes_tells_them_and_they_are_read_as_blurred(
    name: str, accepted: Project, photo_id: int, tmp_path: Path
) -> None:
    if name == "coco":
        pytest.importorskip("pycocotools")
    export_masks(accepted, tmp_path / "out", format_name=name, kinds=True)
    source = open_source(tmp_path / "out", name)
    kinds, (codes, _) = expected(accepted, photo_id), accepted.masks.read(accepted.masks.latest(photo_id))
    entry = source.entries[0]
    for own, kind in (("defocus", Kind.DEFOCUS), ("motion", Kind.MOTION)):
        assert own in source.classes
        others = [other for other in ("blurred", "defocus", "motion") if other in source.classes and other != own]
        meaning = meaning_of(source.classes, Polarity.BLURRED, [own])
        read = source.read(entry, WIDTH, HEIGHT, meaning)
        assert ((read == BLURRED) == ((codes == BLURRED) & (kinds == kind))).all(), others
    read = source.read(entry, WIDTH, HEIGHT, meaning_of(source.classes, Polarity.BLURRED))
    assert (read == codes).all(), "all of them together are blurred, and nobody has to say so"


@pytest.mark.parametrize("name", TELLING)
def test_kinds_come_back_with_the_masks(name: str, accepted: Project, photo_id: int, tmp_path: Path) -> None:
    if name == "coco":
        pytest.importorskip("pycocotools")
    export_masks(accepted, tmp_path / "out", format_name=name, kinds=True)
    revision = accepted.masks.latest(photo_id)
    assert revision is not None
    codes, kinds = accepted.masks.read(revision)[0], expected(accepted, photo_id)
    with Project.create(tmp_path / "again.blurlab") as again:
        added = again.add_photos([accepted.photo(photo_id).path])
        source = open_source(tmp_path / "out", name)
        meaning = meaning_of(source.classes, Polarity.BLURRED)
        first = import_masks(again, again.photos(), source, meaning)
        assert not first.problems
        assert len(first.imported) == 1
        own = again.masks.latest(again.photos()[0].id)
        assert own is not None, added
        read, told = again.masks.read(own)[0], again.masks.read_kinds(own)
        assert (read == codes).all()
        assert told is not None
        either = kinds == Kind.EITHER  # they are blurred and no more, in every format
        assert (told == np.where((codes == BLURRED) & ~either, kinds, Kind.UNTOLD)).all()
        assert len(import_masks(again, again.photos(), source, meaning).unchanged) == 1
        blurred = meaning_of(source.classes, Polarity.BLURRED, ["motion"])
        import_masks(again, again.photos(), source, blurred)
        only = again.masks.latest(again.photos()[0].id)
        assert only is not None
        told = again.masks.read_kinds(only)
        assert told is not None
        assert set(np.unique(told)) == {Kind.UNTOLD, Kind.MOTION}


def test_a_format_without_classes_and_marks_of_sharp_areas_refuse(accepted: Project, tmp_path: Path) -> None:
    assert set(TELLING) == {"coco", "cvat", "label-studio", "labelme", "yolo", "voc", "class-numbers"}
    with pytest.raises(UserError, match="has no classes"):
        export_masks(accepted, tmp_path, format_name="masks", kinds=True)
    with pytest.raises(UserError, match="Only blurred areas"):
        export_masks(accepted, tmp_path, format_name="coco", polarity=Polarity.SHARP, kinds=True)
    assert not list(tmp_path.glob("*.json"))
