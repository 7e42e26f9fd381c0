"""The canvas: 28x28 pixels, large on screen, to draw on with the mouse, a pen or a finger."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import (
    QEventPoint,
    QFocusEvent,
    QInputDevice,
    QMouseEvent,
    QPainter,
    QPointingDevice,
    QTabletEvent,
    QTouchEvent,
)

from nnapp.digits.drawing import CANVAS
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.background import is_on_screen
from nnapp.gui.paint.images import ink_image
from nnapp.gui.paint.theme import Theme
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.painted_widget import PaintedWidget, paint_focus

Holder = str | int
"""What holds the pen: the mouse, the pen of a tablet, or a finger by the number that Qt gives it."""
MOUSE: Final = "mouse"
PEN: Final = "pen"


class Canvas(PaintedWidget):
    """Shows the ink of the session's drawing and adds strokes to it."""

    usual_size = (10 * CANVAS, 10 * CANVAS)
    is_opaque = True
    has_focus_ring = False
    """It frames the paper instead."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Show and change the drawing of ``session``."""
        super().__init__("Canvas", "drawing", appearance)
        self.setObjectName("canvas")
        self._session = session
        self._holder: Holder | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        words = "Draw a large digit here with the mouse, a pen or a finger, in one or more strokes."
        self.setAccessibleDescription(words)
        self.setToolTip("Draw a digit here")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        appearance.scale(self.setMinimumSize, CANVAS * 4, CANVAS * 4)
        session.recognition_changed.connect(self.update)
        session.sketch.wanted_changed.connect(self.update)

    def paper_rect(self) -> QRect:
        """Return where the 28x28 pixels lie in the widget: the largest square, from the top, in the middle."""
        side = min(self.width(), self.height())
        return QRect((self.width() - side) // 2, 0, side, side)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the pen down."""
        if event.button() == Qt.MouseButton.LeftButton and not _is_made_of_another(event):
            self._put_down(MOUSE, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on while the button is held."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move(MOUSE, event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lift the pen."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._lift(MOUSE, event.position())

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Draw with the tip of a pen, and erase with its other end, whichever tool is selected."""
        if event.type() == QEvent.Type.TabletMove:
            self._move(PEN, event.position())
        elif event.button() != Qt.MouseButton.LeftButton:
            # A button on its side: Qt turns it into a mouse click.
            event.ignore()
        elif event.type() == QEvent.Type.TabletPress:
            is_eraser = event.pointerType() == QPointingDevice.PointerType.Eraser
            self._put_down(PEN, event.position(), with_eraser=is_eraser)
        else:
            self._lift(PEN, event.position())

    def event(self, event: QEvent) -> bool:
        """Draw with one finger; a touch that is accepted makes no mouse click."""
        if not isinstance(event, QTouchEvent) or event.device().type() != QInputDevice.DeviceType.TouchScreen:
            return super().event(event)
        for point in event.points():
            if point.state() == QEventPoint.State.Pressed:
                self._put_down(point.id(), point.position())
            elif point.state() == QEventPoint.State.Updated:
                self._move(point.id(), point.position())
            elif point.state() == QEventPoint.State.Released and event.type() != QEvent.Type.TouchCancel:
                self._lift(point.id(), point.position())
        if event.type() == QEvent.Type.TouchCancel and isinstance(self._holder, int):
            # The system has taken the touch for something else, such as a gesture of its own.
            self._holder = None
            self._session.sketch.discard_stroke()
        event.accept()
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End the stroke, as another widget may be told of its end."""
        super().focusOutEvent(event)
        self._holder = None
        self._session.sketch.end_stroke()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the ink, each canvas pixel as a square."""
        painter.fillRect(self.rect(), theme.color("panel"))
        paper = self.paper_rect()
        painter.drawImage(paper, ink_image(self._session.ink, theme))
        if self.hasFocus() and is_on_screen(self):
            paint_focus(painter, theme, paper)
        else:
            painter.setPen(theme.pen("border"))
            painter.drawRect(paper.adjusted(0, 0, -1, -1))
        if self._session.sketch.drawing.is_empty:
            painter.setPen(theme.color("muted"))
            painter.drawText(paper, Qt.AlignmentFlag.AlignCenter, f"Draw {self._session.sketch.wanted} here")

    def _put_down(self, holder: Holder, position: QPointF, *, with_eraser: bool = False) -> None:
        """Begin a stroke, unless another holds the pen: a second finger, or a hand beside a pen, spoils nothing."""
        if self._holder in (None, holder):
            self._holder = holder
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._session.sketch.begin_stroke(*self._place(position), with_eraser=with_eraser)

    def _move(self, holder: Holder, position: QPointF) -> None:
        if holder == self._holder:
            self._session.sketch.extend_stroke(*self._place(position))

    def _lift(self, holder: Holder, position: QPointF) -> None:
        if holder == self._holder:
            self._move(holder, position)
            self._holder = None
            self._session.sketch.end_stroke()

    def _place(self, position: QPointF) -> tuple[float, float]:
        """Return where the pen is in canvas pixels; outside it slides along the edge, where it is seen."""
        paper = self.paper_rect()
        scale = CANVAS / max(paper.width(), 1)
        x, y = (position.x() - paper.x()) * scale, (position.y() - paper.y()) * scale
        return min(max(x, 0.0), float(CANVAS)), min(max(y, 0.0), float(CANVAS))


def _is_made_of_another(event: QMouseEvent) -> bool:
    """Return whether the system made it from a touch or a pen, whose own events the canvas receives too."""
    return event.source() != Qt.MouseEventSource.MouseEventNotSynthesized
