"""Two drawings of a few lines each, a kitten and a puppy, that a child tells apart at once."""

from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.layouts import named
from nnapp.gui.widgets.painted_widget import paint_focus

SIZE, LINE = 100.0, 2.2
"""The width and height of a drawing, which is scaled to its button, and the width of its lines."""
SIDE: Final = 130
"""Of a button, in pixels."""

KITTEN: Final = (
    "M18 52 L20 14 L42 28 Q50 26 58 28 L80 14 L82 52 Q84 86 50 88 Q16 86 18 52 "
    "M25 30 L26 22 L33 27 M75 30 L74 22 L67 27 M46 63 L54 63 L50 68 L46 63 M50 68 Q50 76 42 75 M50 68 Q50 76 58 75 "
    "M38 67 L8 62 M38 71 L8 74 M62 67 L92 62 M62 71 L92 74"
)
PUPPY: Final = (
    "M28 24 Q50 10 72 24 Q80 40 74 62 Q70 88 50 88 Q30 88 26 62 Q20 40 28 24 "
    "M28 24 Q6 26 8 60 Q12 76 24 64 Q26 46 28 24 M72 24 Q94 26 92 60 Q88 76 76 64 Q74 46 72 24 "
    "M50 66 L50 72 M50 72 Q42 80 36 72 M50 72 Q58 80 64 72 M45 77 Q44 94 50 94 Q56 94 55 77"
)
"""Lines (M: begin at, L: straight to, Q: bent to), as in pictures of the web."""
KITTEN_DOTS: Final = ((37.0, 50.0, 5.0, 6.5), (63.0, 50.0, 5.0, 6.5))
PUPPY_DOTS: Final = ((40.0, 44.0, 4.0, 5.0), (60.0, 44.0, 4.0, 5.0), (50.0, 61.0, 9.0, 6.0))
"""Eyes and noses: middle, and half of the width and of the height."""


class AnimalButton(QAbstractButton):
    """A drawing to click."""

    def __init__(self, name: str, description: str, appearance: Appearance, *, is_kitten: bool) -> None:
        """Show a kitten or a puppy; ``description`` says what the lines show, and not what they are."""
        super().__init__()
        named(self, name)
        self._appearance = appearance
        self._path = _path(KITTEN if is_kitten else PUPPY)
        self._dots = KITTEN_DOTS if is_kitten else PUPPY_DOTS
        self.setAccessibleName(description)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.scale(self.setFixedSize, SIDE, SIDE)
        appearance.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return its only size."""
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines upon paper."""
        del event
        painter, theme = QPainter(self), self._appearance.theme
        painter.fillRect(self.rect(), theme.color("paper"))
        painter.setPen(theme.pen("muted" if self.underMouse() else "border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        scale = self.width() / SIZE
        painter.scale(scale, scale)
        # Its width is in the units of the drawing, which is scaled as a whole.
        painter.setPen(QPen(theme.color("ink"), LINE, c=Qt.PenCapStyle.RoundCap))
        painter.drawPath(self._path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("ink"))
        for x, y, across, down in self._dots:
            painter.drawEllipse(QPointF(x, y), across, down)
        painter.restore()
        if self.hasFocus():
            paint_focus(painter, theme, self.rect())
        painter.end()


def _path(lines: str) -> QPainterPath:
    """Return the lines of a drawing."""
    path, words = QPainterPath(), lines.replace("M", "M ").replace("L", "L ").replace("Q", "Q ").split()
    while words:
        kind = words.pop(0)
        numbers = [float(words.pop(0)) for _ in range(4 if kind == "Q" else 2)]
        if kind == "M":
            path.moveTo(*numbers)
        elif kind == "L":
            path.lineTo(*numbers)
        else:
            path.quadTo(*numbers)
    return path
