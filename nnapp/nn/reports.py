"""What training tells, and what it can be told, while it runs: frozen, so that threads may share it."""

from dataclasses import dataclass
from enum import Enum

from nnapp.nn.arrays import Array
from nnapp.nn.network import Network
from nnapp.nn.settings import RateChange, Rates


class Outcome(Enum):
    """How training stands after an epoch."""

    RUNNING = "running"
    FINISHED = "finished"
    """All epochs are done."""
    NO_BETTER = "no better"
    """The validation loss has not been better for as many epochs as the settings have patience."""
    TARGET_REACHED = "target reached"
    TIME_UP = "time up"
    DIVERGED = "diverged"
    """The loss or a weight is no longer a finite number; the learning rate is too high."""


@dataclass(frozen=True)
class Command:
    """What a training can be told in answer to a report."""

    rates: Rates | None = None
    """Go on with these."""
    by_batch: bool = False
    """Report after the next mini-batch, instead of after some hundred digits."""
    snapshot: bool = False
    """Let the next report of progress hold the network."""


@dataclass(frozen=True)
class Progress:
    """Where training is within an epoch."""

    epoch: int
    """The epoch under way, counted from 1."""
    fraction: float
    """The share of all epochs that is done, 0..1."""
    batches: int
    """How many mini-batches of this epoch are done."""
    network: Network | None = None
    """The network as it is now, if a command asked for it."""
    loss: float | None = None
    """The mean loss of the last mini-batch before its step, when reports come by mini-batch."""


@dataclass(frozen=True)
class LayerHealth:
    """How many of the neurons of a hidden layer have stopped to take part."""

    neurons: int
    unchanging: int
    """Neurons that give all examples the same answer, within 0.01: dead."""
    saturated: int
    """Neurons so sure that for 99 % of the examples their derivative is below 1 % of its largest value;
    the unchanging ones are not counted again."""
    stuck: int
    """Neurons through which hardly any error comes: the saturated, and the unchanging that are as sure."""


@dataclass(frozen=True)
class EpochFigures:
    """The numbers of one epoch; epoch 0 tells of the network before its first step."""

    epoch: int
    training_loss: float
    """The mean loss of some training examples, as many as there are for validation, after the epoch."""
    training_accuracy: float
    """0..1, of the same examples."""
    validation_loss: float
    """NaN when there are no examples for validation."""
    validation_accuracy: float
    """0..1, or NaN."""
    seconds: float
    """How long the epoch took, pauses left out."""
    learning_rate: float
    """The rate at the end of the epoch, as the schedule has it."""
    base_rate: float
    """The rate that the schedule starts from; another after a change by hand."""
    momentum: float
    l2: float
    gradients: tuple[float, ...] = ()
    """For each layer the root mean square of dL/dW, over mini-batches all along the epoch."""
    health: tuple[LayerHealth, ...] = ()
    """Of each hidden layer."""


@dataclass(frozen=True)
class Checkpoint:
    """All that is needed to go on after an epoch as if nothing had happened."""

    epoch: int
    step: int
    """Mini-batches learnt from so far."""
    seconds: float
    """Of training, so far."""
    rates: Rates
    changes: tuple[RateChange, ...]
    """The changes made by hand so far."""
    parameters: Array
    """All weights and biases, layer by layer."""
    optimizer_steps: int
    optimizer_memory: tuple[Array, ...]
    best_epoch: int
    """The epoch with the lowest validation loss so far, whose network is the one to keep."""
    best_loss: float
    best_parameters: Array


@dataclass(frozen=True)
class EpochReport:
    """What one epoch brought."""

    figures: EpochFigures
    outcome: Outcome
    network: Network
    """The network as it is now; nothing changes it any more."""
    checkpoint: Checkpoint
