"""Weights as safetensors: nnapp's own files, and those that PyTorch users save.

nnapp's files hold the tensors ``layers.0.weights`` (neurons, inputs), ``layers.0.biases`` (neurons,) and so on,
and a description in the metadata entry ``nnapp``. safetensors files hold numbers only: nothing in them is ever
run, and names in them are looked up in nnapp's own lists only.
"""

from typing import Final

import numpy as np

from nnapp.digits.recogniser import Recogniser
from nnapp.files.errors import WeightFileError
from nnapp.files.import_answers import Answers
from nnapp.files.network_description import SUPERFLUOUS, describe, described_network, foreign_network
from nnapp.files.safetensors_reader import read_tensors
from nnapp.files.training_record import TrainingRecord

ENTRY: Final = "nnapp"
NAMES: Final = ("layers.{}.weights", "layers.{}.biases")


def encode(recogniser: Recogniser, record: TrainingRecord | None) -> bytes:
    """Return the bytes of a weight file; the same network and record give the same bytes."""
    # Loaded here, as a window that only reads opens sooner without it.
    import safetensors.numpy

    tensors = {}
    for number, layer in enumerate(recogniser.network.layers):
        tensors[NAMES[0].format(number)] = np.ascontiguousarray(layer.weights)
        tensors[NAMES[1].format(number)] = np.ascontiguousarray(layer.biases)
    return safetensors.numpy.save(tensors, metadata={ENTRY: describe(recogniser, record)})


def decode(content: bytes, answers: Answers) -> tuple[Recogniser, TrainingRecord | None]:
    """Return what ``encode`` put into ``content``, or the network in another program's tensors.

    Raises:
        OpenQuestionsError: another program's file leaves something open that ``answers`` do not say.
        WeightFileError: it is something else or damaged.
    """
    found = read_tensors(content)
    if ENTRY in found.metadata:
        if found.other:
            raise WeightFileError(SUPERFLUOUS)
        return described_network(found.metadata[ENTRY], found.tensors, NAMES)
    return foreign_network(found.tensors, None, answers)
