"""How the neurons of the diagram are painted, by their activation."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF

from nnapp.gui.paint.theme import SMALL, TEXT, TextHeight, Theme
from nnapp.gui.widgets.diagram.layout import NAME_WIDTH, LayerPlace, NetworkLayout
from nnapp.nn.arrays import Array
from nnapp.wording import decimals

SIGNED: Final = ("tanh", "identity")
"""Activation functions that can be negative."""

CENTRE: Final = Qt.AlignmentFlag.AlignCenter

NAME: Final = TextHeight(1, SMALL, room=2)
"""Room for the name of a neuron."""

OUTPUT_GAP: Final = 11
"""Pixels between an output and the words beside it."""
CROWDED: Final = 0.55
"""The size of an output, as a share of the height of text, below which names would lie on one another."""
LINES_APART: Final = 0.9
"""From one line beside an output to the next, as a share of the height of text."""


def paint_fan(painter: QPainter, layout: NetworkLayout, colour: QColor, neuron: int | None) -> None:
    """Paint that every input feeds every neuron of the first layer, or ``neuron``, as a wedge."""
    place = layout.layers[0]
    # To where names and lines begin; or past other neurons to the very one.
    ends = place.arrivals
    if neuron is not None:
        ends = place.centres[neuron : neuron + 1] - np.array([place.side / 2, 0.0])
    right = layout.input_left + layout.input_side
    x, half = float(ends[:, 0].min()), place.side / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    top, bottom = float(ends[:, 1].min()) - half, float(ends[:, 1].max()) + half
    corners = ((right, layout.input_top), (x, top), (x, bottom), (right, layout.input_top + layout.input_side))
    painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))


def paint_names(painter: QPainter, theme: Theme, place: LayerPlace) -> None:
    """Paint h1, h2 ... beside the neurons of the first layer, and the stubs that lead lines past them."""
    if place.is_block or place.left is None or place.right is None:
        return
    first = float(place.centres[0, 0])
    has_names = first - place.side / 2 - place.left >= theme.zoom * NAME_WIDTH - 0.01
    px, high = theme.px, theme.px(NAME)
    painter.setFont(theme.font(SMALL))
    for neuron, (x, y) in enumerate(place.centres.tolist()):
        is_left = x == first
        if is_left:
            painter.setPen(theme.pen("track"))
            painter.drawLine(QPointF(x + place.side / 2, y), QPointF(place.right, y))
        if has_names:
            painter.setPen(theme.color("muted"))
            begin = place.left - px(2) + px(5) if is_left else x + place.side / 2 + px(7)
            side = Qt.AlignmentFlag.AlignRight if is_left else Qt.AlignmentFlag.AlignLeft
            room = QRectF(begin, y - high / 2, px(NAME_WIDTH - 12), high)
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, f"h{neuron + 1}")


def paint_column(painter: QPainter, theme: Theme, place: LayerPlace, lit: Array) -> None:
    """Paint neurons one above the other, each as dark as it is active."""
    painter.setFont(theme.font(SMALL))
    for neuron, (x, y) in enumerate(place.centres.tolist()):
        box, share = square(x, y, place.side), float(lit[neuron])
        painter.setBrush(mixed(theme, share))
        painter.setPen(theme.pen("muted"))
        painter.drawEllipse(box)
        if place.side > theme.px(SMALL + 6):
            painter.setPen(theme.color("panel" if share > 0.5 else "text"))
            painter.drawText(box, CENTRE, f"{neuron + 1}")


def paint_pictures(painter: QPainter, theme: Theme, place: LayerPlace, lit: Array, pictures: list[QPixmap]) -> None:
    """Paint neurons as pictures; the frame is the heavier, the more a neuron is active."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    small = min(1.0, place.side / theme.px(24))
    for (x, y), share, picture in zip(place.centres.tolist(), lit.tolist(), pictures, strict=True):
        box = square(x, y, place.side)
        painter.drawPixmap(box, picture, QRectF(picture.rect()))
        painter.setPen(QPen(mixed(theme, 0.25 + 0.75 * share), theme.width(0.8 + 2.4 * small * share)))
        painter.drawRect(box)


