"""Training beside the window: one run at a time."""

from PySide6.QtCore import QObject, Signal

from nnapp.digits.datasets import TrainingData
from nnapp.digits.recogniser import Recogniser
from nnapp.files.run_folder import RunFolder
from nnapp.files.run_settings import RunSettings
from nnapp.files.weight_file import WeightFile
from nnapp.gui.work.run_library import KeptRun, RunLibrary
from nnapp.gui.work.stamp import Stamp
from nnapp.gui.work.training_job import Order, Pace, Paused, RunEnd, RunProgress, TrainingJob
from nnapp.gui.work.worker import Worker
from nnapp.nn.network import Network
from nnapp.nn.reports import EpochFigures, Outcome
from nnapp.nn.settings import Rates


class Trainer(QObject):
    """Starts, paces and stops training runs, and reports how they go."""

    started = Signal(RunSettings)
    progressed = Signal(RunProgress)
    looked = Signal(Network)
    """The network in training, as it is at this moment."""
    epoch_done = Signal(EpochFigures)
    pace_changed = Signal()
    """The run has paused or resumed."""
    trained = Signal(WeightFile)
    """The network of a run that finished, or was stopped after its first epoch or later."""
    ended = Signal(RunEnd)

    def __init__(self, library: RunLibrary, parent: QObject | None = None) -> None:
        """Start idle; runs are kept in ``library``."""
        super().__init__(parent)
        self._library = library
        self._worker = Worker(self)
        self._worker.yielded.connect(self._on_message)
        self._worker.returned.connect(self._on_returned)
        self._worker.failed.connect(lambda error: self._on_returned(RunEnd(Outcome.FAILED, None, str(error))))
        self._worker.idle.connect(self._release)
        self._job: TrainingJob | None = None
        self._folder: RunFolder | None = None
        self._curve: list[EpochFigures] = []
        self.is_paused = False
        """Whether the current run is paused."""
        self.settings = RunSettings()
        """The settings of the current run, or of the last one."""
        self.kept: WeightFile | None = None
        """The network that the last run kept, if it kept one."""
        self.data: TrainingData | None = None
        """The data of the current run, or of the last one, once they are ready; a run with the same data uses them."""
        self._stamp: Stamp = ()
        """Of these data."""

    @property
    def is_running(self) -> bool:
        """Whether there is a run, paused or not."""
        return self._job is not None

    @property
    def run_name(self) -> str:
        """What the current run is called; a run that cannot be kept on disk has no name of its own."""
        return self._folder.description.name if self._folder is not None else "A trained network"

    @property
    def curve(self) -> tuple[EpochFigures, ...]:
        """The figures of the run so far, or of the last run."""
        return tuple(self._curve)

    @property
    def live(self) -> KeptRun | None:
        """The run under way, as the library will keep it; None without a run, or if it cannot be kept on disk."""
        if self._job is None or self._folder is None:
            return None
        folder = self._folder
        return KeptRun(folder.folder.name, folder.description, Outcome.RUNNING, self.curve, has_network=False)

    def start(self, settings: RunSettings, pace: Pace = Pace.RUN, start: Recogniser | None = None) -> None:
        """Start a run from the network ``start``, or else from random weights, unless there is a run."""
        if self._job is None:
            self._start(settings, self._library.new(settings, start), pace, start)

    def resume(self, folder: RunFolder) -> None:
        """Resume an interrupted run, unless there is a run."""
        if self._job is None:
            self._start(folder.description.settings, folder, Pace.RUN, None)

    def set_pace(self, pace: Pace) -> None:
        """Pause, or continue: to the end, or for one epoch or mini-batch."""
        if self._job is not None:
            self._job.order(Order(pace))
            if pace is not Pace.PAUSE and self.is_paused:
                self.is_paused = False
                self.pace_changed.emit()

    def toggle_pause(self) -> None:
        """Pause the run, or resume it when it is paused."""
        self.set_pace(Pace.RUN if self.is_paused else Pace.PAUSE)

    def change_rates(self, rates: Rates) -> None:
        """Continue the run with ``rates``."""
        if self._job is not None:
            self._job.order(Order(rates=rates))

    def give_way(self) -> None:
        """Let training wait for a moment, so that the pen does not have to."""
        if self._job is not None:
            self._job.give_way()

    def stop(self) -> None:
        """Ask the run to stop; ``ended`` follows when it has."""
        if self._job is not None:
            self._job.order(Order(Pace.STOP))

    def _start(self, settings: RunSettings, folder: RunFolder | None, pace: Pace, start: Recogniser | None) -> None:
        self.settings, self._folder, self._curve, self.is_paused = settings, folder, [], False
        if self.data is not None and self.data.settings != settings.data:
            self.data = None
        self._job = job = TrainingJob(settings, self.data, folder, pace, start, self._stamp)
        self.started.emit(settings)
        self._worker.start(job.run(), end=lambda: job.order(Order(Pace.LEAVE)))

    def _on_message(self, message: object) -> None:
        if isinstance(message, RunProgress):
            self.progressed.emit(message)
        elif isinstance(message, Network):
            self.looked.emit(message)
        elif isinstance(message, EpochFigures):
            self._curve.append(message)
            self.epoch_done.emit(message)
        elif isinstance(message, TrainingData):
            self.data = message
            self._stamp = self._job.stamp if self._job is not None else ()
        elif isinstance(message, Paused):
            self.is_paused = True
            self.pace_changed.emit()

    def _on_returned(self, end: RunEnd) -> None:
        self._job, self.is_paused, self.kept = None, False, end.kept
        if end.kept is not None:
            self.trained.emit(end.kept)
        self._release()
        self.ended.emit(end)

    def _release(self) -> None:
        self._job = None
        folder, self._folder = self._folder, None
        if folder is not None:
            self._library.release(folder)
