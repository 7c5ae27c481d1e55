"""What the focus view gives away: sidecars in step with other programs, tables and sheets, photos in the bin."""

import csv
import json
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from blurlab.imaging.metadata.marks import Marks
from blurlab.imaging.metadata.xmp import read_marks, told
from blurlab.project.records import Culling
from blurlab.session.cull.bin import move_to_bin
from blurlab.ui.cull.view import CullView
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT
from tests.project.test_external_marks import BOMB, DIGI, LIGHTROOM
from tests.ui.cull.conftest import CTRL, Key, card, current, go_to, id_of, names, press, settled

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
XMP, DM = "{http://ns.adobe.com/xap/1.0/}", "{http://ns.adobe.com/xmp/1.0/DynamicMedia/}"


def test_sidecars_are_merged_and_follow_in_step(view: CullView, photos: Path, qtbot: QtBot) -> None:
    there = photos / "burst0.jpg.xmp"
    there.write_text(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="2" xmp:Nickname="mine"/>'
        "</rdf:RDF></x:xmpmeta>"
    )
    go_to(view, "burst0.jpg")
    press(view, Key.Key_5)
    press(view, Key.Key_6)
    go_to(view, "burst1.jpg")
    press(view, Key.Key_3)
    settled(view, qtbot)
    assert not (photos / "burst1.jpg.xmp").exists(), "nothing is written unasked"
    press(view, Key.Key_X, CTRL | Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: (photos / "burst1.jpg.xmp").exists() and view.marking.idle, timeout=WAIT)
    old, new = (read_marks((photos / f"burst{number}.jpg.xmp").read_bytes()) for number in (0, 1))
    assert old[f"{XMP}Rating"] == "2" and old[f"{XMP}Nickname"] == "mine", "what another program set stays"
    assert old[f"{XMP}Label"] == "Red" and new[f"{XMP}Rating"] == "3"
    assert not (photos / "burst2.jpg.xmp").exists()
    press(view, Key.Key_K, CTRL | Qt.KeyboardModifier.AltModifier)
    go_to(view, "burst2.jpg")
    press(view, Key.Key_X)
    qtbot.waitUntil(lambda: (photos / "burst2.jpg.xmp").exists() and view.marking.idle, timeout=WAIT)
    assert read_marks((photos / "burst2.jpg.xmp").read_bytes())[f"{DM}pick"] == "-1"


def test_what_was_said_in_other_programs_is_seen_and_can_be_changed_and_written_back(
    window: MainWindow, inspected: None, photos: Path, qtbot: QtBot
) -> None:
    (photos / "burst0.xmp").write_bytes(LIGHTROOM)
    (photos / "burst1.jpg.xmp").write_bytes(DIGI)
    (photos / "soft.jpg.xmp").write_bytes(BOMB)
    QTest.keyClick(window.workspace.canvas, Key.Key_F)
    view = window.modes.focus
    qtbot.waitUntil(lambda: card(view, "burst1.jpg").culling.stars == 5, timeout=WAIT)
    assert card(view, "burst0.jpg").culling == Culling(4, 1, "Green")
    assert card(view, "burst1.jpg").culling == Culling(5, 1, "Purple")
    assert "4 stars" in view.grid.cards.data(view.grid.cards.index_of(id_of(view, "burst0.jpg")), ACCESSIBLE)
    qtbot.waitUntil(lambda: "has a document type" in window.messages.sentences().get("culling", ""), timeout=WAIT)
    go_to(view, "burst0.jpg")
    press(view, Key.Key_2)
    settled(view, qtbot)
    press(view, Key.Key_X, CTRL | Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: told((photos / "burst0.xmp").read_bytes()).rating == 2, timeout=WAIT)
    assert told((photos / "burst0.xmp").read_bytes()) == Marks(2, "Green", 1)
    assert (photos / "soft.jpg.xmp").read_bytes() == BOMB
    settled(view, qtbot)
    press(view, Key.Key_F)
    (photos / "missed.xmp").write_bytes(LIGHTROOM)
    QTest.keyClick(window.workspace.canvas, Key.Key_F)
    qtbot.waitUntil(lambda: card(view, "missed.jpg").culling.stars == 4, timeout=WAIT)
    assert card(view, "burst0.jpg").culling == Culling(2, 1, "Green")


