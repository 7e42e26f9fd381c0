"""The course's worked examples: a small network for one input, with every product, and what the slides print."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from nnapp.nn.activations import Sigmoid
from nnapp.nn.arrays import Reals
from nnapp.nn.network import ForwardPass, Layer, Network


@dataclass(frozen=True, eq=False)
class WorkedExample:
    """A network and the one input that it is worked out for."""

    network: Network
    inputs: Reals
    """(inputs,)."""

    @cached_property
    def forward(self) -> ForwardPass:
        """The sums and the outputs of every layer."""
        return self.network.forward(self.inputs[None])

    def received(self, layer: int) -> Reals:
        """Return what the neurons of ``layer``, counted from 0, receive."""
        received: Reals = np.asarray(self.forward.passed_on(layer - 1)[0], np.float64)
        return received

    def products(self, layer: int, neuron: int) -> Reals:
        """Return weight times input for each input of a neuron: what its sum adds up, beside the bias."""
        products: Reals = self.network.layers[layer].weights[neuron] * self.received(layer)
        return products


@dataclass(frozen=True)
class Printed:
    """The sums and outputs of each layer as the course prints them, with so many decimal places."""

    sums: tuple[tuple[float, ...], ...]
    outputs: tuple[tuple[float, ...], ...]
    places: int

    def differing(self, example: WorkedExample, layer: int, neuron: int) -> tuple[float, ...]:
        """Return which printed numbers of a neuron are not those of ``example``, rounded."""
        forward = example.forward
        pairs = (
            (self.sums[layer][neuron], forward.sums[layer][0, neuron]),
            (self.outputs[layer][neuron], forward.activations[layer][0, neuron]),
        )
        return tuple(printed for printed, value in pairs if f"{printed:.{self.places}f}" != f"{value:.{self.places}f}")


def worked_example(inputs: Reals, weights: tuple[Reals, ...], biases: tuple[Reals, ...]) -> WorkedExample:
    """Return an example whose neurons are sigmoids; each layer's weights are (neurons, inputs)."""
    layers = (Layer(own, bias, Sigmoid()) for own, bias in zip(weights, biases, strict=True))
    return WorkedExample(Network(tuple(layers)), inputs)


def course_example(name: str) -> WorkedExample:
    """Return the course's "2-2" or "3-3-3"; neither has biases."""
    inputs, *weights = (np.array(numbers) for numbers in COURSE[name])
    return worked_example(inputs, tuple(weights), tuple(np.zeros(len(own)) for own in weights))


COURSE: Final = {
    "2-2": ([1.0, 0.5], [[0.9, 0.3], [0.2, 0.8]]),
    "3-3-3": (
        [0.9, 0.1, 0.8],
        [[0.9, 0.3, 0.4], [0.2, 0.8, 0.2], [0.1, 0.5, 0.6]],
        [[0.3, 0.7, 0.5], [0.6, 0.5, 0.2], [0.8, 0.1, 0.9]],
    ),
}
"""The inputs, then the weights of each layer."""

PRINTED: Final = {
    "2-2": Printed(((1.05, 0.6),), ((0.7408, 0.6457),), 4),
    # Each step carries on with three decimals, and the rest is cut off.
    "3-3-3": Printed(
        ((1.16, 0.42, 0.62), (0.975, 0.888, 1.254)), ((0.761, 0.603, 0.650), (0.726, 0.708, 0.778)), 3
    ),
}  # fmt: skip
