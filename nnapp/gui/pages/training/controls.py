"""The buttons of a run, and how it stands: progress, accuracy, advice."""

from functools import partial
from math import inf, isnan, nan
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nnapp.files.training_record import TrainingRecord
from nnapp.gui.pages.training.hint_box import HintBox
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import LARGE, SPACE, TextHeight
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import fill, label, paragraph, row, styled, vertical
from nnapp.gui.widgets.progress_bar import ProgressBar
from nnapp.gui.widgets.wrapping import wrapped_buttons
from nnapp.gui.work.trainer import Trainer
from nnapp.gui.work.training_job import Pace, RunEnd, RunProgress
from nnapp.nn.reports import EpochFigures, Outcome
from nnapp.wording import count, decimals, duration, percent, whole

DIVERGED: Final = "The loss is no longer a finite number: the steps were too large. Try a lower learning rate."
NONE_HELD_OUT: Final = "No examples are held out for validation."
TRAIN: Final = "Train a new network; you can go back to the current one."
CONTINUE: Final = "Train the open network further, keeping its layers and preparation; you can go back to the original."
ONE_EPOCH: Final = "Go through all the examples once, then pause."
ONE_BATCH: Final = "Adjust the weights once, then pause."
STOP: Final = "Stop training and keep the best network so far."
"""What the buttons do, and the entries of the menu that are called the same."""


