"""The views of a run in the real window."""

import numpy as np
import pytest
from PySide6.QtWidgets import QTabBar

from nnapp.gui.pages.training.run_curves import RunCurves
from nnapp.gui.pages.training.run_views import RunView, RunViews, health_in_words
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.picture_export import save_picture
from nnapp.gui.widgets.weight_gallery import WeightGallery
from nnapp.nn.inspect.edits import BiasEdit
from nnapp.nn.reports import EpochFigures, LayerHealth
from tests.gui.inside import network_of
from tests.gui.pages.training.lab import small


def test_every_view_shows_the_run(lab):
    lab.train()
    loss = lab.show(RunView.LOSS)
    assert [curve.name for curve in loss.curves] == ["training loss", "validation loss"]
    assert loss.curves[1].x.tolist() == [0, 1, 2, 3, 4]
    assert not loss.logarithmic
    lab.click("logScaleButton")
    assert lab.show(RunView.LOSS).logarithmic
    accuracy = lab.show(RunView.ACCURACY).curves[1]
    assert accuracy.y[-1] == pytest.approx(100 * lab.trainer.curve[-1].validation_accuracy)
    assert lab.show(RunView.RATE).curves[0].y[0] == pytest.approx(0.01)
    assert [curve.name for curve in lab.show(RunView.GRADIENT).curves] == ["hidden 1", "outputs"]
    assert not lab.show(RunView.NEURONS).marks
    assert lab.text("neuronHealth") == "No hidden neuron is dead (always equally active) or saturated."


def test_layers_with_neurons_that_no_longer_contribute_are_named():
    healthy, ill = LayerHealth(60, 0, 0, 0), LayerHealth(15, 1, 2, 3)
    assert health_in_words([healthy, ill]) == (
        "Hidden layer 2: of 15 neurons, 1 is dead (always equally active) and 2 are saturated."
    )
    assert health_in_words([]) == ""


def test_the_loss_falls_from_the_random_start_within_the_first_epoch(lab):
    lab.train()
    training, validation = lab.show(RunView.LOSS).curves
    first = training.x < 1
    assert training.x[0] == validation.x[0] == 0
    assert 20 < first.sum() < 40
    assert np.all(np.diff(training.x) > 0)
    assert training.y[first][-1] < 0.5 * training.y[0]


def test_the_axis_grows_with_the_run_so_that_its_beginning_is_seen():
    curves = RunCurves(120)
    assert curves.loss(logarithmic=False).x_range == (0, 2)
    for epoch in range(9):
        curves.add_epoch(EpochFigures(epoch, 1.0, 0.5, 1.0, 0.5, 0.1, 0.01, 0.01, 0.9, 0.0))
    assert curves.loss(logarithmic=False).x_range == (0, 20)
    for epoch in range(9, 121):
        curves.add_epoch(EpochFigures(epoch, 1.0, 0.5, 1.0, 0.5, 0.1, 0.01, 0.01, 0.9, 0.0))
    assert curves.loss(logarithmic=False).x_range == (0, 120)


def test_the_neurons_are_below_the_plot_where_there_is_room_and_else_a_view_of_their_own(qtbot):
    views = RunViews(network_of(("sigmoid", "sigmoid")).recogniser, Appearance("light"))
    qtbot.addWidget(views)
    tabs, gallery = views.findChild(QTabBar), views.findChild(WeightGallery)
    views.resize(600, 600)
    views.show()
    assert gallery.isVisible()
    assert not tabs.isTabVisible(list(RunView).index(RunView.NEURONS))
    views.resize(600, 300)
    assert not gallery.isVisible()
    tabs.setCurrentIndex(list(RunView).index(RunView.NEURONS))
    assert gallery.isVisible()
    views.resize(600, 600)
    assert tabs.tabData(tabs.currentIndex()) is RunView.LOSS


def test_the_weights_are_compared_with_the_initial_ones(lab):
    lab.form.show_settings(small(epochs=2))
    seen = []
    lab.trainer.epoch_done.connect(lambda _figures: seen.append(lab.show(RunView.WEIGHTS).curves))
    lab.finish(lambda: lab.click("trainButton"))
    now, start = seen[-1]
    assert (now.name, start.name) == ("current weights", "initial weights")
    for curve in (now, start):
        assert curve.y[::2].sum() == pytest.approx(100)
    assert not np.array_equal(now.y, start.y)


def test_a_network_that_one_comes_back_to_is_compared_with_its_own_start(lab):
    networks = lab.window.session.networks
    networks.use(network_of(("tanh", "sigmoid"), (784, 30, 10)))
    lab.train()
    lab.show(RunView.NEURONS)
    health = lab.text("neuronHealth")
    now, start = lab.show(RunView.WEIGHTS).curves
    networks.edit((BiasEdit(0, 3, 2.5),))
    assert [curve.name for curve in lab.show(RunView.WEIGHTS).curves] == ["current weights"]
    lab.window.session.undo()
    networks.go_back()
    networks.go_forward()
    again, start_again = lab.show(RunView.WEIGHTS).curves
    assert np.array_equal(again.y, now.y)
    assert np.array_equal(start_again.y, start.y)
    lab.show(RunView.NEURONS)
    assert lab.text("neuronHealth") == health != ""


def test_a_network_with_more_layers_than_the_one_before_is_shown_layer_by_layer(lab):
    networks = lab.window.session.networks
    lab.train()
    networks.use(network_of(("tanh", "tanh", "sigmoid"), (784, 9, 8, 10)))
    lab.show(RunView.WEIGHTS)
    lab.find("histogramLayerCombo").setCurrentIndex(2)
    networks.go_back()
    assert [curve.name for curve in lab.show(RunView.WEIGHTS).curves] == ["current weights", "initial weights"]


def test_outputs_that_see_the_pixels_are_called_by_their_classes(lab, tmp_path):
    lab.window.session.networks.use(network_of(("sigmoid",), (784, 3)))
    lab.show(RunView.NEURONS)
    save_picture(lab.window.findChild(WeightGallery), tmp_path / "p.svg", lab.window.appearance)
    assert "class 0" in (tmp_path / "p.svg").read_text()
