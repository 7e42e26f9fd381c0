"""A recurrent layer: neurons whose activations come back to them one step later.

a(t+1) = f(W_in x(t) + W a(t) + b), the simple recurrent network of Elman, "Finding Structure in Time", Cognitive
Science 14 (1990). A loop does no harm there, as an output only acts at a later time: Nielsen, "Neural Networks and
Deep Learning" (2015), chapter 1. So that each neuron fires for a limited time, one that has fired rests for some
steps, whatever its sum: the absolute refractory period of nerve cells (Gerstner and Kistler, "Spiking Neuron Models",
2002, section 1.1).
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.nn.activations import Activation, Step
from nnapp.nn.arrays import EXACT, Reals

FIRES: Final = 0.5
"""A neuron whose activation is more than this fires, and rests afterwards."""


@dataclass(frozen=True, eq=False)
class Course:
    """What happened in a recurrent layer: row t of each array is time t."""

    sums: Reals
    """z(t) = W_in x(t-1) + W a(t-1) + b, (steps + 1, neurons); 0 at time 0, before anything came in."""
    activations: Reals
    """a(t), (steps + 1, neurons); 0 at time 0."""
    resting: NDArray[np.bool_]
    """Whether a neuron rests at time t, so that it is silent whatever its sum, (steps + 1, neurons)."""

    @property
    def fires(self) -> NDArray[np.bool_]:
        """Whether each neuron fires at each time."""
        found: NDArray[np.bool_] = self.activations > FIRES
        return found

    @property
    def active_steps(self) -> int:
        """The number of times at which any neuron fires."""
        return int(self.fires.any(axis=1).sum())

    @property
    def last_active(self) -> int:
        """The last time at which any neuron fires; 0 if none ever does."""
        return int(np.flatnonzero(self.fires.any(axis=1)).max(initial=0))

    @property
    def counts(self) -> tuple[int, ...]:
        """How often each neuron fires."""
        return tuple(self.fires.sum(axis=0).tolist())


@dataclass(frozen=True, eq=False)
class RecurrentLayer:
    """Neurons that feed one another."""

    input_weights: Reals
    """W_in, (neurons, inputs)."""
    weights: Reals
    """W, (neurons, neurons): row j holds the weights of neuron j, column i those from neuron i."""
    biases: Reals
    """(neurons,)."""
    activation: Activation = Step()  # noqa: RUF009 - it has no state
    rest: int = 0
    """For how many steps a neuron is silent after it has fired, 0 or more."""

    def run(self, inputs: Reals) -> Course:
        """Return what happens while ``inputs``, (steps, inputs), come in, all neurons being silent at time 0."""
        steps, neurons = len(inputs), len(self.biases)
        sums, activations = np.zeros((steps + 1, neurons)), np.zeros((steps + 1, neurons))
        resting = np.zeros((steps + 1, neurons), dtype=bool)
        for t, x in enumerate(inputs):
            sums[t + 1] = np.round(self.input_weights @ x + self.weights @ activations[t] + self.biases, EXACT)
            resting[t + 1] = (activations[max(t + 1 - self.rest, 0) : t + 1] > FIRES).any(axis=0)
            activations[t + 1] = np.where(resting[t + 1], 0.0, self.activation.value(sums[t + 1]))
        return Course(sums, activations, resting)

    def without_loops(self) -> "RecurrentLayer":
        """Return a layer in which each neuron only feeds those that come after it: no signal ever comes back."""
        return replace(self, weights=np.tril(self.weights, -1))


def pulse(steps: int) -> Reals:
    """Return one input, (steps, 1), that is 1 at time 0 and 0 ever after."""
    inputs = np.zeros((steps, 1))
    inputs[:1] = 1.0
    return inputs
