import pytest

from nnapp.nn.activations import activation_named
from nnapp.nn.errors import InputError
from nnapp.nn.optimizers import OPTIMIZERS, optimizer_named


def test_what_is_named_is_found_and_what_is_unknown_is_told_with_what_there_is():
    assert [optimizer_named(optimizer.name) for optimizer in OPTIMIZERS] == list(OPTIMIZERS)
    with pytest.raises(InputError, match="There is no activation function “magic”; there are step, sigmoid, tanh,"):
        activation_named("magic")
