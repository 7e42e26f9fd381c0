from dataclasses import replace

import numpy as np
import pytest

from nnapp.gui.appearance import Appearance
from nnapp.gui.loss_plot import LossPlot
from nnapp.nn.training import EpochReport, Outcome, TrainingSettings, new_network

REPORT = EpochReport(1, 0.5, 0.9, 0.6, 0.8, 0.1, 0.01, new_network(784, 10, TrainingSettings()), Outcome.RUNNING)


@pytest.fixture
def plot(qtbot):
    plot = LossPlot(Appearance())
    qtbot.addWidget(plot)
    with qtbot.waitExposed(plot):
        plot.show()
    return plot


def test_epochs_are_drawn_from_the_first_on(plot):
    for epoch in range(3):
        plot.add_epoch(replace(REPORT, epoch=epoch))
    assert plot.curves == ([1, 2], [0.5, 0.5], [0.6, 0.6])
    assert plot.accessibleDescription() == "Epoch 2: training loss 0.5000, validation loss 0.6000"
    plot.clear_curves(10)
    assert plot.curves == ([], [], [])


@pytest.mark.parametrize("loss", [np.nan, np.inf, 3e38, 1e300])
def test_a_loss_that_cannot_be_painted_is_left_out(plot, loss):
    plot.add_epoch(REPORT)
    plot.add_epoch(replace(REPORT, epoch=2, training_loss=loss, validation_loss=loss))
    plot.grab()
    assert plot.curves[0] == [1]
