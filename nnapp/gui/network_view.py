"""The network diagram: inputs as a picture, neurons lit by their activation, lines by their strength."""

from html import escape
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnapp.digits.drawing import CANVAS
from nnapp.gui.appearance import Appearance
from nnapp.gui.ink_image import ink_image
from nnapp.gui.network_layout import LayerPlace, NetworkLayout
from nnapp.gui.picture_export import offer_picture
from nnapp.gui.session import Session
from nnapp.gui.theme import SMALL, TEXT, Theme, font
from nnapp.gui.weight_images import weight_image
from nnapp.nn.arrays import Array
from nnapp.nn.network import Layer, Network

MOST_LINES: Final = 110
"""Between two layers; the weakest are left out, as no one could tell them apart."""

CAPTION: Final = 18
NARROW_LAYER: Final = 115
"""Pixels for each layer, below which captions are short."""
BINS: Final = 4
"""Strengths that lines are painted in, each with a pen of its own."""

NEGLIGIBLE: Final = 0.05
"""Of the strongest line; weaker ones are not painted."""


class NetworkView(QWidget):
    """Shows the network of the session at work; a neuron can be chosen with the mouse or the arrow keys."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Follow ``session``."""
        super().__init__(parent)
        self.setObjectName("networkView")
        self.setAccessibleName("The network diagram")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._session = session
        self._appearance = appearance
        self._by_activation = True
        self._layout: tuple[object, NetworkLayout] | None = None
        self._ground: tuple[object, QPixmap] | None = None
        self._pictures: tuple[object, Array, list[QPixmap]] | None = None
        offer_picture(self, "network")
        session.recognition_changed.connect(self._on_recognition)
        session.selection_changed.connect(self._on_recognition)
        appearance.changed.connect(self.update)
        self._on_recognition()

    @property
    def by_activation(self) -> bool:
        """Whether lines show weight times activation; else the weight alone."""
        return self._by_activation

    @by_activation.setter
    def by_activation(self, by_activation: bool) -> None:
        self._by_activation = by_activation
        self.update()

    def sizeHint(self) -> QSize:
        """Room for fifteen neurons."""
        return QSize(560, 340)

    def minimumSizeHint(self) -> QSize:
        """As small as the diagram can still be read."""
        return QSize(300, 200)

    def neuron_place(self, layer: int, neuron: int) -> QPointF:
        """Return the middle of a neuron, for tests and tools."""
        return QPointF(*self._placed().layers[layer].centres[neuron])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what the neuron under the mouse is."""
        found = self._placed().neuron_at(event.position().x(), event.position().y())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
        self.setToolTip(escape(self._session.describe_neuron(*found)) if found else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the neuron under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            found = self._placed().neuron_at(event.position().x(), event.position().y())
            if found is not None:
                self._session.select_neuron(*found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys go from neuron to neuron."""
        steps = {
            Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)
        }  # fmt: skip
        if event.key() not in steps:
            super().keyPressEvent(event)
            return
        across, down = steps[Qt.Key(event.key())]
        layers = self._session.recogniser.network.layers
        layer, neuron = self._session.selection
        layer = min(max(layer + across, 0), len(layers) - 1)
        self._session.select_neuron(layer, min(max(neuron + down, 0), layers[layer].neurons - 1))

    def changeEvent(self, event: QEvent) -> None:
        """Another size of type or style needs another layout."""
        self._layout = None
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint lines first, neurons upon them, captions below."""
        del event
        theme, recogniser, recognition = self._appearance.theme, self._session.recogniser, self._session.recognition
        network, layout = recogniser.network, self._placed()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._painted_ground(theme, network, layout))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        activations = [values[0] for values in recognition.forward.activations]
        for number in range(1, len(network.layers)):
            strengths = network.layers[number].weights
            if self._by_activation:
                strengths = strengths * activations[number - 1]
            if not (recognition.is_blank and self._by_activation):
                _paint_lines(painter, theme, layout.layers[number - 1], layout.layers[number], strengths)
        square = QRectF(layout.input_left, layout.input_top, layout.input_side, layout.input_side).toRect().toRectF()
        painter.drawImage(square, ink_image(recognition.seen, theme))
        painter.setPen(theme.color("border"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(square)
        pictures = self._weight_pictures(theme, network, layout.layers[0])
        for number, (layer, place) in enumerate(zip(network.layers, layout.layers, strict=True)):
            lit = np.zeros(layer.neurons) if recognition.is_blank else _light(activations[number])
            if number == len(network.layers) - 1:
                self._paint_outputs(painter, theme, place, lit)
            elif place.is_block:
                _paint_block(painter, theme, place, lit)
            else:
                _paint_column(painter, theme, place, lit, pictures if number == 0 else [])
        self._paint_selection(painter, theme, layout)
        painter.end()

    def _on_recognition(self) -> None:
        self.setAccessibleDescription(self._session.describe_neuron(*self._session.selection))
        self.update()

    def _placed(self) -> NetworkLayout:
        sizes = self._session.recogniser.network.sizes
        key = (sizes, self.size())
        if self._layout is None or self._layout[0] != key:
            layout = NetworkLayout.of(sizes, float(self.width()), self.height() - CAPTION - 2.0)
            self._layout = (key, layout)
        return self._layout[1]

    def _weight_pictures(self, theme: Theme, network: Network, place: LayerPlace) -> list[QPixmap]:
        """Return a picture of the weights of each neuron of the first layer, made anew when they change."""
        layer = network.layers[0]
        if place.is_block or len(network.layers) < 2:
            return []
        key = (theme, place.side)
        # The array itself is kept, as another one may come to lie where one that is gone has lain.
        if self._pictures is None or self._pictures[0] != key or self._pictures[1] is not layer.weights:
            strongest = float(np.abs(layer.weights).max()) or 1.0
            rows = layer.weights.reshape(-1, CANVAS, CANVAS)
            side = round(place.side * self.devicePixelRatioF())
            smooth = Qt.TransformationMode.SmoothTransformation
            images = (weight_image(row, strongest, theme).scaled(side, side, mode=smooth) for row in rows)
            self._pictures = (key, layer.weights, [QPixmap.fromImage(image) for image in images])
        return self._pictures[2]

    def _painted_ground(self, theme: Theme, network: Network, layout: NetworkLayout) -> QPixmap:
        """Return what stays while a digit is drawn: the lines from the inputs, and the captions."""
        ratio = self.devicePixelRatioF()
        names = tuple(layer.activation.name for layer in network.layers)
        key = (theme, self.size(), ratio, network.sizes, names)
        if self._ground is None or self._ground[0] != key:
            pixmap = QPixmap(self.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(theme.color("panel"))
            painter = QPainter(pixmap)
            self._paint_fan(painter, theme, layout)
            for number, (layer, place) in enumerate(zip(network.layers, layout.layers, strict=True)):
                self._paint_caption(painter, theme, place, layer, number)
            below = QRectF(layout.input_left, layout.input_top + layout.input_side + 4, layout.input_side + 40, CAPTION)
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, "784 inputs")
            painter.end()
            self._ground = (key, pixmap)
        return self._ground[1]

    def _paint_fan(self, painter: QPainter, theme: Theme, layout: NetworkLayout) -> None:
        """Paint that every pixel feeds every neuron, as thin lines."""
        painter.setPen(QPen(theme.color("border"), 1))
        place = layout.layers[0]
        right = layout.input_left + layout.input_side
        ys = np.linspace(layout.input_top, layout.input_top + layout.input_side, min(len(place.centres), 15))
        shown = place.centres[np.linspace(0, len(place.centres) - 1, len(ys)).astype(int)]
        lines = [QLineF(right, y, x - place.side / 2, middle) for y, (x, middle) in zip(ys, shown, strict=True)]
        painter.drawLines(lines)

    def _paint_outputs(self, painter: QPainter, theme: Theme, place: LayerPlace, lit: NDArray[np.floating]) -> None:
        names, fired = self._session.recogniser.class_names, self._session.recognition.fired
        radius = place.side / 2
        size = TEXT if place.side >= TEXT + 6 else SMALL
        centres = [QPointF(x, y) for x, y in place.centres.tolist()]
        for neuron, centre in enumerate(centres):
            fires = neuron in fired
            painter.setPen(QPen(theme.color("text"), 2.5 if fires else 1))
            painter.setBrush(theme.color("fires") if fires else _mixed(theme, float(lit[neuron])))
            painter.drawEllipse(centre, radius, radius)
        painter.setFont(font(size))
        painter.setPen(theme.color("text"))
        for neuron, centre in enumerate(centres):
            if neuron in fired:
                continue
            if len(names[neuron]) > 1:
                self._paint_beside(painter, centre, radius, names[neuron])
                continue
            is_dark = float(lit[neuron]) > 0.5
            if is_dark:
                painter.setPen(theme.color("panel"))
            painter.drawText(_square(centre, radius), _CENTRE, names[neuron])
            if is_dark:
                painter.setPen(theme.color("text"))
        painter.setFont(font(size, QFont.Weight.Bold))
        for neuron in fired:
            is_short = len(names[neuron]) == 1
            self._paint_beside(painter, centres[neuron], radius, "fires" if is_short else f"{names[neuron]} fires")
            if is_short:
                painter.setPen(theme.color("on_fires"))
                painter.drawText(_square(centres[neuron], radius), _CENTRE, names[neuron])
                painter.setPen(theme.color("text"))

    def _paint_beside(self, painter: QPainter, centre: QPointF, radius: float, words: str) -> None:
        left = centre.x() + radius + 4
        beside = QRectF(left, centre.y() - 8, self.width() - left, 16)
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_caption(self, painter: QPainter, theme: Theme, place: LayerPlace, layer: Layer, number: int) -> None:
        is_last = number == len(self._session.recogniser.network.layers) - 1
        words = f"{layer.neurons} {'outputs' if is_last else 'hidden'}, {layer.activation.name}"
        if self.width() < NARROW_LAYER * len(self._session.recogniser.network.sizes):
            # Side by side they would run into each other; the neurons say their activation themselves.
            words = words.partition(",")[0]
        painter.setFont(font(SMALL))
        painter.setPen(theme.color("muted"))
        width = painter.fontMetrics().horizontalAdvance(words)
        middle = float(place.centres[:, 0].mean())
        left = min(max(middle - width / 2, 0.0), self.width() - width - 1.0)
        painter.drawText(QPointF(left, self.height() - 5.0), words)

    def _paint_selection(self, painter: QPainter, theme: Theme, layout: NetworkLayout) -> None:
        layer, neuron = self._session.selection
        place = layout.layers[layer]
        x, y = place.centres[neuron]
        half = place.side / 2 + 3
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("supports" if self.hasFocus() else "text"), 2))
        painter.drawRoundedRect(QRectF(x - half, y - half, 2 * half, 2 * half), 5, 5)


_CENTRE: Final = Qt.AlignmentFlag.AlignCenter


def _square(centre: QPointF, radius: float) -> QRectF:
    return QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)


def _light(activations: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return how brightly each neuron is lit, 0..1: its activation, where that lies within -1..1."""
    size: NDArray[np.floating] = np.abs(activations)
    size *= 1.0 / max(1.0, float(size.max()))
    return size


