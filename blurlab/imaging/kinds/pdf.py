"""Pages of PDFs, such as scans, through pdfium: each is a picture at the resolution of the scan that it holds.

pdfium reads files of strangers, so it does so in a process of its own, within bounds of memory and time, and its end
is a sentence.
"""

import json
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.errors import UnreadablePhoto, shown_name
from blurlab.imaging.decoders import missing
from blurlab.imaging.kinds import pdf_child
from blurlab.imaging.kinds.parts import DecodedWhole
from blurlab.imaging.limits import check_size
from blurlab.imaging.opening import reading

MOST_PIXELS: Final = 100_000_000  # of a page: A3 at 600 dots an inch has 70 million
_MOST_PAGES: Final = 2000
_SECONDS: Final = 60
_SENTENCES: Final = {
    pdf_child.PASSWORD: "is protected by a password and cannot be read.",
    pdf_child.NO_PDF: "is damaged or no PDF, and cannot be read.",
    pdf_child.TOO_LARGE: "has a page of more pixels than blurlab opens.",
}


class PdfPage(DecodedWhole):
    """One page; see ImageSource. `page` of its place is the page's number, from 0."""

    what = "page"

    @property
    def size(self) -> tuple[int, int]:
        sizes = page_sizes(self._ref.path)
        if self._ref.page >= len(sizes):
            raise UnreadablePhoto(
                f"The photo “{shown_name(self._ref.path)}” has no page {self._ref.page + 1} that can be read.",
                "photo.no_page",
            )
        width, height = sizes[self._ref.page]
        with reading(self._ref.path):
            check_size(width, height, MOST_PIXELS)
        return width, height

    def _decoded(self) -> NDArray[np.uint8]:
        width, height = self.size
        return _rendered(self._ref.path, self._ref.page, width, height)


def page_sizes(path: Path) -> tuple[tuple[int, int], ...]:
    """(width, height) of each page in pixels. Raises UnreadablePhoto, also for too many pages."""
    with reading(path):
        told = path.stat()
    return _sizes(path, told.st_mtime_ns, told.st_size)


@lru_cache(maxsize=64)
def _sizes(path: Path, _changed: int, _length: int) -> tuple[tuple[int, int], ...]:
    with reading(path):
        count, sizes = json.loads(_asked(path, "about"))
        found = tuple((int(width), int(height)) for width, height in sizes)
    if count > _MOST_PAGES:
        raise UnreadablePhoto(
            f"The photo “{shown_name(path)}” has {int(count):,} pages, more than the {_MOST_PAGES:,} that blurlab "
            "takes from one file.",
            "photo.too_many_pages",
        )
    return found


def _rendered(path: Path, page: int, width: int, height: int) -> NDArray[np.uint8]:
    with reading(path):
        head, _, rows = _asked(path, str(page)).partition(b"\n")
        across, down, stride = map(int, head.split())
        if (across, down) != (width, height) or len(rows) < stride * down:
            raise ValueError("the page is of another size than was told")
        bgr = np.frombuffer(rows, np.uint8)[: stride * down].reshape(down, stride)[:, : 3 * across]
        return np.ascontiguousarray(bgr.reshape(down, across, 3)[..., ::-1])


def _program() -> list[str]:
    """What starts pdf_child: Python and the file itself, or the program that was built, which knows the word."""
    if getattr(sys, "frozen", False):
        return [sys.executable, pdf_child.WORD]
    return [sys.executable, "-P", pdf_child.__file__]


def _asked(path: Path, what: str) -> bytes:
    """What the process answers. Raises UnreadablePhoto for what it cannot read."""
    name = f"The photo “{shown_name(path)}”"
    arguments = [*_program(), str(path), what, str(_MOST_PAGES + 1), str(MOST_PIXELS)]
    try:
        done = subprocess.run(arguments, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise UnreadablePhoto(f"{name} takes too long to be read.") from error
    if done.returncode == pdf_child.NO_READER:
        raise missing(path, "pypdfium2")
    if done.returncode:
        raise UnreadablePhoto(f"{name} {_SENTENCES.get(done.returncode, 'is damaged and cannot be read.')}")
    return done.stdout
