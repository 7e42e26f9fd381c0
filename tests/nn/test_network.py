from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.nn.activations import ACTIVATIONS, activation_named
from nnapp.nn.losses import LOSSES, PairingError, check_trainable, loss_named
from nnapp.nn.network import Layer, Network
from nnapp.nn.parameters import Parameters


def layer(weights, activation="sigmoid"):
    weights = np.array(weights)
    return Layer(weights, np.zeros(len(weights)), activation_named(activation))


def test_the_course_example_of_two_neurons():
    network = Network((layer([[0.9, 0.3], [0.2, 0.8]]),))
    forward = network.forward(np.array([[1.0, 0.5]]))
    assert forward.sums[0][0] == pytest.approx([1.05, 0.6], abs=1e-15)
    assert forward.outputs[0] == pytest.approx([0.740774899182154, 0.645656306225795], abs=1e-14)


def test_the_course_example_of_three_three_three():
    hidden = layer([[0.9, 0.3, 0.4], [0.2, 0.8, 0.2], [0.1, 0.5, 0.6]])
    output = layer([[0.3, 0.7, 0.5], [0.6, 0.5, 0.2], [0.8, 0.1, 0.9]])
    forward = Network((hidden, output)).forward(np.array([[0.9, 0.1, 0.8]]))
    assert forward.sums[0][0] == pytest.approx([1.16, 0.42, 0.62], abs=1e-15)
    assert forward.activations[0][0].round(3).tolist() == [0.761, 0.603, 0.650]
    # At full precision: e^-x by hand. The slide carries three places on and so prints 0.888, 0.708.
    expected = [1 / (1 + np.e**-x) for x in (1.16, 0.42, 0.62)]
    sums = [0.3 * expected[0] + 0.7 * expected[1] + 0.5 * expected[2],
            0.6 * expected[0] + 0.5 * expected[1] + 0.2 * expected[2],
            0.8 * expected[0] + 0.1 * expected[1] + 0.9 * expected[2]]  # fmt: skip
    assert forward.sums[1][0] == pytest.approx(sums, abs=1e-15)
    outputs = [1 / (1 + np.e**-x) for x in sums]
    assert forward.outputs[0] == pytest.approx(outputs, abs=1e-15)
    assert forward.sums[1][0] == pytest.approx([0.975, 0.888, 1.254], abs=1e-3)
    assert forward.outputs[0] == pytest.approx([0.726, 0.708, 0.778], abs=1e-3)


def test_the_course_product_of_matrices():
    left, right = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[5.0, 6.0], [7.0, 8.0]])
    forward = Network((layer(left, "identity"),)).forward(right.T)
    assert forward.outputs.T.tolist() == [[19.0, 22.0], [43.0, 50.0]]


def test_stacked_linear_layers_are_one_linear_layer():
    first, second = layer([[1.0, 2.0], [3.0, -1.0]], "identity"), layer([[0.5, -2.0]], "identity")
    x = np.array([[0.3, 0.7], [-1.0, 2.0]])
    both = Network((first, second)).forward(x).outputs
    assert both == pytest.approx(x @ (second.weights @ first.weights).T)


TRAINED_WITH = {
    "squared error": ("sigmoid", "tanh", "relu", "softmax", "identity"),
    "cross-entropy": ("sigmoid", "softmax"),
}
ALLOWED = [
    (hidden.name, output.name, loss.name, depth)
    for hidden, output, loss, depth in product(ACTIVATIONS, ACTIVATIONS, LOSSES, (1, 2, 3))
    if hidden.trainable
    and output.trainable
    and output.name in TRAINED_WITH[loss.name]
    and (depth > 1 or hidden.name == "sigmoid")
]


