"""`python -m tests.storm.attacks.largest [FILE…]`: the most memory that a command takes for the largest file of a kind.

Each is as large as blurlab takes it and small on the disk. A process counts with what it took beyond the same command
on a photo of a few pixels; of several processes the one that took most. The photo itself, three bytes a pixel, is left
out where the command has it open.
"""

import io
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from numpy.lib.format import write_array_header_1_0
from PIL import Image

from tests.models import write_model
from tests.storm.attacks.pictures import MIB, chunk, grey_tiff, jpeg, png, zeros
from tests.storm.command import memory
from tests.storm.grounds import MODEL
from tests.storm.report import GB, MOST_MEMORY
from tests.storm.watched import descendants

SIDE: Final = 17_000  # 289 megapixels
SMALL: Final = (64, 64)
_PATIENCE: Final = 400  # seconds


def _encoded(form: str, size: tuple[int, int], mode: str = "RGB", **options: object) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, 90 if mode in {"L", "P"} else (90,) * len(mode)).save(file, form, **options)
    return file.getvalue()


def _deflated_tiff(side: int) -> bytes:
    bomb = zeros(side * side)
    entries = ((259, 3, 1, 8), (273, 4, 1, 160), (279, 4, 1, len(bomb)), (278, 4, 1, side))
    return grey_tiff(side, side, *entries, rest=bytes(38) + bomb)


# name, (its bytes, its side in pixels); the suffix decides how it is read
PHOTOS: Final[dict[str, tuple[Callable[[int], bytes], int]]] = {
    "rgb.png": (lambda side: png(side, side, 8, 2), SIDE),
    "deep-rgba.png": (lambda side: png(side, side, 16, 6), 14_000),
    "laced.png": (lambda side: png(side, side, 8, 2, lace=1, data=zeros(3 * side * side + 4 * side)), 12_000),
    "palette.png": (lambda side: png(side, side, 1, 3, chunk(b"tRNS", b"\x00")), SIDE),
    "baseline.jpg": (lambda side: jpeg("RGB", (side, side), quality=30), SIDE),
    "progressive.jpg": (lambda side: jpeg("RGB", (side, side), quality=30, progressive=True), SIDE),
    "cmyk.jpg": (lambda side: jpeg("CMYK", (side, side), quality=10), SIDE),
    "cmyk-progressive.jpg": (lambda side: jpeg("CMYK", (side, side), quality=10, progressive=True), 12_800),
    "deflated.tif": (_deflated_tiff, SIDE),
    "large.webp": (lambda side: _encoded("WEBP", (side, side), lossless=True, method=0, quality=0), 9_600),
    "large.gif": (lambda side: _encoded("GIF", (side, side), "P"), SIDE),
}
PHOTO_COMMANDS: Final = {
    "inspect": (
        *("inspect", "{photos}", "--model", "{model}"),
        *("--csv", "a.csv", "--json", "a.json", "--sheet", "a.png"),
    ),
    "predict": ("predict", "{photos}", "--out", "maps", "--model", "{model}"),
    "import": ("import", "new.blurlab", "--photos", "{photos}"),
    "preview": ("preview", "{photos}", "--out", "preview.png", "--setup", "self", "--count", "1"),
    "train": ("train", "new.blurlab", "--setup", "self", "--steps", "1"),
}


MASK_SIDE: Final = 16_000  # 256 megapixels


def _voc(folder: Path, side: int) -> Path:
    (folder / "SegmentationClass").mkdir(parents=True)
    (folder / "SegmentationClass" / "a.png").write_bytes(png(side, side, 8, 3))
    (folder / "labelmap.txt").write_text("background:0,0,0::\nblurred:0,1,2::\n")
    return folder


def _picture(folder: Path, side: int, depth: int = 8, colour: int = 0) -> Path:
    folder.mkdir(parents=True)
    (folder / "a.png").write_bytes(png(side, side, depth, colour))
    return folder


def _array(folder: Path, side: int) -> Path:
    folder.mkdir(parents=True)
    with (folder / "a.npy").open("wb") as file:
        write_array_header_1_0(file, {"descr": "|u1", "fortran_order": False, "shape": (side, side)})
        file.truncate(file.tell() + side * side)
    return folder


def _coco(folder: Path, side: int) -> Path:
    folder.mkdir(parents=True)
    runs = {"size": [side, side], "counts": [1] * min(side * side, 2_000_000)}
    image = {"id": 1, "file_name": "a.png", "width": side, "height": side}
    mark = {"id": 1, "image_id": 1, "category_id": 1, "iscrowd": 1, "segmentation": runs}
    kinds = [{"id": 1, "name": "blurred"}]
    (folder / "a.json").write_text(json.dumps({"images": [image], "annotations": [mark], "categories": kinds}))
    return folder / "a.json"


