"""The loss over two weights as a map with contour lines, where one stands on it, and the way there."""

from math import hypot
from typing import Final

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPen, QPolygonF

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.images import height_image
from nnapp.gui.paint.theme import Theme
from nnapp.gui.widgets.plane import ARROW_KEYS, Plane, PlanePoint, paint_arrow
from nnapp.nn.arrays import Reals
from nnapp.nn.contours import contour
from nnapp.nn.inspect.loss_surface import Descent, LossSurface, Point

SPAN: Final = (-6.0, 6.0, 2.0)
FINE: Final = 96
"""Cells of the map along its shorter side."""
LEVELS: Final = 12
"""Contour lines; they lie closer together where the loss is small, so that the valley shows."""
LINE: Final = 0.75
"""How strong they are."""
SHORTEST: Final = 32
"""Pixels; the arrow of a step is not shorter, so that one sees where it leads."""
STILL: Final = 1e-4
"""A step that is shorter, in numbers of the axes, has no arrow."""
STEP, LEAP = 0.05, 0.5
"""How far a key moves the point, and with Shift."""
FAR: Final = 60.0
"""Points are painted as if they were no farther away than this, in numbers of the axes."""
DOT: Final = 6.0


class SurfacePlane(Plane):
    """Shows a walk down a surface of losses; the point is dragged, or moved with the arrow keys."""

    has_grid_lines = False

    place_wanted = Signal(float, float)
    """The person puts the point here."""

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__("The loss over two weights", SPAN, appearance)
        self.setObjectName("lossSurface")
        self._walk: Descent | None = None
        self._step: Point = (0.0, 0.0)
        self._map: tuple[object, QImage, list[QLineF]] | None = None
        self.point_moved.connect(lambda _number, a, b: self.place_wanted.emit(a, b))

    def show_walk(self, walk: Descent, step: Point, axes: tuple[str, str]) -> None:
        """Show ``walk``, the step that comes next, and the names of the two weights."""
        self._walk, self._step, self.axes = walk, step, axes
        self.show_points([PlanePoint(*walk.place, 1)], ring=-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the point."""
        key = Qt.Key(event.key())
        if self._walk is None or key not in ARROW_KEYS:
            super().keyPressEvent(event)
            return
        far = LEAP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
        # A point that has jumped out of the picture comes back to its edge.
        low, high, _ = SPAN
        a, b = (
            round(min(max(place + far * way, low), high), 2) + 0.0
            for place, way in zip(self._walk.place, ARROW_KEYS[key], strict=True)
        )
        self.place_wanted.emit(a, b)

    def paint_ground(self, painter: QPainter, theme: Theme) -> None:
        """Paint the map, the grid, the way so far, and the next step."""
        walk = self._walk
        if walk is None:
            return
        image, lines = self._mapped(walk.surface, theme)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.inside(), image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.mixed("panel", "muted", LINE), theme.width(1.0)))
        painter.drawLines(lines)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self.paint_grid(painter, theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = [self._near(*point) for point in walk.path]
        painter.setPen(theme.pen("supports", 2.0))
        painter.drawPolyline(QPolygonF(path))
        # Points of a round pen: hundreds of circles would take too long.
        dots = QPen(theme.color("supports"), theme.width(DOT))
        dots.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(dots)
        painter.drawPoints(path[:-1])
        self._paint_step(painter, theme, path[-1])

    def _paint_step(self, painter: QPainter, theme: Theme, start: QPointF) -> None:
        a, b = self._step
        length = hypot(a, b)
        if length < STILL:
            return
        along = self.place_of(a / length, b / length) - self.place_of(0, 0)
        pixels = hypot(*along.toTuple())
        # To scale, where that is long enough.
        far = max(pixels * length, theme.px(SHORTEST)) / pixels
        paint_arrow(painter, theme, start, start + along * min(far, FAR), "opposes")

    def _near(self, a: float, b: float) -> QPointF:
        return self.place_of(min(max(a, -FAR), FAR), min(max(b, -FAR), FAR))

    def _mapped(self, surface: LossSurface, theme: Theme) -> tuple[QImage, list[QLineF]]:
        """Return the map and the contour lines, which are computed anew when the surface or the size changes."""
        key = (surface, self.size(), theme.name)
        if self._map is None or self._map[0] != key:
            inside = self.inside()
            left, right, bottom, top = self.shown()
            cell = min(inside.width(), inside.height()) / FINE
            columns, rows = (max(round(length / cell), 2) for length in (inside.width(), inside.height()))
            across, up = _middles(left, right, columns), _middles(top, bottom, rows)
            losses = surface.grid(across, up)
            low, high = float(losses.min()), float(losses.max())
            shares = np.sqrt((losses - low) / (high - low))
            lines = np.concatenate([contour(shares, level / LEVELS) for level in range(1, LEVELS)])
            # From rows and columns, counted in cells from the middle of the first, to x and y in pixels.
            ends = (lines[..., ::-1] + 0.5) * (inside.width() / columns, inside.height() / rows)
            ends += (inside.left(), inside.top())
            self._map = (key, height_image(shares, theme), [QLineF(*line) for line in ends.reshape(-1, 4).tolist()])
        return self._map[1:]


def _middles(first: float, last: float, number: int) -> Reals:
    """Return the middles of ``number`` cells between two ends."""
    return first + (last - first) * (np.arange(number) + 0.5) / number
