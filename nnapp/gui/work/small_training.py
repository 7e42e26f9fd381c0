"""A job for a worker: a small network is trained beside the window for a lesson, and nothing of it is kept."""

import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.datasets import TrainingData, load_training_data
from nnapp.digits.drawing import PIXELS
from nnapp.gui.work.training_job import GIVE_WAY
from nnapp.nn.reports import EpochFigures, EpochReport
from nnapp.nn.settings import TrainingSettings
from nnapp.nn.training import new_network, train

MOST_DIGITS: Final = 5_000
HELD_OUT: Final = 2_000
BETWEEN: Final = 0.02
"""Seconds between two reports, however short an epoch is, so that the window is not flooded."""

SMALL_ERROR: Final = 0.5
"""The training loss that counts as small."""
PATIENCE: Final = 5
"""Epochs without a better validation loss."""


@dataclass(frozen=True)
class SmallRun:
    """What is trained."""

    digits: int = 100
    """50 to ``MOST_DIGITS``; the first ones of the same 5,000."""
    neurons: int = 30
    """In the only hidden layer."""
    epochs: int = 60
    """The most that there can be."""
    stop_rule: str = "epochs"
    """When it ends: after all "epochs", at a "small error", or when there is "no better validation"."""

    @property
    def sizes(self) -> tuple[int, ...]:
        """The number of inputs, then of the neurons of each layer."""
        return (PIXELS, self.neurons, 10)

    @property
    def settings(self) -> TrainingSettings:
        """The settings of the training: nothing in them works against over-fitting, but for the stop rule."""
        patience = PATIENCE if self.stop_rule == "no better validation" else 0
        return TrainingSettings(
            hidden=(self.neurons,), epochs=self.epochs, batch_size=10, l2=0.0, schedule="constant", patience=patience
        )


@dataclass(frozen=True)
class SmallEpoch:
    """An epoch of such a run."""

    figures: EpochFigures
    seconds: float
    """How long the learning took, measuring not included; 0 before the first step."""


Reports: TypeAlias = TrainingData | tuple[SmallEpoch, ...]


class SmallTraining:
    """The job; ``steps`` is run by a worker, and ``give_way`` may be called from another thread."""

    def __init__(
        self, run: SmallRun, data: TrainingData | None, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        """Train as ``run`` says, on ``data`` of an earlier job, or else on digits that are read first."""
        self._run, self._data, self._clock = run, data, clock
        self._way_free_at = 0.0

    def give_way(self) -> None:
        """Let the pen, which has just moved, go first."""
        self._way_free_at = self._clock() + GIVE_WAY

    def steps(self) -> Generator[Reports | float, None, None]:
        """Train, and yield the epochs since the last report; first the digits, where they had to be read.

        Raises:
            DataError: the files of MNIST are missing or damaged.
        """
        data = self._data
        if data is None:
            wanted = DataSettings(examples=MOST_DIGITS, drawn=0, validation=HELD_OUT, preparation="mnist-deskew")
            data = yield from load_training_data(wanted)
            yield data
        waiting: list[SmallEpoch] = []
        told = self._clock()
        for epoch in self._epochs(data):
            self._wait()
            if epoch is not None:
                waiting.append(epoch)
            if self._clock() - told >= BETWEEN:
                yield tuple(waiting)
                waiting.clear()
                told = self._clock()
        yield tuple(waiting)

    def _epochs(self, data: TrainingData) -> Iterator[SmallEpoch | None]:
        """Yield each epoch once it is done, and None every few milliseconds."""
        run, settings, clock = self._run, self._run.settings, self._clock
        batches = -(-run.digits // settings.batch_size)
        start = new_network(PIXELS, 10, settings)
        training = train(start, data.training[: run.digits], data.validation, settings, clock)
        seconds, is_learnt = 0.0, True
        while True:
            before = clock()
            step = next(training, None)
            if step is None:
                return
            if isinstance(step, EpochReport):
                yield SmallEpoch(step.figures, seconds)
                if run.stop_rule == "small error" and step.figures.training_loss <= SMALL_ERROR:
                    return
                seconds, is_learnt = 0.0, False
                continue
            if not is_learnt:
                # Up to the first report after the last mini-batch; what follows is measuring.
                seconds += clock() - before
                is_learnt = step.batches == batches
            yield None

    def _wait(self) -> None:
        """Wait until the pen rests; Python runs one thread at a time."""
        wait = self._way_free_at - self._clock()
        if wait > 0:
            time.sleep(wait)
