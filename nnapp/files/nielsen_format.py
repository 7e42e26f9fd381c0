"""Weights as saved by ``network2.py`` from Michael Nielsen's book "Neural Networks and Deep Learning".

A JSON object: ``sizes`` [784, 30, 10], ``weights`` (one matrix per layer, neurons by inputs), ``biases``
(one column per layer) and ``cost`` (the name of a class). All neurons are sigmoid.
"""

import json
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.recogniser import Recogniser
from nnapp.files.errors import WeightFileError
from nnapp.files.import_answers import Answers
from nnapp.files.input_scale import UNIT
from nnapp.files.limited_reading import MEGABYTE
from nnapp.files.network_description import describe, described_network, foreign_network
from nnapp.files.strict_json import parse_json
from nnapp.files.training_record import TrainingRecord
from nnapp.nn.activations import Sigmoid
from nnapp.nn.network import MOST_LAYERS, MOST_NEURONS

LARGEST: Final = 32 * MEGABYTE
"""Bytes, enough for 1,500,000 weights as decimal numbers."""

COSTS: Final = {"squared error": "QuadraticCost"}
"""Loss functions by the names they have in the book; all others become CrossEntropyCost."""


def encode(recogniser: Recogniser, record: TrainingRecord | None) -> bytes:
    """Return the bytes of a file that the book's ``network2.load`` reads.

    Raises:
        WeightFileError: this format cannot hold the network, as it supports sigmoid neurons only.
    """
    layers = recogniser.network.layers
    if not all(isinstance(layer.activation, Sigmoid) for layer in layers):
        raise WeightFileError(
            "The .json format of Nielsen's book supports sigmoid neurons only; save as .safetensors instead."
        )
    content = {
        "sizes": list(recogniser.network.sizes),
        "weights": [layer.weights.astype(np.float64).tolist() for layer in layers],
        "biases": [layer.biases.astype(np.float64).reshape(-1, 1).tolist() for layer in layers],
        "cost": COSTS.get(record.settings.loss if record else "", "CrossEntropyCost"),
        # The book's own reader ignores what it does not know.
        "nnapp": json.loads(describe(recogniser, record)),
    }
    encoded = json.dumps(content).encode()
    if len(encoded) > LARGEST:
        raise WeightFileError("This network is too large for a .json file; save as .safetensors instead.")
    return encoded


def decode(content: bytes, answers: Answers) -> tuple[Recogniser, TrainingRecord | None]:
    """Return the network in ``content``.

    Raises:
        WeightFileError: it is something else or damaged.
    """
    if len(content) > LARGEST:
        raise WeightFileError(f"it is larger than a .json weight file can be ({LARGEST // MEGABYTE} MB).")
    parts = parse_json(content, "it")
    if not isinstance(parts, dict) or not {"sizes", "weights", "biases"} <= set(parts):
        raise WeightFileError("it should hold sizes, weights and biases, as saved by network2.py from Nielsen's book.")
    sizes = parts["sizes"]
    if (
        not isinstance(sizes, list)
        or not 2 <= len(sizes) <= MOST_LAYERS + 1
        or not all(type(size) is int and 1 <= size <= MOST_NEURONS for size in sizes)
    ):
        raise WeightFileError(f"its sizes should be 2 to {MOST_LAYERS + 1} whole numbers such as [784, 30, 10].")
    arrays: dict[str, NDArray[Any]] = {}
    for kind in ("weights", "biases"):
        if not isinstance(parts[kind], list) or len(parts[kind]) != len(sizes) - 1:
            raise WeightFileError(f"it should hold {kind} for each of its {len(sizes) - 1} layers.")
        for number, (inputs, neurons) in enumerate(pairwise(sizes)):
            shape = (neurons, inputs) if kind == "weights" else (neurons, 1)
            arrays[f"{kind}.{number}"] = _matrix(parts[kind][number], shape, f"the {kind} of layer {number + 1}")
    if all((array == array.astype(np.float32)).all() for array in arrays.values()):
        # They were saved from float32, so they become float32 again.
        arrays = {name: array.astype(np.float32) for name, array in arrays.items()}
    if "nnapp" in parts:
        columns = {name: array.reshape(-1) if name.startswith("biases") else array for name, array in arrays.items()}
        return described_network(json.dumps(parts["nnapp"]), columns, ("weights.{}", "biases.{}"))
    known = Answers(preparation=answers.preparation, orientation="neurons by inputs", scale=UNIT)
    return foreign_network(arrays, ("sigmoid",) * (len(sizes) - 1), known)


def _matrix(rows: object, shape: tuple[int, int], what: str) -> NDArray[np.float64]:
    """Return ``rows`` as a matrix of ``shape``; ``what`` names it in error messages."""
    wanted = f"{what} should be {shape[0]} rows of {shape[1]} numbers."
    if not isinstance(rows, list) or len(rows) != shape[0]:
        raise WeightFileError(wanted)
    matrix = np.empty(shape)
    for place, row in enumerate(rows):
        if not isinstance(row, list) or len(row) != shape[1] or not {type(value) for value in row} <= {int, float}:
            raise WeightFileError(wanted)
        try:
            matrix[place] = row
        except OverflowError as error:
            raise WeightFileError(f"{what} hold a number too large to compute with.") from error
    if not (np.abs(matrix) <= np.finfo(np.float32).max).all():
        raise WeightFileError(f"{what} hold a number that is not finite, or too large to compute with.")
    return matrix
