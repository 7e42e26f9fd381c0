"""Slow motion, what-if and what a neuron looks for: checked against finite differences and by hand."""

import numpy as np
import pytest

from nnapp.nn.activations import activation_named
from nnapp.nn.edits import pruned, with_bias, with_cut_edge, with_noise, with_scaled_neuron
from nnapp.nn.looking_for import input_gradient, smallest_change, what_fires
from nnapp.nn.losses import PairingError, loss_named
from nnapp.nn.network import Network
from nnapp.nn.slow_motion import SlowMotion


def network(names=("sigmoid", "tanh", "sigmoid"), sizes=(12, 6, 5, 4), dtype=np.float64, seed=0):
    made = Network.random(sizes, [activation_named(name) for name in names], np.random.default_rng(seed), dtype)
    for layer in made.layers:
        layer.biases[:] = np.random.default_rng(1).normal(size=layer.neurons)
    return made


X = np.random.default_rng(2).random(12)


def output(net, x=X):
    return net.forward(x.reshape(1, -1)).outputs[0]


def test_slow_motion_is_one_step_of_gradient_descent():
    net, loss = network(), loss_named("cross-entropy")
    motion = SlowMotion.of(net, X, 2, loss, 0.3)
    assert motion.targets.tolist() == [0, 0, 1, 0]
    assert motion.loss == pytest.approx(-np.log(output(net)[2]) - np.log(1 - np.delete(output(net), 2)).sum())
    # Every gradient against a small change of that weight.
    for layer, gradient in enumerate(motion.gradients.weights):
        for place in [(0, 0), (1, 2)]:
            moved = []
            for step in (1e-6, -1e-6):
                weights = net.layers[layer].weights.copy()
                weights[place] += step
                layers = list(net.layers)
                layers[layer] = type(layers[layer])(weights, layers[layer].biases, layers[layer].activation)
                moved.append(SlowMotion.of(Network(tuple(layers)), X, 2, loss, 0.3).loss)
            assert gradient[place] == pytest.approx((moved[0] - moved[1]) / 2e-6, abs=1e-7)
    for old, new, gradient in zip(net.layers, motion.adjusted.layers, motion.gradients.weights, strict=True):
        assert new.weights == pytest.approx(old.weights - 0.3 * gradient)
    assert motion.loss_after < motion.loss
    assert motion.forward_after.outputs[0] == pytest.approx(output(motion.adjusted))


def test_a_gradient_is_the_product_of_its_factors():
    motion = SlowMotion.of(network(), X, 1, loss_named("cross-entropy"), 0.1)
    for layer, gradient in enumerate(motion.gradients.weights):
        assert gradient == pytest.approx(np.outer(motion.error(layer), motion.forward.passed_on(layer - 1)[0]))
    # The error of the outputs is a - y for sigmoid outputs and cross-entropy.
    assert motion.error(2) == pytest.approx(motion.forward.outputs[0] - motion.targets)


def test_a_target_of_no_class_is_all_zero_and_a_step_cannot_be_trained():
    assert not SlowMotion.of(network(), X, None, loss_named("squared error"), 0.1).targets.any()
    with pytest.raises(PairingError):
        SlowMotion.of(network(("step", "tanh", "sigmoid")), X, 1, loss_named("squared error"), 0.1)


def test_edits_change_one_thing_and_leave_the_network_as_it_is():
    net = network()
    before = [layer.weights.copy() for layer in net.layers]
    biased = with_bias(net, 1, 3, 2.5)
    assert biased.layers[1].biases[3] == 2.5
    muted = with_scaled_neuron(net, 0, 2, 0.0)
    forward = net.forward(X.reshape(1, -1))
    silent = forward.activations[0].copy()
    silent[0, 2] = 0.0
    assert muted.forward(X.reshape(1, -1)).sums[1] == pytest.approx(
        silent @ net.layers[1].weights.T + net.layers[1].biases
    )
    cut = with_cut_edge(net, 2, 1, 4)
    assert cut.layers[2].weights[1, 4] == 0
    assert (cut.layers[2].weights != net.layers[2].weights).sum() == 1
    noisy = with_noise(net, 0.5, np.random.default_rng(0))
    assert (noisy.layers[0].weights - net.layers[0].weights).std() == pytest.approx(
        0.5 * net.layers[0].weights.std(), rel=0.3
    )
    half = pruned(net, 0.5)
    for layer, old in zip(half.layers, net.layers, strict=True):
        gone = layer.weights == 0
        assert gone.sum() == round(0.5 * gone.size)
        assert np.abs(old.weights[gone]).max() <= np.abs(old.weights[~gone]).min()
    assert all(np.array_equal(layer.weights, old) for layer, old in zip(net.layers, before, strict=True))
    with pytest.raises(ValueError, match="speaks to no other"):
        with_scaled_neuron(net, 2, 0, 0.5)


@pytest.mark.parametrize("layer", [0, 1, 2])
def test_the_gradient_by_the_inputs_is_that_of_small_changes(layer):
    net = network()
    direction = np.random.default_rng(5).normal(size=net.layers[layer].neurons)
    gradient = input_gradient(net, X, layer, direction)
    for pixel in range(12):
        step = np.zeros(12)
        step[pixel] = 1e-6
        sums = [direction @ net.forward((X + sign * step).reshape(1, -1)).sums[layer][0] for sign in (1, -1)]
        assert gradient[pixel] == pytest.approx((sums[0] - sums[1]) / 2e-6, abs=1e-7)


def test_what_a_neuron_looks_for_makes_it_ever_more_active():
    net = network()
    for layer, neuron in ((0, 1), (2, 3)):
        seen = list(what_fires(net, layer, neuron))
        sums = [net.forward(x.reshape(1, -1)).sums[layer][0, neuron] for x in seen]
        assert sums[-1] > sums[0]
        assert sums[-1] == pytest.approx(max(sums), abs=0.2)
        assert all(x.min() >= 0 and x.max() <= 1 for x in seen)


def test_the_smallest_change_changes_the_answer_by_little():
    for seed in range(6):
        net = network(sizes=(12, 6, 5, 4), seed=seed)
        seen = list(smallest_change(net, X))
        assert np.array_equal(seen[0], X)
        if int(output(net, seen[-1]).argmax()) != int(output(net).argmax()):
            assert all(int(output(net, x).argmax()) == int(output(net).argmax()) for x in seen[:-1])
            # Of a thousand random changes of that length hardly any changes the answer.
            length = np.linalg.norm(seen[-1] - X)
            rng = np.random.default_rng(0)
            steps = rng.normal(size=(1_000, 12))
            steps *= 0.5 * length / np.linalg.norm(steps, axis=1, keepdims=True)
            answers = net.forward(np.clip(X + steps, 0, 1)).outputs.argmax(axis=1)
            assert (answers != output(net).argmax()).mean() < 0.2
