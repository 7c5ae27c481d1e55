"""The options by which commands see photos of more than 8 bits, or of many bands."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from blurlab.commands import CommandError

if TYPE_CHECKING:
    from blurlab.imaging.ports import PhotoRef


def add_tones_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--window",
        nargs="+",
        metavar=("LOW HIGH", "auto"),
        help="for photos of more than 8 bits: the values to show as black and as white, or auto, which goes by each "
        "photo's own values (default: the project's choice, else auto)",
    )
    parser.add_argument(
        "--bands",
        type=_bands,
        metavar="N[,N,N]",
        help="for photos of many bands: three to show as red, green and blue, or one, counted from 1",
    )


def seen(ref: "PhotoRef", args: argparse.Namespace) -> "PhotoRef":
    """The photo as the options want it to be seen; as it was where they say nothing. Raises CommandError."""
    from blurlab.imaging.tones import Tones

    low, high, bands = ref.tones.low, ref.tones.high, ref.tones.bands
    if args.window is not None:
        low, high = _ends(args.window)
    if args.bands is not None:
        bands = args.bands
    return replace(ref, tones=Tones(low, high, bands))


def check_tones(args: argparse.Namespace) -> None:
    """Raises CommandError for a range of values that is none."""
    if args.window is not None:
        _ends(args.window)


def _ends(words: list[str]) -> tuple[float | None, float | None]:
    from blurlab.imaging.tones import Tones

    if words == ["auto"]:
        return None, None
    try:
        low, high = map(float, words)
        Tones(low, high)
    except ValueError:
        raise CommandError(
            f"--window takes the values of black and white, such as 7200 7900, or auto, not “{' '.join(words)}”."
        ) from None
    return low, high


def _bands(text: str) -> tuple[int, ...]:
    from blurlab.imaging.tones import MOST_BANDS

    numbers = text.split(",")
    whole = all(number.isdecimal() and len(number) < 5 and 1 <= int(number) <= MOST_BANDS for number in numbers)
    if len(numbers) not in {1, 3} or not whole:
        raise argparse.ArgumentTypeError(f"“{text}” names neither one band nor three, such as 4,3,2")
    return tuple(int(number) - 1 for number in numbers)
