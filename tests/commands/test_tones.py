"""Photos of more than 8 bits are seen by commands as their options say."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.cli import main
from blurlab.imaging.source import open_source
from blurlab.imaging.tones import AUTOMATIC, Tones
from blurlab.project.project import Project
from training.data.pairs import PairReader


@pytest.fixture
def thermal(tmp_path: Path) -> Path:
    """A folder with a 16-bit photo whose right half has texture between 7,800 and 7,900 alone."""
    values = np.random.default_rng(5).integers(7300, 7320, (64, 96)).astype(np.uint16)
    values[:, 48:] += 500
    folder = tmp_path / "thermal"
    folder.mkdir()
    Image.fromarray(values).save(folder / "a.png")
    return folder


def test_a_range_on_the_command_line_is_what_predict_sees(thermal: Path, tmp_path: Path) -> None:
    def predicted(*options: str) -> np.ndarray:
        out = tmp_path / f"out{len(list(tmp_path.iterdir()))}"
        arguments = ["predict", str(thermal), "--out", str(out), "--model", "classical:lbp", *options]
        assert main(arguments) == 0
        return np.asarray(Image.open(out / "a.png"))

    automatic, narrow = predicted(), predicted("--window", "7300", "7320")
    assert (predicted("--window", "auto") == automatic).all()
    assert (narrow != automatic).any() and narrow[:, 60:].mean() > automatic[:, 60:].mean()  # all white there


def test_a_range_and_bands_are_kept_with_the_photos_that_come_in(thermal: Path, tmp_path: Path) -> None:
    project = tmp_path / "a.blurlab"
    options = ["--window", "7300", "7320"]
    assert main(["import", str(project), "--photos", str(thermal), *options]) == 0
    with Project.open(project) as opened:
        assert [photo.ref.tones for photo in opened.photos()] == [Tones(7300, 7320)]
    assert main(["import", str(project), "--photos", str(thermal)]) == 0
    with Project.open(project) as opened:
        assert opened.photos()[0].ref.tones != AUTOMATIC  # importing again changes nothing


@pytest.mark.parametrize("words", [["9"], ["9", "3"], ["a", "b"], ["1", "2", "3"], ["nan", "2"]])
def test_a_range_that_is_none_is_told_before_anything_is_done(
    words: list[str], thermal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["predict", str(thermal), "--out", str(tmp_path / "out"), "--window", *words]) != 0
    assert "--window takes the values of black and white" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    with pytest.raises(SystemExit):
        main(["predict", str(thermal), "--out", str(tmp_path / "out"), "--bands", "1,2"])


@pytest.fixture(params=["contig", "ome"])
def bands(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder with a photo of five bands, of which the fourth alone has texture, on its right."""
    tifffile = pytest.importorskip("tifffile")
    values = np.full((5, 64, 96), 900, np.uint16)
    values += np.arange(5, dtype=np.uint16)[:, None, None] * 40
    values[:, :2] += 100  # no band is of one value alone
    values[3, :, 48:] += np.random.default_rng(1).integers(0, 90, (64, 48)).astype(np.uint16)
    folder = tmp_path / "bands"
    folder.mkdir()
    if request.param == "ome":
        tifffile.imwrite(folder / "a.ome.tif", values, ome=True, metadata={"axes": "CYX"}, photometric="minisblack")
    else:
        pixels = np.moveaxis(values, 0, -1)
        tifffile.imwrite(folder / "a.tif", pixels, photometric="minisblack", planarconfig="contig")
    return folder


def test_chosen_bands_are_what_predictions_and_a_training_see(bands: Path, tmp_path: Path) -> None:
    def predicted(place: Path, *options: str) -> np.ndarray:
        out = tmp_path / f"out{len(list(tmp_path.iterdir()))}"
        assert main(["predict", str(place), "--out", str(out), "--model", "classical:lbp", *options]) == 0
        (made,) = out.glob("*.png")
        return np.asarray(Image.open(made))

    with_texture, without = predicted(bands, "--bands", "4"), predicted(bands, "--bands", "1")
    assert with_texture[8:, 60:].mean() < without[8:, 60:].mean() - 50, "the fourth band alone is sharp there"
    project = tmp_path / "a.blurlab"
    assert main(["import", str(project), "--photos", str(bands), "--bands", "4"]) == 0
    assert (predicted(project) == with_texture).all(), "a project's photos are seen as they are kept"
    assert (predicted(project, "--bands", "1") == without).all()
    with Project.open(project) as opened:
        (photo,) = opened.photos()
        assert photo.ref.tones == Tones(bands=(3,))
        mask = np.zeros((64, 96), np.uint8)
        seen = open_source(photo.ref).read()
        pair = PairReader().pair(photo.name, photo.kind, photo.ref, lambda: mask)
        learnt, _ = pair.read()
    for pixels in (seen, learnt):
        assert pixels[8:, 48:].std() > 5 * max(pixels[8:, :48].std(), 0.1)
