"""Hints on a run in the real window."""

import pytest

from nnapp.gui.pages.training.run_views import RunView
from nnapp.nn.reports import Outcome
from tests.gui.pages.training.lab import small

SLOW = small(epochs=5, learning_rate=1e-6)


def test_a_hint_is_given_and_applied_with_one_click(lab):
    lab.train(SLOW)
    assert "the steps are too small" in lab.hint
    lab.click("hintButton")
    assert lab.form.settings().training.learning_rate == pytest.approx(1e-5)
    assert lab.hint == ""


@pytest.mark.parametrize("answer", ["hintButton", "hintOtherButton"])
def test_a_hint_that_was_applied_or_declined_does_not_come_back_in_this_run(lab, answer):
    given = []

    def click(_figures):
        given.append(lab.hint)
        if given[-1]:
            lab.button(answer).click()

    lab.trainer.epoch_done.connect(click)
    lab.train(small(epochs=9, learning_rate=1e-6))
    assert len([text for text in given if text]) == 1


def test_a_healthy_run_gets_no_hint(lab):
    hints = []
    lab.trainer.epoch_done.connect(lambda _figures: hints.append(lab.hint))
    lab.train(small(epochs=6))
    assert set(hints) == {""}
    assert lab.hint == ""


@pytest.mark.parametrize("rate", [1000.0, 10_000.0])
def test_a_learning_rate_far_too_high_is_reported_and_one_can_go_back(lab, rate):
    before = lab.window.session.networks.current.weights
    lab.train(small(epochs=3, learning_rate=rate))
    assert f"the learning rate of {rate:,g} is too high" in lab.hint
    assert lab.window.session.networks.current.weights is not before
    lab.window.session.networks.go_back()
    assert lab.window.session.networks.current.weights is before


def test_a_run_that_diverges_changes_nothing(lab):
    before = lab.window.session.networks.current.weights
    end = lab.train(small(epochs=3, learning_rate=1e9, optimizer="momentum", hidden_activations=("relu",)))
    assert end.outcome is Outcome.DIVERGED
    assert "The loss is no longer a finite number" in lab.hint
    assert "is no longer a finite number" in lab.text("trainingProblem")
    assert lab.window.session.networks.current.weights is before
    assert not lab.window.session.networks.can_go_back
    # The curve stays, as it shows what happened.
    assert len(lab.show(RunView.LOSS).curves[0].x)


def test_a_hint_can_be_applied_whatever_the_other_fields_say(lab):
    lab.train(SLOW)
    lab.find("validationSpinBox").setValue(60_000)
    assert lab.form.problem is not None
    lab.click("hintButton")
    assert lab.find("learningRateSpinBox").value() == pytest.approx(1e-5)
