"""Every format that is written × every kind of mask × both polarities: out and in again, to the pixel."""

from pathlib import Path

import numpy as np
import pytest

from blurlab.exchange.masks_in import import_masks
from blurlab.exchange.masks_out import export_masks
from blurlab.exchange.meaning import Polarity, meaning_of
from blurlab.exchange.registry import guess, open_source
from blurlab.project.project import Project
from blurlab.project.records import Status
from tests.fixtures.formats import WRITTEN
from tests.fixtures.projects import MakePhoto

WIDTH, HEIGHT = 13, 9


def case(**areas: tuple[slice, slice] | np.ndarray) -> np.ndarray:
    """A mask with areas of the codes c0, c128 and c255, painted in this order."""
    codes = np.zeros((HEIGHT, WIDTH), np.uint8)
    for code, area in areas.items():
        codes[area] = int(code[1:])
    return codes


ROWS, COLUMNS = np.indices((HEIGHT, WIDTH))
CASES = {
    "sharp": case(),
    "blurred": case(c255=np.s_[:, :]),
    "ignored": case(c128=np.s_[:, :]),
    "one pixel": case(c255=np.s_[4:5, 7:8]),
    "last pixel": case(c255=np.s_[-1:, -1:]),
    "one row": case(c255=np.s_[3:4, :]),
    "one column": case(c128=np.s_[:, 5:6]),
    "hole": case(c255=np.s_[1:8, 1:12], c0=np.s_[3:6, 4:9]),
    "island in a hole": case(c255=np.where((abs(ROWS - 4) <= 3) & (abs(COLUMNS - 6) <= 4), True, False)),
    "ignored in blurred": case(c255=np.s_[1:8, 1:12], c128=np.s_[3:6, 4:9]),
    "blurred in ignored": case(c128=np.s_[:, 3:], c255=np.s_[2:5, 5:9]),
    "chequered": case(c255=(ROWS + COLUMNS) % 2 == 0),
    "diagonal": case(c255=ROWS == COLUMNS, c128=ROWS == COLUMNS + 1),
    "halves": case(c255=np.s_[:, 6:]),
    "noise": np.random.default_rng(8).choice(np.array([0, 128, 255], np.uint8), (HEIGHT, WIDTH)),
}


@pytest.fixture
def masks(project: Project, make_photo: MakePhoto) -> dict[str, np.ndarray]:
    """A photo for each case, with its mask accepted; photo's name → mask."""
    made = {}
    for number, codes in enumerate(CASES.values()):
        photo = project.add_photos([make_photo(f"Übung {number}.png", number, (WIDTH, HEIGHT))]).added[0]
        project.masks.save(photo.id, codes, author="me")
        project.set_status(photo.id, Status.ACCEPTED)
        made[photo.name] = codes
    return made


@pytest.mark.parametrize("polarity", Polarity)
@pytest.mark.parametrize("format_name", WRITTEN)
def test_every_case_survives_every_format(
    format_name: str, polarity: Polarity, project: Project, masks: dict[str, np.ndarray], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert len(export_masks(project, out, format_name=format_name, polarity=polarity).photos) == len(CASES)
    assert guess(out) == format_name
    source = open_source(out)
    with Project.create(tmp_path / "again.blurlab") as again:
        photos = again.add_photos([photo.path for photo in project.photos()]).added
        report = import_masks(again, photos, source, meaning_of(source.classes, polarity))
        assert report.problems == report.notes == [] and len(report.imported) == len(CASES)
        came = {label.photo.name: again.masks.read_label(label) for label in again.masks.labels()}
    wrong = [case for case, name in zip(CASES, masks, strict=True) if not (came[name] == masks[name]).all()]
    assert wrong == []
