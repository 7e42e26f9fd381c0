"""Activation functions: what a neuron turns its weighted sum into.

Each has a value, a = f(z), and the way back through it: given dL/da, the gradient of the loss with respect to
the activation, it returns dL/dz, that with respect to the sum (the chain rule). Without an activation function,
any number of layers is only one linear function.
"""

from abc import ABC, abstractmethod
from typing import ClassVar, Final

import numpy as np

from nnapp.nn.arrays import Array
from nnapp.nn.errors import named


class Activation(ABC):
    """A function from the sums z of a layer to its activations a, both (examples, neurons)."""

    name: ClassVar[str]
    """Its name in files and on the command line."""
    label: ClassVar[str]
    """Its name on the screen."""
    trainable: ClassVar[bool] = True

    @abstractmethod
    def value(self, sums: Array) -> Array:
        """Return the activations for ``sums``, an array of the same shape."""

    @abstractmethod
    def backward(self, gradient: Array, sums: Array, activations: Array) -> Array:
        """Return dL/dz, given ``gradient`` = dL/da and ``activations`` = value(sums)."""

    def initial_deviation(self, inputs: int) -> float:
        """Return the standard deviation of initial weights that keeps the sums near size 1.

        1/sqrt(inputs): LeCun et al., "Efficient BackProp" (1998), section 4.6.
        """
        return float(1.0 / np.sqrt(inputs))


class ElementwiseActivation(Activation):
    """An activation that treats each neuron by itself, so that it has an ordinary derivative."""

    steepest: ClassVar[float] = 1.0
    """The largest value of the derivative."""

    @abstractmethod
    def derivative(self, sums: Array, activations: Array) -> Array:
        """Return da/dz for each neuron, given ``activations`` = value(sums)."""

    def backward(self, gradient: Array, sums: Array, activations: Array) -> Array:
        """dL/dz = dL/da * da/dz."""
        return gradient * self.derivative(sums, activations)


class Step(ElementwiseActivation):
    """The perceptron: 1 when z > 0, else 0. Its derivative is 0, so gradient descent cannot train it."""

    name = "step"
    label = "Step"
    trainable = False

    def value(self, sums: Array) -> Array:
        """1 when z > 0, else 0."""
        return (sums > 0).astype(sums.dtype)

    def derivative(self, sums: Array, activations: Array) -> Array:
        """0 everywhere, taken to be 0 at z = 0 too."""
        return np.zeros_like(sums)


class Sigmoid(ElementwiseActivation):
    """A smooth step, 1 / (1 + e^-z), between 0 and 1."""

    name = "sigmoid"
    label = "Sigmoid"
    steepest = 0.25

    def value(self, sums: Array) -> Array:
        """1 / (1 + e^-z)."""
        # Written as (1 + tanh(z/2)) / 2, which overflows for no z; in one array, as it is met a million times.
        a: Array = sums * 0.5
        np.tanh(a, out=a)
        a *= 0.5
        a += 0.5
        return a

    def derivative(self, sums: Array, activations: Array) -> Array:
        """a (1 - a)."""
        return activations * (1.0 - activations)


class Tanh(ElementwiseActivation):
    """The hyperbolic tangent: a sigmoid stretched to lie between -1 and 1."""

    name = "tanh"
    label = "Tanh"

    def value(self, sums: Array) -> Array:
        """tanh(z)."""
        return np.tanh(sums)

    def derivative(self, sums: Array, activations: Array) -> Array:
        """1 - a^2."""
        return 1.0 - activations * activations


class ReLU(ElementwiseActivation):
    """The rectified linear unit: z when positive, else 0."""

    name = "relu"
    label = "ReLU"

    def value(self, sums: Array) -> Array:
        """max(z, 0)."""
        return np.maximum(sums, 0.0)

    def derivative(self, sums: Array, activations: Array) -> Array:
        """1 when z > 0, else 0."""
        return (sums > 0).astype(sums.dtype)

    def initial_deviation(self, inputs: int) -> float:
        """sqrt(2/inputs), as half of the neurons are silent: He et al., arXiv:1502.01852."""
        return float(np.sqrt(2.0 / inputs))


class Identity(ElementwiseActivation):
    """The sum itself, unchanged: a linear layer."""

    name = "identity"
    label = "Identity"

    def value(self, sums: Array) -> Array:
        """z."""
        return sums

    def derivative(self, sums: Array, activations: Array) -> Array:
        """1 everywhere."""
        return np.ones_like(sums)


class Softmax(Activation):
    """e^z divided by the sum of e^z over the layer: the activations are shares that add up to 1."""

    name = "softmax"
    label = "Softmax"

    def value(self, sums: Array) -> Array:
        """e^z / sum(e^z) along the last axis."""
        # Subtracting the largest z changes nothing but keeps e^z from overflowing.
        powers = np.exp(sums - sums.max(axis=-1, keepdims=True))
        shares: Array = powers / powers.sum(axis=-1, keepdims=True)
        return shares

    def backward(self, gradient: Array, sums: Array, activations: Array) -> Array:
        """Every a_i depends on every z_j, da_i/dz_j = a_i ([i = j] - a_j), hence this sum."""
        a = activations
        gradient_z: Array = a * (gradient - (gradient * a).sum(axis=-1, keepdims=True))
        return gradient_z


ACTIVATIONS: Final[tuple[Activation, ...]] = (
    Step(), Sigmoid(), Tanh(), ReLU(), Softmax(), Identity()
)  # fmt: skip


def activation_named(name: str) -> Activation:
    """Return the activation function of that name.

    Raises:
        InputError: there is none of that name.
    """
    return named(ACTIVATIONS, name, "activation function")
