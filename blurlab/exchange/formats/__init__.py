"""One module a format, with its row FORMAT; being here is all that makes one known."""

import pkgutil


def names() -> list[str]:
    """The formats' names, by those of the modules: nothing is imported for them."""
    return [each.name.replace("_", "-") for each in pkgutil.iter_modules(__path__)]
