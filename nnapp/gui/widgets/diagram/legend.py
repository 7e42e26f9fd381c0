"""The legend of the diagram, painted below it so that a saved picture has it too."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from nnapp.gui.paint.theme import SMALL, Theme, font
from nnapp.gui.widgets.diagram.painting import BINS, line_pen, mixed

LINE = 16.0
"""The height of a line of the legend, in pixels."""
SAMPLE, GAP = 18.0, 14.0
"""The width of a sample, and the room between two entries."""


@dataclass(frozen=True)
class Entry:
    """A sample and what it means."""

    kind: str
    """for, against, active, fires, chosen, followed or muted."""
    words: str


ENTRIES = (
    Entry("for", "speaks for"),
    Entry("against", "speaks against"),
    Entry("active", "active"),
    Entry("fires", "fires"),
    Entry("chosen", "chosen"),
    Entry("followed", "followed input"),
    Entry("muted", "muted"),
)


class DiagramLegend:
    """Entries in lines as wide as the diagram, and below them words."""

    def __init__(self, entries: Sequence[Entry], words: str, width: float) -> None:
        """Lay out ``entries`` and ``words`` in ``width`` pixels."""
        metrics = QFontMetricsF(font(SMALL))
        self._placed: list[tuple[Entry, QPointF]] = []
        x, y = 0.0, 0.0
        for entry in entries:
            needed = SAMPLE + 4 + metrics.horizontalAdvance(entry.words)
            if x > 0 and x + needed > width:
                x, y = 0.0, y + LINE
            self._placed.append((entry, QPointF(x, y)))
            x += needed + GAP
        self._words = words
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        self._below = metrics.boundingRect(QRectF(0, y + LINE, width, 200), flags, words)

    @property
    def height(self) -> float:
        """How high it is, in pixels."""
        return self._below.bottom() + 2

    def paint(self, painter: QPainter, theme: Theme, left: float, top: float) -> None:
        """Paint it with its corner at (left, top)."""
        painter.save()
        painter.translate(left, top)
        painter.setFont(font(SMALL))
        for entry, place in self._placed:
            _paint_sample(painter, theme, entry.kind, place)
            painter.setPen(theme.color("muted"))
            painter.drawText(place + QPointF(SAMPLE + 4, LINE - 4), entry.words)
        painter.drawText(self._below.adjusted(0, 0, 2, 2), Qt.TextFlag.TextWordWrap, self._words)
        painter.restore()


def _paint_sample(painter: QPainter, theme: Theme, kind: str, place: QPointF) -> None:
    middle = place.y() + LINE / 2
    box = QRectF(place.x() + 4, middle - 5, 10, 10)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind in ("for", "against"):
        pen = line_pen(painter, theme, BINS - 1, is_for=kind == "for")
        pen.setWidthF(1.8)
        painter.setPen(pen)
        painter.drawLine(QPointF(place.x(), middle), QPointF(place.x() + SAMPLE, middle))
    elif kind == "active":
        painter.setPen(QPen(theme.color("muted"), 1))
        for number, share in enumerate((0.0, 0.5, 1.0)):
            painter.setBrush(mixed(theme, share))
            painter.drawRect(QRectF(place.x() + 6 * number, middle - 3, 6, 6))
    elif kind == "fires":
        painter.setPen(QPen(theme.color("text"), 2))
        painter.setBrush(theme.color("fires"))
        painter.drawEllipse(box)
    elif kind == "muted":
        painter.setPen(QPen(theme.color("text"), 1.5))
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.bottomLeft(), box.topRight())
    elif kind == "followed":
        painter.setPen(QPen(theme.color("text"), 1))
        painter.drawRect(box.adjusted(2, 2, -2, -2))
    else:
        painter.setPen(QPen(QColor(theme.text), 2))
        painter.drawRoundedRect(box, 3, 3)
