"""The mouse, a pen and a finger draw alike, one at a time."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent, QTouchEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnapp.gui.board.canvas import Canvas
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.session import Session
from tests.gui.drawing import draw
from tests.gui.inside import network_of

LINE = [(4, 14), (14, 14), (24, 14)]
NONE, LEFT, RIGHT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
PRESS, MOVE, RELEASE = QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletRelease


@pytest.fixture
def canvas(qtbot):
    canvas = Canvas(Session(network_of(("sigmoid",), (784, 10))), Appearance("light"))
    canvas.resize(280, 280)
    qtbot.addWidget(canvas)
    with qtbot.waitExposed(canvas):
        canvas.show()
    return canvas


@pytest.fixture(scope="module")
def screen(qapp):
    return QTest.createTouchDevice()


def strokes(canvas):
    return [np.round(stroke).tolist() for stroke in canvas._session.sketch.drawing.strokes]


def place(point):
    return QPointF(10 * point[0], 10 * point[1])


def pen(canvas, kind, point, button=LEFT, *, end="Pen", pressure=0.5):
    """Send what a tablet sends, and return whether the canvas took it."""
    device = QPointingDevice(
        "tablet", 1, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType[end],
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure, 1, 2,
    )  # fmt: skip
    held = NONE if kind == RELEASE else button
    changed = NONE if kind == MOVE else button
    event = QTabletEvent(
        kind, device, place(point), canvas.mapToGlobal(place(point)), pressure, 0, 0, 0, 0, 0,
        Qt.KeyboardModifier.NoModifier, changed, held,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)
    return event.isAccepted()


def pen_draws(canvas, points, end="Pen"):
    pen(canvas, PRESS, points[0], end=end)
    for number, point in enumerate(points[1:], start=1):
        pen(canvas, MOVE, point, end=end, pressure=number / len(points))
    pen(canvas, RELEASE, points[-1], end=end)


def mouse_made_by_the_system(canvas, kind, point):
    QApplication.sendEvent(
        canvas,
        QMouseEvent(
            kind, place(point), place(point), canvas.mapToGlobal(place(point)), LEFT, LEFT,
            Qt.KeyboardModifier.NoModifier, Qt.MouseEventSource.MouseEventSynthesizedBySystem,
        ),
    )  # fmt: skip


def finger(canvas, screen, *steps):
    """Send touches: each step lists what happens to which finger, and where."""
    for step in steps:
        touch = QTest.touchEvent(canvas, screen)
        for number, (what, point) in step.items():
            getattr(touch, what)(number, place(point).toPoint(), canvas) if point else touch.stationary(number)
        touch.commit()


def test_a_pen_draws_what_the_mouse_draws_whatever_its_pressure(canvas):
    draw(canvas, LINE)
    pen_draws(canvas, LINE)
    by_mouse, by_pen = strokes(canvas)
    assert by_pen[0] == by_mouse[0] == [4, 14]
    assert by_pen[-1] == by_mouse[-1] == [24, 14]
    assert canvas._session.undoable == "stroke"


def test_the_other_end_of_a_pen_erases(canvas):
    pen_draws(canvas, LINE)
    pen_draws(canvas, [(14, 4), (14, 14), (14, 24)], end="Eraser")
    assert len(strokes(canvas)) == 2
    assert canvas._session.undoable == "erasing"


def test_a_pen_that_hovers_draws_nothing_and_makes_no_mouse_of_itself(canvas):
    for point in LINE:
        assert pen(canvas, MOVE, point, NONE)
    assert strokes(canvas) == []


def test_the_button_at_the_side_of_a_pen_is_a_click_of_the_mouse(canvas):
    assert not pen(canvas, PRESS, LINE[0], RIGHT)
    assert strokes(canvas) == []


def test_a_finger_draws_and_no_mouse_draws_it_again(canvas, screen):
    finger(canvas, screen, {0: ("press", LINE[0])}, {0: ("move", LINE[1])}, {0: ("move", LINE[2])})
    finger(canvas, screen, {0: ("release", LINE[2])})
    mouse_made_by_the_system(canvas, QEvent.Type.MouseButtonPress, LINE[2])
    mouse_made_by_the_system(canvas, QEvent.Type.MouseButtonRelease, LINE[2])
    (stroke,) = strokes(canvas)
    assert stroke[0] == [4, 14]
    assert stroke[-1] == [24, 14]


def test_a_second_finger_spoils_nothing(canvas, screen):
    finger(
        canvas,
        screen,
        {0: ("press", LINE[0])},
        {0: ("stationary", None), 1: ("press", (2, 26))},
        {0: ("move", LINE[1]), 1: ("move", (4, 26))},
        {0: ("release", LINE[2]), 1: ("stationary", None)},
        {1: ("move", (20, 26))},
        {1: ("release", (20, 26))},
    )
    (stroke,) = strokes(canvas)
    assert all(y == 14 for _, y in stroke)


def test_a_hand_that_touches_the_screen_beside_a_pen_spoils_nothing(canvas, screen):
    pen(canvas, PRESS, LINE[0])
    finger(canvas, screen, {0: ("press", (2, 26))}, {0: ("release", (2, 26))})
    pen(canvas, MOVE, LINE[1])
    pen(canvas, RELEASE, LINE[2])
    (stroke,) = strokes(canvas)
    assert all(y == 14 for _, y in stroke)


def test_a_touch_that_the_system_takes_back_leaves_no_stroke_and_the_next_one_draws(canvas, screen):
    finger(canvas, screen, {0: ("press", LINE[0])}, {0: ("move", LINE[1])})
    assert canvas._session.sketch.stroke_name
    QApplication.sendEvent(canvas, QTouchEvent(QEvent.Type.TouchCancel, screen))
    assert strokes(canvas) == []
    assert not canvas._session.undoable
    pen_draws(canvas, LINE)
    assert len(strokes(canvas)) == 1


def test_a_stroke_ends_where_the_canvas_loses_the_focus(canvas, qtbot):
    draw(canvas, LINE, release=False)
    canvas.clearFocus()
    assert canvas._session.history.canUndo()
    QTest.mouseMove(canvas, QPoint(20, 20))
    QTest.mouseRelease(canvas, LEFT, pos=QPoint(20, 20))
    (stroke,) = strokes(canvas)
    assert stroke[-1] == [24, 14]


def test_an_empty_canvas_says_what_is_wanted(canvas):
    before = canvas.grab().toImage()
    canvas._session.sketch.ask_for("an 8")
    assert canvas.grab().toImage() != before


def test_ctrl_c_on_the_canvas_copies_the_drawing_as_a_picture(canvas, qtbot):
    canvas.activateWindow()
    canvas.setFocus()
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not QGuiApplication.clipboard().image().isNull()
