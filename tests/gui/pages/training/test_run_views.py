"""The views of a run in the real window."""

import numpy as np
import pytest

from nnapp.gui.pages.training.run_views import View
from tests.gui.pages.training.lab import small


def test_every_view_shows_the_run(lab):
    lab.train()
    loss = lab.show(View.LOSS)
    assert [curve.name for curve in loss.curves] == ["training loss", "validation loss"]
    assert loss.curves[0].x.tolist() == [1, 2, 3, 4]
    assert not loss.logarithmic
    lab.click("logScaleButton")
    assert lab.show(View.LOSS).logarithmic
    accuracy = lab.show(View.ACCURACY).curves[1]
    assert accuracy.y[-1] == pytest.approx(100 * lab.trainer.curve[-1].validation_accuracy)
    assert lab.show(View.RATE).curves[0].y[0] == pytest.approx(0.01)
    assert [curve.name for curve in lab.show(View.GRADIENT).curves] == ["hidden 1", "outputs"]
    assert not lab.show(View.NEURONS).marks
    assert lab.text("neuronHealth") == "Hidden layer 1: 0 of 15 never change their activation (dead), 0 are saturated."


def test_the_weights_are_compared_with_the_initial_ones(lab):
    lab.form.show_settings(small(epochs=2))
    seen = []
    lab.trainer.epoch_done.connect(lambda _figures: seen.append(lab.show(View.WEIGHTS).curves))
    lab.finish(lambda: lab.click("trainButton"))
    now, start = seen[-1]
    assert (now.name, start.name) == ("current weights", "initial weights")
    for curve in (now, start):
        assert curve.y[::2].sum() == pytest.approx(100)
    assert not np.array_equal(now.y, start.y)
