"""Ratings, labels and picks in XMP sidecars beside the photos, as Lightroom, darktable and digiKam read them.

What others wrote stays: a property is set only where it is missing, or where it still holds what blurlab itself set
last, which the sidecar remembers in a namespace of ours.
"""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree
from xml.parsers import expat

from blurlab.project.atomic import write_bytes
from blurlab.project.errors import ProjectError, reason, shown_name

_X, _RDF = "adobe:ns:meta/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XMP = "http://ns.adobe.com/xap/1.0/"
_DM = "http://ns.adobe.com/xmp/1.0/DynamicMedia/"
_DIGIKAM = "http://www.digikam.org/ns/1.0/"
_OURS = "https://blurlab.invalid/xmp/1.0/"
_PREFIXES: Final = {"x": _X, "rdf": _RDF, "xmp": _XMP, "xmpDM": _DM, "digiKam": _DIGIKAM, "blurlab": _OURS}
_LARGEST: Final = 16 << 20  # bytes; larger is no sidecar
_HEAD: Final = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_TAIL: Final = '\n<?xpacket end="w"?>\n'
_NOTHING: Final = {"0", ""}  # of a rating or a pick, of a label
_DIGIKAM_PICKS: Final = {-1: "1", 0: "0", 1: "3"}


@dataclass(frozen=True)
class Marks:
    """What is to be said of a photo; None says nothing. rating: 0..5 stars, or -1 rejected. label: a colour's name, as
    “Green”. pick: 1 picked, -1 rejected, 0 neither. A rating or pick of 0, or a label of “”, only takes back what was
    said before."""

    rating: int | None = None
    label: str | None = None
    pick: int | None = None

    def __post_init__(self) -> None:
        if self.rating is not None and not -1 <= self.rating <= 5:
            raise ValueError(f"a rating is -1 to 5, not {self.rating}")
        if self.pick not in {None, -1, 0, 1}:
            raise ValueError(f"a pick is -1, 0 or 1, not {self.pick}")

    def said(self) -> list[dict[str, str]]:
        """For each mark its properties, “{namespace}Name”, and their values. They are said together or not at all."""
        said = []
        if self.rating is not None:
            said.append({f"{{{_XMP}}}Rating": str(self.rating)})
        if self.label is not None:
            said.append({f"{{{_XMP}}}Label": self.label})
        if self.pick is not None:
            said.append({f"{{{_DM}}}pick": str(self.pick), f"{{{_DIGIKAM}}}PickLabel": _DIGIKAM_PICKS[self.pick]})
        return said


def sidecar_path(photo: Path) -> Path:
    """NAME.jpg.xmp, unless only a NAME.xmp, as Lightroom writes it, is there."""
    own, adobe = photo.with_name(f"{photo.name}.xmp"), photo.with_suffix(".xmp")
    return adobe if adobe.is_file() and not own.is_file() else own


def write_sidecar(photo: Path, marks: Marks) -> bool:
    """Merge `marks` into the photo's sidecar; whether the file changed. Raises ProjectError and leaves it as it was."""
    path = sidecar_path(photo)
    try:
        old = path.read_bytes() if path.is_file() else None
        if old is not None and len(old) > _LARGEST:
            raise ProjectError(f"The sidecar “{shown_name(path)}” is too large to be one; it was left as it is.")
        new = merged(old, marks)
        if new is None or new == old:
            return False
        write_bytes(path, new)
    except SidecarError as error:
        raise ProjectError(f"The sidecar “{shown_name(path)}” {error}; it was left as it is.") from error
    except OSError as error:
        raise ProjectError(f"The sidecar “{shown_name(path)}” cannot be written: {reason(error)}.") from error
    return True


class SidecarError(ValueError):
    """Why a sidecar is not taken, to follow its name in a sentence."""


