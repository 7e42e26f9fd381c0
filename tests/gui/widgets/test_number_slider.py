"""A slider and its number: in steps by hand, exactly what is set by a program."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.number_slider import NumberSlider


@pytest.fixture
def weight(qtbot):
    slider = NumberSlider("w1", "w₁", "How much the first input counts.", (-2.0, 2.0, 0.1), Appearance("light"))
    qtbot.addWidget(slider)
    return slider


def shown(weight):
    return weight.findChild(QLabel, "w1Number").text()


def test_keys_move_it_in_steps_without_the_rests_of_binary_numbers(weight, qtbot):
    heard = []
    weight.moved.connect(heard.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_End):
        qtbot.keyClick(weight.slider, key)
    assert heard == [0.1, 0.2, 0.3, 0.5, 2.0]
    assert (weight.value, shown(weight)) == (2.0, "2.00")
    assert weight.slider.accessibleDescription() == "2.00. How much the first input counts."


@pytest.mark.parametrize(("value", "words", "position"), [(0.123, "0.12", 21), (7.5, "7.50", 40), (-9.0, "-9.00", 0)])
def test_what_is_set_is_kept_between_the_steps_and_beyond_the_ends(weight, value, words, position):
    weight.moved.connect(lambda _: pytest.fail("nobody moved it"))
    weight.set_value(value)
    assert (weight.value, shown(weight), weight.slider.value()) == (value, words, position)
