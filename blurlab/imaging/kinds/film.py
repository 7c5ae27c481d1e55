"""Frames of films, through PyAV: each is a picture by its number; those to keep are picked by time or sharpness."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.errors import UnreadablePhoto, shown_name
from blurlab.files.reading import open_ordinary
from blurlab.imaging.decoders import installed, missing
from blurlab.imaging.kinds.parts import DecodedWhole
from blurlab.imaging.limits import check_size
from blurlab.imaging.opening import reading
from blurlab.imaging.ports import PhotoRef

EVERY: Final = 2.0  # seconds between the frames that are taken where nothing else is said
MOST_FRAMES: Final = 1000  # taken from one film
_MOST_PIXELS: Final = 70_000_000  # of a frame: 8K has 33 million; a decoder keeps some twenty frames
_SMALL: Final = 360  # px at which frames are compared
# Demuxers of files that hold their pictures themselves: playlists name other files, and would be followed.
_FORMATS: Final = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpeg,mpegts,mpegvideo"


class FilmFrame(DecodedWhole):
    """One frame; see ImageSource. `page` of its place is the frame's number, at the film's average rate."""

    what = "frame"

    @property
    def size(self) -> tuple[int, int]:
        height, width = self._all().shape[:2]
        return width, height

    def _decoded(self) -> NDArray[np.uint8]:
        return _read_frame(self._ref.path, self._ref.page)


def pick_frames(path: Path, every: float = EVERY, *, sharpest: bool = False) -> list[PhotoRef]:
    """One frame of each `every` seconds: the first of them, or the sharpest, for which all frames are decoded.

    Raises UnreadablePhoto, also where that would be more than MOST_FRAMES.
    """
    with _opened(path) as (container, stream, rate):
        seconds = _seconds(container, stream)
        if seconds / every > MOST_FRAMES:
            raise UnreadablePhoto(
                f"The film “{shown_name(path)}” would give more than {MOST_FRAMES:,} frames; choose a longer interval.",
                "film.too_many_frames",
            )
        if not sharpest:
            steps = max(1, int(np.ceil(seconds / every - 1e-6)))
            return [PhotoRef(path, round(step * every * rate)) for step in range(steps)]
        best: dict[int, tuple[float, int]] = {}
        for frame in container.decode(stream):
            if frame.time is None:
                continue
            slot, value = int(frame.time / every), _sharpness(frame)
            if slot < MOST_FRAMES and value > best.get(slot, (-1.0, 0))[0]:
                best[slot] = value, round(frame.time * rate)
        return [PhotoRef(path, number) for _, number in (best[slot] for slot in sorted(best))]


def _seconds(container: Any, stream: Any) -> float:
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return float(container.duration or 0) / 1_000_000


def _sharpness(frame: Any) -> float:
    width = min(_SMALL, frame.width)
    height = max(2, frame.height * width // max(1, frame.width) // 2 * 2)
    grey = frame.reformat(width // 2 * 2 or 2, height, "gray").to_ndarray()
    return float(cv2.Laplacian(np.ascontiguousarray(grey), cv2.CV_32F).var())


def _read_frame(path: Path, number: int) -> NDArray[np.uint8]:
    with _opened(path) as (container, stream, rate):
        wanted = number / rate
        if number:
            container.seek(int(wanted / stream.time_base), stream=stream)
        last = None
        for frame in container.decode(stream):
            last = frame
            if frame.time is None or frame.time >= wanted - 0.5 / rate:
                break
        if last is None or (last.time is not None and last.time < wanted - 1.5 / rate):
            raise UnreadablePhoto(
                f"The film “{shown_name(path)}” has no frame {number + 1} that can be read.", "photo.no_page"
            )
        check_size(last.width, last.height, _MOST_PIXELS)
        rgb = np.asarray(last.to_ndarray(format="rgb24"), np.uint8)
        turns = round(float(getattr(last, "rotation", 0) or 0) / 90) % 4
        return np.ascontiguousarray(np.rot90(rgb, turns))


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Any, Any, float]]:
    """(container, its first video stream, frames a second); any failure inside becomes UnreadablePhoto."""
    with reading(path, "film"):
        if not installed("av"):
            raise missing(path, "av", "film")
        import av  # noqa: PLC0415 - an extra

        with open_ordinary(path) as file, av.open(file, options={"format_whitelist": _FORMATS}) as container:
            if not container.streams.video:
                raise UnreadablePhoto(f"The film “{shown_name(path)}” holds no pictures.", "film.no_pictures")
            stream = container.streams.video[0]
            check_size(stream.width, stream.height, _MOST_PIXELS)
            stream.thread_type = "AUTO"
            yield container, stream, float(stream.average_rate or stream.guessed_rate or 25)
