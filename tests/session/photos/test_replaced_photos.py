"""A photo that was replaced by another of its size: the old mask is never silently laid over it."""

from pathlib import Path

import numpy as np
import pytest

from blurlab.core.prediction import View
from blurlab.project.project import Project
from blurlab.session.photos.open_photo import load_photo
from tests.fixtures.windows import write_photo


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
