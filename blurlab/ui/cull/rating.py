"""A person's ratings in the focus view: stars, picks, colour labels and verdicts, undone step by step; and whether
the next photo follows each."""

from __future__ import annotations

from typing import Final

from blurlab.ui.cull.screen import Screen

_PICKS: Final = (-1, 0, 1)  # rejected, neither, picked


class Rating:
    """Rates the chosen photos: one step, however many they are."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self.goes_on = screen.recalls("goes_on")  # to the next photo after each mark, until the person says otherwise

    def give_stars(self, stars: int) -> None:
        """0..5."""
        self._screen.marking.say(self._screen.meant, stars=stars)

    def pick(self, pick: int) -> None:
        """1 picks, -1 rejects, 0 does neither."""
        if pick not in _PICKS:
            raise ValueError(f"{pick} is not a pick")
        self._screen.marking.say(self._screen.meant, pick=pick)

    def toggle_label(self, label: str) -> bool:
        """Give this colour; remove it if all have it. Whether it was given."""
        marking, ids = self._screen.marking, self._screen.meant
        has = all(marking.of(photo_id).label == label for photo_id in ids)
        marking.say(ids, label="" if has else label)
        return not has

    def toggle_verdict(self, code: str) -> bool:
        """Give this verdict; remove it if all have it. Whether it was given."""
        marking, ids = self._screen.marking, self._screen.meant
        has = all(marking.of(photo_id).verdict == code for photo_id in ids)
        marking.say(ids, verdict="" if has else code)
        return not has

    def toggle_going_on(self) -> None:
        """Let the next photo follow each mark from now on, in every window, or no longer."""
        self.goes_on = not self.goes_on
        self._screen.remember("goes_on", self.goes_on)
        self._screen.tell(
            "The next photo follows each mark from now on." if self.goes_on else "You stay with a photo that you mark."
        )

    def advance(self) -> None:
        """Go on to the photo after the chosen ones."""
        ids = self._screen.meant
        if len(ids) > 1:
            self._screen.go_to(ids[-1])
        if ids:
            self._screen.step(1)

    def undo(self) -> None:
        self._show(self._screen.marking.undo(), "There is nothing to undo.")

    def redo(self) -> None:
        self._show(self._screen.marking.redo(), "There is nothing to redo.")

    def _show(self, photo_ids: list[int], otherwise: str) -> None:
        """Show the place of an undo."""
        if not photo_ids:
            self._screen.tell(otherwise)
        elif self._screen.current not in photo_ids and photo_ids[0] in self._screen.listing.cards:
            self._screen.go_to(photo_ids[0])
