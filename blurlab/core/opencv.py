"""OpenCV, imported in one place because on Linux its wheel points Qt at plugins of its own.

`import cv2` sets QT_QPA_PLATFORM_PLUGIN_PATH and QT_QPA_FONTDIR to the Qt 5 inside the wheel; PySide6 then finds no
platform plugin and aborts. The previous values of these variables are restored.
"""

import os

_QT_VARIABLES = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")
_before = {name: os.environ.get(name) for name in _QT_VARIABLES}

import cv2  # noqa: E402

for _name, _value in _before.items():
    if _value is None:
        os.environ.pop(_name, None)
    else:
        os.environ[_name] = _value

__all__ = ["cv2"]
