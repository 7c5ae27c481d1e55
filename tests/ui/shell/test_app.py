"""The application as a process: shown, closed by a signal, and its exit code."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

import blurlab
from blurlab.project.project import Project
from blurlab.session.project_settings import CURRENT_PHOTO

ROOT = Path(blurlab.__file__).parents[1]
RUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from blurlab.ui.shell import app, main_window

class Told(main_window.MainWindow):
    def __init__(self, settings, **given):
        children = {"predictor_module": "tests.ui.toy_predictor", "trainer_module": "tests.ui.toy_trainer"}
        super().__init__(settings, **children, **given)
        self.timer = QTimer(self, interval=20)
        self.timer.timeout.connect(self.tell)
        self.timer.start()

    def tell(self):
        if self.session is not None and self.session.current is not None:
            self.timer.stop()
            print("open", flush=True)

app.MainWindow = Told
sys.exit(app.run_window(sys.argv[2:], settings_path=Path(sys.argv[1])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_window_in_good_order(photos: Path, tmp_path: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-c", RUN, str(tmp_path / "settings.ini"), str(photos)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as process:
        assert process.stdout.readline().strip() == "open"
        process.send_signal(number)
        assert process.wait(30) == 0
        assert "wakeup" not in process.stderr.read()  # the signal's byte went into the socket, not into some file
    assert "holiday.blurlab" in (tmp_path / "settings.ini").read_text()
    with Project.open(photos / "holiday.blurlab") as project:
        assert len(project.photos()) == 5
        assert project.setting(CURRENT_PHOTO) == 1
