"""A bar chart of the activations of one layer; neurons that fire stand out by colour, weight and word."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnapp.gui.appearance import Appearance
from nnapp.gui.theme import SMALL, TEXT, Theme, font

ROW = 23
"""The height of a row with room to breathe, in pixels."""
VALUE_WIDTH = 36
GAP = 8


@dataclass(frozen=True)
class Bars:
    """What the chart shows: one row for each neuron."""

    names: tuple[str, ...]
    values: tuple[float, ...]
    """Activations; the bars run from 0 to 1."""
    fired: frozenset[int] = frozenset()
    """The rows that fire."""
    threshold: float | None = None
    """Where the dashed line stands, if there is one."""
    blank: bool = False
    """Whether there is nothing to show yet: the rows stay empty."""


class ActivationChart(QWidget):
    """Paints ``Bars``; its accessible description says them in words."""

    def __init__(self, name: str, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Start empty; ``name`` is the accessible name."""
        super().__init__(parent)
        self.setObjectName("activationChart")
        self._appearance = appearance
        self._bars = Bars((), ())
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        appearance.changed.connect(self.update)

    @property
    def bars(self) -> Bars:
        """What the chart shows."""
        return self._bars

    def show_bars(self, bars: Bars) -> None:
        """Show other bars."""
        if bars == self._bars:
            return
        if len(bars.names) != len(self._bars.names):
            self.updateGeometry()
        self._bars = bars
        self.setAccessibleDescription(_in_words(bars))
        self.update()

    def sizeHint(self) -> QSize:
        """A comfortable row for each neuron."""
        return QSize(240, ROW * max(len(self._bars.names), 1))

    def minimumSizeHint(self) -> QSize:
        """Rows as tight as their text allows."""
        return QSize(160, (SMALL + 4) * max(len(self._bars.names), 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows and the threshold."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, bars = self._appearance.theme, self._bars
        if bars.names:
            height = min(self.height() / len(bars.names), ROW * 1.5)
            start = _label_width(bars.names) + GAP
            track_width = self.width() - start - VALUE_WIDTH - GAP
            for row in range(len(bars.names)):
                track = QRectF(start, row * height + 0.2 * height, track_width, 0.6 * height)
                self._paint_row(painter, theme, row, track, QRectF(0, row * height, self.width(), height))
            if bars.threshold is not None:
                self._paint_threshold(painter, theme, start + bars.threshold * track_width, height * len(bars.names))
        painter.end()

    def _paint_row(self, painter: QPainter, theme: Theme, row: int, track: QRectF, whole: QRectF) -> None:
        bars = self._bars
        fires = row in bars.fired
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("track"))
        painter.drawRoundedRect(track, 3, 3)
        if not bars.blank:
            share = min(max(bars.values[row], 0.0), 1.0)
            bar = QRectF(track.x(), track.y(), max(track.width() * share, 1.0), track.height())
            painter.setBrush(theme.color("fires" if fires else "supports"))
            painter.drawRoundedRect(bar, 3 if share > 0.02 else 0, 3 if share > 0.02 else 0)
        size = TEXT if whole.height() >= TEXT + 4 else SMALL
        painter.setFont(font(size, QFont.Weight.Bold if fires else QFont.Weight.DemiBold))
        painter.setPen(theme.color("text"))
        vertically = Qt.AlignmentFlag.AlignVCenter
        room = int(track.x()) - GAP // 2
        name = painter.fontMetrics().elidedText(bars.names[row], Qt.TextElideMode.ElideRight, room)
        painter.drawText(whole, vertically | Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(font(size, QFont.Weight.Bold if fires else QFont.Weight.Normal))
        painter.setPen(theme.color("text" if fires else "muted"))
        value = "–" if bars.blank else f"{bars.values[row]:.2f}"
        painter.drawText(whole, vertically | Qt.AlignmentFlag.AlignRight, value)
        if fires:
            painter.setFont(font(SMALL, QFont.Weight.Bold))
            painter.setPen(theme.color("on_fires"))
            painter.drawText(track.adjusted(8, 0, 0, 0), vertically | Qt.AlignmentFlag.AlignLeft, "fires")

    def _paint_threshold(self, painter: QPainter, theme: Theme, x: float, bottom: float) -> None:
        pen = QPen(theme.color("text"), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.drawLine(round(x), 0, round(x), round(bottom))


def _label_width(names: Sequence[str]) -> float:
    """Return room for the longest name, 8 pixels a letter, but a third of a chart at most."""
    return min(max(len(name) for name in names) * 8 + 2, 96)


def _in_words(bars: Bars) -> str:
    if bars.blank:
        return "Nothing is drawn."
    rows = (
        f"{name}: {value:.2f}{', fires' if row in bars.fired else ''}"
        for row, (name, value) in enumerate(zip(bars.names, bars.values, strict=True))
    )
    return "; ".join(rows)
