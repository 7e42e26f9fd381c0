"""The way of an answer through a network: from the input that counts most, through a neuron, to an output."""

from dataclasses import dataclass

from nnapp.nn.arrays import Array
from nnapp.nn.network import ForwardPass, Network


@dataclass(frozen=True)
class Chain:
    """One neuron of each layer, each the strongest link of the one beside it."""

    source: int
    """The input of the network that it begins with, counted from 0."""
    neurons: tuple[int, ...]
    """One for each layer, outputs last."""

    @classmethod
    def through(cls, network: Network, forward: ForwardPass, layer: int, neuron: int) -> "Chain":
        """Return the chain through ``neuron`` of ``layer``, counted from 0, in the first example of ``forward``.

        Back from it, each neuron is followed to the input that supports it most, and onward to the neuron that it
        supports most when it answers yes: by its largest outgoing weight.
        """
        neurons = [neuron]
        for index in range(layer, 0, -1):
            neurons.insert(0, int(supports(network, forward, index, neurons[0]).argmax()))
        for index in range(layer + 1, len(network.layers)):
            neurons.append(int(network.layers[index].weights[:, neurons[-1]].argmax()))
        return cls(int(supports(network, forward, 0, neurons[0]).argmax()), tuple(neurons))


def supports(network: Network, forward: ForwardPass, layer: int, neuron: int) -> Array:
    """Return how much each input of a neuron adds to its sum, (inputs,): w x, or w alone where all inputs are 0."""
    weights, inputs = network.layers[layer].weights[neuron], forward.passed_on(layer - 1)[0]
    products: Array = weights * inputs if inputs.any() else weights
    return products
