"""A photo whose file became another one: nothing pairs its old mask with the new pixels without a word."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab import cli
from blurlab.imaging.metadata.digest import digest_of, file_digest_of
from blurlab.project.adding import is_same_file
from blurlab.project.project import Project
from blurlab.project.records import Status
from tests.fixtures.windows import write_photo
from training.data.held_out import project_split, usable_labels

SENTENCE = "The photo “a.png” is another file than the one its mask was made for, so"


@pytest.fixture
def replaced(tmp_path: Path) -> Path:
    """A project with two accepted photos; a.png is another picture by now."""
    write_photo(tmp_path / "photos" / "a.png", 1, 96, 64)
    write_photo(tmp_path / "photos" / "b.png", 2, 96, 64)
    with Project.create(tmp_path / "p.blurlab") as project:
        for photo in project.add_photos([tmp_path / "photos" / name for name in ("a.png", "b.png")]).added:
            mask = np.zeros((photo.height, photo.width), np.uint8)
            mask[:9] = 255
            project.masks.save(photo.id, mask, author="ann")
            project.set_status(photo.id, Status.ACCEPTED)
    write_photo(tmp_path / "photos" / "a.png", 3, 96, 64)
    return tmp_path / "p.blurlab"


@pytest.mark.parametrize("more", [(), ("--dataset", "--split", "100,0,0")])
def test_an_export_leaves_it_out_and_says_so(
    replaced: Path, tmp_path: Path, more: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["export", str(replaced), "--out", str(tmp_path / "out"), *more]) == 1
    assert f"{SENTENCE} it was left out; open it" in capsys.readouterr().err
    assert {path.stem for path in (tmp_path / "out").rglob("*.png")} == {"b"}


def test_adding_and_importing_leave_its_mask_and_say_so(
    replaced: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_photo(tmp_path / "marks" / "a.png", 4, 96, 64)
    Image.new("L", (96, 64), 255).save(tmp_path / "marks" / "a.png")
    assert cli.main(["import", str(replaced), "--photos", str(tmp_path / "photos")]) == 1
    assert f"{SENTENCE} it was left as it is" in capsys.readouterr().err
    arguments = ["import", str(replaced), "--masks", str(tmp_path / "marks"), "--blurred", "255"]
    assert cli.main(arguments) == 1 and cli.main([*arguments, "--dry-run"]) == 1
    assert f"{SENTENCE} “a.png” was not imported" in capsys.readouterr().err
    with Project.open(replaced) as project:
        assert len(project.masks.revisions(1)) == 1 and not is_same_file(project.photo(1))


def test_a_training_learns_nothing_from_it(replaced: Path) -> None:
    with Project.open(replaced) as project:
        labels, left_out = usable_labels(project)
        assert [label.photo.name for label in labels] == ["b.png"]
        assert [label.photo.name for label in left_out] == ["a.png"]
        learnt, held_out = project_split(project, 0.2)
        assert [label.photo.name for label in (*learnt, *held_out)] == ["b.png"]


def test_what_is_written_beside_the_pixels_of_a_jpeg_makes_no_other_photo_of_it(tmp_path: Path) -> None:
    image = Image.effect_noise((64, 48), 50).convert("RGB")
    image.save(tmp_path / "a.jpg", quality=90)
    with Project.create(tmp_path / "p.blurlab") as project:
        (photo,) = project.add_photos([tmp_path / "a.jpg"]).added
        rated, turned = Image.Exif(), Image.Exif()
        rated[0x4746], turned[0x0112] = 5, 3
        image.save(tmp_path / "a.jpg", quality=90, exif=rated, xmp=b"<x:xmpmeta/>", comment="looked at")
        assert is_same_file(photo)
        assert photo.digest == digest_of(tmp_path / "a.jpg") != file_digest_of(tmp_path / "a.jpg")
        image.save(tmp_path / "a.jpg", quality=90, exif=turned)
        assert not is_same_file(photo)  # the mask would be upside down
        image.rotate(180).save(tmp_path / "a.jpg", quality=90)
        assert not is_same_file(photo)


def test_a_photo_that_an_older_project_knows_by_its_whole_file_is_found_after_it_moved(tmp_path: Path) -> None:
    Image.effect_noise((64, 48), 50).save(tmp_path / "a.jpg")
    with Project.create(tmp_path / "p.blurlab") as project:
        (photo,) = project.add_photos([tmp_path / "a.jpg"]).added
        project.keep_digest(photo.id, file_digest_of(tmp_path / "a.jpg"))
        assert is_same_file(project.photo(photo.id))
        (tmp_path / "new").mkdir()
        (tmp_path / "a.jpg").rename(tmp_path / "new" / "b.jpg")
        assert [found.name for found in project.relink(tmp_path / "new")] == ["b.jpg"]
        (tmp_path / "new" / "b.jpg").rename(tmp_path / "new" / "c.jpg")
        report = project.add_photos([tmp_path / "new" / "c.jpg"])
        assert [known.id for known in report.known] == [photo.id] and not report.added


@pytest.mark.parametrize(
    "content", [b"\xff\xd8", b"\xff\xd8\xff\xe1\0\0", b"\xff\xd8" + b"\xff" * 9000, b"\xff\xd8\xff\xdb\0\1x"]
)
def test_a_broken_jpeg_has_a_digest(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    assert digest_of(tmp_path / "a.jpg")
