"""The public door: what `import blurlab` gives to other programs.

Everything else in the package may move between versions; what stands here is kept, and every change to it is in the
changelog.
"""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP
from blurlab.core.prediction import Prediction, View, upscale
from blurlab.errors import UserError, shown_path
from blurlab.exchange.pairing import pair_by_stem
from blurlab.exchange.scores import KINDS, rank, score_pairs, summary
from blurlab.imaging.finding import find_photos
from blurlab.imaging.inspection import Inspection, inspect_photo
from blurlab.imaging.ports import PhotoRef
from blurlab.imaging.source import open_source
from blurlab.model.loading import load_model as _load
from blurlab.model.port import Model
from blurlab.project.models import resolve_model
from blurlab.project.project import Project

__all__ = [
    "Evaluation",
    "Inspection",
    "Model",
    "Prediction",
    "Project",
    "UserError",
    "evaluate",
    "inspect",
    "load_model",
    "predict",
]


@dataclass(frozen=True)
class Evaluation:
    """How well predictions separate blurred pixels from sharp ones.

    Parameters
    ----------
    auc, ap
        Area under the ROC curve and average precision, 0..1: of each photo at its mask's size, then the mean over
        photos (paper, section 4). None if no photo could be scored.
    photos
        The number of photos averaged.
    kinds
        (auc, ap, photos) for each kind of blur named by the file names, “defocus” and “motion” among them.
    one_class
        Names of the photos left out because their masks are all blurred or all sharp.
    problems
        Why each of the other photos could not be scored; str() of each is one sentence.
    """

    auc: float | None
    ap: float | None
    photos: int
    kinds: dict[str, tuple[float | None, float | None, int]] = field(default_factory=dict)
    one_class: tuple[str, ...] = ()
    problems: tuple[UserError, ...] = ()


def load_model(name: str | Path | None = None, project: Project | None = None, *, threads: int | None = None) -> Model:
    """Load a model once, to predict many photos.

    Parameters
    ----------
    name
        A shipped model (“default”, “self-supervised”), a `.safetensors` file, a folder holding one, a project's folder
        (the version that predicts in it), a version of `project`, or a classical method such as “classical:hifst”.
        None means the model that predicts in `project`, or the shipped default without a project.
    project
        The project whose versions `name` may mean.
    threads
        Processor threads for a network; all by default.

    Returns
    -------
    Model
        Its `predict(photo)` takes uint8 RGB (H, W, 3) and gives a `Prediction`, whose plane is uint8 at the network's
        resolution (paper, section 3.3: the mean of the photo and its mirror image).

    Raises
    ------
    blurlab.UserError
        If there is no such model, or its file cannot be used; the sentence lists what there is.
    """
    return _load(resolve_model(None if name is None else str(name), project).path, threads)


def predict(
    photo: NDArray[np.uint8] | str | Path, model: Model | str | Path | None = None, *, at: View | str = View.WHOLE
) -> NDArray[np.uint8]:
    """Predict how blurred each pixel of a photo is.

    Parameters
    ----------
    photo
        uint8 RGB (H, W, 3), upright; or the path of a photo, which is read upright and in sRGB.
    model
        What `load_model` returned, or a model's name. Load a model once to predict many photos.
    at
        How to look at the photo; see `blurlab.core.prediction.View`.

    Returns
    -------
    uint8 (H, W)
        At the photo's size: 0 is surely sharp, 255 surely blurred. Values are never stretched (paper, section 3.3), so
        that 128 means the same in every photo.

    Raises
    ------
    ValueError
        For an array of another dtype or shape, or an unknown view.
    blurlab.UserError
        If the file cannot be read, or there is no such model.

    Examples
    --------
    >>> blurriness = blurlab.predict("photo.jpg")
    >>> mask = blurriness >= 128
    """
    pixels = _pixels(photo) if isinstance(photo, np.ndarray) else open_source(PhotoRef(Path(photo))).read()
    chosen = load_model(model) if model is None or isinstance(model, (str, Path)) else model
    height, width, _ = pixels.shape
    return upscale(chosen.predict(pixels, View(at)).blurriness, height, width)


