"""The input that a neuron prefers, and the smallest change of an answer."""

from itertools import pairwise

import numpy as np
import pytest

from nnapp.nn.inspect.preferred_input import CHANGE_SIZE, preferred_input, smallest_change
from nnapp.nn.network import Layer, Network
from tests.nn.networks import X, forward, output, small_network


@pytest.mark.parametrize(("layer", "neuron"), [(0, 1), (1, 2), (2, 3)])
def test_the_preferred_input_makes_a_neuron_more_and_more_active(layer, neuron):
    net = small_network()
    seen = list(preferred_input(net, layer, neuron))
    sums = [forward(net, x).sums[layer][0, neuron] for x in seen]
    assert len(seen) == 121
    assert sums[-1] > sums[0]
    assert sums[-1] == pytest.approx(max(sums), abs=0.2)
    assert all(x.min() >= 0 and x.max() <= 1 for x in seen)
    # Of a thousand other inputs hardly any makes it more active.
    others = np.random.default_rng(0).random((1_000, 12))
    assert (net.forward(others).sums[layer][:, neuron] > sums[-1]).mean() < 0.01


def test_it_ends_where_no_pixel_changes_anything():
    assert len(list(preferred_input(small_network(("step", "tanh", "sigmoid")), 2, 0))) == 1


def test_the_smallest_change_changes_the_answer_by_little():
    changed = 0
    for seed in range(12):
        net = small_network(seed=seed)
        for layer in net.layers:
            layer.weights[:] *= 6
        seen = list(smallest_change(net, X))
        answers = [int(output(net, x).argmax()) for x in seen]
        assert np.array_equal(seen[0], X)
        assert set(answers[:-1]) == {answers[0]}
        assert all(x.min() >= 0 and x.max() <= 1 for x in seen)
        steps = [np.linalg.norm(after - before) for before, after in pairwise(seen)]
        assert max(steps, default=0.0) <= CHANGE_SIZE + 1e-9
        if answers[-1] == answers[0]:
            continue
        changed += 1
        # Of a thousand random changes of that length hardly any changes the answer.
        length = np.linalg.norm(seen[-1] - X)
        directions = np.random.default_rng(0).normal(size=(1_000, 12))
        directions *= length / np.linalg.norm(directions, axis=1, keepdims=True)
        others = net.forward(np.clip(X + 0.7 * directions, 0, 1)).outputs.argmax(axis=1)
        assert (others != answers[0]).mean() < 0.02
    assert changed >= 8


def with_outputs(net, weights, biases):
    last = Layer(np.asarray(weights, float), np.asarray(biases, float), net.layers[-1].activation)
    return Network((*net.layers[:-1], last))


def test_saturated_outputs_are_told_apart_by_their_sums():
    net = small_network()
    # Both sigmoids are exactly 1, so that only the sums tell which is the strongest.
    net = with_outputs(net, net.layers[-1].weights, [60.0, 0.0, 90.0, 0.0])
    seen = list(smallest_change(net, X))
    lengths = [np.linalg.norm(x - X) for x in seen]
    assert max(np.diff(lengths)) <= CHANGE_SIZE + 1e-9


def test_a_rival_that_no_pixel_brings_nearer_is_passed_over():
    net = small_network()
    weights = net.layers[-1].weights.copy()
    answer = int(output(net).argmax())
    twin = (answer + 1) % 4
    weights[twin] = weights[answer]
    biases = net.layers[-1].biases.copy()
    biases[twin] = biases[answer] - 1e-3
    seen = list(smallest_change(with_outputs(net, weights, biases), X))
    assert len(seen) > 1


def test_a_network_of_steps_cannot_be_led_anywhere():
    assert len(list(smallest_change(small_network(("step", "step", "sigmoid")), X))) == 1
