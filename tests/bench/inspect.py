"""Rows of `blurlab inspect`: its rate on photos of 24 MP that are made here, its measures on photos with known blur.

Those lie outside the repository: the folder that BLURLAB_BENCH_DATA names, else ../shared/data beside the checkout.
"""

import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from tests.bench.rows import CannotRun, Measured, row
from tests.bench.validation_photos import validation_stems

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from blurlab.sharpness.verdict import Verdict

    Grey = NDArray[np.uint8]

DATA = Path(os.environ.get("BLURLAB_BENCH_DATA", Path(__file__).parents[3] / "shared" / "data"))
WIDTH, HEIGHT, PHOTOS, CORES = 6000, 4000, 6, 2
MOSTLY = 0.8  # share of a mask above which a photo is mostly blurred


def _files(folder: Path, pattern: str) -> list[Path]:
    found = sorted(folder.glob(pattern))
    if not found:
        raise CannotRun(f"there is no {pattern} in {folder}")
    return found


@row("inspect.rate", "× decode", at_most=1.6, floor="the bare decoding of the photos' luminance, which inspecting uses")
def rate() -> Measured:
    """Six JPEGs of 24 MP inspected by two processes, over the time that the same two take to decode them as photos."""
    with tempfile.TemporaryDirectory() as name:
        files = [str(write_camera_photo(Path(name) / f"{number}.jpg", number)) for number in range(PHOTOS)]
        with ProcessPoolExecutor(CORES, multiprocessing.get_context("spawn")) as pool:
            inspected, decoded, light = in_turns(pool, files, (_measure, decode, decode_luminance))
    return Measured(inspected / decoded, light / decoded)


def in_turns(pool: ProcessPoolExecutor, files: list[str], works: "tuple[Callable[[str], object], ...]") -> list[float]:
    """Median seconds in which the pool does each of the works for all files, in three turns."""
    for work in works:
        list(pool.map(work, files[:CORES]))
    times = np.zeros((3, len(works)))
    for turn in times:
        for place, work in enumerate(works):
            began = time.perf_counter()
            list(pool.map(work, files))
            turn[place] = time.perf_counter() - began
    return [float(median) for median in np.median(times, axis=0)]


def _measure(file: str) -> None:
    from blurlab.commands.inspecting import inspect_one
    from blurlab.imaging.ports import PhotoRef

    inspect_one(None, PhotoRef(Path(file)))


def decode(file: str) -> None:
    from blurlab.imaging.photos import read_photo

    read_photo(Path(file))


def decode_luminance(file: str) -> None:
    from blurlab.imaging.photos import read_luminance

    read_luminance(Path(file))


