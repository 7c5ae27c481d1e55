"""Photos with known blur beyond Shi et al.'s own: what `absolute.*` is measured on. Each set is read once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.bench.rows import CannotRun
from tests.bench.simulated.effort import DATA
from tests.bench.validation_photos import validation_stems

SHARED = DATA.parent
DOMAINS = SHARED / "domains"
RADII = (2, 4, 8)  # px, of the disks that blur a region
SIGMAS = (2, 3)  # px, of the Gaussians that blur half of a big photo
CROP = 500  # px, side of what is cut from a histology tile


@dataclass(frozen=True)
class Case:
    """photo: uint8 RGB (H, W, 3). truth: mask codes uint8 (H, W)."""

    name: str
    photo: NDArray[np.uint8]
    truth: NDArray[np.uint8]


def odd() -> Iterator[Case]:
    """The odd half's photos that the shipped models were validated on."""
    from blurlab.imaging.masks import read_mask
    from blurlab.imaging.photos import read_photo

    photos = {path.stem: path for path in _files(DATA / "image")}
    masks = {path.stem: path for path in _files(DATA / "gt")}
    for stem in validation_stems():
        yield Case(stem, read_photo(photos[stem]), read_mask(masks[stem], 255))


def pairs() -> Iterator[Case]:
    """Real photos of two focus settings, where the pair itself tells what is blurred."""
    from blurlab.imaging.masks import read_mask
    from blurlab.imaging.photos import read_photo

    photos = {path.stem: path for path in _files(SHARED / "photos" / "multifocus")}
    for path in _files(DOMAINS / "focus_pairs_truth"):
        yield Case(path.stem, read_photo(photos[path.stem]), read_mask(path, 255))


def histology() -> Iterator[Case]:
    """Crops of sharp tissue, each untouched and with a blurred region."""
    for path in _files(SHARED / "photos" / "histology"):
        yield from blurred_regions(path, *[slice(200, 200 + CROP)] * 2)


def infrared() -> Iterator[Case]:
    """Infrared photos, each untouched and with a blurred region."""
    for path in _files(DOMAINS / "infrared"):
        yield from blurred_regions(path)


def pages() -> Iterator[Case]:
    """Scanned and drawn pages, each untouched and with a blurred region."""
    for path in _files(DOMAINS / "pages"):
        yield from blurred_regions(path)


def screens() -> Iterator[Case]:
    """Pictures of screens, each untouched and with a blurred region."""
    for path in _files(DOMAINS / "screens"):
        yield from blurred_regions(path)


def big() -> Iterator[Case]:
    """Camera photos of 9 MP, left half blurred by little."""
    from blurlab.core.opencv import cv2
    from blurlab.imaging.photos import read_photo

    for path in _files(DOMAINS / "aerial"):
        photo = read_photo(path)
        side = np.zeros(photo.shape[:2], np.uint8)
        side[:, : photo.shape[1] // 2] = 255
        for sigma in SIGMAS:
            blurred = cv2.GaussianBlur(photo, (0, 0), sigma)
            yield Case(f"{path.stem} σ {sigma}", np.where(side[..., None] == 255, blurred, photo), side)


def stack() -> Iterator[Case]:
    """Slices of a microscope's focus stack: sharp where a slice is the sharpest, blurred three or more away from it."""
    from blurlab.core.opencv import cv2
    from blurlab.imaging.photos import read_photo

    paths = _files(DOMAINS / "zstack_wbc")
    photos = [read_photo(path) for path in paths]
    energies = []
    for photo in photos:
        grey = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY).astype(np.float32)
        energies.append(cv2.boxFilter(cv2.Laplacian(cv2.GaussianBlur(grey, (0, 0), 1), cv2.CV_32F) ** 2, -1, (65, 65)))
    energy = np.stack(energies)
    best = energy.argmax(axis=0)
    # Between cells there is nothing to see: no slice is sharper than another there.
    seen = energy.max(axis=0) > 2 * np.median(energy, axis=0)
    for number, (path, photo) in enumerate(zip(paths, photos, strict=True)):
        away = np.abs(best - number)
        truth = np.full(away.shape, 128, np.uint8)
        truth[(away == 0) & seen] = 0
        truth[(away >= 3) & seen] = 255
        yield Case(path.stem, photo, truth)


SETS: dict[str, Callable[[], Iterator[Case]]] = {
    each.__name__: each for each in (odd, pairs, histology, infrared, pages, screens, big, stack)
}


@cache
def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise CannotRun(f"there is no “{folder}”")
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in (".jpg", ".jpeg", ".png"))


def blurred_regions(path: Path, rows: slice = slice(None), columns: slice = slice(None)) -> Iterator[Case]:
    """A part of a photo, untouched and with a region blurred by disks of RADII, left half, oval and around it."""
    from blurlab.core.opencv import cv2
    from blurlab.imaging.photos import read_photo

    photo = np.ascontiguousarray(read_photo(path)[rows, columns])
    height, width = photo.shape[:2]
    yield Case(f"{path.stem} untouched", photo, np.zeros((height, width), np.uint8))
    for number, radius in enumerate(RADII):
        side = _region(height, width, number)
        y, x = np.mgrid[-radius : radius + 1, -radius : radius + 1]
        disk = (x * x + y * y <= radius * radius + radius * 0.5).astype(np.float32)
        blurred = cv2.filter2D(photo, -1, disk / disk.sum(), borderType=cv2.BORDER_REFLECT_101)
        yield Case(f"{path.stem} disk {radius}", np.where(side[..., None] == 255, blurred, photo), side)


def _region(height: int, width: int, number: int) -> NDArray[np.uint8]:
    """The left half, an oval in the middle, or what lies around that oval: mask codes (height, width)."""
    y, x = np.mgrid[0:height, 0:width]
    oval = ((x / width - 0.5) / 0.36) ** 2 + ((y / height - 0.5) / 0.36) ** 2 < 1
    inside = (x < width // 2, oval, ~oval)[number % 3]
    return np.where(inside, 255, 0).astype(np.uint8)
