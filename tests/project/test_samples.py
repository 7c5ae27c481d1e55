"""The sample photos become a folder of the user's own."""

from pathlib import Path

import pytest

from blurlab.errors import UserError
from blurlab.project import samples
from blurlab.project.samples import copy_samples


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "shipped"
    folder.mkdir()
    for name in ("a.jpg", "b.jpg", "README.md"):
        (folder / name).write_text(name)
    monkeypatch.setattr(samples, "resource", lambda _: folder)
    return folder


def test_the_photos_are_copied_and_nothing_else(shipped: Path, tmp_path: Path) -> None:
    folder = copy_samples(tmp_path / "mine" / "samples")
    assert folder == tmp_path / "mine" / "samples"
    assert {path.name: path.read_text() for path in folder.iterdir()} == {"a.jpg": "a.jpg", "b.jpg": "b.jpg"}


@pytest.mark.usefixtures("shipped")
def test_a_second_copy_brings_back_what_is_missing_and_keeps_the_rest(tmp_path: Path) -> None:
    folder = copy_samples(tmp_path / "samples")
    (folder / "a.jpg").unlink()
    (folder / "b.jpg").write_text("worked on")
    copy_samples(folder)
    assert (folder / "a.jpg").read_text() == "a.jpg"
    assert (folder / "b.jpg").read_text() == "worked on"


@pytest.mark.usefixtures("shipped")
def test_by_default_they_lie_among_the_user_s_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "data")
    assert copy_samples() == tmp_path / "data" / "Sample photos"
    assert (tmp_path / "data" / "Sample photos" / "a.jpg").is_file()


def test_what_prevents_it_is_told(shipped: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match="cannot be copied"):
        copy_samples(tmp_path / "file")
    for path in shipped.iterdir():
        path.unlink()
    with pytest.raises(UserError, match="are missing"):
        copy_samples(tmp_path / "samples")
