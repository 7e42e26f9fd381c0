"""Two bars for each kind of drawing, on one scale that is told."""

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar

from nnapp.gui.pages.my_hand.learning.scores import STEPS, Scores, scale_start
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.fields import explanation_of
from tests.gui.pages.my_hand.learning.comparisons import comparison


@pytest.fixture
def scores(qtbot):
    scores = Scores(Appearance("light"))
    qtbot.addWidget(scores)
    scores.show_comparison(comparison())
    return scores


def figures(scores, name):
    return scores.findChild(QLabel, f"{name}Figures")


def test_the_shares_before_and_after_are_told_in_figures_and_the_counts_explain_them(scores):
    assert [figures(scores, name).text() for name in ("hand", "mnist", "synthetic")] == [
        "87 % → 97 %",
        "97.7 % → 97.6 %",
        "98.0 % → 98.1 %",
    ]
    assert explanation_of(figures(scores, "hand")) == "My drawings, held out: of 38, 33 right before, 37 after."


def test_the_bars_are_as_long_as_the_figures_say_on_the_scale_that_is_told(scores):
    before, after = (bar.value() / STEPS for bar in scores.findChildren(QProgressBar)[:2])
    assert before == pytest.approx((33 / 38 - 0.8) / 0.2, abs=1e-3)
    assert after == pytest.approx((37 / 38 - 0.8) / 0.2, abs=1e-3)
    assert "from 80 % to 100 %" in scores.findChild(QLabel, "scaleCaption").text()


def test_a_worse_score_has_a_scale_that_begins_lower(scores):
    scores.show_comparison(comparison(hand=(20, 37, 38)))
    assert "from 50 % to 100 %" in scores.findChild(QLabel, "scaleCaption").text()


@pytest.mark.parametrize(
    ("shares", "start"),
    [((0.86, 0.98), 0.8), ((0.8, 0.9), 0.7), ((1.0, 1.0), 0.8), ((0.04, 0.9), 0.0), ((0.0, 1.0), 0.0)],
)
def test_the_scale_begins_below_all_bars_so_that_each_can_be_seen(shares, start):
    assert scale_start(shares) == start


def test_every_bar_says_what_it_shows(scores):
    names = [bar.accessibleName() for bar in scores.findChildren(QProgressBar)]
    assert names[:2] == ["My drawings, held out, before", "My drawings, held out, after"]
    assert len(set(names)) == 6
