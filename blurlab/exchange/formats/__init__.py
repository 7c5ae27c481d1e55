"""One module for each format, with its FORMAT; a module in this folder is found by itself."""

import pkgutil
from typing import Final

READ_ONLY: Final = frozenset(  # the formats without a writer, so that the export's help can leave them out unimported
    ("coco-results", "via", "via-table", "segment-anything", "supervisely", "rle-table", "rle-table-rows")
)


def names() -> list[str]:
    """The formats' names, from the names of the modules: nothing is imported for them."""
    return [each.name.replace("_", "-") for each in pkgutil.iter_modules(__path__)]


def written() -> list[str]:
    """The names of those that can be written."""
    return [name for name in names() if name not in READ_ONLY]
