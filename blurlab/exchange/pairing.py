"""Which file belongs to which by name: masks to photos, predictions to masks; by bytes: photos that masks hold."""

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final

from blurlab.errors import shown_name
from blurlab.exchange.names import composed
from blurlab.exchange.source import Content, Entry
from blurlab.files.reading import open_ordinary
from blurlab.project.records import Photo

Folder = tuple[str, ...]  # its parts, seen from the folder that was searched

_APART: Final = (-1, 0)


@dataclass(frozen=True)
class Pairs:
    """Pairs of (left, right), what was left over on either side, and a sentence for each unclear name."""

    pairs: list[tuple[Path, Path]] = field(default_factory=list)
    left_alone: list[Path] = field(default_factory=list)
    right_alone: list[Path] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)


def pair_by_stem(
    left: Iterable[Path],
    right: Sequence[Path],
    roots: tuple[Path | None, Path | None] = (None, None),
    spelt: Callable[[str], str] = composed,
) -> Pairs:
    """Pair each file on the left with the one on the right that has its stem, whatever the extension.

    A right file named by the left one's whole name (`a.jpg.png` for `a.jpg`) goes first: it distinguishes files that
    share a stem. If several would fit, none is used and a sentence says so. `roots` are the folders that both sides
    were found in: files of the same subfolder are paired first, and subfolders that contradict each other never.
    spelt: makes names that are to be taken for the same equal.
    """
    lefts, rights = _by_folder(left, roots[0]), _by_folder(right, roots[1])
    result, lone_lefts, lone_rights = Pairs(), dict(lefts), dict(rights)
    for folder in lefts.keys() & rights.keys():
        same = _pair(lefts[folder], rights[folder], spelt)
        result.pairs.extend(same.pairs)
        result.unclear.extend(same.unclear)
        lone_lefts[folder], lone_rights[folder] = same.left_alone, same.right_alone
    # What is left lies in subfolders on one side only, or deeper there.
    folders = {path: folder for side in (lone_lefts, lone_rights) for folder, paths in side.items() for path in paths}
    if len(lefts.keys() | rights.keys()) > 1:
        rest = _pair(list(chain(*lone_lefts.values())), list(chain(*lone_rights.values())), spelt, folders)
        result.pairs.extend(rest.pairs)
        result.unclear.extend(rest.unclear)
        lone_lefts, lone_rights = {(): rest.left_alone}, {(): rest.right_alone}
    order = {path: place for place, path in enumerate(chain(*lefts.values(), *rights.values()))}
    result.pairs.sort(key=lambda pair: order[pair[0]])
    result.left_alone.extend(sorted(chain(*lone_lefts.values()), key=order.__getitem__))
    result.right_alone.extend(sorted(chain(*lone_rights.values()), key=order.__getitem__))
    return result


def _by_folder(paths: Iterable[Path], root: Path | None) -> dict[Folder, list[Path]]:
    found: dict[Folder, list[Path]] = {}
    for path in paths:
        found.setdefault(() if root is None else path.parent.relative_to(root).parts, []).append(path)
    return found


def _nearness(one: Folder, other: Folder) -> tuple[int, int]:
    """How well two subfolders agree, the more the larger: `a/b` and `b`, or any and the folder searched itself."""
    shorter, longer = sorted((one, other), key=len)
    agree = longer[len(longer) - len(shorter) :] == shorter
    return (len(shorter), len(shorter) - len(longer)) if agree else _APART


def _pair(
    lefts: Sequence[Path],
    right: Sequence[Path],
    spelt: Callable[[str], str],
    folders: Mapping[Path, Folder] | None = None,
) -> Pairs:
    result = Pairs()
    by_stem: dict[str, list[Path]] = {}
    for path in right:
        by_stem.setdefault(spelt(path.stem), []).append(path)
    by_name: dict[str, list[Path]] = {}
    for path in lefts:
        by_name.setdefault(spelt(path.name), []).append(path)

    taken: dict[Path, list[Path]] = {}  # right → lefts that ask for it
    wanted: set[Path] = set()
    for path in lefts:
        by_own_name = by_stem.get(spelt(path.name), [])
        alike = by_stem.get(spelt(path.stem), [])
        candidates = by_own_name or [other for other in alike if spelt(other.stem) not in by_name]
        if folders is not None:
            near = {other: _nearness(folders[path], folders[other]) for other in candidates}
            nearest = max(near.values(), default=None)
            candidates = [other for other in candidates if near[other] == nearest != _APART]
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


def content_of(data: bytes) -> Content:
    """What tells a photo's file from others: its length and a hash of it."""
    return len(data), hashlib.sha256(data).hexdigest()


def same_contents(photos: Sequence[Photo], entries: Sequence[Entry]) -> list[tuple[Photo, Entry]]:
    """Entries that hold their photo, each with the one of `photos` whose file it is to the byte.

    Only files of the right length are read. Where several photos or entries are the same, none is paired.
    """
    counts = Counter(entry.content for entry in entries)
    by_content = {entry.content: entry for entry in entries if entry.content is not None and counts[entry.content] == 1}
    lengths = {content[0] for content in by_content}
    found: dict[Content, list[Photo]] = {}
    for photo in photos if lengths else ():
        content = _content_in(photo.path, lengths)
        if content in by_content:
            found.setdefault(content, []).append(photo)
    return [(alike[0], by_content[content]) for content, alike in found.items() if len(alike) == 1]


def _content_in(path: Path, lengths: Collection[int]) -> Content | None:
    try:
        with open_ordinary(path) as file:
            length = os.fstat(file.fileno()).st_size
            if length not in lengths:
                return None
            return length, hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
