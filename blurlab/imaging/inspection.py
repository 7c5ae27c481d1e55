"""Inspection of a photo file: read, measured, given a verdict, and kept as a record of plain JSON."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from blurlab.assets import resource
from blurlab.core.opencv import cv2
from blurlab.core.planes import BlurPlanes
from blurlab.errors import UnreadablePhoto
from blurlab.files.atomic import write_bytes
from blurlab.files.json_text import parse_json
from blurlab.files.reading import read_whole
from blurlab.imaging.finding import real_path
from blurlab.imaging.metadata.capture import Capture, Settings, read_capture
from blurlab.imaging.metadata.tags import read_tags
from blurlab.imaging.ports import PhotoRef, Place, read_part, ref_of
from blurlab.imaging.source import open_source
from blurlab.imaging.tones import AUTOMATIC, Tones
from blurlab.sharpness.eyes import Face, look_into_eyes
from blurlab.sharpness.faces import SURE, FaceFinder, main_face
from blurlab.sharpness.kind import Blur
from blurlab.sharpness.likeness import Burst, Frame, find_bursts, likeness_bits
from blurlab.sharpness.measure import FocusMap, decisive_scale, measure_focus
from blurlab.sharpness.subject import Box, Subject
from blurlab.sharpness.verdict import WORDS, Verdict, reach_verdict

_SMALL, _LARGEST = 1 << 20, 64 << 20  # bytes of the cache: the least worth cleaning up, and the most
_MOST_FACES: Final = 12  # the eyes of more are not looked at
REVISION: Final = 5  # of the measurement: photos with records of another revision are measured again


@dataclass(frozen=True)
class Inspection:
    """width, height: px, upright. seconds: capture time by the camera's clock. likeness: 64 bits. focus_area: where the
    camera says it focused, even if the verdict could not use it. settings: how the camera was set.
    faces: the largest first."""

    photo: Path
    width: int
    height: int
    seconds: float | None
    likeness: int
    focus_area: Box | None
    verdict: Verdict
    settings: Settings = field(default_factory=Settings)
    part: str = ""  # of the file, see PhotoRef.part
    faces: tuple[Face, ...] = ()

    @property
    def named(self) -> Path:
        """The path by which results tell the photo: that of its file, with “-p2” in the name for its second page."""
        return self.photo.with_name(self.ref.name)

    @property
    def frame(self) -> Frame:
        subject = self.verdict.subject
        box = subject.box if subject else None
        return Frame(self.seconds, self.likeness, self.verdict.code, self.verdict.sharpness, box)

    def record(self) -> dict[str, Any]:
        """As plain JSON values; `from_record` is its inverse."""
        kept = asdict(self)
        return {**kept, "photo": str(self.photo), "likeness": f"{self.likeness:016x}"}

    def moved(self, photo: Path) -> "Inspection":
        return replace(self, photo=photo)

    @property
    def ref(self) -> PhotoRef:
        """The photo, but for how its deep values are seen."""
        return PhotoRef(self.photo, *read_part(self.part))


def inspect_photo(
    place: Place, blurriness: NDArray[np.uint8] | None = None, planes: BlurPlanes | None = None
) -> Inspection:
    """Measure one photo and give its verdict, on one core; `blurriness`, `planes`: its prediction.

    Raises UnreadablePhoto.
    """
    ref = ref_of(place)
    return _inspect(ref, open_source(ref).luminance(), blurriness, planes)


def inspect_pixels(
    ref: PhotoRef, pixels: NDArray[np.uint8], blurriness: NDArray[np.uint8], planes: BlurPlanes | None
) -> Inspection:
    """The same of a photo that is decoded already, uint8 RGB (h, w, 3)."""
    return _inspect(ref, np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8), blurriness, planes)


def _inspect(
    ref: PhotoRef, grey: NDArray[np.uint8], blurriness: NDArray[np.uint8] | None, planes: BlurPlanes | None
) -> Inspection:
    capture = _capture(ref.path)
    focus, energies = measure_focus(grey)
    faces = _look_at_faces(grey, focus)
    area = capture.focus_area
    asked = faces if area is None else [face for face in faces if face.box.meets(area)]
    main = main_face(asked, focus)
    area = None if main is not None else area  # a face that the camera focused on is asked for its eyes
    box = main.box if main is not None else None
    verdict = reach_verdict(focus, energies, grey, area, box, blurriness, planes, main)
    known = tuple(one for one in faces if one is main or one.score >= SURE)
    height, width = grey.shape
    bits = likeness_bits(energies.mean)
    told = capture.seconds, bits, capture.focus_area, verdict, capture.settings
    return Inspection(ref.path, width, height, *told, part=ref.part, faces=known)


def _capture(photo: Path) -> Capture:
    """The tags of a photo whose pixels can be read; a picture that is not a plain file has none."""
    try:
        return read_capture(read_tags(photo))
    except UnreadablePhoto:
        return Capture(None, None)


def _look_at_faces(grey: NDArray[np.uint8], focus: FocusMap) -> list[Face]:
    """The faces, the largest first, with what their eyes say; doubtful ones too."""
    finest = decisive_scale(*grey.shape)
    return [look_into_eyes(grey, face, focus.spectrum, finest) for face in _face_finder().faces(grey)[:_MOST_FACES]]


@cache
def _face_finder() -> FaceFinder:
    return FaceFinder(resource("faces/face_detection_yunet_2023mar.onnx").read_bytes())


def bursts_of(inspections: Sequence[Inspection]) -> list[Burst]:
    """The bursts among photos of one folder, as indices into `inspections`, each ranked."""
    folders: dict[Path, list[int]] = {}
    for place, inspection in enumerate(inspections):
        folders.setdefault(inspection.photo.parent, []).append(place)
    return [
        Burst(tuple(places[frame] for frame in burst.frames), burst.reason)
        for places in folders.values()
        for burst in find_bursts([inspections[place].frame for place in places])
    ]


def from_record(record: dict[str, Any]) -> Inspection:
    """The inspection from which `record()` made the record. Raises ValueError for anything else."""
    try:
        told = dict(record["verdict"])
        subject = told["subject"]
        told["blur"] = Blur(**told["blur"])
        told["subject"] = Subject(Box(**subject["box"]), subject["source"]) if subject else None
        told["sharpest"] = tuple(told["sharpest"]) if told["sharpest"] else None
        told["model_blurred"] = tuple(told["model_blurred"]) if told["model_blurred"] else None
        verdict = Verdict(**told)
        part = str(record.get("part", ""))
        read_part(part)  # raises for what is none
        if verdict.code not in WORDS:
            raise ValueError(f"“{verdict.code}” is not a verdict")
        return Inspection(
            Path(record["photo"]),
            int(record["width"]),
            int(record["height"]),
            None if record["seconds"] is None else float(record["seconds"]),
            int(record["likeness"], 16),
            Box(**record["focus_area"]) if record["focus_area"] else None,
            verdict,
            Settings(**record["settings"]),
            part,
            tuple(_face(one) for one in record["faces"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("This is not a record of an inspection.") from error


def _face(told: dict[str, Any]) -> Face:
    first, second = (tuple(eye) for eye in told["eyes"])
    places = {"eyes": (first, second), "nose": tuple(told["nose"]), "mouth": tuple(told["mouth"])}
    return Face(**{**told, **places, "box": Box(**told["box"])})


def cache_file() -> Path:
    """Where earlier results are kept, so that a stopped run can go on."""
    return user_cache_path("blurlab", appauthor=False) / "inspections.jsonl"


class InspectionCache:
    """Records of earlier inspections, one JSON line each, by path, size, time of change and model.

    Lines are only added, so a kill loses one at most; outdated lines go when the file is next read.
    """

    def __init__(self, file: Path, model: str = "") -> None:
        """`model`: the label of the model used beside the measure, empty for none."""
        self._file, self._model = file, model
        self._records: dict[str, tuple[str, dict[str, Any]]] = {}
        try:
            lines = read_whole(file, 2 * _LARGEST).splitlines()
        except OSError:
            lines = []
        kept: dict[str, bytes] = {}
        for line in filter(None, lines):
            try:
                entry = parse_json(line)
                key, found = str(entry["of"]), (str(entry["state"]), dict(entry["record"]))
            except (ValueError, KeyError, TypeError):  # a line cut off by a kill
                continue
            if key.startswith(f"{REVISION}|"):
                self._records[key] = found
                kept.pop(key, None)  # the newest come last
                kept[key] = line
        self._compact(list(kept.values()), sum(map(len, lines)))

    def _compact(self, kept: list[bytes], size: int) -> None:
        """Rewrite the file if less than half of its `size` bytes is still useful, or if it is too large."""
        most = _LARGEST // 2 if size > _LARGEST else size
        newest, used = len(kept), 0
        while newest and used + len(kept[newest - 1]) <= most:
            newest, used = newest - 1, used + len(kept[newest - 1])
        if size > max(_SMALL, 2 * used) or newest:
            with suppress(OSError):  # the file stays as it is, only larger
                write_bytes(self._file, b"\n".join(kept[newest:]))

    def find(self, place: Place) -> Inspection | None:
        """The record of the photo as it is now, or None."""
        ref = ref_of(place)
        state, record = self._records.get(self._key(ref), ("", {}))
        if not state or state != _state(ref.path):
            return None
        try:
            return from_record(record).moved(ref.path)
        except ValueError:
            return None

    def add(self, inspection: Inspection, tones: Tones = AUTOMATIC) -> None:
        """Store it at once; `tones`: in which the photo was seen. Raises OSError."""
        key = self._key(replace(inspection.ref, tones=tones))
        state, record = _state(inspection.photo), inspection.record()
        self._records[key] = (state, record)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps({"of": key, "state": state, "record": record}, ensure_ascii=True)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(f"\n{line}")  # a line cut off by a kill stays separate

    def _key(self, ref: PhotoRef) -> str:
        seen = f"|{ref.part}|{ref.tones.text}" if ref.part or ref.tones != AUTOMATIC else ""
        return f"{REVISION}|{self._model}|{real_path(ref.path)}{seen}"


def _state(photo: Path) -> str:
    try:
        found = photo.stat()
    except OSError:
        return ""
    return f"{found.st_size}-{found.st_mtime_ns}"
