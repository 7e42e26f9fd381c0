"""What if: each edit changes what it says and nothing else; the network it is made to stays as it is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.nn.inspect.edits import BiasEdit, CutEdit, NoiseEdit, PruneEdit, ScaleEdit, edited, with_edit, without_target
from tests.nn.networks import X, forward, small_network


def differing(net, other):
    """Return how many weights and biases of each layer are others."""
    return [
        (int((one.weights != two.weights).sum()), int((one.biases != two.biases).sum()))
        for one, two in zip(net.layers, other.layers, strict=True)
    ]


def test_a_bias_is_set():
    net = small_network()
    found = BiasEdit(1, 3, 2.5).apply(net)
    assert found.layers[1].biases[3] == 2.5
    assert differing(net, found) == [(0, 0), (0, 1), (0, 0)]


@pytest.mark.parametrize("factor", [0.0, 0.5, 2.0])
def test_a_scaled_neuron_is_one_whose_activation_is_multiplied(factor):
    net = small_network()
    said = forward(net).activations[0].copy()
    said[0, 2] *= factor
    found = forward(ScaleEdit(0, 2, factor).apply(net)).sums[1]
    assert found == pytest.approx(said @ net.layers[1].weights.T + net.layers[1].biases)


def test_an_output_cannot_be_scaled():
    with pytest.raises(ValueError, match="feeds no other neuron"):
        ScaleEdit(2, 0, 0.5).apply(small_network())


def test_a_cut_connection_weighs_nothing():
    net = small_network()
    found = CutEdit(2, 1, 4).apply(net)
    assert found.layers[2].weights[1, 4] == 0
    assert differing(net, found) == [(0, 0), (0, 0), (1, 0)]


def test_noise_is_in_proportion_to_the_weights_and_the_same_for_a_seed():
    net = small_network(sizes=(12, 60, 50, 4))
    found, again, half = (NoiseEdit(share, 7).apply(net) for share in (0.5, 0.5, 0.25))
    for old, new, same, less in zip(net.layers, found.layers, again.layers, half.layers, strict=True):
        assert np.array_equal(new.weights, same.weights)
        assert np.array_equal(new.biases, old.biases)
        added = new.weights - old.weights
        assert added.std() == pytest.approx(0.5 * old.weights.std(), rel=0.15)
        assert added == pytest.approx(2 * (less.weights - old.weights))


@given(st.floats(0.0, 1.0))
def test_pruning_takes_the_smallest_of_each_layer(share):
    net = small_network()
    for old, new in zip(net.layers, PruneEdit(share).apply(net).layers, strict=True):
        gone = new.weights == 0
        assert gone.sum() == round(share * gone.size)
        assert np.array_equal(new.weights[~gone], old.weights[~gone])
        if 0 < gone.sum() < gone.size:
            assert np.abs(old.weights[gone]).max() <= np.abs(old.weights[~gone]).min()


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_no_more_than_all_weights_can_be_pruned(share):
    with pytest.raises(ValueError, match="between 0 and 1"):
        PruneEdit(share)


def test_what_is_muted_cut_or_pruned_stays_so_whenever_noise_is_added():
    net = small_network()
    edits = (ScaleEdit(0, 2, 0.0), CutEdit(2, 1, 4), PruneEdit(0.5))
    for order in ((*edits, NoiseEdit(0.3, 1)), (NoiseEdit(0.3, 1), *edits)):
        found = edited(net, order)
        assert not found.layers[1].weights[:, 2].any()
        assert found.layers[2].weights[1, 4] == 0
        assert (found.layers[0].weights == 0).sum() == 36


def test_of_two_edits_of_one_thing_the_later_counts_in_the_place_of_the_earlier():
    edits = (BiasEdit(0, 1, 1.0), PruneEdit(0.1))
    assert with_edit(edits, BiasEdit(0, 1, 2.0)) == (BiasEdit(0, 1, 2.0), PruneEdit(0.1))
    assert with_edit(edits, BiasEdit(0, 2, 2.0)) == (*edits, BiasEdit(0, 2, 2.0))
    assert without_target(edits, (PruneEdit,)) == (BiasEdit(0, 1, 1.0),)
    assert without_target(edits, (NoiseEdit,)) == edits


def test_the_network_that_is_edited_stays_as_it_is():
    net = small_network()
    before = [(layer.weights.copy(), layer.biases.copy()) for layer in net.layers]
    edited(net, (BiasEdit(0, 0, 9.0), ScaleEdit(0, 1, 0.0), CutEdit(1, 1, 1), NoiseEdit(0.5, 1), PruneEdit(0.5)))
    for layer, (weights, biases) in zip(net.layers, before, strict=True):
        assert np.array_equal(layer.weights, weights)
        assert np.array_equal(layer.biases, biases)
    assert np.isfinite(forward(net, X).outputs).all()
