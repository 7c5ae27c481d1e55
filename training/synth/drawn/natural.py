"""Graphics, cells, walls and heaps of disks."""

import math

import numpy as np

from blurlab.core.opencv import cv2
from training.synth.drawn.paint import Picture, clouds, colour_of, gradient, near, plain, write


def graphic(rng: np.random.Generator, height: int, width: int) -> Picture:
    """Even shapes on an even ground: signs, posters, panels, plots."""
    picture = gradient(rng, height, width, *(colour_of(rng), colour_of(rng)))
    if rng.random() < 0.5:
        picture = plain(height, width, colour_of(rng))
    for _ in range(int(rng.integers(1, 30))):
        colour = colour_of(rng)
        thick = -1 if rng.random() < 0.6 else int(rng.integers(1, 9))
        reach = math.exp(rng.uniform(math.log(0.02), math.log(0.5))) * width
        centre = rng.uniform(0, (width, height))
        kind = rng.random()
        if kind < 0.3:
            cv2.circle(picture, (int(centre[0]), int(centre[1])), max(1, int(reach / 2)), colour, thick, cv2.LINE_AA)
        else:
            corners = int(rng.integers(3, 7)) if kind < 0.75 else 2
            points = np.asarray(centre + rng.normal(0, reach, (corners, 2)), np.int32)
            if corners == 2:
                cv2.line(picture, tuple(points[0]), tuple(points[1]), colour, int(rng.integers(1, 12)), cv2.LINE_AA)
            elif thick < 0:
                cv2.fillPoly(picture, [points], colour, cv2.LINE_AA)
            else:
                cv2.polylines(picture, [points], True, colour, thick, cv2.LINE_AA)
    if rng.random() < 0.5:
        left, top = int(rng.uniform(0, width * 0.6)), int(rng.uniform(0, height * 0.7))
        size = max(8, int(rng.uniform(0.03, 0.12) * width))
        write(rng, picture, (left, top, width, min(height, top + 4 * size)), size, colour_of(rng))
    return picture


def cells(rng: np.random.Generator, height: int, width: int) -> Picture:
    """Round bodies with rims and cores on an even or a mottled ground, as under a microscope."""
    ground = colour_of(rng, 130, 255) if rng.random() < 0.8 else colour_of(rng, 0, 60)
    picture = plain(height, width, ground).astype(np.float32)
    tissue = rng.random() < 0.5
    if tissue:
        for octave in (4, 9, 20, 45, 100):
            mottle = clouds(rng, height, width, octave)[..., None] * rng.uniform(0, 14, 3)
            picture += mottle.astype(np.float32)
    picture = np.clip(picture, 0, 255)
    body = np.array(colour_of(rng, 30, 230), np.float32)
    rim, core = body * rng.uniform(0.4, 1.0), body * rng.uniform(0.3, 1.1)
    radius = math.exp(rng.uniform(math.log(0.008), math.log(0.06))) * width
    number = int(min(500, rng.uniform(0.1, 0.7) * height * width / (math.pi * radius * radius)))
    canvas = np.asarray(picture, np.uint8)  # anti-aliased in bytes alone
    centres = rng.uniform(0, (width, height), (number, 2)).astype(int).tolist()
    sizes = np.maximum(2, radius * np.exp(rng.normal(0, 0.25, (number, 2)))).astype(int)
    turns, cored = rng.uniform(0, 180, number).tolist(), (rng.random(number) < 0.6).tolist()
    shades = rng.normal(0, 10, (number, 1, 3))
    colours = np.clip(np.array([body, rim, core]) + shades, 0, 255).tolist()
    inner, thick = np.maximum(1, sizes * 0.45).astype(int).tolist(), max(1, int(radius / 6))
    for centre, axes, core_axes, turn, has_core, (of_body, of_rim, of_core) in zip(
        centres, sizes.tolist(), inner, turns, cored, colours, strict=True
    ):
        cv2.ellipse(canvas, centre, axes, turn, 0, 360, of_body, -1, cv2.LINE_AA)
        cv2.ellipse(canvas, centre, axes, turn, 0, 360, of_rim, thick, cv2.LINE_AA)
        if has_core:
            cv2.ellipse(canvas, centre, core_axes, turn, 0, 360, of_core, -1, cv2.LINE_AA)
    picture = canvas.astype(np.float32)
    if tissue:
        grain = rng.standard_normal((height // 2 + 1, width // 2 + 1)).astype(np.float32)
        grain = cv2.resize(grain, (width, height), interpolation=cv2.INTER_LINEAR) * np.float32(rng.uniform(2, 14))
        picture = picture + grain[..., None]
    return np.asarray(np.clip(picture, 0, 255), np.uint8)


def wall(rng: np.random.Generator, height: int, width: int) -> Picture:
    """A wall, a sky or a table: a soft gradient with faint fine grain, and a few thin edges."""
    ground = colour_of(rng, 20, 250)
    picture = gradient(rng, height, width, ground, near(rng, ground, 60)).astype(np.float32)
    for octave in (3, 7, 30, 120):
        if rng.random() < 0.6:
            picture += clouds(rng, height, width, octave)[..., None] * np.float32(rng.uniform(0, 9))
    if rng.random() < 0.7:
        grain = rng.standard_normal((height, width)).astype(np.float32) * np.float32(rng.uniform(0, 12))
        picture += grain[..., None]
    picture = np.clip(picture, 0, 255)
    for _ in range(int(rng.integers(0, 8))):
        ends = rng.uniform(-0.2, 1.2, 4) * (width, height, width, height)
        first, second = (int(ends[0]), int(ends[1])), (int(ends[2]), int(ends[3]))
        cv2.line(picture, first, second, colour_of(rng), int(rng.integers(1, 10)), cv2.LINE_AA)
    if rng.random() < 0.25:
        pace_x, pace_y = (int(each) for each in rng.uniform(0.06, 0.3, 2) * width)
        joint = colour_of(rng)
        for y in range(0, height, max(4, pace_y)):
            cv2.line(picture, (0, y), (width, y), joint, 2)
        for x in range(0, width, max(4, pace_x)):
            cv2.line(picture, (x, 0), (x, height), joint, 2)
    return np.asarray(picture, np.uint8)


def leaves(rng: np.random.Generator, height: int, width: int) -> Picture:
    """Disks of all sizes upon one another, whose statistics are much like a photo's."""
    picture = plain(height, width, colour_of(rng))
    middle = np.array(colour_of(rng), np.float64)
    spread = rng.uniform(15, 90)
    low, high = 0.004 * width, 0.25 * width
    number = int(rng.integers(150, 900))
    # Numbers by a power of −3 of the radius: scale-free, as in photos.
    radii = np.maximum(1, low / np.sqrt(1 - rng.random(number) * (1 - (low / high) ** 2))).astype(int).tolist()
    colours = np.clip(middle + rng.normal(0, spread, (number, 3)), 0, 255).tolist()
    centres = rng.uniform(0, (width, height), (number, 2)).astype(int).tolist()
    for centre, radius, colour in zip(centres, radii, colours, strict=True):
        cv2.circle(picture, centre, radius, colour, -1, cv2.LINE_AA)
    return picture
