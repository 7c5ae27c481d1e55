"""What is known about a model: the one card of model files, a project's versions and the shipped models.

It is read and written only here. A card may come from anywhere, so no type in it is trusted: a value of the wrong kind
counts as missing. Cards of older versions are read into today's fields; values without a field are kept unchanged.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

MOST_BYTES: Final = 8 << 20  # of a card's text
_MOST_CHARACTERS: Final = 2000  # of one text in it
_MOST_ROWS: Final = 20_000  # of a curve, or of any other list
_DEEPEST: Final = 8  # lists and tables inside one another
_MOST_WHOLE: Final = 1 << 53  # beyond it JSON's numbers are not exact
_TABLES: Final = (
    "recipe",
    "curve",
    "samples",
    "held_out",
    "in_use",
    "reliability",
    "worst",
    "planes",
)  # keys that hold a table
_OLDER: Final = ("base", "start", "what", "labels", "validation_photos", "scores", "validation")  # today elsewhere

LossPoint = tuple[int, float]  # step, loss
ValidationPoint = tuple[int, float, float | None, float | None]  # step, loss, AUC, AP


class CardError(ValueError):
    """A text is not a card; its message is one sentence without the file's name."""


@dataclass(frozen=True)
class Scores:
    """photos: how many were scored. loss: mean negative log-likelihood of a pixel. auc, ap: means over photos, 0..1.

    None if nothing could be scored.
    """

    photos: int = 0
    loss: float | None = None
    auc: float | None = None
    ap: float | None = None


@dataclass(frozen=True)
class HeldOut:
    """Scores on photos that were never learnt from, together and by kind of blur (“untold” if unknown).

    stems: the photos' names without endings, if the card has them.
    """

    all: Scores = Scores()
    kinds: Mapping[str, Scores] = field(default_factory=dict)
    stems: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        kinds = {kind: vars(scores) for kind, scores in self.kinds.items()}
        return {**vars(self.all), "kinds": kinds, **({"stems": self.stems} if self.stems else {})}


@dataclass(frozen=True)
class Reliability:
    """A reliability curve over equal steps of predicted blurriness (Guo et al. 2017).

    predicted: mean blurriness of the pixels of each step, 0..1. observed: share of them that are blurred, 0..1.
    pixels: share of all pixels in each step, 0..1. A step without pixels is left out.
    """

    predicted: tuple[float, ...] = ()
    observed: tuple[float, ...] = ()
    pixels: tuple[float, ...] = ()

    @property
    def error(self) -> float:
        """Expected calibration error, 0..1: the mean distance of the curve from the diagonal, a pixel."""
        rows = zip(self.predicted, self.observed, self.pixels, strict=True)
        return sum(share * abs(predicted - observed) for predicted, observed, share in rows)


