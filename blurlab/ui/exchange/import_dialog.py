"""Import masks: choose a file, see how its marks would read, say what they mean, import them."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from blurlab.errors import UserError
from blurlab.exchange.masks_in import Fit, ImportReport
from blurlab.exchange.meaning import Meaning, Polarity
from blurlab.exchange.registry import FORMATS
from blurlab.files.there import is_folder
from blurlab.project.project import Project
from blurlab.session.settings import Settings
from blurlab.session.strokes.autosave import Autosave
from blurlab.ui.exchange.class_roles import ClassRoles
from blurlab.ui.exchange.dialog import ExchangeDialog
from blurlab.ui.exchange.import_words import details_of, facts_of, summary_of
from blurlab.ui.exchange.import_work import Choices, ImportWork, Looked, Preview
from blurlab.ui.exchange.meaning_cards import MeaningCards
from blurlab.ui.guide.help_button import HelpButton
from blurlab.ui.language import tr
from blurlab.ui.shell.icons import icon
from blurlab.ui.shell.window_layout import take_size

_SUFFIXES = sorted({row.document.suffix for row in FORMATS.values() if row.document is not None})
_FILES = f"Masks ({' '.join(f'*{suffix}' for suffix in _SUFFIXES)});;All files (*)"
_OF_FILES = [row.title for row in FORMATS.values() if row.document is not None]
_NOTHING = "Choose a file or a folder of masks."
_SAVING_MS = 50  # between two looks whether the last strokes are saved


class ImportDialog(ExchangeDialog):
    """`tookIn` is emitted with the ids of the photos whose masks may have changed."""

    tookIn = Signal(object)  # set of photo ids
    work: ImportWork

    def __init__(self, project: Project, autosave: Autosave, settings: Settings, parent: QWidget) -> None:
        super().__init__("Import masks", parent)
        self._project, self._autosave, self._settings = project, autosave, settings
        self._path: Path | None = None
        self._looked: Looked | None = None
        self._imported = False
        self.work = ImportWork(project, self)
        self.work.looked.connect(self._show_looked)
        self.work.lookFailed.connect(self._show_refused)
        self.work.previewed.connect(self._show_preview)
        self.work.classesPreviewed.connect(self._show_classes)
        self.work.progressed.connect(self._show_progress)
        self.work.taken.connect(self._show_taken)
        self.work.takeFailed.connect(self._show_failed)
        self._saving = QTimer(self, interval=_SAVING_MS)
        self._saving.timeout.connect(self._begin_when_saved)
        self._build()
        self._enable()
        take_size(self, 920, 700)

    # ------------------------------------------------------------ what is there

    def _build(self) -> None:
        self.path_label = QLabel(tr("No file chosen"), textFormat=Qt.TextFormat.PlainText)
        self.file_button = QPushButton(tr("File…"))
        self.file_button.setToolTip(tr(f"Choose one file: {', '.join(_OF_FILES[:-1])} or {_OF_FILES[-1]}."))
        self.file_button.clicked.connect(self._ask_for_file)
        self.folder_button = QPushButton(icon("folder"), tr("Folder…"))
        self.folder_button.setToolTip(
            tr("Choose a folder of PNG masks, VOC masks or labelme files, or one that holds a single file.")
        )
        self.folder_button.clicked.connect(self._ask_for_folder)
        self.format = QComboBox()
        self.format.setAccessibleName(tr("Format"))
        self.format.setToolTip(tr("The format in which the file is read."))
        self.format.addItem(tr("Detect automatically"), None)
        for one in FORMATS.values():
            self.format.addItem(one.title, one.name)
        self.format.activated.connect(lambda _index: self._look())
        self.facts = QLabel(tr(_NOTHING), textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.details_button = QPushButton(tr("Details"))
        self.details_button.setObjectName("flat")
        self.details_button.setCheckable(True)
        self.details.setAccessibleName(tr("Details"))
        self.details_button.toggled.connect(self.details.setVisible)
        self.add = QCheckBox()
        self.add.toggled.connect(lambda _on: self._fit_changed())
        self.unmarked = QCheckBox()
        self.unmarked.toggled.connect(lambda _on: self._enable())
        self.ending = QCheckBox()
        self.ending.toggled.connect(lambda _on: self._fit_changed())
        self.resize_masks = QCheckBox()
        self.resize_masks.setToolTip(tr("Each pixel of the photo gets the code of the nearest pixel of its mask."))
        self.resize_masks.toggled.connect(lambda _on: self._ask_preview())
        self.classes_label = QLabel(tr("Classes"))
        self.classes = ClassRoles()
        self.classes.changed.connect(self._ask_preview)
        self.elsewhere = QCheckBox(tr("Training ignores unmarked areas"))
        self.elsewhere.setToolTip(tr("Otherwise they count as the opposite of marked areas."))
        self.elsewhere.toggled.connect(lambda _on: self._ask_preview())
        self.cards = MeaningCards()
        self.cards.chosen.connect(self.choose)
        self.choices, self.grids = self.cards.choices, self.cards.grids
        self.import_button = QPushButton(tr("Import"))
        self.import_button.setObjectName("primary")
        self.import_button.clicked.connect(self._begin)
        self._lay_out()
        self._forget()

    def _lay_out(self) -> None:
        source = QHBoxLayout()
        source.addWidget(self.path_label, 1)
        for widget in (self.file_button, self.folder_button, self.format):
            source.addWidget(widget)
        facts = QHBoxLayout()
        facts.addWidget(self.facts, 1)
        facts.addWidget(self.details_button, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(self.import_button)
        foot.addWidget(HelpButton("formats.md#import"))
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(9)
        layout.addLayout(source)
        layout.addLayout(facts)
        layout.addWidget(self.details)
        layout.addWidget(self.add)
        for choice in (self.unmarked, self.ending, self.resize_masks):
            layout.addWidget(choice)
        layout.addWidget(self.classes_label)
        layout.addWidget(self.classes)
        layout.addWidget(self.elsewhere)
        layout.addWidget(self.cards, 1)
        layout.addWidget(self.progress)
        layout.addLayout(foot)

    # ------------------------------------------------------------ choosing

    def _ask_for_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Import masks from a file"), self._last(), tr(_FILES))
        if name:
            self.look_at(Path(name))

    def _ask_for_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Import masks from a folder"), self._last())
        if name:
            self.look_at(Path(name))

    def _last(self) -> str:
        return self._settings.text("last_exchange") or str(self._project.folder.parent)

    def look_at(self, path: Path) -> None:
        """Show what importing from `path` would do."""
        self._path = path
        self._settings.put("last_exchange", str(path if is_folder(path) else path.parent))
        self._look()

    def _look(self) -> None:
        if self._path is None:
            return
        metrics = self.path_label.fontMetrics()
        self.path_label.setText(metrics.elidedText(str(self._path), Qt.TextElideMode.ElideMiddle, 460))
        self.path_label.setToolTip(str(self._path))
        self._forget()
        self.facts.setText(tr("Looking…"))
        self.work.look(self._path, self.format.currentData())

    def _forget(self) -> None:
        self._looked = None
        self._imported = False
        for widget in (self.details, self.details_button, self.add, self.unmarked, self.classes_label, self.classes):
            widget.hide()
        for offer in (self.ending, self.resize_masks):
            offer.hide()
            offer.setChecked(False)
        self.elsewhere.hide()
        self.details_button.setChecked(False)
        self.said.setText("")
        self.cards.clear()
        self._enable()

    def choose(self, polarity: Polarity) -> None:
        """Say what is marked."""
        for one, choice in self.choices.items():
            choice.setChecked(one is polarity)
        self._enable()

    @property
    def polarity(self) -> Polarity | None:
        return next((polarity for polarity, choice in self.choices.items() if choice.isChecked()), None)

    def _meaning(self, polarity: Polarity) -> Meaning | None:
        """None until a class is chosen, where there are several."""
        if self._looked is None:
            return None
        elsewhere = self.elsewhere.isChecked()
        if not self._looked.source.classes:
            return Meaning(polarity, elsewhere_ignored=elsewhere)
        marked = self.classes.marked()
        if not marked and not self.classes.ignored():
            return None
        return Meaning(polarity, marked, self.classes.ignored(), elsewhere)

    @property
    def _fit(self) -> Fit | None:
        if self._looked is None:
            return None
        return self._looked.fits[self.add.isChecked(), self.ending.isChecked()]

    def _enable(self) -> None:
        self.cards.frame_choice()
        busy = self.work.busy or self._saving.isActive()
        fitted = self._fit
        count = 0 if fitted is None else len(fitted.fitting)
        if fitted is not None and self.unmarked.isChecked():
            count += len(fitted.unmarked)
        if fitted is not None and self.resize_masks.isChecked():
            count += len(fitted.resizable)
        ready = count > 0 and self.polarity is not None and self._meaning(Polarity.BLURRED) is not None
        self.import_button.setEnabled(ready and not busy and not self._imported)
        self.import_button.setText(
            tr("Import 1 mask" if count == 1 else f"Import {count} masks" if count else "Import")
        )
        self.close_button.setText(tr("Stop" if busy else "Close"))
        offers = self.add, self.unmarked, self.ending, self.resize_masks
        for widget in (self.file_button, self.folder_button, self.format, *offers, self.classes):
            widget.setEnabled(not busy)
        for choice in (self.elsewhere, *self.choices.values()):
            choice.setEnabled(not busy and count > 0)
        if not busy and not self._imported and count > 0 and self.polarity is None:
            self.said.setText(tr("Which of the two is right? Blurred areas are tinted orange."))
        elif not busy and not self._imported and self.said.text().startswith(("Which of the two", "Choose the class")):
            self.said.setText("")

    # ------------------------------------------------------------ what was found

    def _show_looked(self, looked: Looked) -> None:
        self._looked = looked
        source = looked.source
        with_choice = [name for name in source.classes if name != "ignore"]
        self.classes.show_classes(source.classes, in_masks=source.in_masks)
        for widget in (self.classes, self.classes_label):
            widget.setVisible(bool(with_choice))
        self.elsewhere.setVisible(bool(source.classes))
        count = len(looked.beside)
        self.add.setText(
            tr(f"Add {'1 photo that lies' if count == 1 else f'{count} photos that lie'} there to the project")
        )
        self.add.setVisible(count > 0)
        self.add.setChecked(count > 0)
        if looked.ending is not None:
            ending, more = looked.ending
            masks = "1 more mask fits" if more == 1 else f"{more} more masks fit"
            self.ending.setText(tr(f"Read the masks' names {ending.words}: {masks} then"))
            self.ending.show()
        self._fit_changed()

    def _fit_changed(self) -> None:
        looked, fitted = self._looked, self._fit
        if looked is None or fitted is None:
            return
        unmarked = len(fitted.unmarked)
        self.unmarked.setText(tr(f"Also accept the {unmarked} without a mark" if unmarked else ""))
        self.unmarked.setVisible(unmarked > 0)
        other = len(fitted.resizable)
        masks = "1 mask that has its photo's" if other == 1 else f"{other} masks that have their photos'"
        self.resize_masks.setText(tr(f"Resize the {masks} proportions"))
        self.resize_masks.setVisible(other > 0)
        self.facts.setText(f"{FORMATS[looked.source.format].title}: {facts_of(fitted)}")
        self._show_details([*looked.source.notes, *details_of(fitted)])
        self._ask_preview()

    def _show_details(self, sentences: list[str]) -> None:
        self.details.setPlainText("\n".join(sentences))
        self.details_button.setVisible(bool(sentences))
        self.details.setFixedHeight(self.details.fontMetrics().lineSpacing() * min(max(len(sentences), 1), 6) + 16)
        if not sentences:
            self.details_button.setChecked(False)

    def _ask_preview(self) -> None:
        looked, fitted = self._looked, self._fit
        meaning = self._meaning(Polarity.BLURRED)
        self._enable()
        if looked is None or fitted is None:
            return
        if meaning is None and (fitted.fitting or fitted.resizable):
            self.work.preview_classes(looked.source, fitted, tuple(self.classes.boxes))
        elif meaning is None:
            self._show_preview(Preview([], [], [UserError("import.no_class", "Choose the class that is marked.")]))
        elif not fitted.fitting and not (fitted.resizable and self.resize_masks.isChecked()):
            self._show_preview(
                Preview([], [], [UserError("import.nothing_fits", "No mask fits a photo of this project.")])
            )
        else:
            self.work.preview(looked.source, fitted, meaning, self.resize_masks.isChecked())

    def _show_preview(self, preview: Preview) -> None:
        empty = str(preview.problems[0]) if preview.problems else " "
        self.cards.show_meanings(preview.blurred, preview.sharp, empty)

    def _show_classes(self, preview: Preview) -> None:
        if self._meaning(Polarity.BLURRED) is None:
            self.cards.show_classes(preview.blurred, str(preview.problems[0]) if preview.problems else " ")
            self.said.setText(tr("Choose the class that is marked."))

    def _show_refused(self, error: UserError) -> None:
        self.facts.setText(tr(error.sentence))
        self.cards.show_meanings([], [], " ")

    # ------------------------------------------------------------ taking

    def _begin(self) -> None:
        """Save the last strokes first: a mask of the person's own is never replaced."""
        self._autosave.save_all()
        self.said.setText(tr("Saving your last strokes…"))
        self._saving.start()
        self._enable()

    def _begin_when_saved(self) -> None:
        autosave = self._autosave
        if autosave.saving:
            return
        self._saving.stop()
        if autosave.unsaved:
            sentence = f"Your last strokes are not saved, so nothing was imported. {autosave.error or ''}".strip()
            self._end(sentence)
            return
        meaning = self._meaning(self.polarity) if self.polarity is not None else None
        if self._looked is None or meaning is None:
            return
        add = self._looked.beside if self.add.isChecked() else []
        ending = self._looked.ending[0] if self._looked.ending and self.ending.isChecked() else None
        choices = Choices(self.unmarked.isChecked(), self.resize_masks.isChecked(), ending)
        self.work.take(self._looked.source, meaning, add, choices)
        self._show_begun("Importing…")
        self._enable()

    def _show_taken(self, report: ImportReport) -> None:
        self._imported = True
        self._show_ended(summary_of(report))
        self._show_details(list(map(str, (*report.problems, *report.notes))))
        self.details_button.setChecked(bool(report.problems))
        self.tookIn.emit({photo.id for photo in (*report.imported, *report.unchanged)})
        self._enable()
        self.close_button.setFocus()
        self._close_if_asked()

    def _show_failed(self, error: UserError) -> None:
        self._end(error.sentence)

    def _end(self, sentence: str) -> None:
        self._show_ended(sentence)
        self.tookIn.emit({photo.id for photo in self._project.photos()})  # some may have come in
        self._enable()
        self._close_if_asked()

    # ------------------------------------------------------------ leaving

    def _stop_or_close(self) -> None:
        if self._saving.isActive():
            self._saving.stop()
            self.said.setText(tr("Stopped."))
            self._enable()
        else:
            super()._stop_or_close()

    def done(self, result: int) -> None:
        self._saving.stop()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Close):
            self.close()
        else:
            super().keyPressEvent(event)
