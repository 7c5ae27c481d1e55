"""Pages and screens: lettering, tables, panels and pictures on even ground."""

import itertools
import math

import numpy as np

from blurlab.core.opencv import cv2
from training.synth.drawn.natural import cells, leaves
from training.synth.drawn.paint import Box, Colour, Picture, colour_of, gradient, ground_and_ink, near, plain, write


def page(rng: np.random.Generator, height: int, width: int) -> Picture:
    """Columns of text, headings, rules, tables and figures on paper."""
    ground, ink = ground_and_ink(rng)
    picture = plain(height, width, ground)
    if rng.random() < 0.4:
        picture = gradient(rng, height, width, ground, near(rng, ground, 30))
    margin = int(rng.uniform(0, 0.14) * width)
    columns = int(rng.integers(1, 4))
    size = int(math.exp(rng.uniform(math.log(9), math.log(46)))) * width // 640
    size = max(7, size)
    gap = max(4, size)
    wide = (width - 2 * margin - (columns - 1) * gap) // columns
    for column in range(columns):
        left = margin + column * (wide + gap)
        y = margin + int(rng.uniform(0, 0.1) * height)
        while y < height - margin - size:
            kind, high = rng.random(), int(rng.uniform(0.06, 0.4) * height)
            box = (left, y, left + wide, min(height, y + high))
            if kind < 0.62:
                write(rng, picture, box, size, ink)
            elif kind < 0.72:
                write(rng, picture, (left, y, left + wide, y + 3 * size), 2 * size, ink)
                y += 3 * size - high
            elif kind < 0.82:
                _table(rng, picture, box, size, ink)
            elif kind < 0.92:
                _figure(rng, picture, box, ink)
            y += high + gap
    return picture


def _table(rng: np.random.Generator, picture: Picture, box: Box, size: int, ink: Colour) -> None:
    left, top, right, bottom = box
    thick, pace, columns = int(rng.integers(1, 4)), 2 * size, int(rng.integers(2, 6))
    for y in range(top, bottom, max(4, pace)):
        cv2.line(picture, (left, y), (right, y), ink, thick)
    for column in range(columns + 1):
        x = left + column * (right - left) // columns
        cv2.line(picture, (x, top), (x, bottom), ink, thick)
    write(rng, picture, (left + 4, top + 3, right - 4, bottom), max(7, size), ink)


def _figure(rng: np.random.Generator, picture: Picture, box: Box, ink: Colour) -> None:
    """A diagram, or a block of colour, in a box."""
    left, top, right, bottom = box
    if right - left < 8 or bottom - top < 8:
        return
    picture[top:bottom, left:right] = gradient(rng, bottom - top, right - left, colour_of(rng), colour_of(rng))
    for _ in range(int(rng.integers(0, 12))):
        ends = rng.integers((left, top, left, top), (right, bottom, right, bottom))
        first, second = (int(ends[0]), int(ends[1])), (int(ends[2]), int(ends[3]))
        if rng.random() < 0.5:
            cv2.line(picture, first, second, colour_of(rng), int(rng.integers(1, 6)), cv2.LINE_AA)
        else:
            cv2.rectangle(picture, first, second, colour_of(rng), int(rng.integers(1, 4)) if rng.random() < 0.4 else -1)
    cv2.rectangle(picture, (left, top), (right, bottom), ink, int(rng.integers(1, 4)))


def screen(rng: np.random.Generator, height: int, width: int) -> Picture:
    """Panels with buttons, lists, icons and text, mostly even; some with a picture in them."""
    ground, ink = ground_and_ink(rng)
    picture = plain(height, width, ground)
    size = max(8, int(rng.uniform(10, 26) * width / 640))
    cuts_x = [0, *sorted(int(each) for each in rng.uniform(0, width, int(rng.integers(0, 3)))), width]
    cuts_y = [0, *sorted(int(each) for each in rng.uniform(0, height, int(rng.integers(0, 4)))), height]
    for left, right in itertools.pairwise(cuts_x):
        for top, bottom in itertools.pairwise(cuts_y):
            panel = near(rng, ground, 25)
            cv2.rectangle(picture, (left, top), (right, bottom), panel, -1)
            cv2.rectangle(picture, (left, top), (right, bottom), near(rng, panel, 40), int(rng.integers(1, 3)))
            if rng.random() < 0.3:
                _window(rng, picture, (left, top, right, bottom), panel)
            kind = rng.random()
            box = (left + size // 2, top + size // 2, right - size // 2, bottom - size // 2)
            if box[2] - box[0] < 2 * size or box[3] - box[1] < 2 * size or kind < 0.25:
                continue
            if kind < 0.5:
                write(rng, picture, box, size, ink)
            elif kind < 0.85:
                _buttons(rng, picture, box, size, panel, ink)
            else:
                high, wide = box[3] - box[1], box[2] - box[0]
                inner = (leaves if rng.random() < 0.5 else cells)(rng, high, wide)
                picture[box[1] : box[3], box[0] : box[2]] = inner
    return picture


def _window(rng: np.random.Generator, picture: Picture, box: Box, panel: Colour) -> None:
    """A lighter or darker sheet with the soft shadow that programs draw under it, which is no blur of a lens's."""
    left, top, right, bottom = box
    wide, high = int((right - left) * rng.uniform(0.4, 0.9)), int((bottom - top) * rng.uniform(0.3, 0.85))
    if wide < 24 or high < 24:
        return
    x, y = int(rng.integers(left, max(left + 1, right - wide))), int(rng.integers(top, max(top + 1, bottom - high)))
    there = picture[top:bottom, left:right]
    shade = np.zeros(there.shape[:2], np.float32)
    down = int(rng.uniform(0, 0.06) * high)
    cv2.rectangle(shade, (x - left, y - top + down), (x - left + wide, y - top + high + down), 1.0, -1)
    shade = np.asarray(cv2.GaussianBlur(shade, (0, 0), max(1.0, rng.uniform(0.02, 0.12) * min(wide, high))), np.float32)
    dark = rng.uniform(0.15, 0.6)
    there[:] = np.asarray(there * (1 - dark * shade[..., None]), np.uint8)
    cv2.rectangle(picture, (x, y), (x + wide, y + high), near(rng, panel, 60), -1)


def _buttons(
    rng: np.random.Generator,
    picture: Picture,
    box: Box,
    size: int,
    panel: Colour,
    ink: Colour,
) -> None:
    left, top, right, bottom = box
    pace_x, pace_y = int(size * rng.uniform(3, 12)), int(size * rng.uniform(1.8, 4))
    often = rng.uniform(0.2, 1)
    for y in range(top, bottom - size, pace_y):
        for x in range(left, right - size, pace_x):
            if rng.random() > often:
                continue
            face = colour_of(rng) if rng.random() < 0.25 else near(rng, panel, 45)
            corner = (min(right, x + int(pace_x * 0.85)), min(bottom, y + int(pace_y * 0.75)))
            cv2.rectangle(picture, (x, y), corner, face, -1)
            if rng.random() < 0.6:
                cv2.rectangle(picture, (x, y), corner, near(rng, face, 70), 1)
            if rng.random() < 0.3:
                centre, radius = ((x + corner[0]) // 2, (y + corner[1]) // 2), max(2, size // 3)
                cv2.circle(picture, centre, radius, ink, -1 if rng.random() < 0.5 else 2, cv2.LINE_AA)
            else:
                write(rng, picture, (x + 3, y + 2, corner[0] - 2, y + int(1.6 * size)), max(7, int(size * 0.8)), ink)
