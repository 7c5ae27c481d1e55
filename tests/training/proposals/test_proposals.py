"""Proposals hold what the sampling relies on, whatever the photo."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.core.proposals import Proposals
from training.proposals.hierarchy import segment
from training.proposals.mcg import propose
from training.proposals.ranking import SAME, rank


@st.composite
def photos(draw: st.DrawFn) -> NDArray[np.uint8]:
    """A few shapes of random colours on another, with or without noise, in colour or grey."""
    height, width = draw(st.integers(16, 72)), draw(st.integers(16, 72))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    photo = np.full((height, width, 3), rng.integers(0, 256, 3), np.uint8)
    for _ in range(draw(st.integers(0, 4))):
        centre = (int(rng.integers(width)), int(rng.integers(height)))
        axes = (int(rng.integers(1, width)), int(rng.integers(1, height)))
        cv2.ellipse(photo, centre, axes, float(rng.integers(180)), 0, 360, rng.integers(0, 256, 3).tolist(), -1)
    noise = rng.normal(0, draw(st.sampled_from([0, 3, 60])), photo.shape)
    photo = np.clip(photo + noise, 0, 255).astype(np.uint8)
    if draw(st.booleans()):
        photo[:] = photo.mean(axis=2, keepdims=True)
    return photo


@settings(deadline=None, max_examples=25)
@given(photos(), st.integers(1, 120))
def test_proposals_of_any_photo_are_sound(photo: NDArray[np.uint8], most: int) -> None:
    found = propose(photo, most)
    assert found.labels.dtype == np.int32
    assert found.labels.shape == photo.shape[:2]
    assert found.members.dtype == np.bool_
    assert found.members.shape[0] == len(found) <= most
    assert np.array_equal(np.unique(found.labels), np.arange(found.members.shape[1]))
    assert np.isfinite(found.scores).all()
    assert (np.diff(found.scores) <= 0).all()
    for first in range(len(found)):
        assert 0 < found.mask(first).mean() < 1
    masks = (
        np.array([found.mask(index).ravel() for index in range(len(found))])
        .reshape(len(found), photo.shape[0] * photo.shape[1])
        .astype(np.int64)
    )
    shared = masks @ masks.T
    union = masks.sum(axis=1)[:, None] + masks.sum(axis=1)[None] - shared
    assert (shared[~np.eye(len(found), dtype=bool)] <= (SAME + 1e-5) * union[~np.eye(len(found), dtype=bool)]).all()


@settings(deadline=None, max_examples=5)
@given(photos())
def test_the_same_photo_has_the_same_proposals(photo: NDArray[np.uint8]) -> None:
    first, second = propose(photo), propose(photo.copy())
    assert np.array_equal(first.labels, second.labels)
    assert np.array_equal(first.members, second.members)
    assert np.array_equal(first.scores, second.scores)


@settings(deadline=None, max_examples=10)
@given(photos())
def test_every_hierarchy_is_of_nested_regions_up_to_the_whole_photo(photo: NDArray[np.uint8]) -> None:
    hierarchies = segment(photo)
    count = int(hierarchies.labels.max()) + 1
    for regions in hierarchies.regions:
        members = regions.astype(np.int64)
        assert members.shape[1] == count
        assert members[-1].all()
        shared, size = members @ members.T, members.sum(axis=1)
        assert ((shared == 0) | (shared == np.minimum(size[:, None], size[None]))).all()
    assert np.isclose(hierarchies.patches.areas.sum(), 1)


@pytest.mark.parametrize("value", [0, 128, 255])
@pytest.mark.parametrize("shape", [(16, 16), (16, 200), (90, 60)])
def test_a_photo_of_one_colour_does_no_harm(value: int, shape: tuple[int, int]) -> None:
    found = propose(np.full((*shape, 3), value, np.uint8))
    assert found.labels.shape == shape
    assert np.isfinite(found.scores).all()


@pytest.mark.parametrize("grey", [False, True])
@pytest.mark.parametrize("centre", [(60, 50), (25, 70), (95, 30)])
def test_a_disk_on_a_noisy_ground_is_among_the_best(grey: bool, centre: tuple[int, int]) -> None:
    rng = np.random.default_rng(3)
    photo = np.full((100, 120, 3), (90, 110, 90), np.uint8)
    cv2.circle(photo, centre, 22, (180, 90, 60) if not grey else (170, 170, 170), -1)
    disk = photo[..., 0] > 130
    photo = np.clip(photo + rng.normal(0, 12, photo.shape), 0, 255).astype(np.uint8)
    if grey:
        photo[:] = photo.mean(axis=2, keepdims=True)
    assert best_overlap(propose(photo, 100), disk) > 0.8


def test_a_large_photo_has_proposals_of_its_own_size() -> None:
    photo = np.full((600, 900, 3), (90, 110, 90), np.uint8)
    cv2.circle(photo, (400, 300), 150, (180, 90, 60), -1)
    found = propose(photo, 100)
    assert found.labels.shape == (600, 900)
    assert np.array_equal(np.unique(found.labels), np.arange(found.members.shape[1]))
    assert best_overlap(found, photo[..., 0] > 130) > 0.95


def test_two_regions_apart_in_place_and_look_are_grouped() -> None:
    """A body of two very different halves is a pair of regions, and a proposal as a whole."""
    photo = np.full((100, 120, 3), (60, 120, 60), np.uint8)
    photo[30:70, 30:60] = (220, 60, 50)
    photo[30:70, 60:90] = (40, 60, 220)
    whole = np.zeros((100, 120), np.bool_)
    whole[30:70, 30:90] = True
    found = propose(photo)
    assert best_overlap(found, whole) > 0.9
    assert best_overlap(found, whole & (np.arange(120) < 60)) > 0.9


def test_ranking_prefers_what_is_new_to_a_repetition() -> None:
    members = np.array([[1, 1, 1, 0, 0, 0], [1, 1, 0, 0, 0, 0], [0, 0, 0, 0, 1, 1], [1, 1, 1, 0, 0, 0]], np.bool_)
    order, scores = rank(members, np.array([0.9, 0.8, 0.5, 0.7], np.float32), np.full(6, 1 / 6, np.float32), 10)
    assert order.tolist() == [0, 2, 1]  # the last is the first again
    assert scores[0] == pytest.approx(0.9)
    assert scores[1] == pytest.approx(0.5)


def best_overlap(found: Proposals, region: NDArray[np.bool_]) -> float:
    masks = [found.mask(index) for index in range(len(found))]
    return max(float((mask & region).sum() / (mask | region).sum()) for mask in masks)