MASKS: Final[dict[str, Callable[[Path, int], Path]]] = {
    "VOC": _voc,
    "grey PNG": _picture,
    "16-bit RGBA PNG": lambda folder, side: _picture(folder, side, 16, 6),
    "npy": _array,
    "COCO runs": _coco,
}


def measure_mask(name: str, place: Path) -> list[str]:
    """A row: a mask as large as its photo, imported, and exported again; 5 bytes a pixel are the two in memory."""
    cells, least = [], {}
    for which, side in (("small", 64), ("large", MASK_SIDE)):
        with tempfile.TemporaryDirectory(dir=place) as work:
            folder = Path(work)
            (folder / "photos").mkdir()
            (folder / "photos" / "a.png").write_bytes(png(side, side, 8, 0))
            marks = MASKS[name](folder / "marks", side)
            peak_of(["import", "p.blurlab", "--photos", "photos"], folder)
            meaning = ["--blurred", "255"] if "PNG" in name else ["--polarity", "blurred"]
            for column, words in (
                ("import", ["import", "p.blurlab", "--masks", str(marks), *meaning]),
                ("export", ["export", "p.blurlab", "--out", "out", "--format", "coco"]),
            ):
                code, most, said = peak_of(words, folder)
                if which == "small":
                    least[column] = most
                else:
                    cells.append(f"{max(0, most - least[column]) / GB:.2f}" + ("" if code == 0 else " (refused)"))
                _tell(f"{name}, {side} px, {column}: {code}, {most / GB:.2f} GB in all: {said.strip()[-200:]!r}")
    return [name, f"{MASK_SIDE**2 / 1e6:.0f} MP", *cells]


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def peak_of(arguments: list[str], folder: Path) -> tuple[int, int, str]:
    """The exit code of a command, the most bytes that one of its processes had, and what it said."""
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        command = [sys.executable, "-m", "blurlab", *arguments]
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
        most, until = 0, time.monotonic() + _PATIENCE
        while process.poll() is None and time.monotonic() < until:
            most = max(most, *(memory(pid, "VmHWM") for pid in (process.pid, *descendants(process.pid))))
            time.sleep(0.02)
        process.kill()
        code = process.wait()
        said.seek(0)
        return code, most, said.read()


def measure(name: str, place: Path, columns: dict[str, tuple[str, ...]]) -> list[str]:
    """A row: the file, its megapixels, its bytes, and the most of each command in GB."""
    make, side = PHOTOS[name]
    cells, least = [], {}
    for which, size in (("small", 64), ("large", side)):
        photos = place / which
        photos.mkdir()
        (photos / name).write_bytes(make(size))
        for column, words in columns.items():
            with tempfile.TemporaryDirectory(dir=place) as work:
                arguments = [word.format(photos=photos, model=place / MODEL) for word in words]
                if column == "train":
                    peak_of(["import", "new.blurlab", "--photos", str(photos)], Path(work))
                code, most, said = peak_of(arguments, Path(work))
            if which == "small":
                least[column] = most
                continue
            beyond = most - least[column] - (0 if column == "import" else 3 * side * side)
            cells.append(f"{max(0, beyond) / GB:.2f}" + ("" if code == 0 else " (refused)"))
            _tell(f"{name}, {column}: {code}, {most / GB:.2f} GB, {beyond / GB:.2f} beyond: {said.strip()[-160:]!r}")
    length = (place / "large" / name).stat().st_size
    for which in ("small", "large"):
        (place / which / name).unlink()
        (place / which).rmdir()
    return [name, f"{side * side / 1e6:.0f} MP", f"{length / MIB:.1f} MiB", *cells]


def main(names: list[str]) -> int:
    columns = PHOTO_COMMANDS
    with tempfile.TemporaryDirectory() as folder:
        write_model(Path(folder) / MODEL)
        rows = [measure(name, Path(folder), columns) for name in names or PHOTOS if name in PHOTOS]
        masks = [measure_mask(name, Path(folder)) for name in names or MASKS if name in MASKS]
    head = ["file", "pixels", "size", *columns]
    print("\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)))
    print("\n".join(f"| {' | '.join(row)} |" for row in (["mask", "pixels", "import", "export"], ["---"] * 4, *masks)))
    rows += [[*row[:2], "", *row[2:]] for row in masks]
    return max((float(cell.split()[0]) for row in rows for cell in row[3:]), default=0.0) * GB > MOST_MEMORY


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
