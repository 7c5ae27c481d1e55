"""Paths as somebody gives them who wants to see what happens."""

from pathlib import Path

import pytest

from blurlab import cli
from blurlab.files.paths import make_folder
from tests.fixtures.windows import write_photo


def test_a_path_of_a_thousand_folders_is_refused_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    deep = Path("a/" * 1900)
    with pytest.raises(OSError, match="File name too long"):
        make_folder(deep)
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    write_photo(tmp_path / "photos" / "a.png", 1)
    assert cli.main(["import", str(deep), "--photos", str(tmp_path / "photos")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
