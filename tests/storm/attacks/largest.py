"""`python -m tests.storm.attacks.largest [FILE, FORMAT or COMMAND…]`: the most memory that a command takes for the
largest file of a kind.

Each is as large as blurlab takes it and small on the disk. A process counts with what it took beyond the same command
on a photo of a few pixels; of several processes the one that took most. The photo itself, three bytes a pixel, is left
out where the command has it open.
"""

import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Final

from PIL import Image

from tests.models import write_model
from tests.storm.attacks.large_masks import EXPORTS, MASKS, WHITE
from tests.storm.attacks.large_masks import SIDE as MASK_SIDE
from tests.storm.attacks.large_photos import PHOTOS
from tests.storm.attacks.pictures import MIB, png
from tests.storm.command import memory
from tests.storm.grounds import MODEL
from tests.storm.report import GB, MOST_MEMORY
from tests.storm.watched import descendants

_PATIENCE: Final = 400  # seconds
_SMALL: Final = 64  # px
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
_OPEN: Final = frozenset({"inspect", "predict", "preview", "train"})  # have the photo itself in memory


def peak_of(arguments: list[str], folder: Path) -> tuple[int, int, float, str]:
    """The exit code of a command, the most bytes that one of its processes had, its seconds, and what it said."""
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        command = [sys.executable, "-m", "blurlab", *arguments]
        began = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
        most = 0
        while process.poll() is None and time.monotonic() - began < _PATIENCE:
            most = max(most, *(memory(pid, "VmHWM") for pid in (process.pid, *descendants(process.pid))))
            time.sleep(0.02)
        process.kill()
        code = process.wait()
        said.seek(0)
        return code, most, time.monotonic() - began, said.read()


def _beyond(name: str, command: list[str], folder: Path, least: int, photo: int = 0) -> str:
    """A cell: what the command took beyond `least` and the photo, in GB, and its seconds."""
    code, most, seconds, said = peak_of(command, folder)
    beyond = most - least - photo
    refused = "" if code == 0 else ", refused"
    ending = said.strip()[-160:]
    _tell(f"{name}, {command[0]}: {code}, {most / GB:.2f} GB, {beyond / GB:.2f} beyond, {seconds:.1f} s: {ending!r}")
    return f"{max(0, beyond) / GB:.2f} ({seconds:.0f} s{refused})"


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def photo_row(name: str, place: Path, columns: dict[str, tuple[str, ...]]) -> list[str]:
    """The file, its megapixels, its bytes, and the most of each command in GB."""
    write, side = PHOTOS[name]
    with tempfile.TemporaryDirectory(dir=place) as folder:
        photos = Path(folder)
        write(photos / name, side)
        cells = []
        for column, words in columns.items():
            with tempfile.TemporaryDirectory(dir=place) as work:
                arguments = [word.format(photos=photos, model=place / MODEL) for word in words]
                if column == "train":
                    peak_of(["import", "new.blurlab", "--photos", str(photos)], Path(work))
                photo = 3 * side * side if column in _OPEN else 0
                cells.append(_beyond(name, arguments, Path(work), _least_of_photo(column, place), photo))
        disk = (photos / name).stat().st_blocks * 512
    return [name, f"{side * side / 1e6:.0f} MP", f"{disk / MIB:.1f} MiB", *cells]


@cache
def _least_of_photo(column: str, place: Path) -> int:
    with tempfile.TemporaryDirectory(dir=place) as folder:
        photos, work = Path(folder) / "photos", Path(folder) / "work"
        photos.mkdir()
        work.mkdir()
        Image.new("RGB", (_SMALL, _SMALL), (90,) * 3).save(photos / "a.png")
        if column == "train":
            peak_of(["import", "new.blurlab", "--photos", str(photos)], work)
        arguments = [word.format(photos=photos, model=place / MODEL) for word in PHOTO_COMMANDS[column]]
        return peak_of(arguments, work)[1]


def _project(folder: Path, side: int) -> None:
    (folder / "photos").mkdir()
    (folder / "photos" / "a.png").write_bytes(png(side, side, 8, 0))
    peak_of(["import", "p.blurlab", "--photos", "photos"], folder)


