"""What each person of a team did, how far they agree with each other, and which photos a third is to settle."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from blurlab.errors import UserError
from blurlab.files.tables import as_csv
from blurlab.project.project import Project
from blurlab.project.records import MaskRevision, Opinion, SecondLook
from blurlab.project.review import decision_times, masks_agreement, newest_by_author, pace

_MOST: Final = 500  # photos that several people masked, the newest ones, whose masks are compared
COLUMNS: Final = (
    "person", "photos", "an_hour", "iou_with_predictions", "iou_with_people", "compared", "confirmed", "returned",
)  # fmt: skip


@dataclass(frozen=True)
class PersonFacts:
    """decided: photos. pace: photos in an hour, None before it is known.

    agreement: mean IoU of their masks with the predictions, between: with the masks of other people of the same
    photos, of which `compared` were; 0..1, None where none was. confirmed, returned: how often a second person said so.
    """

    name: str
    decided: int
    pace: float | None
    agreement: float | None
    between: float | None = None
    compared: int = 0
    confirmed: int = 0
    returned: int = 0


Pair = tuple[int, int, int]  # photo, revision of one, revision of another


class People:
    """Reads them, and remembers which masks it has compared. Used by one thread at a time."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._compared: dict[Pair, float | None] = {}

    def read(self, at_most: int = 20) -> tuple[list[int], list[PersonFacts], bool]:
        """(ids of photos to settle, the people by name, whether masks are left to compare).

        at_most: pairs of masks that are compared now, each of which takes as long as reading two masks.
        Raises UserError.
        """
        project = self._project
        with project.store.reading() as rows:
            looks = rows.review.second_looks()
            double = [photo_id for photo_id, authors in rows.masks.authors().items() if len(authors) > 1]
            masks = {one: newest_by_author(rows.masks.of_photo(one)) for one in double}
            counts = rows.review.people()
        settled = {look.photo_id: look.revision for look in looks if look.opinion is Opinion.SETTLED}
        disputed = [
            one for one, by in masks.items() if max(mask.revision for mask in by.values()) > settled.get(one, 0)
        ]
        left = self._compare(masks, at_most)
        between = self._by_person(masks)
        said = _said(looks, project)
        people = []
        for name in sorted({*counts, *between, *said}):
            count, agreement = counts.get(name, (0, None))
            values = between.get(name, [])
            mean = sum(values) / len(values) if values else None
            speed = pace(decision_times(project, name))
            people.append(PersonFacts(name, count, speed, agreement, mean, len(values), *said.get(name, (0, 0))))
        return sorted(disputed), people, left

    def _compare(self, masks: dict[int, dict[str, MaskRevision]], at_most: int) -> bool:
        for photo_id in sorted(masks, reverse=True)[:_MOST]:
            for one, other in combinations(masks[photo_id].values(), 2):
                pair = (photo_id, one.revision, other.revision)
                if pair in self._compared:
                    continue
                if not at_most:
                    return True
                at_most -= 1
                self._compared[pair] = self._agreement(one, other)
        return False

    def _agreement(self, one: MaskRevision, other: MaskRevision) -> float | None:
        try:
            first, second = (self._project.masks.read(each)[0] for each in (one, other))
        except UserError:
            return None  # it cannot be read here; whoever opens the photo is told
        return masks_agreement(first, second) if first.shape == second.shape else None

    def _by_person(self, masks: dict[int, dict[str, MaskRevision]]) -> dict[str, list[float]]:
        found: dict[str, list[float]] = {}
        for name, value in self._each(masks):
            found.setdefault(name, []).append(value)
        return found

    def _each(self, masks: dict[int, dict[str, MaskRevision]]) -> Iterator[tuple[str, float]]:
        for photo_id, by in masks.items():
            for one, other in combinations(by.values(), 2):
                value = self._compared.get((photo_id, one.revision, other.revision))
                if value is not None:
                    yield one.author, value
                    yield other.author, value


def _said(looks: Sequence[SecondLook], project: Project) -> dict[str, tuple[int, int]]:
    """By the author of a mask how often a second person confirmed one, and returned one."""
    kinds = (Opinion.ACCEPTED, Opinion.RETURNED)
    wanted = {look.photo_id for look in looks if look.opinion in kinds}
    with project.store.reading() as rows:
        authors = {
            (photo_id, mask.revision): mask.author for photo_id in wanted for mask in rows.masks.of_photo(photo_id)
        }
    found: dict[str, list[int]] = {}
    for look in looks:
        author = authors.get((look.photo_id, look.revision))
        if author is not None and look.opinion in kinds:
            found.setdefault(author, [0, 0])[kinds.index(look.opinion)] += 1
    return {name: (confirmed, returned) for name, (confirmed, returned) in found.items()}


def as_table(people: Sequence[PersonFacts]) -> bytes:
    """A row for each person, as CSV."""
    return as_csv(
        COLUMNS,
        [
            (
                one.name, one.decided, _short(one.pace, 1), _short(one.agreement, 3), _short(one.between, 3),
                one.compared, one.confirmed, one.returned,
            )
            for one in people
        ],
    )  # fmt: skip


def _short(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)
