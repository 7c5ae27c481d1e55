"""The theme: a neutral dark, a neutral light and a high-contrast set of colours, laid over Qt's Fusion style.

Greys carry no tint, so that they do not change how a photo's colours look.
"""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from blurlab.assets import resource


class Appearance(StrEnum):
    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"
    CONTRAST = "high contrast"


@dataclass(frozen=True)
class Colours:
    """Every colour of the window outside the canvas's photo, as #rrggbb."""

    dark: bool
    window: str  # behind panels
    panel: str
    raised: str  # buttons, fields
    hover: str
    line: str  # between things; nothing depends on seeing it
    border: str  # around what can be touched, ≥ 3:1 on what it lies on
    text: str
    muted: str  # secondary text, still ≥ 4.5:1 wherever it stands
    accent: str
    on_accent: str
    selected: str  # the current row
    canvas: str  # around the photo
    good: str
    bad: str
    busy: str
    idle: str
    warning: str  # behind a message
    error: str


DARK = Colours(
    dark=True,
    window="#1b1b1c",
    panel="#252526",
    raised="#333335",
    hover="#3e3e41",
    line="#38383a",
    border="#8b8b90",
    text="#dcdcde",
    muted="#b4b4b9",
    accent="#5aa2e4",
    on_accent="#0c1a28",
    selected="#34414e",
    canvas="#161617",
    good="#6bbf7b",
    bad="#ee968c",
    busy="#e0ab52",
    idle="#919197",
    warning="#453819",
    error="#4a2926",
)
LIGHT = Colours(
    dark=False,
    window="#dededf",
    panel="#f1f1f2",
    raised="#ffffff",
    hover="#e4e4e7",
    line="#cbcbce",
    border="#77777b",
    text="#1e1e20",
    muted="#55555a",
    accent="#1d5c96",
    on_accent="#ffffff",
    selected="#cfe0f0",
    canvas="#b9b9bb",
    good="#1c6a30",
    bad="#a42f24",
    busy="#7a5100",
    idle="#6f6f74",
    warning="#fbeecb",
    error="#fadcd8",
)

CONTRAST = Colours(  # text of 16:1 and more, and a line around whatever can be touched
    dark=True,
    window="#000000",
    panel="#000000",
    raised="#000000",
    hover="#303030",
    line="#ffffff",
    border="#ffffff",
    text="#ffffff",
    muted="#e8e8e8",
    accent="#ffd83d",
    on_accent="#000000",
    selected="#003f70",
    canvas="#000000",
    good="#8dff9f",
    bad="#ffa396",
    busy="#ffd83d",
    idle="#c4c4c4",
    warning="#3a2f00",
    error="#4a0f0a",
)

_current = DARK


def colours() -> Colours:
    """The colours in use."""
    return _current


def apply_appearance(app: QApplication, appearance: Appearance) -> Colours:
    """Style the whole application; dark unless the system asks for light."""
    global _current  # noqa: PLW0603  (one application has one look)
    if appearance is Appearance.SYSTEM:
        appearance = _of_system(app.styleHints())
    _current = {Appearance.LIGHT: LIGHT, Appearance.CONTRAST: CONTRAST}.get(appearance, DARK)
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(_palette(_current))
    app.setStyleSheet(_style_sheet(_current))
    return _current


def _of_system(hints: QStyleHints) -> Appearance:
    known = hasattr(hints, "accessibility")  # from Qt 6.10 on
    if known and hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return Appearance.CONTRAST
    return Appearance.LIGHT if hints.colorScheme() is Qt.ColorScheme.Light else Appearance.DARK


def _palette(c: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for colour_role, colour in {
        role.Window: c.panel,
        role.WindowText: c.text,
        role.Base: c.panel,
        role.AlternateBase: c.raised,
        role.Text: c.text,
        role.Button: c.raised,
        role.ButtonText: c.text,
        role.BrightText: c.text,
        role.ToolTipBase: c.raised,
        role.ToolTipText: c.text,
        role.Highlight: c.accent,
        role.HighlightedText: c.on_accent,
        role.PlaceholderText: c.muted,
        role.Link: c.accent,
        role.Mid: c.line,
        role.Accent: c.accent,
    }.items():
        palette.setColor(colour_role, QColor(colour))
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(c.idle))
    return palette


def _style_sheet(c: Colours) -> str:
    return "".join(part(c) for part in (_frame, _buttons, _fields, _bars, _marks))


def _frame(c: Colours) -> str:
    return f"""
QMainWindow, QSplitter {{ background: {c.window}; }}
QSplitter::handle {{ background: {c.window}; }}
QWidget#panel, QScrollArea#panel, QScrollArea#panel > QWidget > QWidget {{ background: {c.panel}; }}
QWidget#reviewBar {{ background: {c.panel}; border-top: 1px solid {c.line}; }}
QWidget#startPage {{ background: {c.window}; }}
QMenuBar {{ background: {c.panel}; border-bottom: 1px solid {c.line}; padding: 1px 4px; }}
QMenuBar::item {{ background: transparent; padding: 4px 9px; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {c.hover}; }}
QMenu {{ background: {c.panel}; border: 1px solid {c.line}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 24px; border-radius: 4px; }}
QMenu::item:selected {{ background: {c.accent}; color: {c.on_accent}; }}
QMenu::item:disabled {{ color: {c.idle}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 8px; }}
QMenu::icon {{ padding-left: 5px; }}
QStatusBar {{ background: {c.panel}; border-top: 1px solid {c.line}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {c.muted}; padding: 1px 7px; }}
QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.line}; padding: 4px 6px; }}
"""


