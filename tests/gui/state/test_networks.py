"""The networks of the session, in the order in which they came."""

import gc
import weakref
from dataclasses import replace

import numpy as np
import pytest

from nnapp.digits.data_settings import DataSettings
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


def test_the_firing_threshold_is_a_step_that_can_be_undone(qapp):
    history = History()
    networks = Networks(network_of(("sigmoid",), (784, 10)), "first", history)
    told = []
    networks.changed.connect(lambda: told.append(networks.recogniser.firing_threshold))
    networks.set_threshold(0.8)
    assert history.text(0) == "firing threshold"
    assert not networks.current.is_saved
    history.undo()
    assert networks.current.is_saved
    assert networks.current.weights is networks.current.original
    history.redo()
    networks.set_threshold(0.8)
    assert (told, history.count()) == ([0.8, 0.5, 0.8, 0.8], 1)


def test_a_threshold_that_a_file_cannot_hold_is_refused(qapp):
    networks = Networks(network_of(("sigmoid",), (784, 10)), "first", history := History())
    for value in (-0.1, 1.1, float("nan")):
        with pytest.raises(ValueError, match="between 0 and 1"):
            networks.set_threshold(value)
    assert (networks.recogniser.firing_threshold, history.count()) == (0.5, 0)


def test_a_threshold_leaves_the_edits_and_what_is_computed_as_they_are(qapp):
    networks = Networks(network_of(("sigmoid",), (784, 10)), "first", History())
    edits = (BiasEdit(0, 1, 1.0),)
    networks.edit(edits)
    before = networks.recogniser
    networks.set_threshold(0.25)
    assert networks.recogniser.computes_like(before)
    assert not networks.recogniser.computes_like(networks.current.original.recogniser)
    networks.preview((BiasEdit(0, 2, 1.0),))
    assert networks.recogniser.firing_threshold == 0.25
    networks.edit(())
    assert (networks.current.edits, networks.recogniser.firing_threshold) == ((), 0.25)


def test_a_network_whose_threshold_was_set_keeps_its_record_and_counts_as_edited(qapp):
    first = replace(network_of(("sigmoid",), (784, 10)), data=DataSettings())
    networks = Networks(first, "first", History())
    assert networks.newest_edited() is None
    networks.set_threshold(0.25)
    networks.use(network_of(("sigmoid",), (784, 10), 1))
    kept = networks.newest_edited()
    assert (kept.data, kept.recogniser.firing_threshold) == (first.data, 0.25)


def test_a_threshold_is_undone_where_it_was_set(qapp):
    networks = Networks(network_of(("sigmoid",), (784, 10)), "first", history := History())
    first = networks.current
    networks.set_threshold(0.25)
    networks.use(network_of(("sigmoid",), (784, 10), 1))
    history.undo()
    assert networks.current is first
    assert networks.recogniser.firing_threshold == 0.5
