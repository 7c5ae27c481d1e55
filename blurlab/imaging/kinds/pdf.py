"""Pages of PDFs, such as scans, through pdfium: each is a picture at the resolution of the scan that it holds.

pdfium reads files of strangers, so it does so in a process of its own, within bounds of memory and time, and its end
is a sentence.
"""

import json
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from blurlab.errors import UnreadablePhoto, shown_name
from blurlab.imaging.decoders import missing
from blurlab.imaging.kinds.parts import DecodedWhole
from blurlab.imaging.limits import check_size
from blurlab.imaging.opening import reading

MOST_PIXELS: Final = 100_000_000  # of a page: A3 at 600 dots an inch has 70 million
_MOST_PAGES: Final = 2000
_SECONDS: Final = 60
# What the process runs: `about` tells the pages' sizes as JSON, a number renders that page as rows of RGB.
_SCRIPT: Final = r"""
import json, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except (ImportError, ValueError, OSError):
    pass
try:
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw
except ImportError:
    sys.exit(3)
path, what, most_pages, most_pixels = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
try:
    document = pdfium.PdfDocument(path)
except pdfium.PdfiumError as error:
    sys.exit(4 if "password" in str(error).lower() else 5)


def scale_of(page):
    # The scan's own pixels where one picture covers most of the page, else 200 dots an inch.
    width, height = page.get_size()
    best = 0.0
    for number, each in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2)):
        if number == 50:
            break
        left, bottom, right, top = each.get_bounds() if hasattr(each, "get_bounds") else each.get_pos()
        if (right - left) * (top - bottom) < 0.5 * width * height:
            continue
        across, down = each.get_px_size() if hasattr(each, "get_px_size") else each.get_size()
        if page.get_rotation() in (90, 270):
            across, down = down, across
        best = max(best, across / (right - left))
    return best or 200 / 72


def size_of(page):
    width, height = page.get_size()
    scale = scale_of(page)
    return max(1, round(width * scale)), max(1, round(height * scale))


if what == "about":
    count = len(document)
    sizes = [size_of(document[number]) for number in range(min(count, most_pages))]
    sys.stdout.write(json.dumps([count, sizes]))
else:
    page = document[int(what)]
    width, height = size_of(page)
    if width * height > most_pixels:
        sys.exit(6)
    bitmap = pdfium.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGR)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    raw.FPDF_RenderPageBitmap(bitmap.raw, page.raw, 0, 0, width, height, 0, raw.FPDF_ANNOT)
    sys.stdout.buffer.write(b"%d %d %d\n" % (width, height, bitmap.stride))
    sys.stdout.buffer.write(bytes(bitmap.buffer))
"""
_SENTENCES: Final = {
    4: "is protected by a password and cannot be read.",
    5: "is damaged or no PDF, and cannot be read.",
    6: "has a page of more pixels than blurlab opens.",
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


def _asked(path: Path, what: str) -> bytes:
    """What the process answers. Raises UnreadablePhoto for what it cannot read."""
    name = f"The photo “{shown_name(path)}”"
    if getattr(sys, "frozen", False):  # there is no Python to run beside it
        raise UnreadablePhoto(
            f"{name} is a PDF, which only a blurlab that runs in Python reads; save its pages as PNG or TIFF pictures."
        )
    arguments: list[Any] = [sys.executable, "-c", _SCRIPT, path, what, str(_MOST_PAGES + 1), str(MOST_PIXELS)]
    try:
        done = subprocess.run(arguments, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise UnreadablePhoto(f"{name} takes too long to be read.") from error
    if done.returncode == 3:
        raise missing(path, "pypdfium2")
    if done.returncode:
        raise UnreadablePhoto(f"{name} {_SENTENCES.get(done.returncode, 'is damaged and cannot be read.')}")
    return done.stdout
