"""The thread that trains: it carries orders to the generator and reports back from it."""

import time
from dataclasses import dataclass
from enum import Enum
from queue import Empty, SimpleQueue

from PySide6.QtCore import QObject, QThread, Signal

from nnapp.digits.datasets import TrainingData
from nnapp.digits.errors import DataError
from nnapp.files.run_folder import RunFolder
from nnapp.files.run_settings import RunSettings
from nnapp.files.training_data import load_data
from nnapp.files.training_run import TrainingRun
from nnapp.files.weight_file import WeightFile
from nnapp.nn.network import Network
from nnapp.nn.reports import Command, EpochFigures, EpochReport, Outcome, Progress
from nnapp.nn.settings import Rates

SECONDS_BETWEEN_PROGRESS = 0.05
GIVE_WAY = 0.05
"""Seconds for which training waits after the pen has moved. Python computes for one thread at a time; so
the pen, which moves every 8 to 16 ms, does not wait for training, and training goes on between strokes."""


class Pace(Enum):
    """How training goes on."""

    RUN = "run"
    PAUSE = "pause"
    EPOCH = "epoch"
    """To the end of this epoch, then pause."""
    BATCH = "batch"
    """One mini-batch, then pause."""
    STOP = "stop"
    LEAVE = "leave"
    """Stop, but leave the run as it is on disk, to go on with it another time."""


@dataclass(frozen=True)
class Order:
    """What the window wants of a run."""

    pace: Pace | None = None
    rates: Rates | None = None


@dataclass(frozen=True)
class RunProgress:
    """How far a training run is."""

    epoch: int
    """The epoch under way, from 1; 0 while the digits are being prepared."""
    fraction: float
    """The share that is done of the training, or of the preparation, 0..1."""
    seconds_left: float | None
    """An estimate, once there is something to estimate from."""
    batches: int = 0
    """Mini-batches done of this epoch."""
    loss: float | None = None
    """Of the last mini-batch, when training goes by mini-batch."""


class Ending(Enum):
    """Why a training run is over."""

    FINISHED = "finished"
    NO_BETTER = "no better"
    TARGET_REACHED = "target reached"
    TIME_UP = "time up"
    STOPPED = "stopped"
    DIVERGED = "diverged"
    FAILED = "failed"


@dataclass(frozen=True)
class RunEnd:
    """What a training run came to."""

    ending: Ending
    kept: WeightFile | None
    """The network to use from now on, if there is one."""
    problem: str = ""
    """One sentence, when the run failed, or could not be written down."""


