"""Which entry of a foreign file belongs to which photo of the project."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from blurlab.errors import shown_name
from blurlab.exchange.endings import Ending
from blurlab.exchange.names import composed, folded, parts_of
from blurlab.exchange.pairing import pair_by_stem, quoted, same_contents
from blurlab.exchange.source import Entry, Source
from blurlab.imaging.finding import shared_folder
from blurlab.project.records import Photo

Spelling = Callable[[str], str]  # makes names that are to be taken for the same equal


@dataclass
class Match:
    """pairs: each entry at most once, each photo once or once for each author. unclear: a sentence for each name that
    fits several. told: sentences about pairs that the exact names did not make.
    """

    pairs: list[tuple[Photo, Entry]] = field(default_factory=list)
    without_mask: list[Photo] = field(default_factory=list)
    without_photo: list[Entry] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def match(photos: Sequence[Photo], source: Source, ending: Ending | None = None) -> Match:
    """Give each photo the entry of its name: names are compared, and no file named inside another is opened.

    With `ending` the names are compared without it, and entries that do not end so have no photo.
    """
    result = _match(photos, source.entries, source, ending, composed)
    if not result.without_mask or not result.without_photo:
        return result
    pairs = same_contents(result.without_mask, result.without_photo)
    if pairs:
        masks = "1 mask was" if len(pairs) == 1 else f"{len(pairs)} masks were"
        result.told.append(f"{masks} given to the photo that lies beside it in the file, known by its bytes.")
        _add(result, pairs)
    # What is left may be spelt with other capital letters, as cameras and systems change them.
    more = _match(result.without_mask, result.without_photo, source, ending, folded)
    result.told += more.told
    if more.pairs:
        photo, entry = more.pairs[0]
        alone = f"“{entry.shown}” differs from “{shown_name(photo.name)}” only in capital letters; it was taken for it."
        several = f"{len(more.pairs)} names differ from their photos' only in capital letters, such as “{entry.shown}”."
        result.told.append(alone if len(more.pairs) == 1 else several)
    result.unclear += more.unclear
    result.pairs += more.pairs
    result.without_mask, result.without_photo = more.without_mask, more.without_photo
    return result


def _add(result: Match, pairs: Sequence[tuple[Photo, Entry]]) -> None:
    photos, entries = {photo.id for photo, _ in pairs}, {id(entry) for _, entry in pairs}
    result.pairs += pairs
    result.without_mask = [photo for photo in result.without_mask if photo.id not in photos]
    result.without_photo = [entry for entry in result.without_photo if id(entry) not in entries]


def _match(
    photos: Sequence[Photo], entries: Sequence[Entry], source: Source, ending: Ending | None, spelt: Spelling
) -> Match:
    if ending is not None:
        return _match_endings(photos, entries, ending, spelt)
    by_stem = source.by_stem
    return _match_files(photos, entries, source.path, spelt) if by_stem else _match_names(photos, entries, spelt)


def _match_files(photos: Sequence[Photo], entries: Sequence[Entry], folder: Path, spelt: Spelling) -> Match:
    by_photo = {photo.path.with_name(photo.name): photo for photo in photos}
    by_file = {entry.path or Path(entry.name): entry for entry in entries}
    root = folder if all(file != folder and file.is_relative_to(folder) for file in by_file) else None
    found = pair_by_stem(by_photo, list(by_file), (shared_folder(by_photo), root), spelt)
    return Match(
        [(by_photo[photo], by_file[file]) for photo, file in found.pairs],
        [by_photo[photo] for photo in found.left_alone],
        [by_file[file] for file in found.right_alone],
        found.unclear,
    )


def _match_names(photos: Sequence[Photo], entries: Sequence[Entry], spelt: Spelling) -> Match:
    """By the photo's whole name, with folders to choose among several; if no name fits, by a unique stem."""
    result = Match()
    by_path = _by_path(photos, spelt) if any(len(parts_of(entry.name)) > 1 for entry in entries) else {}
    by_name: dict[str, list[Photo]] = {}
    by_stem: dict[str, list[Photo]] = {}
    for photo in photos:
        by_name.setdefault(spelt(photo.name), []).append(photo)
        by_stem.setdefault(spelt(photo.stem), []).append(photo)
    taken: dict[int, list[Entry]] = {}
    for entry in entries:
        exact = by_path.get(tuple(map(spelt, parts_of(entry.name))))
        fitting = _fitting(entry, by_name, by_stem, spelt) if exact is None else [exact]
        if len(fitting) > 1:
            places = quoted([photo.path for photo in fitting])
            result.unclear.append(
                f"“{shown_name(entry.name)}” would fit {places} equally well, so it was not imported."
            )
        elif not fitting:
            result.without_photo.append(entry)
        else:
            taken.setdefault(fitting[0].id, []).append(entry)
    return _with_the_only_photo(_settled(result, photos, taken), photos, entries)


