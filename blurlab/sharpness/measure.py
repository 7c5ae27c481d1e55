"""Where a photo is sharp, measured from its pixels alone, and where that cannot be decided.

The measure of a cell is the energy of steps between neighbours divided by that at a quarter of the scale: about 1 in
fine texture, 1/4 at crisp edges and 1/16 in blur, whatever the contrast. The photo's noise is subtracted from both
first; if little is left at the coarser scale, there is too little texture to decide.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.sharpness.energy import ALONG_X, ALONG_Y, LARGE, LEVELS, Energies, measure_energies

SOFT_FROM: Final = 0.11  # of the measure: the least that a photo's best must reach to count as sharp
_OF_BEST: Final = 0.75  # of the level of the sharpest twentieth of the texture: nearly as sharp is sharp
_NOISY: Final = 0.01  # of the measure for each grey level of noise
SHARP_FROM: Final = 0.2  # of the measure, 0..1; crisp edges alone make 1/4, blur 1/16
_APART: Final = 2  # scales between the two energies compared
_FLOOR: Final = 40.0  # grey levels²: left by JPEG blocks and rounding even in empty areas
_TELLING: Final = 60.0  # grey levels² at the coarser scale: below it there is too little texture
_STRONG: Final = 300.0  # grey levels² at the coarser scale: half the largest weight of a cell
_WINDOW: Final = 1.0  # cells, sigma over which energies are pooled
_QUIET: Final = 0.15  # share of the cells, the most even ones, that give the noise
_LEAST: Final = 0.02  # share of the cells whose energy at the finest scale is the least that a photo has
_ALIKE: Final = 1.9  # times that least energy: with less the quietest cells hold noise alone
_WHITE: Final = 3.4  # times that noise falls to the next scale if it is nearly white
_REACHING: Final = 3  # cells: a sharp object's even inside, up to four times as wide, belongs to it
_CRISP: Final = 0.25  # of the measure: a crisp edge
_FALL: Final = np.float32(0.25) ** np.arange(LEVELS, dtype=np.float32)  # of white noise from scale to scale


@dataclass(frozen=True)
class FocusMap:
    """height, width: of the photo in px. cell: px a cell's side. noise: sigma in grey levels. All maps (rows, columns):
    sharpness: float32, 0..1, at the scale used for a photo of this size; at_pixels: the same at true pixels, to rank
    similar photos by; texture: bool, whether there is enough of it; weight: float32, 0..1, how much of it; crispness:
    float32, grey levels, the fine steps in the direction with the fewest: motion removes those of one direction.
    spectrum: float32 (LEVELS,), the noise's mean squared step at each scale."""

    height: int
    width: int
    cell: int
    noise: float
    sharpness: NDArray[np.float32]
    at_pixels: NDArray[np.float32]
    texture: NDArray[np.bool_]
    weight: NDArray[np.float32]
    crispness: NDArray[np.float32]
    spectrum: NDArray[np.float32]

    @property
    def sharp(self) -> NDArray[np.bool_]:
        """The cells that are sharp beyond doubt."""
        return self.texture & (self.sharpness >= self.sharp_from)

    @property
    def sharp_from(self) -> float:
        """The level that counts as sharp in this photo: soft lenses and sizes are not held against it."""
        if not self.texture.any():
            return SHARP_FROM
        best = float(np.quantile(self.sharpness[self.texture], 0.95))
        wavering = _NOISY * self.noise  # with noise a blurred cell may measure as sharp as a soft one
        return min(SHARP_FROM, max(SOFT_FROM + wavering, _OF_BEST * best))

    @property
    def blurred(self) -> NDArray[np.bool_]:
        """The cells with texture, none of it fine."""
        return self.texture & (self.sharpness < self.sharp_from)

    def blurred_share(self, where: NDArray[np.bool_] | None = None) -> float:
        """The blurred share of all texture, there or everywhere, 0..1; 1 without texture. Cells near a boundary count
        in part and weak ones little, so that noise and JPEG hardly change the result."""
        weight = self.weight if where is None else self.weight * where
        total = float(weight.sum())
        return float((weight * self._blurred_in_part()).sum()) / total if total > 0 else 1.0

    def sharp_area(self) -> float:
        """The sharp share of the photo, 0..1, measured likewise; even areas do not count."""
        return float((self.texture * (1 - self._blurred_in_part())).mean())

    def sharp_reach(self) -> float:
        """How far sharpness reaches over the photo, 0..1: the crispness of its sharper third, against its best.

        It is low if only a small part is sharp. Unlike `sharp_area` it counts a sharp object's even inside.
        """
        size = 4 * _REACHING + 1
        closed = cv2.morphologyEx(self.crispness, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
        third, best = np.quantile(cv2.GaussianBlur(closed, (0, 0), _REACHING), (0.7, 0.99))
        return float(min(1.0, third / (best + 0.3)))

    def _blurred_in_part(self) -> NDArray[np.float32]:
        return np.asarray(1 / (1 + (self.sharpness / np.float32(self.sharp_from)) ** 4), np.float32)


def measure_focus(grey: NDArray[np.uint8]) -> tuple[FocusMap, Energies]:
    """The map of a photo's luminance, uint8 (h, w), and the energies, without noise, from which it was made."""
    energies = measure_energies(grey)
    return focus_map(energies, *grey.shape), without_noise(energies)


def focus_map(energies: Energies, height: int, width: int) -> FocusMap:
    """The map of a photo of height × width pixels from its energies as measured."""
    noise = noise_spectrum(energies)
    pooled = _pooled(energies, noise)
    finest = decisive_scale(height, width)
    sharpness, at_pixels = (_ratio(pooled, level, noise) for level in (finest, 0))
    coarse = pooled[finest + _APART]
    texture = _has_texture(coarse, finest, noise)
    weight = np.where(texture, coarse / (coarse + _STRONG), 0).astype(np.float32)
    least = np.maximum(energies.steps[finest].min(axis=0) - noise[finest], 0)
    crispness = np.asarray(np.sqrt(least) * np.minimum(sharpness / _CRISP, 1), np.float32)
    sigma = float(np.sqrt(noise.max() / 2))
    return FocusMap(height, width, energies.cell, sigma, sharpness, at_pixels, texture, weight, crispness, noise)


def texture_sharpness(energies: Energies, level: int) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """The measure, 0..1, of every cell at one scale, and whether there is enough texture to tell.

    energies: as measured. level: 0 for the photo's pixels, 1 for half, …, LEVELS − 3 at most.
    """
    noise = noise_spectrum(energies)
    pooled = _pooled(energies, noise)
    return _ratio(pooled, level, noise), _has_texture(pooled[level + _APART], level, noise)


def decisive_scale(height: int, width: int) -> int:
    """The finest scale that must be crisp for a photo of this size to count as sharp: 0 is its pixels, 1 half, …

    Above LARGE px, and again above three times this, a photo needs one scale less.
    """
    longer = max(height, width)
    return (longer > LARGE) + (longer > 3 * LARGE)


def without_noise(energies: Energies) -> Energies:
    """The same without the noise."""
    noise = noise_spectrum(energies)[:, None, None, None]
    return Energies(energies.cell, np.maximum(energies.steps - noise, 0), energies.mean)


def noise_spectrum(energies: Energies) -> NDArray[np.float32]:
    """Mean squared step of noise alone at each scale, float32 (LEVELS,), in grey levels².

    White noise falls to a quarter from scale to scale. That of film, of a demosaiced or of a denoised picture is
    correlated and falls slower at first, as detail does. What tells it from detail is that it is everywhere alike: the
    quietest cells of a noisy photo all have the same energy, those of a clean one range over many times. Where that is
    so, the energies of the quietest cells are the noise's spectrum.
    """
    white = noise_energy(energies) * _FALL
    steps = (energies.steps[:, ALONG_X] + energies.steps[:, ALONG_Y]) / 2
    within = (energies.mean > 6) & (energies.mean < 249)
    if np.count_nonzero(within) < 100:
        return np.asarray(white, np.float32)
    fine = steps[0][within]
    least, low = np.quantile(fine, (_LEAST, _QUIET))
    trust = float(np.clip((_ALIKE - low / (least + 1)) / 0.4, 0, 1)) * float(np.clip((least - 10) / 6, 0, 1))
    if not trust:
        return np.asarray(white, np.float32)
    alike = steps[:, within][:, fine <= low]
    coarse = alike[2]
    spectrum = np.median(alike[:, coarse <= np.quantile(coarse, 0.5)], axis=1)
    trust *= float(np.clip((_WHITE - spectrum[0] / (spectrum[1] + 0.05)) / 0.5, 0, 1))  # white noise is known better
    # The quietest are quiet by chance as well: of what wavers like that they lie this far below the mean.
    spectrum = spectrum * (low + 1.03 * (low - least)) / max(float(spectrum[0]), 1e-3)
    return np.asarray(np.maximum(white, trust * spectrum), np.float32)


def noise_energy(energies: Energies) -> float:
    """Mean squared step of noise alone at the finest scale, twice its variance, in grey levels².

    Taken where the photo is most even at a coarse scale, which noise hardly reaches; only the part that falls from
    scale to scale faster than any texture counts. Cells near black or white are left out: noise is clipped there.
    """
    steps = (energies.steps[:, ALONG_X] + energies.steps[:, ALONG_Y]) / 2
    within = (energies.mean > 6) & (energies.mean < 249)
    if np.count_nonzero(within) < 20:
        return 0.0
    coarse = steps[2][within]
    quiet = coarse <= np.quantile(coarse, _QUIET)
    fine, halved = (steps[level][within][quiet] for level in (0, 1))
    falls = float(np.median(fine)) / (float(np.median(halved)) + 0.05)
    return max(0.0, float(np.median(fine - halved)) / 0.75) * min(1.0, max(0.0, falls - 1))


def _pooled(energies: Energies, noise: NDArray[np.float32]) -> NDArray[np.float32]:
    steps = (energies.steps[:, ALONG_X] + energies.steps[:, ALONG_Y]) / 2
    pooled = np.stack([cv2.GaussianBlur(level, (0, 0), _WINDOW) for level in steps])
    return np.asarray(np.maximum(pooled - noise[:, None, None], 0), np.float32)


def _has_texture(coarse: NDArray[np.float32], level: int, noise: NDArray[np.float32]) -> NDArray[np.bool_]:
    return np.asarray(coarse > _TELLING + 0.3 * noise[level], np.bool_)


def _ratio(pooled: NDArray[np.float32], level: int, noise: NDArray[np.float32]) -> NDArray[np.float32]:
    # What is left of strong noise fluctuates; a floor at a part of it keeps that from looking like detail.
    floor = np.float32(_FLOOR + 0.15 * noise[level])
    return np.asarray(np.clip(pooled[level] / (pooled[level + _APART] + floor), 0, 1), np.float32)
