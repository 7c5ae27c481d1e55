"""Two windows and commands at work on one project at the same time."""

import random
from pathlib import Path

import numpy as np
from PIL import Image

from blurlab.project.project import Project
from tests.fixtures.windows import write_photo
from tests.storm.command import assess, run_command
from tests.storm.grounds import MODEL, WRITTEN, make_ground
from tests.storm.kills import make_photos
from tests.storm.ledger import Ledger
from tests.storm.painter import SIZE
from tests.storm.report import Report
from tests.storm.watched import Watched

EMPTY_PART = "fell into"  # with few photos one of train, validation and test may be empty, which is told


def storm(tries: int, seed: int, folder: Path) -> Report:
    """One window paints, one tries to open the same project, and `tries` commands read and write it meanwhile."""
    report = Report("two windows and commands on one project")
    draw = random.Random(seed)
    make_ground(folder / "ground")
    photos = make_photos(folder / "photos")
    ledger, brought = Ledger(), []
    first = _window(photos, draw)
    if not first.hear_until(lambda line: "began" in line):
        report.lose("the window did not come to paint")
    (project,) = photos.glob("*.blurlab")
    second = _window(photos, draw)
    if second.hear_until(lambda line: "told" in line) and "open in another window" in second.said[-1]["told"]:
        report.told += 1
    else:
        report.lose(f"the second window is not told to wait: {second.said[-3:]}")
    report.tried += 1
    report.answer(second.seconds, "the second window")
    for number in range(tries):
        if number % 2 == 0:  # photos with masks come in, beside those that are painted
            new = folder / f"new{number}"
            write_photo(new / "photos" / f"new{number}.png", number, *SIZE)
            (new / "masks").mkdir()
            Image.fromarray(np.tri(*SIZE[::-1], dtype=np.uint8) * 255).save(new / "masks" / f"new{number}.png")
            arguments = ["import", project, "--photos", new / "photos", "--masks", new / "masks", "--blurred", "255"]
            brought.append(f"new{number}.png")
        else:
            arguments = draw.choice(
                [
                    ["export", project, "--out", f"out{number}", "--format", draw.choice(WRITTEN)],
                    ["export", project, "--out", f"data{number}", "--dataset"],
                    ["predict", project, "--out", f"maps{number}", "--model", folder / "ground" / MODEL],
                    ["inspect", project, "--csv", f"out{number}.csv"],
                ]
            )
        done = run_command([str(argument) for argument in arguments], folder)
        where = f"beside a window: blurlab {' '.join(map(str, arguments))}"
        if not assess(report, done, where) and EMPTY_PART not in done.said:
            report.lose(f"{where} ended with {done.code}: {done.said[-500:]}")
    for window in (first, second):
        window.note_children()
        window.process.terminate()
        window.end(report, "a window beside commands", {0})
    ledger.take(first.said)
    for lost in ledger.missing(photos):
        report.lose(f"{lost} (beside commands)")
    with Project.open(project) as opened:
        labelled = {label.photo.name for label in opened.masks.labels()}
    for name in brought:
        if name not in labelled:
            report.lose(f"{name} was imported beside a window, and is not there")
    return report


def _window(photos: Path, draw: random.Random) -> Watched:
    settings = photos.parent / f"settings{draw.randrange(1 << 30)}.ini"
    return Watched(
        "tests.storm.painter",
        photos,
        draw.randrange(1 << 30),
        QT_QPA_PLATFORM="offscreen",
        BLURLAB_SETTINGS=str(settings),
    )
