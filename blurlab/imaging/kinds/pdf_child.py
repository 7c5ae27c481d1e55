"""What reads PDFs in a process of its own (pdf.py): the standard library and pdfium alone, so that it starts at once.

`about` tells the number of pages and their sizes as JSON; a number renders that page as a line of its width, height and
stride, then rows of BGR.
"""

import importlib
import json
import sys
from typing import Any, Final

WORD: Final = "--pdf-child"  # what begins it in a program that was built
NO_READER, PASSWORD, NO_PDF, TOO_LARGE = 3, 4, 5, 6  # how it ends when it cannot read
_MOST_MEMORY: Final = 4 << 30
_MOST_OBJECTS: Final = 50  # of a page that are looked at for its scan


def main(arguments: list[str]) -> int:
    """Answer on stdout. arguments: the file, what is asked, the most pages told and the most pixels rendered."""
    path, what, most_pages, most_pixels = arguments
    _bound_memory()
    try:
        pdfium = importlib.import_module("pypdfium2")
    except ImportError:
        return NO_READER
    raw = pdfium.raw
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        return PASSWORD if "password" in str(error).lower() else NO_PDF
    if what == "about":
        sizes = [_size(document[number], raw) for number in range(min(len(document), int(most_pages)))]
        sys.stdout.write(json.dumps([len(document), sizes]))
        return 0
    page = document[int(what)]
    width, height = _size(page, raw)
    if width * height > int(most_pixels):
        return TOO_LARGE
    bitmap = pdfium.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGR)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    raw.FPDF_RenderPageBitmap(bitmap.raw, page.raw, 0, 0, width, height, 0, raw.FPDF_ANNOT)
    sys.stdout.buffer.write(b"%d %d %d\n" % (width, height, bitmap.stride))
    sys.stdout.buffer.write(bytes(bitmap.buffer))
    return 0


def _bound_memory() -> None:
    try:
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):  # on Windows, or below a tighter bound
        pass


def _scale(page: Any, raw: Any) -> float:
    """Pixels a point: the scan's own where one picture covers most of the page, else 200 dots an inch."""
    width, height = page.get_size()
    best = 0.0
    for number, each in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2)):
        if number == _MOST_OBJECTS:
            break
        left, bottom, right, top = each.get_bounds() if hasattr(each, "get_bounds") else each.get_pos()
        if (right - left) * (top - bottom) < 0.5 * width * height:
            continue
        across, down = each.get_px_size() if hasattr(each, "get_px_size") else each.get_size()
        if page.get_rotation() in (90, 270):
            across, down = down, across
        best = max(best, across / (right - left))
    return best or 200 / 72


def _size(page: Any, raw: Any) -> tuple[int, int]:
    width, height = page.get_size()
    scale = _scale(page, raw)
    return max(1, round(width * scale)), max(1, round(height * scale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