def paint_block(painter: QPainter, theme: Theme, place: LayerPlace, lit: Array) -> None:
    """Paint many neurons as small squares, each as dark as it is active."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(theme.pen("border") if place.side > theme.px(5) else Qt.PenStyle.NoPen)
    levels = np.rint(lit * 8).astype(int)
    for level in range(9):
        some = place.centres[levels == level]
        if len(some):
            painter.setBrush(mixed(theme, level / 8))
            painter.drawRects([square(x, y, place.side) for x, y in some.tolist()])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def paint_muted(painter: QPainter, theme: Theme, place: LayerPlace, muted: NDArray[np.bool_]) -> None:
    """Cross out the neurons whose outgoing weights are all 0."""
    half = place.side / 2
    painter.setPen(theme.pen("text", 1.5))
    for x, y in place.centres[muted].tolist():
        painter.drawLines(
            [QLineF(x - half, y - half, x + half, y + half), QLineF(x - half, y + half, x + half, y - half)]
        )


def words_width(theme: Theme, names: tuple[str, ...], height: float) -> float:
    """Return how wide the words beside the outputs can become in a diagram of this ``height``, in pixels."""
    metrics = QFontMetricsF(theme.font(TEXT, QFont.Weight.Bold))
    fires = metrics.horizontalAdvance("fires 0.00")
    name = max(map(metrics.horizontalAdvance, names))
    # Where the outputs lie close together, both words stand in one line.
    return max(name, fires) if height / len(names) > 2 * metrics.height() else name + fires


def paint_outputs(
    painter: QPainter,
    theme: Theme,
    place: LayerPlace,
    lit: Array,
    names: tuple[str, ...],
    fired: dict[int, float],
    room: float,
) -> None:
    """Paint the outputs as circles; one that fires is amber and bold, and says so with its activation.

    ``fired`` are the activations of those that fire, strongest first; ``room`` is that beside the outputs, in pixels.
    In a block there is room for the name of only one: the strongest that fires.
    """
    right = float(place.departures[:, 0].max()) + theme.px(OUTPUT_GAP)
    for neuron, (x, y) in enumerate(place.centres.tolist()):
        fires, name, box = neuron in fired, names[neuron], square(x, y, place.side)
        painter.setPen(theme.pen("text", 2.5 if fires else 1))
        painter.setBrush(theme.color("fires") if fires else mixed(theme, float(lit[neuron])))
        painter.drawEllipse(box)
        size = TEXT if place.side >= theme.px(TEXT + 4) else SMALL
        painter.setFont(theme.font(size, QFont.Weight.Bold if fires else QFont.Weight.Normal))
        is_inside = len(name) == 1 and place.side >= theme.px(SMALL)
        if is_inside:
            dark = "panel" if float(lit[neuron]) > 0.5 else "text"
            painter.setPen(theme.color("on_fires" if fires else dark))
            painter.drawText(box, CENTRE | Qt.TextFlag.TextDontClip, name)
        words = ([] if is_inside else [name]) + ([f"fires {decimals(fired[neuron], 2)}"] if fires else [])
        high = painter.fontMetrics().height()
        # Where names would lie on one another, only those that fire have one.
        is_crowded = place.is_block or place.side < CROWDED * high
        if words and (not is_crowded or (fires and (not place.is_block or next(iter(fired)) == neuron))):
            painter.setPen(theme.color("text"))
            is_one_line = place.is_block or place.side < 2 * high * LINES_APART
            _paint_words(painter, QPointF(right, y), [" ".join(words)] if is_one_line else words, room)


def _paint_words(painter: QPainter, at: QPointF, lines: list[str], room: float) -> None:
    """Paint ``lines`` at the right of a point."""
    metrics = painter.fontMetrics()
    high = metrics.height() * LINES_APART
    for number, words in enumerate(lines):
        line = QRectF(at.x(), at.y() + high * (number - len(lines) / 2), room, high)
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, words)


def lightness(activations: Array, activation: str) -> Array:
    """Return how brightly each neuron is lit, 0..1, from the least that it could be active to the most.

    Where there is no most, as with ReLU, the most active neuron of the layer counts, or 1.
    """
    most = max(1.0, float(np.abs(activations).max()))
    lit: Array = activations / most
    return (lit + 1.0) / 2.0 if activation in SIGNED else lit


def square(x: float, y: float, side: float) -> QRectF:
    """Return the square around a point."""
    return QRectF(x - side / 2, y - side / 2, side, side)


def mixed(theme: Theme, share: float) -> QColor:
    """Return the panel's colour, or as much of the text's as a neuron is lit."""
    return theme.mixed("panel", "text", share)
