"""Training: epochs of learning, with reports, pauses, changes by hand, checkpoints and stop rules.

What happens to a single mini-batch, the five steps, is in ``learning``.
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from nnapp.nn.activations import activation_named
from nnapp.nn.arrays import Array, Bytes
from nnapp.nn.examples import BatchLoader, Examples
from nnapp.nn.inspect.health import HealthWatch
from nnapp.nn.learning import Learner
from nnapp.nn.losses import loss_named
from nnapp.nn.meters import GradientMeter, LossMeter
from nnapp.nn.network import Network
from nnapp.nn.optimizers import optimizer_named, scheduled_rate
from nnapp.nn.predictions import predict_in_chunks
from nnapp.nn.reports import Checkpoint, Command, EpochFigures, EpochReport, Outcome, Progress
from nnapp.nn.setting_declarations import SettingsError
from nnapp.nn.settings import RateChange, Rates, TrainingSettings
from nnapp.nn.stopwatch import Stopwatch

PROGRESS_INTERVAL: Final = 512
"""Examples between two reports of progress: a few milliseconds for the default network."""

PROGRESS_PARAMETERS: Final = 50_000
"""In a network of more parameters, progress is reported after fewer examples."""

SAMPLE: Final = 5_000
"""Training examples that are measured after each epoch when none are held out for validation."""

Augment = Callable[[Bytes, "np.random.Generator"], Bytes]
"""Changes inputs, (examples, inputs), a little, so that no two epochs see the same ones."""

Steps = Generator[Progress | EpochReport, Command | None, None]
"""What training yields, and what may be sent back to it."""


def new_network(inputs: int, classes: int, settings: TrainingSettings) -> Network:
    """Return the random network that training with ``settings`` starts from."""
    activations = [activation_named(name) for name in (*settings.activations, settings.output_activation)]
    rng = np.random.default_rng([settings.seed, 0])
    return Network.random((inputs, *settings.hidden, classes), activations, rng)


def without_blank_inputs(network: Network, training: Examples) -> Network:
    """Return a random ``network`` whose weights are 0 for inputs that are 0 in all examples and teach nothing.

    Shrinking under L2 without end they would become denormal numbers, with which a processor computes slowly.
    """
    first, *others = network.layers
    weights = np.where(training.inputs.any(axis=0), first.weights, np.float32(0.0))
    return Network((replace(first, weights=weights), *others))


def check_examples(training: Examples) -> None:
    """Raise SettingsError, which says why, when nothing can be learnt from ``training``."""
    number = len(training)
    if not number:
        raise SettingsError("examples", "There are no training examples; use at least 2, of different classes.")
    if len(np.unique(training.labels)) == 1:
        raise SettingsError(
            "examples",
            f"All {number:,} training examples are of one class, so there is nothing to tell apart; "
            "use examples of at least two classes.",
        )


def train(
    network: Network,
    training: Examples,
    validation: Examples,
    settings: TrainingSettings,
    clock: Callable[[], float],
    augment: Augment | None = None,
    resume: Checkpoint | None = None,
) -> Steps:
    """Train a copy of ``network``, yielding a report every few milliseconds.

    To pause, do not ask for the next report; to stop, drop the generator. A ``Command`` sent to it
    changes the rates or the pace.

    Args:
        network: where training starts; it is left as it is.
        training: the examples to learn from.
        validation: examples held out from learning; there may be none.
        settings: the same settings, examples and network give the same weights. A mini-batch holds all examples
            where there are fewer than it could hold.
        clock: returns seconds, such as ``time.perf_counter``.
        augment: changes the inputs a little each time they are used.
        resume: continue after this epoch, with all other arguments as they were.

    Yields:
        Progress within an epoch, and an EpochReport before the first and after each epoch. The last
        report is the one whose outcome is not RUNNING.

    Raises:
        SettingsError: the examples cannot be learnt from.
        PairingError: the activations and the loss cannot be trained together.
    """
    check_examples(training)
    settings = settings.fitted_to(len(training))
    run = _Training(network, training, validation, settings, clock, augment)
    if resume is not None:
        run.resume(resume)
    first = 0 if resume is None else resume.epoch + 1
    for epoch in range(first, settings.epochs + 1):
        if epoch > 0:
            yield from run.learn(epoch)
        report = yield from run.measure(epoch)
        yield from run.tell(report)
        if report.outcome is not Outcome.RUNNING:
            return


class _Training:
    """The state of one training run, between its mini-batches."""

    def __init__(
        self,
        network: Network,
        training: Examples,
        validation: Examples,
        settings: TrainingSettings,
        clock: Callable[[], float],
        augment: Augment | None,
    ) -> None:
        self._settings, self._training, self._augment = settings, training, augment
        optimizer = optimizer_named(settings.optimizer)(settings.momentum, settings.beta2)
        self._learner = Learner(network, loss_named(settings.loss), optimizer, l2=settings.l2, dropout=settings.dropout)
        self._sample = training[: len(validation) or SAMPLE].with_class()
        self._validation = validation.with_class()
        vector, size = self._learner.parameters.vector, settings.batch_size
        # Progress is reported less often than every mini-batch; more often for a larger network, which takes longer.
        interval = min(PROGRESS_INTERVAL, PROGRESS_INTERVAL * PROGRESS_PARAMETERS // len(vector))
        self._interval = max(1, interval // size) * size
        self._loader = BatchLoader(training, self._interval, vector.dtype)
        self._batches = -(-len(training) // size)
        self._step = 0
        self._rates, self._changes = settings.rates, settings.changes
        self._by_batch = self._snapshot = False
        self._last_loss: float | None = None
        self._gradient_meter = GradientMeter(self._learner.parameters.gradients)
        self._loss_meter: LossMeter | None = None
        self._stopwatch = Stopwatch(clock)
        self._best_epoch, self._best_loss, self._best = -1, np.inf, vector.copy()

    def resume(self, checkpoint: Checkpoint) -> None:
        """Take over the state that a run had after an epoch."""
        optimizer = self._learner.optimizer
        self._learner.parameters.vector[:] = checkpoint.parameters
        self._step, self._stopwatch.total = checkpoint.step, checkpoint.seconds
        self._rates, self._changes = checkpoint.rates, checkpoint.changes
        self._learner.l2, optimizer.momentum = checkpoint.rates.l2, checkpoint.rates.momentum
        optimizer.steps = checkpoint.optimizer_steps
        for mine, kept in zip(optimizer.memory, checkpoint.optimizer_memory, strict=True):
            mine[:] = kept
        self._best_epoch, self._best_loss = checkpoint.best_epoch, checkpoint.best_loss
        self._best[:] = checkpoint.best_parameters

    def learn(self, epoch: int) -> Steps:
        """Go through all training examples once, in a new order."""
        settings, learner = self._settings, self._learner
        # A random stream of its own for each epoch, so that a run can resume after any of them.
        order = np.random.default_rng([settings.seed, 1, epoch]).permutation(len(self._training))
        learner.dropout_rng = np.random.default_rng([settings.seed, 2, epoch])
        augment = self._augmentation(epoch)
        self._gradient_meter.reset()
        output = learner.network.layers[-1].activation
        meter = self._loss_meter = LossMeter(learner.loss, output, self._batches) if epoch == 1 else None
        for start in range(0, len(order), self._interval):
            some = order[start : start + self._interval]
            batches = self._loader.batches(some, settings.batch_size, augment)
            left = -(-len(some) // settings.batch_size)
            while left:
                left -= self._learn_batches(batches, left if meter is None else min(left, meter.until_due))
                if self._by_batch or (meter is not None and meter.is_due):
                    yield from self.tell(self._progress(epoch))
            self._gradient_meter.read()
            yield from self.tell(self._progress(epoch))
            if self._is_time_up or not np.isfinite(learner.parameters.vector).all():
                return

    def tell(self, report: Progress | EpochReport) -> Steps:
        """Yield ``report`` and obey the command that comes back; the time in between does not count."""
        self._stopwatch.pause()
        command = yield report
        if command is not None:
            self._by_batch = command.by_batch
            self._snapshot = self._snapshot or command.snapshot
            if command.rates is not None:
                change = RateChange(self._step, command.rates)
                self._changes = (*(made for made in self._changes if made.step < self._step), change)
                self._take_rates(command.rates)
        self._stopwatch.resume()

    def measure(self, epoch: int) -> Generator[Progress | EpochReport, Command | None, EpochReport]:
        """Evaluate the network on a sample of the training examples and on the validation examples."""
        network, results, total = self._learner.parameters.snapshot(), [], 0.0
        health = HealthWatch(network)
        for examples, look in ((self._sample, health.look), (self._validation, None)):
            loss_sum, correct = 0.0, 0
            for part in predict_in_chunks(network, examples, look):
                loss_sum += part.loss_sum(network, self._learner.loss)
                correct += int(part.is_correct.sum())
                yield from self.tell(Progress(max(epoch, 1), self._fraction, self._batches if epoch else 0))
            total += loss_sum
            results.append(np.divide([loss_sum, correct], len(examples)) if len(examples) else np.full(2, np.nan))
        (training_loss, training_accuracy), (validation_loss, validation_accuracy) = (map(float, r) for r in results)
        is_finite = network.is_finite and np.isfinite(total)
        if is_finite:
            self._compare_with_best(epoch, validation_loss)
        rates = self._rates
        figures = EpochFigures(
            epoch=epoch,
            training_loss=training_loss,
            training_accuracy=training_accuracy,
            validation_loss=validation_loss,
            validation_accuracy=validation_accuracy,
            seconds=self._stopwatch.lap(),
            learning_rate=self._learning_rate,
            base_rate=rates.learning_rate,
            momentum=rates.momentum,
            l2=rates.l2,
            gradients=self._gradient_meter.root_mean_squares if epoch else (),
            health=health.findings(),
        )
        outcome = self._outcome(figures) if is_finite else Outcome.DIVERGED
        return EpochReport(figures, outcome, network, self._checkpoint(epoch))

    @property
    def _fraction(self) -> float:
        return self._step / (self._batches * self._settings.epochs)

    @property
    def _learning_rate(self) -> float:
        return scheduled_rate(self._settings.schedule, self._rates.learning_rate, self._fraction)

    @property
    def _is_time_up(self) -> bool:
        return 0 < self._settings.seconds <= self._stopwatch.elapsed

    def _augmentation(self, epoch: int) -> Callable[[Bytes], Bytes] | None:
        change, rng = self._augment, np.random.default_rng([self._settings.seed, 3, epoch])
        return None if change is None else lambda inputs: change(inputs, rng)

    def _learn_batches(self, batches: Iterator[tuple[Array, Array]], count: int) -> int:
        """Learn from ``count`` of ``batches``, or from one when a report is wanted after each; return how many."""
        number = 1 if self._by_batch else count
        # A generator must not yield inside errstate, or its caller would inherit the setting.
        with np.errstate(over="ignore", invalid="ignore"):
            for _ in range(number):
                for change in self._changes:
                    if change.step == self._step:
                        self._take_rates(change.rates)
                result = self._learner.learn(batches, self._learning_rate)
                self._step += 1
                if self._loss_meter is not None:
                    self._loss_meter.take(result)
            self._last_loss = result.mean_loss if self._by_batch else None
        return number

    def _take_rates(self, rates: Rates) -> None:
        self._rates = rates
        self._learner.l2 = rates.l2
        self._learner.optimizer.change_momentum(rates.momentum)

    def _progress(self, epoch: int) -> Progress:
        batches = self._step - self._batches * (epoch - 1)
        network = self._learner.parameters.snapshot() if self._snapshot or self._by_batch else None
        self._snapshot = False
        last, meter = self._last_loss if self._by_batch else None, self._loss_meter
        recent = meter.read() if meter is not None and meter.is_due else None
        return Progress(epoch, self._fraction, batches, network, last, recent)

    def _compare_with_best(self, epoch: int, validation_loss: float) -> None:
        # The network before the first step is never kept; without validation, the newest is the best.
        if self._best_epoch <= 0 or not self._validation or validation_loss < self._best_loss:
            self._best_epoch = epoch
            self._best_loss = validation_loss if self._validation else np.inf
            self._best[:] = self._learner.parameters.vector

    def _outcome(self, figures: EpochFigures) -> Outcome:
        settings, epoch = self._settings, figures.epoch
        if epoch == settings.epochs:
            return Outcome.FINISHED
        if epoch > 0 and 0 < settings.target_accuracy <= figures.validation_accuracy:
            return Outcome.TARGET_REACHED
        if 0 < settings.patience <= epoch - self._best_epoch and self._validation:
            return Outcome.STOPPED_EARLY
        return Outcome.TIME_UP if 0 < settings.seconds <= self._stopwatch.total else Outcome.RUNNING

    def _checkpoint(self, epoch: int) -> Checkpoint:
        optimizer = self._learner.optimizer
        return Checkpoint(
            epoch=epoch,
            step=self._step,
            seconds=self._stopwatch.total,
            rates=self._rates,
            changes=self._changes,
            parameters=self._learner.parameters.vector.copy(),
            optimizer_steps=optimizer.steps,
            optimizer_memory=tuple(memory.copy() for memory in optimizer.memory),
            best_epoch=self._best_epoch,
            best_loss=self._best_loss,
            best_parameters=self._best.copy(),
        )
