"""Two networks compared by digits: buttons for the groups, and whether the difference could be chance."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from scipy.stats import binomtest

from nnapp.gui.pages.evaluation.gallery.comparison_row import ComparisonRow
from nnapp.gui.paint.appearance import Appearance
from nnapp.nn.inspect.pairing import Group
from tests.gui.pages.evaluation.evaluations import evaluation_of, outputs_for


def compared(both=0, first=0, second=0, neither=0):
    """Return an evaluation in which so many examples of the class 1 are read correctly by the one or the other."""
    numbers = (both, first, second, neither)
    one, two = (np.repeat(answers, numbers) for answers in ([1, 1, 2, 2], [1, 2, 1, 2]))
    return evaluation_of(np.ones(sum(numbers)), outputs_for(one, 0.9), outputs_for(two, 0.9))


@pytest.fixture
def row(qtbot):
    row = ComparisonRow(Appearance("light"))
    qtbot.addWidget(row)
    return row


def words(row):
    return row.findChild(QLabel, "comparisonWords").text()


def button(row, group):
    return row.findChild(QPushButton, f"{group.value}Group")


def test_there_is_one_only_while_two_networks_are_compared(row):
    assert row.isHidden()
    row.show_evaluation(compared(both=2))
    assert not row.isHidden()
    row.show_evaluation(evaluation_of([1], outputs_for([1], 0.9)))
    assert row.isHidden()


def test_each_group_says_how_many_examples_it_has(row):
    row.show_evaluation(compared(9_700, 73, 175, 52))
    texts = [button(row, group).text() for group in Group]
    assert texts == ["Both right  9,700", "Only 784-15-10  73", "Only 784-64-10  175", "Neither  52"]


def test_a_group_is_chosen_by_a_click_and_left_by_another(row, qtbot):
    row.show_evaluation(compared(4, 3, 2, 1))
    for group, expected in [(Group.FIRST, Group.FIRST), (Group.SECOND, Group.SECOND), (Group.SECOND, None)]:
        with qtbot.waitSignal(row.group_chosen) as chosen:
            button(row, group).click()
        assert chosen.args == [expected]
        assert [one for one in Group if button(row, one).isChecked()] == [expected] * (expected is not None)


def test_a_large_difference_is_hardly_chance(row):
    row.show_evaluation(compared(9_700, 73, 175, 52))
    assert words(row).startswith(
        "784-64-10 reads 102 more examples correctly than 784-15-10. That is hardly due to chance:"
    )
    assert binomtest(73, 248).pvalue < 0.001
    assert "in fewer than 1 in 1,000 such tests" in words(row)


def test_a_small_difference_may_well_be_chance_as_often_as_scipy_says(row):
    row.show_evaluation(compared(900, 12, 7, 3))
    assert words(row).startswith(
        "784-15-10 reads 5 more examples correctly than 784-64-10. That may well be due to chance:"
    )
    assert f"in {100 * binomtest(7, 19).pvalue:.1f} % of such tests" in words(row)


@pytest.mark.parametrize("evaluation", [compared(both=12), compared(neither=12), compared(3, 2, 2, 1)])
def test_two_networks_that_are_right_equally_often_are_said_to_be(row, evaluation):
    row.show_evaluation(evaluation)
    assert words(row) == "Both networks read equally many examples correctly."


def test_it_says_where_the_second_network_may_know_the_examples(row):
    row.show_evaluation(replace(compared(both=2), is_second_familiar=True))
    assert words(row).endswith(" However, 784-64-10 may have learnt from some of these examples.")
