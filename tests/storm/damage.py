"""Damage done to files at random, as a stranger, a bad stick or a broken program does it."""

import copy
import json
import random
import re
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

HOSTILE: Final[tuple[Any, ...]] = (
    *(None, True, False, 0, 1, -1, 2, 255, 65_536, -(2**31), 2**63 - 1, 10**30, 0.5, -0.0, 1e308, float("nan")),
    *(float("inf"), "", "7", "text", "\ud800", "\udfff", "=1+1", "../../x", "/etc/passwd", "a\nb\r", "\0", "x" * 5000),
    *([], {}, [[]], {"a": {}}, [None], [0, 0], {"": 0}, [[[[[[[[[[]]]]]]]]]], ["text"] * 50),
)
_NUMBERS: Final = (0, 1, 2, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000)
_WORDS: Final = ("0", "-1", "99999999999", "1e308", "nan", "inf", "", "x", "<", '"', "\x00", "é", "null", "[", "{" * 50)


def damage_bytes(data: bytes, draw: random.Random) -> bytes:
    """Some bytes flipped, overwritten by numbers that tempt, cut off, doubled or taken out."""
    changed = bytearray(data)
    for _ in range(draw.choice((1, 1, 1, 2, 5, 30))):
        if not changed:
            break
        # Heads decide more than what follows.
        at = draw.randrange(len(changed)) if draw.random() < 0.5 else draw.randrange(min(len(changed), 400))
        match draw.randrange(7):
            case 0:
                changed[at] ^= 1 << draw.randrange(8)
            case 1:
                changed[at] = draw.choice((0, 1, 0x7F, 0x80, 0xFF))
            case 2:
                order = draw.choice("<>")
                changed[at : at + 4] = struct.pack(f"{order}I", draw.choice(_NUMBERS))
            case 3:
                del changed[at:]
            case 4:
                del changed[at : at + draw.randrange(1, 64)]
            case 5:
                changed[at:at] = changed[at : at + draw.randrange(1, 64)]
            case _:
                changed[at : at + 16] = draw.randbytes(16)
    return bytes(changed)


def damage_text(data: bytes, draw: random.Random) -> bytes:
    """A number, a quoted text or a tag replaced by another one; or damage of bytes."""
    if draw.random() < 0.3:
        return damage_bytes(data, draw)
    text = data.decode("utf-8", errors="replace")
    places = list(re.finditer(r"-?\d+(?:\.\d+)?|\"[^\"\n]{0,40}\"|<[^>\n]{0,40}>|=[^\n]+", text))
    chosen = draw.sample(places, min(len(places), draw.choice((1, 1, 2, 4))))
    for place in sorted(chosen, key=lambda place: place.start(), reverse=True):
        word = draw.choice(_WORDS)
        if place[0].startswith('"') and draw.random() < 0.7:
            word = f'"{word}"'
        text = text[: place.start()] + word + text[place.end() :]
    return text.encode("utf-8", errors="surrogatepass")


def damage_json(data: bytes, draw: random.Random) -> bytes:
    """Values of other types, missing and doubled ones, in a document that is sound JSON; or damage of text."""
    if draw.random() < 0.3:
        return damage_text(data, draw)
    document = json.loads(data)
    for _ in range(draw.choice((1, 1, 2, 4))):
        document = _with_another(document, draw)
    return json.dumps(document).encode()


def _with_another(document: Any, draw: random.Random) -> Any:
    places = list(_places(document))
    if not places:
        return copy.deepcopy(draw.choice(HOSTILE))
    owner, key = draw.choice(places)
    match draw.randrange(4):
        case 0 if isinstance(owner, dict):
            del owner[key]
        case 1 if isinstance(owner, list):
            owner.insert(key, owner[key])
        case 2:
            other, its = draw.choice(places)
            owner[key] = copy.deepcopy(other[its]) if its in _keys(other) else None
        case _:
            owner[key] = copy.deepcopy(draw.choice(HOSTILE))  # or two such could come to hold each other
    return document


def _keys(document: Any) -> list[Any]:
    return (
        list(document)
        if isinstance(document, dict)
        else list(range(len(document)))
        if isinstance(document, list)
        else []
    )


def _places(document: Any) -> list[tuple[Any, Any]]:
    """(what holds it, its key) of every value in a document, at any depth."""
    found: list[tuple[Any, Any]] = []
    for key in _keys(document):
        found += [(document, key), *_places(document[key])]
    return found


def damage_database(path: Path, draw: random.Random) -> str:
    """Change values, types or tables of a project's database in sound SQL, or its bytes; what was done."""
    if draw.random() < 0.15:
        path.write_bytes(damage_bytes(path.read_bytes(), draw))
        return "its bytes"
    done = []
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        for _ in range(draw.choice((1, 1, 1, 2, 4))):
            tables = [name for (name,) in connection.execute(names)]  # the one before may be dropped or renamed
            statement, values = _statement(connection, draw.choice(tables), draw)
            try:
                connection.execute(statement, values)
                done.append(f"{statement} {values!r:.80}")
            except (sqlite3.Error, OverflowError, UnicodeError):
                continue  # what the database itself refuses cannot stand in one
        connection.commit()
    finally:
        connection.close()
    return "; ".join(done)


def _statement(connection: sqlite3.Connection, table: str, draw: random.Random) -> tuple[str, tuple[Any, ...]]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    structure = (
        f"DROP TABLE {table}",
        f"ALTER TABLE {table} RENAME COLUMN {draw.choice(columns)} TO other",
        f"ALTER TABLE {table} RENAME TO was_{table}",
        f"PRAGMA user_version = {draw.choice((0, 1, 3, 99, -1, 2**31 - 1))}",
        f"DELETE FROM {table}",
    )
    if draw.random() < 0.2:
        return draw.choice(structure), ()
    if draw.random() < 0.2:
        odd = ("[" * 2000, "nonsense", "1e999", "NaN", "9" * 5000, b"\xff", json.dumps(draw.choice(HOSTILE)))
        return "UPDATE settings SET value = ? WHERE random() % 2 = 0", (draw.choice(odd),)
    value = draw.choice(HOSTILE)
    if isinstance(value, list | dict):
        value = json.dumps(value)
    if draw.random() < 0.1:
        value = draw.randbytes(9)
    where = draw.choice(("", "", f" WHERE rowid = (SELECT max(rowid) FROM {table})"))
    return f"UPDATE {table} SET {draw.choice(columns)} = ?{where}", (value,)


def half(data: bytes, draw: random.Random) -> bytes:
    """No more than the first three fifths of the bytes."""
    return data[: draw.randrange(len(data) * 3 // 5)]


Damage = Callable[[bytes, random.Random], bytes]
