import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.nn.activations import ACTIVATIONS, activation_named
from nnapp.nn.errors import InputError
from nnapp.nn.losses import LOSSES, PairingError, loss_label, loss_named


def test_squared_error_is_half_the_sum_of_squares():
    sigmoid = activation_named("sigmoid")
    loss = loss_named("squared error").value(sigmoid, np.zeros((1, 2)), np.array([[0.8, 0.3]]), np.array([[1.0, 0.0]]))
    assert loss == pytest.approx([0.5 * (0.2**2 + 0.3**2)])


def test_cross_entropy_of_sigmoid_outputs_counts_every_output():
    sigmoid, z = activation_named("sigmoid"), np.array([[2.0, -1.0]])
    a = sigmoid.value(z)
    loss = loss_named("cross-entropy").value(sigmoid, z, a, np.array([[1.0, 0.0]]))
    assert loss == pytest.approx([-np.log(a[0, 0]) - np.log(1 - a[0, 1])])


def test_cross_entropy_of_softmax_outputs_asks_for_the_right_one():
    softmax, z = activation_named("softmax"), np.array([[2.0, -1.0, 0.5]])
    a = softmax.value(z)
    loss = loss_named("cross-entropy").value(softmax, z, a, np.array([[0.0, 0.0, 1.0]]))
    assert loss == pytest.approx([-np.log(a[0, 2])])


def test_an_example_of_no_class_teaches_softmax_outputs_nothing_and_sigmoid_outputs_silence():
    z, nothing = np.array([[2.0, -1.0, 0.5]]), np.zeros((1, 3))
    for name, silent in (("softmax", False), ("sigmoid", True)):
        activation = activation_named(name)
        a = activation.value(z)
        loss = loss_named("cross-entropy")
        assert loss.gradient(activation, z, a, nothing) == pytest.approx(a if silent else nothing)
        assert (loss.value(activation, z, a, nothing) > 0).all() == silent


@pytest.mark.parametrize("output", ["sigmoid", "softmax"])
@given(z=st.lists(st.floats(-1e4, 1e4, width=32), min_size=3, max_size=3), right=st.integers(0, 2))
def test_cross_entropy_stays_finite_however_wrong_the_output(output, z, right):
    activation, z = activation_named(output), np.array([z], np.float32)
    target = np.eye(3, dtype=np.float32)[[right]]
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        a = activation.value(z)
        value = loss_named("cross-entropy").value(activation, z, a, target)
    assert np.isfinite(value).all()
    assert (value >= 0).all()


@pytest.mark.parametrize(("loss", "output"), [(loss, a) for loss in LOSSES for a in ACTIVATIONS], ids=lambda x: x.name)
def test_pairings_are_allowed_or_refused_with_a_reason(loss, output):
    allowed = {
        "squared error": {"sigmoid", "tanh", "relu", "softmax", "identity"},
        "cross-entropy": {"sigmoid", "softmax"},
    }
    if output.name in allowed[loss.name]:
        loss.check_pairing(output)
    else:
        with pytest.raises(PairingError, match=r"derivative is 0|not limited to 0\.\.1"):
            loss.check_pairing(output)


def test_what_is_recommended_to_outputs_without_limits_can_be_trained():
    for loss in LOSSES[1:]:
        with pytest.raises(PairingError) as caught:
            loss.check_pairing(activation_named("tanh"))
        advice = str(caught.value).split("; use ")[1]
        for activation in ACTIVATIONS:
            if activation.name in advice:
                loss.check_pairing(activation)


def test_an_unknown_name_is_answered_with_those_that_exist():
    with pytest.raises(ValueError, match="there are squared error, cross-entropy"):
        loss_named("hinge")


def test_a_loss_that_only_older_files_name_is_shown_and_not_trained_with():
    assert loss_label("rival cross-entropy") == "Rival cross-entropy"
    assert loss_label("cross-entropy") == "Cross-entropy"
    with pytest.raises(
        InputError, match=r"Rival cross-entropy is no longer offered; train with cross-entropy instead\."
    ):
        loss_named("rival cross-entropy")
