"""`blurlab train`: the window's trainer, on the command line."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from blurlab.commands import CommandError
from blurlab.model.architectures import ARCHITECTURES

if TYPE_CHECKING:
    from blurlab.worker.messages import StartTraining
    from training.runs.on_project import Message

_MINUTES: Final = 10.0  # of a training, if nothing is said
TRAINER: Final = "training.runs.trainer"
SETUPS = {
    "self": "synthetic samples alone, blurred where object proposals lie; no mask is needed",
    "weak": "synthetic samples alone, blurred where object masks lie (--masks, or the project's setting)",
    "semi": "half accepted masks, half synthetic samples",
    "full": "accepted masks alone",
}


_MOST: Final = 1_000_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `blurlab train`."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.description = (
        "Learn from a project's labels and photos, as the window's Train button does. Under torchrun\n"
        "(`torchrun --nproc-per-node=2 -m blurlab train …`) several processes train together."
    )
    parser.epilog = "\n".join(
        (
            "set-ups:",
            *(f"  {name:4}  {about}" for name, about in SETUPS.items()),
            "",
            "networks:",
            *(f"  {name:28}  {network.about}" for name, network in ARCHITECTURES.items()),
        )
    )
    parser.add_argument(
        "project",
        type=_project,
        metavar="PROJECT",
        help="the project's folder (NAME.blurlab), or a team's project (postgresql://host/name)",
    )
    parser.add_argument(
        "--follow", action="store_true", help="for a team's project: train whenever new labels have come, until Ctrl+C"
    )
    parser.add_argument(
        "--after",
        type=_positive_int,
        default=10,
        metavar="N",
        help="with --follow: how many new labels start a training (default: 10)",
    )
    parser.add_argument(
        "--setup",
        choices=tuple(SETUPS),
        default="semi",
        help="what is learnt from, see below (default: semi)",
    )
    parser.add_argument(
        "--masks", type=Path, metavar="DIR", help="label maps of objects, paired with the photos by stem"
    )
    parser.add_argument("--sources", type=Path, metavar="DIR", help="photos for the samples instead of the project's")
    parser.add_argument(
        "--architecture",
        choices=tuple(ARCHITECTURES),
        metavar="NAME",
        help="network, see below (default: the base model's, from which training then starts; another starts from "
        "ImageNet weights)",
    )
    parser.add_argument("--from-noise", action="store_true", help="start another network from random weights")
    bound = parser.add_mutually_exclusive_group()
    bound.add_argument("--steps", type=_positive_int, help="stop after this many steps")
    bound.add_argument("--minutes", type=_positive_float, help="stop after this many minutes (default: 10)")
    parser.add_argument("--seed", type=_seed, default=42, help="of the random numbers (default: 42)")
    parser.add_argument("--threads", type=_positive_int, help="CPU threads (default: all)")
    parser.add_argument("--device", help="“cpu” or “cuda” (default: a GPU if there is one)")


def run(args: argparse.Namespace) -> int:
    """Train and publish. Ctrl+C stops after the step in hand and keeps what was learnt."""
    if isinstance(args.project, str):
        return _follow(args)
    from tqdm import tqdm

    from blurlab.worker.messages import Ending
    from training.runs.on_project import train_project

    if args.follow:
        raise CommandError("Only a team's project, postgresql://host/name, can be followed.")
    order = _order(args)
    leads = os.environ.get("RANK", "0") == "0"  # only one of torchrun's processes prints
    total = order.steps or round((order.minutes or 0) * 60)
    unit = "step" if order.steps else "s"
    with (
        _stopped_by_interrupt() as should_stop,
        tqdm(total=total, unit=unit, file=sys.stderr, dynamic_ncols=True, disable=not leads) as bar,
    ):
        ended = train_project(order, partial(_tell, bar, in_steps=order.steps is not None), should_stop)
    if leads:
        print(ended.sentence)
    if ended.version:
        weights = args.project / "models" / ended.version
        print(f'Predict with it: blurlab predict PHOTOS --out DIR --model "{weights}"')
    return 1 if ended.ending is Ending.FAILED else 0


def _follow(args: argparse.Namespace) -> int:
    """Train for a team: once, or whenever it is time."""
    from blurlab.commands.following import Machine, help_train
    from blurlab.project.team.address import read_address

    address = read_address(args.project)
    if os.environ.get("RANK", "0") != "0":
        return help_train()
    machine = Machine(address, _order(args), args.after, module=os.environ.get("BLURLAB_TRAINER", TRAINER))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: machine.stop())
    return machine.serve(once=not args.follow)


def _project(text: str) -> "Path | str":
    """A folder, or the address of a shared project as it is written."""
    return text if text.startswith(("postgresql://", "postgres://")) else Path(text)


def _order(args: argparse.Namespace) -> "StartTraining":
    from blurlab.worker.messages import Setup, StartTraining

    return StartTraining(
        str(args.project),
        Setup(args.setup),
        steps=args.steps,
        minutes=args.minutes if args.minutes or args.steps else _MINUTES,
        seed=args.seed,
        threads=args.threads or max(1, (os.cpu_count() or 1) // int(os.environ.get("LOCAL_WORLD_SIZE", "1"))),
        architecture=args.architecture or "",
        from_noise=args.from_noise,
        masks=str(args.masks.absolute()) if args.masks else "",
        sources=str(args.sources.absolute()) if args.sources else "",
        device=args.device or "",
    )


@contextmanager
def _stopped_by_interrupt() -> Iterator[Callable[[], bool]]:
    """Gives a function that says whether Ctrl+C was pressed; pressed twice, it ends the command at once."""
    from tqdm import tqdm

    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        if stopping:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            raise KeyboardInterrupt
        stopping = True
        tqdm.write("Stopping after this step; what was learnt is kept.", file=sys.stderr)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield lambda: stopping
    finally:
        signal.signal(signal.SIGINT, before)


def _tell(bar: Any, message: "Message", *, in_steps: bool) -> None:
    """Move the bar, and write above it what a person should know."""
    from blurlab.worker.messages import (
        TrainingNotice,
        TrainingProgress,
        TrainingStarted,
        Validated,
        VersionPublished,
    )

    lines: list[str] = []
    match message:
        case TrainingStarted():
            lines.append(
                f"Training from “{message.base}”: {message.labels_training} labels to learn from, "
                f"{message.labels_validation} held out, {message.sources} photos for synthetic samples."
            )
        case TrainingProgress():
            done = message.step if in_steps else round(message.seconds)
            bar.update(min(done, bar.total) - bar.n)
            bar.set_postfix(step=message.step, loss=f"{message.loss:.3f}")
        case Validated() | TrainingNotice():
            lines.append(message.sentence)
        case VersionPublished():
            how = "" if message.promoted else ", as a candidate"
            lines.append(f"Published {message.version}{how}. {message.why}")
            lines += [f"Alarm: {sentence}" for sentence in message.hurt]
    for line in lines:
        bar.write(line, file=sys.stderr)


def _seed(text: str) -> int:
    value = int(text)
    if not 0 <= value <= _MOST:
        raise argparse.ArgumentTypeError(f"must be from 0 to {_MOST:,}, not {text:.20}")
    return value


def _positive_int(text: str) -> int:
    value = int(text)
    if not 1 <= value <= _MOST:
        raise argparse.ArgumentTypeError(f"must be from 1 to {_MOST:,}, not {text:.20}")
    return value


def _positive_float(text: str) -> float:
    value = float(text)
    if not 0 < value < 1e6:
        raise argparse.ArgumentTypeError(f"must be more than 0, not {text}")
    return value
