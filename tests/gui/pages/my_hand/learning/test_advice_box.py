"""What is missing among the kept drawings."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from nnapp.gui.pages.my_hand.learning.advice_box import AdviceBox
from nnapp.gui.paint.appearance import Appearance


@pytest.fixture
def box(qtbot):
    box = AdviceBox(Appearance("light"))
    qtbot.addWidget(box)
    return box


def test_a_digit_that_is_missing_is_told_and_a_round_is_offered(box, qtbot):
    box.show_labels([digit for digit in range(10) if digit != 5] * 3)
    assert not box.isHidden()
    assert box.findChild(QLabel, "adviceHeadline").text() == "Your 5 is missing."
    assert box.findChild(QLabel, "adviceWords").text().startswith("With three of each digit ")
    with qtbot.waitSignal(box.round_wanted):
        qtbot.mouseClick(box.findChild(QPushButton, "drawMissingButton"), Qt.MouseButton.LeftButton)


def test_where_nothing_is_missing_nothing_is_said(box):
    box.show_labels([5])
    box.show_labels(list(range(10)) * 3)
    assert box.isHidden()
