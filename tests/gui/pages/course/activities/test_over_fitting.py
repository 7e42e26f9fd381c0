"""A network is trained for the lesson: it over-fits few digits, more of them close the gap, nothing else changes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSlider

from nnapp.gui.pages.course.activities.over_fitting import OverFittingActivity
from nnapp.gui.pages.course.activities.over_fitting_words import fit_in_words
from nnapp.gui.widgets.curve_plot import CurvePlot
from nnapp.gui.work import small_training
from nnapp.gui.work.worker import Worker
from nnapp.nn.over_fitting import Fit
from tests.gui.pages.course.activities.by_hand import choose, open_lesson, text, told
from tests.gui.work.small_data import noisy_data


@pytest.fixture
def quickly(monkeypatch):
    data = noisy_data()

    def load(settings):
        yield 0.0
        return data

    monkeypatch.setattr(small_training, "load_training_data", load)


@pytest.fixture
def activity(make_activity, session):
    activity = make_activity(OverFittingActivity, session)
    activity.set_values({"digits": 50, "neurons": 20, "epochs": 25})
    activity.show()
    return activity


def is_over(activity):
    return activity.findChild(QPushButton, "trainSmall").text() == "Train"


def train(activity, qtbot):
    qtbot.keyClick(activity.findChild(QPushButton, "trainSmall"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: is_over(activity))


def test_what_is_learnt_by_heart_helps_with_nothing_else(quickly, activity, qtbot):
    assert told(activity, "training_accuracy", "validation_accuracy", "gap", "trained") == (0, 0, 0, "no")
    assert text(activity, "gapNumber") == "–"
    train(activity, qtbot)
    training, validation, gap, rises, trained = told(
        activity, "training_accuracy", "validation_accuracy", "gap", "rises", "trained"
    )
    assert (training, rises, trained) == (100, 1, "yes")
    assert validation < 40
    assert gap == pytest.approx(training - validation)
    assert text(activity, "trainingNumber") == "100.0 %"
    assert text(activity, "gapNumber") == f"{gap:.1f} points"
    assert "has risen since" in text(activity, "overFittingState")
    plot = activity.findChild(CurvePlot).plot
    assert [len(curve.x) for curve in plot.curves] == [26, 26]
    assert plot.marks == ((plot.curves[1].y.argmin(), "lowest validation loss"),)
    assert plot.curves[0].y[-1] < plot.curves[1].y.min()


@pytest.mark.parametrize(
    ("validation", "rises", "words"),
    [
        (0.95, True, "the validation loss was lowest after epoch 7 and has risen since"),
        (0.89, False, "far better"),
        (0.94, False, "knows its examples better"),
        (0.96, False, "nearly as well"),
    ],
)
def test_how_a_run_ended_is_told_by_the_gap(validation, rises, words):
    assert words in fit_in_words(Fit(1.0, validation, 7, rises), 20)


def test_the_cost_is_counted_before_and_measured_after(quickly, activity, qtbot):
    assert text(activity, "trainingCost") == (
        "15,880 weights × 50 digits = 794,000 multiplications forward in each epoch, and 804,000 backward."
    )
    assert told(activity, "weights") == (784 * 20 + 20 * 10,)
    train(activity, qtbot)
    assert text(activity, "trainingCost").endswith("ms for an epoch.")


def test_other_values_are_not_credited_with_the_last_run(quickly, activity, qtbot):
    train(activity, qtbot)
    qtbot.keyClick(activity.findChild(QSlider, "digits"), Qt.Key.Key_Right)
    assert told(activity, "digits", "gap", "trained") == (100, 0, "no")
    assert activity.findChild(CurvePlot).plot.curves == ()
    assert text(activity, "overFittingState") == "Nothing is trained yet with these values."


def test_the_stop_rule_is_chosen_told_and_obeyed(quickly, activity, qtbot):
    activity.set_values({"epochs": 60})
    choose(activity, "stopRule", "small error")
    assert text(activity, "ruleInForce").startswith("Training ends when the training loss is at most 0.5")
    train(activity, qtbot)
    losses = activity.findChild(CurvePlot).plot.curves[0].y
    assert losses[-1] <= 0.5 < losses[-2]
    assert len(losses) < 61


@pytest.mark.parametrize("leave", [False, True])
def test_a_run_is_stopped_by_the_button_or_by_leaving(quickly, activity, qtbot, leave):
    activity.set_values({"epochs": 100, "neurons": 100, "trained": "yes"})
    assert not is_over(activity)
    assert told(activity, "trained", "gap") == ("yes", 0), "while it runs"
    if leave:
        activity.hide()
    else:
        activity.findChild(QPushButton, "trainSmall").click()
    assert is_over(activity)
    # The thread is gone, not only asked to go.
    assert not any(worker.is_running for worker in activity.findChildren(Worker))


def test_what_a_lesson_wants_trained_waits_until_it_is_seen(quickly, activity, qtbot):
    activity.hide()
    activity.set_values({"trained": "yes"})
    assert is_over(activity)
    activity.show()
    assert not is_over(activity)
    qtbot.waitUntil(lambda: is_over(activity))
    assert told(activity, "training_accuracy", "trained") == (100, "yes")


def test_digits_that_cannot_be_read_are_told(activity, qtbot, monkeypatch):
    def load(settings):
        yield 0.0
        raise ValueError("The digits are damaged.")

    monkeypatch.setattr(small_training, "load_training_data", load)
    train(activity, qtbot)
    assert text(activity, "overFittingState") == "The digits are damaged."
    assert told(activity, "gap") == (0,)


def test_show_me_over_fits_real_digits_and_then_closes_the_gap(make_activity, session, qtbot):
    reader, met = open_lesson(qtbot, make_activity(OverFittingActivity, session), "11-training")
    before, view = session.recogniser, reader.window
    view.show()
    for number in (0, 1):
        reader.click(f"showMeButton{number + 1}")
        assert met == list(range(number)), "not before it was trained"
        with qtbot.waitSignal(view.met, timeout=30_000):
            pass
    assert met == [0, 1]
    for option in (1, 2, 3):
        assert met == [0, 1]
        reader.click(f"option3-{option}")
        reader.click("checkButton3")
    assert met == [0, 1, 2]
    assert session.recogniser is before