def merged(old: bytes | None, marks: Marks) -> bytes | None:
    """The sidecar's bytes with `marks` said in it; `old` itself where nothing changes. Raises SidecarError."""
    root = _parsed(old) if old is not None else ElementTree.Element(f"{{{_X}}}xmpmeta")
    rdf = root if root.tag == f"{{{_RDF}}}RDF" else root.find(f"{{{_RDF}}}RDF")
    if rdf is None:
        if old is not None:
            raise SidecarError("holds no RDF")
        rdf = ElementTree.SubElement(root, f"{{{_RDF}}}RDF")
    descriptions = rdf.findall(f"{{{_RDF}}}Description")
    own = descriptions[0] if descriptions else ElementTree.SubElement(rdf, f"{{{_RDF}}}Description")
    own.attrib.setdefault(f"{{{_RDF}}}about", "")
    descriptions = descriptions or [own]
    changed = False
    for said in marks.said():
        if all(_may_say(descriptions, name) for name in said):
            for name, value in said.items():
                changed |= _say(descriptions, name, value)
    if not changed:
        return old
    for prefix, uri in _PREFIXES.items():
        ElementTree.register_namespace(prefix, uri)
    text = ElementTree.tostring(root, encoding="unicode")
    return f"{_HEAD}{text}{_TAIL}".encode()


def read_marks(data: bytes) -> dict[str, str]:
    """Every simple property in a sidecar: qualified name, “{namespace}Name”, and value. Raises SidecarError."""
    found: dict[str, str] = {}
    for description in _parsed(data).iter(f"{{{_RDF}}}Description"):
        found |= {name: value for name, value in description.attrib.items() if not name.startswith(f"{{{_RDF}}}")}
        found |= {child.tag: (child.text or "").strip() for child in description if len(child) == 0}
    return found


def _found(descriptions: list[ElementTree.Element], name: str) -> tuple[ElementTree.Element, str] | None:
    """Where a property stands, as an attribute or as an element, and its value."""
    for one in descriptions:
        child = one.find(name)
        if child is not None:
            return one, (child.text or "").strip()
        if name in one.attrib:
            return one, one.attrib[name]
    return None


def _remembered(name: str) -> str:
    """The property in which we keep what we said last."""
    return f"{{{_OURS}}}{name.partition('}')[2]}"


def _may_say(descriptions: list[ElementTree.Element], name: str) -> bool:
    """Whether a property is missing, and was never said by us, or still holds what we said: else it is another's."""
    found, ours = _found(descriptions, name), _found(descriptions, _remembered(name))
    if found is None or ours is None:
        return found is None and ours is None  # to take away what we said is an answer
    return found[1] == ours[1]


def _say(descriptions: list[ElementTree.Element], name: str, value: str) -> bool:
    """Set a property that may be said; whether anything changed."""
    found = _found(descriptions, name)
    if found is None:
        if value in _NOTHING:
            return False
        descriptions[0].set(name, value)
        descriptions[0].set(_remembered(name), value)
        return True
    one, there = found
    child = one.find(name)
    if child is not None:
        child.text = value
    else:
        one.set(name, value)
    for each in descriptions:
        each.attrib.pop(_remembered(name), None)
    one.set(_remembered(name), value)
    return there != value


def _parsed(data: bytes) -> ElementTree.Element:
    """The root element. A document type is refused: only it can name other files or grow without end."""
    guard = expat.ParserCreate()
    guard.StartDoctypeDeclHandler = _refuse
    try:
        guard.Parse(data.strip(b"\0 \r\n\t"), True)
        parser = ElementTree.iterparse(io.BytesIO(data.strip(b"\0 \r\n\t")), ("start-ns", "end"))
        for event, told in parser:
            if event == "start-ns":
                prefix, uri = str(told[0]), str(told[1])
                if prefix and prefix not in _PREFIXES and uri not in _PREFIXES.values():
                    _keep_prefix(prefix, uri)
        root = parser.root  # type: ignore[attr-defined]  # typeshed leaves it out
    except (expat.ExpatError, ElementTree.ParseError, LookupError, ValueError) as error:
        if isinstance(error, SidecarError):
            raise
        raise SidecarError("is not sound XML") from error
    if not isinstance(root, ElementTree.Element):
        raise SidecarError("is not sound XML")
    return root


def _refuse(*_: object) -> None:
    raise SidecarError("has a document type, which no sidecar needs")


def _keep_prefix(prefix: str, uri: str) -> None:
    try:
        ElementTree.register_namespace(prefix, uri)
    except ValueError:  # ns0 and the like, which ElementTree keeps for itself
        return
