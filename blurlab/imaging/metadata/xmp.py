"""Ratings, labels and picks in XMP, as Lightroom, darktable and digiKam write and read them: written to sidecars beside
the photos, read from these and from the packets inside photos.

Other programs' properties stay: a property is set only if it is missing, if it still holds what blurlab itself set
last, which the sidecar remembers in a namespace of ours, or if a person saw its value and chose another.
"""

import io
import os
from pathlib import Path
from typing import Final
from xml.etree import ElementTree
from xml.parsers import expat

from blurlab.errors import UserError, code_of, reason, shown_name
from blurlab.files.atomic import write_bytes
from blurlab.files.reading import read_whole
from blurlab.imaging.metadata.marks import LABELS, Marks

_X, _RDF = "adobe:ns:meta/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XMP = "http://ns.adobe.com/xap/1.0/"
_DM = "http://ns.adobe.com/xmp/1.0/DynamicMedia/"
_DIGIKAM = "http://www.digikam.org/ns/1.0/"
_DARKTABLE = "http://darktable.sf.net/"
_OURS = "https://blurlab.invalid/xmp/1.0/"
_PREFIXES: Final = {"x": _X, "rdf": _RDF, "xmp": _XMP, "xmpDM": _DM, "digiKam": _DIGIKAM, "blurlab": _OURS}
LARGEST: Final = 16 << 20  # bytes; anything larger is not a sidecar
_DEEPEST: Final = 200  # elements within elements
_HEAD: Final = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_TAIL: Final = '\n<?xpacket end="w"?>\n'
_NOTHING: Final = {"0", ""}  # for a rating or a pick, for a label
_DIGIKAM_PICKS: Final = {-1: "1", 0: "0", 1: "3"}
_RATING, _LABEL = f"{{{_XMP}}}Rating", f"{{{_XMP}}}Label"
_PICK, _PICK_LABEL = f"{{{_DM}}}pick", f"{{{_DIGIKAM}}}PickLabel"
_COLOUR_LABEL, _COLOUR_LABELS = f"{{{_DIGIKAM}}}ColorLabel", f"{{{_DARKTABLE}}}colorlabels"
_ADVICE = f"{{{_OURS}}}advice"  # label and pick come from blurlab, not from a person
_LI = f"{{{_RDF}}}li"
_COLOURS: Final = {
    **{label.casefold(): label for label in LABELS},
    **dict(zip(("select", "second", "approved", "review", "to do"), LABELS, strict=True)),  # Bridge's words
}
_DIGIKAM_COLOURS: Final = {"1": "Red", "3": "Yellow", "4": "Green", "5": "Blue", "6": "Purple"}
_DARKTABLE_COLOURS: Final = dict(zip("01234", LABELS, strict=True))


def sidecar_names(photo: Path) -> tuple[Path, Path]:
    """NAME.jpg.xmp, as darktable and digiKam name it, and NAME.xmp, as Lightroom names it."""
    return photo.with_name(f"{photo.name}.xmp"), photo.with_suffix(".xmp")


def sidecar_path(photo: Path) -> Path:
    """NAME.jpg.xmp, unless there is only a NAME.xmp."""
    own, adobe = sidecar_names(photo)
    return adobe if is_there(adobe) and not is_there(own) else own


def is_there(sidecar: Path) -> bool:
    """Whether there is such a file; no if the disk does not allow a name of that length."""
    return os.path.isfile(sidecar)  # noqa: PTH113 - Path.is_file raises for a long name


def write_sidecar(photo: Path, marks: Marks, seen: Marks | None = None) -> bool:
    """Merge `marks` into the photo's sidecar; whether the file changed. `seen`: the file's marks that the person knew.

    Raises UserError and leaves the sidecar unchanged.
    """
    path = sidecar_names(photo)[0]
    try:
        path = sidecar_path(photo)
        try:
            old = read_whole(path, LARGEST)
        except FileNotFoundError:
            old = None
        new = merged(old, marks, seen)
        if new is None or new == old:
            return False
        write_bytes(path, new)
    except SidecarError as error:
        raise UserError(
            "sidecar.unreadable", f"The sidecar “{shown_name(path)}” {error}; it was left unchanged."
        ) from error
    except OSError as error:
        sentence = f"The sidecar “{shown_name(path)}” cannot be written: {reason(error)}; it was left unchanged."
        raise UserError(code_of(error), sentence) from error
    return True


