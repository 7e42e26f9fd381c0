"""Everything that a training run depends on except its data: checked, frozen, and comparable."""

from dataclasses import dataclass, replace
from typing import Final

from nnapp.nn.activations import ACTIVATIONS, activation_named
from nnapp.nn.errors import InputError
from nnapp.nn.losses import FORMER_LOSSES, LOSSES, PairingError, check_trainable, loss_named
from nnapp.nn.network import MOST_LAYERS, MOST_NEURONS
from nnapp.nn.optimizers import OPTIMIZERS, SCHEDULES
from nnapp.nn.setting_declarations import Range, SettingsError, check_declared, declarations, setting

TRAINABLE: Final = tuple((entry.name, entry.label) for entry in ACTIVATIONS if entry.trainable)
"""The activation functions that can learn: key and label."""


@dataclass(frozen=True)
class Rates:
    """The settings that can be changed while training runs, declared in ``TrainingSettings``.

    Raises:
        SettingsError: a value that training cannot continue with.
    """

    learning_rate: float
    momentum: float
    l2: float

    def __post_init__(self) -> None:
        """Refuse what is out of range."""
        for name, declaration in declarations(TrainingSettings).items():
            if declaration.is_live:
                declaration.check(name, getattr(self, name))


@dataclass(frozen=True)
class RateChange:
    """New rates, given to a run while it went on."""

    step: int
    """The number of mini-batches that had been learnt from."""
    rates: Rates


@dataclass(frozen=True)
class TrainingSettings:
    """How to train; the same settings, examples and initial network give the same weights.

    Raises:
        SettingsError: a value that is invalid, or two that conflict.
    """

    hidden: tuple[int, ...] = (15,)
    """The number of neurons in each hidden layer."""
    hidden_activations: tuple[str, ...] = ("sigmoid",)
    """One for each hidden layer, or one for all of them."""
    output_activation: str = setting(
        "sigmoid", "Outputs", "Turns the weighted sum of each output neuron into its activation.", choices=TRAINABLE
    )
    loss: str = setting(
        "cross-entropy",
        "Loss",
        "How wrong the predictions are, as one number that training reduces.",
        choices=tuple((loss.name, loss.label) for loss in LOSSES),
        former=tuple(FORMER_LOSSES),
    )
    optimizer: str = setting(
        "Adam",
        "Optimizer",
        "How the gradient is turned into a change in the weights.",
        choices=tuple((optimizer.name, optimizer.label) for optimizer in OPTIMIZERS),
    )
    learning_rate: float = setting(
        0.01,
        "Learning rate",
        "How large a step the weights take against the gradient.",
        is_live=True,
        numbers=Range(0.0, step=0.0, decimals=6, above_low=True),
    )
    momentum: float = setting(
        0.9,
        "Momentum",
        "How much of the previous steps is kept, like a ball that keeps rolling; Adam calls it beta 1.",
        is_live=True,
        numbers=Range(0.0, 1.0, step=0.05, decimals=3, below_high=True),
    )
    beta2: float = setting(
        0.999,
        "Beta 2",
        "How slowly Adam forgets the size of past gradients.",
        formerly="square_decay",
        numbers=Range(0.0, 1.0, step=0.001, decimals=4, below_high=True),
    )
    schedule: str = setting(
        "cosine",
        "Schedule",
        "How the learning rate falls during training: not at all, evenly, or along half a cosine wave.",
        choices=tuple((name, name.capitalize()) for name in SCHEDULES),
    )
    l2: float = setting(
        5e-4,
        "L2",
        "A penalty on large weights, L2/2 times the sum of their squares, which reduces over-fitting. In a network "
        "with hidden layers, the weights of the outputs are exempt: they only say how much each hidden neuron counts.",
        is_live=True,
        numbers=Range(0.0, step=0.0, decimals=6),
    )
    dropout: float = setting(
        0.0,
        "Dropout",
        "The share of hidden neurons that are silenced at random for each example, so that none relies on another.",
        unit="%",
        at_low="none",
        numbers=Range(0.0, 0.9, step=0.05, decimals=2),
    )
    batch_size: int = setting(
        64,
        "Mini-batch",
        "The number of examples that the network sees before its weights take a step.",
        numbers=Range(1),
    )
    epochs: int = setting(
        240,
        "Epochs",
        "How many times training goes through all the examples.",
        numbers=Range(1),
    )
    patience: int = setting(
        0,
        "Patience",
        "Stop when the validation loss has not improved for this number of epochs.",
        unit="epochs",
        at_low="no limit",
    )
    target_accuracy: float = setting(
        0.0,
        "Target accuracy",
        "Stop when this share of the validation examples is recognised.",
        unit="%",
        at_low="no limit",
        numbers=Range(0.0, 1.0, step=0.005, decimals=3),
    )
    seconds: float = setting(
        0.0,
        "Time limit",
        "Stop after this number of seconds of training.",
        unit="s",
        at_low="no limit",
    )
    seed: int = setting(
        11,
        "Seed",
        "Determines the random initial weights, the order of the examples, dropout and augmentation: "
        "the same seed gives the same network.",
    )
    changes: tuple[RateChange, ...] = ()
    """Rates to change at a given step: how a run that was changed by hand is repeated."""

    def __post_init__(self) -> None:
        """Refuse what cannot be trained, in one sentence."""
        check_declared(self)
        self._check_layers()
        self._check_activations()

    @property
    def rates(self) -> Rates:
        """The rates that training begins with."""
        return Rates(self.learning_rate, self.momentum, self.l2)

    @property
    def activations(self) -> tuple[str, ...]:
        """The activation of each hidden layer, one by one."""
        single = len(self.hidden_activations) == 1
        return self.hidden_activations * len(self.hidden) if single else self.hidden_activations

    def fitted_to(self, examples: int) -> "TrainingSettings":
        """Return these settings with mini-batches of no more than the number of training ``examples``, 1 or more."""
        return replace(self, batch_size=min(self.batch_size, examples))

    def batch_notes(self, examples: int) -> tuple[str, ...]:
        """Return in words what became of the mini-batches, if there are fewer ``examples`` than one could hold."""
        if self.batch_size <= examples:
            return ()
        return (f"mini-batches of {examples:,} examples instead of {self.batch_size:,}, as there are no more",)

    def _check_layers(self) -> None:
        if not all(1 <= neurons <= MOST_NEURONS for neurons in self.hidden):
            raise SettingsError("hidden", f"A hidden layer has from 1 to {MOST_NEURONS:,} neurons.")
        if len(self.hidden) >= MOST_LAYERS:
            raise SettingsError("hidden", f"A network has at most {MOST_LAYERS - 1} hidden layers.")
        if len(self.hidden_activations) not in (1, len(self.hidden)):
            raise SettingsError(
                "hidden_activations",
                f"{len(self.hidden_activations)} activations do not match {len(self.hidden)} hidden layers; "
                "name one for each, or one for all.",
            )
        if self.dropout and not self.hidden:
            raise SettingsError(
                "dropout",
                "Dropout silences hidden neurons, and this network has none; add a hidden layer or set dropout to 0.",
            )

    def _check_activations(self) -> None:
        try:
            hidden = [activation_named(name) for name in self.activations or self.hidden_activations]
            output = activation_named(self.output_activation)
            if self.loss not in FORMER_LOSSES:
                check_trainable([*hidden, output], loss_named(self.loss))
        except PairingError as error:
            raise SettingsError("hidden_activations" if error.is_hidden else "loss", str(error)) from error
        except InputError as error:
            raise SettingsError("hidden_activations", str(error)) from error
