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
from nnapp.gui.work.training_job import Pace, RunEnd, RunProgress
from nnapp.nn.reports import EpochFigures, Outcome
from nnapp.wording import MISSING, decimals, duration, percent

PROGRESS_STEPS = 1_000


class RunControls(QWidget):
    """Starts, paces and stops training."""

    wanted = Signal(Pace)
    """The user wants a run at this pace, or the current run to go on at it."""

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
        """Set whether the settings allow a run."""
        self._can_start = can_start
        self._show_buttons()

    def say_problem(self, sentence: str) -> None:
        """Show what is wrong, or nothing."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _build_first_row(self) -> QHBoxLayout:
        self._train = styled(named(QPushButton("Train"), "trainButton"), role="primary")
        explain(self._train, "Train", "Train with these settings; you can go back to the current network afterwards.")
        self._train.clicked.connect(lambda: self.wanted.emit(Pace.RUN))
        self._pause = named(QPushButton("Pause"), "pauseButton")
        self._pause.clicked.connect(self._on_pause_clicked)
        self._stop = named(QPushButton("Stop"), "stopButton")
        explain(self._stop, "Stop", "Stop training and keep the best network so far.")
        self._stop.clicked.connect(self._on_stop_clicked)
        self._previous = named(QPushButton("Previous ↶"), "previousNetworkButton")
        self._previous.clicked.connect(self._on_previous_clicked)
        row = horizontal(self._appearance, spacing=SPACE)
        for button in (self._train, self._pause, self._stop):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self._previous)
        return row

    def _build_second_row(self) -> QHBoxLayout:
        row = horizontal(self._appearance, spacing=SPACE)
        steps = (
            ("One epoch", "oneEpochButton", Pace.EPOCH, "Go through all examples once, then pause"),
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
        self._accuracy_caption.setText("validation accuracy, known after the first epoch")
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
        if end.outcome is Outcome.DIVERGED:
            self._epoch.setText("Diverged: nothing has changed")
            self.say_problem(
                "The loss is no longer a finite number: the steps were too large. Try a lower learning rate."
            )
        elif end.outcome is Outcome.FAILED:
            self._epoch.setText("Not trained: nothing has changed")
            self.say_problem(end.problem)
        elif not kept:
            self._epoch.setText("Stopped before the first epoch: nothing has changed")
        else:
            self._epoch.setText(f"{end.outcome.label}: the network after epoch {kept} is kept")
            self.say_problem(end.problem)
            if end.outcome is Outcome.FINISHED:
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

    def _on_previous_clicked(self) -> None:
        if self._session.networks.can_go_back:
            self._session.networks.go_back()
        else:
            self._session.networks.go_forward()

    def _show_buttons(self) -> None:
        running, paused = self._trainer.is_running, self._trainer.is_paused
        self._train.setEnabled(not running and self._can_start)
        self._pause.setEnabled(running)
        self._pause.setText("Resume" if paused else "Pause")
        words = "Continue training." if paused else "Pause training; the network stays as it is."
        explain(self._pause, self._pause.text(), words)
        if paused:
            self._left.setText("paused")
        self._stop.setEnabled(running)
        for button in self._steps:
            button.setEnabled(paused or (not running and self._can_start))

    def _show_network(self) -> None:
        """Show the figures of the current network, and which network the button would go to."""
        record = self._session.networks.current.weights.record
        back = self._session.networks.can_go_back
        self._previous.setEnabled(back or self._session.networks.can_go_forward)
        forward = self._session.networks.can_go_forward and not back
        self._previous.setText("Next ↷" if forward else "Previous ↶")
        words = "Go forward to the network that you came back from." if forward else "Go back to the previous network."
        explain(self._previous, words, words)
        if record is None:
            self._accuracy.setText(MISSING)
            self._accuracy_caption.setText("The weight file does not say how it was trained.")
        else:
            self._show_accuracy(record.validation_accuracy)

    def _show_accuracy(self, accuracy: float) -> None:
        known = accuracy == accuracy
        self._accuracy.setText(percent(accuracy, 1))
        self._accuracy_caption.setText("validation accuracy" if known else "No examples were held out for validation.")
