"""Training beside the window: one run at a time, in a thread of its own."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from nnapp.digits.datasets import TrainingData
from nnapp.files.run_folder import RunFolder
from nnapp.files.run_settings import RunSettings
from nnapp.files.weight_file import WeightFile
from nnapp.gui.work.run_library import RunLibrary
from nnapp.gui.work.training_thread import Ending, Order, Pace, RunEnd, RunProgress, TrainingThread
from nnapp.nn.network import Network
from nnapp.nn.reports import EpochFigures, Outcome
from nnapp.nn.settings import Rates


class Trainer(QObject):
    """Starts, paces and stops training runs, and tells how they go."""

    started = Signal(RunSettings)
    progressed = Signal(RunProgress)
    looked = Signal(Network)
    """The network in training, as it is at this moment."""
    epoch_done = Signal(EpochFigures)
    data_prepared = Signal(TrainingData)
    pace_changed = Signal()
    """The run pauses, or goes on."""
    trained = Signal(WeightFile)
    """A finite network, from a run that finished or was stopped after an epoch or more."""
    ended = Signal(RunEnd)

    def __init__(self, library: RunLibrary | None = None, parent: QObject | None = None) -> None:
        """Start idle; runs are kept in ``library``, if there is one."""
        super().__init__(parent)
        self._library = library
        self._thread: TrainingThread | None = None
        self._folder: RunFolder | None = None
        self._paused = False
        self._settings = RunSettings()
        self._curve: list[EpochFigures] = []
        self.kept: WeightFile | None = None
        """The network that the last run gave, if it gave one."""
        # Kept, so that another run on the same digits starts at once.
        self._data: TrainingData | None = None
        self._data_stamp: tuple[float, int] | None = None

    @property
    def is_running(self) -> bool:
        """Whether a run is under way, pausing or not."""
        return self._thread is not None

    @property
    def is_paused(self) -> bool:
        """Whether the run that is under way waits."""
        return self._paused

    @property
    def settings(self) -> RunSettings:
        """The settings of the run that is under way, or of the last one."""
        return self._settings

    @property
    def curve(self) -> tuple[EpochFigures, ...]:
        """The figures of the run so far, or of the last run."""
        return tuple(self._curve)

    @property
    def data(self) -> TrainingData | None:
        """The digits of the run, or of the last one, once they are prepared."""
        return self._data

    def start(self, settings: RunSettings, pace: Pace = Pace.RUN) -> None:
        """Start a run, unless one is under way."""
        if self._thread is None:
            folder = self._library.new(settings) if self._library is not None else None
            self._start(settings, folder, pace)

    def go_on_with(self, folder: RunFolder) -> None:
        """Go on with a run that was cut off, unless one is under way."""
        if self._thread is None:
            self._start(folder.description.settings, folder, Pace.RUN)

    def set_pace(self, pace: Pace) -> None:
        """Pause, go on, or go on for one epoch or mini-batch."""
        if self._thread is not None:
            self._thread.order(Order(pace))
            if pace is not Pace.PAUSE and self._paused:
                self._paused = False
                self.pace_changed.emit()

    def change_rates(self, rates: Rates) -> None:
        """Let the run go on with other rates."""
        if self._thread is not None:
            self._thread.order(Order(rates=rates))

    def give_way(self) -> None:
        """Let training wait for a moment, as the pen is drawing and shall not wait for it."""
        if self._thread is not None:
            self._thread.give_way()

    def stop(self) -> None:
        """Ask the run to stop; ``ended`` tells when it has."""
        if self._thread is not None:
            self._thread.order(Order(Pace.STOP))

    def shut_down(self) -> None:
        """Leave the run for another time and wait until its thread is gone, for closing the window."""
        if self._thread is not None:
            self._thread.order(Order(Pace.LEAVE))
            self._thread.wait()
            self._thread = None
            self._release()

    def _start(self, settings: RunSettings, folder: RunFolder | None, pace: Pace) -> None:
        self._settings, self._folder, self._curve, self._paused = settings, folder, [], False
        stamp = _stamp(settings.data.source)
        same = self._data is not None and self._data.settings == settings.data and self._data_stamp == stamp
        data = self._data if same else None
        self._data, self._data_stamp = data, stamp
        thread = TrainingThread(settings, data, folder, pace)
        thread.progressed.connect(self.progressed)
        thread.looked.connect(self.looked)
        thread.curve_loaded.connect(self._on_curve)
        thread.epoch_done.connect(self._on_epoch)
        thread.paused.connect(self._on_paused)
        thread.data_loaded.connect(self._on_data)
        thread.ended.connect(self._on_ended)
        self._thread = thread
        self.started.emit(settings)
        thread.start()

    def _on_curve(self, curve: list[EpochFigures]) -> None:
        for figures in curve:
            self._on_epoch(figures)

    def _on_epoch(self, figures: EpochFigures) -> None:
        self._curve.append(figures)
        self.epoch_done.emit(figures)

    def _on_paused(self) -> None:
        self._paused = True
        self.pace_changed.emit()

    def _on_data(self, data: TrainingData) -> None:
        self._data = data
        self.data_prepared.emit(data)

    def _on_ended(self, end: RunEnd) -> None:
        if self._thread is None or self.sender() is not self._thread:
            return
        self._thread.wait()
        self._thread, self._paused = None, False
        self.kept = end.kept
        if end.kept is not None:
            self.trained.emit(end.kept)
        self._release()
        self.ended.emit(end)

    def _release(self) -> None:
        if self._library is not None and self._folder is not None:
            self._library.release(self._folder)
        self._folder = None


def _stamp(source: str) -> tuple[float, int] | None:
    """Return when a source of data was changed, and its size, to notice when it is another."""
    try:
        about = Path(source).stat() if source else None
    except OSError:
        return None
    return (about.st_mtime, about.st_size) if about else None


def outcome_of(end: RunEnd) -> Outcome:
    """Return how training stood when the run was over."""
    known = {outcome.value: outcome for outcome in Outcome}
    return known.get(end.ending.value, Outcome.RUNNING)


__all__ = ["Ending", "Pace", "RunEnd", "RunProgress", "Trainer", "outcome_of"]
