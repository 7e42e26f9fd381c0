"""The canvas: 28x28 pixels, large on screen, to draw on with the mouse, a pen or a finger."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter

from nnapp.digits.drawing import CANVAS
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.images import ink_image
from nnapp.gui.paint.theme import Theme
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.painted_widget import PaintedWidget


class Canvas(PaintedWidget):
    """Shows the ink of the session's drawing and adds strokes to it."""

    usual_size = (10 * CANVAS, 10 * CANVAS)
    is_opaque = True
    has_focus_ring = False

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Show and change the drawing of ``session``."""
        super().__init__("Canvas", "drawing", appearance)
        self.setObjectName("canvas")
        self._session = session
        self.setAccessibleDescription("Draw a digit here with the mouse, large, in one or more strokes.")
        self.setToolTip("Draw a digit here")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        appearance.scale(self.setMinimumSize, CANVAS * 8, CANVAS * 8)
        session.recognition_changed.connect(self.update)

    def paper_rect(self) -> QRect:
        """Return where the 28x28 pixels lie in the widget: the largest square, from the top, in the middle."""
        side = min(self.width(), self.height())
        return QRect((self.width() - side) // 2, 0, side, side)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the pen down."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._session.sketch.begin_stroke(*self._place(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on while the button is held."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._session.sketch.extend_stroke(*self._place(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lift the pen."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._session.sketch.extend_stroke(*self._place(event.position()))
            self._session.sketch.end_stroke()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the ink, each canvas pixel as a square."""
        painter.fillRect(self.rect(), theme.color("panel"))
        paper = self.paper_rect()
        painter.drawImage(paper, ink_image(self._session.ink, theme))
        painter.setPen(theme.pen("border"))
        painter.drawRect(paper.adjusted(0, 0, -1, -1))
        if self._session.sketch.drawing.is_empty:
            painter.setPen(theme.color("muted"))
            painter.drawText(paper, Qt.AlignmentFlag.AlignCenter, "Draw a digit here")

    def _place(self, position: QPointF) -> tuple[float, float]:
        """Return where the pen is in canvas pixels; outside it slides along the edge, where it is seen."""
        paper = self.paper_rect()
        scale = CANVAS / max(paper.width(), 1)
        x, y = (position.x() - paper.x()) * scale, (position.y() - paper.y()) * scale
        return min(max(x, 0.0), float(CANVAS)), min(max(y, 0.0), float(CANVAS))
