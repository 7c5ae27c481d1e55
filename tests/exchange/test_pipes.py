"""A pipe in the place of a file is told, and nothing waits for what never comes."""

import contextlib
import os
from pathlib import Path

import pytest

from blurlab.errors import UserError
from blurlab.exchange.meaning import Meaning, Polarity
from blurlab.exchange.registry import FORMATS, open_source

BLURRED = Meaning(Polarity.BLURRED)
WIDTH, HEIGHT = 40, 24


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
@pytest.mark.timeout(60)
def test_a_pipe_among_the_files_is_not_waited_for(tmp_path: Path) -> None:
    for suffix in (".png", ".json", ".xml", ".txt", ".csv", ".npz", ".npy", ".parquet", ".tif"):
        folder = tmp_path / suffix[1:]
        folder.mkdir()
        os.mkfifo(folder / f"a{suffix}")
        for name in (None, *FORMATS):
            for place in (folder, folder / f"a{suffix}"):
                with contextlib.suppress(UserError):
                    source = open_source(place, name)
                    for entry in source.entries:
                        with pytest.raises(UserError):
                            source.read(entry, WIDTH, HEIGHT, BLURRED)
