"""Labels in the words of any language, and other programs' colours, are read; what a person sets is in the file."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from blurlab.errors import UserError
from blurlab.imaging.metadata import colours
from blurlab.imaging.metadata.colours import colour_of
from blurlab.imaging.metadata.marks import LABELS, Marks
from blurlab.imaging.metadata.sidecars import sidecar_names
from blurlab.imaging.metadata.xmp import check_sidecar, told, write_sidecar

SPACES = (
    'xmlns:x="adobe:ns:meta/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpDM="http://ns.adobe.com/xmp/1.0/DynamicMedia/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" '
    'xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0/" '
    'xmlns:photomechanic="http://ns.camerabits.com/photomechanic/1.0/"'
)
LANGUAGES = {
    "de": "Rot Gelb Grün Blau Lila", "fr": "Rouge Jaune Vert Bleu Violet", "es": "Rojo Amarillo Verde Azul Púrpura",
    "it": "Rosso Giallo Verde Blu Viola", "nl": "Rood Geel Groen Blauw Paars", "sv": "Röd Gul Grön Blå Lila",
    "pt": "Vermelho Amarelo Verde Azul Roxo", "pl": "Czerwony Żółty Zielony Niebieski Fioletowy",
    "ru": "Красный Желтый Зеленый Синий Фиолетовый", "ja": "レッド イエロー グリーン ブルー パープル",
    "ar": "أحمر أصفر أخضر أزرق بنفسجي", "th": "แดง เหลือง เขียว น้ำเงิน ม่วง", "id": "Merah Kuning Hijau Biru Ungu",
    "zh": "红色 黄色 绿色 蓝色 紫色", "ko": "빨강 노랑 초록 파랑 보라", "en": "select second approved review TO_DO",
}  # fmt: skip


def xmp(attributes: str, inside: str = "") -> bytes:
    described = f'<rdf:Description rdf:about="" {attributes}>{inside}</rdf:Description>'
    return f"<x:xmpmeta {SPACES}><rdf:RDF>{described}</rdf:RDF></x:xmpmeta>".encode()


def test_no_word_means_two_colours() -> None:
    for lines in (colours._COLOURS, colours._BRIDGE):
        for line in lines.replace("\\\n", "").strip().splitlines():
            for label, words in zip(LABELS, line.split("|"), strict=True):
                assert {colour_of(word) for word in words.split("/")} == {label}, line


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_in_any_language_is_its_colour(language: str) -> None:
    words = LANGUAGES[language].replace("TO_DO", "To Do").split(" ", 4)
    assert [told(xmp(f'xmp:Label="{word}"')).label for word in words] == list(LABELS)
    assert told(xmp(f'xmp:Label=" {words[0].upper()} "')).label == "Red"


def test_words_that_mean_no_colour_are_told_from_none() -> None:
    assert (colour_of(""), colour_of("NoColor"), colour_of("Hochzeit")) == ("", "", None)
    assert colour_of("$$$/Bridge/Preferences/Label/Green=Approved") == "Green"
    assert colour_of("Gru\u0308n") == "Green"  # as a Mac writes it


@pytest.mark.parametrize(
    ("data", "means"),
    [
        (xmp('xmp:Label="Hochzeit" photoshop:LabelColor="red"'), Marks(None, "Red")),
        (xmp('photoshop:LabelColor="purple"'), Marks(None, "Purple")),
        (xmp('photomechanic:ColorClass="7"'), Marks(None, "Blue")),
        (xmp('photomechanic:ColorClass="0"'), Marks(None, "")),
        (xmp('xmp:Label="Winner alt"'), Marks(None, "Red")),
        (xmp('MicrosoftPhoto:Rating="75" xmpDM:good="true"'), Marks(4, None, 1)),
        (xmp('xmp:Rating="4"', '<crs:Look><rdf:Description xmp:Rating="1" xmp:Label="Blue"/></crs:Look>'), Marks(4)),
        (xmp('xmp:Rating="4" xmp:Label="Rot"').decode().encode("utf-16"), Marks(4, "Red")),
        (b"\0" + b'<?xml version="1.0" encoding="UTF-16"?>'.decode().encode("utf-16-be")[1:]
         + xmp('xmp:Rating="2"').decode().encode("utf-16-be"), Marks(2)),
        (xmp('xmp:Rating="3"').decode().encode("utf-32"), Marks(3)),
    ],
)  # fmt: skip
def test_what_other_programs_say_is_understood(data: bytes, means: Marks) -> None:
    assert told(data) == means


def test_a_sidecar_in_capitals_is_the_photos(tmp_path: Path) -> None:
    (tmp_path / "A.XMP").write_bytes(xmp('xmp:Rating="4"'))
    assert sidecar_names(tmp_path / "A.NEF") == (tmp_path / "A.NEF.xmp", tmp_path / "A.XMP")
    assert write_sidecar(tmp_path / "A.NEF", Marks(5), Marks(4))
    assert [file.name for file in tmp_path.iterdir()] == ["A.XMP"]
    check_sidecar(tmp_path / "A.NEF", Marks(5))


OLD = {
    "another language": xmp('xmp:Rating="4" xmp:Label="Rot"'),
    "a colour beside the word": xmp('xmp:Label="Hochzeit" photoshop:LabelColor="red"'),
    "Photo Mechanic": xmp('xmp:Label="Winner alt" photomechanic:ColorClass="2" xmpDM:good="false"'),
    "UTF-16": xmp('xmp:Label="Rot"').decode().encode("utf-16"),
    "nested": xmp('xmp:Label="Rot"', '<crs:Look><rdf:Description xmp:Label="Rot"/></crs:Look>'),
    "no label": xmp('xmp:Label=""'),
}


@pytest.mark.parametrize("old", OLD)
def test_a_colour_that_a_person_sets_is_in_the_file_for_every_program(tmp_path: Path, old: str) -> None:
    path = tmp_path / "a.xmp"
    path.write_bytes(OLD[old])
    before = told(OLD[old])
    seen = Marks(before.rating or 0, before.label or "", before.pick or 0)
    assert write_sidecar(tmp_path / "a.jpg", Marks(label="Blue", pick=1), seen)
    check_sidecar(tmp_path / "a.jpg", Marks(label="Blue", pick=1))
    if shutil.which("exiftool") is None:
        return
    done = subprocess.run(["exiftool", "-j", "-n", "-G1", path], capture_output=True, check=True, timeout=60).stdout
    found = json.loads(done)[0]
    assert found["XMP-xmp:Label"] == "Blue" and found["XMP-xmpDM:Pick"] == 1
    if "Label" in old or old in {"another language", "a colour beside the word", "UTF-16"}:
        assert found["XMP-photoshop:LabelColor"] == "blue"
    if old == "Photo Mechanic":
        assert found["XMP-photomech:ColorClass"] == 7 and found["XMP-xmpDM:Good"] is True
    if old == "nested":
        assert found["XMP-crs:LookLabel"] == "Rot"


@pytest.mark.parametrize(
    ("old", "asked", "keeps"),
    [
        (xmp('xmp:Label="Hochzeit"'), Marks(label="Blue"), "label “Hochzeit”"),
        (xmp('photomechanic:ColorClass="3"'), Marks(label="Blue"), "label “class 3”"),
        (xmp('xmp:Rating="2" xmp:Label="Grün"'), Marks(5, "Blue"), "rating 2 and label “Grün”"),
    ],
)
def test_what_nobody_saw_stays_and_that_is_told(tmp_path: Path, old: bytes, asked: Marks, keeps: str) -> None:
    (tmp_path / "a.xmp").write_bytes(old)
    assert not write_sidecar(tmp_path / "a.jpg", asked, Marks(0, "", 0))
    assert (tmp_path / "a.xmp").read_bytes() == old
    with pytest.raises(UserError, match=f"“a.xmp” keeps its {keeps}, which another program gave it; yours is in"):
        check_sidecar(tmp_path / "a.jpg", asked)
