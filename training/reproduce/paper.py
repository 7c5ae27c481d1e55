"""What the paper (Alvarez-Gila, Galdran, Garrote, van de Weijer, 2019) reports on the even half of Shi et al.'s photos.

Each row is AUC on defocus, motion and all, then AP on defocus, motion and all: means over photos.
"""

from typing import Final

Row = tuple[float, float, float, float, float, float]

NETWORK: Final = "DeepLabv3 with ResNet-101"
TABLE_1: Final[dict[str, tuple[str, Row]]] = {
    "self": ("self-supervised", (0.945, 0.905, 0.933, 0.960, 0.838, 0.924)),
    "weak": ("weakly supervised", (0.941, 0.897, 0.928, 0.959, 0.849, 0.926)),
    "semi": ("semi-supervised, 400 labels", (0.956, 0.904, 0.941, 0.974, 0.840, 0.934)),
    "full": ("fully supervised, 400 labels", (0.943, 0.875, 0.923, 0.965, 0.819, 0.922)),
    "hifst": ("HiFST", (0.901, 0.804, 0.873, 0.928, 0.744, 0.874)),
    "ma": ("Ma et al., supervised", (0.947, 0.861, 0.922, 0.966, 0.784, 0.912)),
}
TABLE_2: Final[dict[str, tuple[str, Row]]] = {
    "defocus": ("self-supervised on defocus", (0.949, 0.826, 0.913, 0.967, 0.773, 0.910)),
    "motion": ("self-supervised on motion", (0.934, 0.894, 0.922, 0.953, 0.831, 0.917)),
    "both": ("self-supervised on both", TABLE_1["self"][1]),
}
FIGURE_6_LABELS: Final = (10, 20, 25, 50, 100, 200, 400)
