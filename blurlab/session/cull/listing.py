"""All facts of each photo in one place, and which photos are listed, in which order. No Qt here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypedDict, Unpack

from blurlab.imaging.inspection import Inspection, bursts_of
from blurlab.imaging.shots import STANDS_FOR
from blurlab.project.records import CORRECTIONS, Culling, Photo
from blurlab.session.cull.choices import UNTOLD, face_codes, hour_of, lens_of
from blurlab.sharpness.verdict import Verdict

_NOTHING: Final = Culling()
_PICKS: Final = {"picked": (1,), "rejected": (-1,), "unmarked": (0,), "not rejected": (0, 1)}
_STARS: Final = "stars "  # and the fewest, as a mark asked for
_VERDICTS: Final = ("sharp", "on_purpose", "cannot_tell", "subject_blurred", "nothing_sharp")  # the best first


@dataclass(frozen=True)
class InBurst:
    """number: of the burst, from 1; rank: 1 for the best; ids: all of it, the best first."""

    number: int
    rank: int
    ids: tuple[int, ...]
    reason: str


@dataclass(frozen=True)
class Card:
    """A photo with all its facts. inspection: as measured; failure: why there is none, a sentence or “”. companions:
    of a RAW, the camera's own pictures of the same shot. provisional: the verdict is measured, and the model, which has
    its say in it, has not looked yet."""

    photo: Photo
    inspection: Inspection | None = None
    failure: str = ""
    culling: Culling = _NOTHING
    burst: InBurst | None = None
    companions: tuple[Photo, ...] = ()
    provisional: bool = False

    @property
    def name(self) -> str:
        """The shot's name: the RAW's, and how the other files of it end."""
        return " + ".join([self.photo.title, *(one.path.suffix[1:].upper() for one in self.companions)])

    @property
    def looked_at(self) -> Photo:
        """The file whose pixels are shown and measured."""
        for picture in self.companions:  # the camera's picture, decoded in a tenth of the time, if it is whole
            if picture.width >= STANDS_FOR * self.photo.width and picture.height >= STANDS_FOR * self.photo.height:
                return replace(picture, id=self.photo.id, name=self.photo.name)
        return self.photo

    @property
    def place_of_interest(self) -> tuple[float, float] | None:
        """Where a look at 100 % is worth most, in shares of width and height: the eye that counts, else where the
        camera focused, else the sharpest spot. None before the inspection."""
        if self.inspection is None:
            return None
        inspection, verdict = self.inspection, self.inspection.verdict
        face = next((one for one in inspection.faces if verdict.subject and one.box == verdict.subject.box), None)
        if face is not None:
            return face.at
        area = inspection.focus_area
        if area is not None:
            return (area.left + area.right) / 2, (area.top + area.bottom) / 2
        return inspection.faces[0].at if inspection.faces else verdict.sharpest

    @property
    def verdict(self) -> Verdict | None:
        """The valid verdict: a person's before the measured one."""
        if self.inspection is None:
            return None
        return corrected(self.inspection, self.culling).verdict

    @property
    def code(self) -> str:
        """Of the verdict that holds, also where only a person gave one; “” if there is none."""
        if self.culling.verdict:
            return CORRECTIONS[self.culling.verdict][0]
        return self.inspection.verdict.code if self.inspection is not None else ""


def corrected(inspection: Inspection, culling: Culling) -> Inspection:
    """The inspection with the verdict that a person gave, if one did; the measures stay."""
    if not culling.verdict:
        return inspection
    code = CORRECTIONS[culling.verdict][0]
    return replace(inspection, verdict=replace(inspection.verdict, code=code))


def find_bursts(cards: Iterable[Card]) -> dict[int, InBurst]:
    """By photo id, the bursts among the inspected photos, ranked by the verdicts that hold. In a thread: some tens of
    milliseconds for thousands of photos."""
    known = [(card.photo.id, corrected(card.inspection, card.culling)) for card in cards
             if card.inspection is not None and not card.culling.binned]  # fmt: skip
    found: dict[int, InBurst] = {}
    for number, burst in enumerate(bursts_of([inspection for _key, inspection in known]), start=1):
        ids = tuple(known[place][0] for place in burst.frames)
        found |= {key: InBurst(number, rank, ids, burst.reason) for rank, key in enumerate(ids, start=1)}
    return found


@dataclass(frozen=True)
class Measure:
    """text: on the screen. of: a number, a text or None if it is not known. greatest_first: how it is looked at."""

    text: str
    of: Callable[[Card], float | str | None]
    greatest_first: bool = False


def _of_verdict(value: Callable[[Verdict], float | None]) -> Callable[[Card], float | None]:
    return lambda card: value(card.inspection.verdict) if card.inspection is not None else None


MEASURES: Final[dict[str, Measure]] = {
    "added": Measure("Order of adding", lambda card: card.photo.id),
    "name": Measure("Name", lambda card: card.photo.name.casefold()),
    "taken": Measure("Time taken", lambda card: card.inspection.seconds if card.inspection else None),
    "verdict": Measure("Verdict", lambda card: _VERDICTS.index(card.code) if card.code else None),
    "sharpness": Measure("Sharpness of the subject", _of_verdict(lambda told: told.sharpness), True),
    "sharp_area": Measure("Sharp area", _of_verdict(lambda told: told.sharp_area), True),
    "blurred_share": Measure("Measured blur", _of_verdict(lambda told: told.blurred_share)),
    "model_blurred": Measure("Model's blur", _of_verdict(lambda told: told.model_blurred and told.model_blurred[0])),
    "motion": Measure("Length of motion", _of_verdict(lambda told: told.blur.length), True),
    "noise": Measure("Noise", _of_verdict(lambda told: told.noise)),
    "burst": Measure("Burst", lambda card: card.burst.number + card.burst.rank / 1000 if card.burst else None),
    "stars": Measure("Stars", lambda card: card.culling.stars, True),
}
# Those that a range can be asked of, with what is shown for one of the measure's units and the greatest of them.
RANGES: Final[dict[str, tuple[str, float, float]]] = {
    "sharpness": ("Sharpness", 100, 100),
    "sharp_area": ("Sharp area, %", 100, 100),
    "blurred_share": ("Measured blur, %", 100, 100),
    "model_blurred": ("Model's blur, %", 100, 100),
    "motion": ("Motion, px", 1, 999),
    "noise": ("Noise, levels", 1, 60),
    "stars": ("Stars", 1, 5),
}


