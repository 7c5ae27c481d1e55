"""A recipe: every number of a training, frozen and checked, read from TOML."""

import tomllib
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

from blurlab.core.synthesis import BlurRanges
from blurlab.errors import UserError
from blurlab.files.reading import read_whole
from blurlab.model.architectures import ARCHITECTURES, DEFAULT_ARCHITECTURE
from blurlab.worker.messages import Setup
from training.synth.variety import Variety

RECIPES = Path(__file__).resolve().parent / "recipes"

_LARGEST = 1 << 20  # bytes of a recipe
_MOST = 1_000_000_000  # of any number: more is no longer a training's, and integers in TOML have no end
_MOST_IN_BATCH = 4096


class RecipeError(UserError):
    """A recipe cannot be used; its text is one sentence."""

    def __init__(self, sentence: str, code: str = "recipe.unusable") -> None:
        super().__init__(code, sentence)


@dataclass(frozen=True)
class Recipe:
    """One set-up's numbers; the reasons are in the TOML files beside them."""

    setup: Setup
    architecture: str = DEFAULT_ARCHITECTURE
    size: int = 320  # px, side of a training sample
    predict_size: int = 384  # px, see blurlab.model.preprocess.network_size
    batch: int = 12  # samples a step, all halves together; under torchrun of each process
    real_share: float = 0.5  # of the batch, where there are labels
    rate: float = 5e-4  # learning rate of the new layers
    trunk_rate: float = 1e-4
    weight_decay: float = 5e-4
    warmup: float = 0.03  # share of the run in which the rate rises
    final_rate: float = 0.05  # of the rate, at the end of the cosine
    average: float = 0.995  # decay of the weight average that is validated and kept
    clip: float = 5.0  # norm of the gradient
    balance: float = 0.0  # of the classes: at 0 every pixel counts alike, at 1 each class counts alike in a step
    overlap: float = 0.0  # weight of each photo's overlap in the loss, beside the paper's likelihood
    precision: str = "auto"  # "float32", "bfloat16", or "auto": bfloat16 on a GPU alone
    freeze_norms: bool = False  # keep the batch norms' statistics: small batches of few photos would spoil them
    validate_every: int = 50  # steps
    choose: str = "loss"  # what a network is kept for: a validation "loss" as low as any, or the highest "auc" and AP
    patience: int = 0  # validations without a better loss before stopping; 0 = never
    base_labels: float = 0.0  # labels that the network it starts from weighs as much as, in what is validated and kept
    held_out: float = 0.2  # share of the labels kept for validation
    prefer_sharp: bool = True  # draw sources by the share of them that the judge calls sharp, where there is a judge
    real_scale: tuple[float, float] = (0.6, 1.0)  # side of a crop of a real photo, share of its short side
    details: int = 0  # of each big photo, at each scale, that are sources beside the whole photo
    most_blurred: float = 1.0  # a source is left out of which the judge calls more than this share blurred
    believe_sources: bool = False  # what the judge calls blurred in the sources that stay is not left out of the loss
    flooded: bool = False  # regions are flooded along edges in milliseconds instead of proposed in seconds
    frozen: int = 0  # stages of the trunk, from its start, that stay as they are
    blur: BlurRanges = field(default_factory=BlurRanges)
    variety: Variety = field(default_factory=Variety)

    def __post_init__(self) -> None:
        for name in ("size", "predict_size"):
            if getattr(self, name) % 32 or not 64 <= getattr(self, name) <= 1024:
                raise RecipeError(f"{name} must be a multiple of 32 from 64 to 1024, not {getattr(self, name)}.")
        if self.choose not in ("loss", "auc"):
            raise RecipeError(f"choose must be “loss” or “auc”, not “{self.choose}”.")
        if self.architecture not in ARCHITECTURES:
            raise RecipeError(f"architecture must be one of {', '.join(ARCHITECTURES)}, not “{self.architecture}”.")
        if self.precision not in ("auto", "float32", "bfloat16"):
            raise RecipeError(f"precision must be “auto”, “float32” or “bfloat16”, not “{self.precision}”.")
        least_of = dict.fromkeys(("patience", "details", "frozen", "weight_decay", "base_labels", "overlap"), 0)
        least_of |= {"batch": 1, "validate_every": 1}
        for name, least in least_of.items():
            if getattr(self, name) < least:
                raise RecipeError(f"{name} must be at least {least}, not {getattr(self, name)}.")
        for name in ("rate", "trunk_rate", "clip"):
            if not getattr(self, name) > 0:
                raise RecipeError(f"{name} must be more than 0, not {getattr(self, name)}.")
        for name in ("real_share", "warmup", "final_rate", "average", "held_out", "balance", "most_blurred"):
            if not 0 <= getattr(self, name) <= 1:
                raise RecipeError(f"{name} must be between 0 and 1, not {getattr(self, name)}.")
        if not 0 < self.real_scale[0] <= self.real_scale[1] <= 1:
            raise RecipeError(
                f"real_scale must be two rising shares, not {self.real_scale[0]} to {self.real_scale[1]}."
            )

    def blend_weight(self, labels: int) -> float:
        """Share (0..1] of the way from the network it starts from to the trained one that is worth going by `labels`.

        Weights on the line between the two are those of a network as good as either and often better (Wortsman et al.
        2022, Robust fine-tuning of zero-shot models): what few labels teach is partly about these photos alone.
        """
        return labels / (labels + self.base_labels) if labels else 1.0

    def as_dict(self) -> dict[str, Any]:
        """Plain values for the model card."""
        return {**asdict(self), "setup": str(self.setup)}


