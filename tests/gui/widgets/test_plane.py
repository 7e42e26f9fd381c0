"""Points, line and arrow of a plane are moved with the mouse; the keys reach every point."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.plane import Plane, PlaneLine, PlanePoint
from tests.gui.drawing import drag

POINTS = (PlanePoint(0.0, 0.0, 0), PlanePoint(1.0, 0.0, 0), PlanePoint(1.0, 1.0, 1))
LINE = PlaneLine(1.0, 0.0, -0.5)


@pytest.fixture
def plane(qtbot):
    plane = Plane("Two classes", (-0.5, 1.5, 0.25), Appearance("light"))
    qtbot.addWidget(plane)
    plane.resize(401, 401)
    plane.show_points(POINTS, 0)
    plane.show_line(LINE)
    plane.heard = []
    for name in ("selected", "point_moved", "class_switched", "line_moved"):
        getattr(plane, name).connect(lambda *values, name=name: plane.heard.append((name, *values)))
    return plane


def move(plane, start, end):
    drag(plane, plane.place_of(*start), plane.place_of(*end))


def test_a_point_is_dragged_but_not_out_of_the_plane(plane):
    move(plane, (1.0, 1.0), (0.25, 0.75))
    move(plane, (1.0, 0.0), (1.0, -3.0))
    assert plane.heard == [
        ("selected", 2),
        ("point_moved", 2, 0.25, 0.75),
        ("selected", 1),
        ("point_moved", 1, 1, -0.5),
    ]


def test_the_line_is_pushed_and_the_arrow_is_turned_about_its_foot(plane):
    move(plane, (0.5, -0.2), (0.8, 0.3))
    move(plane, (1.0, 0.5), (0.5, 1.0))
    assert plane.heard == [("line_moved", 1.0, 0.0, -0.8), ("line_moved", 0.0, 1.0, -0.5)]


def test_of_points_that_cover_each_other_the_one_in_the_ring_is_held(plane, qtbot):
    plane.show_points((POINTS[2], POINTS[2], POINTS[2]), 1)
    qtbot.mousePress(plane, Qt.MouseButton.LeftButton, pos=plane.place_of(1.0, 1.0).toPoint())
    assert plane.heard == [("selected", 1)]


def test_beside_everything_nothing_is_held(plane):
    move(plane, (0.1, 1.2), (1.0, 1.0))
    assert plane.heard == []


def test_keys_go_from_point_to_point_move_the_one_in_the_ring_and_switch_its_class(plane, qtbot):
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space):
        qtbot.keyClick(plane, key)
    qtbot.keyClick(plane, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert [*plane.heard[:4]] == [("selected", 1), ("selected", 2), ("selected", 1), ("selected", 2)]
    assert plane.heard[4:] == [("class_switched", 0), ("point_moved", 0, 0.0, 0.05)]


def test_a_double_click_switches_the_class_of_a_point(plane, qtbot):
    qtbot.mouseDClick(plane, Qt.MouseButton.LeftButton, pos=plane.place_of(1.0, 0.0).toPoint())
    assert plane.heard[-1] == ("class_switched", 1)


@pytest.mark.parametrize(
    ("line", "left", "right"),
    [(LINE, False, True), (PlaneLine(-1.0, 0.0, 0.5), True, False), (PlaneLine(0.0, 0.0, 1.0), True, True),
     (PlaneLine(0.0, 0.0, 0.0), False, False), (PlaneLine(1e-9, 0.0, 5.0), True, True)],
)  # fmt: skip
def test_the_side_on_which_the_neuron_fires_is_shaded(plane, line, left, right):
    plane.show_line(line)
    image, ground = plane.grab().toImage(), QColor("#FFFFFF")
    shaded = [image.pixelColor(plane.place_of(x, 1.2).toPoint()) != ground for x in (-0.1, 1.1)]
    assert shaded == [left, right]


def test_a_class_has_its_colour_and_form_and_a_mistake_the_ring_and_both_lines_can_be_seen(plane):
    theme, (one, two, three) = Appearance("light").theme, POINTS
    plane.show_line(None)
    pictures = [plane.grab().toImage()]
    square, circle = (plane.place_of(point.x, point.y).toPoint() for point in (one, three))
    assert pictures[0].pixelColor(circle) == theme.color("supports")
    assert pictures[0].pixelColor(square) not in (theme.color("supports"), theme.color("opposes"))
    assert pictures[0].pixelColor(square - QPoint(7, 0)) == theme.color("opposes")
    for points, ring, lines in (
        (POINTS, 1, (None, None)),
        ((one, two, replace(three, is_marked=True)), 0, (None, None)),
        (POINTS, 0, (LINE, None)),
        (POINTS, 0, (LINE, PlaneLine(0.0, 1.0, -0.5))),
    ):
        plane.show_points(points, ring)
        plane.show_line(*lines)
        pictures.append(plane.grab().toImage())
    assert all(one != other for number, one in enumerate(pictures) for other in pictures[number + 1 :])
