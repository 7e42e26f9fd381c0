"""The eight characteristics of a network, each summarised in a few words and explained in a sentence or two."""

from dataclasses import dataclass
from itertools import pairwise
from math import isnan, nan
from pathlib import Path

from nnapp import wording
from nnapp.digits.drawing import PIXELS
from nnapp.nn.losses import loss_named
from nnapp.nn.optimizers import optimizer_named
from nnapp.nn.over_fitting import weight_count

LAYERS = "There is an output for each class."
TARGETS = (
    "The target is 1 for the output of the right class and 0 for all others: a 3 should give 0 0 0 1 0 0 0 0 0 0.\n\n"
    "For non-digits every target is 0, so that the network learns not to fire. The labels come with MNIST "
    "and with the synthetic drawings."
)
PREDICTIONS = (
    "Each output stands for a class; for digits, output k stands for the digit k. The strongest output is the "
    "prediction; it fires when its activation is at least 0.50. When none fires, the network recognises nothing."
)


@dataclass(frozen=True)
class Planned:
    """A run that is being planned, setting by setting, as some of them may not go together yet."""

    source: str
    """The path of the user's own data; empty for MNIST."""
    examples: int
    """The number to learn from."""
    hidden: tuple[int, ...]
    seed: int
    loss: str
    optimizer: str
    learning_rate: float
    epochs: int
    classes: int | None = None
    """The number of classes; None until the data have been read."""
    seconds_per_epoch: float = nan
    """NaN until it has been measured."""

    @property
    def sizes(self) -> tuple[int, ...]:
        """The number of inputs and of the neurons of each layer; the outputs are left out while they are not known."""
        outputs = () if self.classes is None else (self.classes,)
        return (PIXELS, *self.hidden, *outputs)

    @property
    def weights(self) -> int:
        """The number of weights of the layers that are known."""
        return weight_count(self.sizes)


def summaries(plan: Planned) -> tuple[str, ...]:
    """Return each characteristic in a few words, in the order of ``Characteristic``."""
    sizes = "-".join([*map(str, plan.sizes), *(() if plan.classes else "?")])
    parameters = plan.weights + sum(plan.sizes[1:])
    seconds = plan.seconds_per_epoch * plan.epochs
    duration = "" if isnan(seconds) else f" · {wording.duration(seconds)}"
    return (
        Path(plan.source).name if plan.source else wording.count(plan.examples, "example"),
        sizes,
        f"{wording.whole(parameters)} · seed {plan.seed}",
        "1 or 0",
        loss_named(plan.loss).label.lower(),
        f"{optimizer_named(plan.optimizer).label} · {wording.plain(plan.learning_rate)}",
        f"strongest of {plan.classes}" if plan.classes else "strongest output",
        f"{wording.count(plan.epochs, 'epoch')}{duration}",
    )


def about_weights(plan: Planned) -> str:
    """Return how many weights and biases there are, and what random initial ones are like."""
    products = " + ".join(" × ".join(map(wording.whole, pair)) for pair in pairwise(plan.sizes))
    weights, biases = wording.count(plan.weights, "weight"), wording.count(sum(plan.sizes[1:]), "bias", "biases")
    return (
        f"{products} = {weights}, and {biases}.\n\n"
        "Train starts from random weights. They are normally distributed, with a smaller spread for neurons with "
        "more inputs, and the biases are 0. Continue starts from the weights of the open network."
    )


def about_duration(plan: Planned) -> str:
    """Return how long the run will take, once that has been measured."""
    seconds = plan.seconds_per_epoch
    if isnan(seconds):
        return ""
    examples = wording.count(plan.examples, "example")
    each = f"{wording.significant(seconds, places=0)} s" if seconds < 60 else wording.duration(seconds)
    return (
        f"About {wording.duration(seconds * plan.epochs)} on this computer: {each} for each "
        f"epoch of {examples}. The digits are prepared before the first run."
    )
