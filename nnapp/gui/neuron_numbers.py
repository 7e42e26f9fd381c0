"""All numbers of one neuron for one drawing, rounded so that what is shown adds up."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.nn.network import ForwardPass, Network

DECIMALS: Final = 6
UNIT: Final = 10**DECIMALS


@dataclass(frozen=True, eq=False)
class NeuronNumbers:
    """What a neuron makes of its inputs: z = sum of w x + b, a = activation(z)."""

    inputs: NDArray[np.floating]
    """x, (inputs,)."""
    weights: NDArray[np.floating]
    """w, (inputs,)."""
    products: NDArray[np.floating]
    """w x, (inputs,)."""
    bias: float
    z: float
    a: float
    activation: str

    @classmethod
    def of(cls, network: Network, forward: ForwardPass, layer: int, neuron: int) -> "NeuronNumbers":
        """Return the numbers of a neuron in the first example of ``forward``."""
        weights = network.layers[layer].weights[neuron]
        inputs = forward.passed_on(layer - 1)[0]
        return cls(
            inputs=inputs,
            weights=weights,
            products=weights * inputs,
            bias=float(network.layers[layer].biases[neuron]),
            z=float(forward.sums[layer][0, neuron]),
            a=float(forward.activations[layer][0, neuron]),
            activation=network.layers[layer].activation.name,
        )

    @property
    def shown_sum(self) -> int:
        """The sum of the products as they are displayed, in millionths."""
        return int(np.rint(self.products.astype(np.float64) * UNIT).sum())

    @property
    def rounding(self) -> int:
        """What is missing from displayed products and displayed bias to the displayed z, in millionths."""
        return round(self.z * UNIT) - self.shown_sum - round(self.bias * UNIT)


def millionths(number: int) -> str:
    """Return ``number`` millionths with six decimals."""
    return f"{number / UNIT:.{DECIMALS}f}"
