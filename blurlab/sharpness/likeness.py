"""Which photos show the same thing, taken close together and similar; and which of them is the sharpest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2
from blurlab.sharpness.subject import Box
from blurlab.sharpness.verdict import Code

_BITS: Final = 64
_ALIKE: Final = 12  # of 64 bits, in which similar photos may differ
_CLOSE: Final = 10.0  # seconds between neighbours of a burst
_EQUAL: Final = 1.05  # times: nobody sees a smaller difference in sharpness
_ORDER: Final[dict[Code, int]] = {
    "sharp": 3,
    "on_purpose": 3,
    "cannot_tell": 2,
    "subject_blurred": 1,
    "nothing_sharp": 0,
}


@dataclass(frozen=True)
class Frame:
    """What grouping and ranking need of a photo. seconds: when it was taken, since any fixed time; None if unknown.
    likeness: from `likeness_bits`. code, sharpness, subject: of its verdict."""

    seconds: float | None
    likeness: int
    code: Code
    sharpness: float
    subject: Box | None = None


@dataclass(frozen=True)
class Burst:
    """frames: indices into the grouped sequence, the best first; reason: why it is best, a whole sentence."""

    frames: tuple[int, ...]
    reason: str


def likeness_bits(picture: NDArray[np.float32] | NDArray[np.uint8]) -> int:
    """64 bits that hardly change with exposure, size, noise or blur: which of two neighbouring patches is lighter.

    `picture`: luminance of any size, (h, w).
    """
    small = cv2.resize(picture.astype(np.float32), (9, 8), interpolation=cv2.INTER_AREA)
    bits = (small[:, 1:] > small[:, :-1]).ravel()
    return int.from_bytes(np.packbits(bits).tobytes())


def unlike(one: int, other: int) -> int:
    """In how many of the 64 bits two photos differ."""
    return (one ^ other).bit_count()


def find_bursts(frames: Sequence[Frame]) -> list[Burst]:
    """The groups of at least two similar photos taken in succession, each ranked; in order of their first frame.

    Without capture times the order of `frames` counts as the order of taking, and likeness alone decides.
    """
    order = sorted(range(len(frames)), key=lambda place: (frames[place].seconds or 0.0, place))
    groups: list[list[int]] = []
    for place in order:
        if groups and _together(frames[groups[-1][-1]], frames[place]):
            groups[-1].append(place)
        else:
            groups.append([place])
    return sorted((_ranked(frames, group) for group in groups if len(group) > 1), key=lambda burst: min(burst.frames))


def _together(one: Frame, other: Frame) -> bool:
    if (one.seconds is None) != (other.seconds is None):
        return False
    close = one.seconds is None or other.seconds is None or abs(other.seconds - one.seconds) <= _CLOSE
    return close and unlike(one.likeness, other.likeness) <= _ALIKE


def _ranked(frames: Sequence[Frame], group: Sequence[int]) -> Burst:
    ranked = sorted(group, key=lambda place: (-_ORDER[frames[place].code], -frames[place].sharpness, place))
    best, second = frames[ranked[0]], frames[ranked[1]]
    if _ORDER[best.code] == 0:
        reason = "None of them is sharp; this one comes closest."
    elif _ORDER[best.code] > _ORDER[second.code]:
        reason = "It is the only one that is sharp where it matters."
    elif best.subject and second.subject and not best.subject.meets(second.subject):
        reason = "It measures sharpest, but the next one is sharp in another place: which do you want?"
    else:
        times = best.sharpness / max(second.sharpness, 1e-6)
        reason = (
            f"Its subject measures {min(times, 9.9):.1f} times as sharp as the next one's."
            if times >= _EQUAL
            else "It measures sharpest, though the next one looks just as good."
        )
    return Burst(tuple(ranked), reason)
