"""Camera RAW through rawpy: the camera's own preview for browsing, the full decode for everything else.

LibRaw reads strangers' bytes here, so the size is checked before anything is unpacked.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from blurlab.core.opencv import cv2
from blurlab.imaging.at_once import DECODES
from blurlab.imaging.decoders import installed, missing
from blurlab.imaging.limits import NotDecodable, check_memory, check_raw, check_scans, check_size, raw_memory
from blurlab.imaging.orientation import ORIENTATION, turned, turned_pixels, turned_size

_FLIPS: Final = {0: 1, 3: 3, 5: 8, 6: 6}  # LibRaw's → EXIF's orientation
_ALIKE: Final = 0.3  # how far a preview's proportions may differ from the photo's: it may be cropped


@contextmanager
def opened(path: Path, most_pixels: int) -> Iterator["RawPhoto"]:
    """The RAW file, not decoded yet. Raises UnreadablePhoto if rawpy is not installed, TooLarge, and LibRaw's errors
    for a damaged file."""
    if not installed("rawpy"):
        raise missing(path, "rawpy")
    import rawpy  # noqa: PLC0415 - an extra

    raw: Any = rawpy.RawPy()
    try:
        raw.open_file(str(path))
        photo = RawPhoto(raw, most_pixels)
        yield photo
    finally:
        raw.close()


class RawPhoto:
    """One opened RAW file."""

    def __init__(self, raw: Any, most_pixels: int) -> None:
        """Raises TooLarge, TakesTooMuch, and ValueError if the header makes no sense."""
        sizes = raw.sizes
        for width, height in ((sizes.raw_width, sizes.raw_height), (sizes.iwidth, sizes.iheight)):
            check_size(width, height, most_pixels)
            check_raw(width, height)
        if min(sizes.iwidth, sizes.iheight) < 1:
            raise ValueError("a RAW file without pixels")
        self._raw, self._most = raw, most_pixels
        self.orientation = _FLIPS.get(int(sizes.flip), 1)
        aspect = float(sizes.pixel_aspect) or 1.0
        # LibRaw makes pixels square by making the photo longer in one direction.
        width = round(sizes.iwidth * aspect) if aspect > 1.005 else int(sizes.iwidth)
        height = round(sizes.iheight / aspect) if 0 < aspect < 0.995 else int(sizes.iheight)
        self.stored_size = (width, height)

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in px, upright."""
        return turned_size(self.stored_size, self.orientation)

    def pixels(self) -> NDArray[np.uint8]:
        """The full decode, upright sRGB, uint8 (height, width, 3), with the camera's own white balance.

        Raises NotDecodable if LibRaw does not know the compression, as of a DNG in JPEG XL.
        """
        import rawpy  # noqa: PLC0415 - an extra

        with DECODES.taking(raw_memory(*self.stored_size)):
            try:
                self._raw.unpack()
            except (rawpy.LibRawFileUnsupportedError, rawpy.LibRawNotImplementedError) as error:
                raise NotDecodable("rawpy") from error
            decoded = np.asarray(self._raw.postprocess(use_camera_wb=True, output_bps=8), np.uint8)
        if decoded.ndim == 2:
            decoded = decoded[..., None]
        if decoded.shape[2] == 1:
            decoded = np.repeat(decoded, 3, axis=2)
        if decoded.shape[1::-1] != self.size:  # some odd sensors: masks are made for the size in the header
            decoded = np.asarray(cv2.resize(decoded, self.size, interpolation=cv2.INTER_AREA), np.uint8)
        return np.ascontiguousarray(decoded)

    def preview_pixels(self, least: int) -> NDArray[np.uint8] | None:
        """As `preview`, at its full size: uint8 (height, width, 3), upright. In half of its time and memory for a JPEG
        as cameras write it."""
        try:
            return self._preview_pixels(least)
        except Exception:  # as for `preview`
            return None

    def _preview_pixels(self, least: int) -> NDArray[np.uint8] | None:
        thumb = self._raw.extract_thumb()
        if isinstance(thumb.data, bytes):
            with Image.open(io.BytesIO(thumb.data), formats=("JPEG",)) as stored:
                if max(stored.size) < least:
                    return None
                pixels, told = self._at_once(stored, thumb.data), stored.getexif().get(ORIENTATION)
            if pixels is not None:
                return np.ascontiguousarray(turned_pixels(pixels, self._lies(pixels.shape[1::-1], told)))
        picture = self._preview(least)
        return None if picture is None else np.array(picture, np.uint8)

    def _at_once(self, stored: Image.Image, data: bytes) -> NDArray[np.uint8] | None:
        """A plain JPEG decoded straight into an array; None for any other."""
        if stored.mode != "RGB" or stored.info.get("progressive"):
            return None
        check_size(*stored.size, self._most)
        with DECODES.taking(3 * stored.width * stored.height):
            pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION)
            if pixels is None or pixels.shape[1::-1] != stored.size:
                return None
            cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB, dst=pixels)
        return np.asarray(pixels, np.uint8)

    def preview(self, least: int) -> Image.Image | None:
        """The camera's own preview, upright, mode RGB, if its longer side has `least` px; else None.

        It is decoded at the smallest sufficient size.
        """
        try:
            return self._preview(least)
        except Exception:  # LibRaw has an error for each way of having none, and Pillow for each kind of damage
            return None

    def _preview(self, least: int) -> Image.Image | None:
        thumb = self._raw.extract_thumb()
        if not isinstance(thumb.data, bytes):
            picture = Image.fromarray(np.asarray(thumb.data, np.uint8)).convert("RGB")
            return self._upright(picture, None) if max(picture.size) >= least else None
        with Image.open(io.BytesIO(thumb.data), formats=("JPEG",)) as stored:
            if max(stored.size) < least:
                return None
            check_size(*stored.size, self._most)
            check_memory(stored)
            check_scans(stored, io.BytesIO(thumb.data))
            told = stored.getexif().get(ORIENTATION)
            stored.draft("RGB", (least, least))
            return self._upright(stored.convert("RGB"), told)

    def _upright(self, picture: Image.Image, told: int | None) -> Image.Image:
        return turned(picture, self._lies(picture.size, told))

    def _lies(self, size: tuple[int, int], told: int | None) -> int:
        """The orientation of a preview of this size as stored. `told`: by its own EXIF. Without that it lies as the
        sensor does, or is already turned."""
        if told is not None and 1 <= told <= 8:
            return told
        upright = turned_size(size, self.orientation)
        return 1 if _alike(size, self.size) and not _alike(upright, self.size) else self.orientation


def _alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether both have roughly the same proportions."""
    return abs(one[0] * other[1] / (one[1] * other[0]) - 1) < _ALIKE