@dataclass(frozen=True)
class ModelCard:
    """A model's card. None, an empty text and an empty list mean that it is not known.

    architecture: a name of blurlab.model.architectures. size: px, see blurlab.model.preprocess.network_size.
    parent: what training started from: another model's name, or words. loss, auc, ap: of the validation for which the
    network was kept. labels_learnt, labels_held_out, sources: photos. samples_…: seen in training.
    losses, validations: the run's curves, by step. candidate: it was not promoted by itself, for the reason `why`.
    unfinished: its run broke off. hurt: a sentence for each pinned photo on which it is clearly worse.
    cut: weights learnt from labels for its maps' cuts, see blurlab.core.cut.suggested_cut.
    full_offset: log odds that are taken from its answer at 100 %, so that there too one half is its best cut.
    reliability: how far its blurriness is the share of blurred pixels, for each view (blurlab.core.prediction.View) of
    the photos held out. worst: mean IoU, 0..1, of those on which its mask at 50 % is the worst, by name.
    planes: how far off its blur amount and kind are, and what they were learnt on, by names that tell the unit; empty
    where it tells neither.
    held_out: its scores when the run had ended, `in_use` those of the model of the name `in_use_name` then in use.
    name, created_at: of the version (ISO 8601). about: for people. more: all else that was found in the card.
    """

    architecture: str = ""
    size: int = 0
    setup: str = ""
    parent: str = ""
    auc: float | None = None
    ap: float | None = None
    loss: float | None = None
    steps: int | None = None
    minutes: float | None = None
    seed: int | None = None
    synthetic_seed: int | None = None
    labels_learnt: int | None = None
    labels_held_out: int | None = None
    sources: int | None = None
    samples_real: int | None = None
    samples_synthetic: int | None = None
    losses: tuple[LossPoint, ...] = ()
    validations: tuple[ValidationPoint, ...] = ()
    recipe: Mapping[str, Any] = field(default_factory=dict)
    hardware: str = ""
    unfinished: bool = False
    candidate: bool = False
    why: str = ""
    hurt: tuple[str, ...] = ()
    cut: tuple[float, ...] = ()
    full_offset: float | None = None
    reliability: Mapping[str, Reliability] = field(default_factory=dict)
    worst: Mapping[str, float] = field(default_factory=dict)
    planes: Mapping[str, float] = field(default_factory=dict)
    held_out: HeldOut | None = None
    in_use: HeldOut | None = None
    in_use_name: str = ""
    name: str = ""
    created_at: str = ""
    about: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON; unknown fields are left out."""
        found = dict(self.more) | {name: getattr(self, name) for name in (*_simple_fields(), "recipe")}
        curve = {"losses": self.losses, "validations": self.validations}
        found["curve"] = curve if self.losses or self.validations else None
        samples = {"real": self.samples_real, "synthetic": self.samples_synthetic}
        found["samples"] = samples if samples != {"real": None, "synthetic": None} else None
        found["worst"], found["planes"] = dict(self.worst), dict(self.planes)
        found["reliability"] = {
            view: {"error": round(curve.error, 4), **vars(curve)} for view, curve in self.reliability.items()
        }
        found["held_out"] = None if self.held_out is None else self.held_out.as_dict()
        found["in_use"] = None if self.in_use is None else {"name": self.in_use_name, **self.in_use.as_dict()}
        found["more"] = None
        written: dict[str, Any] = _plain({key: value for key, value in found.items() if _is_known(value)})
        return written

    def text(self) -> str:
        """The card as JSON, for people to read as well. `read_card` gives the same card back."""
        return json.dumps(self.as_dict(), indent=2, ensure_ascii=False)


def read_card(text: str | bytes) -> ModelCard:
    """The card in a JSON text. Raises CardError if it is none, or longer than MOST_BYTES."""
    if len(text) > MOST_BYTES:
        raise CardError("The card is longer than any card of blurlab.")
    try:
        found = json.loads(text, parse_constant=lambda _: None)  # older ones wrote Infinity for the loss of no photo
    except (ValueError, RecursionError):
        raise CardError("The card is damaged.") from None
    if not isinstance(found, dict):
        raise CardError("The card is damaged.")
    return _card(_Table({**found, **_of_older(_Table(found))}))


# ---------------------------------------------------------------- reading


class _Table:
    """A table of JSON that returns values of a required kind."""

    def __init__(self, values: object) -> None:
        self.values: dict[str, Any] = values if isinstance(values, dict) else {}

    def text(self, key: str) -> str:
        return _text(self.values.get(key)) or ""

    def whole(self, key: str) -> int | None:
        number = self.number(key)
        return int(number) if number is not None and number == int(number) else None

    def count(self, key: str) -> int:
        return max(0, self.whole(key) or 0)

    def number(self, key: str) -> float | None:
        return _number(self.values.get(key))

    def flag(self, key: str) -> bool:
        return self.values.get(key) is True

    def rows(self, key: str) -> list[Any]:
        found = self.values.get(key)
        return found[:_MOST_ROWS] if isinstance(found, list) else []

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(text for each in self.rows(key) if (text := _text(each)))

    def numbers(self, key: str) -> tuple[float, ...]:
        return tuple(number for each in self.rows(key) if (number := _number(each)) is not None)

    def table(self, key: str) -> "_Table":
        return _Table(self.values.get(key))


_READERS: Final[dict[Any, Callable[[_Table, str], Any]]] = {
    str: _Table.text,
    int: _Table.count,
    bool: _Table.flag,
    int | None: _Table.whole,
    float | None: _Table.number,
    tuple[str, ...]: _Table.texts,
    tuple[float, ...]: _Table.numbers,
}


def _simple_fields() -> dict[str, Callable[[_Table, str], Any]]:
    """The card's fields stored under their own names, each with its reader."""
    inside = ("samples_real", "samples_synthetic", "in_use_name")  # a table
    simple = [each for each in fields(ModelCard) if each.type in _READERS and each.name not in inside]
    return {each.name: _READERS[each.type] for each in simple}


