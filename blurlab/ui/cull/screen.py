"""The interface of the focus view for its parts."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from blurlab.session.cull.inspections import Inspections
    from blurlab.session.cull.listing import Listing
    from blurlab.session.cull.marking import Marking
    from blurlab.session.session import Session
    from blurlab.ui.cull.filmstrip import Filmstrip
    from blurlab.ui.cull.reason_panel import ReasonPanel


class Place(IntEnum):
    """The visible page: its index in the view's stack."""

    GRID = 0
    LARGE = 1
    COMPARE = 2
    SURVEY = 3


class Screen(Protocol):
    """The focus view."""

    session: Session
    listing: Listing
    inspections: Inspections
    marking: Marking
    reason: ReasonPanel
    filmstrip: Filmstrip
    current: int | None  # id of the photo that is looked at

    @property
    def place(self) -> Place: ...

    @property
    def meant(self) -> list[int]:
        """Ids of the photos to rate: those chosen in the grid, else the current one."""

    def isVisible(self) -> bool: ...

    def show_current(self) -> None:
        """Update the text beside the photo."""

    def open_large(self, photo_id: int | None) -> None: ...

    def go_to(self, photo_id: int) -> None:
        """Make this the current photo, and bring it into view."""

    def step(self, steps: int) -> None:
        """Go to the next photo, or with `steps` < 0 to an earlier one."""

    def recalls(self, choice: str, default: bool = False) -> bool:
        """How the person chose, in this window or an earlier one."""

    def remember(self, choice: str, on: bool) -> None:
        """Keep a choice for this window and later ones."""

    def tell_state(self) -> None:
        """Something that actions show changed."""

    def tell(self, sentence: str) -> None:
        """Show a passing sentence."""
