"""`blurlab inspect`: a verdict for each photo with its reason, in words, tables, sidecars and sheets."""

import csv
import errno
import json
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.cli import main
from blurlab.commands import inspecting
from blurlab.core.prediction import View
from blurlab.imaging import inspection
from blurlab.imaging.inspection import InspectionCache, from_record, inspect_photo
from blurlab.imaging.metadata.xmp import read_marks
from blurlab.imaging.ports import PhotoRef
from blurlab.imaging.source import PlainFile
from tests.models import write_model
from tests.sharpness.scenes import defocused, scene, write

MEASURED = ("inspect", "--model", "none")
LABEL, PICK = "{http://ns.adobe.com/xap/1.0/}Label", "{http://ns.adobe.com/xmp/1.0/DynamicMedia/}pick"


@pytest.fixture(autouse=True)
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "cache" / "inspections.jsonl"
    monkeypatch.setattr(inspection, "cache_file", lambda: file)
    return file


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A burst of three, of which the second is the sharpest; a missed focus; an even photo."""
    folder = tmp_path / "card"
    picture = scene()
    for number, sigma in enumerate((0.7, 0, 4)):
        blurred = defocused(picture, sigma) if sigma else picture
        write(folder / f"burst{number}.jpg", blurred, f"2024:05:01 10:00:0{number}")
    missed = scene(seed=7)
    missed[100:290, 140:370] = defocused(missed, 4)[100:290, 140:370]
    write(folder / "below" / "missed.jpg", missed, "2024:05:01 11:00:00", (256, 192, 50, 50))
    write(folder / "even.jpg", np.full((200, 300), 130, np.uint8))
    return folder


def told(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {Path(row["photo"]).name: row for row in csv.DictReader(file)}


def test_a_card_of_photos_is_told_apart(card: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, everything = tmp_path / "a.csv", tmp_path / "a.json"
    assert main([*MEASURED, str(card), "--csv", str(table), "--json", str(everything)]) == 0
    rows = told(table)
    assert {name: row["verdict"] for name, row in rows.items()} == {
        "burst0.jpg": "sharp",
        "burst1.jpg": "sharp",
        "burst2.jpg": "nothing sharp",
        "missed.jpg": "subject blurred",
        "even.jpg": "cannot tell",
    }
    assert rows["missed.jpg"]["subject"] == "the camera's focus area"
    assert rows["missed.jpg"]["blur"] == rows["burst2.jpg"]["blur"] == "defocus"
    assert [rows[f"burst{number}.jpg"]["rank"] for number in range(3)] == ["2", "1", "3"]
    assert "times as sharp" in rows["burst1.jpg"]["rank_reason"]
    kept = json.loads(everything.read_text(encoding="utf-8"))
    assert [Path(photo).name for photo in kept["bursts"][0]["photos"]] == ["burst1.jpg", "burst0.jpg", "burst2.jpg"]
    first = from_record(kept["photos"][0])
    assert first == inspect_photo(first.photo)
    said = capsys.readouterr()
    assert f"{card / 'even.jpg'}: cannot tell. There is too little texture to tell." in said.out
    assert f"Best of 3 similar photos: {card / 'burst1.jpg'}." in said.out
    assert "5/5" in said.err


def test_the_same_command_again_measures_only_what_is_new(
    card: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "a.csv"
    assert main([*MEASURED, str(card), "--csv", str(table)]) == 0
    before = table.read_bytes()
    measured: list[str] = []

    def counted(photo: Path, *rest: object) -> inspection.Inspection:
        measured.append(photo.name)
        return inspect_photo(photo, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(inspection, "inspect_photo", counted)
    assert main([*MEASURED, str(card), "--csv", str(table)]) == 0
    assert measured == []
    assert table.read_bytes() == before
    write(card / "new.jpg", scene(seed=3))
    write(card / "even.jpg", scene(seed=4))
    assert main([*MEASURED, str(card), "--csv", str(table)]) == 0
    assert sorted(measured) == ["even.jpg", "new.jpg"]
    assert told(table)["even.jpg"]["verdict"] == "sharp"


def test_a_stopped_run_keeps_what_it_had(card: Path, known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> object:
        yield PhotoRef(card / "burst0.jpg"), inspect_photo(card / "burst0.jpg"), None
        raise KeyboardInterrupt

    monkeypatch.setattr(inspecting, "inspect_all", stopped)
    assert main([*MEASURED, str(card)]) == 130
    assert InspectionCache(known).find(card / "burst0.jpg") == inspect_photo(card / "burst0.jpg")
    with known.open("a", encoding="utf-8") as file:  # killed in the middle of a line
        file.write('\n{"of": "half')
    cache = InspectionCache(known)
    cache.add(inspect_photo(card / "even.jpg"))
    again = InspectionCache(known)
    assert again.find(card / "even.jpg") is not None
    assert again.find(card / "burst0.jpg") is not None
    assert InspectionCache(known, model="other").find(card / "even.jpg") is None


def test_damaged_photos_are_named_and_the_rest_is_done(
    card: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (card / "half.jpg").write_bytes((card / "burst0.jpg").read_bytes()[:900])
    (card / "text.png").write_text("not a photo")
    (card / "circle.jpg").symlink_to("circle.jpg")
    assert main([*MEASURED, str(card), str(card / "gone.jpg"), "--csv", str(tmp_path / "a.csv")]) == 1
    assert len(told(tmp_path / "a.csv")) == 5
    said = capsys.readouterr().err
    assert "5 inspected, 4 not done:" in said
    for name in ("half.jpg", "text.png", "circle.jpg", "gone.jpg"):
        assert f"The photo “{name}” " in said


def test_sidecars_carry_the_advice_and_leave_the_stars_to_people(card: Path) -> None:
    assert main([*MEASURED, str(card), "--xmp"]) == 0
    said = {path.name: read_marks(path.read_bytes()) for path in card.rglob("*.xmp")}
    assert {name: marks[LABEL] for name, marks in said.items()} == {
        "burst0.jpg.xmp": "Green",
        "burst1.jpg.xmp": "Green",
        "burst2.jpg.xmp": "Red",
        "missed.jpg.xmp": "Red",
        "even.jpg.xmp": "Yellow",
    }
    assert [name for name, marks in said.items() if marks.get(PICK) == "1"] == ["burst1.jpg.xmp"]
    assert not any("Rating" in name for marks in said.values() for name in marks)
    (card / "burst1.jpg").unlink()
    (card / "burst1.jpg.xmp").unlink()
    write(card / "burst2.jpg", scene(), "2024:05:01 10:00:02")
    assert main([*MEASURED, str(card), "--xmp"]) == 0
    assert read_marks((card / "burst2.jpg.xmp").read_bytes())[PICK] == "1"
    assert read_marks((card / "burst2.jpg.xmp").read_bytes())[LABEL] == "Green"


def test_a_foreign_sidecar_is_named_and_left(card: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = card / "even.jpg.xmp"
    path.write_text("<!DOCTYPE x><x/>")
    assert main([*MEASURED, str(card), "--xmp"]) == 1
    assert "The sidecar “even.jpg.xmp” has a document type" in capsys.readouterr().err
    assert path.read_text() == "<!DOCTYPE x><x/>"


@pytest.mark.parametrize("name", ["sheet.pdf", "sheet.png", "sheet.jpg"])
def test_a_contact_sheet_is_drawn(card: Path, tmp_path: Path, name: str) -> None:
    sheet = tmp_path / name
    assert main([*MEASURED, str(card), "--sheet", str(sheet)]) == 0
    if name.endswith(".pdf"):
        assert sheet.read_bytes().startswith(b"%PDF")
    else:
        with Image.open(sheet) as image:
            assert image.width > 1000
            assert len(image.convert("RGB").getcolors(1 << 24) or []) > 500


def test_a_model_is_asked_as_well_unless_none_is_wanted(card: Path, tmp_path: Path) -> None:
    model = write_model(tmp_path / "model.safetensors")
    table = tmp_path / "a.csv"
    arguments = [*MEASURED, str(card / "burst0.jpg"), str(card / "even.jpg"), "--csv", str(table)]
    assert main([*arguments, "--model", str(model)]) == 0
    assert all(0 <= float(row["model_blurred"]) <= 1 for row in told(table).values())
    assert main(arguments) == 0
    assert {row["model_blurred"] for row in told(table).values()} == {""}
    assert main(["inspect", str(card / "burst0.jpg"), "--csv", str(table)]) == 0
    assert told(table)["burst0.jpg"]["model_blurred"]


def test_processes_ask_the_model_from_one_decode_of_each_photo(card: Path, tmp_path: Path) -> None:
    model = write_model(tmp_path / "model.safetensors")
    (card / "half.jpg").write_bytes((card / "burst0.jpg").read_bytes()[:900])
    table = tmp_path / "a.csv"
    assert main(["inspect", str(card), "--model", str(model), "--csv", str(table)]) == 1
    rows = told(table)
    assert len(rows) == 5
    assert all(row["model_blurred"] and row["blurred_as_whole"] for row in rows.values())
    alone = inspecting.inspect_one(inspecting.Asked(str(model), View.WHOLE), PhotoRef(card / "burst1.jpg"))
    assert isinstance(alone, inspection.Inspection)
    assert rows["burst1.jpg"]["reason"] == alone.verdict.reason


def test_a_sheet_shows_what_was_decoded_for_the_inspection(
    card: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def again(*_: object) -> object:
        raise AssertionError("it was decoded again")

    model, sheet = write_model(tmp_path / "model.safetensors"), tmp_path / "sheet.png"
    monkeypatch.setattr(PlainFile, "thumbnail", again)
    assert main(["inspect", str(card / "burst0.jpg"), "--model", str(model), "--sheet", str(sheet)]) == 0
    with Image.open(sheet) as image:
        assert image.convert("L").resize((1, 1)).getextrema() != (255, 255)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--csv", "burst0.jpg"], "is one of the photos"),
        (["--json", "below"], "is a folder"),
        (["--csv", "a", "--json", "a"], "Two of the files to be written have the same name."),
        (["--sheet", "sheet.txt"], "A sheet is written as .pdf, .png, .jpg or .webp"),
        (["--model", "nonsense"], "There is no model “nonsense”"),
    ],
)
def test_wrong_names_are_told_before_any_work(
    card: Path,
    arguments: list[str],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
    known: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(card)
    assert main([*MEASURED, str(card), *arguments]) == 1
    assert sentence in capsys.readouterr().err
    assert not known.exists()


def test_a_folder_without_photos_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert main([*MEASURED, str(tmp_path / "empty")]) == 1
    assert "There is no photo in" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_without_a_place_for_the_cache_everything_is_done(card: Path, known: Path) -> None:
    known.parent.mkdir()
    known.parent.chmod(0o500)
    assert main([*MEASURED, str(card)]) == 0


def test_what_is_outdated_leaves_the_cache_and_the_newest_stays(
    card: Path, known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspection, "_SMALL", 0)
    cache = InspectionCache(known)
    found = {name: inspect_photo(card / name) for name in ("burst0.jpg", "even.jpg")}
    for _ in range(5):
        for each in found.values():
            cache.add(each)
    with known.open("ab") as file:
        file.write(b'\n{"of": "1|of an old revision", "state": "", "record": {}}\n\xff\xfe{broken')
    before = known.stat().st_size
    again = InspectionCache(known)
    assert known.stat().st_size < before / 3
    assert len(known.read_bytes().splitlines()) == 2
    for reader in (again, InspectionCache(known)):
        assert all(reader.find(card / name) == each for name, each in found.items())
    monkeypatch.setattr(inspection, "_LARGEST", len(known.read_bytes()) - 2)
    InspectionCache(known)
    assert InspectionCache(known).find(card / "even.jpg") == found["even.jpg"]
    assert InspectionCache(known).find(card / "burst0.jpg") is None


def test_a_full_disk_is_told_and_nothing_half_is_left(
    card: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    out = tmp_path / "out"
    out.mkdir()
    with monkeypatch.context() as full:
        full.setattr(Path, "write_bytes", refuse)
        assert main([*MEASURED, str(card / "even.jpg"), "--csv", str(out / "a.csv")]) == 1
    assert "A file cannot be written: the disk is full. All photos are inspected" in capsys.readouterr().err
    assert list(out.iterdir()) == []
    assert main([*MEASURED, str(card / "even.jpg"), "--csv", str(out / "a.csv")]) == 0
