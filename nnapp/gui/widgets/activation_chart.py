"""A bar chart of the activations of one layer; neurons that fire stand out by colour, weight and word."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QPen

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.background import CachedBackground
from nnapp.gui.paint.theme import SMALL, TEXT, TextHeight, Theme
from nnapp.gui.widgets.painted_widget import PaintedWidget
from nnapp.wording import decimals, own_decimals

ROW, TIGHT_ROW = TextHeight(1, room=7), TextHeight(1, SMALL)
"""The height of a row with room to breathe, and as tight as its text allows."""
VALUE_WIDTH = 36
CAPTIONS = (TextHeight(3, SMALL, room=7), TextHeight(2, SMALL, room=6), TextHeight(1, SMALL, room=5))
"""The height of the caption: of three lines, of two, of one."""
TWO_LINES, ONE_LINE = 180, 270
"""The widths that the caption needs to be two lines or one, in pixels."""
GAP = 8
_LEFT, _RIGHT, _MIDDLE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignVCenter


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
    """Whether nothing is drawn yet: the rows stay empty."""


class ActivationChart(PaintedWidget):
    """Paints ``Bars``, which its accessible description lists in words."""

    is_opaque = True

    def __init__(self, name: str, appearance: Appearance) -> None:
        """Start empty; ``name`` is the accessible name."""
        super().__init__(name, "activations", appearance)
        self.setObjectName("activationChart")
        self.bars = Bars((), ())
        """What the chart shows; ``show_bars`` changes it."""
        self._background = CachedBackground(self)

    def show_bars(self, bars: Bars) -> None:
        """Show other bars."""
        if bars == self.bars:
            return
        if len(bars.names) != len(self.bars.names):
            self.updateGeometry()
        self.bars = bars
        self.setAccessibleDescription(_in_words(bars))
        self.update()

    def sizeHint(self) -> QSize:
        """A comfortable row for each neuron."""
        return self._size_of(240, ROW)

    def minimumSizeHint(self) -> QSize:
        """Rows as tight as their text allows."""
        return self._size_of(130, TIGHT_ROW)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the rows and the threshold."""
        bars = self.bars
        if not bars.names:
            painter.fillRect(self.rect(), theme.color("panel"))
            return
        rows = _Rows.of(bars.names, self.size() - QSize(0, self._caption_height()), theme)
        key = (theme, rows, bars.names, bars.threshold)
        self._background.paint(painter, key, theme.color("panel"), partial(self._paint_background, theme, rows))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not bars.blank:
            self._paint_bars(painter, theme, rows)
        self._paint_values(painter, theme, rows)
        for row in bars.fired:
            self._paint_firing(painter, theme, rows, row)
        if bars.threshold is not None:
            x = round(rows.start + bars.threshold * rows.width)
            pen = QPen(theme.pen("text", style=Qt.PenStyle.CustomDashLine))
            pen.setDashPattern([3, 3])
            painter.setPen(pen)
            painter.drawLine(x, 0, x, round(rows.height * len(bars.names)))

    def _paint_background(self, theme: Theme, rows: "_Rows", painter: QPainter) -> None:
        """Paint names and tracks, which stay while a digit is drawn."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row in range(len(self.bars.names)):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("track"))
            painter.drawRoundedRect(rows.track(row), theme.px(3), theme.px(3))
            self._paint_name(painter, theme, rows, row, QFont.Weight.DemiBold)
        self._paint_caption(painter, theme)

    def _size_of(self, width: float, row: TextHeight) -> QSize:
        theme = self._appearance.theme
        return QSize(theme.px(width), theme.px(row) * max(len(self.bars.names), 1) + self._caption_height())

    def _caption_height(self) -> int:
        theme = self._appearance.theme
        return theme.px(CAPTIONS[sum(self.width() >= theme.px(least) for least in (TWO_LINES, ONE_LINE))])

    def _paint_caption(self, painter: QPainter, theme: Theme) -> None:
        words = "Activation, 0 to 1"
        if self.bars.threshold is not None:
            words += f". Dashed line: firing threshold {own_decimals(self.bars.threshold)}"
        height = self._caption_height()
        painter.setFont(theme.font(SMALL))
        painter.setPen(theme.color("muted"))
        place = QRectF(0, self.height() - height, self.width(), height)
        painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap, words)

    def _paint_name(self, painter: QPainter, theme: Theme, rows: "_Rows", row: int, weight: QFont.Weight) -> None:
        painter.setFont(theme.font(rows.type_size, weight))
        painter.setPen(theme.color("text"))
        name, room = self.bars.names[row], int(rows.start) - theme.px(GAP // 2)
        small = QFontMetrics(theme.font(SMALL, weight))
        lines = [name]
        if painter.fontMetrics().horizontalAdvance(name) > room and rows.height >= 2 * small.height():
            painter.setFont(theme.font(SMALL, weight))
            lines = _two_lines(name, small, room)
        elided = (painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines)
        painter.drawText(rows.whole(row), _MIDDLE | _LEFT, "\n".join(elided))
        painter.setFont(theme.font(rows.type_size, weight))

    def _paint_bars(self, painter: QPainter, theme: Theme, rows: "_Rows") -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for row, value in enumerate(self.bars.values):
            painter.setBrush(theme.color("fires" if row in self.bars.fired else "supports"))
            # A thin bar has no round corners.
            radius = theme.px(3) if value > 0.02 else 0
            painter.drawRoundedRect(rows.bar(row, value), radius, radius)

    def _paint_values(self, painter: QPainter, theme: Theme, rows: "_Rows") -> None:
        bars = self.bars
        painter.setFont(theme.font(rows.type_size))
        painter.setPen(theme.color("muted"))
        for row, value in enumerate(bars.values):
            if row not in bars.fired:
                # Not even a dash where nothing is drawn: it would be read as a minus.
                painter.drawText(rows.whole(row), _MIDDLE | _RIGHT, "" if bars.blank else decimals(value, 2))

    def _paint_firing(self, painter: QPainter, theme: Theme, rows: "_Rows", row: int) -> None:
        """Paint the name and the value in bold, and the word upon the bar."""
        beside = QRectF(0, rows.whole(row).y(), rows.start - theme.px(GAP // 2), rows.height)
        painter.fillRect(beside, theme.color("panel"))
        self._paint_name(painter, theme, rows, row, QFont.Weight.Bold)
        painter.drawText(rows.whole(row), _MIDDLE | _RIGHT, decimals(self.bars.values[row], 2))
        painter.setFont(theme.font(SMALL, QFont.Weight.Bold))
        painter.setPen(theme.color("on_fires"))
        painter.drawText(rows.track(row).adjusted(theme.px(8), 0, 0, 0), _MIDDLE | _LEFT, "fires")


def _two_lines(name: str, metrics: QFontMetrics, room: int) -> list[str]:
    """Return as many words of ``name`` as have ``room`` in a first line, and the others."""
    words = name.split()
    fits = [count for count in range(1, len(words)) if metrics.horizontalAdvance(" ".join(words[:count])) <= room]
    return [" ".join(words[: fits[-1]]), " ".join(words[fits[-1] :])] if fits else [name]


@dataclass(frozen=True)
class _Rows:
    """Where the rows of a chart lie."""

    height: float
    start: float
    """Where the tracks begin."""
    width: float
    """Of the tracks."""
    full_width: int
    type_size: int
    """The size of type that fits."""

    @classmethod
    def of(cls, names: tuple[str, ...], size: QSize, theme: Theme) -> "_Rows":
        """Divide ``size`` among the rows."""
        # As much as the longest name needs, but not half of the chart.
        metrics = QFontMetricsF(theme.font(TEXT, QFont.Weight.Bold))
        longest = max(map(metrics.horizontalAdvance, names)) + theme.px(2)
        start = min(longest, 0.45 * size.width()) + theme.px(GAP)
        width = size.width() - start - theme.px(VALUE_WIDTH + GAP)
        height = min(size.height() / len(names), theme.px(ROW) * 1.5)
        return cls(height, start, width, size.width(), TEXT if height >= theme.px(TEXT + 4) else SMALL)

    def whole(self, row: int) -> QRectF:
        """Return the place of a row."""
        return QRectF(0, row * self.height, self.full_width, self.height)

    def track(self, row: int) -> QRectF:
        """Return what the bar of a row runs in."""
        return QRectF(self.start, (row + 0.2) * self.height, self.width, 0.6 * self.height)

    def bar(self, row: int, value: float) -> QRectF:
        """Return the bar of a row; one pixel at least."""
        bar = self.track(row)
        bar.setWidth(max(self.width * min(max(value, 0.0), 1.0), 1.0))
        return bar


def _in_words(bars: Bars) -> str:
    if bars.blank:
        return "Nothing is drawn."
    rows = (
        f"{name}: {decimals(value, 2)}{', fires' if row in bars.fired else ''}"
        for row, (name, value) in enumerate(zip(bars.names, bars.values, strict=True))
    )
    return "; ".join(rows)
