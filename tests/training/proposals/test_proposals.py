"""Proposals hold what the sampling relies on, whatever the photo."""

import hashlib
import os
import platform
import subprocess
import sys

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


@pytest.mark.parametrize("centre", [(60, 50), (25, 70), (95, 30), (60, 12), (112, 55), (8, 90)])
def test_a_disk_on_a_noisy_ground_is_found_wherever_it_lies(centre: tuple[int, int]) -> None:
    """In the middle, close to the border, cut by it, in a corner; in colour and in grey.

    At the first three places the smallest overlap was .956 and the medians .975 to .986: the bounds stand apart.
    """
    overlaps = []
    for seed in range(20):
        photo, disk = noisy_disk(centre, seed, grey=seed % 2 == 1)
        overlaps.append(best_overlap(propose(photo, 100), disk))
    assert np.median(overlaps) >= 0.95
    assert min(overlaps) >= 0.9


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="the settings name x86-64's instructions")
def test_the_processor_s_instructions_do_not_choose() -> None:
    """Proposals by all the instructions that this processor has, and by the oldest, are the same to the last bit."""
    oldest = {"OPENCV_CPU_DISABLE": "AVX2,AVX512_SKX,FP16,AVX", "OPENBLAS_CORETYPE": "Nehalem"}
    oldest |= {"NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4"}
    assert digest_in_a_process({}) == digest_in_a_process(oldest)


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


def digest_in_a_process(settings: dict[str, str]) -> str:
    """Of the proposals of some photos, made by another Python with these environment variables beside its own."""
    code = f"from {__name__} import digest; print(digest())"
    answer = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def digest() -> str:
    """Of labels, members and scores of a few photos of shapes and noise."""
    found = hashlib.sha256()
    for seed in range(4):
        photo, _ = noisy_disk((95, 30), seed, grey=seed == 3)
        proposals = propose(np.asarray(cv2.resize(photo, None, fx=1 + seed / 2, fy=1 + seed / 2)))
        for part in (proposals.labels, proposals.members, proposals.scores):
            found.update(np.ascontiguousarray(part).tobytes())
    return found.hexdigest()


def noisy_disk(centre: tuple[int, int], seed: int, grey: bool) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """A photo of a disk on a ground, with noise of σ 12, and the disk."""
    photo = np.full((100, 120, 3), (90, 110, 90), np.uint8)
    cv2.circle(photo, centre, 22, (170, 170, 170) if grey else (180, 90, 60), -1)
    disk = photo[..., 0] > 130
    noisy = photo + np.random.default_rng(seed).normal(0, 12, photo.shape)
    if grey:
        noisy = np.repeat(noisy.mean(axis=2, keepdims=True), 3, axis=2)
    return np.clip(noisy, 0, 255).astype(np.uint8), disk
