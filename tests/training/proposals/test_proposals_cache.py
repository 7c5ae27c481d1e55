"""Proposals on disk: made once, made again where damaged, made ahead."""

import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from blurlab.core.proposals import Proposals
from blurlab.core.shrink import shrink
from blurlab.project.keys import PROPOSALS
from blurlab.project.learning.proposals import proposals_of, read_proposals
from blurlab.project.project import Project
from tests.processes import peak_memory
from tests.training.sources import square
from training.proposals import cache as cache_module
from training.proposals.background import ProposalsAhead
from training.proposals.cache import KEPT, ProposalCache
from training.proposals.mcg import propose


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many proposals were asked for, at each computation."""
    calls: list[int] = []

    def counting(pixels: NDArray[np.uint8], most: int) -> Proposals:
        calls.append(most)
        return propose(pixels, most)

    monkeypatch.setattr(cache_module, "propose", counting)
    return calls


def test_proposals_are_computed_once_and_read_back_the_same(tmp_path: Path, computed: list[int]) -> None:
    made = ProposalCache(tmp_path / "new").get(square(1))
    read = ProposalCache(tmp_path / "new").get(square(1))
    assert computed == [KEPT]
    assert len(made) > 0
    assert np.array_equal(made.labels, read.labels)
    assert made.labels.dtype == read.labels.dtype
    assert np.array_equal(made.members, read.members)
    assert np.array_equal(made.scores, read.scores)


def test_the_window_finds_what_training_has_stored_by_the_photo_itself(tmp_path: Path, computed: list[int]) -> None:
    large = np.random.default_rng(0).integers(0, 255, (400, 500, 3)).astype(np.uint8)
    project = Project.create(tmp_path / "p.blurlab")
    assert proposals_of(project, large) is None
    made = ProposalCache(project.work_folder(PROPOSALS)).get(shrink(large))
    found = proposals_of(project, large)
    assert found is not None and found.labels.shape == (352, 440)
    assert np.array_equal(found.labels, made.labels) and np.array_equal(found.members, made.members)
    assert proposals_of(project, large + 1) is None
    ProposalCache(project.work_folder(PROPOSALS)).path(shrink(large)).write_bytes(b"damaged")
    assert proposals_of(project, large) is None and len(computed) == 1
    project.close()


def test_another_photo_has_another_file(tmp_path: Path) -> None:
    cache = ProposalCache(tmp_path)
    assert cache.path(square(1)) != cache.path(square(2))
    assert cache.path(square(1)) != cache.path(np.ascontiguousarray(square(1).reshape(50, 40, 3)))


def damaged(content: bytes) -> Iterator[bytes]:
    yield b""
    yield b"not an archive"
    yield content[: len(content) // 2]
    yield content[:200] + bytes(200) + content[400:]


@pytest.mark.parametrize("kind", range(4))
def test_a_damaged_file_is_made_again(tmp_path: Path, computed: list[int], kind: int) -> None:
    cache = ProposalCache(tmp_path)
    whole = cache.get(square(1))
    path = cache.path(square(1))
    path.write_bytes(list(damaged(path.read_bytes()))[kind])
    assert np.array_equal(cache.get(square(1)).members, whole.members)
    cache.get(square(1))
    assert len(computed) == 2  # the file that was made again is whole


def test_a_file_with_a_pickle_inside_is_never_loaded(tmp_path: Path, computed: list[int]) -> None:
    class Trap:
        def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
            return pytest.fail, ("the pickle was loaded",)

    cache = ProposalCache(tmp_path)
    with cache.path(square(1)).open("wb") as file:
        np.savez(file, labels=np.array([Trap()], object), superpixels=1, members=np.zeros((1, 1)), scores=np.zeros(1))
    assert len(cache.get(square(1))) > 0
    assert len(computed) == 1


def test_nothing_partial_is_left_behind(tmp_path: Path) -> None:
    cache = ProposalCache(tmp_path)
    cache.get(square(1))
    assert list(tmp_path.iterdir()) == [cache.path(square(1))]


def test_photos_are_done_ahead_in_the_order_they_are_needed(tmp_path: Path, computed: list[int]) -> None:
    cache = ProposalCache(tmp_path)
    cache.get(square(2))
    read: list[int] = []
    ahead = ProposalsAhead(cache.fill, [lambda n=n: read.append(n) or square(n) for n in (3, 2, 1)])  # type: ignore[misc]
    ahead.start()
    assert ahead.wait(60)
    assert read == [3, 2, 1]
    assert ahead.done == 3
    assert len(computed) == 3  # the one that was there already is not made again
    assert all(cache.path(square(n)).exists() for n in (1, 2, 3))


def test_a_photo_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    failures: list[Exception] = []

    def missing() -> NDArray[np.uint8]:
        raise OSError("it is gone")

    ahead = ProposalsAhead(ProposalCache(tmp_path).fill, [missing, lambda: square(1)], failures.append)
    ahead.start()
    assert ahead.wait(60)
    assert [str(failure) for failure in failures] == ["it is gone"]
    assert ahead.done == 1


def test_working_ahead_stops_after_the_photo_in_hand(tmp_path: Path) -> None:
    reading, go_on = threading.Event(), threading.Event()
    read: list[int] = []

    def slowly(n: int) -> NDArray[np.uint8]:
        read.append(n)
        reading.set()
        assert go_on.wait(60)
        return square(n)

    ahead = ProposalsAhead(ProposalCache(tmp_path).fill, [lambda n=n: slowly(n) for n in (1, 2)])  # type: ignore[misc]
    ahead.start()
    assert reading.wait(60)
    ahead.stop()
    assert not ahead.wait(0.05)
    go_on.set()
    assert ahead.wait(60)
    assert read == [1]
    assert ahead.done == 1


def test_no_photo_is_begun_before_it_is_nearly_needed(tmp_path: Path) -> None:
    """The second is early until the training says otherwise; told to end, it is never begun."""
    read: list[int] = []
    asked, needed = threading.Event(), threading.Event()

    def early(place: int) -> bool:
        if place == 1:
            asked.set()
        return place == 2 or (place == 1 and not needed.is_set())

    photos = [lambda n=n: read.append(n) or square(n) for n in (1, 2, 3)]  # type: ignore[misc]
    ahead = ProposalsAhead(ProposalCache(tmp_path).fill, photos, early=early)
    ahead.start()
    assert asked.wait(60)
    assert read == [1]
    needed.set()
    while ahead.done < 2:
        assert not ahead.wait(0.02)
    ahead.stop()
    assert ahead.wait(60)
    assert read == [1, 2]


def test_waiting_without_having_started_returns_at_once(tmp_path: Path) -> None:
    assert ProposalsAhead(ProposalCache(tmp_path).fill, []).wait(0)


def test_an_archive_that_would_fill_the_memory_is_as_good_as_none(tmp_path: Path) -> None:
    path = tmp_path / "bomb.npz"
    np.savez_compressed(
        path, labels=np.zeros(1 << 28, np.uint8), superpixels=1, members=np.zeros((1, 1), np.uint8), scores=np.zeros(1)
    )
    assert path.stat().st_size < 1 << 20
    assert peak_memory(lambda: read_proposals(path, (16, 16))) < 40 << 20
    assert read_proposals(path, (16, 16)) is None


def test_an_array_that_says_it_is_larger_than_its_archive_is_as_good_as_none(tmp_path: Path) -> None:
    path = tmp_path / "lie.npz"
    header = b"{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999999,), }".ljust(117) + b"\n"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("labels", "superpixels", "members", "scores"):
            archive.writestr(f"{name}.npy", b"\x93NUMPY\1\0" + len(header).to_bytes(2, "little") + header)
    assert read_proposals(path, (16, 16)) is None


def test_superpixels_that_no_region_could_have_are_as_good_as_none(tmp_path: Path) -> None:
    path = tmp_path / "many.npz"
    small = {"labels": np.zeros((16, 16), np.uint8), "members": np.zeros((1, 1), np.uint8), "scores": np.zeros(1)}
    for count in (10**12, -1, 0):
        np.savez_compressed(path, superpixels=np.int64(count), **small)
        assert read_proposals(path, (16, 16)) is None


_ENDS_IN_THE_MIDDLE = """
import threading, numpy as np, cv2
from training.proposals.background import ProposalsAhead
begun = threading.Event()
def read():
    pixels = np.zeros((1500, 1500, 3), np.uint8)
    for _ in range(12):
        pixels = cv2.GaussianBlur(pixels, (0, 0), 3)
        begun.set()
    return pixels
ahead = ProposalsAhead(lambda photo: None, [read])
ahead.start()
begun.wait()
ahead.stop()
"""


def test_a_process_that_ends_waits_for_the_photo_in_hand() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _ENDS_IN_THE_MIDDLE], check=False, capture_output=True, text=True, timeout=60
    )
    assert (ended.returncode, ended.stderr) == (0, "")
