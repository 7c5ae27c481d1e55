"""A photo that was replaced by another of its size: the old mask is never silently laid over it."""

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from blurlab.core.prediction import View
from blurlab.project.adding import is_same_file
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.session.photos.open_photo import load_photo
from blurlab.session.session import Session
from tests.fixtures.windows import WAIT, write_photo
from tests.session.test_session import is_saved, listen, paint


@pytest.mark.parametrize("masked", [True, False])
def test_the_mask_of_a_replaced_photo_is_told(tmp_path: Path, masked: bool) -> None:
    write_photo(tmp_path / "a.png", 1)
    with Project.create(tmp_path / "p.blurlab") as project:
        (photo,) = project.add_photos([tmp_path / "a.png"]).added
        if masked:
            project.masks.save(photo.id, np.full((photo.height, photo.width), 255, np.uint8), author="ann")
        assert load_photo(project, photo, "v", View.WHOLE).troubles == []
        write_photo(tmp_path / "a.png", 2)
        told = [error.code for error in load_photo(project, photo, "v", View.WHOLE).troubles]
    assert told == (["photo.replaced"] if masked else [])


def test_a_replaced_photo_is_told_at_once_and_accepting_it_again_settles_it(session: Session, qtbot: QtBot) -> None:
    heard, photo = listen(session), session.order[session.current_id]
    paint(session)
    qtbot.waitUntil(lambda: is_saved(session), timeout=WAIT)
    write_photo(photo.path, 77, photo.width, photo.height)
    qtbot.waitUntil(lambda: "photo" in heard, timeout=WAIT)
    assert "was replaced by another file while it was open" in heard["photo"].sentence
    session.loader.forget(photo.id)
    session.current_photo.load_anew()
    qtbot.waitUntil(lambda: "recovery" in heard, timeout=WAIT)
    assert "is another file than the one its mask was painted on" in heard["recovery"].sentence
    session.review.accept()
    qtbot.waitUntil(lambda: session.order[photo.id].status is Status.ACCEPTED, timeout=WAIT)
    assert is_same_file(session.project.photo(photo.id)) and not is_same_file(photo)
