"""Optimizers: how the gradient becomes a step of the weights, and how large the step is."""

from abc import ABC, abstractmethod
from math import cos, pi, sqrt
from typing import ClassVar, Final

import numpy as np

from nnapp.nn.arrays import Array


class Optimizer(ABC):
    """Moves a vector of parameters against its gradient, in place."""

    name: ClassVar[str]

    @abstractmethod
    def step(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        """Change ``parameters`` in place; both arrays are (parameters,), the rate is positive."""


class GradientDescent(Optimizer):
    """w <- w - learning rate * gradient."""

    name = "gradient descent"

    def step(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        """One step straight downhill."""
        parameters -= learning_rate * gradient


class Momentum(Optimizer):
    """A ball that keeps rolling: v <- momentum * v - learning rate * gradient, w <- w + v."""

    name = "momentum"

    def __init__(self, momentum: float = 0.9) -> None:
        """``momentum``, 0 up to but not 1, is the share of the last step that is kept."""
        self.momentum = momentum
        self._velocity: Array = np.zeros(0)

    def step(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        """One step of the ball."""
        if self._velocity.shape != parameters.shape:
            self._velocity = np.zeros_like(parameters)
        self._velocity *= self.momentum
        self._velocity -= learning_rate * gradient
        parameters += self._velocity


class Adam(Optimizer):
    """Each parameter has a step size of its own: the mean gradient over its usual size.

    m <- beta1 m + (1 - beta1) g and v <- beta2 v + (1 - beta2) g^2, both corrected for starting at
    zero, then w <- w - learning rate * m / (sqrt(v) + epsilon). Kingma and Ba, arXiv:1412.6980.
    """

    name = "Adam"

    def __init__(self, beta1: float = 0.9, beta2: float = 0.999, epsilon: float = 1e-8) -> None:
        """The betas, 0 up to but not 1, are the memory of the two running means."""
        self.beta1, self.beta2, self.epsilon = beta1, beta2, epsilon
        self._steps = 0
        self._mean: Array = np.zeros(0)
        self._square: Array = np.zeros(0)
        self._work: Array = np.zeros(0)

    def step(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        """One step. The means are kept as m/(1 - beta1) and v/(1 - beta2), which saves two products."""
        if self._mean.shape != parameters.shape:
            self._mean, self._square, self._work = (np.zeros_like(parameters) for _ in range(3))
        self._steps += 1
        self._mean *= self.beta1
        self._mean += gradient
        self._square *= self.beta2
        self._square += np.multiply(gradient, gradient, out=self._work)
        mean_scale = (1 - self.beta1) / (1 - self.beta1**self._steps)
        root_scale = sqrt((1 - self.beta2) / (1 - self.beta2**self._steps))
        work = np.sqrt(self._square, out=self._work)
        work += self.epsilon / root_scale
        np.divide(self._mean, work, out=work)
        work *= learning_rate * mean_scale / root_scale
        parameters -= work


OPTIMIZERS: Final[tuple[type[Optimizer], ...]] = (GradientDescent, Momentum, Adam)


def optimizer_named(name: str) -> Optimizer:
    """Return a fresh optimizer of that name, with its usual parameters.

    Raises:
        ValueError: there is none of that name.
    """
    for optimizer in OPTIMIZERS:
        if optimizer.name == name:
            return optimizer()
    known = ", ".join(optimizer.name for optimizer in OPTIMIZERS)
    raise ValueError(f"There is no optimizer “{name}”; there are {known}.")


SCHEDULES: Final = ("constant", "cosine")


def scheduled_rate(schedule: str, learning_rate: float, progress: float) -> float:
    """Return the learning rate when the share ``progress``, 0..1, of the training is done.

    "constant" keeps it; "cosine" lets it fall along half a cosine wave to 0
    (Loshchilov and Hutter, arXiv:1608.03983).

    Raises:
        ValueError: there is no such schedule.
    """
    if schedule == "constant":
        return learning_rate
    if schedule == "cosine":
        return learning_rate * 0.5 * (1.0 + cos(pi * progress))
    raise ValueError(f"There is no schedule “{schedule}”; there are {', '.join(SCHEDULES)}.")
