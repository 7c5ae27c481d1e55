"""A contact sheet for a client: one HTML file with the pictures in it, and nothing of the photographer's machine.

The pictures are drawn anew at the size asked for, so that neither tags, nor places, nor thumbnails of the photos' files
go with them. The page loads nothing and runs no script.
"""

import base64
import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

LONGEST: Final = 1200  # px of a picture's longer side
_QUALITY: Final = 84
_STYLE: Final = """
:root { color-scheme: light dark; font-family: system-ui, sans-serif; background: #f4f4f3; color: #1b1b1c; }
@media (prefers-color-scheme: dark) { :root { background: #18191b; color: #ececec; } }
body { margin: 0 auto; max-width: 1500px; padding: 24px; }
h1 { font-size: 1.4rem; font-weight: 600; margin: 0 0 .3rem; }
p { margin: 0 0 1.4rem; opacity: .75; }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 18px;
     grid-template-columns: repeat(auto-fill, minmax(min(300px, 100%), 1fr)); }
li a { display: block; text-decoration: none; color: inherit; }
li img { width: 100%; aspect-ratio: 3 / 2; object-fit: contain; display: block; background: rgb(128 128 128 / .12); }
li span { display: block; padding: 6px 2px 0; font-size: .9rem; }
.close { display: none; }
li:target { position: fixed; inset: 0; z-index: 1; background: rgb(0 0 0 / .92); padding: 3vh 3vw; }
li:target img { height: 90vh; background: none; aspect-ratio: auto; }
li:target span { color: #ececec; text-align: center; }
li:target .close { display: block; position: absolute; inset: 0; }
@media print { li { break-inside: avoid; } }
"""


@dataclass(frozen=True, eq=False)
class ClientPicture:
    """pixels: RGB, uint8 (h, w, 3), of LONGEST px at the most. name: as the client reads it."""

    pixels: NDArray[np.uint8]
    name: str
    stars: int = 0


def client_sheet(title: str, pictures: Iterable[ClientPicture], *, note: str = "") -> Iterator[bytes]:
    """The page, piece by piece, one picture at a time in memory. Raises ValueError for pixels that make no JPEG."""
    yield (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{html.escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{html.escape(title)}</h1>\n"
        f"{f'<p>{html.escape(note)}</p>' if note else ''}\n<ul>\n"
    ).encode()
    for number, picture in enumerate(pictures, start=1):
        yield _cell(number, picture)
    yield b"</ul>\n</body>\n</html>\n"


def _cell(number: int, picture: ClientPicture) -> bytes:
    name = html.escape(picture.name)
    stars = f" {'★' * picture.stars}" if picture.stars else ""
    made, jpeg = cv2.imencode(
        ".jpg", cv2.cvtColor(picture.pixels, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY]
    )
    if not made:
        raise ValueError("these pixels make no JPEG")
    source = f"data:image/jpeg;base64,{base64.b64encode(jpeg.tobytes()).decode('ascii')}"
    return (
        f'<li id="p{number}"><a href="#p{number}"><img src="{source}" alt="{name}" loading="lazy">'
        f'<span>{number}. {name}{stars}</span></a><a class="close" href="#" aria-label="Close {name}"></a></li>\n'
    ).encode()