def read_recipe(path: Path) -> Recipe:
    """The recipe in a TOML file. Raises RecipeError for unknown keys, wrong types and values out of range."""
    try:
        values = tomllib.loads(read_whole(path, _LARGEST).decode("utf-8"))
    except OSError as error:
        raise RecipeError(f"The recipe “{path.name}” cannot be read: {error.strerror}.") from None
    except RecursionError:
        raise RecipeError(f"The recipe “{path.name}” is nested too deeply.") from None
    except ValueError as error:
        raise RecipeError(f"The recipe “{path.name}” cannot be read: {error}.") from None
    blur, variety = values.pop("blur", {}), values.pop("variety", {})
    try:
        setup = Setup(values.pop("setup", ""))
    except ValueError:
        raise RecipeError(f"The recipe “{path.name}” must name its setup: {', '.join(Setup)}.") from None
    for name, table in (("blur", blur), ("variety", variety)):
        if not isinstance(table, dict):
            raise RecipeError(f"{name} must be a table, not {table!r}.")
    try:
        ranges = BlurRanges(**_checked(BlurRanges, blur))
        shares = Variety(**_checked(Variety, variety))
    except RecipeError:
        raise
    except ValueError as error:
        raise RecipeError(str(error)) from None
    return Recipe(setup=setup, blur=ranges, variety=shares, **_checked(Recipe, values))


def shipped_recipe(name: str) -> Recipe:
    """One of training/recipes by its name, without the ending."""
    return read_recipe(RECIPES / f"{name}.toml")


def _checked(kind: type[Any], values: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    known = {f.name: hints[f.name] for f in fields(kind)}
    checked: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            raise RecipeError(f"A recipe has no “{name}”; it knows {', '.join(sorted(known))}.")
        checked[name] = _value(name, value, known[name])
    return checked


def _value(name: str, value: Any, kind: Any) -> Any:
    numbers = value if isinstance(value, list) else [value]
    most = _MOST_IN_BATCH if name == "batch" else _MOST
    if any(type(number) in (int, float) and abs(number) > most for number in numbers):
        raise RecipeError(f"{name} must be at most {most:,}.")
    if kind == tuple[float, float]:
        if isinstance(value, list) and len(value) == 2 and all(type(number) in (int, float) for number in value):
            return float(value[0]), float(value[1])
        raise RecipeError(f"{name} must be two numbers, not {value!r}.")
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind or value != value:  # noqa: PLR0124 (nan alone differs from itself)
        raise RecipeError(f"{name} must be of type {kind.__name__}, not {value!r}.")
    return value
