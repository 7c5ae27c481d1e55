"""How far a model's planes are from the known blur of synthetic samples."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.planes import BlurPlanes, direction_of, is_motion, sigma_of
from training.planes.samples import KnownSample

RANGES: Final = ((0.7, 1.5), (1.5, 3.0), (3.0, 6.0), (6.0, 12.0))  # px of σ: from the first that can be seen
MOST_CELLS: Final = 256  # of a sample, so that each counts about alike
STRAIGHT: Final = 0.5  # of the path, from which on its direction is asked for


@dataclass(frozen=True)
class PlanesError:
    """sigma: median absolute error of σ in percent of it, of cells whose σ lies within RANGES; by_range: the same for
    each of them, NaN if there is none. kind: percent of the cells, mean of those of motion and of defocus, whose
    kind is right. direction: median error in degrees, of straight motions called motion. samples: that had blur."""

    sigma: float
    by_range: tuple[float, ...]
    kind: float
    direction: float
    samples: int

    def as_dict(self) -> dict[str, float]:
        """Plain values for a card, by names with their units."""
        ranges = {
            f"sigma_error_percent_{low:g}_to_{high:g}_px": each
            for (low, high), each in zip(RANGES, self.by_range, strict=True)
        }
        told = {"sigma_error_percent": self.sigma, **ranges, "kind_right_percent": self.kind}
        told |= {"direction_error_degrees": self.direction, "samples": float(self.samples)}
        return {name: round(value, 2) for name, value in told.items() if np.isfinite(value)}

    def __str__(self) -> str:
        ranges = ", ".join(
            f"{each:.0f} % from {low:g} to {high:g} px" for (low, high), each in zip(RANGES, self.by_range, strict=True)
        )
        return (
            f"σ wrong by {self.sigma:.1f} % ({ranges}), kind right {self.kind:.0f} %, direction wrong by "
            f"{self.direction:.0f}°, {self.samples} samples"
        )


def planes_error(tell: Callable[[NDArray[np.uint8]], BlurPlanes], samples: Iterable[KnownSample]) -> PlanesError:
    """Ask `tell`, of a photo uint8 RGB (S, S, 3), about each of `samples`. Raises ValueError if none has blur."""
    rng = np.random.default_rng(0)
    known, told, turned = list[NDArray[np.float32]](), list[NDArray[np.float32]](), list[float]()
    right: dict[bool, list[float]] = {True: [], False: []}
    for sample in samples:
        planes = tell(sample.photo)
        sigma, blurred = sample.cells(*planes.amount.shape)
        rows, columns = np.nonzero(blurred)
        if not rows.size:
            continue
        chosen = rng.choice(rows.size, min(MOST_CELLS, rows.size), replace=False)
        place = rows[chosen], columns[chosen]
        known.append(sigma[place])
        told.append(sigma_of(planes.amount[place]))
        kind, moving = planes.kind[place], sample.truth.moving
        right[moving].append(float((is_motion(kind) == moving).mean()))
        if moving and np.hypot(*sample.truth.doubled) >= STRAIGHT and is_motion(kind).any():
            truth = np.rad2deg(np.arctan2(sample.truth.doubled[1], sample.truth.doubled[0])) / 2
            away = np.abs(direction_of(kind[is_motion(kind)]) - truth) % 180
            turned.extend(np.minimum(away, 180 - away).tolist())
    if not known:
        raise ValueError("None of the samples is blurred.")
    truth, said = np.concatenate(known), np.concatenate(told)
    error = 100 * np.abs(said / truth - 1)
    within = [(truth >= low) & (truth < high) for low, high in RANGES]
    recalls = [np.mean(each) for each in right.values() if each]
    return PlanesError(
        _median(error[np.any(within, axis=0)]),
        tuple(_median(error[each]) for each in within),
        100 * float(np.mean(recalls)),
        _median(np.asarray(turned)),
        len(known),
    )


def _median(values: NDArray[np.floating]) -> float:
    return float(np.median(values)) if values.size else float("nan")
