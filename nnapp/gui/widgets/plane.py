"""A plane with points of two classes that can be dragged, and the line of a neuron that separates them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, hypot
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPolygonF

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, Theme
from nnapp.gui.widgets.painted_widget import PaintedWidget
from nnapp.wording import decimals, plain

SIDE, LEAST = 400, 240
"""Its usual and its least width and height, in pixels."""
MARK, RING, REACH, ARROW_HEAD = 7.0, 15.0, 14.0, 9.0
"""Half the size of a point, the radii of the ring and of what a pointer can grasp, and the size of the arrow's head."""
ARROW: Final = 0.25
"""The length of the arrow of weights of length 1, as a share of the plane."""
LONGEST: Final = 0.4
"""The most that it is, so that its head can be grasped."""
SHADE, GRID = 0.12, 0.6
"""How strong the shade is where the neuron fires, and the grid."""
NUDGE: Final = 0.05
"""How far a key moves a point."""
ARROW_KEYS: Final = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
}  # fmt: skip


@dataclass(frozen=True)
class PlanePoint:
    """A point of one of two classes."""

    x: float
    y: float
    target: int
    """1, a filled circle, or 0, an open square."""
    is_marked: bool = False
    """Whether it is crossed, as a mistake is."""


@dataclass(frozen=True)
class PlaneLine:
    """The neuron w1 x + w2 y + b > 0: its line, the side on which it fires, and the arrow of its weights."""

    w1: float
    w2: float
    bias: float

    @property
    def has_direction(self) -> bool:
        """Whether there is a line at all: the weights are not both 0."""
        return bool(self.w1 or self.w2)

    def sum_at(self, x: float, y: float) -> float:
        """Return w1 x + w2 y + b."""
        return self.w1 * x + self.w2 * y + self.bias

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """Return the point of the line that is nearest; it must have a direction."""
        share = self.sum_at(x, y) / (self.w1 * self.w1 + self.w2 * self.w2)
        return x - share * self.w1, y - share * self.w2


