"""Does 0.9 mean 90 %? The bars, what is read of them, and the answer in words."""

import csv

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnapp.glossary import Glossary
from nnapp.gui.pages.evaluation.reliability.chart import ReliabilityChart
from nnapp.gui.pages.evaluation.reliability.panel import BEYOND, MEANING, ReliabilityPanel
from nnapp.gui.widgets.table_export import save_table
from tests.gui.pages.evaluation.evaluations import ShownPanel, evaluation_of
from tests.plain_words import unexplained


def made(outputs, labels):
    """Return an evaluation of a network with these outputs, (examples, 2 or 3)."""
    return evaluation_of(labels, outputs, names=("a", "b", "c")[: np.shape(outputs)[1]])


class Shown(ShownPanel):
    """What a hand does with the panel."""

    def __init__(self, qtbot):
        super().__init__(qtbot, ReliabilityPanel, "reliabilityWords")
        self.chart = self.panel.findChild(ReliabilityChart)

    def place(self, activation, share=0.5):
        """Return the place on the chart of an activation and a share."""
        return QPoint(round(self.chart._x.place_of(activation)), round(self.chart._y.place_of(100 * share)))

    def colour(self, activation, share):
        place = self.place(activation, share)
        return self.chart.grab().toImage().pixelColor(place).name().upper()


@pytest.fixture
def shown(qtbot):
    return Shown(qtbot)


def half_right(count=40, activation=0.85):
    """Examples with the same strongest output, every other of them right."""
    outputs = np.tile([activation, 0.1], (count, 1))
    return made(outputs, np.arange(count) % 2)


def test_a_bar_is_as_high_as_the_share_that_is_right(shown):
    shown.show(half_right())
    nothing = shown.colour(0.25, 0.75)
    assert shown.colour(0.82, 0.45) == shown.appearance.theme.supports
    assert shown.colour(0.82, 0.55) == nothing
    assert shown.colour(0.72, 0.05) == nothing


def test_a_bar_of_few_examples_is_not_filled(shown):
    shown.show(half_right(8))
    assert shown.colour(0.82, 0.25) == shown.colour(0.25, 0.75)
    assert shown.chart.accessibleDescription().count("0.8 to 0.9: 8 examples, 50.0 % right") == 1


def test_a_bar_is_read_under_the_mouse(shown):
    shown.show(half_right())
    QTest.mouseMove(shown.chart, shown.place(0.85))
    assert shown.chart.reading() == "0.8 to 0.9: 40 examples, 50.0 % right"
    assert shown.chart.accessibleDescription() == shown.chart.reading()
    QTest.mouseMove(shown.chart, shown.place(0.25))
    assert shown.chart.reading() == "0.2 to 0.3: 0 examples"
    QApplication.sendEvent(shown.chart, QEvent(QEvent.Type.Leave))
    assert shown.chart.reading() == ""


def test_a_bar_is_read_with_the_keys(shown):
    shown.show(half_right())
    read = []
    for key in [Qt.Key.Key_Left] * 2 + [Qt.Key.Key_Right] * 2 + [Qt.Key.Key_Left] * 12:
        QTest.keyClick(shown.chart, key)
        read.append(shown.chart.reading().partition(":")[0])
    assert read[:4] == ["0.9 to 1", "0.8 to 0.9", "0.9 to 1", "0.9 to 1"]
    assert read[-2:] == ["0 to 0.1", "0 to 0.1"]


def test_the_words_say_what_the_highest_activations_mean_and_how_far_off_all_are(shown, shipped):
    shown.show(shipped)
    outputs, labels = shipped.first.predictions.outputs.astype(np.float64), shipped.data.labels
    strongest, is_right = outputs.max(axis=1), outputs.argmax(axis=1) == labels
    bins, error = np.minimum(np.ceil(strongest * 10).astype(int) - 1, 9), 0.0
    for number in np.unique(bins):
        mine = bins == number
        error += abs(is_right[mine].mean() - strongest[mine].mean()) * mine.mean()
    above = strongest > 0.9
    assert shown.words == (
        f"Above 0.9: {above.sum():,} examples, {100 * is_right[above].mean():.1f} % of them right. On average, "
        f"the activation and the share that is right differ by {100 * error:.1f} percentage points (expected "
        "calibration error); overall, more are right than the activations suggest."
    )
    assert unexplained(Glossary.shipped(), f"{shown.words} {MEANING}") == []


def test_what_is_read_stays(shown):
    evaluation = half_right()
    shown.show(evaluation)
    QTest.keyClick(shown.chart, Qt.Key.Key_Left)
    shown.show(evaluation)
    assert shown.chart.reading() == "0.9 to 1: 0 examples"


def test_the_figures_are_saved_as_a_table(shown, tmp_path):
    shown.show(half_right())
    save_table(tmp_path / "table.csv", shown.chart._rows)
    header, *rows = csv.reader((tmp_path / "table.csv").read_text().splitlines())
    assert header == ["from", "to", "examples", "mean activation", "share right"]
    assert rows[0] == ["0", "0.1", "0", "", ""]
    assert rows[8][:3] == ["0.8", "0.9", "40"]
    assert list(map(float, rows[8][3:])) == pytest.approx([0.85, 0.5], abs=1e-7)


@pytest.mark.parametrize(
    ("evaluation", "words"),
    [
        (made(np.eye(3)[[0, 1, 2] * 4], [0, 1, 2] * 4), "12 examples, 100 % of them right. On average, "
         "the activation and the share that is right differ by 0.0 percentage points (expected calibration error)."),
        (made(np.eye(3)[[0] * 12], [1] * 12), "12 examples, 0 % of them right. On average, "
         "the activation and the share that is right differ by 100.0 percentage points (expected calibration error); "
         "overall, fewer"),
        (made(np.full((12, 3), 0.1), [0] * 12), "Above 0.9: 0 examples. On average, "
         "the activation and the share that is right differ by 90.0 percentage points"),
        (made(np.full((12, 3), -7.0), [0] * 12), "differ by 100.0 percentage points"),
        (made(np.full((12, 3), 70.0), [0] * 12), "12 examples, 100 % of them right."),
    ],
    ids=["all right", "all wrong", "all silent", "below 0", "above 1"],
)  # fmt: skip
def test_extremes_make_sense(shown, evaluation, words):
    shown.show(evaluation)
    assert words in shown.words
    for _ in range(3):
        QTest.keyClick(shown.chart, Qt.Key.Key_Left)
        shown.panel.grab()


@pytest.mark.parametrize(("strongest", "is_said"), [(1.0, False), (0.0, False), (1.1, True), (-0.1, True)])
def test_outputs_beyond_0_and_1_are_said_to_be_cut(shown, strongest, is_said):
    shown.show(made(np.full((12, 3), strongest), [0] * 12))
    assert ("Outputs below 0 count as 0" in shown.words) == is_said
    assert unexplained(Glossary.shipped(), f"{shown.words} {BEYOND}") == []


def test_without_an_evaluation_there_is_nothing_to_read(shown):
    QTest.mouseMove(shown.chart, shown.place(0.5))
    QTest.keyClick(shown.chart, Qt.Key.Key_Left)
    shown.panel.grab()
    assert shown.chart.reading() == ""
