"""`blurlab preview`: a sheet of synthetic samples without a window."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.cli import main
from blurlab.core.palette import Palette
from blurlab.core.synthesis import BlurRanges, Synthesis
from blurlab.project.learning.synthesis_settings import SETTING
from blurlab.project.models import BASE_SETTING
from blurlab.project.project import Project
from tests.models import write_model
from tests.training.sources import scene


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    import platformdirs

    folder = tmp_path / "cache"
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_args, **_options: folder)
    return folder


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for seed in range(3):
        Image.fromarray(scene(seed)).save(folder / f"{seed}.png")
    return folder


def write_narrow(path: Path) -> None:
    """Wide enough as it is; as small as sources are kept, it is five pixels high."""
    Image.fromarray(np.tile(scene(1)[:40], (1, 40, 1))).save(path)


def sheet(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        assert image.format == "PNG"
        return np.asarray(image.convert("RGB"))


def test_a_folder_gives_a_sheet_and_the_same_seed_the_same_sheet(
    photos: Path, tmp_path: Path, own_cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_narrow(photos / "narrow.png")  # no source
    first, again, other = (tmp_path / name for name in ("first.png", "sub/again.png", "other.png"))
    for out, seed in ((first, "7"), (again, "7"), (other, "8")):
        assert main(["preview", str(photos), "--out", str(out), "--count", "4", "--columns", "2", "--seed", seed]) == 0
    assert "4 samples of 3 photos" in capsys.readouterr().out
    assert sheet(first).shape[1] == 2 * (320 + 14) + 14
    assert np.array_equal(sheet(first), sheet(again)) and not np.array_equal(sheet(first), sheet(other))
    assert len(list((own_cache / "proposals").glob("*.npz"))) > 0
    assert not list(photos.glob("*.blurlab")), "nothing is left among the photos"


def test_a_damaged_photo_costs_only_itself(photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in sorted(photos.iterdir())[1:]:  # their heads are sound
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert main(["preview", str(photos), "--out", str(tmp_path / "sheet.png"), "--count", "6"]) == 1
    said = capsys.readouterr()
    assert "6 samples of" in said.out and sheet(tmp_path / "sheet.png").size
    assert said.err.count("is truncated and cannot be read.") == 2 and "Traceback" not in said.err


def test_a_damaged_label_map_costs_only_its_photo(
    photos: Path, masks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (masks / "0.png").write_bytes((masks / "1.png").read_bytes()[:60])
    asked = ["preview", str(photos), "--out", str(tmp_path / "sheet.png"), "--count", "4", "--masks", str(masks)]
    assert main(asked) == 0
    assert main([*asked, "--setup", "weak"]) == 0
    assert capsys.readouterr().err.count("“0.png”") == 1


@pytest.fixture
def masks(tmp_path: Path) -> Path:
    """A folder with the label map of one photo."""
    folder = tmp_path / "masks"
    folder.mkdir()
    labels = np.zeros((120, 160), np.uint8)
    labels[30:90, 40:100] = 3
    Image.fromarray(labels).save(folder / "1.png")
    return folder


def test_a_single_photo_and_object_masks(photos: Path, masks: Path, tmp_path: Path) -> None:
    plain, masked = tmp_path / "plain.png", tmp_path / "masked.png"
    assert main(["preview", str(photos / "1.png"), "--out", str(plain), "--count", "6"]) == 0
    assert main(["preview", str(photos / "1.png"), "--out", str(masked), "--count", "6", "--masks", str(masks)]) == 0
    assert not np.array_equal(sheet(plain), sheet(masked))


def test_the_weak_set_up_is_shown_on_objects_alone(
    photos: Path, masks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weak = ["preview", str(photos), "--out", str(tmp_path / "sheet.png"), "--count", "2", "--setup", "weak"]
    assert main([*weak, "--masks", str(masks)]) == 0
    assert "2 samples of 1 photo are" in capsys.readouterr().out
    assert main(weak) == 1
    assert "there is none; choose the folder of these maps" in capsys.readouterr().err


def test_a_project_is_previewed_with_its_own_settings(photos: Path, tmp_path: Path) -> None:
    folder = tmp_path / "toy.blurlab"
    with Project.create(folder) as project:
        project.add_photos(sorted(photos.iterdir()))
        project.set_setting(BASE_SETTING, str(write_model(tmp_path / "base.safetensors")))
    out = [tmp_path / f"{number}.png" for number in range(3)]
    assert main(["preview", str(folder), "--out", str(out[0]), "--count", "2"]) == 0
    with Project.open(folder) as project:
        project.set_setting(SETTING, Synthesis(BlurRanges(all_sharp=1.0), seed=3).as_dict())
    assert main(["preview", str(folder), "--out", str(out[1]), "--count", "2"]) == 0
    assert main(["preview", str(folder), "--out", str(out[2]), "--count", "2", "--seed", "3"]) == 0
    assert not np.array_equal(sheet(out[0]), sheet(out[1]))
    assert np.array_equal(sheet(out[1]), sheet(out[2]))


def test_the_dials_are_turned_on_the_command_line(photos: Path, tmp_path: Path) -> None:
    plain, sharp, moved = (tmp_path / f"{name}.png" for name in ("plain", "sharp", "moved"))
    few = ["preview", str(photos), "--count", "3", "--out"]
    assert main([*few, str(plain)]) == 0
    assert main([*few, str(sharp), "--all-sharp", "1"]) == 0
    assert main([*few, str(moved), "--motion", "1", "--length", "0.2", "0.3", "--inpainting", "1"]) == 0
    assert not np.array_equal(sheet(plain), sheet(sharp)) and not np.array_equal(sheet(plain), sheet(moved))
    with_outlines = (sheet(sharp) == Palette().predicted_blurred).all(axis=2)
    assert not with_outlines.any() and (sheet(moved) == Palette().predicted_blurred).all(axis=2).any()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["{photos}/none", "--out", "{out}.png"], "There is no photo, folder or project at"),
        (["{photos}", "--out", "{out}.txt"], "The sheet is a picture"),
        (["{photos}", "--out", "{out}.png", "--masks", "{photos}/none"], "The folder of object masks"),
        (["{photos}", "--out", "{out}.png", "--motion", "2"], "motion must be a probability between 0 and 1"),
        (["{photos}", "--out", "{out}.png", "--sigma", "0.3", "0.1"], "sigma must be two rising shares"),
        (["{photos}", "--out", "{photos}/bad.jpg/sheet.png"], "bad.jpg/sheet.png” cannot be written: "),
        (["{photos}", "--out", "{empty}/sheet.png"], "sheet.png” is a folder; give the name of a file."),
        (["{empty}", "--out", "{out}.png"], "There is no photo in"),
        (["{photos}/bad.jpg", "--out", "{out}.png"], "“bad.jpg”"),
        (["{photos}/long.png", "--out", "{out}.png"], "“long.png” is too small, or too narrow, to make samples of."),
    ],
)
def test_what_cannot_be_previewed_is_one_sentence(
    arguments: list[str], sentence: str, photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty" / "sheet.png").mkdir(parents=True)
    (photos / "bad.jpg").write_bytes(b"no photo")
    write_narrow(photos / "long.png")
    places = {"photos": photos, "out": tmp_path / "sheet", "empty": tmp_path / "empty"}
    assert main(["preview", *(argument.format(**places) for argument in arguments)]) == 1
    told = capsys.readouterr().err
    assert sentence in told and "Traceback" not in told
    assert not list(tmp_path.glob("sheet*"))
