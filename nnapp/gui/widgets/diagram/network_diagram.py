"""The network diagram: inputs as a picture, neurons lit by their activation, lines by their strength."""

from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPixmap

from nnapp.digits.drawing import CANVAS
from nnapp.digits.recogniser import Recogniser, Recognition
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.background import CachedBackground, is_on_screen
from nnapp.gui.paint.images import ink_image, weight_image
from nnapp.gui.paint.theme import SMALL, TextHeight, Theme
from nnapp.gui.widgets.diagram import painting
from nnapp.gui.widgets.diagram.layout import LayerPlace, NetworkLayout, is_block
from nnapp.gui.widgets.diagram.legend import DiagramLegend
from nnapp.gui.widgets.diagram.marks import Marks, Neuron
from nnapp.gui.widgets.diagram.painting import square
from nnapp.gui.widgets.layouts import set_plain_tooltip
from nnapp.gui.widgets.neuron_words import describe_neuron, input_name
from nnapp.gui.widgets.painted_widget import PaintedWidget
from nnapp.gui.widgets.picture_export import SHARPNESS
from nnapp.nn.arrays import Array
from nnapp.nn.network import Network
from nnapp.wording import decimals

CAPTION_LINE: Final = TextHeight(1, SMALL, room=1)
NARROW_LAYER: Final = 115
"""Pixels for each layer, below which captions take two lines."""
TIGHT_LAYER: Final = 75
"""Pixels for each layer, below which captions are abbreviated."""
KEYS: Final = {
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)
}  # fmt: skip


