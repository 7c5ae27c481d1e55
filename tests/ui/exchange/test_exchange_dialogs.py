"""The import and export dialogs through the real window: a labelme folder comes in, COCO goes out."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from blurlab.exchange import masks_in
from blurlab.exchange.meaning import Polarity, meaning_of
from blurlab.exchange.registry import FORMATS, open_source
from blurlab.project.records import Status
from blurlab.session.strokes import autosave
from blurlab.ui.exchange.export_dialog import ExportDialog
from blurlab.ui.exchange.import_dialog import ImportDialog
from blurlab.ui.shell.main_window import MainWindow
from tests.fixtures.windows import WAIT, is_predicted, write_photo

WIDTH, HEIGHT = 240, 160


@pytest.fixture
def labelme(tmp_path: Path) -> Path:
    """Annotations of a, b, one photo that only lies beside them, one of another size and one that nobody has."""
    folder = tmp_path / "labelme"
    write_photo(folder / "beside.png", 9)
    for number, (name, width) in enumerate((("a", WIDTH), ("b", WIDTH), ("c", 99), ("beside", WIDTH), ("gone", WIDTH))):
        shapes = [
            {"label": "soft", "points": [[120, 0], [239, 159]], "shape_type": "rectangle"},
            {"label": "haze", "points": [[0, 0], [9 + number, 9]], "shape_type": "rectangle"},
        ]
        document = {"shapes": shapes, "imagePath": f"{name}.png", "imageWidth": width, "imageHeight": HEIGHT}
        (folder / f"{name}.json").write_text(json.dumps(document))
    return folder


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    QTest.keyClick(window.workspace.canvas, key, modifiers)


def open_import(window: MainWindow, path: Path, qtbot: QtBot) -> ImportDialog:
    press(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None and dialog.isVisible()
    dialog.look_at(path)
    qtbot.waitUntil(lambda: "Looking" not in dialog.facts.text(), timeout=WAIT)
    return dialog


def close(dialog: ImportDialog | ExportDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.destroyed, timeout=WAIT):
        dialog.close_button.click()


def mask_of(window: MainWindow, name: str) -> np.ndarray:
    project = window.session.project
    photo = next(photo for photo in project.photos() if photo.name == name)
    return project.masks.read(project.masks.latest(photo.id))[0]


def test_a_labelme_folder_comes_in_and_coco_goes_out(
    window: MainWindow, labelme: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = open_import(window, labelme, qtbot)
    assert dialog.facts.text() == (
        "labelme: 3 masks fit photos, 1 mask of the wrong size, 1 mask without a photo, 2 photos without a mask."
    )
    assert dialog.add.text() == "Add 1 photo that lies there to the project" and dialog.add.isChecked()
    assert not dialog.import_button.isEnabled(), "no class is chosen, and no polarity"
    dialog.choose(Polarity.BLURRED)
    assert not dialog.import_button.isEnabled(), "no class is chosen"
    dialog.classes.boxes["soft"].setCurrentText("marked")
    dialog.classes.boxes["haze"].setCurrentText("ignored by training")
    qtbot.waitUntil(lambda: len(dialog.grids[Polarity.BLURRED].pictures) == 3, timeout=WAIT)
    one, other = (dialog.grids[polarity].pictures[0].image for polarity in Polarity)
    right = (200, 80)
    tinted = one.pixelColor(*right)
    assert tinted.red() > tinted.blue() + 40, "what is marked is tinted"
    assert one.pixelColor(*right) != other.pixelColor(*right)

    dialog.choices[Polarity.SHARP].click()
    assert dialog.polarity is Polarity.SHARP and not dialog.choices[Polarity.BLURRED].isChecked()
    dialog.choices[Polarity.BLURRED].click()
    assert dialog.import_button.text() == "Import 3 masks"
    dialog.import_button.click()
    qtbot.waitUntil(lambda: "imported" in dialog.said.text(), timeout=WAIT)
    assert dialog.said.text() == "3 masks imported and accepted, 1 not imported."
    assert "is 99×160 pixels" in dialog.details.toPlainText()
    close(dialog, qtbot)

    mask = mask_of(window, "a.png")
    assert (mask[20:, 121:] == 255).all() and (mask[20:, :119] == 0).all() and (mask[:9, :9] == 128).all()
    session = window.session
    qtbot.waitUntil(lambda: session.current is not None and session.current.has_mask, timeout=WAIT)
    assert session.current.name == "a.png", "the photo on the screen is read anew"
    assert session.current.correction.mask()[100, 200] == 255 and session.current.correction.painted().all()
    assert session.order.counts()[Status.ACCEPTED] == 3 and len(session.order) == 6

    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    press(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    export = window.findChild(ExportDialog)
    export.format.setCurrentText(FORMATS["coco"].title)
    qtbot.waitUntil(lambda: export.facts.text() == "3 accepted masks.", timeout=WAIT)
    assert not export.export_button.isEnabled(), "no folder is chosen"
    export.choose_folder(tmp_path / "out")
    export.export_button.click()
    qtbot.waitUntil(lambda: "written" in export.said.text(), timeout=WAIT)
    close(export, qtbot)
    source = open_source(tmp_path / "out")
    assert source.format == "coco"
    entry = next(entry for entry in source.entries if entry.name.endswith("a.png"))
    again = source.read(entry, WIDTH, HEIGHT, meaning_of(source.classes, Polarity.BLURRED))
    assert (again == mask).all()


def test_strokes_that_are_not_saved_yet_are_never_replaced(
    window: MainWindow, labelme: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "PAUSE_MS", 10 * 60_000)  # nothing but the import itself has it saved
    canvas, session = window.workspace.canvas, window.session
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, canvas.rect().center())
    stroke = session.current.correction.painted()
    assert stroke.any() and not stroke.all()
    dialog = open_import(window, labelme, qtbot)
    assert session.autosave.unsaved
    dialog.classes.boxes["soft"].setCurrentText("marked")
    dialog.choose(Polarity.SHARP)
    dialog.import_button.click()
    qtbot.waitUntil(lambda: "imported" in dialog.said.text(), timeout=WAIT)
    assert dialog.said.text().startswith("2 masks imported")
    assert "“a.png” has a mask made in blurlab" in dialog.details.toPlainText()
    close(dialog, qtbot)
    assert session.current.name == "a.png" and session.order[session.current_id].status is not Status.ACCEPTED
    (revision,) = session.project.masks.revisions(session.current_id)
    assert (session.project.masks.read(revision)[1] == stroke).all()


def test_an_import_can_be_stopped_and_what_came_in_stays(
    window: MainWindow, labelme: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_import(window, labelme, qtbot)
    dialog.classes.boxes["soft"].setCurrentText("marked")
    dialog.choose(Polarity.BLURRED)
    take = masks_in._take

    def stop_after(*arguments: object) -> None:
        take(*arguments)
        dialog.work.stop()

    monkeypatch.setattr(masks_in, "_take", stop_after)
    dialog.import_button.click()
    assert dialog.close_button.text() == "Stop"
    qtbot.waitUntil(lambda: "imported" in dialog.said.text(), timeout=WAIT)
    assert dialog.said.text() == "Stopped: 1 mask imported and accepted."
    close(dialog, qtbot)
    assert window.session.order.counts()[Status.ACCEPTED] == 1


def test_a_file_that_cannot_be_read_is_told_in_the_dialog(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "bad.json").write_text("[" * 100_000)
    dialog = open_import(window, tmp_path / "bad.json", qtbot)
    assert "bad.json" in dialog.facts.text() and not dialog.import_button.isEnabled()
    close(dialog, qtbot)


def test_a_dataset_shows_its_splits_and_is_written_with_its_card(
    window: MainWindow, labelme: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    session = window.session
    qtbot.waitUntil(lambda: is_predicted(session), timeout=WAIT)
    for photo in session.project.photos():
        session.project.masks.save(photo.id, np.full((HEIGHT, WIDTH), 255, np.uint8), author="ann")
        session.project.set_status(photo.id, Status.ACCEPTED)
    window.actions_by_id["export_masks"].trigger()
    dialog = window.findChild(ExportDialog)
    dialog.what.setCurrentIndex(1)
    qtbot.waitUntil(lambda: " to train" in dialog.facts.text(), timeout=WAIT)
    dialog.shares[0].setValue(0)
    assert dialog.facts.text() == "Train must have a share." and not dialog.export_button.isEnabled()
    dialog.shares[0].setValue(60)
    dialog.choose_folder(tmp_path / "ds")
    qtbot.waitUntil(dialog.export_button.isEnabled, timeout=WAIT)
    dialog.export_button.click()
    qtbot.waitUntil(lambda: "written" in dialog.said.text(), timeout=WAIT)
    close(dialog, qtbot)
    assert (tmp_path / "ds" / "README.md").is_file()


def test_closing_the_window_ends_an_open_dialog(
    make_window: Callable[[], MainWindow], photos: Path, qtbot: QtBot
) -> None:
    window = make_window()
    window.open([photos])
    qtbot.waitUntil(lambda: window.session is not None and len(window.session.order) == 5, timeout=WAIT)
    window.actions_by_id["import_masks"].trigger()
    assert window.findChild(ImportDialog).isVisible()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT)
    assert not [dialog for dialog in window.findChildren(ImportDialog) if dialog.isVisible()]


def test_class_numbers_endings_and_resizing_are_chosen_in_the_dialog(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    numbers = np.zeros((HEIGHT // 2, WIDTH // 2), np.uint8)
    numbers[:, WIDTH // 4 :] = 7
    (tmp_path / "numbers").mkdir()
    for name in "ab":
        Image.fromarray(numbers).save(tmp_path / "numbers" / f"{name}_mask.png")
    dialog = open_import(window, tmp_path / "numbers", qtbot)
    assert dialog.facts.text().startswith("Class numbers: 0 masks fit photos, 2 masks without a photo")
    assert dialog.ending.text() == "Read the masks' names without “_mask”: 2 more masks fit then"
    assert not dialog.ending.isChecked() and dialog.resize_masks.isHidden()
    dialog.ending.click()
    assert "2 masks that would have to be resized" in dialog.facts.text()
    assert dialog.resize_masks.text() == "Resize the 2 masks that have their photos' proportions"
    qtbot.waitUntil(lambda: len(dialog.cards.classes.pictures) == 2, timeout=WAIT)
    coloured = dialog.cards.classes.pictures[0].image
    ends = [coloured.pixelColor(x, coloured.height() // 2) for x in (2, coloured.width() - 3)]
    assert dialog.cards.currentIndex() == 1 and ends[0].hue() != ends[1].hue(), "each class has a colour of its own"
    assert dialog.said.text() == "Choose the class that is marked."
    dialog.choose(Polarity.BLURRED)
    dialog.classes.boxes["7"].setCurrentText("marked")
    assert not dialog.import_button.isEnabled(), "they are not resized unasked"
    dialog.resize_masks.click()
    assert dialog.import_button.text() == "Import 2 masks"
    qtbot.waitUntil(lambda: len(dialog.grids[Polarity.BLURRED].pictures) == 2, timeout=WAIT)
    dialog.import_button.click()
    qtbot.waitUntil(lambda: "imported" in dialog.said.text(), timeout=WAIT)
    assert dialog.said.text() == "2 masks imported and accepted, 2 resized."
    mask = mask_of(window, "a.png")
    assert (mask[:, WIDTH // 2 :] == 255).all() and not mask[:, : WIDTH // 2].any()
    close(dialog, qtbot)
