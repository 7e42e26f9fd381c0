"""Neurons over time: a loop set by hand goes on, the same without it dies out; time moves by slider, keys and mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSlider

from nnapp.gui.pages.course.activities.firing_raster import FiringRaster
from nnapp.gui.pages.course.activities.loop import LoopActivity
from nnapp.gui.pages.course.activities.loop_diagram import LoopDiagram
from tests.gui.pages.course.activities.by_hand import enter, text, told


@pytest.fixture
def activity(make_activity):
    activity = make_activity(LoopActivity)
    activity.grab()
    return activity


def test_a_chain_is_over_after_one_pass(activity):
    assert told(activity, "active_steps", "last_active", "fired_1", "fired_4") == (4, 4, 1, 1)
    assert text(activity, "loopState") == "No weight leads back: everything is over after t = 4."
    activity.set_values({"w22": 0.1})
    assert text(activity, "loopState").startswith("With the loop, neurons fire at 4 of 20 steps")


def test_the_keyboard_alone_closes_the_loop_and_lets_it_die(activity, qtbot):
    enter(qtbot, activity, "w14", "0.5")
    assert told(activity, "active_steps") == (4,), "0.5 − 0.5 is not above 0"
    enter(qtbot, activity, "w14", "1")
    assert told(activity, "w14", "active_steps", "last_active", "fired_1") == (1, 20, 20, 5)
    assert text(activity, "loopState").endswith("Without it, everything is over after t = 4.")
    for _ in range(3):
        qtbot.keyClick(activity.findChild(QSlider, "rest"), Qt.Key.Key_Right)
    assert told(activity, "rest", "last_active", "fired_1", "fired_4") == (4, 4, 1, 1)


def test_the_sums_are_written_out_at_each_time(activity):
    activity.set_values({"w14": 1.0, "w24": -1.0, "time": 1})
    assert text(activity, "loopSums").splitlines()[0] == "z₁ = 1.00 − 0.50 = 0.50 > 0: fires"
    activity.set_values({"time": 5})
    lines = text(activity, "loopSums").splitlines()
    assert lines[0] == "z₁ = 1.00 − 0.50 = 0.50 > 0: fires"
    assert lines[1] == "z₂ = (-1.00) − 0.50 = -1.50 ≤ 0: is silent"
    assert lines[3] == "z₄ = 0 − 0.50 = -0.50 ≤ 0: rests"
    diagram = activity.findChild(LoopDiagram)
    assert diagram.accessibleDescription().startswith("At time 5, firing: 1; resting: 4.")


def test_a_neuron_is_lit_at_the_time_at_which_it_fires(activity):
    diagram, raster, theme = (
        activity.findChild(LoopDiagram),
        activity.findChild(FiringRaster),
        activity.appearance.theme,
    )
    activity.set_values({"w14": 1.0, "w11": 1.0, "time": 2})
    image = diagram.grab().toImage()
    # Beside the number in the circle.
    lit = [image.pixelColor(diagram.place(n).toPoint().x() + 12, diagram.place(n).toPoint().y()) for n in range(4)]
    assert [colour == theme.color("fires") for colour in lit] == [False, True, False, False]
    image = raster.grab().toImage()
    cells = [image.pixelColor(raster.cell(part, 6, 1).center().toPoint()) for part in (0, 1)]
    assert [colour == theme.color("fires") for colour in cells] == [True, False]


def test_a_click_or_a_key_looks_at_another_time(activity, qtbot):
    raster = activity.findChild(FiringRaster)
    qtbot.mouseClick(raster, Qt.MouseButton.LeftButton, pos=raster.cell(1, 7, 2).center().toPoint())
    assert told(activity, "time") == (7,)
    for key, time in ((Qt.Key.Key_Right, 8), (Qt.Key.Key_End, 20), (Qt.Key.Key_Right, 20), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(raster, key)
        assert told(activity, "time") == (time,)
    qtbot.keyClick(activity.findChild(QSlider, "time"), Qt.Key.Key_Right)
    assert told(activity, "time") == (1,)


def test_it_plays_until_the_end_or_a_click_and_without_motion_step_by_step(activity, qtbot):
    play = activity.findChild(QPushButton, "playLoop")
    play.click()
    play.click()
    assert (told(activity, "time"), play.text()) == ((2,), "Play")
    activity.appearance.animates = True
    activity.set_values({"time": 18})
    play.click()
    assert (told(activity, "time"), play.text()) == ((19,), "Stop")
    play.click()
    assert play.text() == "Play"
    play.click()
    assert (told(activity, "time"), play.text()) == ((20,), "Play")
    play.click()
    assert (told(activity, "time"), play.text()) == ((1,), "Stop"), "from the beginning"
    with qtbot.waitSignal(activity.changed):
        pass
    assert told(activity, "time") == (2,)
