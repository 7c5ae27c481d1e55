import os
import stat
from pathlib import Path

import pytest

from blurlab.files.atomic import write_bytes


@pytest.mark.skipif(os.name != "posix", reason="devices are files on POSIX alone")
def test_a_device_is_written_to_and_stays_one_and_a_pipe_is_refused(tmp_path: Path) -> None:
    terminal, end = os.openpty()
    device = Path(os.ttyname(end))
    write_bytes(device, b"whole")
    assert stat.S_ISCHR(device.stat().st_mode) and os.read(terminal, 5) == b"whole"
    with pytest.raises(OSError, match="it is no file"):
        write_bytes(device, b"whole", within=device.parent)
    os.close(terminal)
    os.close(end)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="it is no file"):
        write_bytes(tmp_path / "pipe", b"whole")
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]
