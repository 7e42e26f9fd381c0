"""Hints: what is going wrong in a run according to its figures, why, and what would help.

Each rule looks at the figures alone. A healthy run gets no hint; the tests make sure of that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import isnan
from typing import Final

from nnapp.nn.activations import Tanh
from nnapp.nn.reports import EpochFigures, Outcome
from nnapp.nn.settings import TrainingSettings
from nnapp.wording import percent, plain

FEW_EXAMPLES: Final = 2_000
"""Fewer examples than this cannot show how all people write."""

PLENTY: Final = 55_000
"""As many as MNIST offers for training."""

GAP: Final = 0.05
"""How much higher training accuracy is than validation accuracy when examples are memorised."""

WORSE: Final = 1.1
"""Times the lowest validation loss: a lasting rise, not chance."""

STILL_LEARNING: Final = 0.9
"""Times the training loss of the best epoch: the training loss keeps falling."""

WAITED: Final = 5
"""Epochs after the best one before a rise counts."""

IDLE_SHARE: Final = 0.3
"""The share of a hidden layer that may be saturated or unchanging."""

SLOW: Final = 0.8
"""Times the loss before the first step: a healthy run is below it after a few epochs."""

SLOW_EPOCHS: Final = 3

HEALTHY: Final = 0.8
"""A network with this training accuracy is learning, whatever some of its neurons do."""

FADED: Final = 0.1
"""A gradient of the first layer below this share of that of the last layer has vanished on its way back."""


class Trouble(Enum):
    """What is going wrong."""

    DIVERGING = "diverging"
    TOO_SLOW = "too slow"
    OVER_FITTING = "over-fitting"
    SATURATED = "saturated neurons"
    VANISHING = "vanishing gradient"
    FEW_DATA = "few data"


@dataclass(frozen=True)
class Hint:
    """A cause and a cure."""

    trouble: Trouble
    cause: str
    """One sentence: what is happening, and why."""
    cure: str
    """One sentence: what would help."""
    field: str
    """The setting that the cure changes; "examples" stands for the number of training examples."""
    value: float | str
    """The value that the cure sets it to."""


def hints(
    curve: Sequence[EpochFigures], settings: TrainingSettings, examples: int, outcome: Outcome
) -> tuple[Hint, ...]:
    """Return the hints on a run.

    Args:
        curve: the figures of each epoch so far, beginning with epoch 0, before the first step.
        settings: of the run.
        examples: the number that it learns from.
        outcome: how the run stands.
    """
    if not curve:
        return ()
    # If the rates were changed by hand, what came before says nothing about the present ones.
    recent = curve[_last_change(curve) :]
    diverging = _diverging(recent, outcome)
    if diverging is not None:
        return (diverging,)
    idle = _saturated(recent) or _vanishing(recent, settings)
    slow = _too_slow(recent, settings) if idle is None else None
    memorised = _memorised(curve, examples)
    return tuple(hint for hint in (idle, slow, memorised) if hint is not None)


def _last_change(curve: Sequence[EpochFigures]) -> int:
    """Return the index of the last figures before the present rates; 0 when they never changed."""
    rates = [(figures.base_rate, figures.momentum, figures.l2) for figures in curve]
    return next((place for place in range(len(rates) - 2, -1, -1) if rates[place] != rates[-1]), 0)


def _diverging(curve: Sequence[EpochFigures], outcome: Outcome) -> Hint | None:
    start, now = curve[0], curve[-1]
    risen = now.epoch > start.epoch and now.training_loss > 1.5 * start.training_loss
    if outcome is not Outcome.DIVERGED and not (risen and now.training_accuracy < HEALTHY):
        return None
    grown = "is no longer a finite number" if outcome is Outcome.DIVERGED else "is larger than at the start"
    rate = now.base_rate / 10
    return Hint(
        Trouble.DIVERGING,
        f"The loss {grown}: each step overshoots, because the learning rate of {plain(now.base_rate)} is too high.",
        f"A learning rate of {plain(rate)} takes smaller steps.",
        "learning_rate",
        rate,
    )


def _saturated(curve: Sequence[EpochFigures]) -> Hint | None:
    now = curve[-1]
    if now.epoch < 1 or now.training_accuracy > HEALTHY:
        return None
    for number, layer in enumerate(now.health, start=1):
        if layer.neurons >= 3 and layer.stuck > IDLE_SHARE * layer.neurons:
            rate = now.base_rate / 10
            return Hint(
                Trouble.SATURATED,
                f"{layer.stuck} of the {layer.neurons} neurons of hidden layer {number} are stuck: their weighted sums "
                "are so far from 0 that a small change in a weight changes nothing, so no error passes through them.",
                f"A learning rate of {plain(rate)} does not push the sums that far.",
                "learning_rate",
                rate,
            )
    return None


def _vanishing(curve: Sequence[EpochFigures], settings: TrainingSettings) -> Hint | None:
    now = curve[-1]
    if now.epoch < SLOW_EPOCHS or now.training_accuracy > HEALTHY or len(now.gradients) < 3:
        return None
    dead = any(layer.unchanging > IDLE_SHARE * layer.neurons for layer in now.health)
    if not dead or now.gradients[0] > FADED * now.gradients[-1] or set(settings.activations) == {Tanh.name}:
        return None
    return Hint(
        Trouble.VANISHING,
        "Some neurons give the same answer to every example, and the gradient of the first layer is "
        f"{plain(now.gradients[0], 1)} while that of the outputs is {plain(now.gradients[-1], 1)}: it fades on its way "
        f"back through {len(now.health)} layers.",
        "With tanh as the activation, more of it gets through.",
        "hidden_activations",
        Tanh.name,
    )


def _too_slow(curve: Sequence[EpochFigures], settings: TrainingSettings) -> Hint | None:
    start, now = curve[0], curve[-1]
    epochs = now.epoch - start.epoch
    if epochs < SLOW_EPOCHS or now.training_loss < SLOW * start.training_loss or now.training_accuracy > HEALTHY:
        return None
    before = curve[-SLOW_EPOCHS]
    pace = (before.training_loss - now.training_loss) / max(now.epoch - before.epoch, 1)
    if now.training_loss - pace * (settings.epochs - now.epoch) < 0.5 * start.training_loss and pace > 0:
        return None
    faster = now.base_rate * 10
    return Hint(
        Trouble.TOO_SLOW,
        f"After {epochs} epochs the loss has hardly moved from {plain(start.training_loss, 3)}: the steps are too "
        f"small with a learning rate of {plain(now.base_rate, 2)}.",
        f"A learning rate of {plain(faster, 2)} takes larger steps.",
        "learning_rate",
        faster,
    )


def _memorised(curve: Sequence[EpochFigures], examples: int) -> Hint | None:
    now = curve[-1]
    if now.epoch < WAITED or isnan(now.validation_loss):
        return None
    best = min(curve[1:], key=lambda figures: figures.validation_loss)
    apart = now.training_accuracy - now.validation_accuracy
    if examples < FEW_EXAMPLES and apart > GAP:
        return Hint(
            Trouble.FEW_DATA,
            f"Training accuracy is {percent(now.training_accuracy)}, but validation accuracy "
            f"{percent(now.validation_accuracy)}: {examples:,} examples are too few to learn what they have in common.",
            f"Learn from {PLENTY:,} examples.",
            "examples",
            PLENTY,
        )
    over = (
        now.epoch - best.epoch >= WAITED
        and now.validation_loss > WORSE * best.validation_loss
        and now.training_loss < STILL_LEARNING * best.training_loss
    )
    if not over:
        return None
    l2 = max(now.l2 * 4, 5e-4)
    return Hint(
        Trouble.OVER_FITTING,
        f"The training loss keeps falling, but the validation loss was lowest after epoch {best.epoch} and has risen "
        "since: the network is memorising its examples.",
        f"An L2 of {plain(l2)} keeps the weights small, so that individual examples cannot be memorised.",
        "l2",
        l2,
    )
