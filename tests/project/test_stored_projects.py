"""A project that an earlier blurlab made opens with all that is in it, and goes out as it would have then."""

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP, Correction
from blurlab.core.editing.edit import Edit
from blurlab.core.learning.queue_order import DESCRIPTOR
from blurlab.core.prediction import Look, View
from blurlab.exchange.masks_out import export_masks
from blurlab.imaging.masks import read_grey
from blurlab.imaging.photos import read_photo
from blurlab.model.card import ModelCard
from blurlab.project import blind
from blurlab.project.culling.capture_times import capture_times
from blurlab.project.culling.culling import read_culling
from blurlab.project.culling.external_marks import read_seen
from blurlab.project.culling.thumbnails import fresh_thumbnail, kept_thumbnail
from blurlab.project.learning.domain import growth_points
from blurlab.project.learning.new_labels import count_new_labels
from blurlab.project.learning.pinned import pinned_photos
from blurlab.project.learning.proposals import proposals_of
from blurlab.project.models import model_before, resolve_model
from blurlab.project.project import Project
from blurlab.project.records import Culling, Status
from blurlab.project.review import decision_times, descriptors, read_facts
from tests.fixtures.stored import november_2026

__all__ = ["november_2026"]

NAMES = ["out_of_focus1.png", "out_of_focus2.png", "motion3.png", "meadow 4.jpg", "Bär 5.png", "rejected6.png"]
MASK = np.full((96, 128), SHARP, np.uint8)
MASK[:, 64:] = BLURRED
MASK[:4] = IGNORE
RAMP = np.tile(np.arange(0, 64, dtype=np.uint8) * 4, (48, 1))


@pytest.fixture
def stored(november_2026: Path) -> Project:
    project = Project.for_photos(november_2026.parent)
    assert project.folder == november_2026 and project.name == "holiday"
    return project


@pytest.fixture(autouse=True)
def closed(stored: Project):
    yield
    stored.close()


def test_photos_are_found_beside_it_as_they_stood(stored: Project) -> None:
    photos = stored.photos()
    assert [photo.name for photo in photos] == NAMES
    assert all(read_photo(photo.path).shape == (photo.height, photo.width, 3) == (96, 128, 3) for photo in photos)
    assert [str(photo.status) for photo in photos] == ["accepted"] * 3 + ["in work", "new", "rejected"]
    assert [photo.kind for photo in photos] == ["defocus", "defocus", "motion", "defocus", "", ""]
    report = stored.add_photos([photo.path for photo in photos])
    assert [photo.id for photo in report.known] == [1, 2, 3, 4, 5, 6] and not report.unreadable


def test_masks_of_both_people_and_labels_are_read(stored: Project) -> None:
    newest, first = stored.masks.revisions(1)
    assert (newest.author, newest.model_version, first.author, first.model_version) == ("bob", "v0001", "ann", None)
    mask, painted = stored.masks.read(newest)
    assert (mask == MASK).all() and painted is not None and painted[:, 60:].all() and not painted[:, :60].any()
    mask, painted = stored.masks.read(first)
    assert (mask == SHARP).all() and painted is None
    labels = stored.masks.labels()
    assert [label.photo.id for label in labels] == [1, 2, 3]
    assert all(stored.masks.has_label(label) and (stored.masks.read_label(label) == MASK).all() for label in labels)
    assert {label.look for label in labels} == {Look(View.WHOLE)} and stored.view is View.WHOLE
    assert count_new_labels(stored) == 1
    assert stored.masks.save(1, MASK, author="ann").revision == 3


def test_strokes_of_a_window_that_was_killed_come_back(stored: Project) -> None:
    assert stored.photos_with_journal() == [5]
    journal = stored.journal(5)
    correction = Correction(96, 128)
    records = journal.read()
    for record in records:
        Edit.from_bytes(record).apply(correction)
    expected = np.zeros((96, 128), np.bool_)
    expected[20:32, 10:40] = True
    assert len(records) == 2 and (correction.painted() == expected).all()
    journal.append(b"another")
    assert len(stored.journal(5).read()) == 3


def test_predictions_doubts_and_what_people_decided_are_read(stored: Project) -> None:
    assert stored.predicted_versions(1) == ["default-12345678", "v0001"] and stored.predicted_versions(2) == ["v0001"]
    read = stored.read_prediction(1, "v0001")
    assert read is not None and (read == RAMP).all()
    assert stored.prediction_facts(1, "v0001") == (None, None)  # so it is made anew when the photo is opened
    facts = read_facts(stored, "v0001")
    assert facts[3].doubt is not None and facts[3].doubt.entropy == pytest.approx(0.28)
    assert descriptors(stored)[1].shape == (DESCRIPTOR,)
    assert [(facts[one].agreement, facts[one].blind, facts[one].bulk) for one in (1, 2, 3)] == [
        (0.75, False, False),
        (0.75, True, False),
        (0.75, False, True),
    ]
    assert facts[1].authors == ("bob", "ann") and facts[4].note == "the bird moves"
    assert len(decision_times(stored, "ann")) == 3
    assert blind.read_seen(stored) == {1: True, 2: False}


def test_the_version_predicts_and_its_card_is_read(stored: Project) -> None:
    (version,) = stored.versions.all()
    assert (version.name, version.parent, version.setup) == ("v0001", "default", "semi")
    assert stored.versions.promoted() == version and version.auc == pytest.approx(0.4714, abs=1e-3)
    assert resolve_model(None, stored).path == version.weights and version.weights.stat().st_size > 8_000_000
    assert stored.versions.card("v0001").labels_learnt == 2
    assert [point.labels for point in growth_points(stored)] == [2]
    assert model_before(stored) == "default"
    assert stored.versions.publish(lambda path: path.write_bytes(b"next") and None, ModelCard()).name == "v0002"


def test_marks_times_settings_and_what_was_made_are_read(stored: Project) -> None:
    assert read_culling(stored) == {4: Culling(3, 1, "Red", "on_purpose"), 6: Culling(pick=-1)}
    seen = read_seen(stored)
    assert (seen[4].rating, seen[4].label) == (4, "Green") and len(seen) == 6
    assert capture_times(stored, stored.photos())[4] == 1_625_394_030
    assert pinned_photos(stored) == [5]
    photo = stored.photo(1)
    kept_at = (stored.folder / "thumbnails" / "000001.jpg").stat().st_mtime
    os.utime(photo.path, (kept_at - 10, kept_at - 10))
    assert fresh_thumbnail(stored, photo) is not None and kept_thumbnail(stored, photo).shape == (96, 128, 3)
    found = [proposals_of(stored, read_photo(one.path)) for one in stored.photos()]
    assert sum(one is not None for one in found) == 4


def test_its_masks_are_exported_as_they_are(stored: Project, tmp_path: Path) -> None:
    export_masks(stored, tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").glob("*.png")) == [
        f"{name}.png" for name in ("motion3", "out_of_focus1", "out_of_focus2")
    ]
    for path in (tmp_path / "out").glob("*.png"):
        assert (read_grey(path) == MASK).all()


def test_it_may_move_together_with_its_photos(stored: Project, tmp_path: Path) -> None:
    stored.close()
    moved = Path(shutil.move(stored.folder.parent, tmp_path / "elsewhere"))
    with Project.for_photos(moved) as again:
        assert all(photo.path.is_file() for photo in again.photos())
        assert again.counts()[Status.ACCEPTED] == 3
