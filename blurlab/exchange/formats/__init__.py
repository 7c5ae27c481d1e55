"""One module for each format, with its FORMAT; a module here or in `read_only` is found by itself."""

import importlib
import pkgutil
from collections.abc import Iterable

_READ_ONLY = "read_only"  # the folder of those without a writer


def modules() -> dict[str, str]:
    """The module of each format by the format's name; none of them is imported for it."""
    package = f"{__name__}.{_READ_ONLY}"
    return _named(__name__, __path__) | _named(package, importlib.import_module(package).__path__)


def names() -> list[str]:
    """The formats' names."""
    return sorted(modules())


def written() -> list[str]:
    """The names of those that can be written."""
    return sorted(_named(__name__, __path__))


def _named(package: str, places: Iterable[str]) -> dict[str, str]:
    found = pkgutil.iter_modules(places)
    return {each.name.replace("_", "-"): f"{package}.{each.name}" for each in found if not each.ispkg}
