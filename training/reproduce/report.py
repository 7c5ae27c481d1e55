"""A reproduction as text and picture: our figures beside the paper's, and the differences."""

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from blurlab.drawing.chart import BLUE, ORANGE, Axis, Chart, Line, draw_charts
from blurlab.files.atomic import write_bytes
from blurlab.worker.messages import Setup
from training.reproduce.paper import NETWORK, TABLE_1, TABLE_2, Row
from training.reproduce.parts import Conditions, Part, Result
from training.reproduce.split import Split

_KINDS = ("defocus", "motion", "all")
_OURS = {"svd": "singular values", "lbp": "LBP"}  # methods that the paper's table does not have
_HEAD = (
    "| | AUC defocus | motion | all | AP defocus | motion | all |",
    "| --- | --- | --- | --- | --- | --- | --- |",
)
_POINTS = ((Setup.SEMI, "semi-supervised", BLUE), (Setup.FULL, "fully supervised", ORANGE))


def table_text(experiment: str, runs: Sequence[Mapping[str, Result]]) -> str:
    """Table 1 or 2 in Markdown, each of our rows above the paper's; the means of runs with several seeds."""
    results = runs[0]
    paper = TABLE_1 if experiment == "table1" else TABLE_2
    lines = [f"{'Table 1' if experiment == 'table1' else 'Table 2'}, ours and the paper's", "", *_HEAD]
    for name in [*paper, *(name for name in results if name not in paper)]:
        title, row = paper.get(name, (_OURS.get(name, name), None))
        if name in results:
            ours = map(_mean_figure, zip(*(our_row(run[name]) for run in runs), strict=True))
            lines.append(f"| {_plain(title, results[name])}, ours | {' | '.join(ours)} |")
        if row is not None:
            lines.append(_line(f"{title}, the paper", row))
    return "\n".join(lines) + "\n"


def our_row(result: Result) -> tuple[float | None, ...]:
    """AUC on defocus, motion and all, then AP: as the paper's rows; None if there is no photo or no network."""
    figures = result.figures or {}
    return tuple(figures.get(kind, {}).get(score) for score in ("auc", "ap") for kind in _KINDS)


def figure_6_text(parts: Sequence[Part], runs: Sequence[Mapping[str, Result]]) -> str:
    """Figure 6 in Markdown: a row for each number of labels, and the paper's at 400."""
    lines = ["Figure 6: joint training against fine-tuning", ""]
    lines += ["| labels | semi AUC | full AUC | semi AP | full AP |", "| --- | --- | --- | --- | --- |"]
    for count in sorted({len(part.labels) for part in parts}):
        scores = [
            [_score(run.get(f"{setup}-{count}"), kind) for run in runs]
            for kind in ("auc", "ap")
            for setup, _, _ in _POINTS
        ]
        lines.append(f"| {count} | {' | '.join(map(_mean_figure, scores))} |")
    semi, full = TABLE_1["semi"][1], TABLE_1["full"][1]
    at_400 = (semi[2], full[2], semi[5], full[5])
    lines.append(f"| 400, the paper | {' | '.join(map(_figure, at_400))} |")
    return "\n".join(lines) + "\n"


def draw_figure_6(parts: Sequence[Part], runs: Sequence[Mapping[str, Result]], split: Split, path: Path) -> None:
    """Draw AUC and AP against the number of labels, the paper's figures at 400 labels dashed. Raises OSError.

    With several seeds the lines go through the means.
    """
    counts = sorted({len(part.labels) for part in parts})
    charts = [_figure_6_chart(kind, place, counts, runs) for kind, place in (("auc", 2), ("ap", 5))]
    photos = f"{len(split.reported)} {'test' if split.test else 'validation'} photos"
    note = (
        f"Means over {photos}. Dashed: the paper's figures with 400 labels, on its 500 test photos and with {NETWORK}."
    )
    encoded = io.BytesIO()
    draw_charts(charts, note).save(encoded, "PNG")
    write_bytes(path, encoded.getvalue())