@cache
def _least_of_mask(place: Path, *command: str) -> int:
    with tempfile.TemporaryDirectory(dir=place) as work:
        folder = Path(work)
        _project(folder, _SMALL)
        write, meaning = MASKS["PNG, grey"]
        marks = write(folder / "marks", _SMALL)
        importing = ["import", "p.blurlab", "--masks", str(marks), *meaning]
        if command[0] == "import":
            return peak_of(importing, folder)[1]
        peak_of(importing, folder)
        return peak_of(list(command), folder)[1]


def mask_row(name: str, place: Path) -> list[str]:
    """A mask as large as its photo, imported."""
    write, meaning = MASKS[name]
    with tempfile.TemporaryDirectory(dir=place) as work:
        folder = Path(work)
        _project(folder, MASK_SIDE)
        marks = write(folder / "marks", MASK_SIDE)
        command = ["import", "p.blurlab", "--masks", str(marks), *meaning]
        return [name, f"{MASK_SIDE**2 / 1e6:.0f} MP", _beyond(name, command, folder, _least_of_mask(place, "import"))]


def out_rows(names: list[str], place: Path) -> list[list[str]]:
    """A mask of 256 megapixels, exported in each format, evaluated, and learnt from."""
    rows = []
    with tempfile.TemporaryDirectory(dir=place) as work:
        folder = Path(work)
        _project(folder, MASK_SIDE)
        half = folder / "marks"
        half.mkdir()
        mask = Image.new("L", (MASK_SIDE, MASK_SIDE))
        mask.paste(255, (0, 0, MASK_SIDE, MASK_SIDE // 2))
        mask.save(half / "a.png")
        del mask
        code, *_, said = peak_of(["import", "p.blurlab", "--masks", "marks", *WHITE], folder)
        assert code == 0, said
        commands = {
            f"export, {form}": ["export", "p.blurlab", "--out", f"out-{form}", "--format", form] for form in EXPORTS
        }
        commands["export --dataset"] = ["export", "p.blurlab", "--out", "dataset", "--dataset", "--splits", "100,0,0"]
        commands["export --dataset, Parquet"] = [*commands["export --dataset"], "--format", "parquet"]
        commands["export --dataset, Parquet"][3] = "dataset-parquet"
        commands["evaluate"] = [
            *("evaluate", "--predictions", "marks", "--masks", "marks", "--json", "a.json", "--curves", "a.png"),
            *("--sheet", "sheet.png", "--photos", "photos"),
        ]
        commands["train"] = ["train", "p.blurlab", "--steps", "1"]
        for name, command in commands.items():
            if not names or name in names:
                photo = 3 * MASK_SIDE**2 if command[0] in {"train", "evaluate"} else 0
                cell = _beyond(name, command, folder, _least_of_mask(place, *command), photo)
                rows.append([name, f"{MASK_SIDE**2 / 1e6:.0f} MP", cell])
    return rows


def main(names: list[str]) -> int:
    """1 if a cell is over the budget."""
    columns = {column: words for column, words in PHOTO_COMMANDS.items() if column in names} or PHOTO_COMMANDS
    files = [name for name in names if name not in PHOTO_COMMANDS]
    with tempfile.TemporaryDirectory() as folder:
        write_model(Path(folder) / MODEL)
        photos = [photo_row(name, Path(folder), columns) for name in files or PHOTOS if name in PHOTOS]
        masks = [mask_row(name, Path(folder)) for name in files or MASKS if name in MASKS]
        out = out_rows(files, Path(folder)) if not files or set(files) - set(PHOTOS) - set(MASKS) else []
    tables = ((["file", "pixels", "on the disk", *columns], photos), (["mask", "pixels", "import"], masks))
    for head, rows in (*tables, (["command", "pixels", "memory"], out)):
        if rows:
            print("\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)), flush=True)
    cells = [cell for row in photos for cell in row[3:]] + [row[2] for row in masks + out]
    return max((float(cell.split()[0]) for cell in cells), default=0.0) * GB > MOST_MEMORY


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
