"""Training: random weights become a network that recognises digits, by five steps repeated."""

from collections.abc import Callable, Generator, Iterator
from typing import Final

import numpy as np

from nnapp.nn.activations import activation_named
from nnapp.nn.arrays import Array, Bytes
from nnapp.nn.evaluation import Evaluation, evaluate_by_chunks
from nnapp.nn.examples import BatchLoader, Examples
from nnapp.nn.inspect.health import HealthWatch
from nnapp.nn.losses import Loss, loss_named
from nnapp.nn.network import Network
from nnapp.nn.optimizers import optimizer_named, scheduled_rate
from nnapp.nn.parameters import Parameters
from nnapp.nn.reports import Checkpoint, Command, EpochFigures, EpochReport, LayerHealth, Outcome, Progress
from nnapp.nn.settings import RateChange, Rates, SettingsError, TrainingSettings

PROGRESS_INTERVAL: Final = 512
"""Examples between two reports of progress: a few milliseconds for the default network."""

PROGRESS_PARAMETERS: Final = 50_000
"""In a network of more parameters progress is reported after fewer examples."""

SAMPLE: Final = 5_000
"""Training examples that are measured after each epoch when there are none for validation."""

Augment = Callable[[Bytes, np.random.Generator], Bytes]
"""Changes inputs, (examples, inputs), a little, so that no epoch meets the same ones."""

Steps = Generator[Progress | EpochReport, Command | None, None]
"""What training yields, and what may be sent back to it."""


def new_network(inputs: int, classes: int, settings: TrainingSettings) -> Network:
    """Return the random network that training with ``settings`` starts from."""
    activations = [activation_named(name) for name in (*settings.activations, settings.output_activation)]
    rng = np.random.default_rng([settings.seed, 0])
    return Network.random((inputs, *settings.hidden, classes), activations, rng)


