"""Where the neurons of the diagram lie: columns of neurons, or a block where there are many.

Everything is laid out in pixels of a window that is not enlarged, and then enlarged as a whole.
"""

from dataclasses import dataclass, replace
from math import ceil, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.drawing import CANVAS

MOST_IN_COLUMN: Final = 24
"""More neurons than this lie side by side in a block."""

LARGEST_NODE: Final = 30.0
GAP: Final = 4.0
LARGEST_CELL: Final = 16.0
MARGIN: Final = 6.0
"""Pixels around everything, for the ring of the selected neuron."""
INPUT_SHARE: Final = 0.19
"""The width of the picture of the inputs, as a share of the whole."""
FAN_SHARE: Final = 0.1
"""The width of what lies between the inputs and the first layer, as a share of the whole."""
NAME_WIDTH: Final = 31.0
"""Room for the name of a neuron beside it."""
NARROW: Final = 320.0
"""Pixels, below which there is no room for names."""
ROOM_FOR_PAIR: Final = 110.0
"""Pixels between two layers, below which the first one is a plain column."""
RIGHT_EDGE: Final = 58.0
"""Room for the words beside an output."""


@dataclass(frozen=True, eq=False)
class LayerPlace:
    """Where the neurons of one layer lie."""

    centres: NDArray[np.float64]
    """(neurons, 2): x and y in pixels."""
    side: float
    """The width of a neuron."""
    columns: int = 1
    """How many neurons of a block lie side by side; 1 for a column."""
    left: float | None = None
    """Where lines arrive, if not at each neuron's own edge."""
    right: float | None = None
    """Where lines leave, if not at each neuron's own edge."""

    @property
    def is_block(self) -> bool:
        """Whether the neurons lie in a block, as there are many."""
        return self.columns > 1

    @property
    def arrivals(self) -> NDArray[np.float64]:
        """Where the lines into each neuron end, (neurons, 2)."""
        return self._edges(self.left, -self.side / 2)

    @property
    def departures(self) -> NDArray[np.float64]:
        """Where the lines out of each neuron begin, (neurons, 2)."""
        return self._edges(self.right, self.side / 2)

    def enlarged(self, zoom: float) -> "LayerPlace":
        """Return the same place in an enlarged window."""
        left, right = (None if edge is None else zoom * edge for edge in (self.left, self.right))
        return replace(self, centres=zoom * self.centres, side=zoom * self.side, left=left, right=right)

    def _edges(self, x: float | None, aside: float) -> NDArray[np.float64]:
        xs, ys = self.centres.T
        return np.stack([xs + aside if x is None else np.full_like(xs, x), ys], axis=1)


