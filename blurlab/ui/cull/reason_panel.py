"""Beside the photos: the verdict of the current one, its reason, and what the person said."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from blurlab.session.cull import words
from blurlab.session.cull.listing import Card
from blurlab.ui.cull import signs
from blurlab.ui.cull.beside.face_crops import FaceCrops
from blurlab.ui.cull.beside.histogram import HistogramPanel
from blurlab.ui.language import tr
from blurlab.ui.shell.theme import colours

_WIDTH = 292
_PARTS = (
    ("settings", "Camera"),
    ("faces", "Faces"),
    ("measured", "Measured at full resolution"),
    ("model", "The model’s mask"),
    ("blur", "Kind of blur"),
    ("subject", "Subject"),
    ("burst", "Similar photos"),
    ("said", "You said"),
)


class Sign(QWidget):
    """The sign of a verdict."""

    def __init__(self) -> None:
        super().__init__()
        self.code = ""
        self.setFixedSize(QSize(26, 26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colour = signs.verdict_colour(self.code, colours())
            signs.draw_verdict(painter, QRectF(2, 2, 22, 22), self.code, colour)


class _Inside(QWidget):
    """As high as its wrapped words need: a scroll area asks for no height that goes with a width."""

    def event(self, event: QEvent) -> bool:
        taken = super().event(event)
        layout = self.layout()
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize} and layout is not None:
            height = layout.totalHeightForWidth(self.width())
            if height != self.minimumHeight():
                self.setMinimumHeight(height)
        return taken


class ReasonPanel(QScrollArea):
    """`show_card` fills it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFixedWidth(_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = _Inside()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(4)
        self.name = _label()
        self.name.setProperty("muted", True)
        self.sign, self.verdict, self.reason = Sign(), _label(), _label()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.verdict, 1)
        column.addWidget(self.name)
        column.addLayout(head)
        column.addWidget(self.reason)
        self.crops, self.histogram = FaceCrops(), HistogramPanel()
        self._titles: dict[str, QLabel] = {}
        self.parts: dict[str, QLabel] = {}
        beside = {"settings": self.histogram, "faces": self.crops}
        for key, title in _PARTS:
            heading, text = _label(title), _label()
            heading.setStyleSheet("font-weight: 600;")
            heading.setContentsMargins(0, 10, 0, 0)
            self._titles[key], self.parts[key] = heading, text
            column.addWidget(heading)
            column.addWidget(text)
            if key in beside:
                column.addWidget(beside[key])
        self.advice = _label("Verdicts are advice. F5 to F9 overrule them, and so does the brush.")
        self.advice.setProperty("muted", True)
        self.advice.setContentsMargins(0, 14, 0, 0)
        column.addWidget(self.advice)
        column.addStretch(1)
        self.setWidget(inside)

    def show_card(
        self, card: Card | None, model: str, by_model: tuple[float, float | None] | None, *, model_expected: bool
    ) -> None:
        """by_model: the shares of the photo and of the subject that the model's mask calls blurred, 0..1, None if not
        known."""
        for widget in (self.sign, self.verdict, self.reason, self.advice):
            widget.setVisible(card is not None)
        if card is None:
            self.name.setText(tr("No photo is listed."))
            for key in self.parts:
                self._fill(key, "")
            return
        self.name.setText(tr(f"{card.name}\n{card.photo.width} × {card.photo.height} pixels"))
        self.sign.code = card.code
        self.sign.update()
        self._colour()
        self.verdict.setText(tr(words.verdict_words(card)))
        self.reason.setText(tr(words.reason(card)))
        verdict = card.inspection.verdict if card.inspection is not None else None
        self._fill("settings", words.settings(card.inspection.settings) if card.inspection else "")
        self._fill("faces", words.faces(card.inspection.faces) if card.inspection else "")
        self._fill("measured", words.measured(verdict, card.code) if verdict else "")
        told = by_model or (verdict.model_blurred if verdict else None)
        said = words.by_model(told, model, verdict, expected=model_expected, provisional=card.provisional)
        self._fill("model", said)
        self._fill("blur", words.blur(verdict.blur) if verdict else "")
        self._fill("subject", words.subject(verdict) if verdict else "")
        self._fill("burst", words.burst(card))
        self._fill("said", words.said(card.culling))

    def _colour(self) -> None:
        """The verdict's colour of the window's looks, which may change while it is shown."""
        style = f"font-size: 17px; font-weight: 600; color: {signs.verdict_colour(self.sign.code, colours())};"
        if self.verdict.styleSheet() != style:
            self.verdict.setStyleSheet(style)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange} and hasattr(self, "sign"):
            self._colour()

    def _fill(self, key: str, text: str) -> None:
        self.parts[key].setText(tr(text))
        for label in (self._titles[key], self.parts[key]):
            label.setVisible(bool(text))


def _label(text: str = "") -> QLabel:
    label = QLabel(tr(text))
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label
