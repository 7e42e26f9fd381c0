"""A training run as a job for a worker: it obeys orders from the window and reports its progress."""

import time
from collections.abc import Generator
from dataclasses import dataclass, replace
from enum import Enum
from queue import Empty, SimpleQueue
from typing import Final, TypeAlias

from nnapp.digits.datasets import TrainingData
from nnapp.digits.recogniser import Recogniser
from nnapp.files.run_folder import RunFolder
from nnapp.files.run_settings import RunSettings
from nnapp.files.training_run import TrainingRun
from nnapp.files.weight_file import WeightFile
from nnapp.gui.work.stamp import Stamp, stamp_of
from nnapp.nn.network import Network
from nnapp.nn.reports import Command, EpochFigures, EpochReport, Outcome, Progress
from nnapp.nn.settings import Rates

SECONDS_BETWEEN_PROGRESS: Final = 0.05
GIVE_WAY: Final = 0.05
"""Seconds for which training waits after the pen has moved. Python runs one thread at a time; with this pause
the pen, which moves every 8 to 16 ms, never waits for training, and training continues between strokes."""


class Pace(Enum):
    """How training is to continue."""

    RUN = "run"
    PAUSE = "pause"
    EPOCH = "epoch"
    """Train to the end of this epoch, then pause."""
    BATCH = "batch"
    """Train on one mini-batch, then pause."""
    STOP = "stop"
    LEAVE = "leave"
    """Stop, but leave the run on disk to be resumed later."""


@dataclass(frozen=True)
class Order:
    """What the window asks of a run."""

    pace: Pace | None = None
    rates: Rates | None = None


@dataclass(frozen=True)
class RunProgress:
    """How far a training run has come."""

    epoch: int
    """The current epoch, from 1; 0 while the data are being prepared."""
    fraction: float
    """The share of the training, or of the preparation, that is done, 0..1."""
    seconds_left: float | None
    """An estimate; None until there is something to estimate from."""
    batches: int = 0
    """The number of mini-batches done in this epoch."""
    loss: float | None = None
    """The loss of the last mini-batch, when training goes by mini-batch."""
    recent_loss: float | None = None
    """In the first epoch, now and then: the mean loss of the mini-batches since it was last told."""


@dataclass(frozen=True)
class Paused:
    """The run is paused until the next order."""


@dataclass(frozen=True)
class RunEnd:
    """The end of a training run."""

    outcome: Outcome
    kept: WeightFile | None
    """The network to make the current one, if the run gave one."""
    problem: str = ""
    """One sentence, when the run failed or could not be written to disk."""


Message: TypeAlias = RunProgress | Network | EpochFigures | TrainingData | Paused
"""Progress; the network as it is at this moment; the figures of an epoch; the data once they are ready; a pause."""

Messages: TypeAlias = Generator[Message, None, RunEnd]


