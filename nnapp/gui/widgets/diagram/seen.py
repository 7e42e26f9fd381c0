"""What the network sees: the prepared drawing, on its way there from the drawing as it was drawn."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEasingCurve, QObject, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QPainter, QPolygonF

from nnapp.digits.drawing import CANVAS, Ink
from nnapp.digits.preparations import Preparation
from nnapp.digits.transition import Transition
from nnapp.gui.paint.direction_marks import paint_direction_marks
from nnapp.gui.paint.images import ink_image
from nnapp.gui.paint.theme import SMALL, Theme
from nnapp.gui.paint.titled_picture import paint_framed_picture
from nnapp.gui.widgets.diagram.layout import NetworkLayout

DURATION: Final = 600
"""Milliseconds in which the ink moves."""
TWIN: Final = 2 * CANVAS
"""The width of the picture of the drawing as it was drawn."""
ARROW: Final = 16


class SeenPicture(QObject):
    """The picture of the inputs, which can show how the drawing becomes it, and the drawing above it."""

    changed = Signal()
    """The picture of the inputs shows a different moment."""

    def __init__(self, parent: QObject) -> None:
        """Start with blank paper."""
        super().__init__(parent)
        self.drawn: Ink = np.zeros((CANVAS, CANVAS), np.float32)
        """The ink as it was drawn."""
        self._transition: Transition | None = None
        self.clock = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=DURATION)
        """Runs while the drawing is on its way."""
        self.clock.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self.clock.valueChanged.connect(lambda _share: self.changed.emit())
        self.clock.finished.connect(self.stop)

    @property
    def is_moving(self) -> bool:
        """Whether the drawing is on its way."""
        return self._transition is not None

    def play(self, transition: Transition) -> None:
        """Show ``transition`` once."""
        self.clock.stop()
        self._transition = transition
        self.clock.setDuration(round(DURATION / transition.moving))
        self.clock.start()

    def stop(self) -> None:
        """Show the drawing as the network sees it."""
        if self._transition is not None:
            self._transition = None
            self.clock.stop()
            self.changed.emit()

    def paint(
        self, painter: QPainter, theme: Theme, layout: NetworkLayout, seen: NDArray[np.float32], *, directions: bool
    ) -> None:
        """Paint ``seen``, or the drawing on its way there, and above it the drawing, where there is room.

        ``directions``: it shows the directions of edges, and not pixels.
        """
        square = input_square(layout)
        if self._transition is None:
            paint_framed_picture(painter, theme, square, ink_image(seen, theme), directions=directions)
        else:
            share = self.clock.currentValue()
            paint_framed_picture(painter, theme, square, ink_image(self._transition.at(share), theme))
            painter.setOpacity(self._transition.dissolved(share))
            paint_direction_marks(painter, theme, square)
            painter.setOpacity(1.0)
        if twin := _twin(layout, theme):
            paint_framed_picture(painter, theme, twin, ink_image(self.drawn, theme))


def input_square(layout: NetworkLayout) -> QRectF:
    """Return where the picture of the inputs lies."""
    return QRectF(layout.input_left, layout.input_top, layout.input_side, layout.input_side)


def paint_seen_words(painter: QPainter, theme: Theme, layout: NetworkLayout, preparation: Preparation) -> None:
    """Paint, where there is room, what belongs to the pictures: which is which, and how one becomes the other."""
    square, px = input_square(layout), theme.px
    painter.setFont(theme.font(SMALL))
    painter.setPen(theme.color("muted"))
    words, flags = seen_words(preparation), Qt.TextFlag.TextWordWrap
    # As much above the picture as below, where it stands in the middle.
    room = QRectF(square.left(), square.bottom() + px(5), square.width(), square.top() - px(7))
    if painter.fontMetrics().boundingRect(room.toRect(), flags, words).height() <= room.height():
        painter.drawText(room, flags, words)
    if twin := _twin(layout, theme):
        beside = twin.translated(twin.width() + px(6), 0)
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, "as drawn")
        x, begin, end = twin.center().x(), twin.bottom() + px(4), square.top() - px(4)
        painter.setPen(theme.pen("muted", 1.5))
        painter.drawLine(QPointF(x, begin), QPointF(x, end))
        half = px(4)
        painter.drawPolyline(QPolygonF([QPointF(x - half, end - half), QPointF(x, end), QPointF(x + half, end - half)]))


def seen_words(preparation: Preparation) -> str:
    """Return how a drawing becomes what the network sees."""
    steps = ["centred", "brought to one size" if preparation.stretch else "scaled to 20 pixels"]
    steps += ["made upright"] * preparation.deskew
    last = "; then its edges in eight directions" if preparation.directions else ""
    return f"what the network sees: {', '.join(steps)}{last}"


def _twin(layout: NetworkLayout, theme: Theme) -> QRectF | None:
    """Return where the drawing as it was drawn lies, if there is room."""
    side = theme.px(TWIN)
    top = layout.input_top - theme.px(ARROW) - side
    is_smaller = 2 * side <= layout.input_side
    return QRectF(layout.input_left, top, side, side) if is_smaller and top >= theme.px(2) else None
