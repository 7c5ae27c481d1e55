"""JSON from strangers: refused in one way, and measured before any memory is taken."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NoReturn

_MOST_MEMORY: Final = 1 << 30  # bytes that the values of one document may take
_OBJECT, _LIST, _ITEM, _TEXT = 232, 88, 40, 28  # bytes that Python takes for each character that begins one


class JsonError(ValueError):
    """A text that cannot be read as JSON. str() says why, to follow a name in a sentence."""


def parse_json(data: bytes | str, *, refuse_nan: bool = True) -> Any:
    """The value of a JSON text. Raises JsonError for text that is not valid JSON, or is too much of it.

    NaN, Infinity, numbers of thousands of digits and endless nesting are all refused; the first two become floats
    without `refuse_nan`, for callers that look at each number.
    """
    if _memory(data) > _MOST_MEMORY:
        raise JsonError("holds more values than blurlab reads at once; split it")
    try:
        with _uncollected():
            return json.loads(data, parse_constant=_refuse if refuse_nan else float)
    except RecursionError as error:
        raise JsonError("is nested too deeply") from error
    except MemoryError as error:
        raise JsonError("does not fit into memory") from error
    except json.JSONDecodeError as error:
        raise JsonError(f"is not valid JSON (line {error.lineno})") from error
    except ValueError as error:  # not UTF-8, NaN, or a number of thousands of digits
        raise JsonError("is not valid JSON") from error


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for circles inside: a parser makes none, and each search would go over all values made so far."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _memory(data: bytes | str) -> int:
    """About how many bytes the text and its values take at most."""
    signs: list[Any] = [b"{", b"[", b",", b'"'] if isinstance(data, bytes) else ["{", "[", ",", '"']
    objects, lists, items, quotes = (data.count(sign) for sign in signs)
    letters = len(data) * (1 if data.isascii() else 4)  # one letter outside Latin-1 widens them all
    return letters + objects * _OBJECT + lists * _LIST + items * _ITEM + quotes * _TEXT


def _refuse(_constant: str) -> NoReturn:
    raise ValueError("not a number")
