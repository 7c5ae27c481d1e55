"""Libraries that write to the terminal by themselves: what they say of a file comes as an exception already."""

import ctypes
from contextlib import suppress
from functools import cache

from PIL import Image


@cache
def quiet_libtiff() -> None:
    """Keep the messages of Pillow's libtiff off the screen: of a damaged TIFF there are thousands, one a line.

    Where libtiff is part of Pillow itself (Windows) nothing is changed.
    """
    with suppress(OSError, AttributeError, TypeError):
        pillow = ctypes.CDLL(Image.core.__file__)  # type: ignore[attr-defined]  # a symbol is looked for in what it loads, too
        for name in ("TIFFSetErrorHandler", "TIFFSetWarningHandler"):
            setter = getattr(pillow, name)
            setter.restype, setter.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
            setter(None)
