"""The legend of the diagram, painted upon it so that a saved picture has it too."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from nnapp.gui.paint.theme import SMALL, TextHeight, Theme
from nnapp.gui.widgets.diagram.lines import BINS, line_pen
from nnapp.gui.widgets.diagram.painting import mixed

LINE = TextHeight(1, SMALL, room=2)
WIDTH = 330
SAMPLE, GAP = 18, 14
"""The width of a sample, and the room between two entries."""
PICTURES = "Each picture shows the weights of a neuron, on its own scale; a heavier frame means more active."

DIRECTIONS = "Each of the eight parts is about edges in one direction; the half disc is on the side of the ink."


class Entry(Enum):
    """What there is a sample of; the value is what it is called."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    ACTIVE = "active"
    FIRES = "fires"
    SELECTED = "selected"
    FOLLOWED = "followed input"
    MUTED = "muted"


def paint_legend(
    painter: QPainter, theme: Theme, right: float, top: float, *, by_activation: bool, directions: bool
) -> None:
    """Paint the samples in rows, and what the lines show below them, upon a plate whose corner is (right, top)."""
    metrics, line, px = QFontMetricsF(theme.font(SMALL)), theme.px(LINE), theme.px
    width, edge = min(px(WIDTH), right - 4 * px(GAP)), px(10)
    places: list[tuple[Entry, QPointF]] = []
    x, y = 0.0, 0.0
    for entry in Entry:
        needed = px(SAMPLE + 4) + metrics.horizontalAdvance(entry.value)
        if x > 0 and x + needed > width:
            x, y = 0.0, y + line
        places.append((entry, QPointF(x, y)))
        x += needed + px(GAP)
    words = f"A line shows {'weight × activation' if by_activation else 'a weight'}; weak ones are omitted. {PICTURES}"
    words += f" {DIRECTIONS}" if directions else ""
    below = metrics.boundingRect(QRectF(0, y + line, width, px(200)), int(Qt.TextFlag.TextWordWrap), words)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(right - width - 2 * edge, top + edge)
    painter.setPen(theme.pen("border"))
    painter.setBrush(theme.color("panel"))
    painter.drawRoundedRect(QRectF(-edge, -edge, width + 2 * edge, below.bottom() + 2 * edge), px(6), px(6))
    painter.setFont(theme.font(SMALL))
    for entry, place in places:
        _paint_sample(painter, theme, entry, place)
        painter.setPen(theme.color("muted"))
        painter.drawText(place + QPointF(px(SAMPLE + 4), px(LINE) - px(4)), entry.value)
    painter.drawText(below.adjusted(0, 0, px(2), px(2)), Qt.TextFlag.TextWordWrap, words)
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
        painter.setPen(theme.pen("supports", 2))
        painter.drawRoundedRect(box, px(3), px(3))