class TrainingThread(QThread):
    """Runs one training; every order is obeyed within some milliseconds."""

    progressed = Signal(RunProgress)
    looked = Signal(Network)
    """The network as it is at this moment, some twenty times a second."""
    curve_loaded = Signal(list)
    """The figures of a run that goes on."""
    epoch_done = Signal(EpochFigures)
    paused = Signal()
    data_loaded = Signal(TrainingData)
    ended = Signal(RunEnd)

    def __init__(
        self,
        settings: RunSettings,
        data: TrainingData | None,
        folder: RunFolder | None,
        pace: Pace,
        parent: QObject | None = None,
    ) -> None:
        """Train with ``settings``; ``data`` are the digits prepared for them, if they are at hand."""
        super().__init__(parent)
        self._settings = settings
        self._data = data
        self._folder = folder
        self._pace = pace
        self._orders: SimpleQueue[Order] = SimpleQueue()
        self._idle = self._way_free_at = 0.0
        self._last_told = self._last_look = 0.0
        self._last_batch = (0, 0)
        # A run that goes on begins somewhere between 0 and 1.
        self._first_fraction: float | None = None
        self._seconds_before = 0.0

    def order(self, order: Order) -> None:
        """Hand over an order, from any thread."""
        # In this order, as a thread that notices the interruption looks here for its cause.
        self._orders.put(order)
        if order.pace in (Pace.STOP, Pace.LEAVE):
            self.requestInterruption()

    def give_way(self) -> None:
        """Wait for a moment at the next report; from any thread."""
        self._way_free_at = time.perf_counter() + GIVE_WAY

    def run(self) -> None:
        """Do the training."""
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
        run = TrainingRun(self._settings, self._folder)
        if run.curve:
            self.curve_loaded.emit(list(run.curve))
        ending = Ending.STOPPED
        steps, command = run.steps(data, time.perf_counter), None
        self._seconds_before = sum(figures.seconds for figures in run.curve)
        started, self._last_told, self._first_fraction, self._idle = time.perf_counter(), 0.0, None, 0.0
        while True:
            try:
                step = steps.send(command)
            except StopIteration:
                break
            self._tell(step, time.perf_counter() - started - self._idle)
            if isinstance(step, EpochReport) and step.outcome is not Outcome.RUNNING:
                ending = Ending(step.outcome.value)
                break
            command = self._next_command(step)
            if self.isInterruptionRequested():
                break
        steps.close()
        if self._pace is Pace.LEAVE and ending is Ending.STOPPED:
            run.leave()
            return RunEnd(Ending.STOPPED, None)
        kept = run.end(ending.value)
        return RunEnd(ending, kept, run.problem)

    def _load(self) -> TrainingData | None:
        """Return the training digits, or None when the run was stopped meanwhile."""
        if self._data is not None:
            return self._data
        steps = load_data(self._settings.data)
        started = time.perf_counter()
        while True:
            try:
                fraction = next(steps)
            except StopIteration as end:
                data: TrainingData = end.value
                self.data_loaded.emit(data)
                return data
            self._tell_progress(RunProgress(0, fraction, None), time.perf_counter() - started)
            self._obey()
            if self.isInterruptionRequested():
                return None

    def _tell(self, step: Progress | EpochReport, elapsed: float) -> None:
        if isinstance(step, EpochReport):
            self.epoch_done.emit(step.figures)
            if step.network.is_finite:
                self.looked.emit(step.network)
            return
        if step.network is not None and step.network.is_finite:
            self.looked.emit(step.network)
        self._tell_progress(RunProgress(step.epoch, step.fraction, None, step.batches, step.loss), elapsed)

    def _tell_progress(self, progress: RunProgress, elapsed: float) -> None:
        fraction = progress.fraction
        if self._first_fraction is None or fraction < self._first_fraction:
            self._first_fraction = fraction
        done = fraction - self._first_fraction
        if done > 0 and (elapsed - self._last_told >= SECONDS_BETWEEN_PROGRESS or progress.loss is not None):
            self._last_told = elapsed
            left = elapsed * (1 - fraction) / done
            limit = self._settings.training.seconds
            if limit > 0 and progress.epoch > 0:
                left = max(0.0, min(left, limit - elapsed - self._seconds_before))
            self.progressed.emit(RunProgress(progress.epoch, fraction, left, progress.batches, progress.loss))

    def _next_command(self, step: Progress | EpochReport) -> Command:
        """Take in all orders that wait; while pausing, wait for the next."""
        if self._pace is Pace.EPOCH and isinstance(step, EpochReport) and step.figures.epoch > 0:
            self._pause()
        if isinstance(step, Progress):
            batch = (step.epoch, step.batches)
            if self._pace is Pace.BATCH and batch > self._last_batch and step.loss is not None:
                self._pause()
            self._last_batch = batch
        rates = self._obey()
        return Command(rates, by_batch=self._pace is Pace.BATCH, snapshot=self._wants_look(time.perf_counter()))

    def _obey(self) -> Rates | None:
        """Take in all orders that wait; while pausing, wait for the next. Return the rates ordered last."""
        self._wait_for_pen()
        rates = None
        while True:
            waited_from = time.perf_counter()
            try:
                order = self._orders.get(block=self._pace is Pace.PAUSE and not self.isInterruptionRequested())
            except Empty:
                return rates
            if self._pace is Pace.PAUSE:
                self._idle += time.perf_counter() - waited_from
            rates = order.rates or rates
            if order.pace is Pace.PAUSE and self._pace is not Pace.PAUSE:
                self._pause()
            elif order.pace is not None and self._pace not in (Pace.STOP, Pace.LEAVE):
                self._pace = order.pace

    def _pause(self) -> None:
        self._pace = Pace.PAUSE
        self.paused.emit()

    def _wait_for_pen(self) -> None:
        wait = self._way_free_at - time.perf_counter()
        if wait > 0:
            self._idle += wait
            self.usleep(round(1e6 * wait))

    def _wants_look(self, now: float) -> bool:
        """Whether it is time to show the network again."""
        if now - self._last_look < SECONDS_BETWEEN_PROGRESS:
            return False
        self._last_look = now
        return True
