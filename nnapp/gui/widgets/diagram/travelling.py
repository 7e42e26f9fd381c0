"""How values that travel between two layers are painted: as numbers on the lines, or as dots."""

from typing import Final

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from nnapp.gui.paint.theme import SMALL, Theme
from nnapp.gui.widgets.diagram.layout import NetworkLayout
from nnapp.gui.widgets.diagram.marks import Neuron
from nnapp.gui.widgets.diagram.painting import square
from nnapp.nn.arrays import Array
from nnapp.nn.inspect.travel import Travel
from nnapp.wording import decimals

MOST_DOTS: Final = 24
MOST_NUMBERS: Final = 8
"""When only one neuron is meant; then each is a number where there is room."""
RADIUS: Final = 3.5


def paint_travel(
    painter: QPainter, theme: Theme, layout: NetworkLayout, travel: Travel, values: Array, neuron: Neuron
) -> None:
    """Paint the largest of ``values``, (neurons on the right, neurons on the left), where they are now.

    If ``neuron`` belongs to one of the two layers, only what runs to it or from it is painted.
    """
    wanted = np.abs(values)
    is_one = neuron[0] in (travel.layer, travel.layer + 1)
    if is_one:
        others = np.ones(wanted.shape, dtype=bool)
        others[neuron[1] if neuron[0] == travel.layer + 1 else (slice(None), neuron[1])] = False
        wanted = np.where(others, 0.0, wanted)
    most = MOST_NUMBERS if is_one else MOST_DOTS
    chosen = np.argsort(wanted, axis=None)[-most:]
    chosen = chosen[wanted.ravel()[chosen] > 0.0]
    to, start = np.divmod(chosen, values.shape[1])
    right = layout.layers[travel.layer + 1]
    ends = right.centres[to] - np.array([right.side / 2, 0.0])
    if travel.layer < 0:
        begins = np.array([layout.pixel_place(int(pixel)) for pixel in start]).reshape(-1, 2)
    else:
        begins = layout.layers[travel.layer].departures[start]
    share = travel.share if travel.is_forward else 1.0 - travel.share
    places = (begins + share * (ends - begins)).tolist()
    taken: list[QRectF] = []
    painter.setFont(theme.font(SMALL))
    for (x, y), number in reversed(list(zip(places, values.ravel()[chosen].tolist(), strict=True))):
        colour, words = theme.color("supports" if number > 0 else "opposes"), decimals(number, 2)
        plate = square(x, y, 2 * theme.zoom * RADIUS)
        if is_one:
            numbered = _plate(painter, theme, x, y, words)
            # Where a larger one is, there is room for a dot only.
            plate = plate if any(numbered.intersects(other) for other in taken) else numbered
        is_dot = plate.width() == plate.height()
        if is_dot and any(plate.intersects(other) for other in taken):
            continue
        taken.append(plate)
        painter.setPen(QPen(colour, theme.width(1.2)))
        painter.setBrush(colour if is_dot else theme.color("panel"))
        painter.drawRoundedRect(plate, plate.height() / 2, plate.height() / 2)
        if not is_dot:
            painter.setPen(theme.color("text"))
            painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)


def _plate(painter: QPainter, theme: Theme, x: float, y: float, words: str) -> QRectF:
    """Return the place of a number that is at (x, y)."""
    metrics = painter.fontMetrics()
    width, high = metrics.horizontalAdvance(words) + theme.px(10), metrics.height() + theme.px(1)
    return QRectF(x - width / 2, y - high / 2, width, high)
