"""RAW and JPEG of one shot are one cell with one verdict and one sidecar; a JPEG that was edited since is its own."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from blurlab.imaging.metadata.xmp import told
from blurlab.ui.cull.view import CullView
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT
from tests.imaging.raw_files import dng
from tests.sharpness.scenes import scene
from tests.ui.cull.conftest import ALT, CTRL, Key, current, go_to, press, settled

pytest.importorskip("rawpy")
TAKEN = "2024:05:01 10:00:00"


def picture(path: Path, grey: np.ndarray, software: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[36867] = TAKEN
    exif[305] = software
    Image.fromarray(grey).convert("RGB").save(path, exif=exif, quality=92)


@pytest.fixture
def card_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pairs"
    folder.mkdir()
    grey = scene()[:256, :384]
    tags = [(36867, 2, TAKEN.encode() + b"\0"), (305, 2, b"Ver.1.00\0")]
    for name in ("A", "B"):
        (folder / f"{name}.DNG").write_bytes(dng(np.dstack([grey] * 3), tags=tags))
    picture(folder / "A.JPG", grey, "Ver.1.00")
    picture(folder / "B.JPG", grey, "Adobe Photoshop Lightroom Classic 13.1")
    return folder


@pytest.fixture
def paired(make_window: Callable[[], MainWindow], card_folder: Path, qtbot: QtBot) -> CullView:
    window = make_window()
    window.open([card_folder])
    qtbot.waitUntil(lambda: window.session is not None and len(window.session.order) == 4, timeout=WAIT)
    qtbot.waitUntil(lambda: window.session.current is not None, timeout=WAIT)
    QTest.keyClick(window.workspace.canvas, Key.Key_F)
    view = window.modes.focus
    assert view is not None
    qtbot.waitUntil(lambda: len(view.listing.cards) == 3, timeout=WAIT)  # the edited one is parted by its tags
    qtbot.waitUntil(lambda: all(one.inspection for one in view.listing.cards.values()), timeout=WAIT)
    qtbot.waitUntil(lambda: view.marking.files_asked, timeout=WAIT)
    return view


def test_one_shot_is_one_cell_one_verdict_one_sidecar(
    paired: CullView, card_folder: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = paired
    assert sorted(card.name for card in view.listing.cards.values()) == ["A.DNG + JPG", "B.DNG", "B.JPG"]
    shot = next(card for card in view.listing.cards.values() if card.companions)
    assert shot.inspection is not None and shot.inspection.photo == card_folder / "A.DNG"
    assert shot.looked_at.path == card_folder / "A.JPG"
    burst = lambda: view.listing.cards[shot.photo.id].burst  # noqa: E731
    qtbot.waitUntil(lambda: burst() is not None and len(burst().ids) == 3, timeout=WAIT)  # two shots, an edited picture
    go_to(view, "A.DNG")
    assert current(view) == "A.DNG"
    press(view, Key.Key_K, CTRL | ALT)  # sidecars in step
    press(view, Key.Key_4)
    press(view, Key.Key_6)
    settled(view, qtbot)
    assert [path.name for path in card_folder.glob("*.xmp")] == ["A.xmp"]
    assert told((card_folder / "A.xmp").read_bytes()).label == "Red"
    jpg = shot.companions[0].id
    assert view.marking.of(jpg).stars == 4 and view.marking.of(jpg).label == "Red"
    press(view, Key.Key_Z, CTRL)
    settled(view, qtbot)
    assert view.marking.of(jpg).label == view.marking.of(shot.photo.id).label == ""

    gone: list[str] = []

    def move(path: Path) -> Path:
        gone.append(path.name)
        return path.rename(tmp_path / path.name)

    monkeypatch.setattr("blurlab.session.cull.marking.move_to_bin", move)
    view.marking.bin([shot.photo.id])
    qtbot.waitUntil(lambda: view.marking.idle, timeout=WAIT)
    assert sorted(gone) == ["A.DNG", "A.JPG", "A.xmp"]
