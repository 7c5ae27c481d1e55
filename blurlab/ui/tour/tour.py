"""The tour of the main job: the real window and its real child processes, driven by recorded strokes of the mouse.

Every fact in a step's report is observed: read back from the correction, the project's folder or the processes.
"""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from blurlab.core.editing.correction import BLURRED
from blurlab.files.there import is_file
from blurlab.imaging.masks import read_mask
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.session.models.training_run import RunState
from blurlab.session.photos.open_photo import OpenPhoto
from blurlab.ui.exchange.export_dialog import ExportDialog
from blurlab.ui.shell.main_window import MainWindow
from blurlab.ui.tour.hand import runs
from blurlab.ui.tour.recording import RecordedStroke, Recording, Step, TourError
from blurlab.ui.tour.visit import Visit

WIDTH, HEIGHT = 1400, 900  # of the window, and so of the screenshots
TRAINING_EXTRA = 150.0  # seconds that a training run may take beyond its minutes: imports, reading, last validation


class Tour(Visit):
    """Drives `window` through the main job on the photos in `folder`.

    `run()` goes on until a step fails or all are done; `steps` then holds what happened. `said` is called with each
    step when it is over. Screenshots go to the folder `screenshots` where one is given. `mistakes` is where exceptions
    in callbacks are gathered meanwhile: one ends the tour.
    """

    def __init__(
        self,
        window: MainWindow,
        folder: Path,
        recording: Recording,
        *,
        minutes: float = 1.0,
        screenshots: Path | None = None,
        said: Callable[[Step], None] = lambda _step: None,
        interrupted: Callable[[], bool] = lambda: False,
        mistakes: Sequence[str] = (),
    ) -> None:
        super().__init__(window, screenshots=screenshots, said=said, interrupted=interrupted, mistakes=mistakes)
        self._folder = folder
        self._strokes = recording.strokes
        self._afterwards = recording.afterwards
        self._minutes = minutes
        self._children: set[int] = set()
        self._first_version = ""

    def run(self) -> bool:
        """Whether every step happened. Raises KeyboardInterrupt if `interrupted()` became true."""
        try:
            self._open()
            self._predict()
            for name, strokes in self._strokes.items():
                self._correct(name, strokes)
            self._accept_is_kept()
            self._train()
            self._adopt()
            self._predict_again()
            self._export()
            self._quit()
        except TourError:
            return False
        return all(step.ok for step in self.steps)

    # ------------------------------------------------------------ the steps

    def _open(self) -> None:
        with self._step("open the sample photos") as facts:
            self._window.resize(WIDTH, HEIGHT)
            self._window.show()
            self._window.open([self._folder])
            self._wait(lambda: self._window.workspace is not None, "the project was not opened")
            self._session.notices.told.connect(self._heard)
            wanted = {path.name for path in self._folder.iterdir() if is_file(path)}
            self._wait(lambda: len(self._photos()) >= len(wanted), "the photos were not added")
            self._wait(lambda: self._session.current is not None, "no photo was shown")
            facts["project"] = self._project.folder.name
            facts["photos"] = len(self._photos())
            facts["window process"] = os.getpid()

    def _predict(self) -> None:
        with self._step("predict") as facts:
            self._go_to(self._afterwards)  # to be compared with what the new model makes of it
            self._wait_for_prediction()
            self._go_to(next(iter(self._strokes)))
            opened = self._wait_for_prediction()
            self._first_version = self._predictions.version
            facts["model version"] = self._first_version
            facts["predictor process"] = self._child(self._predictions.link.pid)
            facts["photo"] = opened.name
            facts["blurred pixels"] = self._blurred(opened)
            facts["pixels"] = opened.correction.plane.size
            self._picture("1-predicted")

    def _correct(self, name: str, strokes: list[RecordedStroke]) -> None:
        with self._step(f"correct and accept {name}") as facts:
            self._go_to(name)
            opened = self._wait_for_prediction()
            before = opened.correction.mask(self._threshold)
            journal = 0
            for stroke in strokes:
                self._paint(stroke)
                records = len(opened.journal.read())
                if records <= journal:
                    raise TourError("A stroke was painted and is not in the journal.")
                journal = records
            facts["strokes"] = len(strokes)
            facts["strokes in the journal"] = journal
            facts["pixels painted"] = int(np.count_nonzero(opened.correction.painted()))
            after = opened.correction.mask(self._threshold)
            facts["pixels of the mask changed"] = int(np.count_nonzero(before != after))
            if strokes:
                self._undo_and_redo(opened)
                self._picture("2-corrected")
            self._press("accept")
            self._wait(lambda: self._photo(name).status is Status.ACCEPTED, f"“{name}” was not accepted")
            revision = self._project.masks.latest(self._photo(name).id)
            if revision is None:
                raise TourError(f"“{name}” was accepted and no mask was saved.")
            kept, _ = self._project.masks.read(revision)
            if not np.array_equal(kept, after):
                raise TourError(f"The mask of “{name}” on disk is not the one on the screen.")
            facts["mask"] = revision.key

    def _undo_and_redo(self, opened: OpenPhoto) -> None:
        painted = opened.correction.plane.copy()
        self._press("undo")
        if np.array_equal(opened.correction.plane, painted):
            raise TourError("Undo changed nothing.")
        self._press("redo")
        if not np.array_equal(opened.correction.plane, painted):
            raise TourError("Redo did not bring the stroke back.")

    def _accept_is_kept(self) -> None:
        with self._step("look into the project's folder") as facts:
            with Project.open(self._project.folder) as project:  # as another program would
                facts["labels"] = [label.photo.name for label in project.masks.labels()]
            if set(facts["labels"]) != set(self._strokes):
                raise TourError("The labels in the project are not the accepted photos.")

    def _train(self) -> None:
        with self._step("train") as facts:
            panel, run = self._workspace.training, self._run
            panel.minutes.setValue(max(1, round(self._minutes)))
            self._click(panel.start_button)
            facts["trainer process"] = self._child(run.link.pid)
            self._wait(lambda: run.state is not RunState.STARTING, "the trainer did not begin")
            limit = self._minutes * 60 + TRAINING_EXTRA
            pictured = False

            def over() -> bool:
                nonlocal pictured
                if not pictured and run.state is RunState.RUNNING and (run.record.fraction or 0.0) > 0.6:
                    pictured = True
                    self._scroll_to(panel.loss_plot)
                    self._picture("3-training")
                return not run.busy

            self._wait(over, "the training did not end", limit)
            record = run.record
            if run.state is RunState.FAILED:
                raise TourError(run.sentence)
            if not record.losses:
                raise TourError("The trainer made no step.")
            if not pictured:
                self._picture("3-training")
            facts["ending"] = run.sentence
            facts["labels trained on"] = record.started.labels_training if record.started else 0
            facts["labels held out"] = record.started.labels_validation if record.started else 0
            facts["steps"] = record.step
            facts["real samples"] = record.real_samples
            facts["synthetic samples"] = record.synthetic_samples
            facts["loss, first and last"] = [round(record.losses[0][1], 4), round(record.losses[-1][1], 4)]
            facts["validations"] = [
                {"step": one.step, "loss": round(one.loss, 4), "auc": one.auc, "ap": one.ap}
                for one in record.validations
            ]
            facts["versions published"] = [one.version for one in record.versions]

    def _adopt(self) -> None:
        with self._step("adopt the new model") as facts:
            predictions = self._predictions
            published = self._run.record.versions
            facts["validation improved"] = any(one.promoted for one in published)
            if published and not facts["validation improved"]:
                # A minute on a few photos may teach nothing that validation sees; a person may still use the candidate.
                self._session.models.promote(published[-1].version)
            self._wait(lambda: predictions.version != self._first_version, "no new model version was adopted")
            facts["model version before"] = self._first_version
            facts["model version now"] = predictions.version
            promoted = self._project.versions.promoted()
            if promoted is None or promoted.name != predictions.version or not is_file(promoted.weights):
                raise TourError("The version in use is not the one that the project promotes.")
            facts["weights, bytes"] = promoted.weights.stat().st_size

    def _predict_again(self) -> None:
        with self._step("predict again") as facts:
            unseen = self._afterwards
            self._go_to(unseen)
            opened = self._wait_for_prediction()
            version = self._predictions.version
            now = self._project.read_prediction(opened.photo_id, version)
            if now is None or version == self._first_version:
                raise TourError(f"The new model did not predict “{unseen}”.")
            facts["photo"] = unseen
            facts["model version"] = opened.prediction_version
            facts["blurred pixels"] = self._blurred(opened)
            before = self._project.read_prediction(opened.photo_id, self._first_version)
            if before is None or before.shape != now.shape:
                raise TourError(f"The predictions of “{unseen}” by the two models cannot be compared.")
            change = np.abs(now.astype(np.int16) - before)
            facts["values of the prediction changed"] = int(np.count_nonzero(change))
            facts["of"] = int(change.size)
            facts["mean change"] = round(float(change.mean()), 2)
            if not change.any():
                raise TourError("The new model predicts exactly what the old one did.")
            self._picture("4-new-model")

    def _export(self) -> None:
        with self._step("export the masks") as facts, TemporaryDirectory(prefix="blurlab-tour-") as scratch:
            out = Path(scratch)
            self._press("export_masks")
            (dialog,) = self._window.findChildren(ExportDialog)
            dialog.choose_folder(out)
            self._wait(dialog.export_button.isEnabled, "the dialog showed no mask to export")
            self._picture("5-export", dialog)
            self._click(dialog.export_button)
            self._wait(lambda: dialog.said.text() != "" and not dialog.work.busy, "the masks were not written")
            facts["told"] = dialog.said.text()
            dialog.close()
            written = {path.stem: path for path in out.rglob("*.png")}
            facts["files"] = len(written)
            for name in self._strokes:
                revision = self._project.masks.latest(self._photo(name).id)
                file = written.get(Path(name).stem)
                if revision is None or file is None:
                    raise TourError(f"The mask of “{name}” was not written.")
                mask, _ = self._project.masks.read(revision)
                if not np.array_equal(read_mask(file, BLURRED), mask):
                    raise TourError(f"The exported mask of “{name}” is not the one in the project.")

    def _quit(self) -> None:
        with self._step("quit") as facts:
            children = [self._predictions.link, self._run.link]
            self._press("quit")
            self._wait(lambda: not self._window.isVisible(), "the window did not close")
            self._wait(lambda: not any(child.alive for child in children), "a child process did not leave")
            facts["child processes left behind"] = sum(runs(pid) for pid in self._children)
            if facts["child processes left behind"]:
                raise TourError("A child process lives on.")

    def _child(self, pid: int | None) -> int:
        if pid is None or pid == os.getpid():
            raise TourError("What should be a child process is none.")
        self._children.add(pid)
        return pid
