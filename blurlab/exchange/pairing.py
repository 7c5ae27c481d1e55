"""Which file belongs to which, by name: masks to photos, predictions to masks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from blurlab.errors import shown_name


@dataclass(frozen=True)
class Pairs:
    """Pairs of (left, right), what was left over on either side, and a sentence for each unclear name."""

    pairs: list[tuple[Path, Path]] = field(default_factory=list)
    left_alone: list[Path] = field(default_factory=list)
    right_alone: list[Path] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)


def pair_by_stem(left: Iterable[Path], right: Sequence[Path]) -> Pairs:
    """Pair each file on the left with the one on the right that has its stem, whatever the extension.

    A right file named by the left one's whole name (`a.jpg.png` for `a.jpg`) goes first: it distinguishes files that
    share a stem. If several would fit, none is used and a sentence says so.
    """
    result = Pairs()
    lefts = list(left)
    by_stem: dict[str, list[Path]] = {}
    for path in right:
        by_stem.setdefault(path.stem, []).append(path)
    by_name: dict[str, list[Path]] = {}
    for path in lefts:
        by_name.setdefault(path.name, []).append(path)

    taken: dict[Path, list[Path]] = {}  # right → lefts that ask for it
    wanted: set[Path] = set()
    for path in lefts:
        by_own_name = by_stem.get(path.name, [])
        candidates = by_own_name or [other for other in by_stem.get(path.stem, []) if other.stem not in by_name]
        wanted.update(candidates)
        if not candidates:
            result.left_alone.append(path)
        elif len(candidates) > 1:
            result.unclear.append(f"Of {quoted(candidates)} it is not clear which belongs to {quoted([path])}.")
        else:
            taken.setdefault(candidates[0], []).append(path)
    for other, claims in taken.items():
        if len(claims) == 1:
            result.pairs.append((claims[0], other))
        else:
            result.unclear.append(
                f"“{shown_name(other)}” would fit {quoted(claims)} equally well; "
                f"a whole name such as “{shown_name(claims[0])}.png” tells them apart."
            )
    result.right_alone.extend(path for path in right if path not in wanted)
    return result


def quoted(paths: Sequence[Path], most: int = 20) -> str:
    """File names in a sentence: “a.png”, “b.png” and 12 more."""
    names = ", ".join(f"“{shown_name(path)}”" for path in paths[:most])
    return names if len(paths) <= most else f"{names} and {len(paths) - most} more"
