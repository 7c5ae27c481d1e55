"""The two meanings of marks side by side; until a class is chosen, every class in a colour of its own instead."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from blurlab.exchange.meaning import Polarity
from blurlab.ui.exchange.meaning_card import MeaningCard
from blurlab.ui.exchange.picture_grid import PictureGrid
from blurlab.ui.exchange.pictures import Picture


class MeaningCards(QStackedWidget):
    """`choices` are the buttons, `grids` the photos of each meaning; `classes` shows the photos in colours."""

    chosen = Signal(object)  # Polarity

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._cards = {polarity: MeaningCard(polarity) for polarity in Polarity}
        for card in self._cards.values():
            card.chosen.connect(self.chosen)
            row.addWidget(card, 1)
        self.choices = {polarity: card.choice for polarity, card in self._cards.items()}
        self.grids = {polarity: card.grid for polarity, card in self._cards.items()}
        self.classes = PictureGrid(" ", "Photos with every class in a colour of its own")
        self.addWidget(both)
        self.addWidget(self.classes)

    def clear(self) -> None:
        """Nothing is chosen, and nothing shown."""
        for polarity in Polarity:
            self.choices[polarity].setChecked(False)
        self.show_meanings([], [], " ")
        self.classes.show_pictures([], " ")

    def show_meanings(self, blurred: Sequence[Picture], sharp: Sequence[Picture], empty: str) -> None:
        """Show photos as they would be by either meaning; a sentence where there are none."""
        self.grids[Polarity.BLURRED].show_pictures(blurred, empty)
        self.grids[Polarity.SHARP].show_pictures(sharp, empty)
        self.setCurrentIndex(0)

    def show_classes(self, pictures: Sequence[Picture], empty: str) -> None:
        """Show photos in the colours of their classes."""
        self.classes.show_pictures(pictures, empty)
        self.setCurrentIndex(1)

    def frame_choice(self) -> None:
        """The chosen card has a frame of its own."""
        for card in self._cards.values():
            card.show_chosen()