class SidecarError(ValueError):
    """Why a sidecar is refused, to follow its name in a sentence."""


def merged(old: bytes | None, marks: Marks, seen: Marks | None = None) -> bytes | None:
    """The sidecar's bytes with `marks` in it; `old` itself if nothing changes. Raises SidecarError."""
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
    properties, there = _simple(root), _told(root)
    if marks.advice and _ADVICE not in properties and any(name.startswith(f"{{{_OURS}}}") for name in properties):
        return old  # a person has spoken
    for said in _said(marks):
        if not _was_seen(said, there, seen) and not all(_may_say(descriptions, name) for name in said):
            continue
        if _LABEL in said:
            if there.label not in {None, "", properties.get(_remembered(_LABEL))} and not _was_seen(said, there, seen):
                continue  # digiKam or darktable has given a colour
            changed |= _say_colour(descriptions, said[_LABEL])
        for name, value in said.items():
            changed |= _say(descriptions, name, value)
    if not changed:
        return old
    own.attrib.pop(_ADVICE, None)
    if marks.advice:
        own.set(_ADVICE, "1")
    for prefix, uri in _PREFIXES.items():
        ElementTree.register_namespace(prefix, uri)
    text = ElementTree.tostring(root, encoding="unicode")
    return f"{_HEAD}{text}{_TAIL}".encode()


def _said(marks: Marks) -> list[dict[str, str]]:
    """For each mark its properties, “{namespace}Name”, and their values. They are said together or not at all."""
    said = []
    if marks.rating is not None:
        said.append({_RATING: str(marks.rating)})
    if marks.label is not None:
        said.append({_LABEL: marks.label})
    if marks.pick is not None:
        said.append({_PICK: str(marks.pick), _PICK_LABEL: _DIGIKAM_PICKS[marks.pick]})
    return said


def read_marks(data: bytes) -> dict[str, str]:
    """Every simple property in a sidecar: qualified name, “{namespace}Name”, and value. Raises SidecarError."""
    return _simple(_parsed(data))


def told(data: bytes) -> Marks:
    """The marks of a sidecar or a packet, or None; a colour that is not in LABELS is “”.

    Programs may disagree, because one continued and left another's properties unchanged; then what blurlab itself wrote
    counts as the older. Raises SidecarError.
    """
    return _told(_parsed(data))


def _told(root: ElementTree.Element) -> Marks:
    there = _simple(root)
    advised = _ADVICE in there

    def newest(*found: tuple[str, object]) -> object:
        known = [(name, value) for name, value in found if value is not None]
        others = [
            value for name, value in known if (ours := there.get(_remembered(name))) is None or ours != there[name]
        ]
        return others[0] if others else known[0][1] if known and not advised else None

    rating = _number(there.get(_RATING))
    if rating is not None and not -1 <= rating <= 5:
        rating = None
    rejected = -1 if rating == -1 else None
    taken_back = 0 if rating is not None and rating >= 0 and there.get(_remembered(_RATING)) == "-1" else None
    pick = newest(
        (_RATING, rejected),
        (_PICK, {"-1": -1, "0": 0, "1": 1}.get(there.get(_PICK, ""))),
        (_PICK_LABEL, {"0": 0, "1": -1, "2": 0, "3": 1}.get(there.get(_PICK_LABEL, ""))),
        (_RATING, taken_back),
    )
    text, number = there.get(_LABEL), there.get(_COLOUR_LABEL)
    listed = root.find(f".//{_COLOUR_LABELS}//{_LI}")
    label = newest(
        (_LABEL, None if text is None else _COLOURS.get(text.casefold(), "")),
        (_COLOUR_LABEL, None if number is None else _DIGIKAM_COLOURS.get(number, "")),
        (_COLOUR_LABELS, None if listed is None else _DARKTABLE_COLOURS.get((listed.text or "").strip(), "")),
    )
    return Marks(rating, label if isinstance(label, str) else None, pick if isinstance(pick, int) else None)


def _number(text: str | None) -> int | None:
    """A rating may be written as 4 or as 4.0."""
    try:
        return round(float(text)) if text is not None else None
    except (ValueError, OverflowError):
        return None


