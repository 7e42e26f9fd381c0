"""Weights as safetensors: nnapp's own, and those that PyTorch users save.

nnapp's own have tensors ``layers.0.weights`` (neurons, inputs), ``layers.0.biases`` (neurons,) and so
on, and a metadata entry ``nnapp``, a JSON object. safetensors holds numbers only; nothing in such a file
is ever run, and no name in it is looked up but in the lists of this program.
"""

from typing import Final

import numpy as np
import safetensors.numpy

from nnapp.digits.recogniser import Recogniser
from nnapp.files.answers import Answers
from nnapp.files.description import describe, described_network, foreign_network
from nnapp.files.errors import WeightFileError
from nnapp.files.record import TrainingRecord
from nnapp.files.safetensors_reader import read_tensors

ENTRY: Final = "nnapp"
NAMES: Final = ("layers.{}.weights", "layers.{}.biases")


def encode(recogniser: Recogniser, record: TrainingRecord | None) -> bytes:
    """Return the bytes of a weight file; the same network and record give the same bytes."""
    tensors = {}
    for number, layer in enumerate(recogniser.network.layers):
        tensors[NAMES[0].format(number)] = np.ascontiguousarray(layer.weights)
        tensors[NAMES[1].format(number)] = np.ascontiguousarray(layer.biases)
    return safetensors.numpy.save(tensors, metadata={ENTRY: describe(recogniser, record)})


def decode(content: bytes, answers: Answers) -> tuple[Recogniser, TrainingRecord | None]:
    """Return what ``encode`` put into ``content``, or the network in another program's tensors.

    Raises:
        OpenQuestionsError: another program's file leaves something open that ``answers`` do not say.
        WeightFileError: it is something else, or damaged.
    """
    found = read_tensors(content)
    if ENTRY in found.metadata:
        if found.other:
            raise WeightFileError("it should hold the weights and biases of each layer, and nothing else.")
        return described_network(found.metadata[ENTRY], found.tensors, NAMES)
    return foreign_network(found.tensors, None, answers)
