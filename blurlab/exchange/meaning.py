"""What the marks of a foreign file stand for. A person says so; it is never guessed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP
from blurlab.errors import UserError, shown_name

IGNORED: Final = "ignore"  # the class for IGNORE in formats with classes
KINDS: Final = ("defocus", "motion")  # classes of blurred areas by what made the blur
REST: Final = "*"  # in a map: every class that it does not name


class Polarity(StrEnum):
    """What marks (white pixels, drawn shapes, the class of a palette) stand for."""

    BLURRED = "blurred"
    SHARP = "sharp"

    @property
    def code(self) -> int:
        return BLURRED if self is Polarity.BLURRED else SHARP

    @property
    def opposite(self) -> "Polarity":
        return Polarity.SHARP if self is Polarity.BLURRED else Polarity.BLURRED


@dataclass(frozen=True)
class Meaning:
    """How classes become mask codes.

    polarity: what the chosen classes stand for; every other class stands for the opposite.
    chosen: those classes; None: all of them. ignored: classes kept out of training.
    elsewhere_ignored: unmarked areas are IGNORE instead of the opposite.
    opposite: classes that a person said to stand for the opposite.
    """

    polarity: Polarity
    chosen: frozenset[str] | None = None
    ignored: frozenset[str] = frozenset({IGNORED})
    elsewhere_ignored: bool = False
    opposite: frozenset[str] = frozenset()

    def code(self, name: str) -> int:
        """The mask code of a class."""
        if name in self.ignored:
            return IGNORE
        chosen = self.chosen is None or name in self.chosen
        return self.polarity.code if chosen else self.polarity.opposite.code

    def is_under(self, name: str) -> bool:
        """Whether marks of a class lie under all others: a class that nobody chose never erases a chosen one.

        One called blurred or sharp says itself what it stands for, and keeps its place.
        """
        if self.chosen is None or name in self.chosen or name in self.ignored or name in self.opposite:
            return False
        return name not in set(Polarity)

    @property
    def elsewhere(self) -> int:
        """The mask code of unmarked areas."""
        return IGNORE if self.elsewhere_ignored else self.polarity.opposite.code


@dataclass(frozen=True)
class ClassPlaces(Meaning):
    """Not a meaning yet: classes become their places in `names`, counted from 1, to be looked at; all else is 0."""

    names: tuple[str, ...] = ()

    def code(self, name: str) -> int:
        return min(self.names.index(name) + 1, 255) if name in self.names else 0

    def is_under(self, name: str) -> bool:
        return False

    @property
    def elsewhere(self) -> int:
        return 0


def meaning_of(
    classes: Mapping[str, int],
    polarity: Polarity,
    chosen: Collection[str] = (),
    ignored: Collection[str] = (),
    *,
    elsewhere_ignored: bool = False,
) -> Meaning:
    """The Meaning for a file with `classes` (name → marks). Raises UserError if the choice is not clear.

    With nothing `chosen` it is the class named like the polarity, with those of the kinds of blur where it is blurred,
    or the only one.
    """
    ignored = frozenset(ignored or {IGNORED})
    for name in {*chosen, *(ignored - {IGNORED})}:
        if name not in classes:
            raise UserError(
                "import.no_such_class", f"There is no class “{shown_name(name)}”; there {listed_classes(classes)}."
            )
    if both := ignored & set(chosen):
        raise UserError(
            "import.class_twice", f"The class “{shown_name(min(both))}” cannot be both {polarity} and ignored."
        )
    if chosen:
        return Meaning(polarity, frozenset(chosen), ignored, elsewhere_ignored)
    left = [name for name in classes if name not in ignored]
    own = [name for name in left if name == polarity or (name in KINDS and polarity is Polarity.BLURRED)]
    left = own or left
    if len(left) > max(1, len(own)) or polarity.opposite in left:
        raise UserError(
            "import.class_unclear",
            f"There {listed_classes(classes)}: choose which of them is {polarity}; the others count as not marked.",
        )
    return Meaning(polarity, frozenset(left) or None, ignored, elsewhere_ignored)


def mapped_meaning(
    classes: Mapping[str, int], roles: Any, polarity: Polarity, *, elsewhere_ignored: bool = False
) -> Meaning:
    """The Meaning by a person's list: class → “blurred”, “sharp” or “ignore”; “*” stands for all classes not in it.

    Unmarked areas are the opposite of `polarity`. Raises UserError if the list is not clear.
    """
    if not isinstance(roles, dict) or not roles:
        raise UserError("import.bad_map", "The map is not a JSON object such as {“7”: “blurred”, “8”: “sharp”}.")
    for name, role in roles.items():
        if not isinstance(role, str) or role not in {*Polarity, IGNORED}:
            raise UserError(
                "import.bad_map", f"The map gives “{shown_name(name)}” another value than blurred, sharp and ignore."
            )
        if name not in {REST, *classes}:
            raise UserError(
                "import.no_such_class", f"There is no class “{shown_name(name)}”; there {listed_classes(classes)}."
            )
    own = {IGNORED: IGNORED, **roles}
    missing = [name for name in classes if name not in own]
    if missing and REST not in roles:
        raise UserError(
            "import.class_unclear",
            f"The map does not name the class “{shown_name(missing[0])}”; name it, or “*” for all others.",
        )
    role_of = {name: own.get(name, roles.get(REST)) for name in classes}
    chosen, ignored, opposite = (
        frozenset(name for name, role in role_of.items() if role == wanted)
        for wanted in (polarity, IGNORED, polarity.opposite)
    )
    return Meaning(polarity, chosen, ignored, elsewhere_ignored, opposite & own.keys())


def listed_classes(classes: Mapping[str, int], most: int = 20) -> str:
    """The classes in a sentence, after “there”: “are 2 classes, “a” (3 marks) and …”."""
    if not classes:
        return "are no classes"
    parts = [f"“{shown_name(name)}” ({count})" for name, count in list(classes.items())[:most]]
    more = f" and {len(classes) - most} more" if len(classes) > most else ""
    number = "is 1 class" if len(classes) == 1 else f"are {len(classes)} classes"
    return f"{number}, {', '.join(parts)}{more}"