def _simple(root: ElementTree.Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for description in root.iter(f"{{{_RDF}}}Description"):
        found |= {name: value for name, value in description.attrib.items() if not name.startswith(f"{{{_RDF}}}")}
        found |= {child.tag: (child.text or "").strip() for child in description if len(child) == 0}
    return found


def _found(descriptions: list[ElementTree.Element], name: str) -> tuple[ElementTree.Element, str] | None:
    """The place of a property, an attribute or an element, and its value."""
    for one in descriptions:
        child = one.find(name)
        if child is not None:
            return one, (child.text or "").strip()
        if name in one.attrib:
            return one, one.attrib[name]
    return None


def _remembered(name: str) -> str:
    """The property in which we keep our last value."""
    return f"{{{_OURS}}}{name.partition('}')[2]}"


def _was_seen(said: dict[str, str], there: Marks, seen: Marks | None) -> bool:
    """Whether the person knew the present value: then this is a change of mind, not a loss."""
    if seen is None:
        return False
    if _RATING in said:
        rejected = there.rating == -1 and seen.pick == -1
        return there.rating is not None and (there.rating == seen.rating or rejected)
    if _LABEL in said:
        return bool(there.label) and there.label == seen.label
    return there.pick is not None and there.pick == seen.pick


def _say_colour(descriptions: list[ElementTree.Element], label: str) -> bool:
    """Make the colour properties of digiKam and darktable agree with the label, if they are there."""
    changed = False
    numbers = {colour: number for number, colour in _DIGIKAM_COLOURS.items()}
    if _found(descriptions, _COLOUR_LABEL) is not None:
        changed |= _put(descriptions, _COLOUR_LABEL, numbers.get(label, "0"))
    listed = next((one for each in descriptions for one in each.iterfind(_COLOUR_LABELS)), None)
    if listed is not None:
        numbers = {colour: number for number, colour in _DARKTABLE_COLOURS.items()}
        wanted = [numbers[label]] if label in numbers else []
        if [(entry.text or "").strip() for entry in listed.iter(_LI)] != wanted:
            for child in list(listed):
                listed.remove(child)
            sequence = ElementTree.SubElement(listed, f"{{{_RDF}}}Seq")
            for number in wanted:
                ElementTree.SubElement(sequence, _LI).text = number
            changed = True
    return changed


def _may_say(descriptions: list[ElementTree.Element], name: str) -> bool:
    """Whether we may set a property: it is missing and we never set it, or it still holds our value."""
    found, ours = _found(descriptions, name), _found(descriptions, _remembered(name))
    if found is None or ours is None:
        return found is None and ours is None  # removing our value is an answer
    return found[1] == ours[1]


def _say(descriptions: list[ElementTree.Element], name: str, value: str) -> bool:
    """Set a property if we may; whether anything changed."""
    found = _found(descriptions, name)
    if found is None:
        if value in _NOTHING:
            return False
        descriptions[0].set(name, value)
        descriptions[0].set(_remembered(name), value)
        return True
    changed = _put(descriptions, name, value)
    for each in descriptions:
        each.attrib.pop(_remembered(name), None)
    found[0].set(_remembered(name), value)
    return changed


def _put(descriptions: list[ElementTree.Element], name: str, value: str) -> bool:
    """Change an existing property, attribute or element; whether that changed it."""
    found = _found(descriptions, name)
    assert found is not None
    one, there = found
    child = one.find(name)
    if child is not None:
        child.text = value
    else:
        one.set(name, value)
    return there != value


def _parsed(data: bytes) -> ElementTree.Element:
    """The root element. A document type is refused: only that can name other files or expand without end."""
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
        guard.Parse(data.strip(b"\0 \r\n\t"), True)
        parser = ElementTree.iterparse(io.BytesIO(data.strip(b"\0 \r\n\t")), ("start-ns", "end"))
        for event, told in parser:
            if event == "start-ns":
                prefix, uri = str(told[0]), str(told[1])
                if prefix and prefix not in _PREFIXES and uri not in _PREFIXES.values():
                    _keep_prefix(prefix, uri)
        root = parser.root  # type: ignore[attr-defined]  # missing from typeshed
    except (expat.ExpatError, ElementTree.ParseError, LookupError, ValueError) as error:
        if isinstance(error, SidecarError):
            raise
        raise SidecarError("is not valid XML") from error
    if not isinstance(root, ElementTree.Element):
        raise SidecarError("is not valid XML")
    return root


def _refuse(*_: object) -> None:
    raise SidecarError("has a document type, which no sidecar needs")


def _keep_prefix(prefix: str, uri: str) -> None:
    try:
        ElementTree.register_namespace(prefix, uri)
    except ValueError:  # ns0 and the like, which ElementTree reserves
        return
