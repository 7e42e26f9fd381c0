"""The legend of the diagram, painted below it so that a saved picture has it too."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from nnapp.gui.paint.theme import SMALL, TextHeight, Theme
from nnapp.gui.widgets.diagram.painting import BINS, line_pen, mixed

LINE = TextHeight(1, SMALL, room=2)
SAMPLE, GAP = 18, 14
"""The width of a sample, and the room between two entries."""


class Entry(Enum):
    """What there is a sample of; the value is what it is called."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    ACTIVE = "active"
    FIRES = "fires"
    SELECTED = "selected"
    FOLLOWED = "followed input"
    MUTED = "muted"


class DiagramLegend:
    """Entries in rows as wide as the diagram, and an explanation below them."""

    def __init__(self, words: str, width: float, theme: Theme) -> None:
        """Lay out the entries and ``words`` in ``width`` pixels of the screen."""
        metrics, line = QFontMetricsF(theme.font(SMALL)), theme.px(LINE)
        self._theme = theme
        self._placed: list[tuple[Entry, QPointF]] = []
        x, y = 0.0, 0.0
        for entry in Entry:
            needed = theme.px(SAMPLE + 4) + metrics.horizontalAdvance(entry.value)
            if x > 0 and x + needed > width:
                x, y = 0.0, y + line
            self._placed.append((entry, QPointF(x, y)))
            x += needed + theme.px(GAP)
        self._words = words
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        self._below = metrics.boundingRect(QRectF(0, y + line, width, theme.px(200)), flags, words)

    @property
    def height(self) -> float:
        """How high it is, in pixels."""
        return self._below.bottom() + self._theme.px(2)

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """Paint it with its corner at (left, top)."""
        theme, px = self._theme, self._theme.px
        painter.save()
        painter.translate(left, top)
        painter.setFont(theme.font(SMALL))
        for entry, place in self._placed:
            _paint_sample(painter, theme, entry, place)
            painter.setPen(theme.color("muted"))
            painter.drawText(place + QPointF(px(SAMPLE + 4), px(LINE) - px(4)), entry.value)
        painter.drawText(self._below.adjusted(0, 0, px(2), px(2)), Qt.TextFlag.TextWordWrap, self._words)
        painter.restore()


def _paint_sample(painter: QPainter, theme: Theme, entry: Entry, place: QPointF) -> None:
    px, middle = theme.px, place.y() + theme.px(LINE) / 2
    box = QRectF(place.x() + px(4), middle - px(5), 2 * px(5), 2 * px(5))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if entry in (Entry.SUPPORTS, Entry.OPPOSES):
        pen = line_pen(painter, theme, BINS - 1, is_support=entry is Entry.SUPPORTS)
        pen.setWidthF(theme.width(1.8))
        painter.setPen(pen)
        painter.drawLine(QPointF(place.x(), middle), QPointF(place.x() + px(SAMPLE), middle))
    elif entry is Entry.ACTIVE:
        painter.setPen(theme.pen("muted"))
        for number, share in enumerate((0.0, 0.5, 1.0)):
            painter.setBrush(mixed(theme, share))
            painter.drawRect(QRectF(place.x() + px(6) * number, middle - px(6) / 2, px(6), px(6)))
    elif entry is Entry.FIRES:
        painter.setPen(theme.pen("text", 2))
        painter.setBrush(theme.color("fires"))
        painter.drawEllipse(box)
    elif entry is Entry.MUTED:
        painter.setPen(theme.pen("text", 1.5))
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.bottomLeft(), box.topRight())
    elif entry is Entry.FOLLOWED:
        painter.setPen(theme.pen("text"))
        painter.drawRect(box.adjusted(px(2), px(2), -px(2), -px(2)))
    else:
        painter.setPen(theme.pen("text", 2))
        painter.drawRoundedRect(box, px(3), px(3))
