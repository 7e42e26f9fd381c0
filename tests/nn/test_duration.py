from itertools import count
from math import isfinite

import pytest

from nnapp.digits.generators import finish
from nnapp.nn.duration import seconds_per_epoch
from nnapp.nn.settings import TrainingSettings


@pytest.mark.parametrize("settings", [TrainingSettings(), TrainingSettings(batch_size=10_000),
                                      TrainingSettings(hidden=(300, 100), batch_size=1)])  # fmt: skip
def test_the_time_of_an_epoch_grows_with_its_digits(settings):
    ticks = count()
    few = finish(seconds_per_epoch(settings, (784, 10, 1_000), lambda: float(next(ticks))))
    many = finish(seconds_per_epoch(settings, (784, 10, 10_000), lambda: float(next(ticks))))
    assert many == pytest.approx(10 * few)
    assert isfinite(few)
    assert few > 0


def test_it_leaves_out_the_stop_rules():
    ticks = count()
    settings = TrainingSettings(seconds=1.0, patience=1, target_accuracy=0.01)
    assert 0 < finish(seconds_per_epoch(settings, (20, 3, 1_000), lambda: float(next(ticks)))) < float("inf")
