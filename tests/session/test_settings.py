"""A settings file of any content: what is damaged is dropped and told, and the window comes all the same."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRect, QSettings
from pytestqt.qtbot import QtBot

from blurlab.session.settings import Settings, recent_projects, remember_project
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT

SEED, TRIED = 20261130, 25
KEYS = (
    "geometry",
    "splitter",
    "recent",
    "opacity",
    "brush_size",
    "eraser_size",
    "sizes_on_screen",
    "pressure",
    "loupe",
    "navigator",
    "fill",
    "appearance",
    "last_folder",
    "last_export",
    "keys/lasso",
)
WILD = (
    "",
    "1",
    "-1e308",
    "nan",
    "inf",
    "text",
    "a, b, c",
    "@Rect(0 0 1 1)",
    "@Size(-1 70000)",
    "@Invalid()",
    "@ByteArray()",
    "@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3\\0\\0\\x7f\\xff\\xff\\xff\\x7f\\xff\\xff\\xff)",
    "@ByteArray(\\0\\0\\0\\xff\\0\\0\\0\\x1\\x7f\\xff\\xff\\xff)",
    "@Variant(\\0\\0\\0\\x41\\x7f\\xff\\xff\\xff)",
    "@DateTime(\\0\\0\\0\\x10)",
    "@@escaped",
    "\\x0\\x1\\xd800",
    "/root/\\x7f\\xff",
    "x" * 100_000,
    "/" + "d" * 5000,
    '"unended',
    "\\",
    "(((((((((",
)


def test_what_is_kept_is_there_again(tmp_path: Path) -> None:
    first = Settings(tmp_path / "settings.ini")
    first.put("last_folder", "/a, b@c/@ü")
    first.put("opacity", 0.25)
    first.put("keys/lasso", ("F8", "Ctrl+Ü"))
    first.put("geometry", QByteArray(b"\0\x01bytes"))
    for name in ("one", "two, too"):
        (tmp_path / name).mkdir()
        remember_project(first, tmp_path / name)
    first.sync()
    again = Settings(tmp_path / "settings.ini")
    assert again.text("last_folder") == "/a, b@c/@ü"
    assert again.number("opacity", 0.5) == 0.25
    assert again.texts("keys/lasso") == ["F8", "Ctrl+Ü"]
    assert again.layout("geometry") == QByteArray(b"\0\x01bytes")
    assert recent_projects(again) == [tmp_path / "two, too", tmp_path / "one"]
    again.remove("keys")
    assert again.texts("keys/lasso") == [] and again.told() == ""


def test_a_value_of_another_kind_is_dropped_and_named(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    stored = QSettings(str(file), QSettings.Format.IniFormat)
    stored.setValue("recent", QRect(0, 0, 1, 1))
    stored.setValue("geometry", 1)
    stored.setValue("opacity", "nan")
    stored.setValue("last_folder", ["a", "b"])
    stored.sync()
    settings = Settings(file)
    assert recent_projects(settings) == []
    assert settings.layout("geometry") is None
    assert settings.number("opacity", 0.5) == 0.5
    assert settings.text("last_folder", "here") == "here"
    assert settings.dropped == ["recent", "geometry", "opacity", "last_folder"]
    assert settings.told().startswith("Of the settings “recent”, “geometry”, “opacity” and 1 more could not be read")
    assert Settings(file).text("recent") == "", "what Qt would make an object of is out of the file"


@pytest.mark.parametrize("what", ["pipe", "folder", "huge", "secret"])
def test_a_file_that_cannot_be_read_is_left_alone(
    tmp_path: Path, shared_path: Path, what: str, request: pytest.FixtureRequest
) -> None:
    file = shared_path / "settings.ini"
    if what == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("this system has no named pipes")
        os.mkfifo(file)
    elif what == "folder":
        file.mkdir()
    elif what == "huge":
        file.touch()
        os.truncate(file, 5 << 30)
    else:
        file.write_text("[General]\nopacity=0.25\n")
        file.chmod(0)
        request.getfixturevalue("ordinary_user")
    settings = Settings(file)
    assert settings.number("opacity", 0.5) == 0.5
    settings.put("opacity", 0.75)
    settings.sync()
    assert settings.number("opacity", 0.5) == 0.75
    assert "cannot be read and are left alone" in settings.told()
    assert what != "huge" or file.stat().st_size == 5 << 30


def files(seed: int) -> list[bytes]:
    chance = random.Random(seed)
    made = [b"[General]\ngeometry=1\n", b"[General]\nrecent=@Rect(0 0 1 1)\n", b"\0" * 5000, b"[", b"=\n=", b"\xff\xfe"]
    made += [f"[General]\n{key}={value}\n".encode() for key in KEYS for value in WILD]
    made += [chance.randbytes(2000) for _ in range(20)]
    chance.shuffle(made)
    return made


@pytest.mark.timeout(600)
def test_whatever_the_file_holds_a_window_comes_and_opens_photos(
    tmp_path: Path, photos: Path, quick_children: None, qtbot: QtBot, make_window: Callable[[], MainWindow]
) -> None:
    for content in files(SEED)[:TRIED]:
        (tmp_path / "settings.ini").write_bytes(content)
        window = make_window()
        assert window.isVisible() and window.width() < 20_000 and window.height() < 20_000
        shown = window.grab()
        assert not shown.isNull()
    window.open([photos])
    qtbot.waitUntil(lambda: window.session is not None and len(window.session.order) == 5, timeout=WAIT)
