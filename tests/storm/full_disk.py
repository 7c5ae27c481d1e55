"""A small disk that is filled to the last few bytes before whatever is written; then there is room again."""

import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from blurlab.core.prediction import Look
from blurlab.errors import UserError
from blurlab.imaging.metadata.marks import Marks
from blurlab.imaging.metadata.xmp import write_sidecar
from blurlab.model.card import ModelCard
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.project.settings import Setting
from tests.storm.command import assess, run_command
from tests.storm.grounds import MODEL, PROJECT, copy_weights, kept_in, make_ground, mask_of
from tests.storm.kills import make_photos
from tests.storm.ledger import Ledger
from tests.storm.report import Report
from tests.storm.together import EMPTY_PART
from tests.storm.watched import Watched

SIZE = 24 << 20
NOT_TRIED = "not tried: no small disk can be mounted here"
LEFT = (0, 0, 4096, 8192, 12_288, 16_384, 32_768, 65_536, 131_072, 1 << 20, 9 << 20)  # bytes that stay free
NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount")  # within, whoever it is may mount, for itself alone


class NoSmallDiskError(Exception):
    """None can be mounted here."""


def own_disks_need_a_namespace() -> bool:
    """Whether small disks can be mounted in a namespace of one's own, and only there."""
    if os.name != "posix" or os.geteuid() == 0 or shutil.which(NAMESPACE[0]) is None:
        return False
    return subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode == 0


@contextmanager
def small_disk(folder: Path, size: int = SIZE) -> Iterator[Path]:
    """A disk of so many bytes. Raises NoSmallDiskError."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)]
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("mount") is None:
        raise NoSmallDiskError
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        raise NoSmallDiskError
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def filled(disk: Path, left: int) -> Iterator[None]:
    """Within, nothing but `left` bytes are free."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(1 << 20))
    with filler.open("ab", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(512))
    os.truncate(filler, max(0, filler.stat().st_size - left))
    try:
        yield
    finally:
        filler.unlink()


@dataclass(frozen=True)
class Write:
    """A write of the project, and what must hold afterwards where it said nothing."""

    name: str
    act: Callable[[Project], object]
    done: Callable[[Project], bool]


def _publish(project: Project) -> None:
    source = project.folder.parents[1] / "outside" / MODEL
    project.versions.publish(partial(copy_weights, source), ModelCard("compact-deeplab", 64))


NEW = mask_of(3)[:, ::-1].copy()


def _same(one: np.ndarray | None, other: np.ndarray) -> bool:
    return one is not None and np.array_equal(one, other)


def _mask_is_new(project: Project) -> bool:
    revision = project.masks.latest(4)
    return revision is not None and _same(project.masks.read(revision)[0], NEW)


LONG: Setting[str] = Setting("long", str, "")
WRITES = (
    Write("a stroke", lambda p: p.journal(4).append(b"x" * 3000), lambda p: p.journal(4).read()[-1:] == [b"x" * 3000]),
    Write("a mask", lambda p: p.masks.save(4, NEW, NEW > 0, author="ann"), _mask_is_new),
    Write("a status", lambda p: p.set_status(4, Status.REJECTED), lambda p: p.photo(4).status is Status.REJECTED),
    Write(
        "a prediction",
        lambda p: p.save_prediction(4, "x", NEW, Look()),
        lambda p: _same(p.read_prediction(4, "x"), NEW),
    ),
    Write("a setting", lambda p: p.set_setting(LONG, "v" * 9000), lambda p: p.setting(LONG) == "v" * 9000),
    Write("a version", _publish, lambda p: p.versions.promoted() is not None),
    Write(
        "a sidecar",
        lambda p: write_sidecar(p.folder.parent / "a.png", Marks(3, "Red", 1)),
        lambda p: (p.folder.parent / "a.png.xmp").is_file(),
    ),
)


COMMANDS = (
    ("export", "{project}", "--out", "{disk}/exported", "--format", "coco"),
    ("export", "{project}", "--out", "{disk}/data", "--dataset"),
    ("predict", "{outside}/photos", "--out", "{disk}/maps", "--model", "{outside}/" + MODEL),
    ("inspect", "{outside}/photos", "--csv", "{disk}/out.csv", "--json", "{disk}/out.json", "--sheet", "{disk}/a.pdf"),
    ("import", "{project}", "--photos", "{outside}/photos"),
    ("import", "{project}", "--masks", "{outside}/masks", "--blurred", "255"),
    ("export", "{project}", "--out", "{outside}/elsewhere"),
)
ELSEWHERE = COMMANDS[-1]  # reads from the full disk and writes to another: it must do what it was asked


