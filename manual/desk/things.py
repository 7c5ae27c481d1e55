"""What lies and stands on the desk, drawn in linear light."""

from typing import Final

import cv2
import numpy as np
from PIL import Image, ImageDraw

from blurlab.drawing.lettering import font
from manual.desk.lens import Light, Sheet

_GAMMA: Final = 2.2
_PAPER: Final = (238, 234, 222)
_INK: Final = (38, 36, 44)
_TEXT: Final = """A lens draws one plane of the world as points, and every other point as a disc. The farther a thing
lies before or behind that plane, the wider is its disc, and the softer it looks. Whether an eye calls it blurred
depends on how large the photo is shown: a disc of four pixels vanishes when twelve megapixels shrink to a window, and
is plain at their full size. On this page a few lines are sharp. Above and below them the letters lose their edges
little by little, long before the whole page looks soft. The ruler beside it tells how far that is: look at it through
the loupe."""
_SHADOWS: Final = ((-96.0, 585.0, 52.0), (109.0, 790.0, 62.0), (-88.0, 446.0, 30.0))  # mm: middle, away, width

Colour = tuple[int, int, int]


def things() -> list[Sheet]:
    """All of the desk, from the farthest to the nearest."""
    return [
        *(_wood(*strip) for strip in ((300.0, 500.0, 0.12), (500.0, 660.0, 0.07), (660.0, 1500.0, 0.25))),
        *_books(),
        _standing(_chart(), (78.0, 70.0, 790.0), 62.0, 70.0),
        Sheet(_page(), (-92.0, 0.4, 655.0), (128.0, 0.0, 26.0), (42.0, 0.0, -208.0)),
        Sheet(_ruler(), (66.0, 0.6, 730.0), (26.0, 0.0, 0.0), (0.0, 0.0, -300.0)),
        _standing(_star(), (-122.0, 52.0, 585.0), 52.0, 52.0),
        _standing(_stripes(), (-103.0, 54.0, 446.0), 30.0, 54.0),
    ]


def _standing(picture: Light, at: tuple[float, float, float], width: float, height: float) -> Sheet:
    return Sheet(picture, at, (width, 0.0, 0.0), (0.0, -height, 0.0))


def _light(picture: Image.Image, grain: float = 0.03, seed: int = 1) -> Light:
    """Linear light of a drawing, with a paper's grain in it."""
    shown = np.asarray(picture.convert("RGB"), np.float32) / 255
    rng = np.random.default_rng(seed)
    fibres = cv2.GaussianBlur(rng.normal(0, 1, shown.shape[:2]).astype(np.float32), (0, 0), 1.2) * 2
    linear: Light = np.power(shown, _GAMMA, dtype=np.float32)
    linear *= np.clip(1 + grain * fibres, 0, 2)[:, :, None]
    return np.clip(linear, 0, 1)


def _wood(near: float, far: float, pitch: float, half: float = 330.0) -> Sheet:
    """A strip of the desk's top, `pitch` mm for each pixel, so that it is fine where it is sharp."""
    rows, columns = round((far - near) / pitch), round(2 * half / pitch)
    rng = np.random.default_rng(3)
    z = np.linspace(far, near, rows, dtype=np.float32)[:, None]
    x = np.linspace(-half, half, columns, dtype=np.float32)[None, :]
    rings = np.sin((z + 14 * np.sin(x / 95 + z / 260) + 5 * np.sin(x / 31)) / 4.2) + 0.5 * np.sin(z / 1.3 + x / 210)
    long = rng.normal(0, 1, (rows, max(2, round(columns * pitch / 9)))).astype(np.float32)  # fibres, 9 mm long
    fibres = cv2.resize(long, (columns, rows), interpolation=cv2.INTER_LINEAR)
    pores = cv2.GaussianBlur(rng.normal(0, 1, (rows, columns)).astype(np.float32), (0, 0), 2.2, sigmaY=0.7)
    bright = (0.30 + 0.030 * rings + 0.020 * fibres + 0.05 * pores) * (1.0 - 0.00025 * (z - 300))
    for middle, away, wide in _SHADOWS:
        edge = np.clip((wide / 2 + 6 - abs(x - middle + 0.3 * (z - away))) / 12, 0, 1)
        bright = bright * (1 - 0.55 * edge * np.exp(-np.maximum(z - away, 0) / 30) * (z > away - 2))
    light = np.clip(bright, 0.02, 1)[:, :, None] * np.array([1.25, 0.80, 0.50], np.float32)
    return Sheet(light.astype(np.float32), (-half, 0.0, far), (2 * half, 0.0, 0.0), (0.0, 0.0, near - far))


