"""What one looks at always exists in the network that answers."""

import numpy as np
import pytest

from nnapp.gui.state.selection import Selection
from nnapp.nn.activations import activation_named
from nnapp.nn.inspect.travel import Travel
from nnapp.nn.network import Network


def network_of(*sizes):
    activations = [activation_named("sigmoid")] * (len(sizes) - 1)
    return Network.random(sizes, activations, np.random.default_rng(0))


def fitted(selection, *sizes):
    network = network_of(*sizes)
    selection.fit(network, network.forward(np.ones((1, sizes[0]), np.float32)))
    return network


@pytest.fixture
def selection():
    selection = Selection()
    fitted(selection, 4, 3, 2)
    return selection


def test_a_neuron_is_selected_and_told_once(selection, qtbot):
    with qtbot.waitSignals([selection.neuron_changed, selection.changed]):
        selection.select(1, 1)
    assert selection.neuron == (1, 1)
    with qtbot.assertNotEmitted(selection.changed):
        selection.select(1, 1)


def test_the_neuron_under_the_mouse_is_watched_before_the_selected_one(selection, qtbot):
    selection.select(0, 2)
    with qtbot.waitSignal(selection.changed):
        selection.hover((1, 0))
    assert (selection.watched, selection.hovered, selection.neuron) == ((1, 0), (1, 0), (0, 2))
    selection.hover(None)
    assert (selection.watched, selection.hovered) == ((0, 2), None)


def test_another_network_has_the_nearest_neuron(selection):
    selection.select(0, 2)
    fitted(selection, 4, 2, 2)
    assert selection.neuron == (0, 1)
    fitted(selection, 4, 3, 2)
    assert selection.neuron == (0, 2)
    assert selection.neuron_in(network_of(4, 1)) == (0, 0)


def test_the_input_that_contributes_most_is_followed_unless_one_was_chosen(selection, qtbot):
    network = fitted(selection, 4, 3, 2)
    assert selection.followed((0, 1)) == np.abs(network.layers[0].weights[1]).argmax()
    assert not selection.is_following(0)
    with qtbot.waitSignals([selection.followed_changed, selection.changed]):
        selection.follow(0, 3)
    assert selection.followed((0, 1)) == 3
    assert selection.is_following(0)
    fitted(selection, 2, 2, 2)
    assert selection.followed((0, 1)) == 1


def test_what_travels_is_told_to_whoever_listens(selection, qtbot):
    fitted(selection, 4, 3, 2)
    travel = Travel(0, is_forward=True, share=0.5)
    with qtbot.waitSignal(selection.changed):
        selection.show_travel(travel)
    assert selection.travel is travel
    with qtbot.assertNotEmitted(selection.changed):
        selection.show_travel(travel)
