"""A neuron's weights as a picture, and the contributions of the pixels laid over the drawing."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter

from nnapp.digits.drawing import CANVAS, Ink
from nnapp.gui.paint import colour_bar
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.images import contributions_image, weight_image
from nnapp.gui.paint.theme import SMALL, TextHeight, Theme
from nnapp.gui.paint.titled_picture import TITLE, paint_titled_picture
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.diagram.network_diagram import KEYS
from nnapp.gui.widgets.layouts import set_plain_tooltip
from nnapp.gui.widgets.neuron_words import pixel_name
from nnapp.gui.widgets.painted_widget import PaintedWidget
from nnapp.nn.inspect.neuron_numbers import NeuronNumbers, in_units
from nnapp.wording import FEW_PLACES, of_units, signed

LINE = TextHeight(1, SMALL, room=2)
GAP = 20
INSET = 3
"""The margin around everything, for the focus ring."""
STRONGEST = 3
"""The number of supporting and of opposing pixels that are named in words."""


class NeuronPictures(PaintedWidget):
    """Two pictures side by side; a pixel can be followed with the mouse or the arrow keys."""

    usual_size = (380, 240)
    is_opaque = True

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Start empty; ``session`` knows which pixel is followed."""
        super().__init__("Weights of the neuron, and contributions of the pixels", "neuron", appearance)
        self.setObjectName("neuronPictures")
        self.setMouseTracking(True)
        self._session = session
        self._numbers: NeuronNumbers | None = None
        self._weights: tuple[object, QImage] | None = None
        self._seen: Ink = np.zeros((CANVAS, CANVAS), np.float32)
        self._name = ""
        self._followed = 0
        self._places = FEW_PLACES

    def show_numbers(self, numbers: NeuronNumbers, name: str, seen: Ink, places: int) -> None:
        """Show a neuron, called ``name`` within its layer, for the drawing ``seen``, with ``places`` decimals."""
        self._numbers, self._name, self._seen, self._places = numbers, name, seen, places
        self._followed = self._session.selection.followed_pixel(int(np.abs(numbers.contributions).argmax()))
        self.setAccessibleDescription(
            f"{contributions_in_words(numbers.contributions)} {pixel_in_words(numbers, self._followed, self._places)}"
        )
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the numbers of the pixel under the mouse as a tooltip."""
        pixel = self._pixel_at(event.position())
        numbers = None if pixel is None else self._numbers
        set_plain_tooltip(self, "" if numbers is None else pixel_in_words(numbers, pixel or 0, self._places))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Follow the pixel under the mouse."""
        pixel = self._pixel_at(event.position())
        if pixel is not None and event.button() == Qt.MouseButton.LeftButton:
            self._session.selection.follow(0, pixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the neighbouring pixel with the arrow keys."""
        if event.key() not in KEYS:
            super().keyPressEvent(event)
            return
        across, down = KEYS[Qt.Key(event.key())]
        row, column = divmod(self._followed, CANVAS)
        row, column = (min(max(part, 0), CANVAS - 1) for part in (row + down, column + across))
        self._session.selection.follow(0, row * CANVAS + column)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the pictures, their titles and legends."""
        numbers = self._numbers
        painter.fillRect(self.rect(), theme.color("panel"))
        if numbers is not None:
            title, brief = f"weights w of {self._name}", "weights w"
            parts, short = "contributions w x, over the drawing", "contributions w x"
            if numbers.layer > 0:
                title, brief = f"input gradients ∂z/∂x of {self._name}", f"∂z/∂x of {self._name}"
                parts, short = "contributions x · ∂z/∂x", "x · ∂z/∂x"
            strongest = float(np.abs(numbers.input_gradients).max()) or 1.0
            most = float(np.abs(numbers.contributions).max()) or 1.0
            contributions = contributions_image(numbers.contributions.reshape(CANVAS, CANVAS), most, self._seen, theme)
            weights = self._weights_picture(numbers, strongest, theme)
            pictures = ((title, brief, weights, strongest), (parts, short, contributions, most))
            for place, (title, short, image, largest) in zip(self.squares(), pictures, strict=True):
                paint_titled_picture(painter, theme, place, title, image, short)
                self._paint_mark(painter, theme, place)
                bar = QRectF(place.left(), place.bottom() + theme.px(5), place.width(), colour_bar.bar_height(theme))
                colour_bar.paint_colour_bar(painter, theme, bar, largest, ("opposes", "supports"))
            if numbers.layer > 0:
                line, inset = theme.px(LINE), theme.px(INSET)
                below = QRectF(inset, self.height() - line - inset, self.width() - 2 * inset, line)
                painter.drawText(
                    below, Qt.AlignmentFlag.AlignVCenter, pixel_in_words(numbers, self._followed, self._places)
                )

    def _paint_mark(self, painter: QPainter, theme: Theme, place: QRectF) -> None:
        """Frame the followed pixel."""
        cell = place.width() / CANVAS
        row, column = divmod(self._followed, CANVAS)
        painter.setPen(theme.pen("text"))
        painter.drawRect(QRectF(place.left() + column * cell - 0.5, place.top() + row * cell - 0.5, cell + 1, cell + 1))

    def squares(self) -> tuple[QRectF, QRectF]:
        """Return where the pictures lie, for tests and tools as well."""
        theme = self._appearance.theme
        gap, inset, title = theme.px(GAP), theme.px(INSET), theme.px(TITLE)
        below = colour_bar.bar_height(theme) + theme.px(6)
        if self._numbers is not None and self._numbers.layer > 0:
            below += theme.px(LINE)
        side = min((self.width() - gap - 2 * inset) / 2, self.height() - title - below - 2 * inset)
        # A whole number of screen pixels for each pixel where there is room, so that all look alike.
        is_close = side >= 2 * CANVAS and side % CANVAS < 0.06 * side
        side = float(side // CANVAS * CANVAS) if is_close else float(int(side))
        return QRectF(inset, inset + title, side, side), QRectF(inset + side + gap, inset + title, side, side)

    def _pixel_at(self, point: QPointF) -> int | None:
        for square in self.squares():
            cell = square.width() / CANVAS
            column, row = (point.x() - square.left()) // cell, (point.y() - square.top()) // cell
            if 0 <= column < CANVAS and 0 <= row < CANVAS:
                return int(row) * CANVAS + int(column)
        return None

    def _weights_picture(self, numbers: NeuronNumbers, strongest: float, theme: Theme) -> QImage:
        """Return the picture of the weights, painted again only when they change."""
        key = (theme, numbers.input_gradients.tobytes())
        if self._weights is None or self._weights[0] != key:
            self._weights = (key, weight_image(numbers.input_gradients.reshape(CANVAS, CANVAS), strongest, theme))
        return self._weights[1]


def pixel_in_words(numbers: NeuronNumbers, pixel: int, places: int) -> str:
    """Return the ink, the weight or input gradient, and the contribution of a pixel, with ``places`` decimals."""
    symbol = "w" if numbers.layer == 0 else "∂z/∂x"
    parts = (numbers.pixels, numbers.input_gradients, numbers.contributions)
    x, w, contribution = (of_units(in_units(part[pixel : pixel + 1], places)[0], places) for part in parts)
    return f"{pixel_name(pixel)}: x = {x}, {symbol} = {w}, x · {symbol} = {contribution}"


def contributions_in_words(contributions: NDArray[np.floating]) -> str:
    """Return the pixels that support and that oppose most, with their places."""
    order = np.argsort(contributions, kind="stable")
    most = [place for place in order[::-1][:STRONGEST].tolist() if contributions[place] > 0]
    least = [place for place in order[:STRONGEST].tolist() if contributions[place] < 0]
    support, opposition = (
        ", ".join(f"{pixel_name(place)} ({signed(contributions[place])})" for place in places)
        for places in (most, least)
    )
    return f"Strongest support: {support or 'none'}; strongest opposition: {opposition or 'none'}."