def test_tables_and_sheets_of_the_listed_photos(view: CullView, tmp_path: Path, qtbot: QtBot) -> None:
    go_to(view, "soft.jpg")
    press(view, Key.Key_F7)
    files = [tmp_path / f"out{suffix}" for suffix in (".csv", ".json", ".pdf", ".png")]
    for path in files:
        view.results.write(path)
    qtbot.waitUntil(lambda: all(path.exists() for path in files), timeout=WAIT)
    with files[0].open(newline="") as file:
        rows = {Path(row["photo"]).name: row for row in csv.DictReader(file)}
    assert len(rows) == 5 and rows["burst1.jpg"]["rank"] == "1" and rows["soft.jpg"]["verdict"] == "blurred on purpose"
    assert len(json.loads(files[1].read_text())["photos"]) == 5
    assert files[2].read_bytes().startswith(b"%PDF") and files[3].read_bytes().startswith(b"\x89PNG")


@pytest.mark.skipif(sys.platform != "linux", reason="the bin of other systems has no folder that can be named")
def test_the_bin_of_an_account_that_never_had_one_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "share"))
    photo = tmp_path / "soft.jpg"
    photo.write_bytes(b"a photo")
    assert move_to_bin(photo) and not photo.exists()
    (kept,) = (tmp_path / "home" / "share" / "Trash" / "files").iterdir()
    assert kept.read_bytes() == b"a photo"
    assert not move_to_bin(photo), "it is not there"


def test_only_rejected_photos_go_to_the_bin_and_only_when_the_person_says_so(
    view: CullView, photos: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    binned: list[str] = []

    def move(path: Path) -> Path:
        binned.append(path.name)
        return path.rename(tmp_path / path.name)

    monkeypatch.setattr("blurlab.session.cull.marking.move_to_bin", move)
    press(view, Key.Key_Delete)
    assert view.findChildren(QMessageBox) == [], "nothing is rejected"
    go_to(view, "soft.jpg")
    press(view, Key.Key_X)
    press(view, Key.Key_Delete)
    (box,) = view.findChildren(QMessageBox)
    assert "soft.jpg" in box.text() and box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
    box.button(QMessageBox.StandardButton.Cancel).click()
    settled(view, qtbot)
    assert binned == [] and (photos / "soft.jpg").exists()
    qtbot.waitUntil(lambda: view.findChildren(QMessageBox) == [], timeout=WAIT)
    view.window().activateWindow()
    qtbot.waitUntil(view.window().isActiveWindow)
    gone = id_of(view, "soft.jpg")
    view.session.go_to(gone)
    press(view, Key.Key_Delete)
    (box,) = view.findChildren(QMessageBox)
    next(button for button in box.buttons() if button.text() == "Move to the bin").click()
    qtbot.waitUntil(lambda: "soft" not in names(view), timeout=WAIT)
    assert binned == ["soft.jpg"] and len(names(view)) == 4 and current(view) != "soft"
    session = view.session
    qtbot.waitUntil(lambda: len(session.order) == 4, timeout=WAIT)
    assert gone not in session.order.ids and session.current_id in session.order.ids, "nor does the canvas list it"
    assert sum(session.order.counts().values()) == 4
    settled(view, qtbot)
    qtbot.waitUntil(lambda: view.findChildren(QMessageBox) == [], timeout=WAIT)
    view.window().activateWindow()
    qtbot.waitUntil(view.window().isActiveWindow)
    press(view, Key.Key_F)
    assert not view.isVisible()
    (tmp_path / "soft.jpg").rename(photos / "soft.jpg")
    QTest.keyClick(view.window().workspace.canvas, Key.Key_F)
    qtbot.waitUntil(lambda: "soft" in names(view) and gone in session.order.ids, timeout=WAIT)
