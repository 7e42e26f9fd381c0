import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.nn.activations import ACTIVATIONS, ElementwiseActivation, Softmax, activation_named

ELEMENTWISE = [a for a in ACTIVATIONS if isinstance(a, ElementwiseActivation) and a.trainable]


@pytest.mark.parametrize(
    ("name", "z", "expected"),
    [
        ("step", [-1.0, 0.0, 0.5], [0.0, 0.0, 1.0]),
        ("sigmoid", [0.0, 1.05, -1.05], [0.5, 1 / (1 + np.exp(-1.05)), 1 / (1 + np.exp(1.05))]),
        ("tanh", [0.0, 2.0], [0.0, np.tanh(2.0)]),
        ("relu", [-3.0, 0.0, 3.0], [0.0, 0.0, 3.0]),
        ("identity", [-3.0, 3.0], [-3.0, 3.0]),
        ("softmax", [0.0, np.log(3.0)], [0.25, 0.75]),
    ],
)
def test_values_are_those_of_the_formula(name, z, expected):
    assert activation_named(name).value(np.array([z]))[0] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("activation", ELEMENTWISE, ids=lambda a: a.name)
@given(z=st.floats(-20, 20).filter(lambda z: abs(z) > 1e-3))
def test_derivative_is_the_slope_of_the_value(activation, z):
    step = 1e-6
    around = np.array([z - step, z, z + step])
    below, value, above = activation.value(around)
    derivative = activation.derivative(np.array([z]), np.array([value]))[0]
    assert derivative == pytest.approx((above - below) / (2 * step), abs=1e-8)


@given(st.lists(st.floats(-30, 30), min_size=2, max_size=6), st.integers(0, 1000))
def test_softmax_goes_back_as_finite_differences_say(z, seed):
    softmax, z = Softmax(), np.array([z])
    upstream = np.random.default_rng(seed).normal(size=z.shape)
    back = softmax.backward(upstream, z, softmax.value(z))
    for j in range(z.shape[1]):
        step = np.zeros_like(z)
        step[0, j] = 1e-6
        slope = (upstream * (softmax.value(z + step) - softmax.value(z - step))).sum() / 2e-6
        assert back[0, j] == pytest.approx(slope, abs=1e-7)


@given(st.lists(st.floats(-1e4, 1e4, width=32), min_size=1, max_size=8))
def test_softmax_shares_add_up_to_one(z):
    assert Softmax().value(np.array([z])).sum() == pytest.approx(1.0)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("activation", ACTIVATIONS, ids=lambda a: a.name)
def test_no_overflow_at_ten_thousand(activation, dtype):
    z = np.array([[1e4, -1e4, 0.0]], dtype)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        a = activation.value(z)
        back = activation.backward(np.ones_like(z), z, a)
    assert np.isfinite(a).all()
    assert np.isfinite(back).all()
    assert a.dtype == back.dtype == dtype


def test_the_step_teaches_nothing():
    step = activation_named("step")
    assert not step.trainable
    assert not step.backward(np.ones((1, 3)), np.array([[-1.0, 0.0, 1.0]]), np.zeros((1, 3))).any()


def test_an_unknown_name_is_answered_with_those_that_exist():
    with pytest.raises(ValueError, match="step, sigmoid, tanh, relu, softmax, identity"):
        activation_named("sine")
