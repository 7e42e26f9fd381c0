"""Measures what another program's file does not say: with the right answers its network is most accurate."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from nnapp.digits.datasets import load_test_data
from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.files.import_answers import STAND_INS
from nnapp.files.input_scale import BYTES, SCALES, InputScale
from nnapp.files.weight_file import load_weights
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Network
from nnapp.nn.predictions import predict

LIKELY: Final = ("relu", "sigmoid", "tanh")
"""Activations of hidden layers that are tried."""

LEAD: Final = 0.01
"""How much better pixels of 0 to 255 must do: with pixels too large, ReLU does as well but is far too sure."""

MOST_PRODUCTS: Final = 1_000_000_000
"""Products for each measurement, about a tenth of a second; a large network is measured on fewer digits."""


@dataclass(frozen=True)
class Reading:
    """The share of MNIST's test digits that a network recognises with these answers."""

    hidden_activation: str | None
    """None where it need not be asked."""
    scale: InputScale
    accuracy: float
    """0..1."""


def readings(path: Path, questions: tuple[str, ...]) -> tuple[Reading, ...]:
    """Return how well the network in ``path`` does with each likely answer to the open ``questions``, best first.

    Nothing where it cannot be measured: its classes are not ten, or it is not known how its matrices lie.

    Raises:
        WeightFileError: it cannot be used, whatever the answers.
    """
    recogniser = load_weights(path, STAND_INS).recogniser
    if "scale" not in questions or "orientation" in questions or recogniser.class_names != DIGIT_NAMES:
        return ()
    network = recogniser.network
    number = max(100, MOST_PRODUCTS // network.parameter_count)
    digits = load_test_data(recogniser.preparation)[:number]
    found = [
        Reading(hidden, scale, predict(scale.folded_into(tried), digits).accuracy)
        for hidden, tried in _variants(network, questions)
        for scale in SCALES.values()
    ]
    return tuple(sorted(found, key=lambda reading: LEAD * (reading.scale == BYTES) - reading.accuracy))


def _variants(network: Network, questions: tuple[str, ...]) -> Iterator[tuple[str | None, Network]]:
    if "hidden_activation" not in questions:
        yield None, network
        return
    *hidden, last = network.layers
    for name in LIKELY:
        changed = (replace(layer, activation=activation_named(name)) for layer in hidden)
        yield name, Network((*changed, last))
