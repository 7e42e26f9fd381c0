"""What training reports, and what it can be told, while it runs: frozen, so that threads may share it."""

from dataclasses import dataclass
from enum import Enum

from nnapp.nn.arrays import Array
from nnapp.nn.network import Network
from nnapp.nn.settings import RateChange, Rates


class Outcome(Enum):
    """How a training run stands, or how it ended; the value is what files keep."""

    RUNNING = "running"
    FINISHED = "finished"
    """All epochs are done."""
    STOPPED_EARLY = "no better"
    """The validation loss has not improved for as many epochs as the settings have patience."""
    TARGET_REACHED = "target reached"
    TIME_UP = "time up"
    DIVERGED = "diverged"
    """The loss or a weight is no longer a finite number: the learning rate is too high."""
    STOPPED = "stopped"
    """By the user."""
    FAILED = "failed"
    """The data or the settings could not be used."""
    INTERRUPTED = "interrupted"
    """The program ended before the run did."""
    DAMAGED = "damaged"
    """The files of an interrupted run can no longer be used."""

    @property
    def label(self) -> str:
        """What it is called on the screen."""
        return {Outcome.STOPPED_EARLY: "Stopped early", Outcome.TIME_UP: "Time limit reached"}.get(
            self, self.value.capitalize()
        )


@dataclass(frozen=True)
class Command:
    """What training can be told in answer to a report."""

    rates: Rates | None = None
    """Continue with these."""
    by_batch: bool = False
    """Report after every mini-batch instead of after a few hundred examples."""
    snapshot: bool = False
    """Include the network in the next report of progress."""


@dataclass(frozen=True)
class Progress:
    """Where training is within an epoch."""

    epoch: int
    """The epoch under way, counted from 1."""
    fraction: float
    """The share of all epochs that is done, 0..1."""
    batches: int
    """The number of mini-batches done in this epoch."""
    network: Network | None = None
    """The current network, if a command asked for it."""
    loss: float | None = None
    """The mean loss of the last mini-batch before its step, when reports come by mini-batch."""
    recent_loss: float | None = None
    """In the first epoch, about 30 times: the mean loss of the examples learnt from since it was last told, each
    before the step of its mini-batch. It is None in all other reports, and where the loss is not finite."""


@dataclass(frozen=True)
class LayerHealth:
    """How many neurons of a hidden layer no longer contribute."""

    neurons: int
    unchanging: int
    """Dead neurons: their activation is the same for all examples, within 0.01."""
    saturated: int
    """Neurons whose derivative is below 1 % of its largest value for 99 % of the examples; dead ones are not
    counted again."""
    stuck: int
    """Neurons that hardly pass any error back: the saturated ones, and the dead ones with as small a derivative."""


@dataclass(frozen=True)
class EpochFigures:
    """The numbers of one epoch; epoch 0 describes the network before its first step."""

    epoch: int
    training_loss: float
    """The mean loss after the epoch, of as many training examples as there are for validation, or else of 5,000."""
    training_accuracy: float
    """0..1, of the same examples."""
    validation_loss: float
    """NaN when there are no examples for validation."""
    validation_accuracy: float
    """0..1, or NaN."""
    seconds: float
    """The duration of the epoch without pauses."""
    learning_rate: float
    """The rate at the end of the epoch, according to the schedule."""
    base_rate: float
    """The rate that the schedule starts from, which can be changed by hand."""
    momentum: float
    l2: float
    gradients: tuple[float, ...] = ()
    """For each layer, the root mean square of dL/dW over mini-batches throughout the epoch."""
    health: tuple[LayerHealth, ...] = ()
    """Of each hidden layer."""


@dataclass(frozen=True)
class Checkpoint:
    """All that is needed to resume after an epoch as if nothing had happened."""

    epoch: int
    step: int
    """The number of mini-batches learnt from so far."""
    seconds: float
    """Of training so far."""
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
    """The result of one epoch."""

    figures: EpochFigures
    outcome: Outcome
    network: Network
    """The network after the epoch; nothing changes it any more."""
    checkpoint: Checkpoint
