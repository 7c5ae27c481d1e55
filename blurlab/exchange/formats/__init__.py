"""One module for each format, with its FORMAT; a module in this folder is found by itself."""

import pkgutil


def names() -> list[str]:
    """The formats' names, from the names of the modules: nothing is imported for them."""
    return [each.name.replace("_", "-") for each in pkgutil.iter_modules(__path__)]
