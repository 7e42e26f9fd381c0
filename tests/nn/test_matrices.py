"""Rows times columns, and two layers that are one unless something stands between them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.nn.activations import Identity, ReLU, Sigmoid, Step, Tanh
from nnapp.nn.matrices import TwoLayers, element_products, product

numbers = st.lists(st.integers(-1000, 1000), min_size=4, max_size=4).map(
    lambda found: np.array(found).reshape(2, 2) / 10.0
)
FIRST, SECOND, INPUTS = np.array([[0.9, 0.3], [-0.5, 0.8]]), np.array([[0.6, -0.4], [0.2, 0.7]]), np.array([1.0, 0.5])


def test_the_course_s_product_element_by_element():
    one, other = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[5.0, 6.0], [7.0, 8.0]])
    assert product(one, other).tolist() == [[19, 22], [43, 50]]
    assert [element_products(one, other, i, j).tolist() for i in (0, 1) for j in (0, 1)] == [
        [5, 14], [6, 16], [15, 28], [18, 32]
    ]  # fmt: skip


def test_a_layer_is_its_matrix_times_its_inputs():
    weights = np.array([[0.9, 0.3], [0.2, 0.8]])
    assert product(weights, np.array([[1.0], [0.5]]))[:, 0].tolist() == [1.05, 0.6]


@given(numbers, numbers, st.floats(-100, 100), st.floats(-100, 100))
def test_without_an_activation_function_two_layers_are_one_for_all_numbers(first, second, i1, i2):
    assert TwoLayers(first, second, Identity()).difference(np.array([round(i1, 3), round(i2, 3)])) == 0.0


@pytest.mark.parametrize("activation", [Step(), Sigmoid(), Tanh(), ReLU()])
def test_with_one_they_are_not(activation):
    layers = TwoLayers(FIRST, SECOND, activation)
    hidden = activation.value(FIRST @ INPUTS)
    assert layers.outputs(INPUTS) == pytest.approx(SECOND @ hidden)
    assert layers.difference(INPUTS) == pytest.approx(np.abs(SECOND @ hidden - SECOND @ FIRST @ INPUTS).max())
    assert layers.difference(INPUTS) > 0.01


def test_relu_lets_two_layers_be_one_where_no_sum_is_negative():
    assert TwoLayers(FIRST, SECOND, ReLU()).difference(np.array([1.0, 1.0])) == 0.0
