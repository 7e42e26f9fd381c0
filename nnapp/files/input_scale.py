"""How pixels were scaled for the network of another program; nnapp's networks take ink of 0..1."""

from dataclasses import dataclass, replace
from math import isfinite
from typing import Final

import numpy as np

from nnapp.files.errors import WeightFileError
from nnapp.nn.network import Network


@dataclass(frozen=True)
class InputScale:
    """Where a pixel has ink x, 0..1, the network was given (x - mean) / deviation.

    Raises:
        WeightFileError: the numbers are not finite, or the deviation is not above 0.
    """

    mean: float = 0.0
    deviation: float = 1.0

    def __post_init__(self) -> None:
        """Refuse a scale that no pixels can have."""
        if not (isfinite(self.mean) and isfinite(self.deviation) and self.deviation > 0):
            raise WeightFileError("Pixels are scaled by a mean and a deviation above 0, such as 0.1307 and 0.3081.")

    def __str__(self) -> str:
        """Return it as ``scale_from`` reads it."""
        return f"{self.mean:g},{self.deviation:g}"

    def folded_into(self, network: Network) -> Network:
        """Return the network that answers to x as ``network`` does to (x - mean) / deviation.

        W' = W / deviation and b' = b - (the sum of each row of W') mean, in the first layer.

        Raises:
            WeightFileError: its weights become too large to compute with.
        """
        first, *others = network.layers
        dtype = first.weights.dtype
        with np.errstate(over="ignore", invalid="ignore"):
            weights = first.weights.astype(np.float64) / self.deviation
            biases = first.biases - self.mean * weights.sum(axis=1)
            folded = replace(first, weights=weights.astype(dtype), biases=biases.astype(dtype))
        network = Network((folded, *others))
        if not network.is_finite:
            said = f"a mean of {self.mean:g} and a deviation of {self.deviation:g}"
            raise WeightFileError(f"its weights are too large for pixels with {said}.")
        return network


UNIT: Final = InputScale()
BYTES: Final = InputScale(0.0, 1 / 255)
TORCHVISION: Final = InputScale(0.1307, 0.3081)
"""As in PyTorch's own example for MNIST: the mean and deviation of all its pixels."""

SCALES: Final[dict[str, InputScale]] = {
    "0 to 1": UNIT,
    "0 to 255": BYTES,
    "-1 to 1": InputScale(0.5, 0.5),
    "Mean and deviation": TORCHVISION,
}
"""The usual ways to scale pixels, by what they are called."""


def scale_from(text: str) -> InputScale:
    """Return the scale that ``text`` stands for: "0-1", "0-255", or a mean and a deviation as in "0.1307,0.3081".

    Raises:
        WeightFileError: it stands for none.
    """
    named = {"0-1": UNIT, "0-255": BYTES}
    if text in named:
        return named[text]
    try:
        mean, deviation = map(float, text.split(","))
    except ValueError as error:
        raise WeightFileError(
            f"The scale of the input should be 0-1, 0-255, or a mean and a deviation such as 0.1307,0.3081, "
            f"not “{text[:40]}”."
        ) from error
    return InputScale(mean, deviation)
