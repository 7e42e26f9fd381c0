"""The course's worked examples, against COURSE.md and against a calculation without NumPy."""

from math import exp, floor

import numpy as np
import pytest

from nnapp.nn.worked_example import COURSE, PRINTED, course_example, worked_example


def sigmoid(z):
    return 1 / (1 + exp(-z))


def by_hand(inputs, *layers):
    """Return the sums and the outputs of each layer."""
    values, result = inputs, []
    for weights in layers:
        sums = [sum(w * x for w, x in zip(row, values, strict=True)) for row in weights]
        values = [sigmoid(z) for z in sums]
        result.append((sums, values))
    return result


@pytest.mark.parametrize("name", COURSE)
def test_an_example_is_what_one_calculates_by_hand(name):
    example = course_example(name)
    inputs, *layers = COURSE[name]
    for layer, (sums, outputs) in enumerate(by_hand(inputs, *layers)):
        assert example.forward.sums[layer][0] == pytest.approx(sums)
        assert example.forward.activations[layer][0] == pytest.approx(outputs)
        for neuron, total in enumerate(sums):
            assert example.products(layer, neuron).sum() == pytest.approx(total)


def test_the_2_2_example_has_the_numbers_of_row_14():
    example = course_example("2-2")
    assert example.forward.sums[0][0] == pytest.approx((1.05, 0.6))
    assert example.forward.outputs[0] == pytest.approx((0.7408, 0.6457), abs=5e-5)
    assert [PRINTED["2-2"].differing(example, 0, neuron) for neuron in (0, 1)] == [(), ()]


def test_the_3_3_3_example_has_the_numbers_of_row_16_at_full_precision():
    forward = course_example("3-3-3").forward
    assert forward.sums[0][0] == pytest.approx((1.16, 0.42, 0.62))
    assert forward.activations[0][0] == pytest.approx((0.761, 0.603, 0.650), abs=5e-4)
    assert forward.sums[1][0] == pytest.approx((0.97595, 0.88858, 1.25461), abs=5e-6)
    assert forward.outputs[0][1] == pytest.approx(0.70860, abs=5e-6)
    assert forward.outputs[0] == pytest.approx((0.726, 0.7086, 0.778), abs=5e-4)


def test_four_printed_numbers_are_not_the_rounded_ones_but_cut_off():
    example, printed = course_example("3-3-3"), PRINTED["3-3-3"]
    found = [printed.differing(example, layer, neuron) for layer in (0, 1) for neuron in range(3)]
    assert found == [(), (), (), (0.975,), (0.888, 0.708), (1.254,)]
    inputs, hidden, output = COURSE["3-3-3"]
    cut = [floor(sigmoid(sum(w * x for w, x in zip(row, inputs, strict=True))) * 1000) / 1000 for row in hidden]
    sums = [floor(sum(w * x for w, x in zip(row, cut, strict=True)) * 1000) / 1000 for row in output]
    assert sums == [0.975, 0.888, 1.254], "this is how the course came to them"


def test_a_bias_is_added_to_the_products():
    example = worked_example(np.array([1.0, 0.5]), (np.array([[0.9, 0.3]]),), (np.array([-2.0]),))
    assert example.forward.sums[0][0] == pytest.approx([-0.95])
