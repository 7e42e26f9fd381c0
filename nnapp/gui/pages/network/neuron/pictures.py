"""A neuron's weights as a picture, and the contributions of the pixels laid over the drawing."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from nnapp.digits.drawing import CANVAS, Ink
from nnapp.gui.paint import colour_bar
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.images import contributions_image, weight_image
from nnapp.gui.paint.theme import SMALL, Lines, Theme
from nnapp.gui.paint.titled_picture import TITLE, paint_titled_picture
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.layouts import tell
from nnapp.gui.widgets.painted import Painted
from nnapp.nn.inspect.neuron_numbers import NeuronNumbers, in_millionths
from nnapp.wording import millionths, signed

LINE = Lines(1, SMALL, room=2)
GAP = 20
INSET = 3
"""Pixels around everything, for the frame of the focus."""
STRONGEST = 3
"""Pixels that are named in words, supporting and opposing."""
KEYS = {
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)
}  # fmt: skip


class NeuronPictures(Painted):
    """Two pictures side by side; a pixel can be followed with the mouse or the arrow keys."""

    usual_size = (380, 240)
    is_opaque = True

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Start empty; which pixel is followed is asked of ``session``."""
        super().__init__("Weights of the neuron, and contributions of the pixels", "neuron", appearance, parent)
        self.setObjectName("neuronPictures")
        self.setMouseTracking(True)
        self._session = session
        self._numbers: NeuronNumbers | None = None
        self._weights: tuple[object, QImage] | None = None
        self._seen: Ink = np.zeros((CANVAS, CANVAS), np.float32)
        self._name = ""
        self._followed = 0

    def show_numbers(self, numbers: NeuronNumbers, name: str, seen: Ink) -> None:
        """Show another neuron, called ``name`` within its layer, or another drawing."""
        self._numbers, self._name, self._seen = numbers, name, seen
        self._followed = self._session.selection.followed_pixel(int(np.abs(numbers.contributions).argmax()))
        self.setAccessibleDescription(
            f"{contributions_in_words(numbers.contributions)} {pixel_in_words(numbers, self._followed)}"
        )
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the numbers of the pixel under the mouse."""
        pixel = self._pixel_at(event.position())
        tell(self, "" if self._numbers is None or pixel is None else pixel_in_words(self._numbers, pixel))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Follow the pixel under the mouse."""
        pixel = self._pixel_at(event.position())
        if pixel is not None and event.button() == Qt.MouseButton.LeftButton:
            self._session.selection.follow(0, pixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys follow the pixel beside."""
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
            if numbers.layer == 0:
                title, short = f"weights w of {self._name}", "contributions w x"
            else:
                title, short = f"input gradients ∂z/∂x of {self._name}", "contributions x · ∂z/∂x"
            strongest = float(np.abs(numbers.input_gradients).max()) or 1.0
            most = float(np.abs(numbers.contributions).max()) or 1.0
            contributions = contributions_image(numbers.contributions.reshape(CANVAS, CANVAS), most, self._seen, theme)
            weights = self._weights_picture(numbers, strongest, theme)
            pictures = ((title, "", weights, strongest), (f"{short}, over the drawing", short, contributions, most))
            for place, (title, short, image, largest) in zip(self.squares(), pictures, strict=True):
                paint_titled_picture(painter, theme, place, title, image, short)
                self._paint_mark(painter, theme, place)
                bar = QRectF(place.left(), place.bottom() + theme.px(5), place.width(), colour_bar.bar_height(theme))
                colour_bar.paint_colour_bar(painter, theme, bar, largest, ("opposes", "supports"))
            if numbers.layer > 0:
                line, inset = theme.px(LINE), theme.px(INSET)
                below = QRectF(inset, self.height() - line - inset, self.width() - 2 * inset, line)
                painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, pixel_in_words(numbers, self._followed))

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
        # A whole number of pixels for each, where there is room, so that all look alike.
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
        """Return the picture of the weights, which stay while a digit is drawn."""
        key = (theme, numbers.input_gradients.tobytes())
        if self._weights is None or self._weights[0] != key:
            self._weights = (key, weight_image(numbers.input_gradients.reshape(CANVAS, CANVAS), strongest, theme))
        return self._weights[1]


def pixel_in_words(numbers: NeuronNumbers, pixel: int) -> str:
    """Return what a pixel says for the neuron, in numbers."""
    slope = "w" if numbers.layer == 0 else "∂z/∂x"
    parts = (numbers.pixels, numbers.input_gradients, numbers.contributions)
    x, w, contribution = (millionths(float(in_millionths(part[pixel : pixel + 1])[0])) for part in parts)
    return f"pixel {pixel // CANVAS}, {pixel % CANVAS}: x = {x}, {slope} = {w}, x · {slope} = {contribution}"


def contributions_in_words(contributions: NDArray[np.floating]) -> str:
    """Return the strongest pixels for and against, with their places."""
    order = np.argsort(contributions, kind="stable")
    most = [place for place in order[::-1][:STRONGEST].tolist() if contributions[place] > 0]
    least = [place for place in order[:STRONGEST].tolist() if contributions[place] < 0]
    support, opposition = (
        ", ".join(f"pixel {place // CANVAS} {place % CANVAS} ({signed(contributions[place])})" for place in places)
        for places in (most, least)
    )
    return f"Strongest support: {support or 'none'}; strongest opposition: {opposition or 'none'}."
