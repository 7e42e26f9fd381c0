"""The map is made when it is in view, of the layer that was chosen, and follows the drawing."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QComboBox, QLabel

from nnapp.digits.drawing import Drawing
from nnapp.gui.pages.evaluation.map.panel import MapPanel
from nnapp.gui.pages.evaluation.map.view import MapView
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.work import mapping
from nnapp.gui.work.worker import Worker
from tests.gui.pages.evaluation.evaluations import random_evaluation


@pytest.fixture
def panel(qtbot):
    panel = MapPanel(Appearance("light"))
    qtbot.addWidget(panel)
    panel.resize(420, 480)
    yield panel
    panel.findChild(Worker).shut_down()


@pytest.fixture
def seen(panel, qtbot):
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def made(panel, qtbot, act):
    """Return the map that is made when ``act`` is called."""
    with qtbot.waitSignal(panel.findChild(Worker).returned) as returned:
        act()
    return returned.args[0]


def view_of(panel):
    return panel.findChild(MapView)


def field_of(panel):
    return panel.findChild(QComboBox, "mapLayerCombo")


def choose(panel, place):
    field_of(panel).setCurrentIndex(place)
    field_of(panel).activated.emit(place)


def test_until_there_is_an_evaluation_it_says_so(seen):
    assert view_of(seen).accessibleDescription() == "There is nothing to show yet."
    seen.follow(None)


def test_the_last_hidden_layer_is_shown_until_another_is_chosen(seen, shipped, qtbot):
    assert made(seen, qtbot, lambda: seen.show_evaluation(shipped)).layer == 0
    field = field_of(seen)
    assert [field.itemText(place) for place in range(3)] == ["the inputs", "hidden layer 1, 15 neurons", "the outputs"]
    assert field.currentData() == 0
    assert made(seen, qtbot, lambda: choose(seen, 0)).layer == -1
    assert made(seen, qtbot, lambda: seen.show_layer(1)).layer == 1
    assert field.currentData() == 1
    assert (
        view_of(seen).accessibleDescription()
        == f"10,000 examples, {(~shipped.first.predictions.is_correct).sum()} mistakes"
    )


def test_a_layer_that_was_shown_is_not_computed_again_until_the_network_changes(seen, shipped, qtbot):
    made(seen, qtbot, lambda: seen.show_evaluation(shipped))
    made(seen, qtbot, lambda: seen.show_layer(1))
    with qtbot.assertNotEmitted(seen.findChild(Worker).idle):
        seen.show_layer(0)
        first = shipped.first
        threshold = replace(first, recogniser=replace(first.recogniser, firing_threshold=0.9))
        seen.show_evaluation(replace(shipped, first=threshold))
    assert not seen.findChild(Worker).is_running
    assert made(seen, qtbot, lambda: seen.show_evaluation(random_evaluation(60))).layer == 0
    assert len(view_of(seen).pixels()) == 60


def test_out_of_view_nothing_is_computed(panel, shipped, qtbot):
    panel.show_evaluation(shipped)
    panel.show_layer(-1)
    panel.follow(shipped.first.recogniser.recognise(shipped.drawing(3)))
    assert not panel.findChild(Worker).is_running
    assert made(panel, qtbot, panel.show).layer == -1
    with qtbot.waitSignal(panel.findChild(Worker).idle):
        panel.show_layer(0)
        panel.hide()
    assert made(panel, qtbot, panel.show).layer == 0


@pytest.mark.parametrize("layer", [-1, 0, 1])
def test_an_example_on_the_canvas_is_ringed_where_its_point_lies(seen, shipped, qtbot, layer):
    seen.show_evaluation(shipped)
    made(seen, qtbot, lambda: seen.show_layer(layer))
    places = []
    view_of(seen).show_drawing = lambda place, *words, **more: places.append((place, *words, *more.values()))
    recognition = shipped.first.recogniser.recognise(shipped.drawing(3))
    seen.follow(recognition)
    (place, answer, fires), spots = places[0], list(view_of(seen).rows())
    assert place == pytest.approx(spots[4][3:], abs=1e-3)
    assert (answer, fires) == (0, bool(recognition.fired))
    for nothing in (shipped.first.recogniser.recognise(Drawing()), None):
        seen.follow(nothing)
        assert places[-1] == (None,)


def test_a_point_that_is_clicked_goes_on_the_canvas(seen, qtbot):
    made(seen, qtbot, lambda: seen.show_evaluation(random_evaluation(12)))
    view = view_of(seen)
    place = QPointF(*view.pixels()[5]).toPoint()
    with qtbot.waitSignal(seen.chosen) as chosen:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [5]


def test_of_many_examples_it_says_how_many_are_shown(seen, qtbot, monkeypatch):
    monkeypatch.setattr(mapping, "MOST_POINTS", 100)
    made(seen, qtbot, lambda: seen.show_evaluation(random_evaluation(1_000)))
    assert seen.findChild(QLabel, "mapWords").text().endswith("Shown: 100 of 1,000 examples.")
    assert len(np.unique(view_of(seen).pixels(), axis=0)) == 100


@pytest.mark.parametrize(("examples", "classes"), [(1, 3), (12, 3), (500, 47)])
def test_few_examples_and_many_classes_are_mapped(seen, qtbot, examples, classes):
    made(seen, qtbot, lambda: seen.show_evaluation(random_evaluation(examples, classes)))
    assert len(view_of(seen).pixels()) == examples
    assert not seen.grab().isNull()