@dataclass(frozen=True, eq=False)
class NetworkLayout:
    """Where everything in the diagram lies."""

    input_left: float
    input_top: float
    input_side: float
    """The square of the inputs, a whole number of pixels for each."""
    layers: tuple[LayerPlace, ...]
    zoom: float = 1.0

    @classmethod
    def of(cls, sizes: tuple[int, ...], width: float, height: float, zoom: float = 1.0) -> "NetworkLayout":
        """Lay out a network of ``sizes``, inputs first, in ``width`` times ``height`` pixels of the screen."""
        width, height = width / zoom, height / zoom
        for_input = min(INPUT_SHARE * width, height - 2 * MARGIN)
        input_side = CANVAS * max(1.0, min(float(for_input // CANVAS), 5.0))
        count = len(sizes) - 1
        begin = MARGIN + input_side + FAN_SHARE * width
        last = width - RIGHT_EDGE
        layers: list[LayerPlace] = []
        for number, neurons in enumerate(sizes[1:]):
            # All but the last stand where the room that is left is shared out evenly.
            x = last if number == count - 1 else begin + (last - begin) * number / (count - 1)
            room = (last - begin) / max(count - 1, 1)
            if is_block(neurons):
                block = _block(x, neurons, room, height)
                if number == 0 and count > 1:
                    block.centres[:, 0] += begin - block.arrivals[:, 0].min()
                if number == count - 1:
                    block.centres[:, 0] += last - block.departures[:, 0].max()
                layers.append(block)
            elif number == 0 and count > 1 and room >= ROOM_FOR_PAIR:
                layers.append(_pair(begin - 0.02 * width, neurons, height, is_named=width >= NARROW))
            else:
                layers.append(_column(x, neurons, height))
        side = CANVAS * max(1.0, float(zoom * input_side // CANVAS))
        middle = zoom * (round((height - input_side) / 2) + input_side / 2)
        return cls(zoom * MARGIN, round(middle - side / 2), side, tuple(layer.enlarged(zoom) for layer in layers), zoom)

    def neuron_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the layer, counted from 0, and the neuron at a point, or None."""
        for number, layer in enumerate(self.layers):
            far = np.abs(layer.centres - (x, y)).max(axis=1)
            nearest = int(far.argmin())
            if far[nearest] <= layer.side / 2 + self.zoom * GAP / 2:
                return number, nearest
        return None

    def pixel_at(self, x: float, y: float) -> int | None:
        """Return the number of the input at a point, counted row by row, or None outside the picture of the inputs."""
        cell = self.input_side / CANVAS
        column, row = (x - self.input_left) // cell, (y - self.input_top) // cell
        if 0 <= column < CANVAS and 0 <= row < CANVAS:
            return int(row) * CANVAS + int(column)
        return None

    def pixel_place(self, pixel: int) -> tuple[float, float]:
        """Return the middle of an input in the picture of the inputs."""
        cell = self.input_side / CANVAS
        row, column = divmod(pixel, CANVAS)
        return self.input_left + (column + 0.5) * cell, self.input_top + (row + 0.5) * cell

    def neighbour(self, layer: int, neuron: int, across: int, down: int) -> tuple[int, int]:
        """Return the neuron that lies beside another, or below it for ``down`` = 1; itself at the edge."""
        place = self.layers[layer]
        beside = neuron % place.columns + across
        if down:
            target = neuron + down * place.columns
            return (layer, target) if 0 <= target < len(place.centres) else (layer, neuron)
        if place.is_block and 0 <= beside < place.columns and neuron + across < len(place.centres):
            return layer, neuron + across
        if not 0 <= layer + across < len(self.layers):
            return layer, neuron
        far = np.abs(self.layers[layer + across].centres - place.centres[neuron])
        return layer + across, int(np.argmin(far[:, 1] + 0.01 * far[:, 0]))


def is_block(neurons: int) -> bool:
    """Return whether this number of neurons lies in a block."""
    return neurons > MOST_IN_COLUMN


def _column(x: float, neurons: int, height: float) -> LayerPlace:
    pitch = min((height - 2 * MARGIN) / neurons, LARGEST_NODE + 2 * GAP)
    ys = height / 2 + pitch * (np.arange(neurons) - (neurons - 1) / 2)
    side = min(LARGEST_NODE, pitch - GAP / 2)
    return LayerPlace(np.stack([np.full(neurons, x), ys], axis=1), side)


def _pair(left: float, neurons: int, height: float, *, is_named: bool) -> LayerPlace:
    """Two columns, every second neuron aside, so that each is large enough for a picture of its weights."""
    pitch = min((height - 2 * MARGIN - LARGEST_NODE) / max(neurons - 1, 1), LARGEST_NODE + 2 * GAP)
    ys = height / 2 + pitch * (np.arange(neurons) - (neurons - 1) / 2)
    side = min(LARGEST_NODE, 2 * (pitch - GAP))
    name = NAME_WIDTH if is_named else 0.0
    is_aside = pitch < side + GAP
    shift = (side + GAP) * (np.arange(neurons) % 2) * is_aside
    xs = left + name + side / 2 + shift
    right = left + name + side + (side + GAP + name) * is_aside
    return LayerPlace(np.stack([xs, ys], axis=1), side, left=left, right=right)


def _block(x: float, neurons: int, room: float, height: float) -> LayerPlace:
    """Rows and columns of small cells, taller than wide, so that lines on both sides have room."""
    width = max(20.0, 0.35 * room)
    columns = max(2, min(neurons, round(sqrt(neurons * width / height))))
    pitch = min(LARGEST_CELL, (height - 2 * MARGIN) / ceil(neurons / columns), 0.7 * room / columns)
    rows = ceil(neurons / columns)
    place = np.arange(neurons)
    xs = x + pitch * (place % columns - (columns - 1) / 2)
    ys = height / 2 + pitch * (place // columns - (rows - 1) / 2)
    return LayerPlace(np.stack([xs, ys], axis=1), max(2.0, pitch - 1.0), columns)
