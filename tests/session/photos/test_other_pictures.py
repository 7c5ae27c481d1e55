"""A picture that is no plain file goes all the way: into a project, to the screen, the model, inspection, training."""

from pathlib import Path

import numpy as np
import pytest

from blurlab.core.prediction import View
from blurlab.core.rect import Rect
from blurlab.imaging.inspection import inspect_photo
from blurlab.imaging.ports import PhotoRef
from blurlab.imaging.source import KINDS
from blurlab.project.culling.thumbnails import kept_thumbnail
from blurlab.project.models import resolve_model
from blurlab.project.project import Project
from blurlab.session.photos.open_photo import load_photo
from blurlab.worker.messages import ModelReady, OpenProject, Predicted, PredictPhoto, UseModel
from blurlab.worker.predictor import _Service
from tests.imaging.pyramid_source import SUFFIX, DrawnPyramid
from training.data.details import SIDE, details
from training.data.sources import PhotoCache, looks_like_a_source, read_source


@pytest.fixture
def slide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(KINDS, SUFFIX, DrawnPyramid)
    path = tmp_path / f"slide{SUFFIX}"
    path.write_text(f"{3 * SIDE} {2 * SIDE}")
    return path


def test_it_is_added_shown_predicted_and_learnt_from(slide: Path, tmp_path: Path) -> None:
    with Project.create(tmp_path / "p.blurlab") as project:
        (photo,) = project.add_photos([slide]).added
        assert (photo.width, photo.height) == (3 * SIDE, 2 * SIDE) and photo.ref == PhotoRef(slide)
        assert max(kept_thumbnail(project, photo).shape) <= 256

        opened = load_photo(project, photo, "", View.WHOLE)
        assert opened.pyramid is not None and (opened.pyramid.photo == DrawnPyramid(photo.ref).read()).all()

        said: list[object] = []
        service = _Service(said.append)
        method = resolve_model("classical:svd")
        for message in (
            OpenProject(str(project.folder)),
            UseModel(method.version_label, str(method.path)),
            PredictPhoto(photo.id),
        ):
            service.answer(message)
        service.close()
        assert said[0] == ModelReady(method.version_label) and isinstance(said[1], Predicted)
        assert project.read_prediction(photo.id, method.version_label) is not None

    inspection = inspect_photo(slide)
    assert (inspection.width, inspection.height) == (3 * SIDE, 2 * SIDE) and inspection.seconds is None
    assert looks_like_a_source(slide)
    assert min(PhotoCache(read_source).get(slide).shape[:2]) > 100


def test_only_the_wanted_part_of_a_big_one_is_read(slide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[DrawnPyramid] = []

    def watched(ref: PhotoRef) -> DrawnPyramid:
        opened.append(DrawnPyramid(ref))
        return opened[-1]

    monkeypatch.setitem(KINDS, SUFFIX, watched)
    detail = details([slide], 1)[-1]
    assert detail.read().shape == (SIDE, SIDE, 3)
    asked = [ask for source in opened for ask in source.asked]
    assert asked == [(0, Rect(detail.left, detail.top, detail.side, detail.side))]
    assert np.ptp(detail.read()) > 0
