import numpy as np
import pytest

from nnapp.nn.meters import GradientMeter
from nnapp.nn.network import Gradients


def gradients(*layers):
    return Gradients(
        tuple(np.array(layer, np.float32) for layer in layers), tuple(np.zeros(len(layer)) for layer in layers)
    )


def test_the_strength_of_a_gradient_is_its_root_mean_square_over_all_readings():
    some = gradients([[3.0, 4.0]], [[1.0]])
    meter = GradientMeter(some)
    meter.read()
    some.weights[0][:] = 0.0
    meter.read()
    assert meter.root_mean_squares == pytest.approx((12.5**0.5 / 2**0.5, 1.0))
    meter.reset()
    assert meter.root_mean_squares == (0.0, 0.0)


def test_a_gradient_too_large_to_be_squared_is_infinite_without_a_warning():
    # Warnings are errors here; a run that diverges must not print NumPy's.
    meter = GradientMeter(gradients([[1e30, 1e30]]))
    meter.read()
    assert meter.root_mean_squares == (np.inf,)
