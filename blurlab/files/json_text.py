"""JSON from strangers: one way to have it refused, and no memory taken before it is known how much."""

import json
from typing import Any, Final, NoReturn

_MOST_MEMORY: Final = 1 << 30  # bytes that the values of one document may take
_OBJECT, _LIST, _ITEM, _TEXT = 232, 88, 40, 28  # bytes that Python takes for each sign that begins one


class JsonError(ValueError):
    """Text that is no JSON that could be read. str() tells why, to follow a name in a sentence."""


def parse_json(data: bytes | str) -> Any:
    """The value of a JSON text. Raises JsonError for all that is no sound JSON or too much of it.

    Neither NaN and Infinity, numbers of thousands of digits nor nesting without end is sound.
    """
    if _memory(data) > _MOST_MEMORY:
        raise JsonError("holds more values than blurlab reads at once; split it")
    try:
        return json.loads(data, parse_constant=_refuse)
    except RecursionError as error:
        raise JsonError("is nested too deeply") from error
    except MemoryError as error:
        raise JsonError("does not fit into the memory") from error
    except json.JSONDecodeError as error:
        raise JsonError(f"is not sound JSON (line {error.lineno})") from error
    except ValueError as error:  # no UTF-8, NaN, or a number of thousands of digits
        raise JsonError("is not sound JSON") from error


def _memory(data: bytes | str) -> int:
    """Bytes that the text and its values will take, at most about."""
    signs: list[Any] = [b"{", b"[", b",", b'"'] if isinstance(data, bytes) else ["{", "[", ",", '"']
    objects, lists, items, quotes = (data.count(sign) for sign in signs)
    letters = len(data) * (1 if data.isascii() else 4)  # one letter that is none of Latin's widens them all
    return letters + objects * _OBJECT + lists * _LIST + items * _ITEM + quotes * _TEXT


def _refuse(_constant: str) -> NoReturn:
    raise ValueError("not a number")