class NetworkDiagram(PaintedWidget):
    """Shows a network at work; a neuron can be selected with the mouse or the arrow keys.

    While the mouse is on a neuron, or the keys are used, only the lines of that neuron are shown.
    """

    usual_size = (560, 340)
    is_opaque = True
    has_focus_ring = False

    neuron_selected = Signal(int, int)
    """The user selected a neuron of a layer, counted from 0."""
    neuron_hovered = Signal(object)
    """The layer and the number of the neuron under the mouse, or None."""
    input_followed = Signal(int)
    """The user wants to follow an input of the first layer."""

    def __init__(self, recogniser: Recogniser, recognition: Recognition, appearance: Appearance) -> None:
        """Start with a network and its answer."""
        super().__init__("The network diagram", "network", appearance)
        self.setObjectName("networkView")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._by_activation = True
        self._arranged: tuple[object, DiagramLegend, NetworkLayout] | None = None
        self._background = CachedBackground(self)
        self._pictures: tuple[object, Array, list[QPixmap]] | None = None
        self.show_recognition(recogniser, recognition, Marks())

    def show_recognition(self, recogniser: Recogniser, recognition: Recognition, marks: Marks) -> None:
        """Show a network, what it makes of a drawing, and what is marked in it."""
        self._recogniser, self._recognition, self._marks = recogniser, recognition, marks
        *others, last = [recogniser.class_names[neuron] for neuron in recognition.fired] or ["no output"]
        fires = f"{', '.join(others)} and {last} fire" if others else f"{last} fires"
        watched = describe_neuron(recogniser, recognition, *marks.watched)
        sizes = " to ".join(str(size) for size in recogniser.network.sizes)
        self.setAccessibleDescription(f"{watched}. {fires}. Layers: {sizes}. Arrow keys select a neuron.")
        self.update()

    def show_lines(self, *, by_activation: bool) -> None:
        """Let the lines show weight times activation, or else the weight alone."""
        self._by_activation = by_activation
        self.update()

    def minimumSizeHint(self) -> QSize:
        """The least size at which the diagram can still be read."""
        return self._appearance.theme.size(300, 200)

    @property
    def places(self) -> NetworkLayout:
        """Where everything lies."""
        return self._arrangement()[1]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Watch the neuron under the mouse, or show the value of the input under it."""
        found, pixel = self._at(event)
        self.neuron_hovered.emit(found)
        words = ""
        if found is not None:
            words = describe_neuron(self._recogniser, self._recognition, *found)
        elif pixel is not None:
            ink = float(self._recognition.seen.ravel()[pixel])
            words = f"{input_name(self._recogniser.network, 0, pixel)}: x = {decimals(ink, 4)}"
        self.setCursor(Qt.CursorShape.PointingHandCursor if words else Qt.CursorShape.ArrowCursor)
        set_plain_tooltip(self, words)

    def leaveEvent(self, event: QEvent) -> None:
        """Watch the selected neuron again."""
        super().leaveEvent(event)
        self.neuron_hovered.emit(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the neuron under the mouse, or follow the input under it."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        found, pixel = self._at(event)
        if found is not None:
            self.neuron_selected.emit(*found)
        elif pixel is not None:
            self.input_followed.emit(pixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the selection with the arrow keys; Home and End go to the first and last neuron of the layer."""
        layer, neuron = self._marks.selected
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = self._recogniser.network.layers[layer].neurons - 1
            self.neuron_selected.emit(layer, last if event.key() == Qt.Key.Key_End else 0)
        elif event.key() in KEYS:
            self.neuron_selected.emit(*self.places.neighbour(layer, neuron, *KEYS[Qt.Key(event.key())]))
        else:
            super().keyPressEvent(event)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint lines first, neurons upon them, captions below."""
        network, layout = self._recogniser.network, self.places
        names = tuple(layer.activation.name for layer in network.layers)
        spotlight, only = self._marks.explained, self._alone()
        key = (theme, network.sizes, names, self._by_activation, spotlight, only)
        self._background.paint(
            painter, key, theme.color("panel"), partial(self._paint_background, theme, network, layout)
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_lines(painter, theme, network, layout)
        self._paint_inputs(painter, theme, layout)
        self._paint_neurons(painter, theme, network, layout)
        self._paint_followed(painter, theme, layout)
        self._paint_selection(painter, theme, layout)

    def _alone(self) -> Neuron | None:
        """Return the neuron whose lines alone are shown, if there is one."""
        return self._marks.watched if self.hasFocus() or self._marks.hovered else None

    def _at(self, event: QMouseEvent) -> tuple[Neuron | None, int | None]:
        """Return the neuron and the input under the mouse, where there is one."""
        x, y = event.position().x(), event.position().y()
        return self.places.neuron_at(x, y), self.places.pixel_at(x, y)

    def _arrangement(self) -> tuple[DiagramLegend, NetworkLayout]:
        """Return the legend, and where everything above it lies."""
        sizes, theme = self._recogniser.network.sizes, self._appearance.theme
        key = (sizes, self.size(), self._by_activation, theme)
        if self._arranged is None or self._arranged[0] != key:
            line = "w a, weight × activation" if self._by_activation else "a weight w"
            words = f"A line shows {line}; weak ones are omitted. A neuron computes z = W a + b, then a = f(z)."
            if len(sizes) > 2 and not is_block(sizes[1]):
                words += " Its picture shows its weights, in a scale of its own; a heavier frame means more active."
            legend = DiagramLegend(words, self.width() - 2.0, theme)
            below = legend.height + self._caption_lines() * theme.px(CAPTION_LINE) + theme.px(8)
            layout = NetworkLayout.of(sizes, float(self.width()), self.height() - below, theme.zoom)
            self._arranged = (key, legend, layout)
        return self._arranged[1:]

    def _caption_lines(self) -> int:
        return 1 if self.width() >= self._appearance.px(NARROW_LAYER) * len(self._recogniser.network.sizes) else 2

    def _captions(self, network: Network, number: int) -> list[str]:
        """Return what stands below a layer, line by line; in many layers there is room for numbers only."""
        layer, is_last = network.layers[number], number == len(network.layers) - 1
        kind = "outputs" if is_last else "hidden"
        if self._caption_lines() == 1:
            return [f"{layer.neurons} {kind}, {layer.activation.label}"]
        is_tight = self.width() < self._appearance.px(TIGHT_LAYER) * len(network.sizes)
        return [str(layer.neurons) if is_tight else f"{layer.neurons} {kind}", layer.activation.label]

    def _weight_pictures(self, theme: Theme, network: Network, place: LayerPlace) -> list[QPixmap]:
        """Return a picture of the weights of each neuron of the first layer, made again when they change."""
        layer = network.layers[0]
        if place.is_block or len(network.layers) < 2:
            return []
        ratio = self.devicePixelRatioF() * (1 if is_on_screen(self) else SHARPNESS)
        key = (theme, place.side, ratio)
        # The array itself is kept, as another one may come to lie where one that is gone has lain.
        if self._pictures is None or self._pictures[0] != key or self._pictures[1] is not layer.weights:
            rows = layer.weights.reshape(-1, CANVAS, CANVAS)
            side = round(place.side * ratio)
            smooth = Qt.TransformationMode.SmoothTransformation
            # Each in a scale of its own, as the strongest neuron would leave all others pale.
            images = (weight_image(row, float(np.abs(row).max()) or 1.0, theme) for row in rows)
            pixmaps = [QPixmap.fromImage(image.scaled(side, side, mode=smooth)) for image in images]
            self._pictures = (key, layer.weights, pixmaps)
        return self._pictures[2]

    def _paint_background(self, theme: Theme, network: Network, layout: NetworkLayout, painter: QPainter) -> None:
        """Paint what stays while a digit is drawn: what is explained, the fan from the inputs, names and captions."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        alone = self._alone()
        if alone is None or alone[0] == 0:
            painting.paint_fan(painter, layout, theme.color("track"), None if alone is None else alone[1])
        self._paint_spotlight(painter, theme, layout)
        painting.paint_names(painter, theme, layout.layers[0])
        painter.setFont(theme.font(SMALL))
        painter.setPen(theme.color("muted"))
        line = theme.px(CAPTION_LINE)
        inputs = f"{network.sizes[0]} inputs"
        is_wide = painter.fontMetrics().horizontalAdvance(f"{inputs} x") <= layout.input_side
        below = QPointF(layout.input_left, layout.input_top + layout.input_side + line)
        painter.drawText(below, f"{inputs} x" if is_wide else inputs)
        legend = self._arrangement()[0]
        top = self.height() - legend.height - self._caption_lines() * line - theme.px(4)
        for number, place in enumerate(layout.layers):
            middle = float(place.centres[:, 0].min() + place.centres[:, 0].max()) / 2
            for row, text in enumerate(self._captions(network, number)):
                width = painter.fontMetrics().horizontalAdvance(text)
                left = min(max(middle - width / 2, 0.0), self.width() - width - 1.0)
                painter.drawText(QPointF(left, top + (row + 0.8) * line), text)
        legend.paint(painter, 0.0, self.height() - legend.height)

    def _paint_spotlight(self, painter: QPainter, theme: Theme, layout: NetworkLayout) -> None:
        spotlight = self._marks.explained
        if spotlight is None or spotlight.connection:
            return
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

    def _paint_lines(self, painter: QPainter, theme: Theme, network: Network, layout: NetworkLayout) -> None:
        recognition, alone = self._recognition, self._alone()
        if recognition.is_blank and self._by_activation:
            return
        for number in range(1, len(network.layers)):
            only: tuple[int | None, int | None] = (None, None)
            if alone is not None:
                if alone[0] not in (number - 1, number):
                    continue
                only = (alone[1], None) if alone[0] == number - 1 else (None, alone[1])
            strengths = network.layers[number].weights
            if self._by_activation:
                strengths = strengths * recognition.forward.activations[number - 1][0]
            painting.paint_lines(painter, theme, (layout.layers[number - 1], layout.layers[number]), strengths, only)

    def _paint_inputs(self, painter: QPainter, theme: Theme, layout: NetworkLayout) -> None:
        square = QRectF(layout.input_left, layout.input_top, layout.input_side, layout.input_side)
        painter.drawImage(square, ink_image(self._recognition.seen, theme))
        painter.setPen(theme.pen("border"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(square.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _paint_neurons(self, painter: QPainter, theme: Theme, network: Network, layout: NetworkLayout) -> None:
        recogniser, recognition = self._recogniser, self._recognition
        for number, (layer, place) in enumerate(zip(network.layers, layout.layers, strict=True)):
            activations = recognition.forward.activations[number][0]
            lit = (
                np.zeros(layer.neurons)
                if recognition.is_blank
                else painting.lightness(activations, layer.activation.name)
            )
            if number == len(network.layers) - 1:
                painting.paint_outputs(painter, theme, place, lit, recogniser.class_names, recognition.fired)
                continue
            if place.is_block:
                painting.paint_block(painter, theme, place, lit)
            else:
                pictures = self._weight_pictures(theme, network, place) if number == 0 else []
                painting.paint_column(painter, theme, place, lit, pictures)
            muted: NDArray[np.bool_] = np.logical_not(network.layers[number + 1].weights.any(axis=0))
            if muted.any():
                painting.paint_muted(painter, theme, place, muted)

    def _paint_followed(self, painter: QPainter, theme: Theme, layout: NetworkLayout) -> None:
        """Mark the followed input, and in slow motion the connection from it to the selected neuron."""
        marks, (layer, neuron) = self._marks, self._marks.following
        source = marks.followed
        if marks.is_connection:
            begin = layout.pixel_place(source) if layer == 0 else layout.layers[layer - 1].departures[source]
            painter.setPen(theme.pen("text", 2.5))
            place = layout.layers[layer]
            x, y = place.centres[neuron]
            painter.drawLine(QPointF(*begin), QPointF(x - place.side / 2, y))
        elif layer != 0 or self._recognition.is_blank:
            return
        if layer == 0:
            painter.setPen(theme.pen("text"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            x, y = layout.pixel_place(source)
            painter.drawRect(square(x, y, layout.input_side / CANVAS + theme.zoom * 3))

    def _paint_selection(self, painter: QPainter, theme: Theme, layout: NetworkLayout) -> None:
        layer, neuron = self._marks.selected
        place = layout.layers[layer]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.pen("supports" if self.hasFocus() else "text", 2))
        x, y = place.centres[neuron]
        painter.drawRoundedRect(square(x, y, place.side + 2 * theme.px(3)), theme.px(5), theme.px(5))
