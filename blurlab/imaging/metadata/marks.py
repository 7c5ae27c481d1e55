"""The marks that photos carry from program to program: stars, colours, picks."""

from dataclasses import dataclass

LABELS = ("Red", "Yellow", "Green", "Blue", "Purple")  # colours that a photo can be given while culling


@dataclass(frozen=True)
class Marks:
    """What is to be said of a photo; None says nothing. rating: 0..5 stars, or -1 rejected. label: a colour's name, as
    “Green”. pick: 1 picked, -1 rejected, 0 neither. A rating or pick of 0, or a label of “”, only takes back what was
    said before. advice: blurlab's own, and no person's."""

    rating: int | None = None
    label: str | None = None
    pick: int | None = None
    advice: bool = False

    def __post_init__(self) -> None:
        if self.rating is not None and not -1 <= self.rating <= 5:
            raise ValueError(f"a rating is -1 to 5, not {self.rating}")
        if self.pick not in {None, -1, 0, 1}:
            raise ValueError(f"a pick is -1, 0 or 1, not {self.pick}")
