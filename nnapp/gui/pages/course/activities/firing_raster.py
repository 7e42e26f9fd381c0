"""Which neurons fire over all times, as a raster of cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, TextHeight, Theme
from nnapp.gui.widgets.painted_widget import PaintedWidget

LABELS: Final = TextHeight(1, SMALL, room=4)
LEFT: Final = 46
"""Pixels beside a raster, for the names of the neurons."""
LARGEST_CELL: Final = 24.0


@dataclass(frozen=True, eq=False)
class Raster:
    """What a raster shows."""

    title: str
    fires: NDArray[np.bool_]
    """(times, neurons)."""


class FiringRaster(PaintedWidget):
    """Shows over all times which neurons fire; one of the times is chosen by a click, or with the arrow keys."""

    usual_size = (420, 225)

    time_chosen = Signal(int)
    """The person wants to look at this time."""

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__("Which neurons fire over time", "firing", appearance)
        self.setObjectName("firingRaster")
        self._rasters: tuple[Raster, ...] = ()
        self._time = 0
        appearance.scale(self.setMinimumSize, 240, 220)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_rasters(self, rasters: Sequence[Raster], time: int) -> None:
        """Show ``rasters`` one below the other, and mark a time."""
        self._rasters, self._time = tuple(rasters), time
        self.update()

    def cell(self, number: int, time: int, neuron: int) -> QRectF:
        """Return where a neuron, counted from 0, lies at a time in the raster of that number."""
        left, top, width, height = self._grid(number)
        return QRectF(left + time * width, top + neuron * height, width, height)

    def _grid(self, number: int) -> tuple[float, float, float, float]:
        """Return the left and the top of a raster, and the width and height of its cells."""
        theme, (times, neurons) = self._appearance.theme, self._rasters[0].fires.shape
        label, left = theme.px(LABELS), theme.px(LEFT)
        each = (self.height() - label) / len(self._rasters)
        width = min((self.width() - left - 4) / times, theme.zoom * LARGEST_CELL)
        height = min((each - label) / neurons, theme.zoom * LARGEST_CELL)
        return left, number * (neurons * height + label) + label, width, height

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the rasters, the marked time and the numbers of the times."""
        if not self._rasters:
            return
        for number, raster in enumerate(self._rasters):
            self._paint_raster(painter, theme, number, raster)
        last, (times, neurons) = len(self._rasters) - 1, self._rasters[0].fires.shape
        label = theme.px(LABELS)
        painter.setFont(theme.font(SMALL))
        painter.setPen(theme.color("muted"))
        foot = self.cell(last, 0, neurons - 1).bottom()
        painter.drawText(QRectF(0, foot, theme.px(LEFT) - theme.px(6), label), Qt.AlignmentFlag.AlignRight, "t")
        for time in range(0, times, 5):
            cell = self.cell(last, time, neurons - 1)
            painter.drawText(
                cell.adjusted(-label, cell.height(), label, label), Qt.AlignmentFlag.AlignHCenter, f"{time}"
            )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look at the time under the mouse."""
        self._choose_at(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse while its button is down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose_at(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on or back in time with the arrow keys; Home and End go to the first and the last time."""
        last = len(self._rasters[0].fires) - 1 if self._rasters else 0
        times = {
            Qt.Key.Key_Left: self._time - 1, Qt.Key.Key_Right: self._time + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last
        }  # fmt: skip
        time = times.get(Qt.Key(event.key()))
        if time is None:
            super().keyPressEvent(event)
        elif 0 <= time <= last:
            self.time_chosen.emit(time)

    def _choose_at(self, event: QMouseEvent) -> None:
        if self._rasters:
            first = self.cell(0, 0, 0)
            time = int((event.position().x() - first.left()) // first.width())
            self.time_chosen.emit(min(max(time, 0), len(self._rasters[0].fires) - 1))

    def _paint_raster(self, painter: QPainter, theme: Theme, number: int, raster: Raster) -> None:
        """Paint a raster: a cell is filled where a neuron fires."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        neurons = raster.fires.shape[1]
        label, left = theme.px(LABELS), theme.px(LEFT)
        first, top, width, height = self._grid(number)
        painter.setFont(theme.font(SMALL, QFont.Weight.DemiBold))
        painter.setPen(theme.color("muted"))
        painter.drawText(
            QRectF(left, top - label, self.width() - left, label), Qt.AlignmentFlag.AlignLeft, raster.title
        )
        painter.setFont(theme.font(SMALL))
        for neuron in range(neurons):
            cell = self.cell(number, 0, neuron)
            beside = QRectF(0, cell.top(), left - theme.px(6), cell.height())
            painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{neuron + 1}")
        # All that are silent at once, then all that fire: a painter is slow to change its brush.
        painter.setPen(theme.pen("border"))
        for fires in (False, True):
            painter.setBrush(theme.color("fires" if fires else "panel"))
            some = np.argwhere(raster.fires == fires).tolist()
            painter.drawRects([QRectF(first + t * width, top + n * height, width, height) for t, n in some])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.pen("supports", 2.0))
        painter.drawRect(self.cell(number, self._time, 0).united(self.cell(number, self._time, neurons - 1)))
