"""A recipe: every number of a training, frozen and checked, read from TOML."""

import tomllib
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

from blurlab.core.synthesis import BlurRanges
from blurlab.worker.messages import Setup

RECIPES = Path(__file__).resolve().parent / "recipes"


class RecipeError(ValueError):
    """A recipe cannot be used; its text is one sentence."""


@dataclass(frozen=True)
class Recipe:
    """One set-up's numbers; the reasons stand in the TOML files beside them."""

    setup: Setup
    architecture: str = "compact-deeplab"
    size: int = 320  # px, side of a training sample
    predict_size: int = 384  # px, see blurlab.model.preprocess.network_size
    batch: int = 12  # samples a step, all halves together
    real_share: float = 0.5  # of the batch, where there are labels
    rate: float = 5e-4  # learning rate of the new layers
    trunk_rate: float = 1e-4
    weight_decay: float = 5e-4
    warmup: float = 0.03  # share of the run in which the rate rises
    final_rate: float = 0.05  # of the rate, at the end of the cosine
    average: float = 0.995  # decay of the weight average that is validated and kept
    clip: float = 5.0  # norm of the gradient
    freeze_norms: bool = False  # keep the batch norms' statistics: small batches of few photos would spoil them
    validate_every: int = 50  # steps
    choose: str = "loss"  # what a network is kept for: the lowest validation "loss", or the highest "auc" and AP
    patience: int = 0  # validations without a better loss before stopping; 0 = never
    held_out: float = 0.2  # share of the labels kept for validation
    real_scale: tuple[float, float] = (0.6, 1.0)  # side of a crop of a real photo, share of its short side
    blur: BlurRanges = field(default_factory=BlurRanges)

    def __post_init__(self) -> None:
        for name in ("size", "predict_size"):
            if getattr(self, name) % 32 or not 64 <= getattr(self, name) <= 1024:
                raise RecipeError(f"{name} must be a multiple of 32 from 64 to 1024, not {getattr(self, name)}.")
        if self.choose not in ("loss", "auc"):
            raise RecipeError(f"choose must be “loss” or “auc”, not “{self.choose}”.")
        for name in ("batch", "validate_every"):
            if getattr(self, name) < 1:
                raise RecipeError(f"{name} must be at least 1, not {getattr(self, name)}.")
        for name in ("real_share", "warmup", "final_rate", "average", "held_out"):
            if not 0 <= getattr(self, name) <= 1:
                raise RecipeError(f"{name} must be between 0 and 1, not {getattr(self, name)}.")

    def as_dict(self) -> dict[str, Any]:
        """Plain values for the model card."""
        return {**asdict(self), "setup": str(self.setup)}


def read_recipe(path: Path) -> Recipe:
    """The recipe in a TOML file. Raises RecipeError for unknown keys, wrong types and values out of range."""
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RecipeError(f"The recipe “{path.name}” cannot be read: {error}.") from None
    blur = values.pop("blur", {})
    try:
        setup = Setup(values.pop("setup", ""))
    except ValueError:
        raise RecipeError(f"The recipe “{path.name}” must name its setup: {', '.join(Setup)}.") from None
    return Recipe(setup=setup, blur=BlurRanges(**_checked(BlurRanges, blur)), **_checked(Recipe, values))


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
        if isinstance(value, list):
            checked[name] = tuple(float(v) for v in value)
        elif known[name] is float and isinstance(value, int) and not isinstance(value, bool):
            checked[name] = float(value)
        elif not isinstance(value, known[name]) or isinstance(value, bool) != (known[name] is bool):
            raise RecipeError(f"{name} must be of type {known[name].__name__}, not {value!r}.")
        else:
            checked[name] = value
    return checked
