"""A window of one person of a team, in a process of its own: `python -m tests.journeys.team_window URL FOLDER`.

It does what it is told, a line at a time: “accept”, “paint LEFT” (a square there), “go PHOTO”, “double” (the panel's
box), “settle” (the panel's button), “use NAME”, “confirm”, “return TEXT”, “act” (what the last notice offers), “show”
(prints how it stands, as JSON), “begin”, “pause”, “resume” and “stop” (of the training), “close” (or “close when
there”).
"""

import json
import queue
import sys
import threading
from dataclasses import asdict
from pathlib import Path

import numpy as np
from PySide6.QtCore import QTimer

from blurlab import log_writing
from blurlab.core.editing.correction import BLURRED
from blurlab.core.editing.edit import Edit
from blurlab.core.rect import Rect
from blurlab.project.records import Status
from blurlab.session.notice import Notice
from blurlab.session.session import Session
from blurlab.session.settings import Settings
from blurlab.ui.panels.team_work import TeamWork
from blurlab.ui.shell.app import make_application
from blurlab.ui.shell.main_window import MainWindow


def main() -> None:
    url, folder = sys.argv[1], Path(sys.argv[2])
    application = make_application()
    log_writing.begin()
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

    told: list[Notice] = []
    heard: list[Session] = []
    meant: list[tuple[float, float]] = []  # places of which notes speak, that were shown

    def obey() -> None:
        session = window.session
        if session is not None and session not in heard:
            heard.append(session)
            session.notices.told.connect(told.append)
            session.second.placeMeant.connect(lambda x, y: meant.append((x, y)))
        while not words.empty():
            match words.get().split(" ", 1):
                case ["show"]:
                    sentences = [notice.sentence for notice in told]
                    print(json.dumps({**shown(window), "told": sentences, "meant": meant}), flush=True)
                case ["close", "when there"] if not shown(window).get("there"):
                    words.put("close when there")
                    return
                case ["close", *_]:
                    window.close()
                case ["act"]:
                    act = [notice.act for notice in told if notice.act is not None][-1]
                    assert act is not None
                    act()
                case [word, *more] if session is not None:
                    done(window, session, word, *more)

    timer = QTimer(interval=10)
    timer.timeout.connect(obey)
    timer.start()
    application.exec()


def done(window: MainWindow, session: Session, word: str, more: str = "") -> None:
    run, work = session.training, window.findChild(TeamWork)
    assert work is not None
    match word:
        case "accept":
            session.review.accept(advance=True)
        case "paint":
            paint(session, int(more))
        case "go":
            session.go_to(int(more))
        case "double":
            work.double.click()
        case "settle":
            work.settle.click()
        case "use":
            session.annotators.use(session.current_id or 0, more)
        case "confirm":
            work.good.click()
        case "return":
            session.second.send_back(more, (30.0, 40.0))
        case "begin":
            session.training.start(session.project.folder, run.record.setup)
        case "pause" | "resume" | "stop":
            getattr(run, word)()


def paint(session: Session, left: int) -> None:
    """A square of 40 pixels, so far from the left."""
    opened = session.current
    assert opened is not None
    session.strokes.began()
    edit = Edit.of_mask(opened.correction, Rect(left, 10, 40, 40), np.ones((40, 40), np.uint8), BLURRED, "Filled")
    assert edit is not None
    edit.apply(opened.correction)
    session.strokes.ended(edit)


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
        "training": str(session.training.state),
        "double": session.team.double,
        "authors": {one: session.order.facts_of(one).authors for one in session.order.ids},
        "disputed": session.second.disputed,
        "people": {one.name: asdict(one) for one in session.second.people},
    }


if __name__ == "__main__":
    main()
