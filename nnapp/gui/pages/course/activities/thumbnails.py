"""Small pictures of digits side by side, one of which can be chosen."""

from typing import Final

import numpy as np
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter

from nnapp.digits.drawing import CANVAS
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.images import ink_image
from nnapp.gui.paint.theme import SMALL, Theme
from nnapp.gui.widgets.painted_widget import PaintedWidget
from nnapp.nn.arrays import Bytes
from nnapp.wording import count

CELL, GAP = 30, 4
"""The width and height of a picture, and the room between two, in pixels."""
LINES: Final = 2
"""How many lines of pictures there are at least."""


class Thumbnails(PaintedWidget):
    """Shows as many pictures as there is room for; a click or the arrow keys choose one."""

    chosen = Signal(int)
    """The person has chosen this picture, by its number among those shown."""

    def __init__(self, name: str, appearance: Appearance) -> None:
        """Start without pictures."""
        super().__init__(name, "digits", appearance)
        self._digits: Bytes = np.zeros((0, CANVAS * CANVAS), np.uint8)
        self._images: list[QImage] = []
        self._drawn_for: Theme | None = None
        self._current: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        appearance.scale(self.setMinimumSize, 4 * (CELL + GAP), LINES * (CELL + GAP))

    def show_digits(self, digits: Bytes, current: int | None) -> None:
        """Show ``digits``, (digits, 784), ``current`` of which is chosen."""
        self._current = current
        if digits.shape != self._digits.shape or not np.array_equal(digits, self._digits):
            self._digits, self._drawn_for = digits, None
        chosen = "" if current is None else f", number {current + 1} is chosen"
        self.setAccessibleDescription(f"{count(len(digits), 'digit')}{chosen}.")
        self.update()

    def place_of(self, number: int) -> QRectF:
        """Return where a picture lies."""
        cell, gap = self._appearance.px(CELL), self._appearance.px(GAP)
        line, column = divmod(number, self._columns())
        return QRectF(column * (cell + gap) + 1, line * (cell + gap) + 1, cell, cell)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the picture under the pointer."""
        found = [k for k in range(self._shown()) if self.place_of(k).contains(event.position())]
        if found and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(found[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the next picture or the one before, to the right, left, below or above."""
        columns = self._columns()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._shown():
            super().keyPressEvent(event)
            return
        current = 0 if self._current is None else self._current + step
        if 0 <= current < self._shown():
            self.chosen.emit(current)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the pictures, and how many more there are."""
        if self._drawn_for is not theme:
            inks = self._digits.reshape(-1, CANVAS, CANVAS).astype(np.float32) / 255
            self._images, self._drawn_for = [ink_image(ink, theme) for ink in inks], theme
        shown = self._shown()
        for number in range(shown):
            place = self.place_of(number)
            painter.drawImage(place, self._images[number])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.pen("supports", 2.0) if number == self._current else theme.pen("border"))
            painter.drawRect(place)
        if shown < len(self._digits):
            painter.setFont(theme.font(SMALL))
            painter.setPen(theme.color("muted"))
            painter.drawText(self.place_of(shown), Qt.AlignmentFlag.AlignCenter, f"+{len(self._digits) - shown}")

    def _columns(self) -> int:
        cell, gap = self._appearance.px(CELL), self._appearance.px(GAP)
        return max((self.width() - 2 + gap) // (cell + gap), 1)

    def _shown(self) -> int:
        """Return how many pictures are shown: all, or all but the last for which there is room."""
        cell, gap = self._appearance.px(CELL), self._appearance.px(GAP)
        room = self._columns() * max((self.height() - 2 + gap) // (cell + gap), 1)
        return len(self._digits) if len(self._digits) <= room else room - 1
