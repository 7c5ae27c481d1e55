"""The window in other languages: no text is missed, and sentences made elsewhere are found again."""

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from blurlab.ui import language
from blurlab.ui.language import LANGUAGES, expression, tr, use
from blurlab.ui.shell.main_window import MainWindow
from manual import strings
from tests.fixtures.windows import WAIT, is_predicted

ROOT = Path(__file__).parents[3]
OTHERS = [code for code in LANGUAGES if code != "en"]


@pytest.fixture
def spoken() -> Iterator[None]:
    """English again afterwards."""
    yield
    use("en")


@pytest.mark.parametrize("code", OTHERS)
def test_no_text_is_without_a_translation(code: str) -> None:
    """`python -m manual.strings` adds new texts to resources/languages/*.ts; translate them there, and run it again."""
    known, found = strings.translations(code), strings.texts()
    assert len(found) > 800
    lacking = [f"{place}: “{text}”" for text, place in found.items() if not known.get(text)]
    assert not lacking, f"No translation ({code}) of:\n" + "\n".join(lacking)
    for text, told in known.items():
        gaps = re.findall(r"\{\w*\}", text)
        assert set(re.findall(r"\{\w*\}", told)) <= set(gaps), text
    qm = strings.FOLDER / f"blurlab_{code}.qm"
    assert qm.stat().st_size > 50_000


def test_the_patterns_are_those_of_the_texts() -> None:
    kept = json.loads((strings.FOLDER / "patterns.json").read_text(encoding="utf-8"))
    assert set(strings.patterns(strings.texts())) <= set(kept), "run python -m manual.strings"


def test_the_reasons_of_verdicts_are_told_in_the_language_of_the_window(spoken: None, qtbot: QtBot) -> None:
    use("de")
    reason = "The largest face is blurred (motion, 30°, about 12 px); the largest sharp region lies in the middle."
    assert tr(reason) == (
        "Das größte Gesicht ist unscharf (Bewegung, 30°, etwa 12 px); der größte scharfe Bereich liegt in der Mitte."
    )
    said = f"You said that the blur is intended. Measured: subject blurred. {reason}"
    assert not re.search(r"\b(the|is|of|You|blurred)\b", tr(said))
    assert tr("Cannot tell, provisional") == "Nicht zu sagen, vorläufig"
    use("ja")
    assert not re.search("[a-z]{3}", tr(said))


def test_words_are_told_from_names_for_programs() -> None:
    code = '''
class A:
    """Documentation."""
    def f(self) -> "Type":
        button.setObjectName("primary"); button.setText("Start"); tell(f"{n} photos of “{name}” were read.")
        keys = ("Ctrl+Z", "brush", "C_O", "#ffffff", "padding: 0;")
'''
    assert [text for _, text in strings.texts_in(ast.parse(code))] == ["Start", "{0} photos of “{1}” were read."]


def test_sentences_of_errors_below_the_session_are_texts_as_well() -> None:
    code = """
raise UserError("disk.full", f"“{name}” is full.")
raise refusal(f"The card of “{name}” cannot be written", error)
raise ValueError("For programs alone.")
"""
    found = [text for _, text in strings.sentences_in(ast.parse(code))]
    assert found == ["“{0}” is full.", "The card of “{0}” cannot be written: {1}."]
    assert {"the disk is full", "There is not enough memory for this photo."} <= strings.texts().keys()


def test_sentences_are_found_again_and_names_are_left_alone(spoken: None, qtbot: QtBot) -> None:
    assert use("de") == "de"
    assert tr("Accept") == "Annehmen" and tr("  Correct") == "  Korrigieren"
    assert tr("Adding photos: 26 of 400…") == "Fotos werden hinzugefügt: 26 von 400…"
    assert tr("“Loupe.jpg” does not exist.") == "„Loupe.jpg“ gibt es nicht."
    assert tr("Undo the last rating.  Ctrl+Z") == "Macht die letzte Wertung rückgängig.  Ctrl+Z"
    assert tr("3 photos in subfolders are not in this project.") == "3 Fotos in Unterordnern nicht in diesem Projekt."
    assert tr("The masks cannot be exported to “/a b”: the disk is full.") == (
        "Die Masken lassen sich nicht nach „/a b“ exportieren: der Datenträger ist voll."
    )
    assert tr("The mask of “a.jpg” could not be saved: permission is denied.") == (
        "Die Maske von „a.jpg“ konnte nicht gesichert werden: die Berechtigung fehlt."
    )
    assert tr("The file “a.json” is not valid COCO: a polygon has 5 coordinates.").endswith(
        "ein Polygon hat 5 Koordinaten."
    )
    assert tr(
        "You said that the blur is intended. Measured: subject blurred. The largest sharp region lies in the middle, "
        "and much around it is sharp as well; the rest is blurred (motion, 173°, about 12 px)."
    ) == (
        "Sie sagten, dass die Unschärfe gewollt ist. Gemessen: Motiv unscharf. Der größte scharfe Bereich liegt in der "
        "Mitte, und vieles darum herum ebenso; der Rest ist unscharf (Bewegung, 173°, etwa 12 px)."
    )
    for name in ("Bridge of Sighs.jpg", "IMG_1.jpg", "", "Anna and Ben.jpg"):
        assert tr(name) == name
    assert use("ja") == "ja" and tr("Accept") == "採用" and tr("1 mask") == "マスク 1 枚"
    assert use("en") == "en" and tr("Accept") == "Accept"
    assert re.fullmatch(expression("{0} of {1}"), "3 of 40") and not re.fullmatch(expression("{0} of {1}"), "a of b")


def test_the_system_chooses_unless_a_person_does(spoken: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for system, shown in (("ja_JP", "ja"), ("fr_FR", "en")):
        monkeypatch.setattr(language.QLocale, "system", staticmethod(lambda name=system: QLocale(name)))
        assert use("") == shown
        assert use("de") == "de"


@pytest.mark.parametrize("code", OTHERS)
def test_the_open_window_speaks_it(
    spoken: None, code: str, make_window: Callable[[], MainWindow], photos: Path, qtbot: QtBot
) -> None:
    use(code)
    window = make_window()
    window.open([photos])
    qtbot.waitUntil(lambda: window.session is not None and is_predicted(window.session), timeout=WAIT)
    shown = [each.text() for kind in (QAbstractButton, QLabel) for each in window.findChildren(kind)]
    shown += [each.toolTip() for each in window.findChildren(QAbstractButton)]
    shown += [each.text() for each in window.findChildren(QAction)]
    english = {text for text, told in strings.translations(code).items() if told != text}
    assert not (left := sorted({text.strip() for text in shown} & english)), left
    assert window.minimumSizeHint().width() <= 800, "longer words fit as well"
