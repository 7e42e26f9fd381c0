"""What a neuron looks for, and what would change an answer: gradient steps on the inputs instead of the weights."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from nnapp.nn.arrays import Array
from nnapp.nn.network import Network

ASCENT_STEPS: Final = 120
ASCENT_RATE: Final = 0.05
SPREAD: Final = 0.02
"""The penalty on ink, so that only the pixels that matter are inked."""

CHANGE_STEPS: Final = 200
CHANGE_SIZE: Final = 0.15
"""How far one step changes the inputs, as a length."""


def input_gradient(network: Network, inputs: Array, layer: int, direction: Array) -> Array:
    """Return the gradient by the inputs, (inputs,), of direction . z of ``layer``, the chain rule backwards.

    ``direction``, (neurons of the layer,), says which weighted sums count, and how much.
    """
    forward = network.forward(inputs.reshape(1, -1))
    delta = direction.reshape(1, -1)
    for index in range(layer, -1, -1):
        error = delta @ network.layers[index].weights
        if index == 0:
            gradient: Array = error[0]
            return gradient
        below = index - 1
        delta = network.layers[below].activation.backward(error, forward.sums[below], forward.activations[below])
    raise AssertionError("a network has at least one layer")


def what_fires(network: Network, layer: int, neuron: int) -> Iterator[Array]:
    """Yield inputs, (inputs,) of 0..1, that make a neuron ever more active, by gradient ascent from grey."""
    dtype = network.layers[0].weights.dtype
    x: Array = np.full(network.layers[0].inputs, 0.1, dtype)
    direction = np.zeros(network.layers[layer].neurons, dtype)
    direction[neuron] = 1.0
    yield x.copy()
    for _ in range(ASCENT_STEPS):
        gradient = input_gradient(network, x, layer, direction)
        largest = float(np.abs(gradient).max())
        if largest == 0.0:
            return
        x = np.clip(x + ASCENT_RATE * (gradient / largest - SPREAD), 0.0, 1.0).astype(dtype)
        yield x.copy()


def smallest_change(network: Network, inputs: Array) -> Iterator[Array]:
    """Yield inputs ever further from ``inputs``, until the strongest output is another.

    Each step goes straight for the output that can be reached with the smallest change, by the difference
    of the two weighted sums over the length of its gradient (Moosavi-Dezfooli et al., "DeepFool", 2016).
    """
    dtype = network.layers[0].weights.dtype
    x: Array = inputs.astype(dtype).copy()
    last = len(network.layers) - 1
    answer = int(network.forward(x.reshape(1, -1)).outputs[0].argmax())
    yield x.copy()
    for _ in range(CHANGE_STEPS):
        forward = network.forward(x.reshape(1, -1))
        if int(forward.outputs[0].argmax()) != answer:
            return
        gradient, gap = _nearest_rival(network, x, answer, last, forward.sums[-1][0])
        length = float(np.linalg.norm(gradient))
        if length == 0.0:
            return
        step = min(CHANGE_SIZE, 1.02 * gap / length + 1e-3)
        x = np.clip(x + step * gradient / length, 0.0, 1.0).astype(dtype)
        yield x.copy()


def _nearest_rival(network: Network, x: Array, answer: int, last: int, z: Array) -> tuple[Array, float]:
    """Return the gradient towards the rival that is nearest, and by how much its weighted sum is behind."""
    best: tuple[float, Array, float] | None = None
    for rival in range(len(z)):
        if rival == answer:
            continue
        direction = np.zeros_like(z)
        direction[rival], direction[answer] = 1.0, -1.0
        gradient = input_gradient(network, x, last, direction)
        # What lies at the edge of 0..1 already cannot be pushed further.
        gradient = np.where(((x <= 0) & (gradient < 0)) | ((x >= 1) & (gradient > 0)), 0.0, gradient)
        gap = float(z[answer] - z[rival])
        distance = gap / (float(np.linalg.norm(gradient)) + 1e-12)
        if best is None or distance < best[0]:
            best = (distance, gradient, gap)
    if best is None:
        return np.zeros_like(x), 0.0
    return best[1], best[2]