class Plane(PaintedWidget):
    """Shows points and a line; arrow keys go from point to point, with Shift they move the one in the ring.

    Where it is wider than high, or higher than wide, it shows more of the plane; points stay within the span.
    """

    usual_size = (SIDE, SIDE)
    is_opaque = True
    has_grid_lines = True
    """Whether the grid has lines, or only numbers."""

    selected = Signal(int)
    """The person has put the ring around this point."""
    point_moved = Signal(int, float, float)
    """The person moves this point to here."""
    class_switched = Signal(int)
    """The person wants this point to be of the other class."""
    line_moved = Signal(float, float, float)
    """The person moves the line or the arrow: w1, w2, b."""

    def __init__(self, name: str, span: tuple[float, float, float], appearance: Appearance) -> None:
        """Start empty; ``span`` is the least and the most of both axes, and the distance of the grid's lines."""
        super().__init__(name, "plane", appearance)
        self.points: tuple[PlanePoint, ...] = ()
        self.ring = 0
        """The point in the ring."""
        self.axes = ("x₁", "x₂")
        """What the axes are called."""
        self.line: PlaneLine | None = None
        self.second: PlaneLine | None = None
        """A line to compare with, dashed."""
        self._low, self._high, self._grid = span
        self._middle = (self._low + self._high) / 2
        """Of both axes."""
        self._foot = (self._middle, self._middle)
        """Where the arrow begins: on the line."""
        self._held: int | str | None = None
        appearance.scale(self.setMinimumSize, LEAST, LEAST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_points(self, points: Sequence[PlanePoint], ring: int) -> None:
        """Show ``points``, and the ring around one of them."""
        self.points, self.ring = tuple(points), ring
        self.update()

    def show_line(self, line: PlaneLine | None, second: PlaneLine | None = None) -> None:
        """Show the line of a neuron, and a dashed one to compare with."""
        self.line, self.second = line, second
        if line is not None and line.has_direction:
            foot = line.nearest(*self._foot)
            # The arrow stays where it was as long as the line passes there.
            margin = 0.1 * (self._high - self._low)
            is_inside = all(self._low + margin <= part <= self._high - margin for part in foot)
            self._foot = foot if is_inside else line.nearest(self._middle, self._middle)
        self.update()

    def inside(self) -> QRectF:
        """Return where the plane lies, within its frame."""
        return QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)

    def shown(self) -> tuple[float, float, float, float]:
        """Return what is shown of the plane: the least and the most of x, and of y."""
        middle, half = self._middle, self.inside().size() / (2 * self._scale)
        return middle - half.width(), middle + half.width(), middle - half.height(), middle + half.height()

    def place_of(self, x: float, y: float) -> QPointF:
        """Return the pixel of a point of the plane."""
        centre, middle = self.inside().center(), self._middle
        return QPointF(centre.x() + (x - middle) * self._scale, centre.y() - (y - middle) * self._scale)

    def value_at(self, place: QPointF) -> tuple[float, float]:
        """Return the point of the plane at a pixel, in steps of a hundredth, kept within the span."""
        centre, middle = self.inside().center(), self._middle
        x, y = middle + (place.x() - centre.x()) / self._scale, middle + (centre.y() - place.y()) / self._scale
        return self._within(x), self._within(y)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a point, of the arrow's head, or of the line."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._held = self._at(event.position())
        if isinstance(self._held, int):
            self.selected.emit(self._held)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held; show what could be held."""
        place = event.position()
        if not event.buttons() & Qt.MouseButton.LeftButton or self._held is None:
            can_hold = self._at(place) is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if can_hold else Qt.CursorShape.ArrowCursor)
        elif isinstance(self._held, int):
            if self._held < len(self.points):
                self.point_moved.emit(self._held, *self.value_at(place))
        else:
            self._drag_line(*self.value_at(place))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        del event
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Switch the class of a point."""
        found = self._at(event.position())
        if isinstance(found, int):
            self.class_switched.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from point to point, move the one in the ring, or switch its class with the space bar."""
        key = Qt.Key(event.key())
        if not self.points or (key not in ARROW_KEYS and key != Qt.Key.Key_Space):
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self.class_switched.emit(self.ring)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            point, (right, up) = self.points[self.ring], ARROW_KEYS[key]
            self.point_moved.emit(self.ring, self._within(point.x + NUDGE * right), self._within(point.y + NUDGE * up))
        else:
            right, up = ARROW_KEYS[key]
            self.selected.emit((self.ring + right - up) % len(self.points))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the ground, the lines, the arrow and the points."""
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.save()
        painter.setClipRect(self.inside())
        self.paint_ground(painter, theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.second is not None:
            painter.setPen(theme.pen("muted", 2.0, Qt.PenStyle.DashLine))
            painter.drawPolyline(self._ends(self.second))
        if self.line is not None:
            self._paint_line(painter, theme, self.line)
        for number, point in enumerate(self.points):
            self._paint_point(painter, theme, point, is_ringed=number == self.ring)
        if self.line is not None:
            self._paint_weights(painter, theme, self.line)
        painter.restore()
        painter.setPen(theme.pen("border"))
        painter.drawRect(self.inside())

    def paint_ground(self, painter: QPainter, theme: Theme) -> None:
        """Paint what lies beneath everything else: where the neuron fires, and the grid."""
        if self.line is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.mixed("panel", "fires", SHADE))
            painter.drawPolygon(self._firing_side(self.line))
        self.paint_grid(painter, theme)

    def paint_grid(self, painter: QPainter, theme: Theme) -> None:
        """Paint the grid, its whole numbers, and the names of the axes."""
        painter.setFont(theme.font(SMALL))
        metrics, inside, room = painter.fontMetrics(), self.inside(), theme.px(4)
        across, up = self.axes
        left_end = inside.right() - metrics.horizontalAdvance(across) - room
        left, right, bottom, top = self.shown()
        lowest, highest = min(left, bottom), max(right, top)
        for number in range(ceil(lowest / self._grid), floor(highest / self._grid) + 1):
            value = number * self._grid
            place = self.place_of(value, value)
            if self.has_grid_lines:
                painter.setPen(theme.mixed("panel", "border", GRID))
                painter.drawLine(QPointF(place.x(), inside.top()), QPointF(place.x(), inside.bottom()))
                painter.drawLine(QPointF(inside.left(), place.y()), QPointF(inside.right(), place.y()))
            if abs(value - round(value)) < 1e-9 and self._low <= value <= self._high:
                painter.setPen(theme.color("muted"))
                words = plain(round(value))
                # A number that would lie upon the name of its axis, or in the corner of both, is left out.
                width = metrics.horizontalAdvance(words)
                # Beside its line of the grid, or, where there is none, at its very place.
                beside, above = (room, room) if self.has_grid_lines else (-width / 2, -metrics.capHeight() / 2)
                if inside.left() + room <= place.x() + beside < left_end - width - 2 * room:
                    painter.drawText(QPointF(place.x() + beside, inside.bottom() - room), words)
                if inside.top() + 2 * (metrics.ascent() + room) < place.y() < inside.bottom() - metrics.ascent() - room:
                    painter.drawText(QPointF(inside.left() + room, place.y() - above), words)
        painter.setPen(theme.color("muted"))
        painter.drawText(QPointF(left_end, inside.bottom() - room), across)
        painter.drawText(QPointF(inside.left() + room, inside.top() + metrics.ascent() + room), up)

    @property
    def _scale(self) -> float:
        """Pixels for a distance of 1."""
        inside = self.inside()
        return max(min(inside.width(), inside.height()), 1.0) / (self._high - self._low)

    def _within(self, value: float) -> float:
        return round(min(max(value, self._low), self._high), 2) + 0.0

    def _at(self, place: QPointF) -> int | str | None:
        """Return the number of the point under ``place``, "arrow", "line", or None."""
        reach = self._appearance.px(REACH)
        distances = [_distance(place, self.place_of(point.x, point.y)) for point in self.points]
        # Of points that cover each other, the one in the ring, else the last, which is painted over the others.
        order = sorted(range(len(distances)), key=lambda k: (distances[k], k != self.ring, -k))
        if order and distances[order[0]] <= reach:
            return order[0]
        line = self.line
        if line is None or not line.has_direction:
            return None
        if _distance(place, self._arrow(line)[1]) <= reach:
            return "arrow"
        nearest = line.nearest(*self.value_at(place))
        return "line" if _distance(place, self.place_of(*nearest)) <= reach / 2 else None

    def _drag_line(self, x: float, y: float) -> None:
        """Push the line so that it passes through (x, y), or turn the arrow so that it points there."""
        line = self.line
        if line is None:
            return
        w1, w2, foot = line.w1, line.w2, (x, y)
        if self._held == "arrow":
            foot, scale = self._foot, ARROW * (self._high - self._low)
            w1, w2 = round((x - foot[0]) / scale, 2), round((y - foot[1]) / scale, 2)
            if not (w1 or w2):
                return
        self.line_moved.emit(w1, w2, round(-w1 * foot[0] - w2 * foot[1], 2) + 0.0)

    def _arrow(self, line: PlaneLine) -> tuple[QPointF, QPointF]:
        """Return where the arrow begins and ends."""
        length = hypot(line.w1, line.w2)
        scale = (self._high - self._low) * min(ARROW, LONGEST / length)
        tip = (self._foot[0] + scale * line.w1, self._foot[1] + scale * line.w2)
        return self.place_of(*self._foot), self.place_of(*tip)

    def _ends(self, line: PlaneLine) -> QPolygonF:
        """Return two points of the line, outside of the plane."""
        if not line.has_direction:
            return QPolygonF()
        x, y = line.nearest(self._middle, self._middle)
        left, right, bottom, top = self.shown()
        across = hypot(right - left, top - bottom)
        # A line that passes far outside would overflow what Qt can paint.
        if hypot(x - self._middle, y - self._middle) > across:
            return QPolygonF()
        far = across / hypot(line.w1, line.w2)
        ends = ((x - far * line.w2, y + far * line.w1), (x + far * line.w2, y - far * line.w1))
        return QPolygonF([self.place_of(*end) for end in ends])

    def _firing_side(self, line: PlaneLine) -> QPolygonF:
        """Return the part of the plane in which the sum is positive: its corners, and where the line crosses."""
        left, right, bottom, top = self.shown()
        corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
        part: list[QPointF] = []
        for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
            one, two = line.sum_at(x1, y1), line.sum_at(x2, y2)
            if one > 0:
                part.append(self.place_of(x1, y1))
            if (one > 0) != (two > 0):
                share = one / (one - two)
                part.append(self.place_of(x1 + share * (x2 - x1), y1 + share * (y2 - y1)))
        return QPolygonF(part)

    def _paint_line(self, painter: QPainter, theme: Theme, line: PlaneLine) -> None:
        if not line.has_direction:
            return
        painter.setPen(theme.pen("text", 2.0))
        painter.drawPolyline(self._ends(line))
        paint_arrow(painter, theme, *self._arrow(line), "fires")

    def _paint_weights(self, painter: QPainter, theme: Theme, line: PlaneLine) -> None:
        """Write w beside the arrow's head, where it is whole."""
        if not line.has_direction:
            return
        painter.setFont(theme.font(SMALL, QFont.Weight.DemiBold))
        metrics, inside, room = painter.fontMetrics(), self.inside(), theme.px(6)
        start, tip = self._arrow(line)
        words = f"w = ({decimals(line.w1, 2)}, {decimals(line.w2, 2)})"
        width, height = metrics.horizontalAdvance(words) + room, metrics.height()
        left = min(max(tip.x() - width / 2, inside.left() + room), inside.right() - width - room)
        tops = [tip.y() - room - height, tip.y() + room]
        places = [
            QRectF(left, min(max(top, inside.top() + room), inside.bottom() - height - room), width, height)
            for top in (tops if tip.y() < start.y() else tops[::-1])
        ]
        # Beyond the head, unless a point is there; a corner is left where points are on both sides.
        places.append(QRectF(inside.right() - width - room, inside.top() + room, width, height))
        reach = theme.px(MARK)
        points = [self.place_of(point.x, point.y) for point in self.points]
        free = [one for one in places if not any(_distance_to(one, point) < reach for point in points)]
        place = (free or places[-1:])[0]
        painter.fillRect(place, theme.mixed("panel", "fires", SHADE))
        painter.setPen(theme.color("text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_point(self, painter: QPainter, theme: Theme, point: PlanePoint, *, is_ringed: bool) -> None:
        place, half = self.place_of(point.x, point.y), theme.px(MARK)
        painter.setBrush(theme.color("supports") if point.target else Qt.BrushStyle.NoBrush)
        painter.setPen(Qt.PenStyle.NoPen if point.target else theme.pen("opposes", 3.0))
        if point.target:
            painter.drawEllipse(place, theme.px(MARK + 1), theme.px(MARK + 1))
        else:
            painter.drawRect(QRectF(place.x() - half, place.y() - half, 2 * half, 2 * half))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if point.is_marked:
            painter.setPen(theme.pen("text", 1.5))
            reach = half * 1.5
            for slope in (1, -1):
                away = QPointF(reach, slope * reach)
                painter.drawLine(place - away, place + away)
        if is_ringed:
            painter.setPen(theme.pen("text", 2.0))
            painter.drawEllipse(place, theme.px(RING), theme.px(RING))


def paint_arrow(painter: QPainter, theme: Theme, start: QPointF, tip: QPointF, token: str) -> None:
    """Paint an arrow in the colour of that name."""
    along, size = tip - start, theme.px(ARROW_HEAD)
    length = max(hypot(along.x(), along.y()), 1e-9)
    along /= length
    painter.setPen(theme.pen(token, 4.0))
    painter.drawLine(start, tip - along * size if length > size else start)
    paint_arrow_head(painter, theme, tip, along * size, token)


def paint_arrow_head(painter: QPainter, theme: Theme, tip: QPointF, along: QPointF, token: str) -> None:
    """Paint the head of an arrow; ``along`` is its length, in pixels and in the direction of the arrow."""
    across, back = QPointF(-along.y(), along.x()) * 0.6, tip - along
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(token))
    painter.drawPolygon(QPolygonF([tip, back + across, back - across]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _distance_to(place: QRectF, point: QPointF) -> float:
    nearest = QPointF(
        min(max(point.x(), place.left()), place.right()), min(max(point.y(), place.top()), place.bottom())
    )
    return _distance(nearest, point)


def _distance(one: QPointF, two: QPointF) -> float:
    return hypot(one.x() - two.x(), one.y() - two.y())
