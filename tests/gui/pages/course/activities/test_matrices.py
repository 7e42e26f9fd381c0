"""Matrices by mouse and by keyboard: the course's product, what makes each number, and a layer in two forms."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from nnapp.gui.pages.course.activities.matrices import MatricesActivity
from nnapp.gui.widgets.lights import Lights
from tests.gui.pages.course.activities.by_hand import click, enter, is_met, read, text


@pytest.fixture
def activity(make_activity):
    return make_activity(MatricesActivity, size=(1000, 620))


def lit(activity):
    return sorted(widget.objectName() for widget in activity.findChild(Lights).lit)


def test_the_numbers_of_row_15(activity):
    assert [text(activity, name) for name in ("p11", "p12", "p21", "p22")] == ["19", "22", "43", "50"]
    assert text(activity, "line12") == "p₁₂ = 1·6 + 2·8 = 6 + 16 = 22"
    assert text(activity, "termw12") == "w₁₂·i₂\n0.3·0.5"
    assert [text(activity, name) for name in ("x1", "x2")] == ["1.05", "0.6"]


def test_the_keyboard_alone_goes_to_a_result_and_lights_its_row_and_column(activity, qtbot):
    activity.show()
    activity.findChild(QDoubleSpinBox, "b22").setFocus()
    qtbot.waitUntil(lambda: lit(activity) == ["a12", "a22", "b22", "p12", "p22"])
    for _ in range(3):
        qtbot.keyClick(activity.focusWidget(), Qt.Key.Key_Tab)
    assert activity.focusWidget().objectName() == "p21"
    assert lit(activity) == ["a21", "a22", "b11", "b21", "line21", "p21"]
    assert activity.focusWidget().accessibleDescription().endswith("p₂₁ = 3·5 + 4·7 = 15 + 28 = 43")


def test_hovering_one_form_of_the_layer_lights_the_other(activity):
    point = QPointF(2, 2)
    for name, wanted in (
        ("termw21", ["i1", "termw21", "w21"]),
        ("x2", ["i1", "i2", "termw21", "termw22", "termx2", "w21", "w22", "x2"]),
        ("i1", ["i1", "termw11", "termw21", "w11", "w21"]),
        ("a12", ["a12", "b21", "b22", "p11", "p12"]),
    ):
        widget = activity.findChild(QWidget, name)
        QCoreApplication.sendEvent(widget, QEnterEvent(point, point, point))
        assert lit(activity) == wanted
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))
        assert lit(activity) == []


def test_a_number_is_entered_and_reset(activity, qtbot):
    enter(qtbot, activity, "a11", "-1.5")
    assert activity.quantities()["p12"] == pytest.approx(-1.5 * 6 + 2 * 8)
    assert text(activity, "line11") == "p₁₁ = (-1.5)·5 + 2·7 = -7.5 + 14 = 6.5"
    qtbot.keyClick(activity.findChild(QDoubleSpinBox, "a11"), Qt.Key.Key_Up)
    assert activity.quantities()["a11"] == -0.5
    click(qtbot, activity, "resetMatrices")
    assert activity.quantities()["p11"] == 19


def test_doubling_is_met_by_the_solution_and_by_nothing_near_it(activity):
    solution = read("06-matrices").challenges[1].solution
    for values, is_right in ((solution, True), ({"b12": 1.0}, False), ({"b12": 0.0, "a11": 2.0}, False)):
        activity.set_values(values)
        assert is_met(activity, "06-matrices", 2) is is_right
