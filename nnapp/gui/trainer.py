"""Training beside the window: a thread runs the generator ``train`` and carries its reports across."""

import time
from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import QObject, QThread, Signal

from nnapp.digits.datasets import DRAWN_DIGITS, TrainingData, load_training_data
from nnapp.digits.errors import DataError
from nnapp.digits.preprocessing import DEFAULT_PREPARATION, Preparation
from nnapp.digits.recogniser import Recogniser
from nnapp.files.record import TrainingRecord
from nnapp.files.weight_file import WeightFile
from nnapp.nn.training import EpochReport, Outcome, TrainingSettings, new_network, train

SECONDS_BETWEEN_PROGRESS = 0.05


class Ending(Enum):
    """Why a training run is over."""

    FINISHED = "finished"
    STOPPED = "stopped"
    DIVERGED = "diverged"
    FAILED = "failed"


@dataclass(frozen=True)
class RunProgress:
    """How far a training run is."""

    epoch: int
    """The epoch under way, from 1; 0 while the digits are being prepared."""
    fraction: float
    """The share that is done of the training, or of the preparation, 0..1."""
    seconds_left: float | None
    """An estimate, once there is something to estimate from."""


@dataclass(frozen=True)
class RunEnd:
    """What a training run came to."""

    ending: Ending
    report: EpochReport | None
    """The last epoch whose network can be used, if there is one."""
    problem: str = ""
    """One sentence, when the run failed."""


@dataclass(frozen=True)
class RunSettings:
    """What a training run in the window depends on."""

    training: TrainingSettings = field(default_factory=TrainingSettings)
    drawn: int = DRAWN_DIGITS
    """How many synthetic drawings are learnt from beside MNIST."""


class _TrainingThread(QThread):
    """Runs one training; ``requestInterruption`` stops it within some milliseconds."""

    progressed = Signal(RunProgress)
    epoch_done = Signal(EpochReport)
    ended = Signal(RunEnd)
    data_loaded = Signal(TrainingData)

    def __init__(self, settings: RunSettings, preparation: Preparation, data: TrainingData | None) -> None:
        super().__init__()
        self._settings = settings
        self._preparation = preparation
        self._data = data
        self._report: EpochReport | None = None
        self._last_progress = 0.0

    def run(self) -> None:
        # What no line below foresees still goes to sys.excepthook, but the window is told first.
        end = RunEnd(Ending.FAILED, None, "Training broke off because of a mistake in nnapp.")
        try:
            end = self._run()
        except (DataError, ValueError) as error:
            end = RunEnd(Ending.FAILED, None, str(error))
        except MemoryError:
            end = RunEnd(Ending.FAILED, None, "There is not enough memory to train this network.")
        finally:
            self.ended.emit(end)

    def _run(self) -> RunEnd:
        data = self._load()
        if data is None:
            return RunEnd(Ending.STOPPED, None)
        settings = self._settings.training
        network = new_network(784, 10, settings)
        started, self._last_progress = time.perf_counter(), 0.0
        for step in train(network, data.training, data.validation, settings, time.perf_counter):
            if isinstance(step, EpochReport):
                self.epoch_done.emit(step)
                if step.outcome is Outcome.DIVERGED:
                    return RunEnd(Ending.DIVERGED, None)
                if step.epoch > 0:
                    self._report = step
                if step.outcome is Outcome.FINISHED:
                    return RunEnd(Ending.FINISHED, step)
            else:
                self._tell(step.epoch, step.fraction, time.perf_counter() - started)
            if self.isInterruptionRequested():
                break
        return RunEnd(Ending.STOPPED, self._report)

    def _load(self) -> TrainingData | None:
        """Return the training digits, or None when the run was stopped meanwhile."""
        if self._data is not None:
            return self._data
        steps = load_training_data(self._preparation, drawn=self._settings.drawn)
        started = time.perf_counter()
        while True:
            try:
                self._tell(0, next(steps), time.perf_counter() - started)
            except StopIteration as end:
                data: TrainingData = end.value
                self.data_loaded.emit(data)
                return data
            if self.isInterruptionRequested():
                return None

    def _tell(self, epoch: int, fraction: float, elapsed: float) -> None:
        if elapsed - self._last_progress >= SECONDS_BETWEEN_PROGRESS and fraction > 0:
            self._last_progress = elapsed
            self.progressed.emit(RunProgress(epoch, fraction, elapsed * (1 - fraction) / fraction))


class Trainer(QObject):
    """Starts and stops training runs, one at a time, and tells how they go."""

    started = Signal(RunSettings)
    progressed = Signal(RunProgress)
    epoch_done = Signal(EpochReport)
    trained = Signal(WeightFile)
    """A finite network, from a run that finished or was stopped after an epoch or more."""
    ended = Signal(RunEnd)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start idle."""
        super().__init__(parent)
        self._thread: _TrainingThread | None = None
        self._settings = RunSettings()
        self._preparation = DEFAULT_PREPARATION
        # Kept, so that another run with as many drawings starts at once.
        self._data: TrainingData | None = None
        self._data_drawn = -1

    @property
    def is_running(self) -> bool:
        """Whether a run is under way."""
        return self._thread is not None

    def start(self, settings: RunSettings) -> None:
        """Start a run, unless one is under way.

        Raises:
            PairingError: the activations and the loss cannot be trained together.
        """
        if self._thread is not None:
            return
        self._settings = settings
        if settings.drawn != self._data_drawn:
            self._data = None
        thread = _TrainingThread(settings, self._preparation, self._data)
        thread.progressed.connect(self.progressed)
        thread.epoch_done.connect(self.epoch_done)
        thread.data_loaded.connect(self._on_data)
        thread.ended.connect(self._on_ended)
        self._thread = thread
        self.started.emit(settings)
        thread.start()

    def stop(self) -> None:
        """Ask the run to stop; ``ended`` tells when it has."""
        if self._thread is not None:
            self._thread.requestInterruption()

    def shut_down(self) -> None:
        """Stop the run and wait until its thread is gone, for closing the window."""
        if self._thread is not None:
            self._thread.requestInterruption()
            self._thread.wait()
            self._thread = None

    def _on_data(self, data: TrainingData) -> None:
        self._data, self._data_drawn = data, self._settings.drawn

    def _on_ended(self, end: RunEnd) -> None:
        if self._thread is None or self.sender() is not self._thread:
            return
        self._thread.wait()
        self._thread = None
        if end.report is not None and self._data is not None:
            record = TrainingRecord.of(end.report, self._settings.training, self._data)
            self.trained.emit(WeightFile(Recogniser(end.report.network, self._preparation), record))
        self.ended.emit(end)
