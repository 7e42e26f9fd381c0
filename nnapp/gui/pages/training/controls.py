"""The buttons of a run, and how it stands: progress, accuracy, advice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from nnapp.files.run_settings import RunSettings
from nnapp.gui.pages.training.hint_box import HintBox
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import horizontal, label, named, styled, vertical
from nnapp.gui.work.trainer import Trainer
from nnapp.gui.work.training_thread import Ending, Pace, RunEnd, RunProgress
from nnapp.nn.reports import EpochFigures
from nnapp.wording import MISSING, decimals, duration, percent

PROGRESS_STEPS = 1_000

ENDINGS = {
    Ending.FINISHED: "Finished",
    Ending.NO_BETTER: "Stopped, no longer better",
    Ending.TARGET_REACHED: "Target reached",
    Ending.TIME_UP: "Time is up",
    Ending.STOPPED: "Stopped",
}


class RunControls(QWidget):
    """Starts, paces and stops training."""

    wanted = Signal(Pace)
    """The user wants a run, at this pace; when one is under way, it goes on at this pace."""

    def __init__(
        self, session: Session, trainer: Trainer, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        """Pace the runs of ``trainer``; show the record of the network of ``session`` when idle."""
        super().__init__(parent)
        self._session, self._appearance = session, appearance
        self._trainer = trainer
        self._epochs = 0
        self._can_start = True
        column = vertical(self._appearance, self, spacing=2 * SPACE)
        column.addLayout(self._build_first_row())
        column.addLayout(self._build_second_row())
        self._epoch = label("", name="epochLabel")
        # A sentence wraps, rather than making the column wider than the page.
        self._epoch.setWordWrap(True)
        self._left = label("", "muted", "timeLeftLabel")
        line = horizontal(self._appearance)
        line.addWidget(self._epoch, stretch=1)
        line.addWidget(self._left)
        column.addLayout(line)
        self._progress = named(QProgressBar(maximum=PROGRESS_STEPS, textVisible=False), "trainingProgress")
        self._progress.setAccessibleName("Training progress")
        column.addWidget(self._progress)
        self._accuracy = label("", "large", "accuracyLabel")
        self._accuracy_caption = label("", "muted")
        figures = horizontal(self._appearance, spacing=3 * SPACE)
        figures.addWidget(self._accuracy)
        self._accuracy_caption.setWordWrap(True)
        figures.addWidget(self._accuracy_caption, stretch=1)
        column.addLayout(figures)
        self._problem = label("", "problem", "trainingProblem")
        self._problem.setWordWrap(True)
        column.addWidget(self._problem)
        self.hint = HintBox(appearance)
        column.addWidget(self.hint)
        column.addStretch()
        trainer.started.connect(self._on_started)
        trainer.progressed.connect(self._on_progressed)
        trainer.epoch_done.connect(self._on_epoch)
        trainer.pace_changed.connect(self._show_buttons)
        trainer.ended.connect(self._on_ended)
        session.network_changed.connect(self._show_network)
        self._show_network()
        self._show_buttons()
        self.say_problem("")

    def set_can_start(self, can_start: bool) -> None:  # noqa: FBT001 - on or off
        """Say whether the settings allow a run."""
        self._can_start = can_start
        self._show_buttons()

    def say_problem(self, sentence: str) -> None:
        """Show what is wrong, or nothing."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _build_first_row(self) -> QHBoxLayout:
        self._train = styled(named(QPushButton("Train"), "trainButton"), role="primary")
        explain(self._train, "Train", "Train a new network with these settings; the present one can be had back.")
        self._train.clicked.connect(lambda: self.wanted.emit(Pace.RUN))
        self._pause = named(QPushButton("Pause"), "pauseButton")
        self._pause.clicked.connect(self._on_pause_clicked)
        self._stop = named(QPushButton("Stop"), "stopButton")
        explain(self._stop, "Stop", "Stop training and keep the best network so far.")
        self._stop.clicked.connect(self._on_stop_clicked)
        self._before = named(QPushButton("Before ↶"), "networkBeforeButton")
        self._before.clicked.connect(self._on_before_clicked)
        row = horizontal(self._appearance, spacing=SPACE)
        for button in (self._train, self._pause, self._stop):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self._before)
        return row

    def _build_second_row(self) -> QHBoxLayout:
        row = horizontal(self._appearance, spacing=SPACE)
        steps = (
            ("One epoch", "oneEpochButton", Pace.EPOCH, "Go once over all digits, then pause"),
            ("One mini-batch", "oneBatchButton", Pace.BATCH, "Let the weights take one step, then pause"),
        )
        self._steps = []
        for text, name, pace, explanation in steps:
            button = named(QPushButton(text), name)
            explain(button, text, f"{explanation}.")
            button.clicked.connect(lambda _checked=False, wanted=pace: self.wanted.emit(wanted))
            self._steps.append(button)
            row.addWidget(button)
        row.addStretch()
        return row

    def _on_started(self, run: RunSettings) -> None:
        self._epochs = run.training.epochs
        self._accuracy.setText(MISSING)
        self._accuracy_caption.setText("of the validation digits right, known after an epoch")
        self.say_problem("")
        self.hint.hide()
        self._progress.setValue(0)
        self._epoch.setText("Preparing the digits")
        self._left.setText("")
        self._show_buttons()

    def _on_progressed(self, progress: RunProgress) -> None:
        if progress.epoch == 0:
            words = "Preparing the digits"
        elif progress.loss is not None:
            words = f"Epoch {progress.epoch}, mini-batch {progress.batches}: loss {decimals(progress.loss, 3)}"
        else:
            words = f"Epoch {progress.epoch} of {self._epochs}"
        self._epoch.setText(words)
        self._progress.setValue(round(progress.fraction * PROGRESS_STEPS))
        if progress.seconds_left is not None:
            self._left.setText(f"{duration(progress.seconds_left)} left")

    def _on_epoch(self, figures: EpochFigures) -> None:
        if figures.epoch > 0:
            self._show_accuracy(figures.validation_accuracy)

    def _on_ended(self, end: RunEnd) -> None:
        self._left.setText("")
        kept = end.kept.record.epochs if end.kept is not None and end.kept.record is not None else 0
        if end.ending is Ending.DIVERGED:
            self._epoch.setText("Diverged: nothing has changed")
            self.say_problem(
                "The loss is no longer a finite number: the steps were too large. Try a lower learning rate."
            )
        elif end.ending is Ending.FAILED:
            self._epoch.setText("Not trained: nothing has changed")
            self.say_problem(end.problem)
        elif not kept:
            self._epoch.setText("Stopped before the first epoch: nothing has changed")
        else:
            self._epoch.setText(f"{ENDINGS[end.ending]}: the network after epoch {kept} is kept")
            self.say_problem(end.problem)
            if end.ending is Ending.FINISHED:
                self._progress.setValue(PROGRESS_STEPS)
        if end.kept is None:
            self._show_network()
        self._show_buttons()

    def _on_pause_clicked(self) -> None:
        self._trainer.set_pace(Pace.RUN if self._trainer.is_paused else Pace.PAUSE)

    def _on_stop_clicked(self) -> None:
        self._stop.setEnabled(False)
        self._epoch.setText("Stopping")
        self._trainer.stop()

    def _on_before_clicked(self) -> None:
        if self._session.can_restore_network:
            self._session.restore_network()
        else:
            self._session.return_to_network()

    def _show_buttons(self) -> None:
        running, paused = self._trainer.is_running, self._trainer.is_paused
        self._train.setEnabled(not running and self._can_start)
        self._pause.setEnabled(running)
        self._pause.setText("Resume" if paused else "Pause")
        words = "Go on with training." if paused else "Let training wait; the network stays as it is."
        explain(self._pause, self._pause.text(), words)
        if paused:
            self._left.setText("paused")
        self._stop.setEnabled(running)
        for button in self._steps:
            button.setEnabled(paused or (not running and self._can_start))

    def _show_network(self) -> None:
        """Show the figures of the current network, and which network the button would bring."""
        record = self._session.weights.record
        back = self._session.can_restore_network
        self._before.setEnabled(back or self._session.can_return_to_network)
        self._before.setText("Before ↶" if back or not self._session.can_return_to_network else "After ↷")
        words = "Back to the weights before these." if back else "Forward to the weights that came after these."
        explain(self._before, words, words)
        if record is None:
            self._accuracy.setText(MISSING)
            self._accuracy_caption.setText("The weight file does not say how it was trained.")
        else:
            self._show_accuracy(record.validation_accuracy)

    def _show_accuracy(self, accuracy: float) -> None:
        known = accuracy == accuracy
        self._accuracy.setText(percent(accuracy, 1))
        self._accuracy_caption.setText(
            "of the validation digits right" if known else "No digits were kept apart for validation."
        )
