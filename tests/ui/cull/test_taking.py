"""Photos copied, moved and renamed from the window, undone, and sheets for clients; the survey of a burst."""

import os
import re
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from blurlab.errors import UserError
from blurlab.project.culling.taking import Shot, copy_new, move_new, plan
from blurlab.ui.cull.dialogs.client_dialog import ClientDialog
from blurlab.ui.cull.dialogs.take_dialog import TakeDialog
from blurlab.ui.cull.view import CullView
from blurlab.ui.guide.help_button import HelpButton
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT
from tests.ui.cull.conftest import ALT, CTRL, Key, card, current, go_to, id_of, names, press, settled


def ask(view: CullView, window: MainWindow, key: Key) -> TakeDialog | ClientDialog:
    press(view, key, CTRL | ALT)
    (dialog,) = view.findChildren(TakeDialog) or view.findChildren(ClientDialog)
    assert [one.place for one in dialog.findChildren(HelpButton)] == ["inspecting-focus.md#take-the-picks"]
    return dialog


def pick(view: CullView, *photos: str) -> None:
    for name in photos:
        go_to(view, name)
        press(view, Key.Key_P)


def test_picks_are_copied_with_their_sidecars_and_never_over_a_file(
    window: MainWindow, view: CullView, photos: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "burst1.jpg").write_bytes(b"mine")
    (photos / "burst1.xmp").write_text("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    pick(view, "burst1.jpg", "soft.jpg")
    dialog = ask(view, window, Key.Key_M)
    assert dialog.which.currentText() == "Picked photos: 2" and not dialog.go.isEnabled()
    dialog.choose(out)
    assert dialog.go.text() == "Copy 2 photos" and "burst1-2.jpg" in dialog.preview.text()
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not view.results.moves.running, timeout=WAIT)
    assert sorted(path.name for path in out.iterdir()) == ["burst1-2.jpg", "burst1-2.xmp", "burst1.jpg", "soft.jpg"]
    assert (out / "burst1.jpg").read_bytes() == b"mine"
    assert (out / "burst1-2.jpg").read_bytes() == (photos / "burst1.jpg").read_bytes()
    qtbot.waitUntil(lambda: any("Ctrl+Z" in told for told in window.messages.sentences().values()), timeout=WAIT)


def test_moved_photos_stay_in_the_project_with_their_marks_and_ctrl_z_moves_them_back(
    window: MainWindow, view: CullView, photos: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    pick(view, "burst1.jpg")
    photo_id = id_of(view, "burst1.jpg")
    settled(view, qtbot)
    view.results.moves.start([card(view, "burst1.jpg")], tmp_path / "best", "{date}_{number}", keep=False)
    moved = tmp_path / "best" / "2024-05-01_001.jpg"
    qtbot.waitUntil(lambda: view.listing.cards[photo_id].photo.path == moved, timeout=WAIT)
    assert moved.exists() and not (photos / "burst1.jpg").exists()
    after = view.listing.cards[photo_id]
    assert after.culling.pick == 1 and after.inspection is not None and after.inspection.photo == moved
    assert window.session.project.photo(photo_id).path == moved
    press(view, Key.Key_Z, CTRL)
    qtbot.waitUntil((photos / "burst1.jpg").exists, timeout=WAIT)
    qtbot.waitUntil(lambda: window.session.project.photo(photo_id).path == photos / "burst1.jpg", timeout=WAIT)
    assert not moved.exists()
    qtbot.waitUntil(lambda: not view.results.moves.running, timeout=WAIT)
    press(view, Key.Key_Z, CTRL)
    assert view.marking.of(photo_id).pick == 0, "and the mark before it is undone next"


def test_the_bin_is_undone_as_well(
    view: CullView, photos: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "share"))
    photo_id = id_of(view, "soft.jpg")
    view.marking.bin([photo_id])
    qtbot.waitUntil(lambda: "soft" not in names(view), timeout=WAIT)
    assert not (photos / "soft.jpg").exists()
    press(view, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: (photos / "soft.jpg").exists() and "soft" in names(view), timeout=WAIT)


