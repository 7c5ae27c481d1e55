"""How the maps of many photos are named, so that each photo gets one of its own."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blurlab.imaging.ports import PhotoRef


def map_names(photos: Sequence["PhotoRef"]) -> list[str]:
    """The name of the map of each photo, in their order, no two alike even where case does not count.

    A photo alone with its stem gives `IMG_1.png`; those that share one `IMG_1.CR2.png` and `IMG_1.JPG.png`, and those
    that share even that, as photos of two folders do, `IMG_1.JPG.png` and `IMG_1.JPG.2.png`. The second page of a file
    gives `scan-p2.png`.
    """
    stems = Counter(photo.stem.casefold() for photo in photos)
    alone = [stems[photo.stem.casefold()] == 1 for photo in photos]
    used = {f"{photo.stem}.png".casefold() for photo, single in zip(photos, alone, strict=True) if single}
    names = []
    for photo, single in zip(photos, alone, strict=True):
        name, number = f"{photo.stem if single else photo.name}.png", 1
        while not single and name.casefold() in used:
            number += 1
            name = f"{photo.name}.{number}.png"
        used.add(name.casefold())
        names.append(name)
    return names