def write_camera_photo(path: Path, seed: int) -> Path:
    """Shapes of all sizes, a part of them blurred, with the grain of a camera."""
    from blurlab.core.opencv import cv2

    rng = np.random.default_rng(seed)
    small = np.full((HEIGHT // 4, WIDTH // 4, 3), 128, np.uint8)
    for size in np.geomspace(300, 2, 3000):
        centre = (int(rng.integers(0, small.shape[1])), int(rng.integers(0, small.shape[0])))
        cv2.circle(small, centre, int(size), rng.integers(0, 256, 3).tolist(), -1, cv2.LINE_AA)
    photo = cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    fine = np.tile(small, (4, 4, 1))
    photo[:, : WIDTH // 2] = cv2.addWeighted(photo, 0.5, fine, 0.5, 0)[:, : WIDTH // 2]
    grain = rng.normal(0, 3, (HEIGHT // 4, WIDTH, 1)).astype(np.float32)
    for top in range(0, HEIGHT, HEIGHT // 4):
        rows = photo[top : top + HEIGHT // 4]
        rows[:] = np.clip(rows + grain + 0.5, 0, 255)
    cv2.imwrite(str(path), photo, [cv2.IMWRITE_JPEG_QUALITY, 92])
    return path


@row("inspect.pairs", "%", at_least=95)
def pairs() -> Measured:
    """Of photos of one scene with two focus settings: inside what is sharp in A by the pair itself, A measures sharper.

    Sharp in A is where the finest detail (what a Gaussian of 1.5 px takes) of A has twice the energy of B's.
    """
    from blurlab.core.opencv import cv2
    from blurlab.imaging.photos import read_luminance
    from blurlab.sharpness.measure import measure_focus

    right = []
    for first in _files(DATA / "photos" / "multifocus", "*_A.*"):
        second = next(first.parent.glob(f"{first.stem[:-2]}_B.*"), None)
        if second is None:
            continue
        greys = [read_luminance(path) for path in (first, second)]
        detail = [_detail(grey) for grey in greys]
        a, b = (measure_focus(grey)[0] for grey in greys)
        rows, columns = a.sharpness.shape
        inside = (detail[0] > 2 * detail[1] + 4)[: rows * a.cell, : columns * a.cell].astype(np.float32)
        cells = cv2.resize(inside, (columns, rows), interpolation=cv2.INTER_AREA) > 0.5
        if cells.any():
            right.append(bool(a.at_pixels[cells].mean() > b.at_pixels[cells].mean()))
    return Measured(100 * float(np.mean(right)))


def _detail(grey: "Grey") -> "NDArray[np.float32]":
    from blurlab.core.opencv import cv2

    values = grey.astype(np.float32)
    fine = values - cv2.GaussianBlur(values, (0, 0), 1.5)
    return np.asarray(cv2.GaussianBlur(fine * fine, (0, 0), 12), np.float32)


class _Photo(NamedTuple):
    stem: str
    clean: "Verdict"
    noisy: "Verdict"
    compressed: "Verdict"
    mostly_blurred: bool
    laplacian: float  # variance


@cache
def _cuhk() -> list[_Photo]:
    from blurlab.core.opencv import cv2
    from blurlab.imaging.photos import read_photo

    found = []
    rng = np.random.default_rng(0)
    for path, mask in _masked():
        photo = read_photo(path)
        noisy = np.clip(photo + rng.normal(0, 8, photo.shape) + 0.5, 0, 255).astype(np.uint8)
        data = cv2.imencode(".jpg", photo[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 60])[1]
        compressed = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)[..., ::-1]
        verdicts = [_verdict(picture) for picture in (photo, noisy, compressed)]
        laplacian = float(cv2.Laplacian(_grey(photo), cv2.CV_32F).var())
        found.append(_Photo(path.stem, *verdicts, _share(mask) > MOSTLY, laplacian))
    return found


def _masked() -> Iterator[tuple[Path, Path]]:
    masks = {path.stem: path for path in _files(DATA / "cuhk_odd" / "gt", "*.*")}
    yield from ((path, masks[path.stem]) for path in _files(DATA / "cuhk_odd" / "image", "*.*"))


def _share(mask: Path) -> float:
    from blurlab.imaging.masks import read_mask

    return float((read_mask(mask, blurred=255) == 255).mean())


def _grey(photo: "Grey") -> "Grey":
    from blurlab.core.opencv import cv2

    return np.asarray(cv2.cvtColor(np.ascontiguousarray(photo), cv2.COLOR_RGB2GRAY), np.uint8)


def _verdict(photo: "Grey") -> "Verdict":
    from blurlab.sharpness.measure import measure_focus
    from blurlab.sharpness.verdict import reach_verdict

    grey = _grey(photo)
    return reach_verdict(*measure_focus(grey), grey)


@row("inspect.noise", "%", at_least=95)
def noise() -> Measured:
    """Verdicts that stay when noise of sigma 8, or JPEG of quality 60, is put on: the lower of the two shares."""
    photos = _cuhk()
    kept = [
        np.mean([photo.clean.code == photo.noisy.code for photo in photos]),
        np.mean([photo.clean.code == photo.compressed.code for photo in photos]),
    ]
    return Measured(100 * float(min(kept)))


@row("inspect.whole_measured", "AUC", at_least=0.9, floor="the variance of the Laplacian")
def whole_measured() -> Measured:
    """Telling photos with over 80 % blurred from the others by the measure alone.

    On every second photo with a mask: the measure was chosen on the others.
    """
    photos = _cuhk()[1::2]
    mostly = np.array([photo.mostly_blurred for photo in photos])
    measured = -np.array([photo.clean.sharp_reach for photo in photos])
    return Measured(_auc(mostly, measured), _auc(mostly, -np.array([photo.laplacian for photo in photos])))


@row("inspect.kind", "%", floor="a guess")
def kind() -> Measured:
    """Defocus and motion told apart in what measures blurred, as the photos' names have it: the mean of both kinds.

    On every second photo: what counts as motion was chosen on the others.
    """
    from blurlab.imaging.photos import read_luminance
    from blurlab.sharpness.kind import blur_kind
    from blurlab.sharpness.measure import measure_focus

    right: dict[bool, list[bool]] = {True: [], False: []}
    for path, _ in list(_masked())[1::2]:
        focus, energies = measure_focus(read_luminance(path))
        cells = focus.texture & ~focus.sharp
        motion = path.stem.startswith("motion")
        right[motion].append((blur_kind(energies, cells).kind == "motion") == motion)
    if not all(right.values()):
        raise CannotRun("there are no photos of both kinds")
    return Measured(100 * float(np.mean([np.mean(told) for told in right.values()])), 50.0)


@row("inspect.whole", "AUC", at_least=0.9, floor="the variance of the Laplacian on the same photos")
def whole() -> Measured:
    """The same by `--model default`, on those of the photos that this model was not trained on."""
    from blurlab.errors import UserError
    from blurlab.imaging.inspection import inspect_photo
    from blurlab.imaging.photos import read_photo
    from blurlab.model.loading import load_model
    from blurlab.project.models import resolve_model

    try:
        weights = resolve_model("default").path
    except UserError as error:
        raise CannotRun(str(error)) from error
    held_out = set(validation_stems())
    model = load_model(weights)
    mostly, blurred, laplacian = [], [], []
    from blurlab.core.opencv import cv2

    for path, mask in _masked():
        if path.stem not in held_out:
            continue
        photo = read_photo(path)
        told = inspect_photo(path, model.predict(photo).blurriness).verdict.model_blurred
        assert told is not None
        mostly.append(_share(mask) > MOSTLY)
        blurred.append(told[0])
        laplacian.append(float(cv2.Laplacian(_grey(photo), cv2.CV_32F).var()))
    if not any(mostly):
        raise CannotRun("none of the photos that the default model was not trained on is here")
    return Measured(_auc(np.array(mostly), np.array(blurred)), _auc(np.array(mostly), -np.array(laplacian)))


def _auc(positive: "NDArray[np.bool_]", score: "NDArray[np.float64]") -> float:
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(positive, score))