def test_names_are_planned_for_whole_shots(view: CullView, tmp_path: Path) -> None:
    photo = card(view, "burst0.jpg").photo
    shots = [Shot((photo,), 1714557600.0), Shot((card(view, "burst1.jpg").photo,), None)]
    stems = [target.stem for going in plan(shots, tmp_path, "{date}-{time}") for _source, target in going.files]
    assert stems == ["2024-05-01-100000", "undated-untimed"]
    assert [target.name for going in plan(shots, tmp_path, "Anna") for _source, target in going.files] == [
        "Anna.jpg", "Anna-2.jpg"]  # fmt: skip
    (photo.path.parent / "burst0.xmp").write_text("<x/>")
    (photo.path.parent / "burst0.tif").write_bytes(b"another picture of that name")
    (going,) = plan(shots[:1], tmp_path)
    assert going.shared == {photo.path.parent / "burst0.xmp"}, "the other one keeps its sidecar"
    assert [target.name for target, _source in going.back().files] == ["burst0.jpg"]
    for wrong in ("a/b", "", "..", "{nome}", "x" * 200):
        with pytest.raises(UserError):
            plan(shots, tmp_path, wrong)


def test_neither_copy_nor_move_overwrites(tmp_path: Path) -> None:
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"new")
    target.write_bytes(b"old")
    for act in (copy_new, move_new):
        with pytest.raises(FileExistsError):
            act(source, target)
    assert target.read_bytes() == b"old" and source.read_bytes() == b"new"
    target.unlink()
    target.symlink_to(tmp_path / "elsewhere")
    for act in (copy_new, move_new):
        with pytest.raises(OSError):
            act(source, target)
    assert not (tmp_path / "elsewhere").exists()


def test_a_move_to_another_disk_copies_and_then_removes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(18, "another disk")

    monkeypatch.setattr(os, "link", refuse)
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"photo")
    move_new(source, target)
    assert target.read_bytes() == b"photo" and not source.exists()


def test_a_client_sees_pictures_and_names_and_nothing_of_the_machine(
    window: MainWindow, view: CullView, photos: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    pick(view, "burst1.jpg", "soft.jpg")
    dialog = ask(view, window, Key.Key_H)
    dialog.path = tmp_path / "sheet.html"
    dialog.title.setText("Anna & <Ben>")
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil((tmp_path / "sheet.html").exists, timeout=WAIT)
    page = (tmp_path / "sheet.html").read_text()
    assert "Anna &amp; &lt;Ben&gt;" in page and "burst1" in page and "soft" in page
    words = re.sub(r"base64,[^\"]+", "", page)
    assert str(photos) not in words and tmp_path.name not in words and "2024" not in words and "<script" not in words
    assert "http://" not in words and "https://" not in words
    import base64

    found = re.findall(r"base64,([^\"]+)", page)
    assert len(found) == 2
    for each in found:
        data = base64.b64decode(each)
        assert b"Exif" not in data and cv2.imdecode(np.frombuffer(data, np.uint8), 1) is not None


def test_chosen_photos_that_are_not_alike_are_not_called_similar(view: CullView) -> None:
    view.grid.selectAll()
    press(view, Key.Key_N)
    assert view.shows_survey and len(view.survey.tiles) == 5
    assert view.survey.head.text() == "5 photos that you chose."
    assert not any(tile.best or "suggested" in tile.words for tile in view.survey.tiles)


def test_a_burst_is_surveyed_with_the_suggested_one_and_why(view: CullView, qtbot: QtBot) -> None:
    go_to(view, "burst2.jpg")
    press(view, Key.Key_N)
    survey = view.survey
    assert view.shows_survey and len(survey.tiles) == 3
    assert survey.head.text().startswith("3 similar photos. Suggested: “burst1.jpg”. ")
    assert survey.tiles[0].best and "suggested as the best" in survey.tiles[0].accessibleName()
    assert "% as sharp as the suggested" in survey.tiles[2].words
    qtbot.waitUntil(lambda: all(view.surveying.get(card(view, f"burst{n}.jpg")) for n in range(3)), timeout=WAIT)
    assert not survey.grab().isNull()
    press(view, Key.Key_A)
    press(view, Key.Key_A)
    assert current(view) == "burst1" and survey.tiles[0].current
    press(view, Key.Key_P)
    assert card(view, "burst1.jpg").culling.pick == 1
    press(view, Key.Key_Escape)
    assert view.shows_grid
    go_to(view, "soft.jpg")
    press(view, Key.Key_N)
    assert view.shows_grid, "nothing is like it"
