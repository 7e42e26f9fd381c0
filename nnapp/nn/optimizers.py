"""Optimizers: how the gradient is turned into a change in the weights, and how large the change is."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from math import cos, pi, sqrt
from typing import ClassVar, Final

import numpy as np

from nnapp.nn.arrays import Array
from nnapp.nn.errors import named


class Optimizer(ABC):
    """Moves a vector of parameters against its gradient, in place, and may remember past gradients."""

    name: ClassVar[str]
    """Its name in files and on the command line."""
    label: ClassVar[str]
    """Its name on the screen."""
    memories: ClassVar[int] = 0
    """The number of vectors that it remembers."""

    def __init__(self, momentum: float = 0.9, beta2: float = 0.999) -> None:
        """Set how much of the past is kept.

        Args:
            momentum: the share of the last step, or in Adam of the mean gradient, that is kept: 0 up to but not 1.
            beta2: the share of the mean squared gradient that is kept, in Adam only: 0 up to but not 1.
        """
        self.momentum, self.beta2 = momentum, beta2
        self.steps = 0
        """The number of steps taken."""
        self.memory: tuple[Array, ...] = ()
        """What it remembers, (parameters,) each. With ``steps`` this is its whole state."""

    def begin(self, parameters: Array) -> None:
        """Prepare for steps of ``parameters``, (parameters,), without a past."""
        self.memory = tuple(np.zeros_like(parameters) for _ in range(self.memories))

    def change_momentum(self, momentum: float) -> None:
        """Continue with a different momentum; what is remembered stays worth the same."""
        self.momentum = momentum

    @abstractmethod
    def step(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        """Change ``parameters`` in place; both arrays are (parameters,), the rate is positive."""


class GradientDescent(Optimizer):
    """w <- w - learning rate * gradient."""

    name = "gradient descent"
    label = "Gradient descent"

    def step(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        """One step straight downhill."""
        self.steps += 1
        parameters -= learning_rate * gradient


class Momentum(Optimizer):
    """A ball that keeps rolling: v <- momentum * v - learning rate * gradient, w <- w + v."""

    name = "momentum"
    label = "Momentum"
    memories = 1

    def step(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        """One step of the ball."""
        self.steps += 1
        (velocity,) = self.memory
        velocity *= self.momentum
        velocity -= learning_rate * gradient
        parameters += velocity


class Adam(Optimizer):
    """Each parameter has a step size of its own: the mean gradient divided by its usual size.

    m <- beta1 m + (1 - beta1) g and v <- beta2 v + (1 - beta2) g^2, both corrected for starting at
    zero, then w <- w - learning rate * m / (sqrt(v) + epsilon). Kingma and Ba, arXiv:1412.6980.
    beta1 is the momentum, epsilon is 1e-8.
    """

    name = "Adam"
    label = "Adam"
    memories = 2
    epsilon: Final = 1e-8

    def begin(self, parameters: Array) -> None:
        """Prepare for steps of ``parameters``, (parameters,), without a past."""
        super().begin(parameters)
        self._work: Array = np.empty_like(parameters)

    def change_momentum(self, momentum: float) -> None:
        """As the mean is kept as m / (1 - beta1), it is scaled to the new beta1."""
        mean = self.memory[0]
        mean *= (1 - self.momentum) / (1 - momentum)
        super().change_momentum(momentum)

    def step(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        """One step by the formulas above."""
        # The means are kept as m / (1 - beta1) and v / (1 - beta2), which saves two products of whole vectors.
        self.steps += 1
        beta1, beta2 = self.momentum, self.beta2
        mean_scale = (1 - beta1) / (1 - beta1**self.steps)
        root_scale = sqrt((1 - beta2) / (1 - beta2**self.steps))
        epsilon, rate = self.epsilon / root_scale, learning_rate * mean_scale / root_scale
        mean, square = self.memory
        mean *= beta1
        mean += gradient
        square *= beta2
        square += np.multiply(gradient, gradient, out=self._work)
        work = np.sqrt(square, out=self._work)
        work += epsilon
        np.divide(mean, work, out=work)
        work *= rate
        parameters -= work


OPTIMIZERS: Final[tuple[type[Optimizer], ...]] = (GradientDescent, Momentum, Adam)


def optimizer_named(name: str) -> type[Optimizer]:
    """Return the optimizer of that name.

    Raises:
        InputError: there is none of that name.
    """
    return named(OPTIMIZERS, name, "optimizer")


SCHEDULES: Final[dict[str, Callable[[float], float]]] = {
    "constant": lambda _: 1.0,
    "linear": lambda progress: 1.0 - progress,
    "cosine": lambda progress: 0.5 * (1.0 + cos(pi * progress)),
}
"""The share of the learning rate that is left when a share of the training is done, both 0..1."""


def scheduled_rate(schedule: str, learning_rate: float, progress: float) -> float:
    """Return the learning rate when the share ``progress``, 0..1, of the training is done.

    "constant" keeps it; "linear" lets it fall evenly to 0; "cosine" lets it fall along half a cosine
    wave to 0, slowly at first and at last (Loshchilov and Hutter, arXiv:1608.03983).
    """
    return learning_rate * SCHEDULES[schedule](progress)
