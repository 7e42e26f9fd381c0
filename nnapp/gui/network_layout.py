"""Where the neurons of the diagram lie: columns of neurons, or a block where there are many."""

from dataclasses import dataclass
from math import ceil, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

MOST_IN_COLUMN: Final = 24
"""More neurons than this lie side by side in a block."""

LARGEST_NODE: Final = 30.0
GAP: Final = 4.0
LARGEST_CELL: Final = 16.0
MARGIN: Final = 6.0
"""Pixels around everything, for the ring of a chosen neuron."""
INPUT_SHARE: Final = 0.17
"""The width of the picture of the inputs, as a share of the whole."""


@dataclass(frozen=True, eq=False)
class LayerPlace:
    """Where the neurons of one layer lie."""

    centres: NDArray[np.float64]
    """(neurons, 2): x and y in pixels."""
    side: float
    """The width of a neuron."""
    is_block: bool
    """Whether the neurons lie in a block, as there are many."""


@dataclass(frozen=True, eq=False)
class NetworkLayout:
    """Where everything in the diagram lies."""

    input_left: float
    input_top: float
    input_side: float
    """The square of the inputs."""
    layers: tuple[LayerPlace, ...]

    @classmethod
    def of(cls, sizes: tuple[int, ...], width: float, height: float) -> "NetworkLayout":
        """Lay out a network of ``sizes``, inputs first, in ``width`` times ``height`` pixels."""
        input_side = max(28.0, min(INPUT_SHARE * width, height - 2 * MARGIN, 140.0))
        first = MARGIN + input_side + 0.12 * width
        last = width - 58.0
        count = len(sizes) - 1
        layers = []
        for number, neurons in enumerate(sizes[1:]):
            x = last if count == 1 else first + (last - first) * number / (count - 1)
            room = (last - first) / max(count - 1, 1)
            layers.append(
                _column(x, neurons, height) if neurons <= MOST_IN_COLUMN else _block(x, neurons, room, height)
            )
        return cls(MARGIN, (height - input_side) / 2, input_side, tuple(layers))

    def neuron_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the layer, from 0, and the neuron at a point, if there is one."""
        for number, layer in enumerate(self.layers):
            far = np.abs(layer.centres - (x, y)).max(axis=1)
            nearest = int(far.argmin())
            if far[nearest] <= layer.side / 2 + GAP / 2:
                return number, nearest
        return None


def _column(x: float, neurons: int, height: float) -> LayerPlace:
    pitch = min((height - 2 * MARGIN) / neurons, LARGEST_NODE + 2 * GAP)
    top = (height - pitch * neurons) / 2
    ys = top + pitch * (np.arange(neurons) + 0.5)
    side = min(LARGEST_NODE, pitch - GAP / 2)
    return LayerPlace(np.stack([np.full(neurons, x), ys], axis=1), side, is_block=False)


def _block(x: float, neurons: int, room: float, height: float) -> LayerPlace:
    """Rows and columns of small cells, taller than wide, so that lines on both sides have room."""
    width = max(40.0, 0.35 * room)
    columns = max(2, min(neurons, round(sqrt(neurons * width / height))))
    pitch = min(LARGEST_CELL, (height - 2 * MARGIN) / ceil(neurons / columns))
    rows = ceil(neurons / columns)
    place = np.arange(neurons)
    xs = x + pitch * (place % columns - (columns - 1) / 2)
    ys = height / 2 + pitch * (place // columns - (rows - 1) / 2)
    return LayerPlace(np.stack([xs, ys], axis=1), max(2.0, pitch - 1.0), is_block=True)
