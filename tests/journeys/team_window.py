"""A window of one person of a team, in a process of its own: `python -m tests.journeys.team_window URL FOLDER`.

It does what it is told, a word a line: “accept”, “show” (prints how it stands, as JSON), “close”.
"""

import json
import queue
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QTimer

from blurlab.project.records import Status
from blurlab.session.settings import Settings
from blurlab.ui.shell.app import make_application
from blurlab.ui.shell.main_window import MainWindow


def main() -> None:
    url, folder = sys.argv[1], Path(sys.argv[2])
    application = make_application()
    window = MainWindow(
        Settings(folder / "settings.ini"),
        predictor_module="tests.ui.toy_predictor",
        trainer_module="tests.ui.toy_trainer",
    )
    window.resize(1000, 700)
    window.show()
    window.open_shared(url)
    words: queue.Queue[str] = queue.Queue()
    threading.Thread(target=lambda: [words.put(line.strip()) for line in sys.stdin], daemon=True).start()

    def obey() -> None:
        session = window.session
        while not words.empty():
            match words.get():
                case "show":
                    print(json.dumps(shown(window)), flush=True)
                case "accept" if session is not None:
                    session.review.accept(advance=True)
                case "close":
                    window.close()

    timer = QTimer(interval=10)
    timer.timeout.connect(obey)
    timer.start()
    application.exec()


def shown(window: MainWindow) -> dict[str, object]:
    session = window.session
    if session is None or session.current is None:
        return {"ready": False}
    opened = session.current
    # A photo that somebody accepted keeps the prediction that it is shown with.
    kept = session.order[opened.photo_id].status is Status.ACCEPTED and opened.prediction_version is not None
    return {
        "ready": opened.has_mask or kept or opened.prediction_version == session.predictions.version != "",
        "author": window.session.team.author if window.session else "",
        "here": session.current_id,
        "ahead": session.team.ahead,
        "statuses": {photo.id: str(photo.status) for photo in session.order.photos()},
        "taken": dict(session.order.taken),
        "model": session.models.name,
        "there": session.team.standing.there,
        "waiting": session.team.standing.waiting,
        "curve": len(session.training.record.losses),
    }


if __name__ == "__main__":
    main()
