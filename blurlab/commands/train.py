"""`blurlab train`: the window's trainer, on the command line."""

import argparse
import os
import signal
import sys
from pathlib import Path

from blurlab.model.architectures import ARCHITECTURES

SETUPS = {
    "self": "synthetic samples alone, blurred where object proposals lie; no mask is needed",
    "weak": "synthetic samples alone, blurred where object masks lie (--masks, or the project's setting)",
    "semi": "half accepted masks, half synthetic samples",
    "full": "accepted masks alone",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `blurlab train`."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.description = (
        "Learn from a project's labels and photos, as the window's Train button does. Under torchrun\n"
        "(`torchrun --nproc_per_node=2 -m blurlab train …`) several processes train together."
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
    parser.add_argument("project", type=Path, metavar="PROJECT", help="the project's folder (NAME.blurlab)")
    parser.add_argument(
        "--setup",
        choices=tuple(SETUPS),
        default="semi",
        help="what is learnt from, see below (default: semi)",
    )
    parser.add_argument(
        "--masks", type=Path, metavar="DIR", help="label maps of objects, paired with the photos by stem"
    )
    parser.add_argument("--sources", type=Path, metavar="DIR", help="photos for the samples in place of the project's")
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
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--threads", type=_positive_int, help="CPU threads (default: all)")
    parser.add_argument("--device", help="“cpu” or “cuda” (default: a GPU where there is one)")


def run(args: argparse.Namespace) -> int:
    """Train and publish. Ctrl+C stops after the step in hand and keeps what was learnt."""
    from tqdm import tqdm

    from blurlab.worker.messages import (
        Ending,
        Setup,
        StartTraining,
        TrainingNotice,
        TrainingProgress,
        TrainingStarted,
        Validated,
        VersionPublished,
    )
    from training.runs.on_project import Message, train_project

    minutes = args.minutes if args.minutes or args.steps else 10.0
    order = StartTraining(
        str(args.project),
        Setup(args.setup),
        steps=args.steps,
        minutes=minutes,
        seed=args.seed,
        threads=args.threads or max(1, (os.cpu_count() or 1) // int(os.environ.get("LOCAL_WORLD_SIZE", "1"))),
        architecture=args.architecture or "",
        from_noise=args.from_noise,
        masks=str(args.masks.absolute()) if args.masks else "",
        sources=str(args.sources.absolute()) if args.sources else "",
        device=args.device or "",
    )
    leads = os.environ.get("RANK", "0") == "0"  # of the processes that torchrun started one speaks
    total = args.steps or round(minutes * 60)
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        if stopping:  # asked twice: at once, then
            signal.signal(signal.SIGINT, signal.default_int_handler)
            raise KeyboardInterrupt
        stopping = True
        tqdm.write("Stopping after this step; what was learnt is kept.", file=sys.stderr)

    before = signal.signal(signal.SIGINT, stop)
    unit = "step" if args.steps else "s"
    with tqdm(total=total, unit=unit, file=sys.stderr, dynamic_ncols=True, disable=not leads) as bar:

        def report(message: Message) -> None:
            match message:
                case TrainingStarted():
                    tqdm.write(
                        f"Training from “{message.base}”: {message.labels_training} labels to learn from, "
                        f"{message.labels_validation} held out, {message.sources} photos for synthetic samples.",
                        file=sys.stderr,
                    )
                case TrainingProgress():
                    done = message.step if args.steps else round(message.seconds)
                    bar.update(min(done, total) - bar.n)
                    bar.set_postfix(step=message.step, loss=f"{message.loss:.3f}")
                case Validated() | TrainingNotice():
                    tqdm.write(message.sentence, file=sys.stderr)
                case VersionPublished():
                    how = "" if message.promoted else ", as a candidate"
                    tqdm.write(f"Published {message.version}{how}. {message.why}", file=sys.stderr)
                    for sentence in message.hurt:
                        tqdm.write(f"Alarm: {sentence}", file=sys.stderr)

        try:
            ended = train_project(order, report, lambda: stopping)
        finally:
            signal.signal(signal.SIGINT, before)
    if leads:
        print(ended.sentence)
    if ended.version:
        weights = args.project / "models" / ended.version
        print(f'Predict with it: blurlab predict PHOTOS --out DIR --model "{weights}"')
    return 1 if ended.ending is Ending.FAILED else 0


def _positive_int(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"must be at least 1, not {text}")
    return value


def _positive_float(text: str) -> float:
    value = float(text)
    if not 0 < value < 1e6:
        raise argparse.ArgumentTypeError(f"must be more than 0, not {text}")
    return value
