"""Ratings, labels and picks in XMP, as Lightroom, darktable and digiKam write and read them: written to sidecars beside
the photos, read from these and from the packets inside photos.

Other programs' properties stay: a property is set only if it is missing, if it still holds what blurlab itself set
last, which the sidecar remembers in a namespace of ours, or if a person saw its value and chose another.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from blurlab.errors import UserError, code_of, reason, shown_name
from blurlab.files.atomic import write_bytes
from blurlab.files.reading import read_whole
from blurlab.imaging.metadata.colours import CLASSES, colour_of
from blurlab.imaging.metadata.marks import LABELS, Marks
from blurlab.imaging.metadata.packet import SidecarError, parse_packet
from blurlab.imaging.metadata.sidecars import sidecar_names, sidecar_path

_X, _RDF = "adobe:ns:meta/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XMP = "http://ns.adobe.com/xap/1.0/"
_DM = "http://ns.adobe.com/xmp/1.0/DynamicMedia/"
_DIGIKAM = "http://www.digikam.org/ns/1.0/"
_DARKTABLE = "http://darktable.sf.net/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_MECHANIC = "http://ns.camerabits.com/photomechanic/1.0/"
_MICROSOFT = "http://ns.microsoft.com/photo/1.0/"
_OURS = "https://blurlab.invalid/xmp/1.0/"
_PREFIXES: Final = {
    "x": _X,
    "rdf": _RDF,
    "xmp": _XMP,
    "xmpDM": _DM,
    "digiKam": _DIGIKAM,
    "blurlab": _OURS,
    "photoshop": _PHOTOSHOP,
    "photomechanic": _MECHANIC,
    "MicrosoftPhoto": _MICROSOFT,
}
LARGEST: Final = 16 << 20  # bytes; anything larger is not a sidecar
_HEAD: Final = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_TAIL: Final = '\n<?xpacket end="w"?>\n'
_NOTHING: Final = {"0", ""}  # for a rating or a pick, for a label
_DIGIKAM_PICKS: Final = {-1: "1", 0: "0", 1: "3"}
_RATING, _LABEL = f"{{{_XMP}}}Rating", f"{{{_XMP}}}Label"
_PICK, _PICK_LABEL = f"{{{_DM}}}pick", f"{{{_DIGIKAM}}}PickLabel"
_COLOUR_LABEL, _COLOUR_LABELS = f"{{{_DIGIKAM}}}ColorLabel", f"{{{_DARKTABLE}}}colorlabels"
_ADVICE = f"{{{_OURS}}}advice"  # label and pick come from blurlab, not from a person
_LI = f"{{{_RDF}}}li"
_LABEL_COLOUR, _COLOUR_CLASS = f"{{{_PHOTOSHOP}}}LabelColor", f"{{{_MECHANIC}}}ColorClass"
_GOOD, _PERCENT = f"{{{_DM}}}good", f"{{{_MICROSOFT}}}Rating"
_GOODS: Final = {"true": 1, "false": -1}
_DIGIKAM_COLOURS: Final = {"1": "Red", "3": "Yellow", "4": "Green", "5": "Blue", "6": "Purple"}
_DARKTABLE_COLOURS: Final = dict(zip("01234", LABELS, strict=True))


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


def check_sidecar(photo: Path, asked: Marks) -> None:
    """Read the photo's sidecar back: it must say what was asked for.

    Raises UserError with what it says instead, because another program's marks that nobody saw are not overwritten.
    """
    path = sidecar_path(photo)
    try:
        data: bytes | None = read_whole(path, LARGEST)
    except FileNotFoundError:
        data = None
    except OSError as error:
        raise UserError(code_of(error), f"The sidecar “{shown_name(path)}” cannot be read: {reason(error)}.") from error
    try:
        there, properties = (told(data), read_marks(data)) if data is not None else (Marks(), {})
    except SidecarError as error:
        raise UserError("sidecar.unreadable", f"The sidecar “{shown_name(path)}” {error}.") from error
    kept = []
    if asked.rating is not None and (there.rating or 0) != asked.rating:
        kept.append(f"rating {properties.get(_RATING, '0')}")
    if asked.label is not None and (there.label or "") != asked.label:
        kept.append(f"label “{properties.get(_LABEL) or there.label or _strange_label(properties)}”")
    if asked.pick is not None and (there.pick or 0) != asked.pick:
        kept.append("pick" if there.pick == 1 else "rejection" if there.pick == -1 else "mark")
    if kept:
        listed = " and ".join(kept)
        sentence = f"The sidecar “{shown_name(path)}” keeps its {listed}, which another program gave it;"
        raise UserError("sidecar.kept", f"{sentence} yours is in the project only.")


def merged(old: bytes | None, marks: Marks, seen: Marks | None = None) -> bytes | None:
    """The sidecar's bytes with `marks` in it; `old` itself if nothing changes. Raises SidecarError."""
    root = _root(old) if old is not None else ElementTree.Element(f"{{{_X}}}xmpmeta")
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
    strange = _strange_label(properties)
    for said in _said(marks):
        known = _was_seen(said, there, seen) and not (_LABEL in said and strange)
        if not known and not all(_may_say(descriptions, name) for name in said):
            continue
        if _LABEL in said:
            if (strange or there.label not in {None, "", properties.get(_remembered(_LABEL))}) and not known:
                continue  # another program has given a colour
            changed |= _say_colour(descriptions, said[_LABEL])
        for name, value in said.items():
            changed |= _say(descriptions, name, value)
        if _PICK in said:
            changed |= _say_good(descriptions, said[_PICK])
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
    return _simple(_root(data))


