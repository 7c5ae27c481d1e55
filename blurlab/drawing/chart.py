"""Charts of lines with labelled axes, side by side on white, for a report."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageDraw

from blurlab.drawing.lettering import Colour, fitted, font, plain, upright

BLACK, BLUE, ORANGE, GREY = (32, 32, 34), (34, 104, 168), (222, 110, 10), (120, 120, 126)  # told apart by any eye
_GROUND, _GRID, _FRAME, _TEXT, _MUTED = (255, 255, 255), (230, 230, 233), (150, 150, 156), (30, 30, 32), (92, 92, 98)
_FINE = 2  # drawn this many times larger, then reduced: smooth lines
_WIDTH, _HEIGHT = 720, 620  # px of a chart
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 26, 56, 76  # px around its frame
_TITLE, _LABEL, _TICK = 21, 18, 16  # px, font sizes


@dataclass(frozen=True)
class Axis:
    """What is measured, from `low` to `high`; `ticks` are the labelled values. With `log`, equal ratios are equal
    distances."""

    label: str
    low: float
    high: float
    ticks: tuple[float, ...]
    log: bool = False

    def share(self, value: float) -> float:
        """Where `value` lies between low and high, 0..1 inside."""
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class Line:
    """Points joined in their order; `dots` marks each of them, `dashed` is for other people's results."""

    name: str
    points: tuple[tuple[float, float], ...]
    colour: Colour
    dots: bool = False
    dashed: bool = False


@dataclass(frozen=True)
class Chart:
    """Lines over two axes. The legend is at the bottom left or right."""

    title: str
    x: Axis
    y: Axis
    lines: tuple[Line, ...]
    legend_left: bool = False


def draw_charts(charts: Sequence[Chart], note: str = "") -> Image.Image:
    """The charts beside each other, `note` in small type below them. Raises ValueError without charts."""
    if not charts:
        raise ValueError("There is no chart to draw.")
    foot = _TICK * 2 if note else 0
    picture = Image.new("RGB", (_FINE * _WIDTH * len(charts), _FINE * (_HEIGHT + foot)), _GROUND)
    for place, chart in enumerate(charts):
        _Drawing(picture, chart, _FINE * _WIDTH * place).draw()
    if note:
        draw, face = ImageDraw.Draw(picture), font(_FINE * _TICK)
        text = fitted(draw, note, face, picture.width - 2 * _FINE * _RIGHT)
        draw.text((_FINE * _RIGHT, _FINE * (_HEIGHT + 2)), text, _MUTED, face)
    return picture.reduce(_FINE)


class _Drawing:
    def __init__(self, picture: Image.Image, chart: Chart, left: int) -> None:
        self._picture, self._chart = picture, chart
        self._draw = ImageDraw.Draw(picture)
        self._outer = left
        self._box = (
            left + _FINE * _LEFT,
            _FINE * _TOP,
            left + _FINE * (_WIDTH - _RIGHT),
            _FINE * (_HEIGHT - _BOTTOM),
        )

    def draw(self) -> None:
        self._axes()
        for line in self._chart.lines:
            self._line(line)
        self._legend()

    def _place(self, x: float, y: float) -> tuple[float, float]:
        left, top, right, bottom = self._box
        return (
            left + (right - left) * self._chart.x.share(x),
            bottom - (bottom - top) * self._chart.y.share(y),
        )

    def _axes(self) -> None:
        draw, chart = self._draw, self._chart
        left, top, right, bottom = self._box
        ticks = font(_FINE * _TICK)
        for value in chart.x.ticks:
            x, _ = self._place(value, chart.y.low)
            draw.line((x, top, x, bottom), _GRID, _FINE)
            draw.text((x, bottom + 6 * _FINE), f"{value:g}", _MUTED, ticks, anchor="mt")
        for value in chart.y.ticks:
            _, y = self._place(chart.x.low, value)
            draw.line((left, y, right, y), _GRID, _FINE)
            draw.text((left - 8 * _FINE, y), f"{value:g}", _MUTED, ticks, anchor="rm")
        draw.rectangle(self._box, outline=_FRAME, width=_FINE)
        title, labels = font(_FINE * _TITLE), font(_FINE * _LABEL)
        draw.text((left, top - 16 * _FINE), fitted(draw, chart.title, title, right - left), _TEXT, title, anchor="ls")
        middle = ((left + right) / 2, bottom + (10 + 2 * _TICK) * _FINE)
        draw.text(middle, fitted(draw, chart.x.label, labels, right - left), _TEXT, labels, anchor="mt")
        word = upright(chart.y.label, labels, _TEXT, _GROUND)
        self._picture.paste(word, (self._outer + 12 * _FINE, (top + bottom - word.height) // 2))

    def _line(self, line: Line) -> None:
        places = [self._place(*point) for point in line.points]
        if line.dashed:
            for start, end in pairwise(places):
                self._dashes(start, end, line.colour)
        elif len(places) > 1:
            self._draw.line(places, line.colour, 3 * _FINE, joint="curve")
        if line.dots:
            for x, y in places:
                self._dot(x, y, line.colour)

    def _dashes(self, start: tuple[float, float], end: tuple[float, float], colour: Colour) -> None:
        length = math.dist(start, end)
        count = max(1, round(length / (14 * _FINE)))
        for number in range(count):
            a, b = number / count, (number + 0.55) / count
            dash = [(start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t) for t in (a, b)]
            self._draw.line(dash, colour, 2 * _FINE)

    def _dot(self, x: float, y: float, colour: Colour) -> None:
        radius = 5 * _FINE
        self._draw.ellipse((x - radius, y - radius, x + radius, y + radius), colour, _GROUND, _FINE)

    def _legend(self) -> None:
        named = [line for line in reversed(self._chart.lines) if line.name]  # the last drawn is on top
        if not named:
            return
        face, step, sample = font(_FINE * _LABEL), _FINE * (_LABEL + 9), _FINE * 34
        width = sample + int(max(self._draw.textlength(plain(line.name), face) for line in named)) + _FINE * 30
        left, _, right, bottom = self._box
        x = left + _FINE * 14 if self._chart.legend_left else right - _FINE * 14 - width
        y = bottom - _FINE * 14 - step * len(named) - _FINE * 8
        self._draw.rectangle((x, y, x + width, bottom - _FINE * 14), _GROUND, _GRID, _FINE)
        for number, line in enumerate(named):
            middle = y + _FINE * 4 + step * number + step / 2
            start, end = (x + _FINE * 10, middle), (x + _FINE * 10 + sample, middle)
            if line.dashed:
                self._dashes(start, end, line.colour)
            else:
                self._draw.line([start, end], line.colour, 3 * _FINE)
            if line.dots:
                self._dot((start[0] + end[0]) / 2, middle, line.colour)
            self._draw.text((end[0] + _FINE * 10, middle), plain(line.name), _TEXT, face, anchor="lm")
