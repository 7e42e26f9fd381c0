"""All numbers of one neuron for one drawing, rounded so that what is shown adds up."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnapp.nn.arrays import Array
from nnapp.nn.inspect.gradients import effect_on_outputs, input_gradients, one_neuron
from nnapp.nn.network import ForwardPass, Network


@dataclass(frozen=True, eq=False)
class NeuronNumbers:
    """What a neuron makes of its inputs: z = sum of w x + b, a = activation(z)."""

    layer: int
    """Counted from 0."""
    inputs: Array
    """x, (inputs,): those of the network, or the activations of the layer before."""
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
    network_inputs: Array
    """(784,), 0..1; in the first layer they are the inputs of the neuron."""
    input_gradients: Array
    """dz/dx, (784,), for small changes of the inputs of the network; in the first layer they are the weights."""
    contributions: Array
    """x dz/dx, (784,): how much each of them adds to z, to first order; in the first layer they are the products."""
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
            network_inputs=forward.inputs[0],
            input_gradients=gradients,
            contributions=gradients * forward.inputs[0],
            effects=None if is_output else effect_on_outputs(network, forward, layer, neuron),
        )

    def shown_sum(self, places: int) -> int:
        """Return the sum of the products as they are displayed with ``places`` decimals, in units of the last one."""
        units = in_units(self.products, places)
        # Floats hold whole numbers exactly up to here.
        is_exact = float(np.abs(units).sum()) < 2**53
        return int(units.sum()) if is_exact else sum(map(int, units.tolist()))

    def rounding(self, places: int) -> int:
        """Return the displayed z minus the sum of the displayed products and bias, in units of the last decimal."""
        z, bias = (int(unit) for unit in in_units(np.array([self.z, self.bias]), places))
        return z - self.shown_sum(places) - bias


def in_units(numbers: Array, places: int) -> NDArray[np.float64]:
    """Return ``numbers`` in units of the last of ``places`` decimals, as they are displayed."""
    units: NDArray[np.float64] = np.rint(numbers.astype(np.float64) * 10**places)
    return units
