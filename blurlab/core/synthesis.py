"""The dials of the synthesis, in one place: the window turns them, a project keeps them, training draws from them.

Lengths are shares of the sample's side, so they hold at every size.
"""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Final, Self

from blurlab.errors import UserError


class SynthesisError(UserError):
    """Synthesis settings that cannot be used; str() is one sentence."""

    def __init__(self, sentence: str, code: str = "samples.settings") -> None:
        super().__init__(code, sentence)


@dataclass(frozen=True)
class BlurRanges:
    """What a synthetic sample is drawn from. Pairs are (lowest, highest); shares are probabilities."""

    sigma: tuple[float, float] = (0.003, 0.022)  # Gaussian; 1 to 7 px at 320: less is invisible, more is rare
    radius: tuple[float, float] = (0.005, 0.035)  # disk; about twice the σ of the same softness
    length: tuple[float, float] = (0.02, 0.14)  # motion; 6 to 45 px at 320
    bend: tuple[float, float] = (0.0, 0.25)  # elastic deformation of the motion's line, RMS share of its length
    motion: float = 0.4  # motion : defocus, the dial of the paper's Table 2
    disk: float = 0.5  # of the defocus
    background: float = 0.75  # of the defocus: the background is blurred, not the object (the authors' p_inv)
    motion_background: float = 0.5  # the same for motion: the object moves as often as, in panning, the rest
    varying: float = 0.3  # of the defocused backgrounds: blur that grows across them, as with distance
    all_sharp: float = 0.03  # so that absolute answers are learnt
    all_blurred: float = 0.05
    linear_light: float = 0.5  # blurred in squared values, in which bright spots bloom
    inpainting: float = 0.0  # the sharp side is inpainted as in the paper; else a normalised convolution, much faster

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, tuple):
                low, high = value
                if not 0 <= low <= high <= 1:
                    raise ValueError(f"{each.name} must be two rising shares of the side, not {low} to {high}.")
            elif not 0 <= value <= 1:
                raise ValueError(f"{each.name} must be a probability between 0 and 1, not {value}.")
        if self.sigma[0] <= 0 or self.radius[0] <= 0 or self.length[0] <= 0:
            raise ValueError("The smallest blur must be more than zero.")


@dataclass(frozen=True)
class Dial:
    """How a person sees one of the BlurRanges. Lengths have their ends, shares run from 0 to 1.

    field: its name there. hint: a whole sentence. often: turned often; the others are behind "More dials".
    """

    field: str
    label: str
    hint: str
    lowest: float = 0.0
    highest: float = 1.0
    often: bool = True

    @property
    def is_range(self) -> bool:
        return isinstance(getattr(BlurRanges, self.field), tuple)

    @property
    def is_length(self) -> bool:
        """A share of the sample's side, which is best shown in pixels."""
        return self.field in ("sigma", "radius", "length")


DIALS: Final = (
    Dial("sigma", "Gaussian σ", "Softness of Gaussian defocus.", 0.001, 0.08),
    Dial("radius", "Disk radius", "Radius of disk defocus, the blur of a wide-open lens.", 0.002, 0.12),
    Dial("length", "Motion length", "Length of the motion's path.", 0.005, 0.5),
    Dial("motion", "Motion", "Share of motion blur; the rest is defocus."),
    Dial(
        "background",
        "Defocus behind",
        "How often defocus blurs the background; otherwise it blurs the object.",
    ),
    Dial(
        "motion_background",
        "Motion behind",
        "How often motion blurs the background, as when a camera pans; otherwise the object moves.",
    ),
    Dial("disk", "Disks", "Share of disks among the defocus; the rest is Gaussian.", often=False),
    Dial("varying", "Receding", "Share of defocused backgrounds whose blur grows with the distance.", often=False),
    Dial("bend", "Bend", "How far the motion's path is bent, as a share of its length.", 0.0, 0.6, often=False),
    Dial("all_sharp", "All sharp", "Share of samples with no blur at all.", often=False),
    Dial("all_blurred", "All blurred", "Share of samples that are blurred all over.", often=False),
    Dial(
        "linear_light",
        "Linear light",
        "Share of samples whose blur makes bright spots bloom, as in a lens.",
        often=False,
    ),
    Dial(
        "inpainting",
        "Inpainting",
        "Share of samples whose sharp side is removed by inpainting before the blur, which is slower.",
        often=False,
    ),
)


@dataclass(frozen=True)
class Synthesis:
    """How a project's synthetic samples are made.

    seed: of the stream of samples; None leaves it to the training. masks: folder of object masks (label maps, paired
    with the photos by stem) that are drawn beside the proposals; empty: proposals alone. sources: folder of the photos
    that samples are made from; empty: the project's own.
    """

    ranges: BlurRanges = field(default_factory=BlurRanges)
    seed: int | None = None
    masks: str = ""
    sources: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON and a pipe."""
        return asdict(self)

    @classmethod
    def read(cls, stored: object, ranges: BlurRanges | None = None) -> Self:
        """The settings that `as_dict` wrote, checked; missing values come from `ranges` and the defaults.

        None gives the defaults. Raises SynthesisError for anything that cannot be used.
        """
        if stored is None:
            return cls(ranges or BlurRanges())
        values = _mapping(stored, "the synthesis", {each.name for each in fields(cls)})
        seed, masks, sources = values.get("seed"), values.get("masks", ""), values.get("sources", "")
        if seed is not None and (isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 1 << 31):
            raise SynthesisError(f"The seed of the synthesis must be a whole number, 0 or more, not {seed!r}.")
        if not isinstance(masks, str):
            raise SynthesisError(f"The folder of object masks must be a path, not {masks!r}.")
        if not isinstance(sources, str):
            raise SynthesisError(f"The folder of source photos must be a path, not {sources!r}.")
        given = _mapping(values.get("ranges", {}), "the blur ranges", {each.name for each in fields(BlurRanges)})
        base = ranges or BlurRanges()
        checked: dict[str, Any] = {name: _value(name, value, getattr(base, name)) for name, value in given.items()}
        try:
            return cls(replace(base, **checked), seed, masks, sources)
        except ValueError as error:
            raise SynthesisError(f"The settings of the synthesis cannot be used: {error}") from None


def read_rejected(stored: object) -> dict[str, frozenset[str]]:
    """The project's rejected regions, checked: photo digest → ids of rejected regions. Raises SynthesisError."""
    if stored is None:
        return {}
    if not isinstance(stored, Mapping) or not all(
        isinstance(digest, str) and isinstance(ids, list) and all(isinstance(each, str) for each in ids)
        for digest, ids in stored.items()
    ):
        raise SynthesisError("The project's list of rejected proposals is damaged.")
    return {digest: frozenset(ids) for digest, ids in stored.items()}


def _mapping(stored: object, what: str, known: set[str]) -> Mapping[str, Any]:
    if not isinstance(stored, Mapping):
        raise SynthesisError(f"Settings of {what} must be a table, not {stored!r}.")
    for name in stored:
        if name not in known:
            raise SynthesisError(f"There is no setting “{name}” in {what}, only {', '.join(sorted(known))}.")
    return stored


def _value(name: str, value: object, like: object) -> object:
    if isinstance(like, tuple):
        if isinstance(value, list | tuple) and len(value) == 2 and all(map(_is_number, value)):
            return (float(value[0]), float(value[1]))
        raise SynthesisError(f"The range “{name}” must be two numbers, not {value!r}.")
    if not _is_number(value):
        raise SynthesisError(f"The share “{name}” must be a number, not {value!r}.")
    return float(value)  # type: ignore[arg-type]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
