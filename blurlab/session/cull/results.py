"""What was found and said, written for other programs in a thread: table, JSON, contact sheet."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from blurlab.drawing.contact_sheet import THUMBNAIL, SheetCell, save_contact_sheet
from blurlab.errors import UnreadablePhoto, UserError, refusal, shown_name
from blurlab.exchange.inspected import as_csv, as_json
from blurlab.files.atomic import replacing, write_bytes
from blurlab.imaging.finding import real_path
from blurlab.imaging.inspection import Inspection, bursts_of
from blurlab.imaging.source import open_source
from blurlab.session.cull.listing import Card, corrected
from blurlab.session.cull.words import verdict_words
from blurlab.sharpness.likeness import Burst

SHEETS: Final = (".pdf", ".png", ".jpg", ".jpeg", ".webp")
_MOST_PICTURED: Final = 300  # photos on a sheet that is one picture


def write_results(path: Path, cards: Sequence[Card]) -> str:
    """Write the cards as the file's suffix says: .csv, .json, or one of SHEETS. What came of it, in a sentence.

    Raises UserError with one if it cannot be written.
    """
    suffix = path.suffix.lower()
    if real_path(path) in {real_path(card.photo.path) for card in cards}:
        raise UserError(
            "export.would_replace_photo", f"“{shown_name(path)}” is one of the photos; choose another name."
        )
    known = [card for card in cards if card.inspection is not None]
    if not known:
        raise UserError("inspection.none", "None of the listed photos is inspected yet, so there is nothing to write.")
    if suffix in SHEETS and suffix != ".pdf" and len(known) > _MOST_PICTURED:
        raise UserError(
            "export.too_many", f"A sheet of more than {_MOST_PICTURED} photos needs pages: give it a name with .pdf."
        )
    try:
        if suffix == ".csv":
            write_bytes(path, as_csv(*_found(known)))
        elif suffix == ".json":
            write_bytes(path, as_json(*_found(known)))
        elif suffix in SHEETS:
            with replacing(path) as temporary, temporary.open("wb") as file:
                save_contact_sheet([_cell(card) for card in known], file, suffix)
        else:
            raise UserError("export.no_ending", f"“{shown_name(path)}” has no ending that says what to write.")
    except OSError as error:
        raise refusal(f"“{shown_name(path)}” cannot be written", error) from error
    left = len(cards) - len(known)
    rest = f" {left} that {'is' if left == 1 else 'are'} not inspected {'was' if left == 1 else 'were'} left out."
    return f"{len(known)} photo{'s' if len(known) > 1 else ''} written to “{shown_name(path)}”." + (
        rest if left else ""
    )


def _found(cards: Sequence[Card]) -> tuple[list[Inspection], list[Burst]]:
    """What the exchange takes: inspections with the verdicts that hold, and the bursts among these photos."""
    inspections = [corrected(card.inspection, card.culling) for card in cards if card.inspection is not None]
    return inspections, bursts_of(inspections)


def _cell(card: Card) -> SheetCell:
    verdict = card.verdict
    assert verdict is not None
    try:
        pixels = open_source(card.photo.ref).thumbnail(THUMBNAIL)
    except UnreadablePhoto:  # gone since; its verdict stands
        pixels = None
    box = verdict.subject.box if verdict.subject else None
    edges = (box.left, box.top, box.right, box.bottom) if box else None
    best = card.burst is not None and card.burst.rank == 1
    return SheetCell(pixels, card.photo.name, card.code, verdict_words(card).lower(), verdict.reason, edges, best)