def check_examples(training: Examples, settings: TrainingSettings) -> None:
    """Raise SettingsError when ``training`` cannot teach anything with ``settings``; it says why."""
    if not len(training):
        raise SettingsError("examples", "There is no training digit to learn from; use at least 2, of different kinds.")
    kinds = np.unique(training.labels)
    if len(kinds) == 1:
        number = "The only training digit is" if len(training) == 1 else f"All {len(training):,} training digits are"
        raise SettingsError(
            "examples", f"{number} of one class, so there is nothing to tell apart; use digits of two classes or more."
        )
    if settings.batch_size > len(training):
        raise SettingsError(
            "batch_size",
            f"A mini-batch of {settings.batch_size:,} cannot be taken from {len(training):,} training digits; "
            f"use at most {len(training):,}.",
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
    """Train a copy of ``network``, yielding where it is every few milliseconds.

    To pause is not to ask for the next report; to stop is to drop the generator. A ``Command`` sent to
    it changes the rates or the pace.

    Args:
        network: where training starts; it is left as it is.
        training: the examples to learn from.
        validation: examples that nothing is learnt from; there may be none.
        settings: the same settings, examples and network give the same weights.
        clock: returns seconds, such as ``time.perf_counter``.
        augment: changes the inputs a little each time they are met.
        resume: go on after this epoch, with the other arguments as they were.

    Yields:
        Progress within an epoch, and an EpochReport before the first and after each epoch. The last
        report is the one whose outcome is not RUNNING.

    Raises:
        SettingsError: the examples cannot be learnt from with these settings.
        PairingError: the activations and the loss cannot be trained together.
    """
    check_examples(training, settings)
    loss = loss_named(settings.loss)
    network.check_trainable(loss)
    run = _Run(network, training, validation, settings, loss, clock, augment)
    if resume is not None:
        run.resume(resume)
    first = 0 if resume is None else resume.epoch + 1
    for epoch in range(first, settings.epochs + 1):
        if epoch > 0:
            yield from run.epoch(epoch)
        report = yield from run.measure(epoch)
        yield from run.tell(report)
        if report.outcome is not Outcome.RUNNING:
            return


class _Run:
    """The changing state of one training."""

    def __init__(
        self,
        network: Network,
        training: Examples,
        validation: Examples,
        settings: TrainingSettings,
        loss: Loss,
        clock: Callable[[], float],
        augment: Augment | None,
    ) -> None:
        self._settings = settings
        self._loss = loss
        self._training = training
        self._validation = validation
        self._sample = training[: len(validation) or SAMPLE]
        self._clock = clock
        self._augment = augment
        self._parameters = Parameters(network)
        # Pixels that are never inked teach nothing. Their weights start at 0 and stay there; shrinking under
        # L2 without end they would become denormal numbers, with which a processor computes slowly.
        if augment is None:
            self._parameters.network.layers[0].weights[:, ~training.inputs.any(axis=0)] = 0.0
        vector = self._parameters.vector
        self._optimizer = optimizer_named(settings.optimizer)(
            len(vector), vector.dtype, settings.momentum, settings.square_decay
        )
        self._rates, self._changes = settings.rates, settings.changes
        size = settings.batch_size
        # Progress is reported after so many examples; fewer for a larger network, which takes longer.
        interval = min(PROGRESS_INTERVAL, PROGRESS_INTERVAL * PROGRESS_PARAMETERS // len(vector))
        self._interval = max(1, interval // size) * size
        self._loader = BatchLoader(training, self._interval, vector.dtype)
        # Of each layer but the last: gradient, weights, and room to compute their penalty in.
        layers = self._parameters.network.layers
        self._penalised = [
            (gradient, layer.weights, np.empty_like(layer.weights))
            for gradient, layer in zip(self._parameters.gradients.weights, layers[:-1] or layers, strict=False)
        ]
        self._batches = -(-len(training) // size)
        self._step = 0
        self._squares = np.zeros(len(layers))
        self._measured_gradients = 0
        self._by_batch = self._snapshot = False
        self._last_loss: float | None = None
        self._seconds = self._epoch_seconds = 0.0
        self._started = clock()
        self._best_epoch, self._best_loss = -1, np.inf
        self._best = vector.copy()

    def resume(self, checkpoint: Checkpoint) -> None:
        """Take over the state that a run had after an epoch."""
        self._parameters.vector[:] = checkpoint.parameters
        self._step, self._seconds = checkpoint.step, checkpoint.seconds
        self._rates, self._changes = checkpoint.rates, checkpoint.changes
        self._optimizer.momentum = checkpoint.rates.momentum
        self._optimizer.steps = checkpoint.optimizer_steps
        for mine, kept in zip(self._optimizer.memory, checkpoint.optimizer_memory, strict=True):
            mine[:] = kept
        self._best_epoch, self._best_loss = checkpoint.best_epoch, checkpoint.best_loss
        self._best[:] = checkpoint.best_parameters

    @property
    def _fraction(self) -> float:
        return self._step / (self._batches * self._settings.epochs)

    @property
    def _learning_rate(self) -> float:
        return scheduled_rate(self._settings.schedule, self._rates.learning_rate, self._fraction)

    @property
    def _time_is_up(self) -> bool:
        limit = self._settings.seconds
        return limit > 0 and self._seconds + self._epoch_seconds + self._clock() - self._started >= limit

    def epoch(self, epoch: int) -> Steps:
        """Go once over the training examples, in a new order."""
        settings = self._settings
        # A stream of its own for each epoch, so that a run can go on after any of them.
        order = np.random.default_rng([settings.seed, 1, epoch]).permutation(len(self._training))
        self._dropout_rng = np.random.default_rng([settings.seed, 2, epoch])
        augment = self._augmentation(epoch)
        self._squares[:], self._measured_gradients = 0.0, 0
        for start in range(0, len(order), self._interval):
            some = order[start : start + self._interval]
            # Step 1 of the five: load the inputs x and the targets y.
            batches = self._loader.batches(some, settings.batch_size, augment)
            while self._learn_some(batches):
                yield from self.tell(self._progress(epoch))
            self._measure_gradients()
            yield from self.tell(self._progress(epoch))
            if self._time_is_up or not np.isfinite(self._parameters.vector).all():
                return

    def _augmentation(self, epoch: int) -> Callable[[Bytes], Bytes] | None:
        change, rng = self._augment, np.random.default_rng([self._settings.seed, 3, epoch])
        return None if change is None else lambda inputs: change(inputs, rng)

    def tell(self, report: Progress | EpochReport) -> Steps:
        """Yield ``report``, and obey the command that comes back; the time between does not count."""
        self._epoch_seconds += self._clock() - self._started
        command = yield report
        if command is not None:
            self._by_batch = command.by_batch
            self._snapshot = self._snapshot or command.snapshot
            if command.rates is not None:
                change = RateChange(self._step, command.rates)
                self._changes = (*(made for made in self._changes if made.step < self._step), change)
                self._take_rates(command.rates)
        self._started = self._clock()

    def _take_rates(self, rates: Rates) -> None:
        self._rates = rates
        self._optimizer.change_momentum(rates.momentum)

    def _progress(self, epoch: int) -> Progress:
        batches = self._step - self._batches * (epoch - 1)
        network = self._parameters.snapshot() if self._snapshot or self._by_batch else None
        self._snapshot = False
        return Progress(epoch, self._fraction, batches, network, self._last_loss if self._by_batch else None)

    def _learn_some(self, batches: Iterator[tuple[Array, Array]]) -> bool:
        """Learn from all ``batches``, or from one when a report is wanted after each; False at their end."""
        # A generator must not yield inside errstate, or its caller would inherit the setting.
        with np.errstate(over="ignore", invalid="ignore"):
            for inputs, targets in batches:
                self._learn(inputs, targets)
                if self._by_batch:
                    return True
        return False

    def _learn(self, inputs: Array, targets: Array) -> None:
        """Steps 2 to 5 of the five steps of training, for one mini-batch."""
        for change in self._changes:
            if change.step == self._step:
                self._take_rates(change.rates)
        # 2. Propagate them forward to the predictions y'.
        network = self._parameters.network
        forward = network.forward(inputs, self._dropout_masks(len(inputs)))
        # 3. The loss between y' and y. To learn, only its gradient is needed; the number itself is measured
        # once an epoch, when all examples meet the same weights, and here when someone looks at every step.
        if self._by_batch:
            losses = self._loss.value(network.layers[-1].activation, forward.sums[-1], forward.outputs, targets)
            self._last_loss = float(losses.mean())
        # 4. The gradient of the loss by every weight and bias.
        network.backward(forward, targets, self._loss, out=self._parameters.gradients)
        self._add_l2_gradient()
        # 5. Adjust the weights against the gradient.
        self._optimizer.step(self._parameters.vector, self._parameters.gradient, self._learning_rate)
        self._step += 1

    def _dropout_masks(self, examples: int) -> tuple[Array, ...]:
        """Return for each hidden layer 0 where a neuron is silenced; the others speak as much louder.

        Srivastava et al., "Dropout" (2014), in the form that leaves the network as it is for use.
        """
        dropped = self._settings.dropout
        if not dropped:
            return ()
        kept = 1.0 - dropped
        dtype = self._parameters.vector.dtype
        return tuple(
            (self._dropout_rng.random((examples, layer.neurons), np.float32) < kept).astype(dtype) / dtype.type(kept)
            for layer in self._parameters.network.layers[:-1]
        )

    def _add_l2_gradient(self) -> None:
        """Add the gradient of l2/2 * (sum of squared weights): l2 * weights."""
        if self._rates.l2 > 0:
            for gradient, weights, penalty in self._penalised:
                gradient += np.multiply(weights, self._rates.l2, out=penalty)

    def _measure_gradients(self) -> None:
        """Take in how strong the last gradient was."""
        for index, weights in enumerate(self._parameters.gradients.weights):
            flat = weights.ravel(order="K")
            self._squares[index] += float(flat @ flat) / flat.size
        self._measured_gradients += 1

    def measure(self, epoch: int) -> Generator[Progress | EpochReport, Command | None, EpochReport]:
        """Evaluate the network on a sample of the training examples and on the validation examples."""
        network = self._parameters.snapshot()
        watch = HealthWatch(network)
        results = []
        for examples, look in ((self._sample, watch.look), (self._validation, None)):
            so_far = []
            for result in evaluate_by_chunks(network, examples, self._loss, look):
                so_far.append(result)
                yield from self.tell(Progress(max(epoch, 1), self._fraction, self._batches if epoch else 0))
            results.append(so_far[-1])
        training, validation = results
        finite = network.is_finite and np.isfinite(training.loss_sum + validation.loss_sum)
        if finite:
            self._compare_with_best(epoch, validation)
        figures = self._figures(epoch, training, validation, watch.findings())
        outcome = self._outcome(epoch, figures) if finite else Outcome.DIVERGED
        return EpochReport(figures, outcome, network, self._checkpoint(epoch))

    def _compare_with_best(self, epoch: int, validation: Evaluation) -> None:
        # Before the first step there is nothing to keep; without validation the newest is the best.
        if self._best_epoch <= 0 or not validation.examples or validation.loss < self._best_loss:
            self._best_epoch = epoch
            self._best_loss = validation.loss if validation.examples else np.inf
            self._best[:] = self._parameters.vector

    def _figures(
        self, epoch: int, training: Evaluation, validation: Evaluation, health: tuple[LayerHealth, ...]
    ) -> EpochFigures:
        now = self._clock()
        seconds = self._epoch_seconds + now - self._started
        self._seconds += seconds
        self._started, self._epoch_seconds = now, 0.0
        strengths = np.sqrt(self._squares / max(self._measured_gradients, 1))
        return EpochFigures(
            epoch=epoch,
            training_loss=training.loss,
            training_accuracy=training.accuracy,
            validation_loss=validation.loss,
            validation_accuracy=validation.accuracy,
            seconds=seconds,
            learning_rate=self._learning_rate,
            base_rate=self._rates.learning_rate,
            momentum=self._rates.momentum,
            l2=self._rates.l2,
            gradients=tuple(float(strength) for strength in strengths) if epoch else (),
            health=health,
        )

    def _outcome(self, epoch: int, figures: EpochFigures) -> Outcome:
        settings = self._settings
        if epoch == settings.epochs:
            return Outcome.FINISHED
        if epoch > 0 and 0 < settings.target_accuracy <= figures.validation_accuracy:
            return Outcome.TARGET_REACHED
        if 0 < settings.patience <= epoch - self._best_epoch and self._validation:
            return Outcome.NO_BETTER
        if 0 < settings.seconds <= self._seconds:
            return Outcome.TIME_UP
        return Outcome.RUNNING

    def _checkpoint(self, epoch: int) -> Checkpoint:
        return Checkpoint(
            epoch=epoch,
            step=self._step,
            seconds=self._seconds,
            rates=self._rates,
            changes=self._changes,
            parameters=self._parameters.vector.copy(),
            optimizer_steps=self._optimizer.steps,
            optimizer_memory=tuple(memory.copy() for memory in self._optimizer.memory),
            best_epoch=self._best_epoch,
            best_loss=self._best_loss,
            best_parameters=self._best.copy(),
        )
