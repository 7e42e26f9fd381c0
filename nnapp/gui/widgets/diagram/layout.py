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
MOST_PICTURES: Final = 128
"""More neurons than this are cells."""

LARGEST_NODE: Final = 30.0
CLEAR_PICTURE: Final = 20.0
"""Pictures of weights that are smaller are set side by side where that makes them larger."""
SMALLEST_PICTURE: Final = 14.0
"""Where not even these find room, neurons are cells."""
GAP: Final = 4.0
LARGEST_CELL: Final = 20.0
MARGIN: Final = 8.0
"""Pixels around everything, for the ring of the selected neuron."""
SIDE_SHARE: Final = 0.02
"""The width of the margins at the left and the right in a wide diagram, as a share of the whole."""
INPUT_SHARE: Final = 0.19
"""The width of the picture of the inputs, as a share of the whole."""
LARGEST_PIXEL: Final = 6.0
SMALL_PIXEL: Final = 4.0
"""The pixels of the inputs are not smaller than this only to leave room above them."""
SPARE: Final = 0.25
"""How much larger than its share a pixel of the inputs may be, so that it becomes a whole one on the screen."""
ROOM_ABOVE: Final = 75.0
"""Room above the picture of the inputs for the drawing that it is made from."""
FAN_SHARE: Final = 0.13
"""The width of what lies between the inputs and the first layer, as a share of the whole."""
PICTURES_SHARE: Final = 0.45
"""The greatest width of a block of pictures, as a share of the room up to the next layer."""
NAME_WIDTH: Final = 34.0
"""Room for the name of a neuron beside it."""
NARROW: Final = 320.0
"""Pixels, below which there is no room for names."""
ROOM_FOR_PICTURES: Final = 110.0
"""Pixels between two layers, below which the first one is a plain column."""
RIGHT_EDGE: Final = 50.0
"""Room for the words beside an output, if no more is asked for."""


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
    is_pictured: bool = False
    """Whether each neuron is large enough for a picture of its weights."""

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
        edges = self._edges(self.right, self.side / 2)
        if self.is_block and self.is_pictured:
            # Side by side at the edge of the block: one below the other, so that they can be told apart.
            edges[:, 1] += self.side * ((np.arange(len(edges)) % self.columns + 0.5) / self.columns - 0.5)
        return edges

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
    def of(
        cls,
        sizes: tuple[int, ...],
        width: float,
        height: float,
        zoom: float = 1.0,
        right: float = RIGHT_EDGE,
        corner: tuple[float, float] = (0.0, 0.0),
    ) -> "NetworkLayout":
        """Lay out a network of ``sizes``, inputs first, in ``width`` times ``height`` pixels of the screen.

        At the ``right`` of the outputs, and in the top right ``corner``, its width and height, there is room for other
        things; both in pixels that are not enlarged.
        """
        width, height = width / zoom, height / zoom
        below = height - 2 * ROOM_ABOVE
        for_input = min(INPUT_SHARE * width, below if below >= SMALL_PIXEL * CANVAS else height - 2 * MARGIN)
        input_side = CANVAS * max(1.0, min(float(for_input // CANVAS), LARGEST_PIXEL))
        edge = max(MARGIN, SIDE_SHARE * width)
        begin = edge + input_side + FAN_SHARE * width
        last = width - right - edge
        layers: list[LayerPlace] = []
        for number in range(len(sizes) - 1):
            place = _layer(sizes, number, (begin, last), height, is_named=width >= NARROW)
            if float(place.departures[:, 0].max()) > width - corner[0]:
                place = _layer(sizes, number, (begin, last), height - corner[1], is_named=width >= NARROW)
                place.centres[:, 1] += corner[1]
            layers.append(place.enlarged(zoom))
        side = CANVAS * max(1.0, float((zoom * input_side / CANVAS + SPARE) // 1))
        middle = zoom * (round((height - input_side) / 2) + input_side / 2)
        return cls(round(zoom * edge), round(middle - side / 2), side, tuple(layers), zoom)

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


def _layer(
    sizes: tuple[int, ...], number: int, ends: tuple[float, float], height: float, *, is_named: bool
) -> LayerPlace:
    """Lay out one layer, counted from 0, in ``height``; between the ``ends`` all but the last share the room evenly."""
    (begin, last), count, neurons = ends, len(sizes) - 1, sizes[number + 1]
    room = (last - begin) / max(count - 1, 1)
    is_last = number == count - 1
    x = last if is_last else begin + room * number
    if number == 0 and not is_last and room >= ROOM_FOR_PICTURES:
        pictures = _pictures(begin, neurons, room, height, is_named=is_named)
        if pictures is not None:
            return pictures
    if not is_block(neurons):
        return _column(x, neurons, height)
    place = _block(x, neurons, room, height)
    if is_last:
        place.centres[:, 0] += last - place.departures[:, 0].max()
    elif number == 0:
        place.centres[:, 0] += begin - place.arrivals[:, 0].min()
    return place


def _column(x: float, neurons: int, height: float) -> LayerPlace:
    pitch = min((height - 2 * MARGIN) / neurons, LARGEST_NODE + 2 * GAP)
    ys = height / 2 + pitch * (np.arange(neurons) - (neurons - 1) / 2)
    side = min(LARGEST_NODE, pitch - 2.0)
    return LayerPlace(np.stack([np.full(neurons, x), ys], axis=1), side)


def _pictures(left: float, neurons: int, room: float, height: float, *, is_named: bool) -> LayerPlace | None:
    """Neurons that are large enough for a picture of their weights, in as few columns as possible; None: no room."""
    if neurons > MOST_PICTURES:
        return None
    name = NAME_WIDTH if is_named else 0.0
    most = max(1, int(PICTURES_SHARE * room / (SMALLEST_PICTURE + GAP)))
    tried = [_single(left, neurons, height, name), _pair(left, neurons, height, name)]
    tried += [_grid(left, neurons, columns, PICTURES_SHARE * room, height) for columns in range(3, most + 1)]
    clear = next((place for place in tried if place.side >= CLEAR_PICTURE), None)
    best = clear or max(tried, key=lambda place: place.side)
    return best if best.side >= SMALLEST_PICTURE or not is_block(neurons) else None


def _single(left: float, neurons: int, height: float, name: float) -> LayerPlace:
    column = _column(0.0, neurons, height)
    side = column.side + 2.0 - GAP if column.side < LARGEST_NODE else LARGEST_NODE
    centres = column.centres + np.array([left + name + side / 2, 0.0])
    return LayerPlace(centres, side, left=left, right=left + name + side, is_pictured=True)


def _pair(left: float, neurons: int, height: float, name: float) -> LayerPlace:
    """Two columns, every second neuron aside."""
    # Every second neuron is two steps away, and the outermost ones reach half a neuron beyond their centres.
    pitch = min((height - 2 * MARGIN + 2 * GAP) / (neurons + 1), LARGEST_NODE / 2 + GAP)
    ys = height / 2 + pitch * (np.arange(neurons) - (neurons - 1) / 2)
    side = 2 * (pitch - GAP)
    xs = left + name + side / 2 + (side + GAP) * (np.arange(neurons) % 2)
    right = left + 2 * name + 2 * side + GAP
    return LayerPlace(np.stack([xs, ys], axis=1), side, left=left, right=right, is_pictured=True)


def _grid(left: float, neurons: int, columns: int, width: float, height: float) -> LayerPlace:
    """Rows and columns of pictures."""
    rows = ceil(neurons / columns)
    pitch = min((height - 2 * MARGIN) / rows, width / columns, LARGEST_NODE + GAP)
    side, place = pitch - GAP, np.arange(neurons)
    xs = left + side / 2 + pitch * (place % columns)
    ys = height / 2 + pitch * (place // columns - (rows - 1) / 2)
    right = left + columns * pitch
    return LayerPlace(np.stack([xs, ys], axis=1), side, columns, left - GAP, right, is_pictured=True)


def _block(x: float, neurons: int, room: float, height: float) -> LayerPlace:
    """Rows and columns of small cells, taller than wide, so that lines on both sides have room."""
    width = max(20.0, 0.35 * room)
    columns = max(2, min(neurons, round(sqrt(neurons * width / max(height, 1.0)))))
    pitch = min(LARGEST_CELL, (height - 2 * MARGIN) / ceil(neurons / columns), 0.7 * room / columns)
    rows = ceil(neurons / columns)
    place = np.arange(neurons)
    xs = x + pitch * (place % columns - (columns - 1) / 2)
    ys = height / 2 + pitch * (place // columns - (rows - 1) / 2)
    return LayerPlace(np.stack([xs, ys], axis=1), max(2.0, pitch - 1.0), columns)
