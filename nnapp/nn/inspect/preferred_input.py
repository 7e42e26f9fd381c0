"""The input that a neuron prefers, and the smallest change of an answer: gradient steps on inputs, not weights."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from nnapp.nn.arrays import Array
from nnapp.nn.inspect.gradients import input_gradients, one_neuron
from nnapp.nn.network import ForwardPass, Network

ASCENT_STEPS: Final = 120
ASCENT_RATE: Final = 0.05
INK_PENALTY: Final = 0.02
"""The penalty on ink, or on edges, which leaves only the inputs that matter above 0."""

OVERSHOOT: Final = 1.02
"""Times the distance to the boundary, which is curved and might otherwise not be reached."""

LEAST_STEP: Final = 1e-3
"""The least length of a step, so that the boundary is crossed and not only reached."""

CHANGE_STEPS: Final = 200
CHANGE_SIZE: Final = 0.15
"""The greatest length of a step."""


def preferred_input(network: Network, layer: int, neuron: int) -> Iterator[Array]:
    """Yield inputs, (inputs,) of 0..1, that make a neuron more and more active, by gradient ascent from grey.

    x <- x + rate * (dz/dx divided by its largest size - the penalty on ink), kept within 0..1. It ends early when no
    input changes z any more.
    """
    network = network.in_double()
    x: Array = np.full(network.sizes[0], 0.1)
    direction = one_neuron(network, layer, neuron)
    yield x
    for _ in range(ASCENT_STEPS):
        gradient = input_gradients(network, network.forward(x.reshape(1, -1)), layer, direction)[0]
        largest = float(np.abs(gradient).max())
        if largest == 0.0:
            return
        x = np.clip(x + ASCENT_RATE * (gradient / largest - INK_PENALTY), 0.0, 1.0)
        yield x


def smallest_change(network: Network, inputs: Array) -> Iterator[Array]:
    """Yield inputs further and further from ``inputs``, until a different output is the strongest.

    Each step goes straight for the output that can be reached by the smallest change: the difference of the two
    weighted sums divided by the length of its gradient (Moosavi-Dezfooli et al., "DeepFool", 2016).
    The strongest output is the one with the largest sum z. It ends early when no pixel changes anything.
    """
    network = network.in_double()
    x: Array = inputs.astype(np.float64)
    answer: int | None = None
    for _ in range(CHANGE_STEPS + 1):
        yield x
        forward = network.forward(x.reshape(1, -1))
        strongest = int(forward.sums[-1][0].argmax())
        answer = strongest if answer is None else answer
        if strongest != answer:
            return
        gradient, gap = _nearest_rival(network, x, answer, forward)
        length = float(np.linalg.norm(gradient))
        if length == 0.0:
            return
        step = min(CHANGE_SIZE, OVERSHOOT * gap / length + LEAST_STEP)
        x = np.clip(x + step * gradient / length, 0.0, 1.0)


def _nearest_rival(network: Network, x: Array, answer: int, forward: ForwardPass) -> tuple[Array, float]:
    """Return the gradient towards the nearest rival, and how far its weighted sum lies behind."""
    z = forward.sums[-1][0]
    rivals = np.delete(np.arange(len(z)), answer)
    directions = np.eye(len(z))[rivals]
    directions[:, answer] = -1.0
    gradients = input_gradients(network, forward, len(network.layers) - 1, directions)
    # Inputs that are 0 or 1 already cannot be pushed further.
    gradients = np.where(((x <= 0) & (gradients < 0)) | ((x >= 1) & (gradients > 0)), 0.0, gradients)
    gaps, lengths = z[answer] - z[rivals], np.linalg.norm(gradients, axis=1)
    # A rival that no pixel brings closer is infinitely far away.
    far = np.divide(gaps, lengths, out=np.full(len(gaps), np.inf), where=lengths > 0)
    nearest = int(far.argmin())
    return gradients[nearest], float(gaps[nearest])
