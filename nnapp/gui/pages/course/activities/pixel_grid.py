"""The 28x28 pixels of a digit, on which a rule is marked: where there must be ink, and where there must be none."""

from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from nnapp.digits.drawing import CANVAS, PIXELS
from nnapp.digits.pixel_rule import EMPTY, FREE, INKED, Marks, broken, no_rule
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.background import is_on_screen
from nnapp.gui.paint.images import ink_image
from nnapp.gui.paint.theme import Theme
from nnapp.gui.widgets.painted_widget import PaintedWidget
from nnapp.nn.arrays import Bytes

SIDE, LEAST = 392, 252
"""Its usual and its least width and height, in pixels."""
FAINT: Final = 0.35
"""How much of the digit's ink shows beneath the marks."""
ARROWS: Final = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
AFTER: Final = {FREE: INKED, INKED: EMPTY, EMPTY: FREE}
"""What a click makes of each mark."""
WORDS: Final = {FREE: "free", INKED: "must be inked", EMPTY: "must be empty"}


class PixelGrid(PaintedWidget):
    """Shows a digit and the marks upon it; a click or the space bar changes a mark, the arrow keys go about."""

    usual_size = (SIDE, SIDE)
    is_opaque = True

    marked = Signal(int, int)
    """The person gives this pixel this mark."""

    def __init__(self, appearance: Appearance) -> None:
        """Start with an empty digit and no marks."""
        super().__init__("The pixels of the rule", "rule", appearance)
        self.setObjectName("pixelGrid")
        self._marks, self._image = no_rule(), np.zeros(PIXELS, np.uint8)
        self._broken = np.zeros(PIXELS, np.bool_)
        self.cursor_pixel = (CANVAS // 2) * CANVAS + CANVAS // 2
        """Where the keys are."""
        self._painting: int | None = None
        appearance.scale(self.setMinimumSize, LEAST, LEAST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def show_rule(self, marks: Marks, image: Bytes) -> None:
        """Show ``marks``, (784,), upon a digit, (784,)."""
        self._marks, self._image, self._broken = marks, image, broken(marks, image)
        self._describe()
        self.update()

    def pixel_at(self, place: QPointF) -> int | None:
        """Return the pixel at a place of the widget, if there is one."""
        inside = self._inside()
        column = int((place.x() - inside.left()) // (inside.width() / CANVAS))
        line = int((place.y() - inside.top()) // (inside.width() / CANVAS))
        is_inside = 0 <= column < CANVAS and 0 <= line < CANVAS
        return line * CANVAS + column if is_inside else None

    def place_of(self, pixel: int) -> QRectF:
        """Return where a pixel lies."""
        inside, line, column = self._inside(), *divmod(pixel, CANVAS)
        cell = inside.width() / CANVAS
        return QRectF(inside.left() + column * cell, inside.top() + line * cell, cell, cell)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Change the mark of a pixel; those that the pointer then passes over get the same one."""
        pixel = self.pixel_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and pixel is not None:
            self._painting = AFTER[int(self._marks[pixel])]
            self._mark(pixel, self._painting)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Give the mark to the pixel under the pointer."""
        pixel = self.pixel_at(event.position())
        if self._painting is not None and pixel is not None and self._marks[pixel] != self._painting:
            self._mark(pixel, self._painting)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the marking."""
        del event
        self._painting = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go about with the arrow keys; the space bar changes a mark, Delete takes it away."""
        key = Qt.Key(event.key())
        if key in ARROWS:
            line, column = divmod(self.cursor_pixel, CANVAS)
            down, right = ARROWS[key]
            self.cursor_pixel = (line + down) % CANVAS * CANVAS + (column + right) % CANVAS
            self._describe()
            self.update()
        elif key == Qt.Key.Key_Space:
            self._mark(self.cursor_pixel, AFTER[int(self._marks[self.cursor_pixel])])
        elif key == Qt.Key.Key_Delete:
            self._mark(self.cursor_pixel, FREE)
        else:
            super().keyPressEvent(event)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the digit, the grid, the marks, and the pixel where the keys are."""
        painter.fillRect(self.rect(), theme.color("panel"))
        inside = self._inside()
        ink = (FAINT / 255 * self._image.reshape(CANVAS, CANVAS)).astype(np.float32)
        painter.drawImage(inside, ink_image(ink, theme))
        painter.setPen(theme.mixed("paper", "border", 0.5))
        cell = inside.width() / CANVAS
        for number in range(CANVAS + 1):
            along = number * cell
            painter.drawLine(
                QPointF(inside.left() + along, inside.top()), QPointF(inside.left() + along, inside.bottom())
            )
            painter.drawLine(
                QPointF(inside.left(), inside.top() + along), QPointF(inside.right(), inside.top() + along)
            )
        for pixel in np.flatnonzero(self._marks):
            self._paint_mark(painter, theme, int(pixel))
        if self.hasFocus() and is_on_screen(self):
            painter.setPen(theme.pen("text", 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.place_of(self.cursor_pixel))

    def _paint_mark(self, painter: QPainter, theme: Theme, pixel: int) -> None:
        """Paint a filled square where there must be ink, an open one where there must be none."""
        place, room = self.place_of(pixel), max(self.place_of(pixel).width() * 0.14, 1.0)
        if self._broken[pixel]:
            painter.fillRect(place, theme.color("fires"))
        inner = place.adjusted(room, room, -room, -room)
        if self._marks[pixel] == INKED:
            painter.fillRect(inner, theme.color("supports"))
            return
        painter.fillRect(inner, theme.color("paper"))
        painter.setPen(theme.pen("opposes", 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(inner)

    def _inside(self) -> QRectF:
        """Return where the pixels lie: a square, at the top."""
        side = min(self.width(), self.height()) - 2
        return QRectF((self.width() - side) / 2, 1, side, side)

    def _mark(self, pixel: int, mark: int) -> None:
        self.cursor_pixel = pixel
        self.marked.emit(pixel, mark)

    def _describe(self) -> None:
        line, column = divmod(self.cursor_pixel, CANVAS)
        grey = self._image[self.cursor_pixel] / 255
        self.setAccessibleDescription(
            f"Row {line + 1}, column {column + 1}: {WORDS[int(self._marks[self.cursor_pixel])]}, "
            f"ink {grey:.2f}{', broken by this digit' if self._broken[self.cursor_pixel] else ''}. "
            "The space bar changes the mark."
        )