def differences(parts: Sequence[Part], results: Mapping[str, Result], conditions: Conditions) -> str:
    """What differs from the paper, a line each."""
    facts = {part.name: results[part.name].facts for part in parts if part.setup is not None}
    some: dict[str, Any] = next((each for each in facts.values() if each), {})
    bounds = ((conditions.minutes, "minutes"), (conditions.steps, "steps"))
    bound = " and ".join(f"{value:.3g} {unit}" for value, unit in bounds if value is not None)
    spent = "; ".join(f"{name} {_spent(each)}" for name, each in facts.items() if each)
    lines = [
        "What differs from the paper:",
        f"- Network: ours is {_quoted(some, 'architecture')}, the paper's {NETWORK}.",
        f"- Start: ours from {_quoted(some, 'base')}, the paper's from a pretrained backbone.",
        f"- Budget: ours at most {bound} for each set-up ({spent or 'none trained'}); the paper's until the validation "
        "loss had not fallen for 20 epochs of 40 batches of 18 samples (100 batches in the semi-supervised set-up).",
        "- Choice: ours keeps the network with the highest AUC and AP on the real validation photos, the paper's the "
        "one with the lowest validation loss.",
        "- Proposals: ours are grouped regions in the manner of MCG (label maps of objects in the weak set-up), the "
        "paper's are MCG's own (semantic masks).",
        "- Synthesis: ours blurs by normalised convolution, with Gaussian, disk and motion kernels; the paper's "
        "inpaints the sharp side first. Sizes and rates: see recipe.toml beside each model; the paper: 224 px.",
        f"- Sharp photos: ours {some.get('sources', 'not known')}, from the folders named; the paper's its own.",
    ]
    if any(part.classical for part in parts):
        lines.append("- HiFST: ours is written from its paper; the paper's figures are those of its authors' code.")
    return "\n".join(lines)


def seeds_told(seeds: Sequence[int]) -> str:
    """The line on what figures of several seeds are."""
    return (
        f"- Seeds: {', '.join(map(str, seeds))}. Each of our figures is their mean, with the lowest and the highest in "
        f"brackets; steps and samples are told of seed {seeds[0]}."
    )


def _quoted(facts: Mapping[str, Any], name: str) -> str:
    return f"“{facts[name]}”" if name in facts else "not known"


def _figure_6_chart(kind: str, place: int, counts: Sequence[int], runs: Sequence[Mapping[str, Result]]) -> Chart:
    name = kind.upper()
    lines = []
    low, high = min(counts) / 1.25, max(counts) * 1.25
    for setup, _, colour in _POINTS:
        paper = TABLE_1[setup][1][place]
        lines.append(Line("", ((low, paper), (high, paper)), colour, dashed=True))
    for setup, title, colour in reversed(_POINTS):
        scored = [(count, _mean(_score(run.get(f"{setup}-{count}"), kind) for run in runs)) for count in counts]
        points = tuple((float(count), score) for count, score in scored if score is not None)
        lines.append(Line(title, points, colour, dots=True))
    values = [y for line in lines for _, y in line.points]
    lowest = min(values)
    bottom = max(0, int((lowest - 0.35 * (1 - lowest)) * 20)) / 20  # room for the legend, down to a twentieth
    step = 0.05 if bottom >= 0.5 else 0.1
    ticks = tuple(round(bottom + step * number, 2) for number in range(int((1 - bottom) / step + 1e-6) + 1))
    x = Axis("Labels used for training", low, high, tuple(float(count) for count in counts), log=True)
    return Chart(f"{name} by number of labels", x, Axis(name, bottom, 1.0, ticks), tuple(lines))


def _plain(title: str, result: Result) -> str:
    """The row's title with the number of labels that ours really had."""
    labels = result.facts.get("labels")
    return title.replace("400 labels", f"{labels} labels") if labels else title


def _spent(facts: Mapping[str, Any]) -> str:
    samples = facts.get("samples", {})
    real, synthetic = samples.get("real", 0), samples.get("synthetic", 0)
    return f"{facts.get('steps', 0)} steps, {real} real and {synthetic} synthetic samples until the one kept"


def _score(result: Result | None, kind: str) -> float | None:
    if result is None or result.figures is None:
        return None
    score = result.figures["all"][kind]
    return None if score is None else float(score)


def _line(title: str, row: Row | tuple[float | None, ...]) -> str:
    return f"| {title} | {' | '.join(map(_figure, row))} |"


def _mean(scores: Iterable[float | None]) -> float | None:
    known = [score for score in scores if score is not None]
    return fmean(known) if known else None


def _mean_figure(scores: Sequence[float | None]) -> str:
    known = [score for score in scores if score is not None]
    mean = _figure(_mean(known))
    return f"{mean} ({_figure(min(known))}–{_figure(max(known))})" if len(known) > 1 else mean


def _figure(score: float | None) -> str:
    return "–" if score is None else f"{score:.3f}".removeprefix("0")
