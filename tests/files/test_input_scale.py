import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.files.errors import WeightFileError
from nnapp.files.import_answers import Answers
from nnapp.files.input_scale import SCALES, TORCHVISION, UNIT, InputScale, scale_from
from nnapp.files.network_description import foreign_network
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Network

scales = st.builds(InputScale, st.floats(-2, 2), st.floats(1 / 255, 10))


def network(seed=0, dtype=np.float64, sizes=(784, 5, 10)):
    activations = [activation_named("tanh")] * (len(sizes) - 2) + [activation_named("softmax")]
    made = Network.random(sizes, activations, np.random.default_rng(seed), dtype)
    for layer in made.layers:
        layer.biases[:] = np.random.default_rng(seed + 1).normal(size=layer.biases.shape)
    return made


@given(st.integers(0, 99), scales, st.sampled_from([(784, 5, 10), (784, 10)]))
def test_a_folded_network_answers_to_ink_as_the_network_did_to_scaled_pixels(seed, scale, sizes):
    before = network(seed, sizes=sizes)
    x = np.random.default_rng(seed).random((3, 784))
    scaled = before.forward((x - scale.mean) / scale.deviation)
    folded = scale.folded_into(before).forward(x)
    assert folded.sums[0] == pytest.approx(scaled.sums[0], rel=1e-9, abs=1e-9)
    assert folded.outputs == pytest.approx(scaled.outputs, abs=1e-9)


def test_pixels_of_0_to_1_change_no_bit_and_no_type():
    for dtype in (np.float32, np.float64):
        before = network(dtype=dtype)
        after = UNIT.folded_into(before)
        for one, other in zip(before.layers, after.layers, strict=True):
            assert one.weights.dtype == other.weights.dtype
            assert np.array_equal(one.weights, other.weights)
            assert np.array_equal(one.biases, other.biases)


def test_the_usual_scales_make_of_paper_and_ink_what_they_are_called():
    ends = {name: tuple((np.array([0, 1]) - scale.mean) / scale.deviation) for name, scale in SCALES.items()}
    assert ends["0 to 1"] == (0, 1)
    assert ends["0 to 255"] == (0, 255)
    assert ends["-1 to 1"] == (-1, 1)
    # As printed by torchvision's Normalize((0.1307,), (0.3081,)).
    assert ends["Mean and deviation"] == pytest.approx((-0.4242, 2.8215), abs=1e-4)


def test_another_programs_arrays_become_a_network_for_ink():
    arrays = {"0.weight": network().layers[0].weights, "0.bias": network().layers[0].biases}
    arrays |= {"2.weight": network().layers[1].weights, "2.bias": network().layers[1].biases}
    x = np.random.default_rng(3).random((3, 784))
    recogniser, _ = foreign_network(arrays, None, Answers("tanh", "softmax", scale=TORCHVISION))
    expected = network().forward((x - 0.1307) / 0.3081).outputs
    assert recogniser.network.forward(x).outputs == pytest.approx(expected)


@pytest.mark.parametrize("scale", [*SCALES.values(), InputScale(0.25, 0.125)])
def test_a_scale_is_read_as_it_is_written(scale):
    read = scale_from(str(scale))
    assert (read.mean, read.deviation) == pytest.approx((scale.mean, scale.deviation), rel=1e-5)


def test_scales_have_names_on_the_command_line():
    assert (scale_from("0-1"), scale_from("0-255")) == (UNIT, SCALES["0 to 255"])


@pytest.mark.parametrize("text", ["", "0-2", "0.1307", "0.1307,0.3081,1", "a,b", "Mean and deviation"])
def test_what_is_no_scale_is_refused_with_examples(text):
    with pytest.raises(WeightFileError, match=r"should be 0-1, 0-255, or a mean and a deviation such as 0\.1307"):
        scale_from(text)


@pytest.mark.parametrize("text", ["0,0", "0.5,-1", "nan,1", "0,inf"])
def test_numbers_that_scale_nothing_are_refused(text):
    with pytest.raises(WeightFileError, match="a mean and a deviation above 0"):
        scale_from(text)


@pytest.mark.parametrize(("mean", "deviation"), [(0, 1e-40), (0, 1e-320), (1e308, 1e-5)])
def test_weights_that_become_too_large_are_refused(mean, deviation):
    with pytest.raises(WeightFileError, match=re.escape(f"a mean of {mean:g} and a deviation of ")):
        InputScale(mean, deviation).folded_into(network(dtype=np.float32))