class TrainingJob:
    """One training run; every order is obeyed within a few milliseconds."""

    def __init__(
        self,
        settings: RunSettings,
        data: TrainingData | None,
        folder: RunFolder | None,
        pace: Pace,
        start: Recogniser | None = None,
        stamp: Stamp = (),
    ) -> None:
        """Train with ``settings`` from ``start``; ``data`` that are prepared are used while their ``stamp`` is true."""
        self._settings, self._data, self._folder, self._start = settings, data, folder, start
        self.stamp = stamp
        """Of the data that are used."""
        self._pace = pace
        self._orders: SimpleQueue[Order] = SimpleQueue()
        self._way_free_at = self._idle = 0.0
        self._estimate = _Estimate()
        self._last_look = 0.0
        self._last_batch = (0, 0)
        self._is_pause_reported = False

    def order(self, order: Order) -> None:
        """Give an order; any thread may."""
        self._orders.put(order)

    def give_way(self) -> None:
        """Wait for a moment at the next report; any thread may ask for it."""
        self._way_free_at = time.perf_counter() + GIVE_WAY

    def run(self) -> Messages:
        """Prepare the data and train."""
        data = yield from self._load()
        run = TrainingRun(self._settings, self._folder, self._start)
        if data is None and not run.curve:
            return RunEnd(Outcome.STOPPED, None)
        yield from run.curve
        # A run that was interrupted earlier has a network to keep, even if its data are not ready.
        outcome = Outcome.STOPPED if data is None else (yield from self._train(run, data))
        if self._pace is Pace.LEAVE and outcome is Outcome.STOPPED:
            run.leave()
            return RunEnd(Outcome.STOPPED, None)
        return RunEnd(outcome, run.end(outcome), run.problem)

    @property
    def _is_over(self) -> bool:
        return self._pace in (Pace.STOP, Pace.LEAVE)

    def _load(self) -> Generator[Message, None, TrainingData | None]:
        """Return the training data, or None when the run is stopped before they are ready."""
        stamp = stamp_of(self._settings.data.source or self._settings.data.hand)
        if self._data is not None and self.stamp == stamp:
            return self._data
        self.stamp = stamp
        # Loaded here, with all that reads data of other programs, as the window opens sooner without it.
        from nnapp.files.training_data import load_data

        steps, started = load_data(self._settings.data), time.perf_counter()
        while not self._is_over:
            try:
                fraction = next(steps)
            except StopIteration as end:
                data: TrainingData = end.value
                yield data
                return data
            yield from self._progress(RunProgress(0, fraction, None), time.perf_counter() - started - self._idle)
            yield from self._obey()
        return None

    def _train(self, run: TrainingRun, data: TrainingData) -> Generator[Message, None, Outcome]:
        """Train until the run has ended or is stopped."""
        steps, command = run.steps(data, time.perf_counter), None
        limit = self._settings.training.seconds
        left = limit - sum(figures.seconds for figures in run.curve) if limit else None
        started, self._idle, self._estimate = time.perf_counter(), 0.0, _Estimate(left)
        while not self._is_over:
            try:
                step = steps.send(command)
            except StopIteration:
                break
            yield from self._report(step, time.perf_counter() - started - self._idle)
            if isinstance(step, EpochReport) and step.outcome is not Outcome.RUNNING:
                return step.outcome
            self._pace_after(step)
            rates = yield from self._obey()
            command = Command(rates, by_batch=self._pace is Pace.BATCH, snapshot=self._wants_look())
        steps.close()
        return Outcome.STOPPED

    def _report(self, step: Progress | EpochReport, elapsed: float) -> Generator[Message, None, None]:
        if isinstance(step, EpochReport):
            yield step.figures
        if step.network is not None and step.network.is_finite:
            yield step.network
        if isinstance(step, Progress):
            progress = RunProgress(step.epoch, step.fraction, None, step.batches, step.loss, step.recent_loss)
            yield from self._progress(progress, elapsed)

    def _progress(self, progress: RunProgress, elapsed: float) -> Generator[Message, None, None]:
        tells_loss = progress.loss is not None or progress.recent_loss is not None
        if self._estimate.is_due(progress.fraction, elapsed) or (tells_loss and elapsed > 0):
            yield replace(progress, seconds_left=self._estimate.seconds_left(progress.fraction, elapsed))

    def _pace_after(self, step: Progress | EpochReport) -> None:
        """Pause when ``step`` was the last one asked for."""
        if isinstance(step, EpochReport):
            if self._pace is Pace.EPOCH and step.figures.epoch > 0:
                self._pace = Pace.PAUSE
            return
        batch = (step.epoch, step.batches)
        if self._pace is Pace.BATCH and batch > self._last_batch and step.loss is not None:
            self._pace = Pace.PAUSE
        self._last_batch = batch

    def _obey(self) -> Generator[Message, None, Rates | None]:
        """Obey all orders that are waiting; while paused, wait for the next. Return the rates ordered last."""
        self._wait_for_pen()
        rates = None
        while True:
            pausing = self._pace is Pace.PAUSE
            if pausing and not self._is_pause_reported:
                yield Paused()
            self._is_pause_reported = pausing
            waited_from = time.perf_counter()
            try:
                order = self._orders.get(block=pausing)
            except Empty:
                return rates
            if pausing:
                self._idle += time.perf_counter() - waited_from
            rates = order.rates or rates
            if order.pace is not None and not self._is_over:
                self._pace = order.pace

    def _wait_for_pen(self) -> None:
        wait = self._way_free_at - time.perf_counter()
        if wait > 0:
            self._idle += wait
            time.sleep(wait)

    def _wants_look(self) -> bool:
        """Return whether it is time to show the network again."""
        now = time.perf_counter()
        if now - self._last_look < SECONDS_BETWEEN_PROGRESS:
            return False
        self._last_look = now
        return True


class _Estimate:
    """How long is left, from the share that is done; a resumed run begins somewhere between 0 and 1."""

    def __init__(self, most: float | None = None) -> None:
        """``most`` are the seconds left when counting begins, if there is a time limit."""
        self._most = most
        self._first: float | None = None
        self._last_report = 0.0

    def is_due(self, fraction: float, elapsed: float) -> bool:
        """Return whether a report is due, ``elapsed`` seconds after counting began."""
        if self._first is None or fraction < self._first:
            self._first = fraction
        return fraction > self._first and elapsed - self._last_report >= SECONDS_BETWEEN_PROGRESS

    def seconds_left(self, fraction: float, elapsed: float) -> float | None:
        """Return the estimate when the share ``fraction``, 0..1, is done after ``elapsed`` seconds."""
        self._last_report = elapsed
        if self._first is None or fraction <= self._first:
            return None
        left = elapsed * (1 - fraction) / (fraction - self._first)
        return left if self._most is None else max(0.0, min(left, self._most - elapsed))
