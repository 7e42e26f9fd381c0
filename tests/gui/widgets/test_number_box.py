"""A number is typed as people write it; what is not allowed changes nothing."""

import pytest

from nnapp.gui.widgets.number_box import NumberBox


@pytest.fixture
def box(qtbot):
    box = NumberBox(decimals=6, minimum=0.000001, maximum=1000, value=0.01)
    qtbot.addWidget(box)
    box.setSuffix(" x")
    box.setKeyboardTracking(False)
    return box


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1e-3", 0.001), ("2E2", 200.0), ("0.25", 0.25), ("-1", 0.01), ("1e", 0.01), ("1e9", 0.01), ("1e-9", 0.01)],
)
def test_a_number_may_have_an_exponent_and_one_that_is_not_allowed_leaves_the_value(qtbot, box, typed, value):
    box.lineEdit().selectAll()
    qtbot.keyClicks(box, typed)
    box.interpretText()
    assert box.value() == value


def test_there_are_no_zeros_at_the_end(box):
    assert box.text() == "0.01 x"
    box.setValue(3)
    assert box.text() == "3 x"
