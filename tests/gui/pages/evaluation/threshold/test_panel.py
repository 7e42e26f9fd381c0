"""The firing threshold: what comes of the examples, and how it is moved."""

import csv
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from nnapp.glossary import Glossary
from nnapp.gui.pages.evaluation.threshold.panel import HANDLE, THRESHOLD, WANTED, ThresholdPanel
from nnapp.gui.pages.evaluation.threshold.plot import ThresholdPlot
from nnapp.gui.widgets.number_box import NumberBox
from nnapp.gui.widgets.picture_export import save_picture
from nnapp.gui.widgets.table_export import save_table
from tests.gui.pages.evaluation.evaluations import ShownPanel, evaluation_of, random_evaluation
from tests.plain_words import unexplained

FOUR = [[0.2, 0.1], [0.6, 0.5], [0.3, 0.8], [0.1, 0.9]]
"""The strongest outputs of four examples: 0.2, 0.6, 0.8 and 0.9."""


def made(outputs, labels, second=None, threshold=0.5):
    """Return an evaluation of networks with these outputs, (examples, 2 or 3)."""
    return evaluation_of(labels, outputs, second, ("a", "b", "c")[: np.shape(outputs)[1]], threshold)


class Shown(ShownPanel):
    """What a hand does with the panel."""

    def __init__(self, qtbot, theme="light"):
        super().__init__(qtbot, ThresholdPanel, "thresholdWords", theme)
        self.plot = self.panel.findChild(ThresholdPlot)
        self.chosen = []
        self.panel.chosen.connect(self.chosen.append)
        self.plot.setFocus()

    def field(self, name):
        return self.panel.findChild(NumberBox, name)

    def at(self, threshold):
        """Return the place on the plot of a threshold."""
        return QPoint(round(self.plot._x.place_of(threshold)), self.plot.height() // 2)

    def type(self, name, text):
        box = self.field(name)
        box.selectAll()
        QTest.keyClicks(box, text)
        QTest.keyClick(box, Qt.Key.Key_Return)


@pytest.fixture
def shown(qtbot):
    return Shown(qtbot)


def with_threshold(evaluation, threshold):
    first = replace(evaluation.first, recogniser=replace(evaluation.first.recogniser, firing_threshold=threshold))
    return replace(evaluation, first=first)


def test_what_comes_of_the_examples_is_counted(shown):
    shown.show(made(FOUR, [0, 1, 1, 1]))
    assert shown.words == "Fires for 3 of 4 (75.0 %): 2 right and 1 wrong, so 66.7 % right; silent for 1."
    assert shown.field("thresholdField").value() == 0.5
    assert shown.field("wantedAccuracyField").text() == "66.67 %"


def test_the_counts_of_the_shipped_network_are_those_of_its_outputs(shown, shipped):
    shown.show(with_threshold(shipped, 0.75))
    outputs, labels = shipped.first.predictions.outputs, shipped.data.labels
    fires = outputs.max(axis=1) >= 0.75
    right = fires & (outputs.argmax(axis=1) == labels)
    nonsense = (shipped.non_digits.outputs.max(axis=1) >= 0.75).mean()
    assert shown.words == (
        f"Fires for {fires.sum():,} of 10,000 ({100 * fires.mean():.1f} %): {right.sum():,} right and "
        f"{(fires & ~right).sum()} wrong, so {100 * right.sum() / fires.sum():.1f} % right; silent for "
        f"{(~fires).sum():,}. Also fires for {100 * nonsense:.1f} % of the non-digits."
    )
    assert unexplained(Glossary.shipped(), f"{shown.words} {HANDLE} {THRESHOLD} {WANTED}") == []


def test_the_handle_is_dragged_and_chosen_once_it_is_let_go(shown):
    shown.show(made(FOUR, [0, 1, 1, 1]))
    QTest.mousePress(shown.plot, Qt.MouseButton.LeftButton, pos=shown.at(0.5))
    QTest.mouseMove(shown.plot, shown.at(0.7))
    assert shown.words == "Fires for 2 of 4 (50.0 %): 2 right and 0 wrong, so 100 % right; silent for 2."
    assert (shown.chosen, shown.plot.is_moving) == ([], True)
    QTest.mouseRelease(shown.plot, Qt.MouseButton.LeftButton, pos=shown.at(0.7))
    assert shown.chosen == [0.7]
    assert shown.field("thresholdField").value() == 0.7
    assert shown.plot.accessibleDescription().startswith("0.70: Fires for 2 of 4")


def test_the_handle_stays_on_the_axis(shown):
    shown.show(made(FOUR, [0, 1, 1, 1]))
    for x, threshold in ((0, 0.0), (shown.plot.width() - 1, 1.0)):
        QTest.mouseClick(shown.plot, Qt.MouseButton.LeftButton, pos=QPoint(x, 50))
        assert shown.chosen.pop() == threshold


def test_a_drag_back_to_where_it_was_chooses_nothing(shown):
    shown.show(made(FOUR, [0, 1, 1, 1]))
    QTest.mousePress(shown.plot, Qt.MouseButton.LeftButton, pos=shown.at(0.7))
    QTest.mouseMove(shown.plot, shown.at(0.5))
    QTest.mouseRelease(shown.plot, Qt.MouseButton.LeftButton, pos=shown.at(0.5))
    assert shown.chosen == []


@pytest.mark.parametrize(
    ("key", "shift", "threshold"),
    [
        (Qt.Key.Key_Right, False, 0.51), (Qt.Key.Key_Left, False, 0.49), (Qt.Key.Key_Up, True, 0.501),
        (Qt.Key.Key_Down, True, 0.499), (Qt.Key.Key_PageUp, False, 0.6), (Qt.Key.Key_Home, False, 0.0),
        (Qt.Key.Key_End, True, 1.0),
    ],
)  # fmt: skip
def test_the_handle_is_moved_by_keys(shown, key, shift, threshold):
    shown.show(made(FOUR, [0, 1, 1, 1]))
    QTest.keyClick(shown.plot, key, Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier)
    assert shown.chosen == [threshold]


def test_a_key_that_is_held_chooses_once_and_escape_puts_the_handle_back(shown):
    shown.show(made(FOUR, [0, 1, 1, 1]))
    for _ in range(3):
        QTest.keyPress(shown.plot, Qt.Key.Key_Right)
    QTest.keyPress(shown.plot, Qt.Key.Key_Escape)
    QTest.keyRelease(shown.plot, Qt.Key.Key_Right)
    assert (shown.chosen, shown.plot.threshold) == ([], 0.5)
    for _ in range(3):
        QTest.keyPress(shown.plot, Qt.Key.Key_Right)
    assert shown.chosen == []
    QTest.keyRelease(shown.plot, Qt.Key.Key_Right)
    assert shown.chosen == [0.53]


def test_a_threshold_is_typed(shown):
    shown.show(made(FOUR, [0, 1, 1, 1]))
    shown.type("thresholdField", "0.825")
    assert shown.chosen == [0.825]
    assert shown.words.startswith("Fires for 1 of 4")


def test_the_lowest_threshold_is_found_at_which_enough_answers_are_right(shown, shipped):
    shown.show(shipped)
    shown.type("wantedAccuracyField", "99.5")
    (found,) = shown.chosen
    outputs, labels = shipped.first.predictions.outputs, shipped.data.labels
    strongest, is_right = outputs.max(axis=1), outputs.argmax(axis=1) == labels

    def accuracy(threshold):
        return is_right[strongest >= np.float32(threshold)].mean()

    assert accuracy(found) >= 0.995
    assert max(accuracy(number / 1000) for number in range(round(found * 1000))) < 0.995
    assert shown.words.count("so 99.5 % right") == 1


def test_where_no_threshold_does_it_the_panel_says_so(shown):
    shown.show(made(FOUR, [1, 1, 1, 0]))
    shown.type("wantedAccuracyField", "99")
    assert shown.words == "There is no threshold at which 99.00 % of the answers are right."
    assert unexplained(Glossary.shipped(), shown.words) == []
    assert shown.chosen == []
    assert shown.field("wantedAccuracyField").text() == "33.33 %"


def test_a_threshold_that_was_set_is_shown(shown):
    evaluation = made(FOUR, [0, 1, 1, 1])
    shown.show(evaluation)
    shown.show(with_threshold(evaluation, 0.85))
    assert shown.words.startswith("Fires for 1 of 4")
    assert (shown.field("thresholdField").value(), shown.chosen) == (0.85, [])


def test_a_second_network_has_curves_and_a_sentence_of_its_own(shown):
    shown.show(made(FOUR, [0, 1, 1, 1], second=[[0.9, 0.1]] * 4))
    assert shown.words.endswith(
        "silent for 1. At this threshold, 784-64-10 fires for 100.0 %, of which 25.0 % are right."
    )
    assert [curve.name for curve in shown.plot.plot.curves][2:] == ["784-64-10 fires", "784-64-10 right"]
    assert unexplained(Glossary.shipped(), shown.words) == []
    assert len({(curve.color, curve.dash) for curve in shown.plot.plot.curves}) == 4


def test_the_figures_are_saved_as_a_table(shown, tmp_path):
    evaluation = made(FOUR, [0, 1, 1, 1])
    non_digits = made(FOUR, [2, 2, 2, 2]).first.predictions
    shown.show(replace(evaluation, non_digits=non_digits))
    save_table(tmp_path / "table.csv", shown.panel._rows)
    header, *rows = csv.reader((tmp_path / "table.csv").read_text().splitlines())
    assert header == ["threshold", "fires, %", "right when it fires, %", "fires for non-digits, %"]
    assert list(map(float, rows[50])) == pytest.approx([0.5, 75, 200 / 3, 75], abs=1e-9)
    assert rows[100] == ["1.0", "0.0", "", "0.0"]


@pytest.mark.parametrize(
    ("evaluation", "words"),
    [
        (made(np.eye(3)[[0, 1, 2] * 4], [0, 1, 2] * 4),
         "Fires for 12 of 12 (100.0 %): 12 right and 0 wrong, so 100 % right; silent for 0."),
        (made(np.eye(3)[[0] * 12], [1] * 12),
         "Fires for 12 of 12 (100.0 %): 0 right and 12 wrong, so 0 % right; silent for 0."),
        (made(np.full((12, 3), 0.1), [0] * 12), "Fires for 0 of 12 (0.0 %); silent for 12."),
        (made(np.full((12, 3), -7.0), [0] * 12), "Fires for 0 of 12 (0.0 %); silent for 12."),
        (made(np.full((12, 3), 70.0), [0] * 12, threshold=1.0),
         "Fires for 12 of 12 (100.0 %): 12 right and 0 wrong, so 100 % right; silent for 0."),
    ],
    ids=["all right", "all wrong", "all silent", "below 0", "above 1"],
)  # fmt: skip
def test_extremes_make_sense(shown, evaluation, words):
    shown.show(evaluation)
    assert shown.words == words
    for key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        QTest.keyClick(shown.plot, key)
        shown.panel.grab()


def test_the_names_of_the_curves_hide_no_curve_and_no_handle_where_there_is_room(shown, shipped, monkeypatch):
    places, find = [], ThresholdPlot._free_corner
    monkeypatch.setattr(ThresholdPlot, "_free_corner", lambda *given: places.append(find(*given)) or places[-1])
    plot = shown.show(shipped).plot
    fine = np.linspace(0, 1, 5_000)
    lines = [(fine, np.interp(fine, curve.x, curve.y)) for curve in plot.plot.curves]
    for x, y in [*lines, (np.full(5_000, 0.5), 100 * fine)]:
        x, y, box = plot._x.place(x), plot._y.place(y), places[-1]
        assert not ((x > box.left()) & (x < box.right()) & (y > box.top()) & (y < box.bottom())).any()


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_curves_are_saved_with_their_names_as_letters(qtbot, shipped, theme, tmp_path):
    shown = Shown(qtbot, theme).show(shipped)
    save_picture(shown.plot, tmp_path / "p.svg", shown.appearance)
    saved = (tmp_path / "p.svg").read_text()
    assert all(words in saved for words in ("right when it fires", "fires for non-digits", "0.50"))
    assert "drag" not in saved
    assert "<image" not in saved


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 300), st.integers(2, 47), st.floats(0, 1), st.integers(0, 9))
def test_any_counts_add_up(shown, examples, classes, threshold, seed):
    evaluation = with_threshold(random_evaluation(examples, classes, seed), threshold)
    shown.panel.show_evaluation(evaluation)
    found = shown.panel._first.at(threshold)
    fires = evaluation.first.predictions.outputs.max(axis=1) >= np.float32(threshold)
    assert found.fires == fires.sum()
    assert f"Fires for {found.fires} of {examples} (" in shown.words
    assert shown.words.endswith(f"silent for {examples - found.fires}.")
