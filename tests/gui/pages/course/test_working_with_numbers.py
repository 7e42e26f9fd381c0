"""Lessons 4 to 7 worked through by keyboard alone, from start to each met challenge; wrong answers are not accepted."""

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QComboBox, QRadioButton

from nnapp.gui.pages.course.activities.kinds import makers
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.view import View
from tests.gui.pages.course.activities.by_hand import enter, open_lesson, read

WORK = {
    # The number that is right, some that are wrong, and what is chosen and entered to meet the conditions.
    "04-activation-functions": ("0.25", ("1", "0.2", "0"), "ReLU", {"i2": "1"}),
    "05-two-two": ("0.48", ("0.6", "0.5", "4.8"), "", {"w21": "1.25"}),
    "06-matrices": ("62", ("50", "61", "-62"), "", {"b11": "2", "b12": "0", "b21": "0", "b22": "2"}),
    "07-three-three-three": ("0.42", ("1.16", "0.4", "0.62"), "", {"w31": "-3", "w21": "-3"}),
}


@pytest.mark.parametrize("key", WORK)
def test_a_lesson_is_worked_through(key, qtbot):
    number, wrong, choice, entered = WORK[key]
    activity = makers()[read(key).activity](SimpleNamespace(view=View()), Appearance("light"))
    reader, met = open_lesson(qtbot, activity, key)
    view = reader.window
    for answer in wrong:
        reader.answer(1, answer)
    assert met == []
    reader.answer(1, number)
    assert met == [0]
    if choice:
        box = view.findChild(QComboBox, "activationKind")
        # As the list is wound through by its first letters.
        qtbot.keyClicks(box, choice)
    for name, typed in entered.items():
        assert met == [0], "not before all is entered"
        enter(qtbot, view, name, typed)
    assert met == [0, 1]
    for option in (1, 3, 2):
        view.findChild(QRadioButton, f"option3-{option}").setChecked(True)
        reader.click("checkButton3")
        assert (2 in met) is (option == 2)


def test_a_number_out_of_bounds_is_not_taken(qtbot):
    activity = makers()["sheet"](SimpleNamespace(view=View()), Appearance("light"))
    qtbot.addWidget(activity)
    enter(qtbot, activity, "w21", "1e9")
    assert activity.quantities()["changed_weights"] == 0