def _buttons(c: Colours) -> str:
    return f"""
QPushButton, QToolButton {{
    background: {c.raised}; color: {c.text}; border: 1px solid {c.border}; border-radius: 5px; padding: 5px 10px;
}}
QToolButton {{ padding: 4px 7px; }}
QPushButton:hover, QToolButton:hover {{ background: {c.hover}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {c.line}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c.idle}; background: {c.panel}; }}
QPushButton:focus, QToolButton:focus, QComboBox:focus, QAbstractSpinBox:focus {{ border-color: {c.accent}; }}
QToolButton:checked {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
QToolButton[decided="good"] {{ color: {c.good}; border-color: {c.good}; }}
QToolButton[decided="bad"] {{ color: {c.bad}; border-color: {c.bad}; }}
QToolButton[decided="other"] {{ border-color: {c.accent}; }}
QPushButton#primary {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; font-weight: 600; }}
QPushButton#primary:hover {{ background: {QColor(c.accent).lighter(112).name()}; }}
QPushButton#primary:disabled {{ background: {c.raised}; color: {c.idle}; border-color: {c.line}; }}
QToolButton#flat, QPushButton#flat {{ background: transparent; border-color: transparent; }}
QToolButton#flat:hover, QPushButton#flat:hover {{ background: {c.hover}; }}
QToolButton#flat:checked {{ background: {c.accent}; color: {c.on_accent}; }}
QToolButton#help {{
    background: transparent; color: {c.muted}; border: 1px solid {c.border}; border-radius: 9px; padding: 0;
    min-width: 16px; max-width: 16px; min-height: 16px; max-height: 16px; font-weight: 600;
}}
QToolButton#help:hover, QToolButton#help:focus {{ color: {c.accent}; border-color: {c.accent}; }}
QToolButton#heading {{
    background: transparent; border: none; border-radius: 0; padding: 7px 4px; text-align: left; font-weight: 600;
    color: {c.text};
}}
QToolButton#heading:hover {{ color: {c.accent}; }}
"""


def _fields(c: Colours) -> str:
    arrow = resource(f"icons/arrow_{'dark' if c.dark else 'light'}.svg").as_posix()
    return f"""
QComboBox, QAbstractSpinBox {{
    background: {c.raised}; border: 1px solid {c.border}; border-radius: 5px; padding: 4px 7px; min-height: 18px;
}}
QLineEdit, QPlainTextEdit {{
    background: {c.raised}; border: 1px solid {c.border}; border-radius: 5px; padding: 3px 6px;
}}
QLineEdit:focus, QPlainTextEdit:focus {{ border-color: {c.accent}; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
QComboBox:disabled, QAbstractSpinBox:disabled {{ color: {c.idle}; background: {c.panel}; }}
QComboBox:hover:enabled, QAbstractSpinBox:hover:enabled {{ background: {c.hover}; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 13px; height: 13px; }}
QComboBox QAbstractItemView {{ background: {c.panel}; border: 1px solid {c.line}; outline: none; }}
QListView, QTableView, QTreeView {{ background: {c.panel}; border: none; outline: none; }}
QListView#pages::item {{ padding: 4px 6px; border-radius: 4px; }}
QListView#pages::item:selected {{ background: {c.selected}; color: {c.text}; }}
QListView#focusGrid {{ background: {c.window}; }}
"""


def _bars(c: Colours) -> str:
    return f"""
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {c.border}; }}
QSlider::sub-page:horizontal {{ height: 4px; border-radius: 2px; background: {c.accent}; }}
QSlider::handle:horizontal {{
    width: 12px; height: 12px; margin: -5px 0; border-radius: 7px; background: {c.text}; border: 1px solid {c.panel};
}}
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus {{ background: {c.accent}; }}
QSlider::sub-page:horizontal:disabled {{ background: {c.line}; }}
QSlider::handle:horizontal:disabled {{ background: {c.idle}; }}
QRangeSlider {{ qproperty-barColor: {c.accent}; }}
QProgressBar {{
    background: {c.raised}; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; color: transparent;
}}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {c.border}; border-radius: 4px; min-height: 28px; margin: 1px 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {c.border}; border-radius: 4px; min-width: 28px; margin: 2px 1px; }}
QScrollBar::handle:hover {{ background: {c.text}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _marks(c: Colours) -> str:
    check = resource("icons/check.svg").as_posix()
    return f"""
QLabel[muted="true"] {{ color: {c.muted}; }}
QLabel[off="true"] {{ color: {c.accent}; font-weight: bold; }}
QLabel[title="true"] {{ font-size: 26px; font-weight: 600; }}
QFrame#rule {{ background: {c.line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame#choice[chosen="true"] {{ border-color: {c.accent}; }}
QRadioButton::indicator, QCheckBox::indicator {{
    width: 13px; height: 13px; background: {c.raised}; border: 1px solid {c.border};
}}
QRadioButton::indicator {{ border-radius: 7px; }}
QCheckBox::indicator {{ border-radius: 3px; }}
QRadioButton::indicator:hover, QCheckBox::indicator:hover {{ border-color: {c.text}; }}
QRadioButton::indicator:checked {{
    border-color: {c.accent}; background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
        stop: 0 {c.accent}, stop: 0.5 {c.accent}, stop: 0.62 {c.raised}, stop: 1 {c.raised});
}}
QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url("{check}"); }}
QRadioButton:disabled, QCheckBox:disabled {{ color: {c.idle}; }}
QFrame[notice] {{ border: 1px solid {c.line}; border-radius: 7px; }}
QFrame[notice="info"] {{ background: {c.selected}; }}
QFrame[notice="warning"] {{ background: {c.warning}; }}
QFrame[notice="error"] {{ background: {c.error}; }}
"""