def _with_the_only_photo(result: Match, photos: Sequence[Photo], entries: Sequence[Entry]) -> Match:
    """Pair the only entry, if its file names no photo, with the only photo, if that has its size."""
    if len(photos) != 1 or len(entries) != 1 or result.pairs or result.unclear or not entries[0].nameless:
        return result
    photo, entry = photos[0], entries[0]
    if (entry.width, entry.height) != (photo.width, photo.height):
        return result
    told = f"“{entry.shown}” names no photo; it was taken for “{shown_name(photo.name)}”, the only one of its size."
    return Match(pairs=[(photo, entry)], told=[told])


def _match_endings(photos: Sequence[Photo], entries: Sequence[Entry], ending: Ending, spelt: Spelling) -> Match:
    """By what is left of both names; where that is one for several photos, their folders decide."""
    result = Match()
    by_name: dict[str, list[Photo]] = {}
    for photo in photos:
        if (name := ending.of_photo(photo)) is not None:
            by_name.setdefault(spelt(name), []).append(photo)
    taken: dict[int, list[Entry]] = {}
    for entry in entries:
        name = ending.of_mask(entry)
        fitting = by_name.get(spelt(name), []) if name is not None else []
        if len(fitting) > 1 and entry.path is not None:
            shared = [_shared_end(photo.path.parent.parts, entry.path.parent.parts) for photo in fitting]
            fitting = [photo for photo, count in zip(fitting, shared, strict=True) if count == max(shared)]
        if len(fitting) > 1:
            places = quoted([photo.path for photo in fitting])
            result.unclear.append(f"“{entry.shown}” would fit {places} equally well, so it was not imported.")
        elif fitting:
            taken.setdefault(fitting[0].id, []).append(entry)
        else:
            result.without_photo.append(entry)
    return _settled(result, photos, taken)


def _settled(result: Match, photos: Sequence[Photo], taken: dict[int, list[Entry]]) -> Match:
    for photo in photos:
        claims = taken.get(photo.id, [])
        authors = {claim.author for claim in claims}
        if len(claims) > 1 and "" not in authors and len(authors) == len(claims):
            result.pairs += [(photo, claim) for claim in claims]
        elif len(claims) > 1:
            result.unclear.append(f"There are {len(claims)} masks for “{shown_name(photo.name)}”; none was imported.")
        elif claims:
            result.pairs.append((photo, claims[0]))
        else:
            result.without_mask.append(photo)
    return result


def _by_path(photos: Sequence[Photo], spelt: Spelling) -> dict[tuple[str, ...], Photo]:
    """Photos by their places below the folder that all share. Only a file that names folders speaks of places."""
    shared = shared_folder(photo.path for photo in photos)
    return (
        {}
        if shared is None
        else {tuple(map(spelt, photo.path.with_name(photo.name).relative_to(shared).parts)): photo for photo in photos}
    )


def _fitting(
    entry: Entry, by_name: dict[str, list[Photo]], by_stem: dict[str, list[Photo]], spelt: Spelling
) -> list[Photo]:
    for name in (entry.name, *entry.also):
        parts = [spelt(part) for part in parts_of(name)]
        if not parts:
            continue
        found = by_name.get(parts[-1], [])
        if len(found) > 1:  # the folders decide: those that share most of the path's end
            shared = [_shared_end([spelt(part) for part in photo.path.parts], parts) for photo in found]
            found = [photo for photo, count in zip(found, shared, strict=True) if count == max(shared)]
        if found:
            return found
    stems = (spelt(PurePosixPath(parts[-1]).stem) for name in (entry.name, *entry.also) if (parts := parts_of(name)))
    return next((by_stem[stem] for stem in stems if stem in by_stem), [])


def _shared_end(path: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for mine, theirs in zip(reversed(path), reversed(other), strict=False):
        if mine != theirs:
            break
        count += 1
    return count
