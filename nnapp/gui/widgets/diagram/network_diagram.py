"""The network diagram: inputs as a picture, neurons lit by their activation, lines by their strength."""

from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from nnapp.digits.recogniser import Recogniser, Recognition
from nnapp.gui.paint.appearance import LARGEST, SMALLEST, Appearance
from nnapp.gui.paint.background import CachedBackground, is_on_screen
from nnapp.gui.paint.theme import Theme
from nnapp.gui.widgets.diagram import overlays, painting
from nnapp.gui.widgets.diagram.captions import LINE, caption_lines, paint_captions, paint_remark
from nnapp.gui.widgets.diagram.layout import LARGEST_NODE, NetworkLayout
from nnapp.gui.widgets.diagram.legend import paint_legend
from nnapp.gui.widgets.diagram.lines import paint_lines
from nnapp.gui.widgets.diagram.marks import Marks, Neuron
from nnapp.gui.widgets.diagram.seen import SeenPicture, input_square, paint_seen_words
from nnapp.gui.widgets.diagram.travelling import paint_travel
from nnapp.gui.widgets.diagram.weight_pictures import WeightPictures
from nnapp.gui.widgets.input_words import describe_input
from nnapp.gui.widgets.layouts import set_plain_tooltip
from nnapp.gui.widgets.neuron_words import describe_neuron
from nnapp.gui.widgets.painted_widget import PaintedWidget
from nnapp.gui.widgets.picture_export import SHARPNESS
from nnapp.nn.arrays import Array
from nnapp.nn.network import Network
from nnapp.wording import decimals, listed

