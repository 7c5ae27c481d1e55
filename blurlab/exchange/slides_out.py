"""Masks of whole slides: what was accepted of their tiles and regions, put together as one tiled TIFF each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import IGNORE
from blurlab.core.rect import Rect
from blurlab.errors import UserError, shown_name
from blurlab.files.atomic import replacing
from blurlab.files.there import is_there
from blurlab.imaging.decoders import installed, missing
from blurlab.imaging.kinds.slide import Slide, in_level
from blurlab.imaging.kinds.tiff_writing import write_tiled
from blurlab.imaging.png import encode_rows
from blurlab.imaging.ports import PhotoRef
from blurlab.project.project import Project
from blurlab.project.records import Label, Photo

MOST_OF_PNG: Final = 100_000_000  # pixels: larger ones few programs open
_SIDE: Final = 1024  # px of the tiles of the file
_KEPT: Final = 64_000_000  # bytes of masks that are kept decoded

Codes = NDArray[np.uint8]


@dataclass
class SlidesReport:
    """files: what was written, with how many masks went into it. photos: those whose masks these are.

    pictures: the same masks as PNGs. too_large: those of which no PNG was written.

    problems: why each of the others was not written.
    """

    files: list[tuple[Path, int]] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    pictures: list[Path] = field(default_factory=list)
    too_large: list[Path] = field(default_factory=list)
    problems: list[UserError] = field(default_factory=list)
    stopped: bool = False


def export_slides(
    project: Project,
    out: Path,
    on_progress: Callable[[int, int], None] | None = None,
    *,
    replace: bool = False,
    png: bool = False,
    should_stop: Callable[[], bool] = lambda: False,
) -> SlidesReport:
    """Write one mask for each slide of which something was accepted, into `out`, of the slide's own name.

    It has the size of the finest level that was painted on; 0 is sharp, 255 blurred, and 128, ignored, where nothing
    was accepted. A finer mask lies over a coarser one. Files that are there already are left alone unless `replace`.
    `png`: beside each TIFF a PNG of the same mask, where it has MOST_OF_PNG pixels at most.
    Raises UserError if tifffile is not installed or the disk refuses.
    """
    report = SlidesReport()
    labels = {label.photo.id: label for label in project.masks.labels()}
    slides: dict[tuple[Path, int], list[Label]] = {}
    for label in labels.values():
        if label.photo.ref.region is not None:
            slides.setdefault((label.photo.path, label.photo.ref.page), []).append(label)
    names: set[str] = set()
    for number, ((path, page), own) in enumerate(slides.items()):
        if should_stop():
            report.stopped = True
            return report
        name = path.stem if path.stem not in names else f"{path.stem}-{number + 1}"
        names.add(name)
        target = out / f"{name}.tif"
        if not installed("tifffile"):
            raise missing(path, "tifffile", "mask")
        there = next((each for each in (target, target.with_suffix(".png"))[: 1 + png] if is_there(each)), None)
        if there is not None and not replace:
            sentence = f"The file “{shown_name(there)}” is there already, and existing files are not to be replaced."
            report.problems.append(UserError("export.is_there", sentence))
            continue
        try:
            levels = Slide(PhotoRef(path, page)).levels
            mask = SlideMask(project, levels, own)
            with replacing(target, within=out) as temporary:
                write_tiled(temporary, mask.size, _SIDE, mask.read, "blurlab mask: 0 sharp, 128 ignored, 255 blurred")
            report.files.append((target, len(own)))
            if png:
                _write_png(target.with_suffix(".png"), mask, out, report)
            report.photos += [label.photo for label in own]
        except OSError as error:
            raise UserError("export.refused", f"The mask “{shown_name(target)}” cannot be written: {error}.") from error
        except UserError as error:
            report.problems.append(error)
        if on_progress is not None:
            on_progress(number + 1, len(slides))
    return report


def _write_png(target: Path, mask: "SlideMask", out: Path, report: SlidesReport) -> None:
    width, height = mask.size
    if width * height > MOST_OF_PNG:
        report.too_large.append(target)
        return
    with replacing(target, within=out) as temporary:
        temporary.write_bytes(
            encode_rows(height, width, lambda rows: mask.read(Rect(0, rows.start, width, rows.stop - rows.start)))
        )
    report.pictures.append(target)


class SlideMask:
    """The accepted masks of one slide as one plane at the finest level that was painted on, read part by part."""

    def __init__(self, project: Project, levels: Sequence[tuple[int, int]], labels: Sequence[Label]) -> None:
        """Raises UserError if the slide has not got a region that was painted on."""
        self._project = project
        self._placed: list[tuple[Rect, Label]] = []
        regions = [(label, label.photo.ref.region) for label in labels]
        finest = min(region.level for _, region in regions if region is not None)
        if any(region is not None and region.level >= len(levels) for _, region in regions):
            raise UserError("slide.no_region", "The slide is another file than the one that was painted on.")
        self.size = levels[finest]
        for label, region in sorted(regions, key=lambda each: -each[1].level if each[1] else 0):
            if region is not None:
                self._placed.append((in_level(region.rect, levels[0], self.size), label))
        self._kept: dict[int, Codes] = {}

    def read(self, rect: Rect) -> Codes:
        """The codes in a rectangle inside `size`: uint8 (height, width). Raises UserError for a damaged mask."""
        codes = np.full((rect.height, rect.width), IGNORE, np.uint8)
        for place, label in self._placed:
            shared = place.intersection(rect)
            if not shared.empty:
                mask = self._mask(label)
                inside = _part(mask, place, shared)
                codes[shared.translated(-rect.x, -rect.y).slices] = inside
        return codes

    def _mask(self, label: Label) -> Codes:
        if label.photo.id not in self._kept:
            mask = self._project.masks.read_label(label)
            while self._kept and sum(one.nbytes for one in self._kept.values()) + mask.nbytes > _KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[label.photo.id] = mask
        return self._kept[label.photo.id]


def _part(mask: Codes, place: Rect, shared: Rect) -> Codes:
    """The part of a mask, spread over `place`, that lies in `shared`: by the nearest pixel."""
    inner = shared.translated(-place.x, -place.y)
    if mask.shape == (place.height, place.width):
        return mask[inner.slices]
    rows = ((np.arange(inner.y, inner.bottom) + 0.5) * mask.shape[0] / place.height).astype(np.intp)
    columns = ((np.arange(inner.x, inner.right) + 0.5) * mask.shape[1] / place.width).astype(np.intp)
    return np.asarray(mask[rows[:, None], columns[None, :]], np.uint8)
