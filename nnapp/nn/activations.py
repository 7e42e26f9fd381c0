"""Activation functions: what a neuron makes of its weighted sum.

Each has a value, ``a = f(z)``, and the way back through it: given the gradient of the loss by
``a``, the gradient by ``z`` (the chain rule). Without an activation function any number of
layers is only one linear function.
"""

from abc import ABC, abstractmethod
from typing import ClassVar, Final

import numpy as np

from nnapp.nn.arrays import Array


class Activation(ABC):
    """A function from the weighted sums of a layer to its activations, both (examples, neurons)."""

    name: ClassVar[str]
    trainable: ClassVar[bool] = True

    @abstractmethod
    def value(self, z: Array) -> Array:
        """Return the activations for the weighted sums ``z``, an array of the same shape."""

    @abstractmethod
    def backward(self, gradient: Array, z: Array, a: Array) -> Array:
        """Carry ``gradient``, dL/da, back to dL/dz. ``a`` is ``value(z)``, known already."""

    def initial_deviation(self, inputs: int) -> float:
        """Return the standard deviation of first weights that keeps the sums z near size 1.

        1/sqrt(inputs): LeCun et al., "Efficient BackProp" (1998), section 4.6.
        """
        return float(1.0 / np.sqrt(inputs))


class ElementwiseActivation(Activation):
    """An activation that treats each neuron by itself, so that it has an ordinary derivative."""

    steepest: ClassVar[float] = 1.0
    """The largest value of the derivative."""

    @abstractmethod
    def derivative(self, z: Array, a: Array) -> Array:
        """Return da/dz for each neuron. ``a`` is ``value(z)``, known already."""

    def backward(self, gradient: Array, z: Array, a: Array) -> Array:
        """dL/dz = dL/da * da/dz."""
        return gradient * self.derivative(z, a)


class Step(ElementwiseActivation):
    """The perceptron: 1 when z > 0, else 0. Its derivative is 0, so it cannot learn by gradient."""

    name = "step"
    trainable = False

    def value(self, z: Array) -> Array:
        """1 when z > 0, else 0."""
        return (z > 0).astype(z.dtype)

    def derivative(self, z: Array, a: Array) -> Array:
        """0 everywhere (at z = 0, where there is none, too)."""
        return np.zeros_like(z)


class Sigmoid(ElementwiseActivation):
    """1 / (1 + e^-z): a smooth step, between 0 and 1."""

    name = "sigmoid"
    steepest = 0.25

    def value(self, z: Array) -> Array:
        """1 / (1 + e^-z) = (1 + tanh(z/2)) / 2, which overflows for no z."""
        # Step by step in one array: this is met a million times.
        a: Array = z * 0.5
        np.tanh(a, out=a)
        a *= 0.5
        a += 0.5
        return a

    def derivative(self, z: Array, a: Array) -> Array:
        """a (1 - a)."""
        return a * (1.0 - a)


class Tanh(ElementwiseActivation):
    """The hyperbolic tangent: a sigmoid stretched to lie between -1 and 1."""

    name = "tanh"

    def value(self, z: Array) -> Array:
        """tanh(z)."""
        return np.tanh(z)

    def derivative(self, z: Array, a: Array) -> Array:
        """1 - a^2."""
        return 1.0 - a * a


class ReLU(ElementwiseActivation):
    """The rectified linear unit: z when positive, else 0."""

    name = "relu"

    def value(self, z: Array) -> Array:
        """max(z, 0)."""
        return np.maximum(z, 0.0)

    def derivative(self, z: Array, a: Array) -> Array:
        """1 when z > 0, else 0."""
        return (z > 0).astype(z.dtype)

    def initial_deviation(self, inputs: int) -> float:
        """sqrt(2/inputs), as half the neurons are silent: He et al., arXiv:1502.01852."""
        return float(np.sqrt(2.0 / inputs))


class Identity(ElementwiseActivation):
    """The sum itself, unchanged: a linear layer."""

    name = "identity"

    def value(self, z: Array) -> Array:
        """z."""
        return z

    def derivative(self, z: Array, a: Array) -> Array:
        """1 everywhere."""
        return np.ones_like(z)


class Softmax(Activation):
    """e^z divided by the sum of e^z over the layer: the activations are shares that add up to 1."""

    name = "softmax"

    def value(self, z: Array) -> Array:
        """e^z / sum(e^z) along the last axis; the largest z is subtracted first, against overflow."""
        powers = np.exp(z - z.max(axis=-1, keepdims=True))
        shares: Array = powers / powers.sum(axis=-1, keepdims=True)
        return shares

    def backward(self, gradient: Array, z: Array, a: Array) -> Array:
        """Every a_i depends on every z_j: da_i/dz_j = a_i ([i = j] - a_j), hence this sum."""
        gradient_z: Array = a * (gradient - (gradient * a).sum(axis=-1, keepdims=True))
        return gradient_z


ACTIVATIONS: Final[tuple[Activation, ...]] = (
    Step(), Sigmoid(), Tanh(), ReLU(), Softmax(), Identity()
)  # fmt: skip


def activation_named(name: str) -> Activation:
    """Return the activation function of that name.

    Raises:
        ValueError: there is none of that name.
    """
    for activation in ACTIVATIONS:
        if activation.name == name:
            return activation
    known = ", ".join(activation.name for activation in ACTIVATIONS)
    raise ValueError(f"There is no activation function “{name}”; there are {known}.")