def _mixed(theme: Theme, share: float) -> QColor:
    """Return the panel's colour, or as much of the text's as a neuron is lit."""
    return _between(theme.color("panel"), theme.color("text"), share)


def _between(one: QColor, other: QColor, share: float) -> QColor:
    """Return the colour that lies the ``share``, 0..1, of the way from ``one`` to ``other``."""
    return QColor(
        round(one.red() + share * (other.red() - one.red())),
        round(one.green() + share * (other.green() - one.green())),
        round(one.blue() + share * (other.blue() - one.blue())),
    )


def _paint_lines(
    painter: QPainter, theme: Theme, left: LayerPlace, right: LayerPlace, strengths: NDArray[np.floating]
) -> None:
    """Paint the strongest lines: solid and blue for what speaks for a neuron, dashed and orange against."""
    flat = np.abs(strengths).ravel()
    strongest = float(flat.max())
    if strongest == 0.0:
        return
    chosen = np.argpartition(flat, -MOST_LINES)[-MOST_LINES:] if len(flat) > MOST_LINES else np.arange(len(flat))
    chosen = chosen[flat[chosen] > NEGLIGIBLE * strongest]
    shares = flat[chosen] / strongest
    bins = np.minimum((shares * BINS).astype(int), BINS - 1)
    to, start = np.divmod(chosen, strengths.shape[1])
    positive = strengths.ravel()[chosen] > 0
    begins, ends = left.centres[start], right.centres[to]
    begins = begins + np.array([left.side / 2, 0.0])
    ends = ends - np.array([right.side / 2, 0.0])
    for level in range(BINS):
        for sign, token in ((False, "opposes"), (True, "supports")):
            some = (bins == level) & (positive == sign)
            if not some.any():
                continue
            # Paler, not transparent: to mix colours where lines cross takes three times as long.
            colour = _between(theme.color("panel"), theme.color(token), 0.25 + 0.75 * (level + 1) / BINS)
            # Thin lines are painted without smoothing: there are many, and it takes ten times as long.
            is_thin = level < BINS // 2
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=not is_thin)
            pen = QPen(colour, 1.0 if is_thin else 0.6 + 2.4 * (level + 0.5) / BINS)
            pen.setCosmetic(is_thin)
            if not sign:
                pen.setDashPattern([4.0, 3.0])
            painter.setPen(pen)
            points = np.concatenate([begins[some], ends[some]], axis=1).tolist()
            painter.drawLines([QLineF(*line) for line in points])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_column(
    painter: QPainter, theme: Theme, place: LayerPlace, lit: NDArray[np.floating], pictures: list[QPixmap]
) -> None:
    """Paint neurons one above the other; the frame is the heavier, the more a neuron is active."""
    half = place.side / 2
    for neuron, (x, y) in enumerate(place.centres.tolist()):
        square = QRectF(x - half, y - half, place.side, place.side)
        share = float(lit[neuron])
        if pictures:
            painter.drawPixmap(square, pictures[neuron], QRectF(pictures[neuron].rect()))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(_mixed(theme, 0.25 + 0.75 * share), 0.8 + 2.4 * share))
            painter.drawRect(square)
        else:
            painter.setBrush(_mixed(theme, share))
            painter.setPen(QPen(theme.color("muted"), 1))
            painter.drawEllipse(QPointF(x, y), half, half)


def _paint_block(painter: QPainter, theme: Theme, place: LayerPlace, lit: NDArray[np.floating]) -> None:
    """Paint many neurons as small squares, each as dark as it is active."""
    half = place.side / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(theme.color("border"), 1) if place.side > 5 else Qt.PenStyle.NoPen)
    shades = [_mixed(theme, share / 8) for share in range(9)]
    levels = np.rint(lit * 8).astype(int)
    for level in range(9):
        some = place.centres[levels == level]
        if len(some):
            painter.setBrush(shades[level])
            painter.drawRects([QRectF(x - half, y - half, place.side, place.side) for x, y in some.tolist()])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
