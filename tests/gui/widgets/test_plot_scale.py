import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.gui.widgets.plot_scale import Scale, round_step


def test_ticks_are_round_numbers_within_the_scale():
    assert Scale(0, 1, 0, 100).ticks(5) == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1.0])
    assert Scale(0, 0.43, 0, 100).ticks(5) == pytest.approx([0, 0.1, 0.2, 0.3, 0.4])
    assert Scale(91.3, 97.9, 0, 100).ticks(4) == pytest.approx([92, 94, 96])
    assert Scale(0.02, 3, 0, 100, logarithmic=True).ticks(9) == pytest.approx([0.02, 0.05, 0.1, 0.2, 0.5, 1, 2])
    assert Scale(1e-8, 1, 0, 100, logarithmic=True).ticks(9) == pytest.approx([10.0**n for n in range(-8, 1)])


@pytest.mark.parametrize(
    ("low", "high"), [(0.11, 0.19), (0.3, 0.45), (2.3, 2.4), (0.9, 1.1), (1e-7, 3e-7), (0.06, 4.2)]
)
def test_a_logarithmic_scale_has_at_least_two_marks_however_short_it_is(low, high):
    ticks = Scale(low, high, 0, 100, logarithmic=True).ticks(4)
    assert len(ticks) >= 2
    assert all(low * 0.999 <= tick <= high * 1.001 for tick in ticks)


def test_values_are_placed_between_start_and_end():
    assert Scale(0, 2, 300, 100).place(np.array([0.0, 1.0, 2.0])).tolist() == [300, 200, 100]
    assert Scale(0.01, 100, 0, 400, logarithmic=True).place(np.array([0.01, 1.0, 100.0])) == pytest.approx(
        [0, 200, 400]
    )


@given(st.floats(1e-12, 1e12))
def test_a_round_step_is_not_smaller_and_at_most_two_and_a_half_times_larger(step):
    assert 0.998 * step <= round_step(step) <= 2.51 * step