@dataclass(frozen=True)
class Wanted:
    """The filter of the list; “” asks for nothing. verdict: a code, or “none” for not inspected. mark: “picked”,
    “rejected”, “unmarked”, “not rejected” or “stars 3” for three and more. label: a colour. blur: a kind. burst: “best”
    or “any”. measure: one of RANGES, from low to high in the units shown; what is not known is not in any range.
    faces: one of the `face_codes`. lens: its name, or “none” where it is not told. time: how an hour begins, as
    “2024-05-01” for a day, or “none”."""

    verdict: str = ""
    mark: str = ""
    label: str = ""
    blur: str = ""
    burst: str = ""
    measure: str = ""
    low: float = 0.0
    high: float = 0.0
    faces: str = ""
    lens: str = ""
    time: str = ""

    def lists(self, card: Card) -> bool:
        said = card.culling
        inspection = card.inspection
        return (
            not said.binned
            and (not self.verdict or (card.code or "none") == self.verdict)
            and (not self.mark or _has_mark(said, self.mark))
            and (not self.label or said.label == self.label)
            and (not self.blur or (inspection is not None and inspection.verdict.blur.kind == self.blur))
            and (not self.burst or (card.burst is not None and (self.burst == "any" or card.burst.rank == 1)))
            and (not self.measure or self._in_range(card))
            and (not self.faces or self.faces in face_codes(inspection))
            and (not self.lens or (lens_of(inspection) or UNTOLD) == self.lens)
            and (not self.time or (hour_of(inspection) or UNTOLD).startswith(self.time))
        )

    def _in_range(self, card: Card) -> bool:
        value = MEASURES[self.measure].of(card)
        return isinstance(value, float | int) and self.low <= round(value * RANGES[self.measure][1]) <= self.high


def _has_mark(said: Culling, mark: str) -> bool:
    if mark.startswith(_STARS):
        return said.stars >= int(mark.removeprefix(_STARS))
    return said.pick in _PICKS[mark]


class News(TypedDict, total=False):
    """Changes to a card; the fields of `Card`."""

    inspection: Inspection | None
    failure: str
    culling: Culling
    provisional: bool


@dataclass
class Listing:
    """`cards` of all photos by id, `ids` of those listed, in order. `relist` after the cards changed."""

    cards: dict[int, Card] = field(default_factory=dict)
    wanted: Wanted = Wanted()
    measure: str = "added"
    backwards: bool = False
    ids: list[int] = field(default_factory=list)

    def replace(
        self,
        photos: Iterable[Photo],
        said: Mapping[int, Culling],
        companions: Mapping[int, tuple[Photo, ...]] | None = None,
    ) -> None:
        """The project's photos as they are now; what is known of those that stay is kept."""
        known, beside = self.cards, companions or {}
        photos = list(photos)
        for photo in photos:  # a file that was moved or renamed is inspected already
            card = known.get(photo.id)
            if card is not None and card.inspection is not None and card.photo.path != photo.path:
                known[photo.id] = replace(card, inspection=card.inspection.moved(photo.path))
        self.cards = {
            photo.id: replace(
                known.get(photo.id, Card(photo)),
                photo=photo,
                culling=said.get(photo.id, _NOTHING),
                companions=beside.get(photo.id, ()),
            )
            for photo in photos
        }

    def update(self, photo_id: int, **changes: Unpack[News]) -> None:
        """Something of one photo is known otherwise now; nothing happens without the photo."""
        if photo_id in self.cards:
            self.cards[photo_id] = replace(self.cards[photo_id], **changes)

    @property
    def settled(self) -> bool:
        """Whether nothing that is found or said of photos changes which of them are listed, and in which order."""
        return self.wanted == Wanted() and self.measure in {"added", "name"}

    def take_bursts(self, of: Mapping[int, "InBurst"]) -> list[int]:
        """What `find_bursts` found; the ids of the photos of which something else is known by that."""
        changed = [key for key, card in self.cards.items() if card.burst != of.get(key)]
        for key in changed:
            self.cards[key] = replace(self.cards[key], burst=of.get(key))
        return changed

    def relist(self, keep: int | None = None) -> bool:
        """Filter and sort; `keep` stays listed though the filter would leave it out. True if `ids` changed.

        What has no value in the order asked for comes last, either way round.
        """
        measure = MEASURES[self.measure]
        listed = [key for key, card in self.cards.items() if self.wanted.lists(card) or self._keeps(keep, key)]
        values: dict[int, Any] = {key: measure.of(self.cards[key]) for key in listed}  # one measure's are all alike
        known = sorted((key for key in listed if values[key] is not None), key=lambda key: values[key],
                       reverse=measure.greatest_first != self.backwards)  # fmt: skip
        before = self.ids
        self.ids = known + [key for key in listed if values[key] is None]
        return self.ids != before

    def _keeps(self, keep: int | None, key: int) -> bool:
        return key == keep and not self.cards[key].culling.binned
