"""The worked examples as live sheets: COURSE.md's numbers are read off, edited, and brought back."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDoubleSpinBox, QLabel

from nnapp.gui.pages.course.activities.sheet import SheetActivity
from nnapp.gui.widgets.lights import Lights
from nnapp.gui.widgets.small_network import Part, SmallNetwork
from tests.gui.pages.course.activities.by_hand import click, enter, is_met, read, told


@pytest.fixture
def sheet(make_activity, plain_session):
    return make_activity(SheetActivity, plain_session, (700, 700))


def texts(sheet, name, *neurons):
    return [sheet.findChild(QLabel, f"{name}Neuron{neuron}").text() for neuron in neurons]


def test_the_numbers_of_row_14_stand_on_the_sheet(sheet):
    assert texts(sheet, "sum_", 1, 2) == [
        "x₁ = 0.9·1 + 0.3·0.5\n= 0.9000 + 0.1500", "x₂ = 0.2·1 + 0.8·0.5\n= 0.2000 + 0.4000"
    ]  # fmt: skip
    assert texts(sheet, "result_", 1, 2) == [
        "x₁ = 1.0500,  y₁ = sigmoid(x₁) = 0.7408", "x₂ = 0.6000,  y₂ = sigmoid(x₂) = 0.6457"
    ]  # fmt: skip
    assert told(sheet, "x1", "x2", "x3", "y_output1") == pytest.approx((1.05, 0.6, 0.0, 0.0))
    assert texts(sheet, "note_", 1, 2) == ["", ""]


def test_the_numbers_of_row_16_stand_on_the_sheet_with_a_note_where_the_course_cuts_off(sheet, view):
    sheet.set_values({"example": "3-3-3"})
    assert [text.split(",  ") for text in texts(sheet, "result_", 1, 2, 3)] == [
        ["x₁ = 1.1600", "O₁ = sigmoid(x₁) = 0.7613"],
        ["x₂ = 0.4200", "O₂ = sigmoid(x₂) = 0.6035"],
        ["x₃ = 0.6200", "O₃ = sigmoid(x₃) = 0.6502"],
    ]
    assert texts(sheet, "sum_output", 1) == ["x₁ = 0.3·0.7613 + 0.7·0.6035 + 0.5·0.6502\n= 0.2284 + 0.4224 + 0.3251"]
    view.show_digits(all_of_them=True)
    results = [text.split(" = ") for text in texts(sheet, "result_output", 1, 2, 3)]
    assert [result[1][:7] for result in results] == ["0.97594", "0.88858", "1.25461"]
    assert float(results[0][1].split(",")[0]) == pytest.approx(0.97595, abs=5e-6)
    assert [result[3][:5] for result in results] == ["0.726", "0.708", "0.778"]
    assert float(results[1][3]) == pytest.approx(0.70860, abs=5e-6)
    printed = [text.split(", as")[0] for text in texts(sheet, "note_output", 1, 2, 3)]
    assert printed == ["The course prints 0.975", "The course prints 0.888 and 0.708", "The course prints 1.254"]
    assert texts(sheet, "note_", 1, 2, 3) == ["", "", ""]


def test_a_number_that_is_entered_counts_at_once_and_reset_brings_the_course_back(sheet, qtbot):
    sheet.set_values({"example": "3-3-3"})
    enter(qtbot, sheet, "w_output12", "-0.7")
    enter(qtbot, sheet, "b1", "0.5")
    enter(qtbot, sheet, "i2", "1e-1")
    assert told(sheet, "x1", "i2", "changed_inputs", "changed_weights", "changed_output_weights") == pytest.approx(
        (1.66, 0.1, 0, 1, 1)
    )
    assert texts(sheet, "sum_", 1) == ["x₁ = 0.9·0.9 + 0.3·0.1 + 0.4·0.8 + 0.5\n= 0.8100 + 0.0300 + 0.3200 + 0.5000"]
    assert "(-0.7)·0.6035" in texts(sheet, "sum_output", 1)[0]
    assert texts(sheet, "note_output", 1, 2, 3) == ["", "", ""], "the course printed nothing of these"
    enter(qtbot, sheet, "b1", "-0.5")
    enter(qtbot, sheet, "i1", "1")
    assert "− 0.5\n" in texts(sheet, "sum_", 1)[0]
    assert told(sheet, "changed_inputs", "changed_weights") == (1, 1)
    click(qtbot, sheet, "resetSheet")
    assert told(sheet, "x1", "w_output12", "changed_weights") == pytest.approx((1.16, 0.7, 0))


@pytest.mark.parametrize(
    ("entered", "is_right"),
    [({"w21": "1.2"}, True), ({"w21": "0.9"}, False), ({"i1": "2.5"}, False), ({"w21": "0.9", "b2": "0.9"}, False)],
)
def test_the_challenge_wants_one_weight_changed_and_nothing_else(sheet, qtbot, entered, is_right):
    for name, typed in entered.items():
        enter(qtbot, sheet, name, typed)
    assert is_met(sheet, "05-two-two", 2) is is_right


def test_the_challenge_of_the_larger_example_leaves_the_output_layer_alone(sheet):
    solution = read("07-three-three-three").challenges[1].solution
    for values, is_right in ((solution, True), ({}, False), ({"b_output1": -5.0}, False), ({"i1": -9.0}, False)):
        sheet.set_values({"example": "3-3-3"} | values)
        assert is_met(sheet, "07-three-three-three", 2) is is_right


def test_a_weight_and_its_line_light_each_other(sheet, qtbot):
    sheet.show()
    lit = sheet.findChild(Lights)
    diagram, field = sheet.findChild(SmallNetwork), sheet.findChild(QDoubleSpinBox, "w12")
    field.setFocus()
    qtbot.waitUntil(lambda: diagram.lit == Part(0, 0, 1))
    assert lit.lit == [field]
    qtbot.mouseMove(diagram, diagram.place_of(0, 1).toPoint())
    assert diagram.lit == Part(0, 1)
    assert [field.objectName() for field in lit.lit] == ["w21", "w22", "w23"]
    qtbot.mouseMove(diagram, QPoint(1, 1))
    assert diagram.lit == Part(0, 0, 1), "what has the focus"


def test_a_screen_reader_hears_the_numbers(sheet):
    words = sheet.findChild(QDoubleSpinBox, "w12").accessibleDescription()
    assert words.startswith("neuron 1, weight from input 2. x₁ = 1.0500,  y₁ = sigmoid(x₁) = 0.7408")
    assert sheet.findChild(SmallNetwork).accessibleDescription() == (
        "Inputs 1, 0.5. Sums of layer 1: 1.0500 becomes 0.7408, 0.6000 becomes 0.6457."
    )


def test_a_number_out_of_bounds_is_not_taken(sheet, qtbot):
    enter(qtbot, sheet, "w21", "1e9")
    assert told(sheet, "changed_weights") == (0,)
