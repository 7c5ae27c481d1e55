"""Model files whose head claims what the rest is not."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from tests.storm.attacks.attack import attack, given, refused
from tests.storm.grounds import MODEL
from tests.storm.room import Room

Head = dict[str, Any]


def _parts(room: Room) -> tuple[Head, bytes]:
    data = (room.folder / MODEL).read_bytes()
    length = int.from_bytes(data[:8], "little")
    return json.loads(data[8 : 8 + length]), data[8 + length :]


def _write(room: Room, head: bytes, rest: bytes, length: int | None = None) -> Path:
    file = given(room) / "model.safetensors"
    file.write_bytes((len(head) if length is None else length).to_bytes(8, "little") + head + rest)
    return file


def _refuse(room: Room, what: str, file: Path) -> None:
    refused(room, what, "predict", room.folder / "photos" / "a.png", "--out", "maps", "--model", file)
    if list((room.folder / "maps").glob("*.png")):
        shutil.rmtree(room.folder / "maps")
        room.report.lose(f"{what}: a prediction was made")


def _heads(tensors: list[str]) -> dict[str, Callable[[Head], None]]:
    first, second = tensors[0], tensors[1]
    return {
        "overlapping": lambda head: head[first].update(data_offsets=head[second]["data_offsets"]),
        "negative": lambda head: head[first].update(data_offsets=[-4, 0]),
        "beyond": lambda head: head[first].update(data_offsets=[0, 1 << 62]),
        "backwards": lambda head: head[first].update(data_offsets=[64, 0]),
        "shape": lambda head: head[first].update(shape=[1 << 40, 1 << 40]),
        "no shape": lambda head: head[first].update(shape=[]),
        "turned": lambda head: head[first].update(shape=[*head[first]["shape"][::-1], 1]),
        "dtype": lambda head: head[first].update(dtype="I32"),
        "half": lambda head: head[first].update(dtype="F16"),
        "unknown": lambda head: head[first].update(dtype="Q7"),
        "missing": lambda head: head.pop(first),
        "words": lambda head: head.update({first: "weights"}),
        "card": lambda head: head.update(__metadata__={"card": "[" * 100_000}),
        "numbers": lambda head: head.update(__metadata__=dict.fromkeys(head.get("__metadata__", {}), "9" * 5000)),
        "list": lambda head: head.update(__metadata__=["x"]),
        "names": lambda head: head.update({f"t{number}": head[first] for number in range(100_000)}),
    }


@attack
def model_heads(room: Room) -> None:
    head, _ = _parts(room)
    names = [name for name, one in head.items() if name != "__metadata__" and len(one["shape"]) > 1]
    for name, spoil in room.draw.sample(sorted(_heads(names).items()), 4):
        head, rest = _parts(room)
        spoil(head)
        file = _write(room, json.dumps(head).encode(), rest)
        if name in {"card", "numbers", "list"}:
            room.give(f"a model: {name}", "predict", room.folder / "photos" / "a.png", "--out", "maps", "--model", file)
        else:
            _refuse(room, f"a model: {name}", file)


@attack
def model_bytes(room: Room) -> None:
    head, rest = _parts(room)
    whole = json.dumps(head).encode()
    way = room.draw.randrange(7)
    match way:
        case 0:
            file = _write(room, b"{" + b" " * (200 << 20), rest)
        case 1:
            file = _write(room, whole, rest, length=1 << 63)
        case 2:
            file = _write(room, b'{"a":' * 50_000, rest)
        case 3:
            file = _write(room, whole, rest[: len(rest) // 2])
        case 4:
            file = given(room) / "model.safetensors"
            with file.open("wb") as out:
                out.truncate(40 << 30)
        case 5:
            file = given(room) / "model.pt"
            file.write_bytes(b"PK\x03\x04" + bytes(1000))
        case _:
            file = _write(room, b'{"__metadata__": {"a": "b"}}', b"")
    _refuse(room, f"a model's bytes, {way}", file)


@attack
def model_values(room: Room) -> None:
    head, rest = _parts(room)
    value = room.draw.choice((np.nan, np.inf, -np.inf, 3e38))
    spoilt = np.frombuffer(rest, np.float32).copy()
    which = room.draw.choice([one for name, one in head.items() if name != "__metadata__" and one["dtype"] == "F32"])
    begin, end = (place // 4 for place in which["data_offsets"])
    spoilt[begin:end] = value
    file = _write(room, json.dumps(head).encode(), spoilt.tobytes())
    _refuse(room, f"a model with {value}", file)


@attack
def model_in_project(room: Room) -> None:
    """The weights and the card of a version in a project."""
    version = next((room.project / "models").glob("v*"))
    weights = next(version.glob("*.safetensors"))
    spoil = room.draw.choice((lambda: weights.write_bytes(b""), weights.unlink, lambda: weights.write_bytes(b"x" * 99)))
    spoil()
    for card in version.glob("*.json"):
        card.write_text(
            room.draw.choice(
                (
                    "[" * 200_000,
                    '{"auc": 1e999}',
                    "{}",
                    '{"network": {"a": 1}}',
                    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
                )
            )
        )
    room.give("a version of a project", "predict", room.project, "--out", "maps")
    room.give("a version of a project", "export", room.project, "--out", "data", "--dataset")
