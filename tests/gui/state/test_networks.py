"""The networks of the session, in the order in which they came."""

import gc
import weakref

import numpy as np

from nnapp.gui.state.history import History
from nnapp.gui.state.networks import MOST_NETWORKS, Networks
from nnapp.nn.inspect.edits import BiasEdit
from tests.gui.inside import network_of


def test_a_new_network_comes_after_all_others_and_none_is_forgotten(qapp):
    first, second, third = (network_of(("sigmoid",), (784, 10), seed) for seed in range(3))
    networks = Networks(first, "first", History())
    networks.use(second)
    networks.go_back()
    networks.use(third)
    assert not networks.can_go_forward
    seen = [networks.current.original]
    while networks.can_go_back:
        networks.go_back()
        seen.append(networks.current.original)
    assert seen == [third, second, first]


def test_only_the_newest_networks_are_kept_and_an_edit_of_one_that_is_gone_brings_it_back(qapp):
    history = History()
    networks = Networks(network_of(("sigmoid",), (784, 10)), "first", history)
    first = networks.current
    networks.edit((BiasEdit(0, 1, 1.0),))
    other = network_of(("sigmoid",), (784, 10), 1)
    for _ in range(MOST_NETWORKS):
        networks.use(other)
    assert networks.newest_edited() is None
    history.undo()
    assert networks.current is first
    assert not networks.can_go_forward


def test_a_network_that_was_current_before_can_be_opened_again_and_ends_a_preview(qapp):
    networks = Networks(network_of(("sigmoid",), (784, 10)), "first", History())
    first, told = networks.current, []
    networks.use(network_of(("sigmoid",), (784, 10), 1))
    networks.changed.connect(lambda: told.append(networks.current))
    networks.open(first)
    networks.open(first)
    networks.preview((BiasEdit(0, 1, 1.0),))
    networks.open(first)
    assert told == [first, first]
    assert networks.recogniser is first.weights.recogniser
    assert networks.can_go_forward


def test_a_network_that_is_left_keeps_no_more_than_it_is_made_from_again(qapp):
    networks = Networks(network_of(("sigmoid",), (784, 10)), "first", History())
    first, seen = networks.current, np.full((28, 28), 0.5, np.float32)
    networks.edit((BiasEdit(0, 1, 1.0),))
    edited = weakref.ref(networks.recogniser)
    answer = networks.recogniser.recognise_prepared(seen).outputs
    networks.use(network_of(("sigmoid",), (784, 10), 1))
    gc.collect()
    assert edited() is None
    networks.go_back()
    assert networks.current is first
    assert np.array_equal(networks.recogniser.recognise_prepared(seen).outputs, answer)