def _card(found: _Table) -> ModelCard:
    curve, samples, in_use = found.table("curve"), found.table("samples"), found.table("in_use")
    simple = _simple_fields()
    known = {*simple, *_TABLES, *_OLDER, "more"}
    return ModelCard(
        **{name: read(found, name) for name, read in simple.items()},
        samples_real=samples.whole("real"),
        samples_synthetic=samples.whole("synthetic"),
        losses=tuple((step, loss) for step, loss in _points(curve.rows("losses"), 2)),
        validations=tuple((step, loss, auc, ap) for step, loss, auc, ap in _points(curve.rows("validations"), 4)),
        recipe=_plain(found.table("recipe").values, 1),
        held_out=_held_out(found.table("held_out")),
        in_use=_held_out(in_use),
        in_use_name=in_use.text("name"),
        reliability=_reliability(found.table("reliability")),
        worst=_numbers(found.table("worst")),
        planes=_numbers(found.table("planes")),
        more={key: plain for key, plain in _plain(found.values).items() if key not in known and _is_known(plain)},
    )


def _held_out(found: _Table) -> HeldOut | None:
    if not found.values:
        return None
    kinds = found.table("kinds")
    by_kind = {kind: _scores(kinds.table(kind)) for kind in list(kinds.values)[:_MOST_ROWS]}
    return HeldOut(_scores(found), by_kind, found.texts("stems"))


def _reliability(found: _Table) -> dict[str, Reliability]:
    curves = {}
    for view in list(found.values)[:_MOST_ROWS]:
        columns = [found.table(view).numbers(column) for column in ("predicted", "observed", "pixels")]
        if columns[0] and len({len(column) for column in columns}) == 1:
            curves[view] = Reliability(*columns)
    return curves


def _numbers(found: _Table) -> dict[str, float]:
    numbers = {name: found.number(name) for name in list(found.values)[:_MOST_ROWS]}
    return {name: number for name, number in numbers.items() if number is not None}


def _scores(found: _Table) -> Scores:
    return Scores(found.count("photos"), found.number("loss"), found.number("auc"), found.number("ap"))


def _points(rows: Iterable[Any], length: int) -> list[list[Any]]:
    """Rows of numbers that start with a step and a loss; AUC and AP may be unknown."""
    kept = []
    for row in rows:
        numbers = [_number(each) for each in row] if isinstance(row, list) and len(row) == length else [None]
        if None not in numbers[:2]:
            kept.append([int(numbers[0] or 0), *numbers[1:]])
    return kept


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return "".join(each if each.isprintable() else " " for each in value[:_MOST_CHARACTERS])


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _MOST_WHOLE:
        return None  # NaN is never at most anything
    return float(value)


def _is_known(value: object) -> bool:
    return value is not None and value is not False and value not in ("", (), [], {})


def _plain(value: Any, depth: int = 0) -> Any:
    """`value` in a form for JSON: paths as text, no NaN."""
    if isinstance(value, bool | str) or value is None:
        return value
    if isinstance(value, int | float):
        return value if abs(value) <= _MOST_WHOLE else None
    if isinstance(value, Mapping) and depth < _DEEPEST:
        return {str(key): _plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple) and depth < _DEEPEST:
        return [_plain(item, depth + 1) for item in value]
    return str(value)


# ---------------------------------------------------------------- what older ones wrote


def _of_older(found: _Table) -> dict[str, Any]:
    """Today's names and places for values that a card of `python -m training fit`, or a shipped one, held elsewhere."""
    today: dict[str, Any] = {}
    renamed = {"base": "parent", "start": "parent", "what": "about", "validation_photos": "labels_held_out"}
    today |= {new: found.values[old] for old, new in renamed.items() if old in found.values}
    counts = {"labels": "labels_learnt", "sources": "sources"}  # in a shipped card they are words
    for old, new in counts.items():
        today |= {f"{old}_about": words} if (words := found.text(old)) else {new: found.whole(old)}
    today |= {key: value for key, value in found.table("scores").values.items() if key in ("loss", "auc", "ap")}
    if rows := found.rows("curve"):
        today["curve"] = {"validations": rows}
    validation = found.table("validation")
    if validation.values:
        by_kind = dict(validation.table("scores").values)
        every = _Table(by_kind.pop("all", None)).values
        today["held_out"] = {**every, "kinds": by_kind, "stems": validation.rows("stems")}
    return {key: value for key, value in today.items() if key not in found.values or key in counts | {"curve": 0}}
