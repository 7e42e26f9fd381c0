"""Examples on a map, each marked by its class, and the drawing as a ring that moves among them."""

from functools import partial
from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication

from nnapp.gui.pages.evaluation.map.painting import paint_axes, paint_note, paint_points, paint_ring
from nnapp.gui.pages.evaluation.map.points import MapFrame, MapPoints
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.background import CachedBackground
from nnapp.gui.paint.theme import SMALL, TextHeight, Theme
from nnapp.gui.widgets.digit_keys import claimed_digit
from nnapp.gui.widgets.painted_widget import CHOOSING, PaintedWidget
from nnapp.gui.widgets.table_export import Rows, offer_table
from nnapp.gui.work.evaluation import Evaluation
from nnapp.gui.work.mapping import ActivationMap
from nnapp.nn.arrays import Reals
from nnapp.wording import count

LEAST: Final = 280
"""The least width and height, in pixels."""
AXIS: Final = TextHeight(1, SMALL, room=4)
"""Room for the name of an axis."""
MARGIN: Final = 0.9
"""How much of the width and height the points take at most, while all of them are shown."""
REACH, FRAME = 10, 7
"""Pixels: how far the mouse reaches, and an arrow key at least; half the frame around the current point."""
ZOOM_STEP, MOST_ZOOM = 1.25, 60.0
NOWHERE: Final = -1
ZOOM_KEYS: Final = {
    Qt.Key.Key_Plus: ZOOM_STEP, Qt.Key.Key_Equal: ZOOM_STEP, Qt.Key.Key_Minus: 1 / ZOOM_STEP, Qt.Key.Key_0: 0.0
}  # fmt: skip
"""How much closer each of them brings what is shown; 0 shows everything again."""
WAYS: Final = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class MapView(PaintedWidget):
    """Paints the points of an ``ActivationMap``; mouse or arrow keys show what a point is, a click or Enter chooses it.

    With the focus the wheel brings what is shown closer, and so do the keys + and -; dragging moves it.
    """

    usual_size = (420, 420)
    is_opaque = True

    chosen = Signal(int)
    """The person wants to have this example on the canvas."""

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__("Map of the examples", "map", appearance)
        self.setObjectName("mapView")
        self.current = NOWHERE
        """The point that the mouse or the keys are at."""
        self._words = ""
        """What stands there while there is no map."""
        self._points: MapPoints | None = None
        self._background = CachedBackground(self)
        self._ends = np.array([[0.0, 0.0], [1.0, 1.0]])
        self._middle, self._magnified = (0.5, 0.5), 1.0
        self._drawing: tuple[Reals, int, bool] | None = None
        self._pressed: QPointF | None = None
        self._is_dragged = False
        appearance.scale(self.setMinimumSize, LEAST, LEAST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        offer_table(self, "map", self.rows)

    def show_words(self, words: str) -> None:
        """Show no map, but ``words`` in its place."""
        self._points, self.current, self._words = None, NOWHERE, words
        self.setAccessibleDescription(words)
        self.update()

    def show_map(self, made: ActivationMap, evaluation: Evaluation) -> None:
        """Show the map ``made`` of what the first network of ``evaluation`` makes of the data."""
        if self._points is None or self._points.made is not made:
            self._points = MapPoints(made, evaluation)
            self.current, self._ends = NOWHERE, np.array([made.places.min(axis=0), made.places.max(axis=0)])
            self._show_all()
            mistakes = count(int(self._points.is_wrong.sum()), "mistake")
            self.setAccessibleDescription(f"{count(len(self._points), 'example')}, {mistakes}")

    def show_drawing(self, place: Reals | None, answer: int = 0, *, fires: bool = False) -> None:
        """Show that the drawing lies at ``place``, (2,), and is read as class ``answer``; None: there is none."""
        self._drawing = None if place is None else (place, answer, fires)
        self.update()

    def rows(self) -> Rows:
        """Return the figures of all points, as a table."""
        return () if self._points is None else self._points.rows()

    def pixels(self) -> Reals:
        """Return where each point lies on the screen, (points, 2)."""
        return np.zeros((0, 2)) if self._points is None else self._frame().pixels(self._points.made.places)

    def zoom(self, factor: float, at: QPointF) -> None:
        """Bring what is shown closer; what lies at the pixel ``at`` stays there."""
        before = self._frame().place_at(at)
        self._magnified = min(max(self._magnified * factor, 1.0), MOST_ZOOM)
        after = self._frame().place_at(at)
        if self._magnified == 1.0:
            self._show_all()
        else:
            self._look_at(self._middle[0] + before[0] - after[0], self._middle[1] + before[1] - after[1])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag, or to click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._is_dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is shown, or show what is under the mouse."""
        place = event.position()
        if self._pressed is None:
            self._go_to(self._nearest(place))
            self.setCursor(Qt.CursorShape.ArrowCursor if self.current == NOWHERE else Qt.CursorShape.PointingHandCursor)
            return
        away = place - self._pressed
        if self._is_dragged or away.manhattanLength() >= QApplication.startDragDistance():
            frame, self._is_dragged, self._pressed = self._frame(), True, place
            self._look_at(frame.middle[0] - away.x() / frame.scale, frame.middle[1] + away.y() / frame.scale)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the point under the mouse, unless what is shown was dragged."""
        if event.button() == Qt.MouseButton.LeftButton and self._pressed is not None:
            self._pressed = None
            if not self._is_dragged:
                self._go_to(self._nearest(event.position()))
                self._choose()

    def leaveEvent(self, event: QEvent) -> None:
        """Show no point any more."""
        self._go_to(NOWHERE)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Bring what is under the mouse closer; without the focus the page scrolls instead."""
        if not self.hasFocus() or self._points is None:
            event.ignore()
            return
        self.zoom(ZOOM_STEP ** (event.angleDelta().y() / 120), event.position())

    def event(self, event: QEvent) -> bool:
        """Claim the key 0, which is a shortcut of the window otherwise."""
        if claimed_digit(event) == "0":
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the nearest point in a direction, choose a point, or bring what is shown closer."""
        key = Qt.Key(event.key())
        if key in WAYS:
            self._step(*WAYS[key])
        elif ZOOM_KEYS.get(key):
            at = QPointF(*self.pixels()[self.current]) if self.current != NOWHERE else self._inside().center()
            self.zoom(ZOOM_KEYS[key], at)
        elif key in ZOOM_KEYS:
            self._show_all()
        elif key in CHOOSING:
            self._choose()
        else:
            super().keyPressEvent(event)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the points, kept as a picture; upon them the drawing and the current point."""
        key = (theme, self._points, self._words, self._middle, self._magnified)
        self._background.paint(painter, key, theme.color("panel"), partial(self._paint_ground, theme))
        if self._points is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(self._inside())
        self._paint_drawing(painter, theme, self._points)
        painter.restore()
        if self.current != NOWHERE:
            self._paint_current(painter, theme, self._points)

    def _inside(self) -> QRectF:
        """Return where the points lie."""
        axis = self._appearance.px(AXIS)
        return QRectF(self.rect()).adjusted(axis + 0.5, 0.5, -0.5, -axis - 0.5)

    def _frame(self) -> MapFrame:
        inside = self._inside()
        across, up = np.maximum(self._ends[1] - self._ends[0], 1e-9)
        scale = self._magnified * MARGIN * max(min(inside.width() / across, inside.height() / up), 1e-9)
        return MapFrame(inside, self._middle, scale)

    def _show_all(self) -> None:
        self._magnified = 1.0
        self._look_at(*self._ends.mean(axis=0))

    def _look_at(self, x: float, y: float) -> None:
        """Bring a place of the map into the middle, or the nearest one where there are points."""
        x, y = np.clip((x, y), *self._ends)
        self._middle = float(x), float(y)
        self.update()

    def _nearest(self, place: QPointF) -> int:
        """Return the point nearest to a pixel, within reach."""
        pixels = self.pixels()
        if not len(pixels) or not self._inside().contains(place):
            return NOWHERE
        distances = np.hypot(*(pixels - (place.x(), place.y())).T)
        nearest = int(distances.argmin())
        return nearest if distances[nearest] <= self._appearance.px(REACH) else NOWHERE

    def _step(self, right: int, down: int) -> None:
        """Go to the nearest point in a direction, from the current one, or else from the drawing or the middle."""
        if self._points is None:
            return
        pixels, centre = self.pixels(), self._inside().center()
        start = np.array([centre.x(), centre.y()])
        if self.current != NOWHERE:
            start = pixels[self.current]
        elif self._drawing is not None:
            start = self._frame().pixels(self._drawing[0][None])[0]
        away = pixels - start
        along, across = away @ (right, down), np.abs(away @ (down, right))
        # Where points lie close together a step is as far as can be seen.
        for least in (self._appearance.px(REACH), 1e-6):
            ahead = np.flatnonzero((along >= across) & (along >= least))
            if len(ahead):
                point = int(ahead[np.hypot(along[ahead], across[ahead]).argmin()])
                self._go_to(point)
                if not self._inside().contains(QPointF(*pixels[point])):
                    self._look_at(*self._points.made.places[point])
                return

    def _go_to(self, point: int) -> None:
        if point != self.current:
            self.current = point
            if point != NOWHERE and self._points is not None:
                self.setAccessibleDescription(self._points.words(point))
            self.update()

    def _choose(self) -> None:
        if self.current != NOWHERE and self._points is not None:
            self.chosen.emit(int(self._points.made.numbers[self.current]))

    def _paint_ground(self, theme: Theme, painter: QPainter) -> None:
        inside = self._inside()
        painter.setFont(theme.font(SMALL))
        if self._points is None:
            painter.setPen(theme.color("muted"))
            painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
        else:
            paint_axes(painter, theme, inside, self._points.made.components.shares)
            painter.save()
            painter.setClipRect(inside)
            paint_points(painter, theme, self._points, self._frame())
            painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(theme.pen("border"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(inside)

    def _paint_drawing(self, painter: QPainter, theme: Theme, points: MapPoints) -> None:
        if self._drawing is None:
            return
        place, answer, fires = self._drawing
        (pixel,), inside = self._frame().pixels(place[None]), self._inside()
        # One that lies beyond the edge is seen by half upon it.
        x, y = np.clip(pixel, (inside.left(), inside.top()), (inside.right(), inside.bottom()))
        paint_ring(painter, theme, QPointF(x, y), points.marks[answer], is_dashed=not fires)

    def _paint_current(self, painter: QPainter, theme: Theme, points: MapPoints) -> None:
        """Frame the current point, and show its picture."""
        place, half = QPointF(*self.pixels()[self.current]), theme.px(FRAME)
        painter.setPen(theme.pen("text", 2.0))
        painter.drawRect(QRectF(place.x() - half, place.y() - half, 2 * half, 2 * half))
        paint_note(painter, theme, self._inside(), place, points.ink(self.current), points.words(self.current))
