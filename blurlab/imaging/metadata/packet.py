"""XML of strangers, read as XMP: no document type, no nesting without end, any encoding that XMP allows."""

import io
import re
from collections.abc import Collection
from typing import Final
from xml.etree import ElementTree
from xml.parsers import expat

_DEEPEST: Final = 200  # elements within elements
_DECLARED: Final = re.compile(r"^\s*<\?xml\s[^>]*\?>")  # with an encoding that holds no more once it is decoded
# The first bytes of “<” or a byte order mark, the longer before those that begin alike.
_ENCODINGS: Final = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


class SidecarError(ValueError):
    """Why a sidecar is refused, to follow its name in a sentence."""


def parse_packet(data: bytes, prefixes: Collection[str], spaces: Collection[str]) -> ElementTree.Element:
    """The root element; the file's own prefixes are kept for writing, save `prefixes` and those of `spaces`.

    A document type is refused: only that can name other files or expand without end. Raises SidecarError.
    """
    guard = expat.ParserCreate()
    guard.StartDoctypeDeclHandler = _refuse
    depth = 0

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise SidecarError("is nested too deeply to be a sidecar")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    guard.StartElementHandler, guard.EndElementHandler = start, end
    try:
        plain = _as_utf8(data)
        guard.Parse(plain, True)
        parser = ElementTree.iterparse(io.BytesIO(plain), ("start-ns", "end"))
        for event, told in parser:
            if event == "start-ns":
                prefix, uri = str(told[0]), str(told[1])
                if prefix and prefix not in prefixes and uri not in spaces:
                    _keep_prefix(prefix, uri)
        root = parser.root  # type: ignore[attr-defined]  # missing from typeshed
    except (expat.ExpatError, ElementTree.ParseError, LookupError, ValueError) as error:
        if isinstance(error, SidecarError):
            raise
        raise SidecarError("is not valid XML") from error
    if not isinstance(root, ElementTree.Element):
        raise SidecarError("is not valid XML")
    return root


def _as_utf8(data: bytes) -> bytes:
    """The bytes without padding; UTF-16 and UTF-32 as UTF-8. Raises ValueError."""
    for head, encoding in _ENCODINGS:
        if data.startswith(head):
            unit = 4 if "32" in encoding else 2
            text = data[: len(data) - len(data) % unit].decode(encoding)
            return _DECLARED.sub("", text.strip("\0 \r\n\t\ufeff")).encode()
    return data.strip(b"\0 \r\n\t")


def _refuse(*_: object) -> None:
    raise SidecarError("has a document type, which no sidecar needs")


def _keep_prefix(prefix: str, uri: str) -> None:
    try:
        ElementTree.register_namespace(prefix, uri)
    except ValueError:  # ns0 and the like, which ElementTree reserves
        return
