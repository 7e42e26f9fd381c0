"""All numbers of one neuron for one drawing, rounded so that what is shown adds up."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.nn.arrays import Array
from nnapp.nn.inspect.gradients import effect_on_outputs, input_gradients, one_neuron
from nnapp.nn.network import ForwardPass, Network

DECIMALS: Final = 6
UNIT: Final = 10**DECIMALS


@dataclass(frozen=True, eq=False)
class NeuronNumbers:
    """What a neuron makes of its inputs: z = sum of w x + b, a = activation(z)."""

    layer: int
    """Counted from 0."""
    inputs: Array
    """x, (inputs,): the pixels, or the activations of the layer before."""
    weights: Array
    """w, (inputs,)."""
    products: Array
    """w x, (inputs,)."""
    bias: float
    z: float
    """The weighted sum."""
    a: float
    """activation(z)."""
    activation: str
    """The name of the activation function."""
    pixels: Array
    """(pixels,), 0..1; in the first layer they are the inputs."""
    input_gradients: Array
    """dz/dx, (pixels,), for small changes of these pixels; in the first layer they are the weights."""
    contributions: Array
    """x dz/dx, (pixels,): how much each pixel adds to z, to first order; in the first layer they are the products."""
    effects: Array | None
    """How fast the sum z of each output grows with a, (outputs,); None for an output."""

    @classmethod
    def of(cls, network: Network, forward: ForwardPass, layer: int, neuron: int) -> "NeuronNumbers":
        """Return the numbers of a neuron in the first example of ``forward``."""
        weights = network.layers[layer].weights[neuron]
        inputs = forward.passed_on(layer - 1)[0]
        gradients = weights
        if layer > 0:
            gradients = input_gradients(network, forward, layer, one_neuron(network, layer, neuron))[0]
        is_output = layer == len(network.layers) - 1
        return cls(
            layer=layer,
            inputs=inputs,
            weights=weights,
            products=weights * inputs,
            bias=float(network.layers[layer].biases[neuron]),
            z=float(forward.sums[layer][0, neuron]),
            a=float(forward.activations[layer][0, neuron]),
            activation=network.layers[layer].activation.name,
            pixels=forward.inputs[0],
            input_gradients=gradients,
            contributions=gradients * forward.inputs[0],
            effects=None if is_output else effect_on_outputs(network, forward, layer, neuron),
        )

    @property
    def shown_sum(self) -> int:
        """The sum of the products as they are displayed, in millionths."""
        return sum(map(int, in_millionths(self.products).tolist()))

    @property
    def rounding(self) -> int:
        """The displayed z minus the sum of the displayed products and bias, in millionths."""
        return round(self.z * UNIT) - self.shown_sum - round(self.bias * UNIT)


def in_millionths(numbers: Array) -> NDArray[np.float64]:
    """Return ``numbers`` in whole millionths, as they are displayed."""
    return np.rint(numbers.astype(np.float64) * UNIT)
