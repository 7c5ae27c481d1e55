"""`blurlab predict`: a map for each photo, whatever lies in the folder."""

import hashlib
import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.cli import main
from blurlab.model import checkpoint
from blurlab.model.card import ModelCard
from blurlab.model.network import CompactDeepLab
from blurlab.project.project import Project
from tests.models import write_model

ORIENTATION = 274


def write_photo(path: Path, width: int = 60, height: int = 40, orientation: int = 1) -> Path:
    seed = int.from_bytes(hashlib.blake2b(path.name.encode(), digest_size=4).digest())
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.fromarray(np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8))
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    image.save(path, exif=exif)
    return path


def maps(out: Path) -> dict[str, Image.Image]:
    found = {}
    for path in sorted(out.iterdir()):
        with Image.open(path) as image:
            found[path.name] = image.copy()
    return found


@pytest.fixture
def model(tmp_path: Path) -> str:
    return str(write_model(tmp_path / "model.safetensors"))


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    write_photo(tmp_path / "photos" / "one.JPG")
    write_photo(tmp_path / "photos" / "two.png", 33, 70)
    write_photo(tmp_path / "photos" / "turned.jpg", 60, 40, orientation=6)
    return tmp_path / "photos"


def test_each_photo_gets_a_grey_map_of_its_own_upright_size(
    photos: Path, model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "deep" / "out"
    assert main(["predict", str(photos), "--out", str(out), "--model", model]) == 0
    found = maps(out)
    assert {name: (image.mode, image.size) for name, image in found.items()} == {
        "one.png": ("L", (60, 40)),
        "turned.png": ("L", (40, 60)),
        "two.png": ("L", (33, 70)),
    }
    assert np.ptp(np.asarray(found["one.png"])) > 0
    said = capsys.readouterr()
    assert "3/3" in said.err
    assert said.out == ""


def test_names_that_are_long_or_no_text_cost_only_their_photo(model: str, tmp_path: Path) -> None:
    """A map is written where the disk takes its name, though no temporary one beside it; on any terminal."""
    photos, out = tmp_path / "photos", tmp_path / "out"
    names = [f"{'a' * 244}.jpg", f"{'b' * 251}.gif", "c\nd.png", "\udcff.png", "ö“.png", "z.png"]
    for name in names:
        write_photo(photos / "x.png").rename(photos / name)
    (photos / "e\x1b[2J\udcff.jpg").write_bytes(b"no photo")
    longest = write_photo(photos / "x.png").rename(tmp_path / ("d" * 255))
    asked = [sys.executable, "-m", "blurlab", "predict", str(photos), str(longest), "--out", str(out), "--model", model]
    environment = dict(os.environ, PYTHONIOENCODING="ascii:strict")
    ended = subprocess.run(asked, env=environment, capture_output=True, check=False, timeout=240)
    said = ended.stderr.decode("ascii")
    assert ended.returncode == 1 and "Traceback" not in said and "\x1b[2J" not in said
    assert len(list(out.iterdir())) == 6, said
    assert "6 photos were predicted, 2 left out:" in said and "cannot be written: the name is too long." in said


def test_unreadable_photos_are_named_and_the_rest_is_done(
    photos: Path, model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (photos / "half.jpg").write_bytes((photos / "one.JPG").read_bytes()[:400])
    (photos / "text.png").write_text("not a photo")
    (photos / "circle.jpg").symlink_to("circle.jpg")
    out = tmp_path / "out"
    sources = [str(photos), str(tmp_path / "missing.jpg")]
    assert main(["predict", *sources, "--out", str(out), "--model", model]) == 1
    assert sorted(maps(out)) == ["one.png", "turned.png", "two.png"]
    said = capsys.readouterr().err
    assert "3 photos were predicted, 4 left out:" in said
    for name in ("half.jpg", "text.png", "circle.jpg", "missing.jpg"):
        assert f"The photo “{name}” " in said
    assert "Traceback" not in said


def test_photos_of_one_stem_or_one_name_all_get_a_map_and_a_damaged_one_takes_no_place(
    photos: Path, model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (photos / "ONE.CR2").write_bytes(b"damaged")
    other = write_photo(tmp_path / "other" / "one.JPG", 20, 20)
    out = tmp_path / "out"
    assert main(["predict", str(photos), str(other), "--out", str(out), "--model", model]) == 1
    sizes = {name: image.size for name, image in maps(out).items()}
    assert sizes.pop("one.JPG.png") == (60, 40) and sizes.pop("one.JPG.2.png") == (20, 20)
    assert sorted(sizes) == ["turned.png", "two.png"]  # as ever: they share their stems with none
    said = capsys.readouterr().err
    assert "4 photos were predicted, 1 left out:" in said and "“ONE.CR2”" in said


def test_a_photo_named_twice_is_done_once(photos: Path, model: str, tmp_path: Path) -> None:
    arguments = [str(photos), str(photos / "one.JPG"), str(photos / ".." / "photos" / "two.png")]
    assert main(["predict", *arguments, "--out", str(tmp_path / "out"), "--model", model]) == 0
    assert len(maps(tmp_path / "out")) == 3


def test_a_map_never_replaces_a_photo(photos: Path, model: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = (photos / "two.png").read_bytes()
    assert main(["predict", str(photos), "--out", str(photos), "--model", model]) == 1
    assert "would replace the photo" in capsys.readouterr().err
    assert (photos / "two.png").read_bytes() == before
    assert not (photos / "one.png").exists()


def test_maps_are_not_put_among_photos_that_were_not_named(
    photos: Path, model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (photos / "one.png").write_bytes((photos / "two.png").read_bytes())  # a photo of its own, with a map's name
    before = {path.name: path.read_bytes() for path in photos.iterdir()}
    (tmp_path / "link").symlink_to(photos, target_is_directory=True)
    for out in (photos, photos / ".." / "photos", tmp_path / "link"):
        assert main(["predict", str(photos / "one.JPG"), "--out", str(out), "--model", model]) == 1
        said = capsys.readouterr().err
        assert said == f"The maps would lie among the photos in “{out}” and could replace some; choose another --out.\n"
    assert {path.name: path.read_bytes() for path in photos.iterdir()} == before


def test_a_folder_without_photos_is_told(tmp_path: Path, model: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["predict", str(tmp_path / "empty"), "--out", str(tmp_path / "out"), "--model", model]) == 1
    assert capsys.readouterr().err == f"There is no photo in “{tmp_path / 'empty'}”.\n"


def test_a_model_that_cannot_be_used_is_told(photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damaged = tmp_path / "damaged.safetensors"
    damaged.write_bytes(b"nothing")
    for model in (str(damaged), "no such model"):
        assert main(["predict", str(photos), "--out", str(tmp_path / "out"), "--model", model]) == 1
        said = capsys.readouterr().err
        assert said.count("\n") == 1, said
    assert not (tmp_path / "out").exists()


def test_a_project_is_predicted_by_its_own_model_version(photos: Path, tmp_path: Path) -> None:
    with Project.create(tmp_path / "work.blurlab") as project:
        project.add_photos(sorted(photos.iterdir()))
        for seed in (1, 2):
            weights = write_model(tmp_path / f"{seed}.safetensors", seed)
            project.versions.publish(partial(shutil.copyfile, weights), ModelCard())
        first, second = project.versions.all()
        project.versions.promote(first.name)
        folder = str(project.folder)

    def predicted(out: str, *more: str) -> bytes:
        assert main(["predict", *more, "--out", str(tmp_path / out)]) == 0
        return (tmp_path / out / "one.png").read_bytes()

    by_project = predicted("a", folder)
    assert len(maps(tmp_path / "a")) == 3
    assert by_project == predicted("b", str(photos), "--model", str(tmp_path / "1.safetensors"))
    by_second = predicted("c", folder, "--model", second.name)
    assert by_second == predicted("d", str(photos), "--model", str(tmp_path / "2.safetensors"))
    assert by_project != by_second


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(
    photos: Path, model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "locked"
    out.mkdir(mode=0o500)
    assert main(["predict", str(photos), "--out", str(out), "--model", model]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_a_file_in_the_place_of_the_output_folder_is_told(
    photos: Path, model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("a file")
    assert main(["predict", str(photos), "--out", str(tmp_path / "out"), "--model", model]) == 1
    assert f"cannot be written to “{tmp_path / 'out'}”" in capsys.readouterr().err


def test_a_full_disk_ends_the_run_with_one_sentence_and_no_half_map(
    photos: Path, model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    out = tmp_path / "out"
    assert main(["predict", str(photos), "--out", str(out), "--model", model]) == 1
    assert "the disk is full" in capsys.readouterr().err
    assert list(out.iterdir()) == []


def test_a_classical_method_predicts_without_weights_and_without_torch(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code = (
        "import sys; from blurlab.cli import main; code = main(sys.argv[1:]); "
        "assert 'torch' not in sys.modules; sys.exit(code)"
    )
    arguments = ["predict", str(photos), "--out", str(out), "--model", "classical:hifst"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert {name: image.size for name, image in maps(out).items()} == {
        "one.png": (60, 40),
        "turned.png": (40, 60),
        "two.png": (33, 70),
    }
    assert np.ptp(np.asarray(maps(out)["one.png"])) > 0


def test_several_processes_share_the_photos(
    photos: Path, model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WORLD_SIZE", "2")
    (photos / "text.png").write_text("not a photo")
    done = []
    for rank in ("0", "1"):
        monkeypatch.setenv("RANK", rank)
        out = tmp_path / f"out{rank}"
        main(["predict", str(photos), "--out", str(out), "--model", model])
        done.append(set(maps(out)))
    assert done[0].isdisjoint(done[1]) and done[0] | done[1] == {"one.png", "turned.png", "two.png"}
    assert all(done)
    assert capsys.readouterr().err.count("“text.png”") == 1, "what cannot be read is told by one of them"


@pytest.mark.parametrize(("rank", "size"), [("2", "2"), ("-1", "2"), ("first", "2"), ("0", "0")])
def test_a_share_that_there_is_not_is_refused(
    rank: str,
    size: str,
    photos: Path,
    model: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("RANK", rank)
    monkeypatch.setenv("WORLD_SIZE", size)
    assert main(["predict", str(photos), "--out", str(tmp_path / "out"), "--model", model]) == 1
    assert f"RANK={rank} of WORLD_SIZE={size} is not a valid share of the photos." in capsys.readouterr().err


def scale_in(path: Path) -> str:
    with Image.open(path) as image:
        return str(image.info["blurlab:scale"])


def test_both_views_are_written_each_with_its_scale(model: str, tmp_path: Path) -> None:
    photo, out = write_photo(tmp_path / "photos" / "big.png", 640, 320), tmp_path / "out"
    assert main(["predict", str(photo), "--out", str(out), "--model", model, "--at", "both"]) == 0
    for name, scale in (("whole", (640 * 320 / (64 * 96)) ** 0.5), ("full", 1.0)):
        with Image.open(out / name / "big.png") as image:
            assert image.mode == "L" and image.size == (640, 320)
        assert float(scale_in(out / name / "big.png")) == pytest.approx(scale, rel=1e-3)


def test_the_views_differ_and_each_can_be_asked_for_alone(model: str, tmp_path: Path) -> None:
    photo = write_photo(tmp_path / "photos" / "big.png", 640, 320)
    made = {}
    for at in ("whole", "full", "2.5"):
        out = tmp_path / at
        assert main(["predict", str(photo), "--out", str(out), "--model", model, "--at", at]) == 0
        made[at] = np.asarray(maps(out)["big.png"]).astype(int)
    assert scale_in(tmp_path / "2.5" / "big.png") == "2.5"
    assert np.abs(made["whole"] - made["full"]).max() > 0 and np.abs(made["2.5"] - made["full"]).max() > 0


@pytest.mark.parametrize("at", ["half", "0.5", "nan", "1e9", ""])
def test_a_scale_that_is_none_is_refused(at: str, model: str, photos: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["predict", str(photos), "--out", str(tmp_path / "out"), "--model", model, "--at", at])
    assert ended.value.code == 2


def test_a_classical_method_predicts_the_whole_alone(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["predict", str(photos), "--out", str(tmp_path / "out"), "--model", "classical:lbp", "--at", "full"]
    assert main(asked) == 1
    assert "only looks at a photo as a whole" in capsys.readouterr().err


@pytest.fixture
def model_with_planes(tmp_path: Path) -> str:
    path = write_model(tmp_path / "with_planes.safetensors")
    loaded = checkpoint.load(path)
    assert isinstance(loaded.network, CompactDeepLab)
    loaded.network.add_planes()
    checkpoint.save(path, loaded.network, loaded.card)
    return str(path)


def test_planes_lie_beside_each_map_and_tell_only_of_what_is_blurred(
    photos: Path, model_with_planes: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert main(["predict", str(photos), "--out", str(out), "--model", model_with_planes, "--planes"]) == 0
    for name in ("one.png", "two.png", "turned.png"):
        found = [np.asarray(Image.open(out / folder / name)) for folder in ("", "amount", "kind")]
        blurriness, amount, kind = found
        assert blurriness.shape == amount.shape == kind.shape and amount.dtype == kind.dtype == np.uint8
        assert np.array_equal(blurriness >= 128, amount > 0) and np.array_equal(amount > 0, kind > 0)
        assert kind.max() < 182


def test_planes_are_refused_of_a_model_that_tells_none_and_among_photos(
    photos: Path, model: str, model_with_planes: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    order = ["predict", str(photos), "--out", str(tmp_path / "out"), "--planes"]
    for other in (model, "classical:lbp"):
        assert main([*order, "--model", other]) == 1
        assert "neither how wide the blur is" in capsys.readouterr().err
    for at in ("full", "both", "2"):
        assert main([*order, "--model", model_with_planes, "--at", at]) == 1
        assert "as a whole only" in capsys.readouterr().err
    assert not list((tmp_path / "out").rglob("*.png"))
    write_photo(tmp_path / "out" / "kind" / "one.png")
    order = ["predict", str(tmp_path / "out" / "kind"), "--out", str(tmp_path / "out"), "--planes"]
    assert main([*order, "--model", model_with_planes]) == 1 and "among the photos" in capsys.readouterr().err


def test_a_file_whose_reader_is_not_installed_does_not_end_the_run(
    photos: Path, model: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (photos / "scan.pdf").write_bytes(b"%PDF-1.4")
    monkeypatch.setattr("blurlab.imaging.kinds.pdf._program", lambda: [sys.executable, "-c", "raise SystemExit(3)"])
    order = ["--out", str(tmp_path / "maps"), "--model", model]
    assert main(["predict", str(photos / "one.JPG"), str(photos / "scan.pdf"), *order]) == 1
    said = capsys.readouterr().err
    assert "1 photo was predicted, 1 left out:" in said and "“scan.pdf” needs the package pypdfium2" in said
    assert len(list((tmp_path / "maps").iterdir())) == 1
    assert main(["inspect", str(photos / "one.JPG"), str(photos / "scan.pdf"), "--model", "none"]) == 1
    assert "1 inspected, 1 not done:" in capsys.readouterr().err
    assert main(["predict", str(photos / "scan.pdf"), *order]) == 1
    assert "needs the package pypdfium2" in capsys.readouterr().err
