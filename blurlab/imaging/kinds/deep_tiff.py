"""TIFFs that Pillow does not read, and those whose bands lie in planes of their own: through tifffile."""

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from blurlab.imaging.at_once import DECODES
from blurlab.imaging.decoders import installed, missing
from blurlab.imaging.kinds.claims import check_claims
from blurlab.imaging.kinds.tiff_heads import TiffHead, TiffHeads, check_tables
from blurlab.imaging.limits import MAX_PIXELS, GuardedFile, NotDecodable, TakesTooMuch, check_size
from blurlab.imaging.orientation import turned, turned_size
from blurlab.imaging.tones import MOST_BANDS, Tones, rgb_of, shown_bands

_MOST_BYTES: Final = 1_500_000_000  # of the values of one page
_CLAIMING: Final = frozenset({6, 7, 33_003, 33_004, 33_005, 34_712})  # JPEG and JPEG 2000
_PIXELS: Final = re.compile(r"<(?:\w+:)?Pixels\b[^>]*>")
_ATTRIBUTE: Final = re.compile(r"\b(DimensionOrder|Size[CTZ])\s*=\s*[\"']([A-Z0-9]{1,6})[\"']")
_ORDERS: Final = {"XYCZT": "CZT", "XYCTZ": "CTZ", "XYZCT": "ZCT", "XYZTC": "ZTC", "XYTCZ": "TCZ", "XYTZC": "TZC"}


class Planes:
    """Which directories of a TIFF make which page: in an OME-TIFF the channels of one picture are its bands."""

    def __init__(self, heads: TiffHeads) -> None:
        self._heads = heads.pages
        self._channels, self._faster = _ome_channels(heads)

    def __len__(self) -> int:
        return len(self._heads) // self._channels

    @property
    def channels(self) -> int:
        """How many directories make a page."""
        return self._channels

    def of(self, page: int) -> list[TiffHead]:
        """The directories of a page, a band each, or one with all bands. Raises IndexError if there is no such page."""
        if not 0 <= page < len(self):
            raise IndexError(page)
        before, outer = page % self._faster, page // self._faster
        first = outer * self._faster * self._channels + before
        return [self._heads[first + channel * self._faster] for channel in range(self._channels)]


def _ome_channels(heads: TiffHeads) -> tuple[int, int]:
    """(channels that lie in directories of their own, how many directories lie between one and the next)."""
    pixels = _PIXELS.search(heads.description) if "ome" in heads.description[:2000].lower() else None
    if pixels is None or not heads.pages:
        return 1, 1
    said = dict(_ATTRIBUTE.findall(pixels.group()))
    told = {axis: said.get(f"Size{axis}", "1") for axis in "CTZ"}
    sizes = {axis: int(count) if count.isdecimal() else 0 for axis, count in told.items()}
    sizes["C"] //= max(1, heads.pages[0].samples)  # those beside one another in a pixel
    planes = sizes["C"] * sizes["T"] * sizes["Z"]
    alike = {(head.width, head.height, head.bits, head.samples) for head in heads.pages}
    if sizes["C"] < 2 or sizes["C"] > MOST_BANDS or planes != len(heads.pages) or len(alike) > 1:
        return 1, 1
    order = _ORDERS.get(said.get("DimensionOrder", ""), "CZT")
    faster = 1
    for axis in order[: order.index("C")]:
        faster *= sizes[axis]
    return sizes["C"], faster


class DeepTiff:
    """One page of such a TIFF. Its methods raise what decoders do; for `reading` to tell."""

    def __init__(self, path: Path, planes: Sequence[TiffHead], tones: Tones) -> None:
        self._path, self._planes, self._tones = path, planes, tones

    @property
    def size(self) -> tuple[int, int]:
        head = self._planes[0]
        check_size(head.width, head.height, MAX_PIXELS)
        return turned_size((head.width, head.height), head.orientation)

    @property
    def count(self) -> int:
        """Of bands."""
        return self._planes[0].samples if len(self._planes) == 1 else len(self._planes)

    @cached_property
    def coloured(self) -> bool:
        """Whether the first three bands are red, green and blue."""
        return self._planes[0].coloured and len(self._planes) == 1

    def bands(self, numbers: Sequence[int]) -> list[NDArray[Any]]:
        """Each of these bands, (height, width), as it is stored. Raises ValueError for a number that there is not."""
        if not installed("tifffile"):
            raise missing(self._path, "tifffile")
        import tifffile  # noqa: PLC0415 - an extra

        head = self._planes[0]
        width, height = head.width, head.height
        check_size(width, height, MAX_PIXELS)
        taken = width * height * max(head.samples, len(numbers)) * -(-head.bits // 8)
        if taken > _MOST_BYTES:
            raise TakesTooMuch
        with DECODES.taking(taken), GuardedFile(self._path) as file:
            check_tables(self._path)
            file.allow(2 * width * height * max(1, head.samples) * len(numbers))
            try:
                with tifffile.TiffFile(file, name=self._path.name) as tiff:
                    if len(self._planes) > 1:
                        return [self._plane(tiff, self._planes[number].number) for number in numbers]
                    values = self._plane(tiff, head.number)
            except (NotImplementedError, ImportError) as error:
                raise NotDecodable("tifffile") from error
            except ValueError as error:
                if "requires the 'imagecodecs' package" in str(error) or "not supported" in str(error).lower():
                    raise NotDecodable("tifffile without imagecodecs") from error
                raise
        if values.ndim == 2:
            return [values for _ in numbers]
        planar = values.shape[0] == head.samples and values.shape[1:] == (height, width)
        return [values[number] if planar else values[..., number] for number in numbers]

    def _plane(self, tiff: Any, number: int) -> NDArray[Any]:
        page = tiff.pages[number]
        if int(page.compression) in _CLAIMING:
            for offset, length in zip(page.dataoffsets, page.databytecounts, strict=False):
                tiff.filehandle.seek(offset)
                check_claims(tiff.filehandle.read(length), _MOST_BYTES)
        values = np.squeeze(np.asarray(page.asarray(maxworkers=1)))
        head = self._planes[0]
        if head.height not in values.shape or head.width not in values.shape or values.dtype.kind not in "uif":
            raise ValueError("the pixels are not of the size that the page claims")
        return values

    def pixels(self) -> NDArray[np.uint8]:
        """uint8 RGB (height, width, 3), as its tones say."""
        shown = shown_bands(self.count, self.coloured, self._tones)
        rgb = rgb_of(self.bands(shown), self.coloured and len(shown) == 3, self._tones)
        orientation = self._planes[0].orientation
        return rgb if orientation == 1 else np.array(turned(Image.fromarray(rgb), orientation))
