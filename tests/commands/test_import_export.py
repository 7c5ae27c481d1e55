"""blurlab import and blurlab export, as a person types them."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.cli import main
from blurlab.project.project import Project


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """Three photos, two of them with masks."""
    rng = np.random.default_rng(0)
    for folder in ("photos", "masks"):
        (tmp_path / folder).mkdir()
    for name in ("out_of_focus1.JPG", "motion2.jpg", "c.png"):
        Image.fromarray(rng.integers(0, 255, (20, 30, 3), np.uint8)).save(tmp_path / "photos" / name)
    mask = np.zeros((20, 30), np.uint8)
    mask[:9] = 255
    Image.fromarray(mask).convert("RGBA").save(tmp_path / "masks" / "out_of_focus1.png")
    Image.fromarray(mask).save(tmp_path / "masks" / "motion2.png")
    return tmp_path


def blurlab(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def test_photos_and_masks_make_a_project_and_its_masks_go_out(pairs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project, out = pairs / "p.blurlab", pairs / "out"
    both = ("--photos", pairs / "photos", "--masks", pairs / "masks", "--blurred", 255)
    assert blurlab("import", project, *both) == 0
    told = capsys.readouterr().out
    assert "3 photos added, 0 already there." in told
    assert "2 masks imported and accepted, 0 already there." in told
    assert "1 photo without a mask: “c.png”." in told
    assert blurlab("import", project, *both) == 0
    assert "0 masks imported and accepted, 2 already there." in capsys.readouterr().out
    assert blurlab("export", project, "--out", out) == 0
    assert sorted(path.name for path in out.iterdir()) == ["motion2.png", "out_of_focus1.png", "photos.csv"]
    with (out / "photos.csv").open(newline="") as file:
        rows = {row["photo"]: (row["status"], row["kind"], row["mask"]) for row in csv.DictReader(file)}
    assert rows == {
        "out_of_focus1.JPG": ("accepted", "defocus", "out_of_focus1.png"),
        "motion2.jpg": ("accepted", "motion", "motion2.png"),
        "c.png": ("new", "", ""),
    }
    assert blurlab("evaluate", "--predictions", out, "--masks", pairs / "masks") == 0


def test_photos_alone_come_in_new(pairs: Path) -> None:
    assert blurlab("import", pairs / "p.blurlab", "--photos", pairs / "photos") == 0
    with Project.open(pairs / "p.blurlab") as project:
        assert len(project.photos()) == 3
        assert project.masks.labels() == []


def test_the_polarity_must_be_said(pairs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    photos = ("--photos", pairs / "photos")
    assert blurlab("import", pairs / "p.blurlab", *photos, "--masks", pairs / "masks") == 1
    assert "--blurred (the value of blurred pixels" in capsys.readouterr().err
    assert not (pairs / "p.blurlab").exists()
    with pytest.raises(SystemExit):
        blurlab("import", pairs / "p.blurlab", *photos, "--masks", pairs / "masks", "--blurred", 1)


def test_bad_files_are_told_and_the_rest_come_in(pairs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pairs / "photos" / "text.jpg").write_text("no photo")
    Image.new("L", (5, 5)).save(pairs / "masks" / "c.png")
    both = ("--photos", pairs / "photos", "--masks", pairs / "masks", "--blurred", 255)
    assert blurlab("import", pairs / "p.blurlab", *both) == 1
    told = capsys.readouterr()
    assert "3 photos added" in told.out
    assert "2 masks imported" in told.out
    assert told.err.splitlines() == [
        "The photo “text.jpg” is not a picture that blurlab can read.",
        "The mask “c.png” is 5×5 pixels, its photo “c.png” is 30×20; the mask was not imported.",
    ]


def test_folders_that_are_not_there_make_no_project(pairs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = pairs / "p.blurlab"
    assert blurlab("import", project, "--photos", pairs / "none") == 1
    assert "“none” cannot be listed" in capsys.readouterr().err
    both = ("--photos", pairs / "photos", "--masks", pairs / "none", "--blurred", 0)
    assert blurlab("import", project, *both) == 1
    assert "“none” cannot be listed" in capsys.readouterr().err
    (pairs / "empty").mkdir()
    assert blurlab("import", project, "--photos", pairs / "empty") == 1
    assert "There is no photo" in capsys.readouterr().err
    assert not project.exists()
    assert blurlab("export", project, "--out", pairs / "out") == 1
    assert "does not exist" in capsys.readouterr().err
    assert not (pairs / "out").exists()


def test_a_folder_of_photos_is_not_made_a_project_by_mistake(pairs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert blurlab("import", pairs / "photos", "--photos", pairs / "photos") == 1
    assert "holds other things" in capsys.readouterr().err


def test_asking_for_help_imports_nothing_heavy() -> None:
    script = (
        "import argparse, sys\n"
        "from blurlab.commands import evaluate, export_masks, import_photos\n"
        "for command in (evaluate, export_masks, import_photos):\n"
        "    command.add_arguments(argparse.ArgumentParser())\n"
        "print(sorted({'numpy', 'cv2', 'torch', 'PIL', 'PySide6', 'tqdm'} & sys.modules.keys()))\n"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_masks_go_out_in_any_format_and_come_in_by_what_the_file_tells(
    pairs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = pairs / "p.blurlab"
    blurlab("import", project, "--photos", pairs / "photos", "--masks", pairs / "masks", "--blurred", 255)
    for name, title in (("coco", "COCO"), ("labelme", "labelme"), ("voc", "PASCAL VOC")):
        assert blurlab("export", project, "--out", pairs / name, "--format", name) == 0
        capsys.readouterr()
        again = ("import", pairs / f"{name}.blurlab", "--photos", pairs / "photos", "--masks", pairs / name)
        assert blurlab(*again, "--polarity", "blurred", "--dry-run") == 0
        told = capsys.readouterr().out
        assert "Nothing is written" in told and "2 masks would be imported and accepted" in told
        assert not (pairs / f"{name}.blurlab").exists()
        assert blurlab(*again, "--polarity", "blurred") == 0
        told = capsys.readouterr().out
        assert f"Read as {title}: “blurred” (2) is blurred, everything else is sharp." in told
        with Project.open(project) as one, Project.open(pairs / f"{name}.blurlab") as other:
            for first, second in zip(one.masks.labels(), other.masks.labels(), strict=True):
                assert (one.masks.read_label(first) == other.masks.read_label(second)).all()


def test_without_a_polarity_nothing_is_taken_and_several_classes_are_asked_about(
    pairs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shapes = [
        {"label": name, "points": [[0, 0], [9, 9]], "shape_type": "rectangle"} for name in ("soft", "crisp", "haze")
    ]
    document = {"shapes": shapes, "imagePath": "c.png", "imageWidth": 30, "imageHeight": 20}
    (pairs / "photos" / "c.json").write_text(json.dumps(document))
    masks = ("import", pairs / "p.blurlab", "--masks", pairs / "photos" / "c.json")
    assert blurlab(*masks) == 1
    assert "--polarity (what is marked, blurred or sharp)" in capsys.readouterr().err
    assert blurlab(*masks, "--polarity", "sharp") == 1
    assert "choose which of them is sharp" in capsys.readouterr().err
    assert blurlab(*masks, "--blurred", "255") == 1
    assert "--blurred is for PNG masks" in capsys.readouterr().err
    assert not (pairs / "p.blurlab").exists()
    assert blurlab(*masks, "--polarity", "sharp", "--class", "crisp", "--ignore-class", "haze") == 0
    told = capsys.readouterr().out
    assert "1 photo added" in told, "the photo that lies with the file"
    assert "“crisp” (1) is sharp, “haze” (1) is ignored, “soft” (1) is blurred" in told
    with Project.open(pairs / "p.blurlab") as project:
        (photo,) = project.photos()
        mask, _ = project.masks.read(project.masks.latest(photo.id))
        assert (mask[0, 0], mask[15, 15]) == (128, 255)


def test_a_dataset_is_rehearsed_and_written(pairs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = pairs / "p.blurlab"
    blurlab("import", project, "--photos", pairs / "photos", "--masks", pairs / "masks", "--blurred", 255)
    order = ("export", project, "--out", pairs / "ds", "--dataset", "--splits", "1,1,0", "--format", "cvat")
    blurlab(*order, "--dry-run")
    assert "2 masks and photos.csv of 3 photos would be written" in capsys.readouterr().out
    assert not (pairs / "ds").exists()
    blurlab(*order)
    assert (pairs / "ds" / "README.md").is_file()
    assert len(list((pairs / "ds").rglob("images/*"))) == 2
    assert blurlab("export", project, "--out", pairs / "ds", "--dataset", "--splits", "1,1") == 1
    assert "are not three numbers" in capsys.readouterr().err
