from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from blurlab.core.prediction import Prediction, View
from blurlab.core.shrink import shrink
from tests.training.sources import scene
from training.data.gather import PhotoSource, folder_pairs, folder_sources
from training.data.judge import SourceJudge
from training.data.pairs import PairReader, PairSampler
from training.data.remembered import Remembered
from training.data.sources import PhotoCache
from training.proposals.cache import ProposalCache
from training.proposals.semantic import components_of_largest_object


def saved(folder: Path, name: str, pixels: np.ndarray) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    Image.fromarray(pixels).save(path)
    return path


def load(path: Path) -> np.ndarray:
    return np.asarray(Image.open(path).convert("RGB"))


def test_pairs_come_by_stem_with_their_kind(tmp_path: Path) -> None:
    half = np.zeros((120, 160), np.uint8)
    half[:, 80:] = 255
    for stem in ("motion1", "out_of_focus2", "alone"):
        saved(tmp_path / "image", f"{stem}.jpg", scene(1))
    for stem in ("motion1", "out_of_focus2"):
        saved(tmp_path / "gt", f"{stem}.png", half)
    pairs = folder_pairs(tmp_path / "image", tmp_path / "gt", 255)
    assert [(pair.name, pair.kind) for pair in pairs] == [("motion1", "motion"), ("out_of_focus2", "defocus")]
    photo, mask = pairs[0].read()
    assert photo.shape == (120, 160, 3) and np.array_equal(mask, half)
    inverted = folder_pairs(tmp_path / "image", tmp_path / "gt", 0)[0].read()[1]
    assert np.array_equal(inverted, 255 - half)


def test_every_pair_is_seen_once_a_round(tmp_path: Path) -> None:
    shades = [40, 90, 140, 190, 240]
    mask = np.zeros((96, 96), np.uint8)
    for shade in shades:
        saved(tmp_path / "image", f"p{shade}.png", np.full((96, 96, 3), shade, np.uint8))
        saved(tmp_path / "gt", f"p{shade}.png", mask)
    sampler = PairSampler(folder_pairs(tmp_path / "image", tmp_path / "gt", 255), 64, (0.8, 1.0), 3)
    seen: list[str] = []
    for pair in sampler._pairs:
        original = pair.read
        object.__setattr__(pair, "read", lambda p=pair, r=original: (seen.append(p.name), r())[1])
    sampler.batch(0, 5)
    assert sorted(seen) == sorted(f"p{shade}" for shade in shades)


def test_regions_come_from_the_object_mask_and_from_proposals(tmp_path: Path) -> None:
    photo = saved(tmp_path / "photos", "a.png", scene(4))
    saved(tmp_path / "photos", "narrow.png", np.tile(scene(4)[:40], (1, 40, 1)))
    labels = np.zeros((120, 160), np.uint8)
    labels[30:90, 40:100] = 255
    saved(tmp_path / "objects", "a.png", labels)
    sources = folder_sources(
        [photo.parent], [tmp_path / "objects"], ProposalCache(tmp_path / "cache"), PhotoCache(load)
    )
    assert len(sources) == 1, "of the narrow one nothing is left where sources are kept small"
    regions = [sources[0].region(np.random.default_rng(seed)) for seed in range(12)]
    as_object = [np.array_equal(region, labels > 0) for region in regions]
    assert any(as_object) and not all(as_object)
    assert len(list((tmp_path / "cache").glob("*.npz"))) == 1


class RightHalf:
    """Calls the right half of everything blurred."""

    def predict(self, source: np.ndarray, at: View = View.WHOLE, *, planes: bool = False) -> Prediction:
        judged = np.zeros((30, 40), np.uint8)
        judged[:, 20:] = 255
        return Prediction(judged, 4.0, at, (), source)


def test_what_the_judge_calls_blurred_is_doubtful(tmp_path: Path) -> None:
    path = saved(tmp_path / "photos", "a.png", scene(4))
    judge = SourceJudge(RightHalf())
    source = PhotoSource(path, PhotoCache(load), ProposalCache(tmp_path / "cache"), judge=judge)
    doubtful = source.doubtful()
    assert doubtful is not None and doubtful[:, 90:].all() and not doubtful[:, :70].any()
    assert 0.4 < doubtful.mean() < 0.6
    assert PhotoSource(path, PhotoCache(load), ProposalCache(tmp_path / "cache")).doubtful() is None


def test_photos_are_kept_small() -> None:
    assert shrink(np.zeros((1000, 2000, 3), np.uint8)).shape == (352, 704, 3)
    assert shrink(np.zeros((4000, 400, 3), np.uint8)).shape == (704, 70, 3)
    assert shrink(np.zeros((100, 100, 3), np.uint8)).shape == (100, 100, 3)


@given(st.lists(st.integers(0, 9), max_size=60), st.integers(0, 40))
def test_what_is_remembered_stays_within_its_bytes_and_the_least_used_leaves_first(asked: list[int], most: int) -> None:
    made: list[int] = []
    kept: Remembered[int, bytes] = Remembered(most, len)
    expected: list[int] = []  # least recently used first
    for key in asked:
        before = len(made)
        assert kept.get(key, lambda key=key: (made.append(key), bytes(key))[1]) == bytes(key)
        assert (len(made) == before) == (key in expected), "read again only where it had to leave"
        expected = [each for each in expected if each != key] + [key]
        while sum(expected) > most:
            expected.pop(0)
        assert kept.bytes == sum(expected) <= most and len(kept) == len(expected)


def test_ten_thousand_photos_do_not_fill_the_memory(tmp_path: Path) -> None:
    """Photos, labels and judgements that had to leave are read again, and are the same."""
    paths = [saved(tmp_path / "p", f"{seed}.png", scene(seed)) for seed in range(4)]
    size = scene(0).nbytes
    reads: list[Path] = []

    def reading(path: Path) -> np.ndarray:
        reads.append(path)
        return load(path)

    cache = PhotoCache(reading, most=2 * size)
    for _ in range(3):
        for path in paths:
            assert np.array_equal(cache.get(path), load(path))
    assert len(reads) == 12 and cache._photos.bytes <= 2 * size
    cache.get(paths[-1])
    assert len(reads) == 12

    codes = np.zeros((120, 160), np.uint8)
    masks: list[int] = []
    reader = PairReader(most=2 * (size + codes.nbytes))
    pairs = [
        reader.pair(path.name, "", path, lambda n=n: (masks.append(n), codes + n)[1]) for n, path in enumerate(paths)
    ]
    for _ in range(2):
        for n, pair in enumerate(pairs):
            assert np.array_equal(pair.read()[0], load(paths[n])) and (pair.read()[1] == n).all()
    assert masks == [0, 1, 2, 3, 0, 1, 2, 3]


def test_components_of_the_largest_object() -> None:
    instances = np.zeros((50, 50), np.uint8)
    instances[2:12, 2:12] = 1
    instances[20:45, 5:20] = 2
    instances[20:30, 30:45] = 2
    instances[0, :] = 255
    parts = components_of_largest_object(instances)
    assert [int(part.sum()) for part in parts] == [25 * 15, 10 * 15]
    plain = np.where(instances == 1, 255, 0).astype(np.uint8)
    assert int(components_of_largest_object(plain)[0].sum()) == 100
    assert components_of_largest_object(np.zeros((5, 5), np.uint8)) == []
