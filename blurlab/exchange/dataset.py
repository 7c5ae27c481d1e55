"""A dataset for others: the accepted masks in splits, with their photos and a card that describes it."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from blurlab.core.editing.correction import BLURRED, IGNORE
from blurlab.core.metrics import value_counts
from blurlab.errors import UserError, refusal, shown_path
from blurlab.exchange.masks_out import ExportReport, Shipment, mask_names, ship
from blurlab.exchange.meaning import Polarity
from blurlab.exchange.outgoing import Codes, Item, Writer
from blurlab.exchange.registry import DEFAULT, FORMATS, writer_of
from blurlab.exchange.shapes.kinds import check_kinds
from blurlab.exchange.splits import SPLITS, Shares, held_out_photos, split_photos
from blurlab.files.atomic import write_bytes
from blurlab.imaging.metadata.tags import read_tags
from blurlab.project.clock import now
from blurlab.project.project import Project
from blurlab.project.records import MaskRevision, Photo, Status
from blurlab.version import __version__

CARD, CARD_JSON = "README.md", "card.json"
PHOTOS = "images"


@dataclass
class Part:
    """What one split holds."""

    photos: int = 0
    pixels: int = 0
    blurred: int = 0
    ignored: int = 0
    kinds: Counter[str] = field(default_factory=Counter)


@dataclass
class DatasetCard:
    """The facts of a dataset. authors, versions: of the masks, name → number; “” for a mask without a model."""

    name: str
    format: str
    polarity: Polarity
    shares: Shares
    seed: int
    held_out: int
    with_photos: bool
    parts: dict[str, Part] = field(default_factory=lambda: {split: Part() for split in SPLITS})
    authors: Counter[str] = field(default_factory=Counter)
    versions: Counter[str] = field(default_factory=Counter)
    turned: int = 0  # photos whose pixels are stored turned, according to their EXIF orientation
    made_at: str = field(default_factory=now)

    def note(self, split: str, photo: Photo, mask: Codes, revision: MaskRevision) -> None:
        """Count one mask."""
        counts = value_counts(mask)
        part = self.parts[split]
        part.photos += 1
        part.pixels += mask.size
        part.blurred += int(counts[BLURRED])
        part.ignored += int(counts[IGNORE])
        part.kinds[photo.kind or "not tagged"] += 1
        self.authors[revision.author] += 1
        self.versions[revision.model_version or ""] += 1
        with suppress(UserError):  # the photo may be elsewhere; its mask is still here
            self.turned += read_tags(photo.path).orientation != 1


def export_dataset(
    project: Project,
    out: Path,
    on_progress: Callable[[int, int], object] | None = None,
    *,
    format_name: str = DEFAULT,
    polarity: Polarity = Polarity.BLURRED,
    kinds: bool = False,
    shares: Shares | None = None,
    seed: int = 42,
    with_photos: bool = True,
    save: bool = True,
    replace: bool = True,
    should_stop: Callable[[], bool] = lambda: False,
) -> tuple[ExportReport, DatasetCard]:
    """Write the accepted masks to `out`/train, /validation and /test in the format of this name, with their photos in
    images/ below (unless `with_photos` is false), a table, and the card as README.md and card.json.

    The split of a photo depends only on its content and the `seed`; photos that the project's training only
    validates on never go to train. Raises UserError as `export_masks` does.
    """
    if kinds:
        check_kinds(FORMATS[format_name], polarity)
    shares = shares or Shares()
    photos = [photo for photo in project.photos(Status.ACCEPTED) if project.masks.latest(photo.id) is not None]
    held_out = held_out_photos(project, photos)
    splits = split_photos(photos, shares, seed, held_out)
    names = mask_names(photos)
    writers = {
        split: writer_of(format_name)(out / split / FORMATS[format_name].subfolder, polarity, kinds=kinds)
        for split in sorted(set(splits.values()), key=SPLITS.index)
    }
    shipments = {
        photo.id: _shipment(photo, names[photo.id].removesuffix(".png"), splits[photo.id], writers, out, with_photos)
        for photo in photos
    }
    card = DatasetCard(project.name, format_name, polarity, shares, seed, len(held_out), with_photos)
    report = ship(
        project,
        out,
        shipments,
        on_progress,
        save=save,
        replace=replace,
        should_stop=should_stop,
        on_mask=lambda photo, mask, revision: card.note(splits[photo.id], photo, mask, revision),
        beside=(out / CARD, out / CARD_JSON),
    )
    for split, share in zip(SPLITS, (shares.train, shares.validation, shares.test), strict=True):
        if share > 0 and not card.parts[split].photos and not report.stopped:
            sentence = f"No photo fell into {split}; there are too few photos, or another seed is needed."
            report.problems.append(UserError("export.empty_split", sentence))
    if save and not report.stopped:
        _write_card(card, out)
        report.files += [out / CARD, out / CARD_JSON]
    return report, card


def _shipment(
    photo: Photo, stem: str, split: str, writers: Mapping[str, Writer], out: Path, with_photos: bool
) -> Shipment:
    """What goes out of a photo: its mask, and a copy of it where photos go out too."""
    suffix = ".png" if photo.ref.part else photo.path.suffix  # a page alone is written anew
    name = stem if suffix and stem.endswith(suffix) else f"{stem}{suffix}"
    copy, file = (out / split / PHOTOS / name, photo.path) if with_photos else (None, None)
    item = Item(stem, name if with_photos else photo.name, photo.width, photo.height, file=file)
    return Shipment(writers[split], item, copy, split)


def _write_card(card: DatasetCard, out: Path) -> None:
    try:
        write_bytes(out / CARD, card_text(card).encode("utf-8", "replace"))
        write_bytes(out / CARD_JSON, json.dumps(card_values(card), indent=2).encode())
    except OSError as error:
        raise refusal(f"The card cannot be written to “{shown_path(out)}”", error) from error


def card_values(card: DatasetCard) -> dict[str, object]:
    """The card for programs."""
    return {
        "name": card.name,
        "format": card.format,
        "marked": str(card.polarity),
        "codes": {"sharp": 0, "ignore": 128, "blurred": 255} if FORMATS[card.format].codes else None,
        "splits": {
            split: {
                "photos": part.photos,
                "pixels": part.pixels,
                "blurred_pixels": part.blurred,
                "ignored_pixels": part.ignored,
                "kinds": dict(part.kinds),
            }
            for split, part in card.parts.items()
        },
        "shares": [card.shares.train, card.shares.validation, card.shares.test],
        "seed": card.seed,
        "held_out": card.held_out,
        "photos_included": card.with_photos,
        "photos_turned_by_exif": card.turned,
        "authors": dict(card.authors),
        "model_versions": {version or "none": count for version, count in card.versions.items()},
        "licence": None,
        "made_at": card.made_at,
        "blurlab": __version__,
    }


def card_text(card: DatasetCard) -> str:
    """The card for people, as Markdown."""
    total = sum(part.photos for part in card.parts.values())
    rows = [
        f"| {split} | {part.photos} | {_share(part.blurred, part.pixels)} | {_share(part.ignored, part.pixels)} "
        f"| {_counted(part.kinds)} |"
        for split, part in card.parts.items()
    ]
    by_hand = card.versions.get("", 0)
    versions = _counted(Counter({name: count for name, count in card.versions.items() if name}))
    lines = [
        f"# {_plain(card.name)}: which parts of photos are blurred",
        "",
        f"{total} photos with masks of defocus and motion blur, accepted by a person in blurlab {__version__}; "
        f"written {card.made_at}.",
        "",
        "| split | photos | blurred | ignored | kind of blur |",
        "| --- | --- | --- | --- | --- |",
        *rows,
        "",
        "## What the marks mean",
        "",
        f"Format: {FORMATS[card.format].title} ({FORMATS[card.format].holds}). Marked areas are **{card.polarity}**, "
        f"unmarked areas are {card.polarity.opposite}. {_codes(card)} Ignored pixels are those that "
        "nobody can decide; leave them out of losses and metrics.",
        "",
        "Masks have the size of the upright photo, after its EXIF orientation"
        + (f"; {card.turned} of the photos are stored turned, so apply it when you read them." if card.turned else "."),
        "" if card.with_photos else "\nThe photos themselves are not included; photos.csv names them.",
        "## How it was split",
        "",
        f"By each photo's content and the seed {card.seed}, about {card.shares.train:.0%} to train, "
        f"{card.shares.validation:.0%} to validation and {card.shares.test:.0%} to test: a photo stays in its split "
        f"when others are added. {card.held_out} photos that blurlab's training only validates on are not in train. "
        "Photos that look alike (bursts) are not kept together.",
        "",
        "## Where the masks come from",
        "",
        f"Authors: {_counted(card.authors)}. Started from a prediction of: {versions}; from none: {by_hand}.",
        "",
        "## Licence",
        "",
        "Not stated. The owner of the photos and masks must choose it; write it here before you pass this on.",
        "",
    ]
    return "\n".join(lines)


def _codes(card: DatasetCard) -> str:
    if not FORMATS[card.format].codes:
        return ""
    white, black = card.polarity, card.polarity.opposite
    return f"In the PNG files 255 is {white}, 0 {black} and 128 ignored."


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{_plain(name)} ({count})" for name, count in counts.most_common()) or "none"


def _plain(text: str) -> str:
    """`text` on one line, without characters that mean something in Markdown."""
    kept = "".join(character if character.isprintable() else " " for character in text)
    return "".join(f"\\{character}" if character in "\\|*_`<>[]#" else character for character in kept)
