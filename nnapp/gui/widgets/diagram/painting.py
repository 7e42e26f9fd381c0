"""How the parts of the diagram are painted: lines by their strength, neurons by their activation."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QPolygonF

from nnapp.gui.paint.theme import SMALL, TEXT, TextHeight, Theme
from nnapp.gui.widgets.diagram.layout import NAME_WIDTH, RIGHT_EDGE, LayerPlace, NetworkLayout
from nnapp.nn.arrays import Array

MOST_LINES: Final = 110
"""Between two layers; the weakest are omitted, as they could not be told apart."""

BINS: Final = 4
"""Strengths that lines are painted in, each with a pen of its own."""

NEGLIGIBLE: Final = 0.05
"""A share of the strongest line; weaker lines are not painted."""

SIGNED: Final = ("tanh", "identity")
"""Activation functions that can be negative."""

CENTRE: Final = Qt.AlignmentFlag.AlignCenter

NAME: Final = TextHeight(1, SMALL, room=2)
"""Room for the name of a neuron."""


def paint_lines(
    painter: QPainter,
    theme: Theme,
    places: tuple[LayerPlace, LayerPlace],
    strengths: Array,
    only: tuple[int | None, int | None] = (None, None),
) -> None:
    """Paint the strongest lines: solid and blue where they support a neuron, dashed and orange where they oppose it.

    ``strengths`` are (neurons on the right, neurons on the left); ``only`` is the neuron on the left, or the one
    on the right, whose lines alone are wanted.
    """
    left, right = places
    flat = np.abs(strengths).ravel()
    strongest = float(flat.max())
    if strongest == 0.0:
        return
    wanted = np.zeros(strengths.shape, dtype=bool)
    wanted[tuple(slice(None) if neuron is None else neuron for neuron in reversed(only))] = True
    flat = flat * wanted.ravel()
    chosen = np.argpartition(flat, -MOST_LINES)[-MOST_LINES:] if len(flat) > MOST_LINES else np.arange(len(flat))
    # For a single neuron even the weakest lines are shown.
    chosen = chosen[flat[chosen] > (NEGLIGIBLE * strongest if only == (None, None) else 0.0)]
    bins = np.minimum((flat[chosen] / strongest * BINS).astype(int), BINS - 1)
    to, start = np.divmod(chosen, strengths.shape[1])
    positive = strengths.ravel()[chosen] > 0
    begins, ends = left.departures[start], right.arrivals[to]
    for level in range(BINS):
        for sign in (False, True):
            some = (bins == level) & (positive == sign)
            if some.any():
                points = np.concatenate([begins[some], ends[some]], axis=1).tolist()
                painter.setPen(line_pen(painter, theme, level, is_support=sign))
                painter.drawLines([QLineF(*line) for line in points])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def line_pen(painter: QPainter, theme: Theme, level: int, *, is_support: bool) -> QPen:
    """Return the pen for lines of a strength, 0..BINS - 1, and prepare ``painter`` for it."""
    # Paler, not transparent: to mix colours where lines cross takes three times as long.
    token = "supports" if is_support else "opposes"
    colour = theme.mixed("panel", token, 0.25 + 0.75 * (level + 1) / BINS)
    # Thin lines are painted without smoothing: there are many, and it takes ten times as long.
    is_thin = level < BINS // 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=not is_thin)
    pen = QPen(colour, theme.width(1.0 if is_thin else 0.6 + 2.4 * (level + 0.5) / BINS))
    pen.setCosmetic(is_thin)
    if not is_support:
        pen.setDashPattern([4.0, 3.0])
    return pen


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
    if place.left is None or place.right is None:
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
            room = QRectF(begin, y - high / 2, px(NAME_WIDTH - 9), high)
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, f"h{neuron + 1}")


def paint_column(painter: QPainter, theme: Theme, place: LayerPlace, lit: Array, pictures: list[QPixmap]) -> None:
    """Paint neurons one above the other; with pictures, the frame is the heavier, the more a neuron is active."""
    painter.setFont(theme.font(SMALL))
    for neuron, (x, y) in enumerate(place.centres.tolist()):
        box, share = square(x, y, place.side), float(lit[neuron])
        if pictures:
            painter.drawPixmap(box, pictures[neuron], QRectF(pictures[neuron].rect()))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(mixed(theme, 0.25 + 0.75 * share), theme.width(0.8 + 2.4 * share)))
            painter.drawRect(box)
            continue
        painter.setBrush(mixed(theme, share))
        painter.setPen(theme.pen("muted"))
        painter.drawEllipse(box)
        if place.side > theme.px(SMALL + 6):
            painter.setPen(theme.color("panel" if share > 0.5 else "text"))
            painter.drawText(box, CENTRE, f"{neuron + 1}")


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
        painter.drawLine(QPointF(x - half, y - half), QPointF(x + half, y + half))
        painter.drawLine(QPointF(x - half, y + half), QPointF(x + half, y - half))


def paint_outputs(
    painter: QPainter, theme: Theme, place: LayerPlace, lit: Array, names: tuple[str, ...], fired: tuple[int, ...]
) -> None:
    """Paint the outputs as circles; one that fires is amber and bold, with the word beside it.

    In a block there is room for the name of only one: the strongest that fires.
    """
    size = TEXT if place.side >= theme.px(TEXT + 6) else SMALL
    for neuron, (x, y) in enumerate(place.centres.tolist()):
        fires, name, box = neuron in fired, names[neuron], square(x, y, place.side)
        is_short = len(name) == 1
        painter.setPen(theme.pen("text", 2.5 if fires else 1))
        painter.setBrush(theme.color("fires") if fires else mixed(theme, float(lit[neuron])))
        painter.drawEllipse(box)
        painter.setFont(theme.font(size, QFont.Weight.Bold if fires else QFont.Weight.Normal))
        if is_short:
            dark = "panel" if float(lit[neuron]) > 0.5 else "text"
            painter.setPen(theme.color("on_fires" if fires else dark))
            painter.drawText(box, CENTRE, name)
        lines = ([] if is_short else [name]) + (["fires"] if fires else [])
        if lines and (not place.is_block or fired[:1] == (neuron,)):
            painter.setPen(theme.color("text"))
            right, high = float(place.departures[:, 0].max()) + theme.px(7), theme.px(size)
            top = y - high * 0.62 * len(lines)
            for number, words in enumerate(lines):
                line = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, theme.px(RIGHT_EDGE - 23))
                painter.drawText(QPointF(right, top + high * (1.0 + 1.24 * number)), line)


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