class RunControls(QWidget):
    """Starts, paces and stops training."""

    wanted = Signal(Pace)
    """The user wants a run from random weights at this pace, or the current run to continue at it."""
    continue_wanted = Signal()
    """The user wants a run from the network that is open."""

    def __init__(self, trainer: Trainer, appearance: Appearance) -> None:
        """Pace the runs of ``trainer``."""
        super().__init__()
        self._trainer = trainer
        self._can_start = True
        self._why_not = ""
        self._preparing, self._best = "", (0, inf)
        """What is being done before the first epoch; the epoch of the lowest validation loss, and that loss."""
        self._end = ("", 0)
        """How the last run ended, in words, and the progress that it made."""
        self._build_buttons()
        self._epoch = _sentence("", "epochLabel")
        self._left = label("", "muted", "timeLeftLabel")
        self._progress = ProgressBar("trainingProgress", "the training")
        self._accuracy = label("", "large", "accuracyLabel")
        self._accuracy_caption = _sentence("muted", "accuracyCaption")
        # So that nothing moves when the accuracy appears.
        appearance.scale(self._accuracy_caption.setMinimumHeight, TextHeight(1, LARGE))
        self._problem = _sentence("problem", "trainingProblem")
        self.hint = HintBox(appearance)
        buttons = (self._train, self._continue, self._pause, self._stop, *self._steps)
        self.buttons = wrapped_buttons(buttons, appearance)
        """To be placed by the page, as they are to be in reach wherever it is scrolled."""
        state = row(appearance, self._epoch, self._left)
        accuracy = row(appearance, self._accuracy, self._accuracy_caption, spacing=3 * SPACE)
        column = vertical(appearance, self, spacing=2 * SPACE)
        fill(column, state, self._progress, accuracy, self._problem, self.hint)
        trainer.progressed.connect(self._on_progressed)
        trainer.epoch_done.connect(self._on_epoch)
        trainer.pace_changed.connect(self._show_buttons)
        trainer.ended.connect(self._on_ended)
        self._show_buttons()
        self.say_problem("")

    def begin(self, words: str) -> None:
        """Show that a run has begun; ``words`` say what is being done first."""
        self._show_accuracy(nan, "The accuracy is known after the first epoch.")
        self.say_problem("")
        self.hint.clear()
        self._progress.setValue(0)
        self._preparing, self._best = words, (0, inf)
        self._epoch.setText(words)
        self._left.setText("")
        self._show_buttons()

    def allow(self, can_start: bool, why_not_continue: str) -> None:  # noqa: FBT001 - on or off
        """Set whether the settings allow a run, and why the open network cannot be continued, if it cannot."""
        self._can_start, self._why_not = can_start, why_not_continue
        self._show_buttons()

    def say_problem(self, sentence: str) -> None:
        """Show what is wrong, or nothing."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def add_problem(self, sentence: str) -> None:
        """Show what else is wrong, if anything is, after what is shown already."""
        self.say_problem(f"{self._problem.text()} {sentence}".strip())

    def show_record(self, record: TrainingRecord | None) -> None:
        """Show how the current network was trained, while there is no run."""
        if record is None:
            self._show_accuracy(nan, "The weight file does not say how its network was trained.")
        else:
            accuracy = record.validation_accuracy
            self._show_accuracy(accuracy, NONE_HELD_OUT if isnan(accuracy) else "validation accuracy")

    def show_end(self, *, is_shown: bool) -> None:
        """Show how the last run ended, or nothing of it, as the network that is open is a different one."""
        words, progress = self._end if is_shown else ("", 0)
        self._epoch.setText(words)
        self._progress.setValue(progress)
        if not is_shown:
            self.say_problem("")
            self.hint.clear()

    def _build_buttons(self) -> None:
        self._train, epoch, batch = (
            push_button(text, name, explanation, partial(self.wanted.emit, pace))
            for text, name, explanation, pace in (
                ("Train", "trainButton", TRAIN, Pace.RUN),
                ("One epoch", "oneEpochButton", ONE_EPOCH, Pace.EPOCH),
                ("One mini-batch", "oneBatchButton", ONE_BATCH, Pace.BATCH),
            )
        )
        styled(self._train, role="primary")
        self._steps = (epoch, batch)
        self._continue = push_button("Continue", "continueButton", CONTINUE, self.continue_wanted.emit)
        self._pause = push_button("Pause", "pauseButton", "", self._trainer.toggle_pause)
        self._stop = push_button("Stop", "stopButton", STOP, self._on_stop_clicked)

    def _on_progressed(self, progress: RunProgress) -> None:
        if progress.epoch == 0:
            words = self._preparing
        elif progress.loss is not None:
            words = f"Epoch {progress.epoch}, mini-batch {progress.batches}: loss {decimals(progress.loss, 3)}"
        else:
            words = f"Epoch {whole(progress.epoch)} of {whole(self._trainer.settings.training.epochs)}"
        self._epoch.setText(words)
        self._progress.show_share(progress.fraction)
        if progress.seconds_left is not None:
            self._left.setText(f"{duration(progress.seconds_left)} left")

    def _on_epoch(self, figures: EpochFigures) -> None:
        if figures.epoch == 0:
            return
        if figures.validation_loss < self._best[1]:
            self._best = (figures.epoch, figures.validation_loss)
        data = self._trainer.data
        held_out = count(len(data.validation) if data is not None else 0, "validation example")
        words = f"of the {held_out} recognised\nlowest loss so far: epoch {self._best[0]}"
        accuracy = figures.validation_accuracy
        self._show_accuracy(accuracy, NONE_HELD_OUT if isnan(accuracy) else words)

    def _on_ended(self, end: RunEnd) -> None:
        self._left.setText("")
        if end.kept is not None and end.kept.record is not None:
            words = f"{end.outcome.label}: the network after epoch {end.kept.record.epochs} is kept"
        elif end.outcome in (Outcome.DIVERGED, Outcome.FAILED):
            words = f"{end.outcome.label}: nothing has changed"
        else:
            words = "Stopped before the first epoch: nothing has changed"
        self._epoch.setText(words)
        self.say_problem(DIVERGED if end.outcome is Outcome.DIVERGED else end.problem)
        if end.outcome is Outcome.FINISHED:
            self._progress.show_share(1.0)
        elif end.kept is None:
            self._progress.show_share(0.0)
        self._end = (words, self._progress.value())
        self._show_buttons()

    def _on_stop_clicked(self) -> None:
        if self._stop.hasFocus():
            self._pause.setFocus()
        self._stop.setEnabled(False)
        self._epoch.setText("Stopping")
        self._trainer.stop()

    def _show_buttons(self) -> None:
        running, paused = self._trainer.is_running, self._trainer.is_paused
        starting, pacing = (self._train, self._continue), (self._pause, self._stop)
        coming, going = (pacing, starting) if running else (starting, pacing)
        for button in coming:
            button.show()
        # Before they are hidden, as Qt would give the focus to whatever comes next.
        if any(button.hasFocus() for button in going):
            coming[0].setFocus()
        for button in going:
            button.hide()
        self._train.setEnabled(self._can_start)
        self._continue.setEnabled(not self._why_not)
        explain(self._continue, "Continue", self._why_not or CONTINUE)
        self._stop.setEnabled(running)
        for button in self._steps:
            button.setEnabled(paused or (not running and self._can_start))
        self._pause.setText("Resume" if paused else "Pause")
        words = "Continue training." if paused else "Pause training; the network keeps its current weights."
        explain(self._pause, self._pause.text(), words)
        if paused:
            self._left.setText("paused")

    def _show_accuracy(self, accuracy: float, words: str) -> None:
        self._accuracy.setText(percent(accuracy, 1))
        self._accuracy.setVisible(not isnan(accuracy))
        self._accuracy_caption.setText(words)


def _sentence(role: str, name: str) -> QLabel:
    """Return a label that wraps, rather than making the column wider than the page."""
    result = paragraph("", role, name)
    result.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return result
