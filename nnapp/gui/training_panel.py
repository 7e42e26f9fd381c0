"""The Training page: settings, the loss curve, and how the run goes."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from nnapp.gui.appearance import Appearance
from nnapp.gui.layouts import label, named
from nnapp.gui.loss_plot import LossPlot
from nnapp.gui.session import Session
from nnapp.gui.settings_form import SettingsForm
from nnapp.gui.theme import SPACE
from nnapp.gui.trainer import Ending, RunEnd, RunProgress, RunSettings, Trainer
from nnapp.nn.training import EpochReport

PROGRESS_STEPS = 1_000


class TrainingPanel(QWidget):
    """Starts and stops training and shows how it goes."""

    def __init__(
        self, session: Session, trainer: Trainer, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        """Train with ``trainer``; show the record of the network of ``session`` when idle."""
        super().__init__(parent)
        self.setObjectName("trainingPanel")
        self._session = session
        self._trainer = trainer
        self._epochs = 0
        self._form = SettingsForm()
        self._form.setFixedWidth(248)
        self._plot = LossPlot(appearance)
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        row.setSpacing(6 * SPACE)
        row.addWidget(self._form, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._plot, stretch=1)
        status = QWidget()
        status.setFixedWidth(320)
        self._build_status(QVBoxLayout(status))
        row.addWidget(status)
        trainer.started.connect(self._on_started)
        trainer.progressed.connect(self._on_progressed)
        trainer.epoch_done.connect(self._on_epoch)
        trainer.ended.connect(self._on_ended)
        session.network_changed.connect(self._show_network)
        self._show_network()
        self._show_running(running=False)
        self._say_problem("")

    def train(self) -> None:
        """Start a run with the settings in the form, or say what is wrong with them."""
        try:
            self._trainer.start(self._form.settings())
        except ValueError as error:
            self._say_problem(str(error))

    def _build_status(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        self._train = named(QPushButton("Train"), "trainButton")
        self._train.setProperty("primary", True)  # noqa: FBT003 - Qt's own signature
        self._train.setToolTip("Train a new network with these settings; the present one can be had back")
        self._train.clicked.connect(self.train)
        self._stop = named(QPushButton("Stop"), "stopButton")
        self._stop.setToolTip("Stop training and keep the network of the last whole epoch")
        self._stop.clicked.connect(self._on_stop_clicked)
        self._before = named(QPushButton("Network before"), "networkBeforeButton")
        self._before.clicked.connect(self._on_before_clicked)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * SPACE)
        buttons.addWidget(self._train)
        buttons.addWidget(self._stop)
        buttons.addStretch()
        buttons.addWidget(self._before)
        column.addLayout(buttons)
        self._epoch = label("", name="epochLabel")
        self._left = label("", "muted", "timeLeftLabel")
        line = QHBoxLayout()
        line.addWidget(self._epoch, stretch=1)
        line.addWidget(self._left)
        column.addLayout(line)
        self._progress = named(QProgressBar(maximum=PROGRESS_STEPS, textVisible=False), "trainingProgress")
        self._progress.setAccessibleName("Training progress")
        column.addWidget(self._progress)
        self._accuracy = label("", "large", "accuracyLabel")
        self._accuracy_caption = label("", "muted")
        self._parameters = label("", "muted")
        self._problem = label("", "problem", "trainingProblem")
        self._problem.setWordWrap(True)
        for widget in (self._accuracy, self._accuracy_caption, self._parameters, self._problem):
            column.addWidget(widget)
        column.addStretch()

    def _on_started(self, run: RunSettings) -> None:
        settings = run.training
        self._epochs = settings.epochs
        self._plot.clear_curves(settings.epochs)
        self._accuracy.setText("–")
        self._accuracy_caption.setText("of the validation digits right, known after an epoch")
        self._show_size((784, *settings.hidden, 10))
        self._say_problem("")
        self._progress.setValue(0)
        self._epoch.setText("Preparing the digits")
        self._left.setText("")
        self._show_running(running=True)

    def _on_progressed(self, progress: RunProgress) -> None:
        preparing = progress.epoch == 0
        self._epoch.setText("Preparing the digits" if preparing else f"Epoch {progress.epoch} of {self._epochs}")
        self._progress.setValue(round(progress.fraction * PROGRESS_STEPS))
        if progress.seconds_left is not None:
            self._left.setText(f"{time_in_words(progress.seconds_left)} left")

    def _on_epoch(self, report: EpochReport) -> None:
        self._plot.add_epoch(report)
        if report.epoch > 0:
            self._show_accuracy(report.validation_accuracy)

    def _on_ended(self, end: RunEnd) -> None:
        self._show_running(running=False)
        self._left.setText("")
        epochs = end.report.epoch if end.report else 0
        match end.ending:
            case Ending.FINISHED:
                self._progress.setValue(PROGRESS_STEPS)
                self._epoch.setText(f"Finished: {epochs} {'epoch' if epochs == 1 else 'epochs'}")
            case Ending.STOPPED if end.report:
                self._epoch.setText(f"Stopped: the network after epoch {epochs} is kept")
            case Ending.STOPPED:
                self._epoch.setText("Stopped before the first epoch: nothing has changed")
            case Ending.DIVERGED:
                self._epoch.setText("Diverged: nothing has changed")
                self._say_problem(
                    "The loss is no longer a finite number: the steps were too large. Try a lower learning rate."
                )
            case Ending.FAILED:
                self._epoch.setText("Not trained: nothing has changed")
                self._say_problem(end.problem)
        if end.report is None:
            self._show_network()

    def _on_stop_clicked(self) -> None:
        self._stop.setEnabled(False)
        self._epoch.setText("Stopping")
        self._trainer.stop()

    def _on_before_clicked(self) -> None:
        if self._session.can_restore_network:
            self._session.restore_network()
        else:
            self._session.return_to_network()

    def _show_running(self, *, running: bool) -> None:
        self._train.setEnabled(not running)
        self._stop.setEnabled(running)
        self._form.setEnabled(not running)

    def _show_network(self) -> None:
        """Show the figures of the current network, and which network the button would bring."""
        record = self._session.weights.record
        back = self._session.can_restore_network
        self._before.setEnabled(back or self._session.can_return_to_network)
        self._before.setText("Network before" if back or not self._session.can_return_to_network else "Network after")
        self._before.setToolTip(
            "Go back to the network before this one" if back else "Go forward to the network that came after this one"
        )
        if self._trainer.is_running:
            # The figures shown are those of the network in training.
            return
        if record is None:
            self._accuracy.setText("–")
            self._accuracy_caption.setText("accuracy not recorded in this weight file")
        else:
            self._show_accuracy(record.validation_accuracy)
        self._show_size(self._session.recogniser.network.sizes)

    def _show_size(self, sizes: tuple[int, ...]) -> None:
        count = sum((inputs + 1) * neurons for inputs, neurons in pairwise(sizes))
        self._parameters.setText(f"{'-'.join(map(str, sizes))}: {count:,} weights and biases")

    def _show_accuracy(self, accuracy: float) -> None:
        self._accuracy.setText(f"{accuracy:.1%}".replace("%", " %"))
        self._accuracy_caption.setText("of 5,000 validation digits right")

    def _say_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))


def time_in_words(seconds: float) -> str:
    """Return a duration as a person would say it: "3 s", "2 min 10 s", "1 h 5 min"."""
    whole = max(round(seconds), 1)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
