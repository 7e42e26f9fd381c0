"""Training: random weights become a network that recognises digits, by five steps repeated."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np

from nnapp.nn.activations import activation_named
from nnapp.nn.arrays import Array
from nnapp.nn.evaluation import Evaluation, evaluate_by_chunks
from nnapp.nn.examples import BatchLoader, Examples
from nnapp.nn.losses import Loss, loss_named
from nnapp.nn.network import MOST_LAYERS, MOST_NEURONS, Network
from nnapp.nn.optimizers import Optimizer, optimizer_named, scheduled_rate
from nnapp.nn.parameters import Parameters

PROGRESS_INTERVAL: Final = 512
"""Examples between two reports of progress: a few milliseconds for the default network."""

PROGRESS_PARAMETERS: Final = 50_000
"""In a network of more parameters progress is reported after fewer examples."""


@dataclass(frozen=True)
class TrainingSettings:
    """Everything that a training run depends on, but for its data."""

    hidden: tuple[int, ...] = (15,)
    """Neurons of each hidden layer."""
    hidden_activation: str = "sigmoid"
    output_activation: str = "sigmoid"
    loss: str = "rival cross-entropy"
    optimizer: str = "Adam"
    learning_rate: float = 0.01
    """Above 0."""
    schedule: str = "cosine"
    l2: float = 5e-4
    """The penalty l2/2 * (sum of squared weights) is added to the loss; 0 is none. The weights of
    the output layer go free, as they only say how strongly a hidden neuron speaks."""
    batch_size: int = 64
    """Examples per mini-batch, 1 or more."""
    epochs: int = 120
    """Rounds over the training examples, 1 or more."""
    seed: int = 7
    """Decides the first weights and the order of the examples."""

    def __post_init__(self) -> None:
        """Refuse what cannot be trained, in one sentence."""
        if any(neurons < 1 for neurons in self.hidden):
            raise ValueError("A hidden layer needs at least 1 neuron.")
        if any(neurons > MOST_NEURONS for neurons in self.hidden):
            raise ValueError(f"A hidden layer has at most {MOST_NEURONS:,} neurons.")
        if len(self.hidden) >= MOST_LAYERS:
            raise ValueError(f"A network has at most {MOST_LAYERS - 1} hidden layers.")
        if not (np.isfinite(self.learning_rate) and self.learning_rate > 0):
            raise ValueError(f"The learning rate must be above 0, not {self.learning_rate:g}.")
        if not (np.isfinite(self.l2) and self.l2 >= 0):
            raise ValueError(f"L2 must be 0 or more, not {self.l2:g}.")
        if self.batch_size < 1:
            raise ValueError(f"A mini-batch needs at least 1 example, not {self.batch_size}.")
        if self.epochs < 1:
            raise ValueError(f"Training needs at least 1 epoch, not {self.epochs}.")
        if self.seed < 0:
            raise ValueError(f"A seed is a whole number from 0 up, not {self.seed}.")


class Outcome(Enum):
    """How training stands after an epoch."""

    RUNNING = "running"
    FINISHED = "finished"
    DIVERGED = "diverged"
    """The loss or a weight is no longer a finite number; the learning rate is too high."""


@dataclass(frozen=True)
class Progress:
    """Where training is within an epoch."""

    epoch: int
    """The epoch under way, counted from 1."""
    fraction: float
    """The share of all epochs that is done, 0..1."""


@dataclass(frozen=True)
class EpochReport:
    """What one epoch brought; epoch 0 tells of the network before its first step."""

    epoch: int
    training_loss: float
    """The mean loss of as many training examples as there are for validation, after the epoch."""
    training_accuracy: float
    """0..1, of the same examples."""
    validation_loss: float
    validation_accuracy: float
    """0..1."""
    seconds: float
    """How long the epoch took."""
    learning_rate: float
    """The rate at the end of the epoch."""
    network: Network
    """The network as it is now; nothing changes it any more."""
    outcome: Outcome


def new_network(inputs: int, classes: int, settings: TrainingSettings) -> Network:
    """Return the random network that training with ``settings`` starts from.

    Raises:
        ValueError: an activation is unknown.
        PairingError: the activations and the loss cannot be trained together.
    """
    hidden = [activation_named(settings.hidden_activation)] * len(settings.hidden)
    activations = [*hidden, activation_named(settings.output_activation)]
    rng = np.random.default_rng([settings.seed, 0])
    network = Network.random((inputs, *settings.hidden, classes), activations, rng)
    network.check_trainable(loss_named(settings.loss))
    return network


def train(
    network: Network,
    training: Examples,
    validation: Examples,
    settings: TrainingSettings,
    clock: Callable[[], float],
) -> Iterator[Progress | EpochReport]:
    """Train a copy of ``network``, yielding where it is every few milliseconds.

    To pause is not to ask for the next report; to stop is to drop the generator.

    Args:
        network: where training starts; it is left as it is.
        training: the examples to learn from, at least one.
        validation: examples that nothing is learnt from.
        settings: the same settings, examples and network give the same weights.
        clock: returns seconds, such as ``time.perf_counter``; only ``EpochReport.seconds`` uses it.

    Yields:
        Progress within an epoch, and an EpochReport before the first and after each epoch. The last
        report is the one whose outcome is not RUNNING.

    Raises:
        ValueError: there is no training example, or loss, optimizer or schedule are unknown.
        PairingError: the activations and the loss cannot be trained together.
    """
    if not len(training):
        raise ValueError("Training needs at least 1 example.")
    loss = loss_named(settings.loss)
    network.check_trainable(loss)
    run = _Run(network, training, validation, settings, loss)
    for epoch in range(settings.epochs + 1):
        # Anew for each epoch: what the caller does with a report takes none of the epoch's time.
        started = clock()
        if epoch > 0:
            yield from run.epoch(epoch)
        measured = yield from run.measure(epoch)
        report = run.report(epoch, measured, clock() - started)
        yield report
        if report.outcome is not Outcome.RUNNING:
            return


class _Run:
    """The changing state of one training."""

    def __init__(
        self, network: Network, training: Examples, validation: Examples, settings: TrainingSettings, loss: Loss
    ) -> None:
        self._settings = settings
        self._loss = loss
        self._training = training
        self._validation = validation
        self._sample = training[: len(validation)]
        self._parameters = Parameters(network)
        # Pixels that are never inked teach nothing. Their weights start at 0 and stay there; shrinking under
        # L2 without end they would become denormal numbers, with which a processor computes slowly.
        self._parameters.network.layers[0].weights[:, ~training.inputs.any(axis=0)] = 0.0
        self._optimizer: Optimizer = optimizer_named(settings.optimizer)
        self._rng = np.random.default_rng([settings.seed, 1])
        size = min(settings.batch_size, len(training))
        # Progress is reported after so many examples; fewer for a larger network, which takes longer.
        interval = min(PROGRESS_INTERVAL, PROGRESS_INTERVAL * PROGRESS_PARAMETERS // len(self._parameters.vector))
        self._interval = max(1, interval // size) * size
        self._loader = BatchLoader(training, self._interval, self._parameters.vector.dtype)
        # Of each layer but the last: gradient, weights, and room to compute their penalty in.
        layers = self._parameters.network.layers
        self._penalised = [
            (gradient, layer.weights, np.empty_like(layer.weights))
            for gradient, layer in zip(self._parameters.gradients.weights, layers[:-1] or layers, strict=False)
        ]
        self._batches = -(-len(training) // size)
        self._batch_size = size
        self._step = 0
        scheduled_rate(settings.schedule, settings.learning_rate, 0.0)

    @property
    def _fraction(self) -> float:
        return self._step / (self._batches * self._settings.epochs)

    @property
    def _learning_rate(self) -> float:
        return scheduled_rate(self._settings.schedule, self._settings.learning_rate, self._fraction)

    def epoch(self, epoch: int) -> Iterator[Progress]:
        """Go once over the training examples, in a new order."""
        order = self._rng.permutation(len(self._training))
        for start in range(0, len(order), self._interval):
            some = order[start : start + self._interval]
            # A generator must not yield inside errstate, or its caller would inherit the setting.
            with np.errstate(over="ignore", invalid="ignore"):
                # Step 1 of the five: load the inputs x and the targets y.
                for inputs, targets in self._loader.batches(some, self._batch_size):
                    self._learn(inputs, targets)
            yield Progress(epoch, self._fraction)
            if not np.isfinite(self._parameters.vector).all():
                return

    def _learn(self, inputs: Array, targets: Array) -> None:
        """Steps 2 to 5 of the five steps of training, for one mini-batch."""
        # 2. Propagate them forward to the predictions y'.
        forward = self._parameters.network.forward(inputs)
        # 3. and 4. The loss between y' and y, and its gradient. Only the gradient is needed to learn;
        # the number itself is measured once an epoch, when all examples meet the same weights.
        self._parameters.network.backward(forward, targets, self._loss, out=self._parameters.gradients)
        self._add_l2_gradient()
        # 5. Adjust the weights against the gradient.
        self._optimizer.step(self._parameters.vector, self._parameters.gradient, self._learning_rate)
        self._step += 1

    def _add_l2_gradient(self) -> None:
        """Add the gradient of l2/2 * (sum of squared weights): l2 * weights."""
        if self._settings.l2 > 0:
            for gradient, weights, penalty in self._penalised:
                gradient += np.multiply(weights, self._settings.l2, out=penalty)

    def measure(self, epoch: int) -> Generator[Progress, None, tuple[Evaluation, Evaluation]]:
        """Evaluate the network on a sample of the training examples and on the validation examples."""
        network = self._parameters.network
        results = []
        for examples in (self._sample, self._validation):
            so_far = []
            for result in evaluate_by_chunks(network, examples, self._loss):
                so_far.append(result)
                yield Progress(max(epoch, 1), self._fraction)
            results.append(so_far[-1])
        return results[0], results[1]

    def report(self, epoch: int, measured: tuple[Evaluation, Evaluation], seconds: float) -> EpochReport:
        """Put into words what ``measure`` found."""
        training, validation = measured
        network = self._parameters.snapshot()
        healthy = network.is_finite and np.isfinite(training.loss_sum + validation.loss_sum)
        if not healthy:
            outcome = Outcome.DIVERGED
        elif epoch == self._settings.epochs:
            outcome = Outcome.FINISHED
        else:
            outcome = Outcome.RUNNING
        return EpochReport(
            epoch=epoch,
            training_loss=training.loss,
            training_accuracy=training.accuracy,
            validation_loss=validation.loss,
            validation_accuracy=validation.accuracy,
            seconds=seconds,
            learning_rate=self._learning_rate,
            network=network,
            outcome=outcome,
        )
