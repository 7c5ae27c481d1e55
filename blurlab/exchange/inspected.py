"""Results of an inspection for other programs: a table, JSON, and the marks for sidecars."""

import json
from collections.abc import Sequence
from typing import Final

from blurlab.files import tables
from blurlab.imaging.inspection import Inspection
from blurlab.imaging.metadata.marks import Marks
from blurlab.sharpness.likeness import Burst
from blurlab.sharpness.verdict import Code

_LABELS: Final[dict[Code, str]] = {
    "sharp": "Green",
    "on_purpose": "Green",
    "cannot_tell": "Yellow",
    "subject_blurred": "Red",
    "nothing_sharp": "Red",
}


def as_csv(inspections: Sequence[Inspection], bursts: Sequence[Burst]) -> bytes:
    """A row for each photo, UTF-8. `bursts` hold indices into `inspections`."""
    ranks = {
        frame: (number + 1, rank + 1, burst.reason if rank == 0 else "")
        for number, burst in enumerate(bursts)
        for rank, frame in enumerate(burst.frames)
    }
    rows = [_row(inspection, *ranks.get(place, ("", "", ""))) for place, inspection in enumerate(inspections)]
    return tables.as_csv(list(rows[0]) if rows else [], [list(row.values()) for row in rows])


def as_json(inspections: Sequence[Inspection], bursts: Sequence[Burst]) -> bytes:
    """{"photos": records in order, "bursts": the photos of each, the best first, and why it is best}."""
    told = {
        "photos": [
            {
                **inspection.record(),
                "words": inspection.verdict.words,
                "kind": inspection.verdict.blur.kind,
                "blurred_as_whole": round(inspection.verdict.blurred_as_whole, 4),
            }
            for inspection in inspections
        ],
        "bursts": [
            {"photos": [str(inspections[frame].named) for frame in burst.frames], "reason": burst.reason}
            for burst in bursts
        ],
    }
    return (json.dumps(told, indent=1) + "\n").encode()


def advice(inspections: Sequence[Inspection], bursts: Sequence[Burst]) -> list[Marks]:
    """A label for each photo, and a pick for the best of a burst if it is sharp where it matters.

    No rating: stars are for people. A pick of 0 removes our own mark if another photo is now the best.
    """
    best = {burst.frames[0] for burst in bursts}
    return [
        Marks(label=label, pick=int(place in best and label == "Green"), advice=True)
        for place, label in enumerate(_LABELS[inspection.verdict.code] for inspection in inspections)
    ]


def _row(inspection: Inspection, burst: object, rank: object, rank_reason: object) -> dict[str, object]:
    verdict = inspection.verdict
    model = verdict.model_blurred or (None, None)
    return {
        "photo": inspection.named,
        "verdict": verdict.words,
        "reason": verdict.reason,
        "subject": verdict.subject.words if verdict.subject else "",
        "blur": verdict.blur.kind,
        "direction_deg": _rounded(verdict.blur.direction, 0),
        "length_px": _rounded(verdict.blur.length, 0),
        "blur_sigma_px": _rounded(verdict.blur.sigma, 1),
        "sharpness": _rounded(verdict.sharpness),
        "sharp_area": _rounded(verdict.sharp_area),
        "sharp_reach": _rounded(verdict.sharp_reach),
        "blurred_as_whole": _rounded(verdict.blurred_as_whole),
        "blurred_share": _rounded(verdict.blurred_share),
        "model_blurred": _rounded(model[0]),
        "model_subject_blurred": _rounded(model[1]),
        "noise_sigma": _rounded(verdict.noise, 1),
        "width": inspection.width,
        "height": inspection.height,
        "burst": burst,
        "rank": rank,
        "rank_reason": rank_reason,
    }


def _rounded(value: float | None, digits: int = 3) -> str:
    return "" if value is None else f"{value:.{digits}f}"