def told(data: bytes) -> Marks:
    """The marks of a sidecar or a packet, or None; a colour that is not in LABELS is “”.

    Programs may disagree, because one continued and left another's properties unchanged; then what blurlab itself wrote
    counts as the older. Raises SidecarError.
    """
    return _told(_root(data))


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
    if rating is None and (percent := _number(there.get(_PERCENT))) is not None:
        rating = next((stars for stars, least in enumerate((1, 13, 38, 63, 88)) if percent < least), 5)
    if rating is not None and not -1 <= rating <= 5:
        rating = None
    rejected = -1 if rating == -1 else None
    taken_back = 0 if rating is not None and rating >= 0 and there.get(_remembered(_RATING)) == "-1" else None
    pick = newest(
        (_RATING, rejected),
        (_PICK, {"-1": -1, "0": 0, "1": 1}.get(there.get(_PICK, ""))),
        (_PICK_LABEL, {"0": 0, "1": -1, "2": 0, "3": 1}.get(there.get(_PICK_LABEL, ""))),
        (_GOOD, None if _PICK in there else _GOODS.get(there.get(_GOOD, "").casefold())),
        (_RATING, taken_back),
    )
    number, numbered = there.get(_COLOUR_LABEL), there.get(_COLOUR_CLASS)
    listed = next((one for each in _descriptions(root) for one in each.iterfind(f"{_COLOUR_LABELS}//{_LI}")), None)
    label = newest(
        (_LABEL, _colour_told(there)),
        (_LABEL_COLOUR, colour_of(there[_LABEL_COLOUR]) or "" if _LABEL_COLOUR in there else None),
        (_COLOUR_LABEL, None if number is None else _DIGIKAM_COLOURS.get(number, "")),
        (_COLOUR_LABELS, None if listed is None else _DARKTABLE_COLOURS.get((listed.text or "").strip(), "")),
        (_COLOUR_CLASS, None if numbered is None else CLASSES.get(_number(numbered) or 0, "")),
    )
    return Marks(rating, label if isinstance(label, str) else None, pick if isinstance(pick, int) else None)


def _colour_told(there: Mapping[str, str]) -> str | None:
    """What a label's word means; None where there is none, or where only the colour beside it can tell."""
    if _LABEL not in there:
        return None
    colour = colour_of(there[_LABEL])
    beside = colour_of(there.get(_LABEL_COLOUR, ""))
    return None if not colour and beside else colour or ""


def _strange_label(there: Mapping[str, str]) -> str:
    """A label of the person's own that means no colour, as it would be lost; “” if there is none."""
    word = there.get(_LABEL, "")
    if colour_of(word) is None and not colour_of(there.get(_LABEL_COLOUR, "")):
        return word
    number = _number(there.get(_COLOUR_CLASS))
    return f"class {number}" if number is not None and number not in CLASSES and not word else ""


def _number(text: str | None) -> int | None:
    """A rating may be written as 4 or as 4.0."""
    try:
        return round(float(text)) if text is not None else None
    except (ValueError, OverflowError):
        return None


def _descriptions(root: ElementTree.Element) -> list[ElementTree.Element]:
    """The descriptions of the photo itself: one within a property, as of a look or a step, describes that."""
    rdf = root if root.tag == f"{{{_RDF}}}RDF" else root.find(f"{{{_RDF}}}RDF")
    return [] if rdf is None else rdf.findall(f"{{{_RDF}}}Description")


def _simple(root: ElementTree.Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for description in _descriptions(root):
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


def _root(data: bytes) -> ElementTree.Element:
    return parse_packet(data, _PREFIXES, _PREFIXES.values())


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
        return (there.label or "") == (seen.label or "")
    return there.pick is not None and there.pick == seen.pick


def _say_colour(descriptions: list[ElementTree.Element], label: str) -> bool:
    """Make the colour properties of other programs agree with the label, if they are there.

    Where the label is a word of another language, the colour is told without words as well.
    """
    changed = False
    word = (_found(descriptions, _LABEL) or (None, ""))[1]
    foreign = bool(label and word) and word.capitalize() not in LABELS
    if foreign or _found(descriptions, _LABEL_COLOUR) is not None:
        changed |= _say(descriptions, _LABEL_COLOUR, label.casefold() or "none")
    if _found(descriptions, _COLOUR_CLASS) is not None:
        classes = {colour: number for number, colour in CLASSES.items()}
        changed |= _put(descriptions, _COLOUR_CLASS, str(classes[label]))
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


def _say_good(descriptions: list[ElementTree.Element], pick: str) -> bool:
    """Make Lightroom's other word for a pick agree with it, if it is there."""
    found = _found(descriptions, _GOOD)
    words = {str(number): word for word, number in _GOODS.items()}
    if found is None:
        return False
    if pick in words:
        return _put(descriptions, _GOOD, words[pick])
    found[0].attrib.pop(_GOOD, None)
    for child in found[0].findall(_GOOD):
        found[0].remove(child)
    return True


def _may_say(descriptions: list[ElementTree.Element], name: str) -> bool:
    """Whether we may set a property: it is missing and we never set it, or it still holds our value."""
    found, ours = _found(descriptions, name), _found(descriptions, _remembered(name))
    if found is not None and name == _LABEL and colour_of(found[1]) == "" and ours is None:
        return True  # a label that says there is none
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
