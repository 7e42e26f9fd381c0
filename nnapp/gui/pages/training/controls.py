"""The buttons of a run, and how it stands: progress, accuracy, advice."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QWidget

from nnapp.gui.pages.training.hint_box import HintBox
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import fill, label, named, paragraph, row, styled, vertical
from nnapp.gui.work.trainer import Trainer
from nnapp.gui.work.training_job import Pace, RunEnd, RunProgress
from nnapp.nn.reports import EpochFigures, Outcome
from nnapp.wording import MISSING, decimals, duration, percent

PROGRESS_STEPS = 1_000
PREPARING = "Preparing the digits"
DIVERGED = "The loss is no longer a finite number: the steps were too large. Try a lower learning rate."


class RunControls(QWidget):
    """Starts, paces and stops training."""

    wanted = Signal(Pace)
    """The user wants a run at this pace, or the current run to continue at it."""

    def __init__(self, session: Session, trainer: Trainer, appearance: Appearance) -> None:
        """Pace the runs of ``trainer``; show the record of the network of ``session`` when idle."""
        super().__init__()
        self._session, self._trainer = session, trainer
        self._can_start = True
        self._build_buttons()
        self._epoch = _sentence("", "epochLabel")
        self._left = label("", "muted", "timeLeftLabel")
        self._progress = named(QProgressBar(maximum=PROGRESS_STEPS, textVisible=False), "trainingProgress")
        self._progress.setAccessibleName("Training progress")
        self._accuracy = label("", "large", "accuracyLabel")
        self._accuracy_caption = _sentence("muted", "accuracyCaption")
        self._problem = _sentence("problem", "trainingProblem")
        self.hint = HintBox(appearance)
        buttons = row(appearance, self._train, self._pause, self._stop, None, self._previous)
        steps, state = row(appearance, *self._steps, None), row(appearance, self._epoch, self._left)
        accuracy = row(appearance, self._accuracy, self._accuracy_caption, spacing=3 * SPACE)
        column = vertical(appearance, self, spacing=2 * SPACE)
        fill(column, buttons, steps, state, self._progress, accuracy, self._problem, self.hint, None)
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

    def add_problem(self, sentence: str) -> None:
        """Show what else is wrong, if anything is, after what is shown already."""
        self.say_problem(f"{self._problem.text()} {sentence}".strip())

    def _build_buttons(self) -> None:
        self._train, epoch, batch = (
            push_button(text, name, explanation, partial(self.wanted.emit, pace))
            for text, name, explanation, pace in (
                ("Train", "trainButton", "Train with these settings; you can return to the current network.", Pace.RUN),
                ("One epoch", "oneEpochButton", "Go through all examples once, then pause.", Pace.EPOCH),
                ("One mini-batch", "oneBatchButton", "Let the weights take one step, then pause.", Pace.BATCH),
            )
        )
        styled(self._train, role="primary")
        self._steps = (epoch, batch)
        self._pause = push_button("Pause", "pauseButton", "", self._on_pause_clicked)
        explanation = "Stop training and keep the best network so far."
        self._stop = push_button("Stop", "stopButton", explanation, self._on_stop_clicked)
        self._previous = push_button("Previous ↶", "previousNetworkButton", "", self._on_previous_clicked)

    def _on_started(self) -> None:
        self._accuracy.setText(MISSING)
        self._accuracy_caption.setText("validation accuracy, known after the first epoch")
        self.say_problem("")
        self.hint.hide()
        self._progress.setValue(0)
        self._epoch.setText(PREPARING)
        self._left.setText("")
        self._show_buttons()

    def _on_progressed(self, progress: RunProgress) -> None:
        if progress.epoch == 0:
            words = PREPARING
        elif progress.loss is not None:
            words = f"Epoch {progress.epoch}, mini-batch {progress.batches}: loss {decimals(progress.loss, 3)}"
        else:
            words = f"Epoch {progress.epoch} of {self._trainer.settings.training.epochs}"
        self._epoch.setText(words)
        self._progress.setValue(round(progress.fraction * PROGRESS_STEPS))
        if progress.seconds_left is not None:
            self._left.setText(f"{duration(progress.seconds_left)} left")

    def _on_epoch(self, figures: EpochFigures) -> None:
        if figures.epoch > 0:
            self._show_accuracy(figures.validation_accuracy)

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
        networks = self._session.networks
        (networks.go_back if networks.can_go_back else networks.go_forward)()

    def _show_buttons(self) -> None:
        running, paused = self._trainer.is_running, self._trainer.is_paused
        self._train.setEnabled(not running and self._can_start)
        self._pause.setEnabled(running)
        self._stop.setEnabled(running)
        for button in self._steps:
            button.setEnabled(paused or (not running and self._can_start))
        self._pause.setText("Resume" if paused else "Pause")
        words = "Continue training." if paused else "Pause training; the network keeps its current weights."
        explain(self._pause, self._pause.text(), words)
        if paused:
            self._left.setText("paused")

    def _show_network(self) -> None:
        """Show which network the button leads to and, unless there is a run, the figures of the current network."""
        networks, record = self._session.networks, self._session.networks.current.weights.record
        self._previous.setEnabled(networks.can_go_back or networks.can_go_forward)
        is_next = networks.can_go_forward and not networks.can_go_back
        self._previous.setText("Next ↷" if is_next else "Previous ↶")
        words = "Go to the next network." if is_next else "Return to the previous network."
        explain(self._previous, "Next network" if is_next else "Previous network", words)
        if self._trainer.is_running:
            return
        if record is None:
            self._accuracy.setText(MISSING)
            self._accuracy_caption.setText("The weight file does not say how it was trained.")
        else:
            self._show_accuracy(record.validation_accuracy)

    def _show_accuracy(self, accuracy: float) -> None:
        known = accuracy == accuracy
        self._accuracy.setText(percent(accuracy, 1))
        self._accuracy_caption.setText("validation accuracy" if known else "No examples were held out for validation.")


def _sentence(role: str, name: str) -> QLabel:
    """Return a label that wraps, rather than making the column wider than the page."""
    result = paragraph("", role, name)
    result.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return result
