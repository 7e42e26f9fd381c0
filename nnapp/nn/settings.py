"""Everything that a training run depends on but its data: checked, frozen, and comparable."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import isfinite

from nnapp.nn.activations import activation_named
from nnapp.nn.losses import PairingError, loss_named
from nnapp.nn.network import MOST_LAYERS, MOST_NEURONS
from nnapp.nn.optimizers import optimizer_named, scheduled_rate


class SettingsError(ValueError):
    """A setting that cannot be, or that cannot be beside another; the message says why."""

    def __init__(self, field: str, message: str) -> None:
        """``field`` is the name of the setting that has to change."""
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Rates:
    """The settings that can be changed while training runs."""

    learning_rate: float
    """Above 0."""
    momentum: float
    """How much of the last step, or in Adam of the mean gradient, is kept: 0 up to but not 1."""
    l2: float
    """0 or more."""

    def __post_init__(self) -> None:
        """Refuse what no training can go on with."""
        _require(
            isfinite(self.learning_rate) and self.learning_rate > 0,
            "learning_rate",
            f"The learning rate must be above 0, not {self.learning_rate:g}.",
        )
        _require(
            isfinite(self.momentum) and 0 <= self.momentum < 1,
            "momentum",
            f"Momentum must be from 0 up to but not 1, not {self.momentum:g}.",
        )
        _require(isfinite(self.l2) and self.l2 >= 0, "l2", f"L2 must be 0 or more, not {self.l2:g}.")


@dataclass(frozen=True)
class RateChange:
    """New rates, given to a run while it went on."""

    step: int
    """How many mini-batches had been learnt from."""
    rates: Rates


@dataclass(frozen=True)
class TrainingSettings:
    """How to train; the same settings, digits and network give the same weights.

    Raises:
        SettingsError: a value that cannot be, or two that cannot be together.
    """

    hidden: tuple[int, ...] = (15,)
    """Neurons of each hidden layer."""
    hidden_activations: tuple[str, ...] = ("sigmoid",)
    """One for each hidden layer, or one for all of them."""
    output_activation: str = "sigmoid"
    loss: str = "rival cross-entropy"
    optimizer: str = "Adam"
    learning_rate: float = 0.01
    """Above 0."""
    momentum: float = 0.9
    """Of the optimizers momentum and Adam (there called beta 1): 0 up to but not 1."""
    square_decay: float = 0.999
    """Adam's beta 2, how slowly it forgets the size of past gradients: 0 up to but not 1."""
    schedule: str = "cosine"
    l2: float = 5e-4
    """The penalty l2/2 * (sum of squared weights) is added to the loss; 0 is none. The weights of
    the output layer go free, as they only say how strongly a hidden neuron speaks."""
    dropout: float = 0.0
    """The share of hidden neurons that are silenced at random in each mini-batch, 0..0.9."""
    batch_size: int = 64
    """Examples per mini-batch, 1 or more."""
    epochs: int = 120
    """Rounds over the training examples, 1 or more."""
    patience: int = 0
    """Stop when the validation loss has not been better for so many epochs; 0 is never."""
    target_accuracy: float = 0.0
    """Stop when so large a share of the validation examples is right; 0 is never."""
    seconds: float = 0.0
    """Stop after so many seconds of training; 0 is never."""
    seed: int = 11
    """Decides the first weights, the order of the examples, dropout and augmentation."""
    changes: tuple[RateChange, ...] = ()
    """Rates to change at a given step: how a run that was changed by hand is repeated."""

    def __post_init__(self) -> None:
        """Refuse what cannot be trained, in one sentence."""
        self._check_layers()
        Rates(self.learning_rate, self.momentum, self.l2)
        self._check_numbers()
        self._check_names()

    @property
    def rates(self) -> Rates:
        """The rates that training begins with."""
        return Rates(self.learning_rate, self.momentum, self.l2)

    @property
    def activations(self) -> tuple[str, ...]:
        """The activation of each hidden layer, one by one."""
        single = len(self.hidden_activations) == 1
        return self.hidden_activations * len(self.hidden) if single else self.hidden_activations

    def _check_layers(self) -> None:
        _require(all(neurons >= 1 for neurons in self.hidden), "hidden", "A hidden layer needs at least 1 neuron.")
        _require(
            all(neurons <= MOST_NEURONS for neurons in self.hidden),
            "hidden",
            f"A hidden layer has at most {MOST_NEURONS:,} neurons.",
        )
        _require(len(self.hidden) < MOST_LAYERS, "hidden", f"A network has at most {MOST_LAYERS - 1} hidden layers.")
        _require(
            len(self.hidden_activations) in (1, len(self.hidden)),
            "hidden_activations",
            f"{len(self.hidden_activations)} activations cannot belong to {len(self.hidden)} hidden layers; "
            "name one for each, or one for all.",
        )

    def _check_numbers(self) -> None:
        at_least_one = (
            ("batch_size", self.batch_size, "A mini-batch needs at least 1 example"),
            ("epochs", self.epochs, "Training needs at least 1 epoch"),
        )
        for field, value, sentence in at_least_one:
            _require(value >= 1, field, f"{sentence}, not {value}.")
        _require(self.seed >= 0, "seed", f"A seed is a whole number from 0 up, not {self.seed}.")
        _require(self.patience >= 0, "patience", f"Patience is a number of epochs, 0 for never, not {self.patience}.")
        _require(
            isfinite(self.square_decay) and 0 <= self.square_decay < 1,
            "square_decay",
            f"Beta 2 must be from 0 up to but not 1, not {self.square_decay:g}.",
        )
        _require(
            isfinite(self.dropout) and 0 <= self.dropout <= 0.9,
            "dropout",
            f"Dropout is a share from 0 to 0.9, not {self.dropout:g}; with more, hardly a neuron would learn.",
        )
        _require(
            not self.dropout or bool(self.hidden),
            "dropout",
            "Dropout silences hidden neurons, and this network has none; add a hidden layer or set dropout to 0.",
        )
        _require(
            isfinite(self.target_accuracy) and 0 <= self.target_accuracy <= 1,
            "target_accuracy",
            f"The accuracy to stop at is a share from 0 to 1, not {self.target_accuracy:g}.",
        )
        _require(
            isfinite(self.seconds) and self.seconds >= 0,
            "seconds",
            f"The time to stop after is a number of seconds, 0 for never, not {self.seconds:g}.",
        )

    def _check_names(self) -> None:
        names: tuple[tuple[str, Callable[[], object]], ...] = (
            ("optimizer", partial(optimizer_named, self.optimizer)),
            ("schedule", partial(scheduled_rate, self.schedule, 1.0, 0.0)),
            ("output_activation", partial(activation_named, self.output_activation)),
            ("loss", partial(loss_named, self.loss)),
            *(("hidden_activations", partial(activation_named, name)) for name in self.hidden_activations),
        )
        for field, look_up in names:
            try:
                look_up()
            except ValueError as error:
                raise SettingsError(field, str(error)) from error
        for number, name in enumerate(self.activations, start=1):
            _require(
                activation_named(name).trainable,
                "hidden_activations",
                f"Hidden layer {number} has the activation {name}, whose derivative is 0 everywhere, so no error "
                "finds its way back through it; use sigmoid instead.",
            )
        try:
            loss_named(self.loss).check_pairing(activation_named(self.output_activation))
        except PairingError as error:
            raise SettingsError("loss", str(error)) from error


def _require(condition: bool, field: str, sentence: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not condition:
        raise SettingsError(field, sentence)
