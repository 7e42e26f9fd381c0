"""The symbols of the course and the names that stand for them in the code, in one table."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Symbol:
    """A letter in a formula."""

    symbol: str
    name: str
    """What the code calls it."""
    meaning: str
    """One phrase, for docstrings and for the screen."""


SYMBOLS: Final = (
    Symbol("x", "inputs", "what comes into the first layer: pixels from 0 (paper) to 1 (ink), or edges, 0 to 1"),
    Symbol("w", "weights", "how strongly a neuron listens to one of its inputs; W: all the weights of a layer"),
    Symbol("b", "biases", "what a neuron adds to Σ w x, whatever its inputs are"),
    Symbol("z", "sums", "the weighted sum of a neuron: z = Σ w x + b"),
    Symbol("a", "activations", "what a neuron turns its sum into: a = f(z), where f is its activation function"),
    Symbol("y", "targets", "what the outputs should be: 1 for the right one, 0 for all others"),
    Symbol("y'", "predictions", "what the outputs are: the activations of the last layer"),
    Symbol("L", "loss", "how wrong the predictions are, as one number"),
    Symbol("δ", "errors", "how much the loss grows with the sum of a neuron: δ = dL/dz"),
    Symbol("η", "learning_rate", "how large a step the weights take against the gradient"),
)


def meaning_of(symbol: str) -> str:
    """Return what ``symbol`` stands for, as one phrase.

    Raises:
        KeyError: the table has no such symbol.
    """
    return {entry.symbol: entry.meaning for entry in SYMBOLS}[symbol]
