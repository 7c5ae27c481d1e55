"""The dials of the synthesis, in one place. Lengths are shares of the sample's side, so they hold at every size."""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class BlurRanges:
    """What is drawn for a synthetic sample. Pairs are (lowest, highest); shares are probabilities."""

    sigma: tuple[float, float] = (0.003, 0.022)  # Gaussian; 1 to 7 px at 320: less cannot be seen, more is rare
    radius: tuple[float, float] = (0.005, 0.035)  # disk; about twice the σ of the same softness
    length: tuple[float, float] = (0.02, 0.14)  # motion; 6 to 45 px at 320
    bend: tuple[float, float] = (0.0, 0.25)  # elastic deformation of the motion's line, RMS share of its length
    motion: float = 0.4  # motion : defocus, the dial of the paper's Table 2
    disk: float = 0.5  # of the defocus
    background: float = 0.75  # the background is blurred, not the object (p_inv; the authors' configuration)
    all_sharp: float = 0.03  # so that an absolute answer is learnt
    all_blurred: float = 0.05
    linear_light: float = 0.5  # blurred in squared values, where bright spots bloom

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, tuple):
                low, high = value
                if not 0 <= low <= high <= 1:
                    raise ValueError(f"{field.name} must be two rising shares of the side, not {low} to {high}.")
            elif not 0 <= value <= 1:
                raise ValueError(f"{field.name} must be a probability between 0 and 1, not {value}.")
        if self.sigma[0] <= 0 or self.radius[0] <= 0 or self.length[0] <= 0:
            raise ValueError("The smallest blur must be more than none.")
