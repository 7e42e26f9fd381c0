"""Slow motion is one step of gradient descent, with every number kept."""

import numpy as np
import pytest

from nnapp.nn.inspect.formulas import error_formula, loss_formula
from nnapp.nn.inspect.slow_motion import SlowMotion
from nnapp.nn.losses import LOSSES, PairingError, loss_named
from nnapp.nn.network import Layer, Network
from tests.nn.networks import X, forward, output, small_network

CROSS_ENTROPY = loss_named("cross-entropy")


def with_weight(net, layer, place, step):
    weights = net.layers[layer].weights.copy()
    weights[place] += step
    layers = list(net.layers)
    layers[layer] = Layer(weights, layers[layer].biases, layers[layer].activation)
    return Network(tuple(layers))


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.name)
def test_every_gradient_is_that_of_a_small_change_of_the_weight(loss):
    net = small_network()
    motion = SlowMotion.of(net, X, 2, loss, 0.3)
    for layer, gradient in enumerate(motion.gradients.weights):
        for place in np.ndindex(gradient.shape):
            moved = [
                SlowMotion.of(with_weight(net, layer, place, step), X, 2, loss, 0.3).before.mean_loss
                for step in (1e-6, -1e-6)
            ]
            assert gradient[place] == pytest.approx((moved[0] - moved[1]) / 2e-6, abs=1e-7)


def test_the_step_goes_against_the_gradient_and_the_prediction_is_made_again():
    net = small_network()
    motion = SlowMotion.of(net, X, 2, CROSS_ENTROPY, 0.3)
    assert motion.targets.tolist() == [0, 0, 1, 0]
    others = np.delete(output(net), 2)
    assert motion.before.mean_loss == pytest.approx(-np.log(output(net)[2]) - np.log(1 - others).sum())
    for index, (old, new) in enumerate(zip(net.layers, motion.adjusted.layers, strict=True)):
        assert new.weights == pytest.approx(old.weights - 0.3 * motion.gradients.weights[index])
        assert new.biases == pytest.approx(old.biases - 0.3 * motion.gradients.biases[index])
    assert motion.after.forward.outputs[0] == pytest.approx(output(motion.adjusted))
    others = np.delete(output(motion.adjusted), 2)
    assert motion.after.mean_loss == pytest.approx(-np.log(output(motion.adjusted)[2]) - np.log(1 - others).sum())
    assert motion.after.mean_loss < motion.before.mean_loss


def test_a_gradient_is_the_product_of_its_factors_and_an_error_of_its_own():
    motion = SlowMotion.of(small_network(), X, 1, CROSS_ENTROPY, 0.1)
    for layer, gradient in enumerate(motion.gradients.weights):
        assert gradient == pytest.approx(np.outer(motion.error(layer), motion.before.forward.passed_on(layer - 1)[0]))
    assert motion.error(2) == pytest.approx(motion.before.forward.outputs[0] - motion.targets)
    for layer in (0, 1):
        assert motion.error(layer) == pytest.approx(motion.error_arriving(layer) * motion.slope(layer))
        assert motion.error_arriving(layer) == pytest.approx(
            motion.network.layers[layer + 1].weights.T @ motion.error(layer + 1)
        )


def test_a_softmax_has_no_slope_of_its_own_for_each_neuron():
    assert SlowMotion.of(small_network(("sigmoid", "tanh", "softmax")), X, 1, CROSS_ENTROPY, 0.1).slope(2) is None


def test_it_runs_in_double_whatever_the_network_is_kept_in():
    single = small_network(dtype=np.float32)
    motion = SlowMotion.of(single, X, 1, CROSS_ENTROPY, 0.1)
    assert motion.before.forward.outputs.dtype == np.float64
    assert motion.before.forward.outputs[0] == pytest.approx(output(single.in_double()), rel=1e-14)
    assert single.layers[0].weights.dtype == np.float32


def test_a_target_of_no_class_is_all_zero():
    assert not SlowMotion.of(small_network(), X, None, loss_named("squared error"), 0.1).targets.any()


@pytest.mark.parametrize(("target", "rate", "words"), [(4, 0.1, "0 to 3"), (-1, 0.1, "0 to 3"), (1, 0.0, "above 0")])
def test_what_makes_no_sense_is_refused(target, rate, words):
    with pytest.raises(ValueError, match=words):
        SlowMotion.of(small_network(), X, target, CROSS_ENTROPY, rate)


def test_a_step_function_cannot_be_trained():
    with pytest.raises(PairingError):
        SlowMotion.of(small_network(("step", "tanh", "sigmoid")), X, 1, CROSS_ENTROPY, 0.1)


def test_losses_and_errors_are_written_as_they_are_computed():
    # Each formula as a student would type it in, against the loss itself.
    net = small_network()
    z, a, y = forward(net).sums[-1][0], output(net), np.array([0.0, 0.0, 1.0, 0.0])
    s = np.exp(z) / np.exp(z).sum()
    cross = -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum()
    typed = {
        "L = ½ Σ (y' − y)²": 0.5 * ((a - y) ** 2).sum(),
        "L = −Σ [ y ln y' + (1 − y) ln(1 − y') ]": cross,
        "L = −0.2 Σ [ y ln y' + (1 − y) ln(1 − y') ] − 0.8 Σ y ln s, where s = softmax(z)":
            0.2 * cross - 0.8 * (y * np.log(s)).sum(),
        "δ = (y' − y) · f'(z)": (a - y) * a * (1 - a),
        "δ = y' − y": a - y,
        "δ = 0.2 y' + 0.8 s Σ y − y, where s = softmax(z)": 0.2 * a + 0.8 * s - y,
    }  # fmt: skip
    for loss in LOSSES:
        motion = SlowMotion.of(net, X, 2, loss, 0.1)
        activation = net.layers[-1].activation
        assert motion.before.mean_loss == pytest.approx(typed[loss_formula(loss, activation)])
        assert motion.error(2) == pytest.approx(typed[error_formula(loss, activation)])


def test_those_of_softmax_outputs_too():
    net = small_network(("sigmoid", "tanh", "softmax"))
    s, y = output(net), np.array([0.0, 0.0, 1.0, 0.0])
    typed = {
        "L = ½ Σ (y' − y)²": 0.5 * ((s - y) ** 2).sum(),
        "L = −Σ y ln y'": -(y * np.log(s)).sum(),
        "δ = y' Σ y − y": s - y,
        "δ = y' · ((y' − y) − Σ (y' − y) y')": s * ((s - y) - ((s - y) * s).sum()),
    }
    for loss in LOSSES[:2]:
        motion = SlowMotion.of(net, X, 2, loss, 0.1)
        activation = net.layers[-1].activation
        assert motion.before.mean_loss == pytest.approx(typed[loss_formula(loss, activation)])
        assert motion.error(2) == pytest.approx(typed[error_formula(loss, activation)])
