"""What is painted upon the diagram or beneath it to point something out."""

from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from nnapp.digits.drawing import CANVAS
from nnapp.digits.recogniser import Recogniser
from nnapp.gui.paint.images import weight_image
from nnapp.gui.paint.theme import SMALL, TextHeight, Theme
from nnapp.gui.paint.titled_picture import paint_framed_picture
from nnapp.gui.widgets.diagram.layout import NAME_WIDTH, LayerPlace, NetworkLayout
from nnapp.gui.widgets.diagram.marks import Marks, Neuron
from nnapp.gui.widgets.diagram.painting import square
from nnapp.gui.widgets.neuron_words import short_name
from nnapp.nn.inspect.spotlight import Spotlight

LARGE: Final = 4 * CANVAS
"""The width of the picture of a neuron under the mouse."""
TITLE: Final = TextHeight(1, SMALL, room=4)
RINGS: Final = (("panel", 3.0, 3.0), ("supports", 2.5, 3.25))
"""Around the selected neuron: a gap and the ring, each with its width and its distance in pixels."""
FOCUS: Final = ("text", 1.2, 5.75)
"""Around these while the keys move them."""


def paint_selection(painter: QPainter, theme: Theme, place: LayerPlace, neuron: int, *, has_focus: bool) -> None:
    """Paint a ring in the accent around the selected neuron, and a second one while the keys move it."""
    x, y = place.centres[neuron]
    is_round = not (place.is_pictured or place.is_block)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for token, broad, away in (*RINGS, FOCUS) if has_focus else RINGS:
        ring = square(x, y, place.side + 2 * theme.zoom * away)
        corner = ring.width() / 2 if is_round else theme.zoom * away
        painter.setPen(theme.pen(token, broad))
        painter.drawRoundedRect(ring, corner, corner)


def paint_followed(painter: QPainter, theme: Theme, layout: NetworkLayout, marks: Marks) -> None:
    """Mark the followed input, and in slow motion the connection from it to the selected neuron."""
    layer, neuron = marks.following
    source = marks.followed
    if marks.is_connection:
        begin = layout.pixel_place(source) if layer == 0 else layout.layers[layer - 1].departures[source]
        painter.setPen(theme.pen("text", 2.5))
        place = layout.layers[layer]
        x, y = place.centres[neuron]
        painter.drawLine(QPointF(*begin), QPointF(x - place.side / 2, y))
    if layer == 0:
        painter.setPen(theme.pen("text"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        x, y = layout.pixel_place(source)
        painter.drawRect(square(x, y, layout.input_side / CANVAS + theme.zoom * 3))


def paint_spotlight(painter: QPainter, theme: Theme, layout: NetworkLayout, spotlight: Spotlight) -> None:
    """Paint a plate beneath the layer that is being explained."""
    place = QRectF(layout.input_left, layout.input_top, layout.input_side, layout.input_side - theme.px(3))
    if 0 <= spotlight.layer < len(layout.layers):
        layer = layout.layers[spotlight.layer]
        half = layer.side / 2
        (left, top), (right, bottom) = layer.centres.min(axis=0) - half, layer.centres.max(axis=0) + half
        place = QRectF(left, top, right - left, bottom - top)
    painter.setPen(theme.pen("muted"))
    painter.setBrush(theme.color("control"))
    px = theme.px
    painter.drawRoundedRect(place.adjusted(-px(4), -px(5), px(4), px(5)), px(6), px(6))


def paint_enlarged(
    painter: QPainter, theme: Theme, layout: NetworkLayout, neuron: Neuron, recogniser: Recogniser
) -> None:
    """Paint the weights of a neuron of the first layer large at its left, with its name."""
    network, preparation = recogniser.network, recogniser.preparation
    name, weights = short_name(network, recogniser.class_names, *neuron), network.layers[0].weights[neuron[1]]
    place, px = layout.layers[neuron[0]], theme.px
    x, y = place.centres[neuron[1]]
    side, title, edge = px(LARGE), px(TITLE), px(6)
    left = max(edge, x - place.side / 2 - px(NAME_WIDTH + 6) - side)
    bottom = painter.viewport().height() / painter.device().devicePixelRatioF() - edge - side
    top = min(max(y - side / 2, edge + title), bottom)
    picture = QRectF(left, top, side, side)
    painter.setPen(theme.pen("border"))
    painter.setBrush(theme.color("panel"))
    painter.drawRoundedRect(picture.adjusted(-edge, -edge - title, edge, edge), px(5), px(5))
    painter.setPen(theme.color("text"))
    painter.setFont(theme.font(SMALL))
    words = painter.fontMetrics().elidedText(f"weights of {name}", Qt.TextElideMode.ElideRight, side)
    painter.drawText(QRectF(left, top - title - px(2), side, title), Qt.AlignmentFlag.AlignVCenter, words)
    strongest = float(np.abs(weights).max()) or 1.0
    image = weight_image(weights.reshape(CANVAS, CANVAS), strongest, theme)
    paint_framed_picture(painter, theme, picture, image, directions=preparation.directions)
