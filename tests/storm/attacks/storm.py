"""All attacks, one after the other and again."""

import os
import random
import shutil
from pathlib import Path

from tests.storm.attacks import databases, exchanges, links, models, names, pictures, settings  # noqa: F401
from tests.storm.attacks.attack import ATTACKS
from tests.storm.grounds import PROJECT, kept_in
from tests.storm.report import Report
from tests.storm.room import Room, prepare

QUICK = ("cut_short", "hostile_names", "linked_results", "model_heads")  # all that there is time for in a short round
ONLY = "BLURLAB_ATTACK"  # of the environment: the names of the only attacks to make


def storm(tries: int, seed: int, folder: Path) -> Report:
    """`tries` attacks, those that follow the ones of the seed before; the labels must survive each."""
    report = Report("attacks")
    draw = random.Random(seed)
    ground = prepare(folder)
    before = kept_in(ground / PROJECT)
    only = os.environ.get(ONLY, "").split()
    chosen = [name for name in ATTACKS if name in only or (not only and (name in QUICK or tries > len(QUICK)))]
    random.Random(0).shuffle(chosen)
    tries = min(tries, len(chosen))
    for number in range(tries):
        name = chosen[(seed * tries + number) % len(chosen)]
        room = Room(folder / "room", draw, report)
        shutil.copytree(ground, room.folder)
        try:
            ATTACKS[name](room)
        except Exception as error:  # the other storms go on
            report.crash(f"the attack {name} itself failed: {error!r}")
        if name not in MAY_DAMAGE:
            for lost in before.missing(kept_in(room.project)):
                report.lose(f"{lost} ({name})")
        shutil.rmtree(room.folder, ignore_errors=True)
    return report


_DAMAGING = (".databases", ".links", ".exchanges", ".models")  # they change what the project holds, on purpose
MAY_DAMAGE = frozenset(one for one in ATTACKS if ATTACKS[one].__module__.endswith(_DAMAGING))
