"""A feed-forward network: layers of weights and biases, forward and backward propagation."""

from __future__ import annotations  # NumPy loads its random numbers when they are used

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from nnapp.nn.activations import Activation, Identity, ReLU
from nnapp.nn.arrays import Array

MOST_LAYERS: Final = 64
MOST_NEURONS: Final = 65_536
"""Of one layer. Larger networks are refused, in files and in settings."""

BLOCK: Final = 256
"""Rows of weights that are converted to float64 together."""

LARGEST_SUM: Final = 1e30
"""Weighted sums up to this can be computed with in float32, which ends at 3.4e38."""


@dataclass(frozen=True)
class Layer:
    """Neurons that share their inputs: z = W x + b, a = activation(z)."""

    weights: Array
    """Shape (neurons, inputs): row j holds the weights of neuron j."""
    biases: Array
    """Shape (neurons,)."""
    activation: Activation

    def __post_init__(self) -> None:
        """Refuse weights and biases whose shapes or types do not match."""
        if self.weights.ndim != 2 or self.biases.shape != self.weights.shape[:1]:
            raise ValueError(
                f"A layer needs weights (neurons, inputs) and biases (neurons,), "
                f"not {self.weights.shape} and {self.biases.shape}."
            )
        if self.weights.dtype != self.biases.dtype:
            raise ValueError("The weights and biases of a layer must have the same type.")

    @property
    def inputs(self) -> int:
        """The number of inputs of each neuron."""
        return int(self.weights.shape[1])

    @property
    def neurons(self) -> int:
        """The number of neurons."""
        return int(self.weights.shape[0])


@dataclass(frozen=True)
class ForwardPass:
    """Every number that forward propagation computed, layer by layer."""

    inputs: Array
    """Shape (examples, inputs)."""
    sums: tuple[Array, ...]
    """z of each layer, (examples, neurons)."""
    activations: tuple[Array, ...]
    """a of each layer, (examples, neurons)."""
    masks: tuple[Array, ...] = ()
    """What dropout multiplied the activations of each hidden layer by, if there was dropout."""

    def passed_on(self, layer: int) -> Array:
        """Return what ``layer``, counted from 0, passed on to the next one; -1 stands for the inputs."""
        if layer < 0:
            return self.inputs
        return self.activations[layer] * self.masks[layer] if self.masks else self.activations[layer]

    @property
    def outputs(self) -> Array:
        """The activations of the last layer, (examples, outputs)."""
        return self.activations[-1]


@dataclass(frozen=True)
class Gradients:
    """dL/dW and dL/db of each layer, in the shapes of the weights and biases."""

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]


@dataclass(frozen=True)
class Network:
    """Layers in order, the outputs of one being the inputs of the next."""

    layers: tuple[Layer, ...]

    def __post_init__(self) -> None:
        """Refuse layers that do not chain."""
        if not self.layers:
            raise ValueError("A network needs at least one layer.")
        for before, after in zip(self.layers, self.layers[1:], strict=False):
            if after.inputs != before.neurons:
                raise ValueError(f"A layer of {before.neurons} neurons cannot feed one of {after.inputs} inputs.")

    @classmethod
    def random(
        cls,
        sizes: Sequence[int],
        activations: Sequence[Activation],
        rng: np.random.Generator,
        dtype: type[np.floating] = np.float32,
    ) -> Network:
        """Return a network of normally distributed weights and zero biases.

        Args:
            sizes: the number of inputs, then of the neurons of each layer: 784, 15, 10.
            activations: one for each layer.
            rng: the source of the weights; the same seed gives the same network.
            dtype: float32 or float64.
        """
        layers = []
        for inputs, neurons, activation in zip(sizes[:-1], sizes[1:], activations, strict=True):
            weights = rng.normal(0.0, activation.initial_deviation(inputs), (neurons, inputs))
            layers.append(Layer(weights.astype(dtype), np.zeros(neurons, dtype), activation))
        return cls(tuple(layers))

    @property
    def sizes(self) -> tuple[int, ...]:
        """The number of inputs, then of the neurons of each layer."""
        return (self.layers[0].inputs, *(layer.neurons for layer in self.layers))

    @property
    def parameter_count(self) -> int:
        """How many weights and biases there are to learn."""
        return sum(layer.weights.size + layer.biases.size for layer in self.layers)

    @property
    def is_finite(self) -> bool:
        """Whether no weight or bias is infinite or NaN."""
        return all(np.isfinite(part).all() for layer in self.layers for part in (layer.weights, layer.biases))

    @property
    def sums_stay_finite(self) -> bool:
        """Whether every weighted sum can be computed, whatever inputs between 0 and 1 come in."""
        bound: Array = np.ones(self.layers[0].inputs)
        for layer in self.layers:
            with np.errstate(over="ignore", invalid="ignore"):
                # A few rows at a time: as float64 a large layer would take three times its own memory.
                rows = range(0, layer.neurons, BLOCK)
                sums = [np.abs(layer.weights[row : row + BLOCK].astype(np.float64)) @ bound for row in rows]
                bound = np.concatenate(sums) + np.abs(layer.biases)
            if not (bound <= LARGEST_SUM).all():
                return False
            if not isinstance(layer.activation, ReLU | Identity):
                bound = np.ones(layer.neurons)
        return True

    def in_double(self) -> Network:
        """Return the same network in float64, the type in which every displayed number is computed."""
        return Network(
            tuple(
                Layer(layer.weights.astype(np.float64), layer.biases.astype(np.float64), layer.activation)
                for layer in self.layers
            )
        )

    def forward(self, inputs: Array, masks: tuple[Array, ...] = ()) -> ForwardPass:
        """Propagate ``inputs``, (examples, inputs), through every layer: z = x W^T + b, a = f(z).

        ``masks``, one (examples, neurons) for each hidden layer, are what dropout multiplies the
        activations by: 0 silences a neuron for an example.
        """
        sums, activations = [], []
        x = inputs
        for index, layer in enumerate(self.layers):
            z = x @ layer.weights.T
            z += layer.biases
            x = layer.activation.value(z)
            sums.append(z)
            activations.append(x)
            if index < len(masks):
                x = x * masks[index]
        return ForwardPass(inputs, tuple(sums), tuple(activations), masks)

    def backward(self, forward: ForwardPass, errors: Array, out: Gradients) -> None:
        """Propagate ``errors`` back and write the gradient of the mean loss into ``out``.

        With delta = dL/dz of a layer: dL/dW = delta^T a_before, dL/db = the sum of delta over the
        examples, and the layer before receives dL/da = delta W.

        Args:
            forward: what ``forward`` returned for the same weights.
            errors: dL/dz of each example and output, (examples, outputs).
            out: arrays in the shapes of the weights and biases, overwritten.
        """
        delta = errors * (1.0 / len(errors))
        ones = np.ones(len(delta), delta.dtype)
        for index in range(len(self.layers) - 1, -1, -1):
            # (dL/dW)^T = a_before^T delta, in the order in which ``Parameters`` keeps the weights.
            np.matmul(forward.passed_on(index - 1).T, delta, out=out.weights[index].T)
            # The sum over the examples, as a product: faster than delta.sum(axis=0).
            np.matmul(ones, delta, out=out.biases[index])
            if index > 0:
                below = index - 1
                gradient = delta @ self.layers[index].weights
                if forward.masks:
                    gradient *= forward.masks[below]
                delta = self.layers[below].activation.backward(
                    gradient, forward.sums[below], forward.activations[below]
                )
