"""The results for a photo, in sentences: the two measures separately, the subject, the burst."""

from collections.abc import Sequence
from typing import Final

from blurlab.imaging.metadata.capture import Settings
from blurlab.project.records import Culling
from blurlab.session.cull.listing import Card
from blurlab.sharpness.eyes import Face
from blurlab.sharpness.kind import Blur
from blurlab.sharpness.verdict import Verdict

_CRISP: Final = 0.18  # of the measure at true pixels: from here on edges are about as crisp as pixels allow
_SOFT: Final = 0.11
_LONG: Final = 0.3  # seconds: from here on a shutter time is told as such
_DISAGREES: Final = 0.6  # of the subject that the model calls blurred, or sharp, against the verdict
_TITLES: Final = {
    "sharp": "Sharp",
    "on_purpose": "Blurred on purpose",
    "subject_blurred": "Subject blurred",
    "nothing_sharp": "Nothing sharp",
    "cannot_tell": "Cannot tell",
}
_CORRECTIONS: Final = {
    "all_sharp": "all of it is sharp",
    "sharp": "it is sharp where it matters",
    "on_purpose": "the blur is intended",
    "subject_blurred": "the subject is blurred",
    "nothing_sharp": "nothing is sharp",
}


def verdict_words(card: Card) -> str:
    """Some words, as for a cell of the grid."""
    if card.code:
        return f"{_TITLES[card.code]}, provisional" if card.provisional else _TITLES[card.code]
    return "Not readable" if card.failure else "Not inspected yet"


def reason(card: Card) -> str:
    """Why the verdict is what it is."""
    if card.culling.verdict:
        said = f"You said that {_CORRECTIONS[card.culling.verdict]}."
        if card.inspection is None:
            return said
        measured = card.inspection.verdict
        return f"{said} Measured: {measured.words}. {measured.reason}"
    if card.inspection is not None:
        told = card.inspection.verdict.reason
        return f"{told} The model has not looked at it yet, so this may change." if card.provisional else told
    return card.failure or "This photo is waiting for its inspection."


def measured(verdict: Verdict, code: str = "") -> str:
    """The measure at full resolution. code: of the verdict that holds, where a person gave another; a verdict and what
    is told of the same subject must not say two things."""
    crisp, code = verdict.sharpness, code or verdict.code
    how = "as crisp as pixels can be" if crisp >= _CRISP else "soft" if crisp >= _SOFT else "blurred"
    if code in {"subject_blurred", "nothing_sharp"} and crisp >= _SOFT:
        how = "not where it matters"  # a strand of hair, or an edge along the motion
    elif code in {"sharp", "on_purpose"} and crisp < _SOFT:
        how = "soft"
    subject = f"; the subject’s finest detail is {how} ({100 * crisp:.0f} of 100)" if verdict.subject else ""
    return f"{100 * verdict.blurred_share:.0f} % of the textured area is blurred{subject}."


def by_model(
    blurred: tuple[float, float | None] | None,
    name: str,
    verdict: Verdict | None,
    *,
    expected: bool,
    provisional: bool = False,
) -> str:
    """What the model's mask says: shares of the photo and, where one is known, of the subject, 0..1; and where that is
    far from a verdict of the measure alone, that it is. provisional: the model is going to have its say in it."""
    if blurred is None:
        return f"“{name}” is looking at it…" if expected else "A model is asked when the photo is shown large."
    subject = f", and {100 * blurred[1]:.0f} % of the subject" if blurred[1] is not None else ""
    said = f"“{name}” calls {100 * blurred[0]:.0f} % of the photo blurred{subject}."
    if verdict is None or verdict.model_blurred is not None:
        return said
    sharp, blurry = verdict.code in {"sharp", "on_purpose"}, verdict.code in {"nothing_sharp", "subject_blurred"}
    asked = blurred[0] if blurred[1] is None else blurred[1]
    if (sharp and asked > _DISAGREES) or (blurry and asked < 1 - _DISAGREES):
        if provisional:
            return f"{said} The verdict above was measured without it, and is made anew with it soon."
        return f"{said} The two disagree. The model has no say in verdicts now; Shift+I gives it one."
    return said


def settings(told: Settings) -> str:
    """How the camera was set, in lines for the exposure, the lens and the focus; “” if it does not say."""
    parts = []
    if told.shutter is not None:
        parts.append(f"{told.shutter:g} s" if told.shutter >= _LONG else f"1/{round(1 / told.shutter)} s")
    if told.aperture is not None:
        parts.append(f"f/{told.aperture:g}")
    if told.iso is not None:
        parts.append(f"ISO {told.iso}")
    if told.focal is not None:
        film = told.focal_35 is not None and abs(told.focal_35 - told.focal) > 1
        parts.append(f"{told.focal:.0f} mm" + (f" (as {told.focal_35:.0f} mm)" if film else ""))
    return "\n".join(filter(None, [", ".join(parts), told.lens, told.camera, told.focus]))


def faces(found: Sequence[Face]) -> str:
    """What the eyes say, of all faces that are large enough; “” without any."""
    told = [face.eyes_sharp for face in found if face.eyes_sharp is not None]
    if not told:
        return ""
    if len(told) == 1:
        other = {"nose": " The nose in front of them has the focus.", "ear": " An ear has the focus.",
                 "mouth": " The mouth is sharper."}.get(found[0].sharper, "")  # fmt: skip
        return "The eyes are sharp." if told[0] else f"The eyes are blurred.{other}"
    sharp = sum(told)
    return f"The eyes of {sharp if sharp else 'none'} of {len(told)} faces are sharp."


def subject(verdict: Verdict) -> str:
    """The subject, and how it was found."""
    if verdict.subject is None:
        return "No subject was found."
    return f"The subject is {verdict.subject.words}."


def blur(kind: Blur) -> str:
    """Kind, direction and length."""
    match kind.kind:
        case "none":
            return "None that matters."
        case "defocus":
            return "Defocus: it is the same in all directions."
        case _:
            length = f", about {kind.length:.0f} px long" if kind.length is not None else ""
            return f"Motion, {kind.direction or 0:.0f}° from the horizontal{length}."


def burst(card: Card) -> str:
    """Its place among similar photos; “” if there are none."""
    if card.burst is None:
        return ""
    count = len(card.burst.ids)
    if card.burst.rank == 1:
        return f"Suggested as the best of {count} similar photos. {card.burst.reason}"
    return f"Number {card.burst.rank} of {count} similar photos."


def said(culling: Culling) -> str:
    """A person's rating, except the verdict; “” if nothing."""
    parts = [{1: "Picked", -1: "Rejected"}.get(culling.pick, "")]
    if culling.stars:
        parts.append("1 star" if culling.stars == 1 else f"{culling.stars} stars")
    parts.append(culling.label.lower())
    text = ", ".join(filter(None, parts))
    return f"{text[0].upper()}{text[1:]}." if text else ""