@pytest.mark.parametrize(("hidden", "output", "loss", "depth"), ALLOWED)
def test_back_propagation_agrees_with_central_differences(hidden, output, loss, depth):
    rng = np.random.default_rng(depth)
    sizes = [5, *[4] * (depth - 1), 3]
    activations = [activation_named(hidden)] * (depth - 1) + [activation_named(output)]
    start = Network.random(sizes, activations, rng, np.float64)
    parameters = Parameters(start)
    parameters.vector += rng.normal(0, 0.3, parameters.vector.shape)
    inputs, targets = rng.normal(size=(6, 5)), np.eye(3)[rng.integers(0, 3, 6)]
    loss_function, network = loss_named(loss), parameters.network

    def mean_loss():
        forward = network.forward(inputs)
        return loss_function.value(network.layers[-1].activation, forward.sums[-1], forward.outputs, targets).mean()

    forward = network.forward(inputs)
    errors = loss_function.gradient(network.layers[-1].activation, forward.sums[-1], forward.outputs, targets)
    network.backward(forward, errors, out=parameters.gradients)
    step = 1e-5
    for index in range(len(parameters.vector)):
        value = parameters.vector[index]
        parameters.vector[index] = value + step
        above = mean_loss()
        parameters.vector[index] = value - step
        below = mean_loss()
        parameters.vector[index] = value
        assert parameters.gradient[index] == pytest.approx((above - below) / (2 * step), abs=1e-7)


def test_a_step_in_a_hidden_layer_is_refused_with_the_reason():
    network = Network.random(
        [2, 2, 1], [activation_named("step"), activation_named("sigmoid")], np.random.default_rng(0)
    )
    with pytest.raises(PairingError, match=r"Hidden layer 1 .* derivative is 0"):
        check_trainable([layer.activation for layer in network.layers], loss_named("cross-entropy"))


@given(st.lists(st.integers(1, 9), min_size=2, max_size=5), st.integers(0, 2**32))
def test_the_same_seed_gives_the_same_network(sizes, seed):
    activations = [activation_named("sigmoid")] * (len(sizes) - 1)
    one, two = (Network.random(sizes, activations, np.random.default_rng(seed)) for _ in range(2))
    assert one.sizes == tuple(sizes)
    assert one.parameter_count == sum((i + 1) * n for i, n in pairwise(sizes))
    for a, b in zip(one.layers, two.layers, strict=True):
        assert np.array_equal(a.weights, b.weights)


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=lambda a: a.name)
def test_first_weights_keep_the_sums_near_one(activation):
    network = Network.random([784, 1000], [activation], np.random.default_rng(1))
    inputs = np.random.default_rng(2).normal(size=(50, 784)).astype(np.float32)
    assert 0.9 < network.forward(inputs).sums[0].std() < 1.5


def test_layers_that_do_not_belong_together_are_refused():
    with pytest.raises(ValueError, match="2 neurons cannot feed one of 3 inputs"):
        Network((layer([[1.0], [2.0]]), layer([[1.0, 2.0, 3.0]])))
    with pytest.raises(ValueError, match="at least one layer"):
        Network(())
    with pytest.raises(ValueError, match=r"not \(2, 1\) and \(3,\)"):
        Layer(np.zeros((2, 1)), np.zeros(3), activation_named("sigmoid"))
    with pytest.raises(ValueError, match="same type"):
        Layer(np.zeros((2, 1), np.float32), np.zeros(2), activation_named("sigmoid"))


def test_a_network_knows_when_it_is_not_finite():
    broken = layer([[1.0, np.inf]])
    assert not Network((broken,)).is_finite
    assert Network((layer([[1.0, 2.0]]),)).is_finite


@pytest.mark.parametrize(("activation", "finite"), [("sigmoid", True), ("relu", False), ("identity", False)])
def test_a_network_knows_whether_its_sums_stay_finite(activation, finite):
    wide = Layer(np.full((3, 3), 1e20, np.float32), np.zeros(3, np.float32), activation_named(activation))
    assert Network((wide, wide)).sums_stay_finite is finite
