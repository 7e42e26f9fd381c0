"""The loss of a small network over two of its weights, as a surface, and gradient descent upon it."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from nnapp.nn.arrays import Array, Reals
from nnapp.nn.losses import SquaredError
from nnapp.nn.network import Layer, Network
from nnapp.nn.optimizers import Momentum
from nnapp.nn.parameters import Parameters
from nnapp.nn.worked_example import course_example

WeightPlace = tuple[int, int]
"""A neuron of the last layer and one of its inputs, both counted from 0."""
Point = tuple[float, float]
"""A value for each of the two weights."""

LOSS: Final = SquaredError()

PAIRS: Final[dict[str, tuple[WeightPlace, WeightPlace]]] = {
    "w11 and w21": ((0, 0), (1, 0)), "w12 and w22": ((0, 1), (1, 1)), "w11 and w12": ((0, 0), (0, 1)),
    "w21 and w22": ((1, 0), (1, 1)), "w11 and w22": ((0, 0), (1, 1)), "w12 and w21": ((0, 1), (1, 0)),
}  # fmt: skip
"""Every two weights of the course's network: w12 is the weight of neuron 1 for input 2, as in its matrices."""
EXAMPLES: Final[dict[str, tuple[tuple[Point, ...], tuple[Point, ...]]]] = {
    "one": (((1.0, 0.5),), ((0.8, 0.2),)),
    "two": (((1.0, 0.5), (0.5, 1.0)), ((0.8, 0.2), (0.2, 0.8))),
}
"""Inputs and targets: the course's one example, or that and its mirror image, which makes a long valley."""


@dataclass(frozen=True, eq=False)
class LossSurface:
    """The mean squared error over two weights of the last layer of a network; all others stay as they are."""

    network: Network
    """In float64."""
    inputs: Reals
    """(examples, inputs)."""
    targets: Reals
    """(examples, outputs)."""
    places: tuple[WeightPlace, WeightPlace]
    """Which two weights."""

    def at(self, point: Point) -> Network:
        """Return the network with the two weights of ``point``."""
        *before, last = self.network.layers
        weights = last.weights.copy()
        for place, value in zip(self.places, point, strict=True):
            weights[place] = value
        return Network((*before, Layer(weights, last.biases, last.activation)))

    @property
    def start(self) -> Point:
        """The two weights as the network has them."""
        one, two = (float(self.network.layers[-1].weights[place]) for place in self.places)
        return one, two

    def losses(self, point: Point) -> Reals:
        """Return the loss of each example, (examples,)."""
        return self._losses(self.at(point).forward(self.inputs).sums[-1])

    def loss(self, point: Point) -> float:
        """Return the mean loss of the examples."""
        return float(self.losses(point).mean())

    def grid(self, across: Reals, up: Reals) -> Reals:
        """Return the loss for every pair of values, (up, across): all at once, as a sum is linear in each weight."""
        forward = self.network.forward(self.inputs)
        shape = (len(up), len(across), *forward.sums[-1].shape)
        sums = np.broadcast_to(forward.sums[-1], shape).copy()
        last = len(self.network.layers) - 1
        values = (across[None, :, None], up[:, None, None])
        for (neuron, source), value in zip(self.places, values, strict=True):
            change = value - self.network.layers[-1].weights[neuron, source]
            sums[..., neuron] += change * forward.passed_on(last - 1)[:, source]
        grid: Reals = self._losses(sums).mean(axis=-1)
        return grid

    def gradient(self, point: Point) -> Reals:
        """Return dL/dw of the two weights, (2,), by the network's own back-propagation."""
        parameters = Parameters(self.at(point))
        forward = parameters.network.forward(self.inputs)
        output = self.network.layers[-1].activation
        errors = LOSS.gradient(output, forward.sums[-1], forward.outputs, self.targets)
        parameters.network.backward(forward, errors, parameters.gradients)
        return np.array([parameters.gradients.weights[-1][place] for place in self.places])

    def _losses(self, sums: Array) -> Reals:
        output = self.network.layers[-1].activation
        return np.asarray(LOSS.value(output, sums, output.value(sums), self.targets), np.float64)


class Descent:
    """Walks down a surface by gradient descent with momentum, and remembers its way."""

    def __init__(self, surface: LossSurface, start: Point) -> None:
        """Stand at ``start``, at rest."""
        self.surface = surface
        self.path: list[Point] = [start]
        """Where it stood, from the start to now."""
        self.losses: list[float] = [surface.loss(start)]
        """The loss at each of these points."""
        self.velocity: Point = (0.0, 0.0)
        """The last step."""

    @property
    def place(self) -> Point:
        """Where it stands."""
        return self.path[-1]

    @property
    def steps(self) -> int:
        """How many steps it has taken."""
        return len(self.path) - 1

    def step(self, rate: float, momentum: float) -> None:
        """Take a step: v <- momentum v - rate dL/dw, w <- w + v."""
        self.velocity = self.next_step(rate, momentum)
        self.path.append((self.place[0] + self.velocity[0], self.place[1] + self.velocity[1]))
        self.losses.append(self.surface.loss(self.place))

    def next_step(self, rate: float, momentum: float) -> Point:
        """Return the step that ``step`` would take."""
        optimizer = Momentum(momentum)
        weights, velocity = np.array(self.place), np.array(self.velocity)
        optimizer.memory = (velocity,)
        optimizer.step(weights, self.surface.gradient(self.place), rate)
        return float(velocity[0]), float(velocity[1])


def course_surface(pair: str, examples: str) -> LossSurface:
    """Return the surface of the course's two inputs and two sigmoid neurons, over one of ``PAIRS`` of its weights.

    ``examples`` is one of ``EXAMPLES``.
    """
    inputs, targets = EXAMPLES[examples]
    return LossSurface(course_example("2-2").network, np.array(inputs), np.array(targets), PAIRS[pair])
