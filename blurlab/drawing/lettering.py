"""Text on pictures, in the font that Pillow brings."""

from PIL import Image, ImageDraw, ImageFont

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
Colour = tuple[int, int, int]


def font(size: int) -> Font:
    """The font, `size` px high."""
    return ImageFont.load_default(size)


def plain(text: str) -> str:
    """`text` on one line, with “?” for letters that the font does not have."""
    spelled = text.replace("–", "-").replace("“", '"').replace("”", '"').replace("…", "...").replace("σ", "s")
    spelled = "".join(letter if letter.isprintable() else "?" for letter in spelled)
    return spelled.encode("latin-1", "replace").decode("latin-1")


def fitted(draw: ImageDraw.ImageDraw, text: str, face: Font, width: int) -> str:
    """`text` in letters that the font has, cut with dots if it is wider than `width` px."""
    text = plain(text)
    if draw.textlength(text, face) <= width:
        return text
    while text and draw.textlength(f"{text}...", face) > width:
        text = text[:-1]
    return f"{text.rstrip()}..."


def upright(text: str, face: Font, colour: Colour, ground: Colour) -> Image.Image:
    """`text` as a picture, turned to be read from below upwards."""
    left, top, right, bottom = (int(edge) for edge in face.getbbox(plain(text)))
    picture = Image.new("RGB", (right - left + 2, bottom - top + 2), ground)
    ImageDraw.Draw(picture).text((1 - left, 1 - top), plain(text), colour, face)
    return picture.transpose(Image.Transpose.ROTATE_90)