ROOM: Final = (950, 430)
"""Where there is more room than this, everything in the diagram is larger ..."""
LEAST_ROOM: Final = (440, 125)
"""... and where there is less than this, everything is smaller than the zoom of the window has it."""
CORNER: Final = (210, 36)
"""The width and height, in pixels, of what is in the top right corner."""
LOW: Final = 170
"""Pixels; a diagram that is lower has no room for anything in its corner."""
CLEAR: Final = 40
"""Pixels; a picture of weights that is smaller is shown large under the mouse."""
WORDS_SHARE: Final = 0.25
"""The greatest width of the words beside the outputs, as a share of the whole."""
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
        self._by_activation, self._least_weight = True, 0.0
        self._legend_shown = False
        self.corner_taken = False
        """Whether something lies upon the top right corner; set before the diagram is shown."""
        self._grown = appearance.theme
        self._arranged: tuple[object, NetworkLayout] | None = None
        self._background = CachedBackground(self)
        self._pictures = WeightPictures()
        self.seen = SeenPicture(self)
        """What the network sees, and how the drawing becomes it."""
        self.seen.changed.connect(self._update_inputs)
        self.show_recognition(recogniser, recognition, Marks())

    def show_recognition(self, recogniser: Recogniser, recognition: Recognition, marks: Marks) -> None:
        """Show a network, what it makes of a drawing, and what is marked in it."""
        self._recogniser, self._recognition, self._marks = recogniser, recognition, marks
        fired = [recogniser.class_names[neuron] for neuron in recognition.fired] or ["no output"]
        fires = f"{listed(fired)} {'fires' if len(fired) == 1 else 'fire'}"
        watched = describe_neuron(recogniser, recognition, *marks.watched)
        sizes = " to ".join(str(size) for size in recogniser.network.sizes)
        self.setAccessibleDescription(f"{watched}. {fires}. Layers: {sizes}. Arrow keys select a neuron.")
        self.update()

    def show_lines(self, *, by_activation: bool, least_weight: float = 0.0) -> None:
        """Let the lines show weight times activation, or else the weight alone; weaker ones than the least are omitted.

        Args:
            by_activation: whether the activation counts.
            least_weight: of which size a weight, whatever its sign, must be to have a line.
        """
        self._by_activation, self._least_weight = by_activation, least_weight
        self.update()

    def show_legend(self, shown: bool) -> None:  # noqa: FBT001 - Qt's own way
        """Show or hide what the colours, lines and frames mean."""
        self._legend_shown = shown
        self.update()

    def minimumSizeHint(self) -> QSize:
        """The least size at which the diagram can still be read."""
        return self._appearance.theme.size(240, 120)

    @property
    def has_corner(self) -> bool:
        """Whether room is left in the top right corner for what lies upon the diagram."""
        return self.corner_taken and self.height() >= self._appearance.px(LOW)

    @property
    def places(self) -> NetworkLayout:
        """Where everything lies."""
        network, theme = self._recogniser.network, self._drawn_theme()
        key = (network.sizes, self._recogniser.class_names, self.size(), theme)
        if self._arranged is None or self._arranged[0] != key:
            captions = caption_lines(network, self.width(), theme) * theme.px(LINE) + theme.px(3)
            width, height, zoom = float(self.width()), float(self.height() - captions), theme.zoom
            words = painting.words_width(theme, self._recogniser.class_names, height)
            beside = LARGEST_NODE / 2 + painting.OUTPUT_GAP + min(words, WORDS_SHARE * width) / zoom
            across, down = (self._appearance.px(length) / zoom * self.has_corner for length in CORNER)
            self._arranged = (key, NetworkLayout.of(network.sizes, width, height, zoom, beside, (across, down)))
        return self._arranged[1]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Watch the neuron under the mouse, or show the value of the input under it."""
        found, pixel = self._at(event)
        self.neuron_hovered.emit(found)
        words = ""
        if found is not None:
            words = describe_neuron(self._recogniser, self._recognition, *found)
        elif pixel is not None:
            x = float(self._recognition.seen.ravel()[pixel])
            words = f"{describe_input(pixel, self._recogniser.preparation)}: x = {decimals(x, 4)}"
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the widget, or only the pictures of the drawing while nothing else moves."""
        is_covered = self._marks.hovered is not None or self._marks.travel is not None
        is_within = input_square(self.places).toAlignedRect().contains(event.rect())
        if self.seen.is_moving and is_within and not is_covered:
            painter = QPainter(self)
            self._paint_seen(painter, self._drawn_theme(), self.places)
            painter.end()
        else:
            super().paintEvent(event)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint lines first, neurons upon them, and what points something out on top."""
        theme = self._drawn_theme()
        network, layout, marks = self._recogniser.network, self.places, self._marks
        names = tuple(layer.activation.name for layer in network.layers)
        preparation = self._recogniser.preparation
        key = (theme, layout, names, preparation, marks.explained, self._alone())
        self._background.paint(painter, key, theme.color("panel"), partial(self._paint_background, theme, layout))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if remark := self.remark():
            paint_remark(painter, theme, layout, network, QRectF(self.rect()), remark)
        self._paint_lines(painter, theme, network, layout)
        self._paint_seen(painter, theme, layout)
        self._paint_neurons(painter, theme, network, layout)
        if marks.is_connection or not (self._recognition.is_blank or self.seen.is_moving):
            overlays.paint_followed(painter, theme, layout, marks)
        layer, neuron = marks.selected
        overlays.paint_selection(painter, theme, layout.layers[layer], neuron, has_focus=self.hasFocus())
        self._paint_travel(painter, theme, network, layout)
        self._paint_hovered(painter, theme, layout)
        if self._legend_shown:
            top = self._appearance.px(CORNER[1])
            products, directions = self._shows_products, self._recogniser.preparation.directions
            theme, width = self._appearance.theme, float(self.width())
            paint_legend(painter, theme, width, top, by_activation=products, directions=directions)

    @property
    def _shows_products(self) -> bool:
        """Whether the lines show weight times activation; without a drawing there is none."""
        return self._by_activation and not self._recognition.is_blank

    def _drawn_theme(self) -> Theme:
        """Return the theme in which everything is as large as the room allows."""
        theme = self._appearance.theme
        more, least = (min(self.width() / room[0], self.height() / room[1]) for room in (ROOM, LEAST_ROOM))
        zoom = min(max(more, min(theme.zoom, least), SMALLEST), LARGEST)
        if (self._grown.name, self._grown.zoom) != (theme.name, zoom):
            self._grown = replace(theme, zoom=zoom)
        return self._grown

    def _update_inputs(self) -> None:
        self.update(input_square(self.places).toAlignedRect() if self.seen.is_moving else self.rect())

    def remark(self) -> str:
        """Return what is to be said of the lines: that without a drawing they show the weights."""
        return "nothing drawn: lines show the weights" if self._by_activation and self._recognition.is_blank else ""

    def _alone(self) -> Neuron | None:
        """Return the neuron whose lines alone are shown, if there is one."""
        marks = self._marks
        if marks.hovered is None and marks.travel is not None:
            return marks.selected if marks.selected[0] in (marks.travel.layer, marks.travel.layer + 1) else None
        return marks.watched if self.hasFocus() or marks.hovered else None

    def _at(self, event: QMouseEvent) -> tuple[Neuron | None, int | None]:
        """Return the neuron and the input under the mouse, where there is one."""
        x, y = event.position().x(), event.position().y()
        return self.places.neuron_at(x, y), self.places.pixel_at(x, y)

    def _paint_background(self, theme: Theme, layout: NetworkLayout, painter: QPainter) -> None:
        """Paint what stays while a digit is drawn: what is explained, the fan from the inputs, names and captions."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        alone, spotlight = self._alone(), self._marks.explained
        if alone is None or alone[0] == 0:
            painting.paint_fan(painter, layout, theme.color("track"), None if alone is None else alone[1])
        if spotlight is not None and not spotlight.connection:
            overlays.paint_spotlight(painter, theme, layout, spotlight)
        painting.paint_names(painter, theme, layout.layers[0])
        paint_seen_words(painter, theme, layout, self._recogniser.preparation)
        paint_captions(painter, theme, layout, self._recogniser.network, QRectF(self.rect()))

    def _paint_seen(self, painter: QPainter, theme: Theme, layout: NetworkLayout) -> None:
        directions = self._recogniser.preparation.directions
        self.seen.paint(painter, theme, layout, self._recognition.seen, directions=directions)

    def _paint_lines(self, painter: QPainter, theme: Theme, network: Network, layout: NetworkLayout) -> None:
        alone = self._alone()
        for number in range(1, len(network.layers)):
            only: tuple[int | None, int | None] = (None, None)
            if alone is not None:
                if alone[0] not in (number - 1, number):
                    continue
                only = (alone[1], None) if alone[0] == number - 1 else (None, alone[1])
            places = (layout.layers[number - 1], layout.layers[number])
            strengths = self._strengths(network, number)
            if self._least_weight > 0.0:
                strengths = strengths * (np.abs(network.layers[number].weights) >= self._least_weight)
            paint_lines(painter, theme, places, strengths, only)

    def _strengths(self, network: Network, layer: int) -> Array:
        """Return what the lines into ``layer`` show, (its neurons, its inputs)."""
        weights = network.layers[layer].weights
        return weights * self._recognition.forward.passed_on(layer - 1)[0] if self._shows_products else weights

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
                fired = {neuron: float(activations[neuron]) for neuron in recognition.fired}
                room = self.width() - float(place.departures[:, 0].max()) - theme.px(painting.OUTPUT_GAP + 2)
                painting.paint_outputs(painter, theme, place, lit, recogniser.class_names, fired, room)
                continue
            if place.is_pictured:
                ratio = self.devicePixelRatioF() * (1 if is_on_screen(self) else SHARPNESS)
                pictures = self._pictures.of(
                    layer.weights, round(place.side * ratio), theme, directions=recogniser.preparation.directions
                )
                painting.paint_pictures(painter, theme, place, lit, pictures)
            elif place.is_block:
                painting.paint_block(painter, theme, place, lit)
            else:
                painting.paint_column(painter, theme, place, lit)
            muted: NDArray[np.bool_] = np.logical_not(network.layers[number + 1].weights.any(axis=0))
            if muted.any():
                painting.paint_muted(painter, theme, place, muted)

    def _paint_travel(self, painter: QPainter, theme: Theme, network: Network, layout: NetworkLayout) -> None:
        travel = self._marks.travel
        if travel is not None and -1 <= travel.layer < len(network.layers) - 1:
            values = self._strengths(network, travel.layer + 1) if travel.values is None else travel.values
            paint_travel(painter, theme, layout, travel, values, self._marks.watched)

    def _paint_hovered(self, painter: QPainter, theme: Theme, layout: NetworkLayout) -> None:
        """Paint the weights of the neuron under the mouse large where its own picture is small."""
        hovered = self._marks.hovered
        if hovered is not None and hovered[0] == 0:
            place = layout.layers[0]
            if not place.is_pictured or place.side < self._appearance.px(CLEAR):
                overlays.paint_enlarged(painter, theme, layout, hovered, self._recogniser)
