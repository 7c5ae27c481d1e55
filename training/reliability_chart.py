"""Reliability curves as a picture, for a model's card."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from blurlab.files.atomic import replacing
from blurlab.model.card import Reliability

SIDE: Final = 360  # px of the square between 0 and 1
_MARGIN: Final = 56
_COLOURS: Final = ("#0072b2", "#d55e00", "#009e73")  # told apart by the colour-blind (Okabe and Ito 2008)


def save_chart(curves: Mapping[str, Reliability], path: Path) -> None:
    """Draw curves by name into a PNG; the diagonal is a model that means what it says. Raises OSError."""
    picture = Image.new("RGB", (SIDE + 2 * _MARGIN, SIDE + 2 * _MARGIN), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(13)
    for tick in range(6):
        share = tick / 5
        x, y = _place(share, share)
        draw.line([(x, _MARGIN), (x, _MARGIN + SIDE)], "#e6e6e6")
        draw.line([(_MARGIN, y), (_MARGIN + SIDE, y)], "#e6e6e6")
        draw.text((x, _MARGIN + SIDE + 6), f"{share:.1f}", "#444444", font, anchor="ma")
        draw.text((_MARGIN - 8, y), f"{share:.1f}", "#444444", font, anchor="rm")
    draw.line([_place(0, 0), _place(1, 1)], "#999999")
    draw.text((_MARGIN + SIDE / 2, _MARGIN + SIDE + 28), "predicted blurriness", "#222222", font, anchor="ma")
    draw.text((_MARGIN, _MARGIN - 24), "share of the pixels that are blurred", "#222222", font, anchor="lm")
    for number, (name, curve) in enumerate(curves.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        points = [_place(*point) for point in zip(curve.predicted, curve.observed, strict=True)]
        if len(points) > 1:
            draw.line(points, colour, 2)
        for (x, y), share in zip(points, curve.pixels, strict=True):
            radius = 2 + 12 * share**0.5
            draw.ellipse([x - radius, y - radius, x + radius, y + radius], outline=colour)
        words = f"{name}: expected calibration error {curve.error:.3f}"
        draw.text((_MARGIN + 12, _MARGIN + 16 + 18 * number), words, colour, font, anchor="lm")
    with replacing(path) as partial:
        picture.save(partial, "PNG")


def _place(predicted: float, observed: float) -> tuple[float, float]:
    return _MARGIN + predicted * SIDE, _MARGIN + (1 - observed) * SIDE