def evaluate(predictions: NDArray[np.uint8] | str | Path, masks: NDArray[np.uint8] | str | Path) -> Evaluation:
    """Compare predictions with masks, as `blurlab evaluate` does.

    Parameters
    ----------
    predictions
        One prediction, uint8 of any size, 255 surely blurred; or a folder of such grey pictures.
    masks
        One mask, uint8 (H, W) of 0 sharp, 255 blurred and 128 ignore; or a folder of masks, each with the name of its
        prediction. A prediction of another size is resized bilinearly to its mask.

    Returns
    -------
    Evaluation

    Raises
    ------
    ValueError
        For arrays of another dtype or shape, a mask of other values or of one class only, or an array beside a folder.
    blurlab.UserError
        If no prediction has the name of a mask.
    """
    if isinstance(predictions, np.ndarray) and isinstance(masks, np.ndarray):
        return _evaluate_pair(predictions, masks)
    if isinstance(predictions, np.ndarray) or isinstance(masks, np.ndarray):
        raise ValueError("predictions and masks must both be arrays or both be folders")
    roots = Path(predictions), Path(masks)
    predicted, masked = (find_photos(root, recursive=True, ours=True) for root in roots)
    found = pair_by_stem(predicted, masked, roots)
    if not found.pairs:
        raise UserError(
            "evaluation.no_pairs",
            f"No prediction in “{shown_path(predictions)}” has the name of a mask in “{shown_path(masks)}”.",
        )
    scores = score_pairs(found.pairs, root=roots[1])
    means = {kind: (row["auc"], row["ap"], row["photos"]) for kind, row in summary(scores.scored).items()}
    auc, ap, photos = means.pop(KINDS[0])
    unclear = [UserError("evaluation.unclear_name", sentence) for sentence in found.unclear]
    return Evaluation(auc, ap, photos, means, tuple(scores.one_class), (*unclear, *scores.problems))


def inspect(photo: str | Path, model: Model | str | Path | None = None) -> Inspection:
    """Decide whether a photo is sharp where it matters, and why.

    Parameters
    ----------
    photo
        The path of a photo; its EXIF tags say where the camera focused.
    model
        A model, or a name for one, that decides what is blurred. None measures the pixels alone, many times faster.

    Returns
    -------
    Inspection
        `verdict` has the code, the reason as text, the kind of blur, the subject and both measures.

    Raises
    ------
    blurlab.UserError
        If the file cannot be read.
    """
    path = Path(photo)
    if model is None:
        return inspect_photo(path)
    chosen = load_model(model) if isinstance(model, (str, Path)) else model
    return inspect_photo(path, chosen.predict(open_source(PhotoRef(path)).read()).blurriness)


def _pixels(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if photo.dtype != np.uint8 or photo.ndim != 3 or photo.shape[2] != 3 or photo.size == 0:
        raise ValueError(f"a photo must be uint8 RGB (H, W, 3), not {photo.dtype} {photo.shape}")
    return photo


def _evaluate_pair(prediction: NDArray[np.uint8], mask: NDArray[np.uint8]) -> Evaluation:
    if mask.dtype != np.uint8 or mask.ndim != 2 or not np.isin(mask, (SHARP, BLURRED, IGNORE)).all():
        codes = f"{SHARP}, {BLURRED} and {IGNORE}"
        raise ValueError(f"a mask must be uint8 (H, W) of {codes}, not {mask.dtype} {mask.shape}")
    ranking = rank(prediction, mask)
    if ranking is None:
        raise ValueError("a mask of one class alone cannot show how well a prediction ranks")
    return Evaluation(ranking.auc, ranking.ap, 1)