def storm(tries: int, seed: int, folder: Path) -> Report:
    """A write or a command on a disk with little room, one after the other; every eighth time a window that paints."""
    report = Report("a small disk filled")
    draw = random.Random(seed)
    outside = folder / "outside"
    ground = make_ground(outside, version=False)
    run_command(["export", str(ground), "--out", "masks"], outside)
    try:
        for number in range(tries):
            with small_disk(folder / f"disk{number}") as disk:
                if number % 8 == 7:
                    _paint(report, draw, disk)
                else:
                    _write(report, draw, disk, outside, number)
    except NoSmallDiskError:
        report.notes = [NOT_TRIED]
    return report


def _write(report: Report, draw: random.Random, disk: Path, outside: Path, number: int) -> None:
    project = disk / PROJECT
    for name in (PROJECT, "photos"):
        shutil.copytree(outside / name, disk / name)
    before, left = kept_in(project), draw.choice(LEFT)
    if number % 2:
        write = draw.choice(WRITES)
        where, acknowledged = f"{write.name} with {left} bytes left", False
        report.tried += 1
        began = time.monotonic()
        with Project.open(project) as opened:
            with filled(disk, left):
                try:
                    write.act(opened)
                    acknowledged = True
                except (UserError, OSError) as error:
                    report.told += 1
                    if not isinstance(error, UserError) and write.name != "a sidecar":
                        report.hear(f"Traceback (most recent call last): {error!r}", where)
                except Exception as error:
                    report.hear(f"Traceback (most recent call last): {error!r}", where)
            report.answer(time.monotonic() - began, where)
            if acknowledged and not write.done(opened):
                report.lose(f"{where}: it was said to be there")
            write.act(opened)
            if not write.done(opened):
                report.lose(f"{where}: nor can it be written once there is room again")
    else:
        command = draw.choice(COMMANDS)
        where = f"{' '.join(command)} with {left} bytes left"
        places = {"project": project, "disk": disk, "outside": outside}
        arguments = [part.format(**places) for part in command]
        shutil.rmtree(outside / "elsewhere", ignore_errors=True)
        with filled(disk, left):
            succeeded = assess(report, run_command(arguments, outside), where)
        if command == ELSEWHERE and not succeeded:
            report.lose(f"{where}: what is on a full disk cannot be brought elsewhere")
        again = run_command([*arguments, *(["--replace"] if command[0] == "export" else [])], outside)
        if again.code != 0 and EMPTY_PART not in again.said:
            report.lose(f"{where}: once there is room again it ends with {again.code}: {again.said[-400:]}")
    for lost in before.missing(kept_in(project)):
        report.lose(f"{lost} ({where})")
    if left_over := [path.name for path in disk.rglob("*") if path.suffix in {".tmp", ".partial"}]:
        report.lose(f"{where}: {left_over} stay")


def _paint(report: Report, draw: random.Random, disk: Path) -> None:
    """The disk is full while somebody paints; when there is room again all of it is saved."""
    report.tried += 1
    photos, ledger, where = make_photos(disk / "photos"), Ledger(), "painting on a full disk"
    painter = Watched(
        "tests.storm.painter",
        photos,
        draw.randrange(1 << 30),
        QT_QPA_PLATFORM="offscreen",
        BLURLAB_SETTINGS=f"{disk.parent}/s.ini",
    )
    if not painter.hear_until(lambda line: "began" in line):
        report.lose(f"{where}: the window did not come to paint")
    _listen(painter, 0.5)
    with filled(disk, draw.choice(LEFT[:6])):
        _listen(painter, draw.uniform(0.5, 1.5))
    _listen(painter, 0.5)
    painter.note_children()
    painter.process.terminate()
    painter.end(report, where, {0})
    ledger.take(painter.said)
    report.told += len(ledger.told)
    for lost in ledger.missing(photos):
        report.lose(f"{lost} ({where})")


def _listen(painter: Watched, seconds: float) -> None:
    until = time.monotonic() + seconds
    while (rest := until - time.monotonic()) > 0:
        with suppress(Exception):
            painter.next(rest)
