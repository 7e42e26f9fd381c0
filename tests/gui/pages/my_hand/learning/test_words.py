"""What is said of the networks before and after learning."""

import pytest

from nnapp.files.hand_scores import Score
from nnapp.gui.pages.my_hand.learning.words import Kind, changes_in_words, counts, figures, kind_of, outcome_words
from nnapp.gui.work.training_job import RunEnd
from nnapp.nn.reports import Outcome
from tests.gui.inside import network_of
from tests.gui.pages.my_hand.learning.comparisons import BETTER, STILL_WRONG, WORSE


@pytest.mark.parametrize(
    ("score", "told"),
    [
        (Score(33, 37, 38), "87 % → 97 %"),
        (Score(9_772, 9_761, 10_000), "97.7 % → 97.6 %"),
        (Score(998, 999, 1_000), "99.8 % → 99.9 %"),
    ],
)
def test_a_share_of_many_has_a_decimal(score, told):
    assert figures(score) == told


def test_only_all_is_100_percent():
    assert figures(Score(299, 300, 300)) == "99 % → 100 %"
    assert figures(Score(0, 1, 300)) == "0 % → 1 %"


def test_counts_are_told_in_full():
    assert counts("MNIST test digits", Score(9_772, 9_761, 10_000)) == (
        "MNIST test digits: of 10,000, 9,772 right before, 9,761 after"
    )


def test_an_answer_that_has_changed_is_better_worse_or_still_wrong():
    assert [kind_of(change) for change in (BETTER, WORSE, STILL_WRONG)] == [Kind.BETTER, Kind.WORSE, Kind.STILL_WRONG]


def test_changes_are_counted_by_what_became_of_them():
    assert changes_in_words([STILL_WRONG, BETTER, BETTER, WORSE]) == (
        "Of the drawings that it learnt from, 4 are read differently: 2 now right, 1 now wrong and 1 still wrong."
    )
    assert changes_in_words([STILL_WRONG]) == (
        "Of the drawings that it learnt from, 1 is read differently: it is still wrong."
    )
    assert changes_in_words([]) == "The drawings that it learnt from are read as before."


def test_of_a_run_that_finished_nothing_is_said_but_its_problem():
    kept = network_of(("sigmoid", "sigmoid"))
    assert outcome_words(RunEnd(Outcome.FINISHED, kept)) == ""
    assert outcome_words(RunEnd(Outcome.FINISHED, kept, "The disk is full.")) == "The disk is full."


def test_a_run_that_gave_no_network_has_changed_nothing():
    assert outcome_words(RunEnd(Outcome.STOPPED, None)) == "Stopped before the first epoch: nothing has changed."
    assert outcome_words(RunEnd(Outcome.FAILED, None, "There is not enough memory for this.")) == (
        "Failed: nothing has changed. There is not enough memory for this."
    )
