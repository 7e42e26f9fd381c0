"""Principal components: against scikit-learn, and where examples differ in fewer than two directions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.decomposition import PCA

from nnapp.digits.datasets import load_test_images
from nnapp.nn.inspect.components import principal_components


@pytest.fixture(scope="module")
def digits():
    images, _ = load_test_images()
    return images[:2_000].reshape(2_000, -1) / 255


@pytest.mark.parametrize(("examples", "numbers"), [(2_000, 784), (300, 784), (2_000, 60)])
def test_real_digits_lie_where_scikit_learn_places_them(digits, examples, numbers):
    rows = digits[:examples, 300 : 300 + numbers] if numbers < 784 else digits[:examples]
    ours, theirs = principal_components(rows), PCA(n_components=2, svd_solver="full").fit(rows)
    places = theirs.transform(rows)
    signs = np.sign((ours.place(rows) * places).sum(axis=0))
    assert ours.place(rows) == pytest.approx(signs * places, abs=1e-9)
    assert ours.axes == pytest.approx(signs[:, None] * theirs.components_, abs=1e-9)
    assert ours.shares == pytest.approx(theirs.explained_variance_ratio_, abs=1e-9)
    assert ours.mean == pytest.approx(theirs.mean_, abs=1e-12)


def test_a_new_example_is_placed_without_the_others(digits):
    components = principal_components(digits[:500].astype(np.float32))
    assert components.place(digits[600:601]) == pytest.approx(components.place(digits[500:700])[100:101])


def test_the_largest_number_of_each_axis_is_positive(digits):
    for rows in (digits, 1 - digits):
        axes = principal_components(rows).axes
        assert (axes.max(axis=1) == np.abs(axes).max(axis=1)).all()


def test_by_hand_points_on_a_line_differ_in_one_direction_only():
    components = principal_components(np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]]))
    assert components.axes == pytest.approx(np.array([[0.6, 0.8], [0.0, 0.0]]))
    assert components.shares == pytest.approx([1.0, 0.0])
    assert components.place(np.array([[3.0, 4.0], [6.0, 8.0]])) == pytest.approx(np.array([[0.0, 0.0], [5.0, 0.0]]))


@pytest.mark.parametrize("shape", [(1, 5), (4, 1), (1, 1), (7, 3), (3, 7)])
def test_examples_that_are_all_alike_lie_on_one_spot(shape):
    components = principal_components(np.full(shape, 0.1, np.float32))
    assert not components.axes.any()
    assert not components.shares.any()


numbers = st.floats(-1e6, 1e6, width=32)


@given(arrays(np.float64, st.tuples(st.integers(1, 12), st.integers(1, 12)), elements=numbers))
def test_whatever_the_rows_the_axes_are_unit_vectors_at_right_angles_and_no_share_is_lost(rows):
    components = principal_components(rows)
    lengths = np.linalg.norm(components.axes, axis=1)
    assert all(length == pytest.approx(1) or length == 0 for length in lengths)
    assert components.axes[0] @ components.axes[1] == pytest.approx(0, abs=1e-6)
    assert 0 <= components.shares[1] <= components.shares[0] <= 1 + 1e-9
    # As far apart on the map as in truth, at most.
    spread = np.square(components.place(rows)).sum()
    assert spread <= np.square(rows - rows.mean(axis=0)).sum() * (1 + 1e-9) + 1e-9