def _page() -> Light:
    """A printed page."""
    width, height = 2300, 3700
    page = Image.new("RGB", (width, height), _PAPER)
    draw = ImageDraw.Draw(page)
    words = _TEXT.split() * 4
    draw.text((180, 170), "What is sharp, and where", _INK, font(150))
    body, lead, left, right = font(62), 92, 180, width - 180
    x, y = left, 470
    while y < height - 200 and words:
        word = words.pop(0)
        long = round(draw.textlength(f"{word} ", body))
        if x + long > right:
            x, y = left, y + lead
        draw.text((x, y), word, _INK, body)
        x += long
    return _light(page, 0.035, 5)


def _ruler() -> Light:
    """300 mm of it; the far end comes first."""
    pixels = 20  # for each millimetre
    ruler = Image.new("RGB", (26 * pixels, 300 * pixels), (214, 186, 92))
    draw = ImageDraw.Draw(ruler)
    for millimetre in range(301):
        y = (300 - millimetre) * pixels
        long = 12 if millimetre % 10 == 0 else 8 if millimetre % 5 == 0 else 5
        draw.line([(0, y), (long * pixels, y)], _INK, 5)
        if millimetre % 10 == 0 and 0 < millimetre < 300:
            draw.text((13.5 * pixels, y), str(millimetre // 10), _INK, font(150), anchor="lm")
    return _light(ruler, 0.05, 6)


def _star() -> Light:
    """A card with a star whose rays grow finer towards the middle."""
    side, rays = 1100, 48
    y, x = np.mgrid[:side, :side].astype(np.float32) - side / 2
    card = np.full((side, side), 236, np.uint8)
    inside = np.hypot(x, y) < side * 0.45
    card[inside & (np.sin(np.arctan2(y, x) * rays) > 0)] = 30
    picture = Image.fromarray(card).convert("RGB")
    ImageDraw.Draw(picture).rectangle((12, 12, side - 12, side - 12), outline=(180, 40, 40), width=10)
    return _light(picture, 0.03, 8)


def _chart() -> Light:
    """A card of colours."""
    colours: list[Colour] = [
        (180, 60, 50),
        (60, 110, 170),
        (90, 150, 80),
        (220, 180, 60),
        (120, 80, 140),
        (70, 160, 160),
    ]
    card = Image.new("RGB", (620, 700), (28, 28, 30))
    draw = ImageDraw.Draw(card)
    for number in range(12):
        left, top = 40 + number % 3 * 190, 40 + number // 3 * 160
        draw.rectangle((left, top, left + 160, top + 130), colours[number % 6 if number < 6 else 11 - number])
    return _light(card, 0.02, 9)


def _stripes() -> Light:
    """A box near the lens."""
    box = Image.new("RGB", (680, 1200), (196, 84, 48))
    draw = ImageDraw.Draw(box)
    for top in range(60, 1200, 150):
        draw.rectangle((0, top, 680, top + 50), (240, 224, 190))
    draw.text((340, 610), "12 MP", _INK, font(200), anchor="mm")
    return _light(box, 0.03, 10)


def _books() -> list[Sheet]:
    """Backs of books, far behind."""
    colours: list[Colour] = [(54, 84, 120), (150, 58, 52), (196, 168, 96), (66, 104, 78), (92, 70, 110), (176, 120, 70)]
    found, left = [], -270.0
    for number in range(17):
        wide, high = 24.0 + 7 * (number * 7 % 5), 190.0 + 12 * (number * 5 % 4)
        back = Image.new("RGB", (round(wide * 8), round(high * 8)), colours[number * 5 % 6])
        draw = ImageDraw.Draw(back)
        for top in (140, round(high * 8) - 420):
            draw.rectangle((0, top, back.width, top + 24), (226, 208, 150))
        title = Image.new("RGB", (900, 120), colours[number * 5 % 6])
        ImageDraw.Draw(title).text(
            (450, 60), ("Optics", "Blur", "Light", "Lenses")[number % 4], _PAPER, font(100), "mm"
        )
        back.paste(title.rotate(90, expand=True), ((back.width - 120) // 2, 260))
        found.append(_standing(_light(back, 0.03, 20 + number), (left, high, 1000.0), wide, high))
        left += wide + 1.5
    return found
