"""A training that meets a full disk at its end loses nothing of what it learnt."""

from pathlib import Path

import pytest

from blurlab.errors import UserError
from blurlab.worker.messages import TrainingNotice, VersionPublished
from training.runs.rescue import FULL, publish_patiently

MADE = VersionPublished("v0001", 3, 0.9, 0.8)
REFUSED = UserError(FULL, "The new model version could not be saved: the disk is full.")


class Disk:
    """full: how many more tries it refuses."""

    def __init__(self, full: int) -> None:
        self.full = full

    def publish(self) -> VersionPublished:
        if self.full:
            raise REFUSED
        return MADE

    def wait(self) -> None:
        self.full -= 1


def test_it_is_told_once_and_published_as_soon_as_there_is_room(tmp_path: Path) -> None:
    disk, told = Disk(3), list[TrainingNotice]()
    made = publish_patiently(
        REFUSED, disk.publish, Path.touch, told.append, lambda: False, elsewhere=tmp_path, pause=disk.wait
    )
    assert made is MADE
    assert len(told) == 1 and "the disk is full. Free some space" in told[0].sentence
    assert list(tmp_path.iterdir()) == []


def test_after_stop_the_model_lies_where_there_is_room(tmp_path: Path) -> None:
    disk = Disk(99)
    with pytest.raises(UserError, match=r"the disk is full. The trained model was written to “") as refused:
        publish_patiently(
            REFUSED,
            disk.publish,
            lambda path: path.write_bytes(b"learnt") and None,
            lambda _: None,
            lambda: True,
            elsewhere=tmp_path / "rescued",
            pause=disk.wait,
        )
    (model,) = (tmp_path / "rescued").iterdir()
    assert model.read_bytes() == b"learnt" and model.name in str(refused.value)


def test_a_window_that_closes_meanwhile_leaves_the_model_as_well(tmp_path: Path) -> None:
    def leave() -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish_patiently(REFUSED, Disk(9).publish, Path.touch, lambda _: None, leave, elsewhere=tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "rescued").touch()
    with pytest.raises(UserError, match=r"could not be written to “.*” either"):
        publish_patiently(
            REFUSED, Disk(9).publish, Path.touch, lambda _: None, lambda: True, elsewhere=tmp_path / "rescued"
        )


def test_another_failure_is_told_as_it_is(tmp_path: Path) -> None:
    gone = UserError("project.missing", "The project is gone.")
    with pytest.raises(UserError, match="is gone"):
        publish_patiently(gone, Disk(0).publish, Path.touch, lambda _: None, lambda: False, elsewhere=tmp_path)
