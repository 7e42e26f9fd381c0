"""Weights as ``.npz``: NumPy arrays in a zip archive, never pickles.

nnapp's files hold ``weights_0`` (neurons, inputs), ``biases_0`` (neurons,) and so on, and a description in
``nnapp.json``. Other programs name their arrays as they like.
"""

import io
import zipfile
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.recogniser import Recogniser
from nnapp.files.errors import WeightFileError
from nnapp.files.import_answers import Answers
from nnapp.files.network_description import describe, described_network, foreign_network
from nnapp.files.npy_reader import read_npy
from nnapp.files.training_record import TrainingRecord
from nnapp.files.zip_reader import Archive

ENTRY: Final = "nnapp.json"
NAMES: Final = ("weights_{}", "biases_{}")
EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The date of all members, so that the same network gives the same bytes."""


def encode(recogniser: Recogniser, record: TrainingRecord | None) -> bytes:
    """Return the bytes of a weight file; the same network and record give the same bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, layer in enumerate(recogniser.network.layers):
            for pattern, array in zip(NAMES, (layer.weights, layer.biases), strict=True):
                part = io.BytesIO()
                np.lib.format.write_array(part, np.ascontiguousarray(array), allow_pickle=False)
                _add(archive, f"{pattern.format(number)}.npy", part.getvalue())
        _add(archive, ENTRY, describe(recogniser, record).encode())
    return whole.getvalue()


def decode(content: bytes, answers: Answers) -> tuple[Recogniser, TrainingRecord | None]:
    """Return what ``encode`` put into ``content``, or the network in other arrays.

    Raises:
        OpenQuestionsError: another program's file leaves something open that ``answers`` do not say.
        WeightFileError: it is something else or damaged.
    """
    archive = Archive(content)
    arrays: dict[str, NDArray[Any]] = {}
    for name in archive.names:
        if name.endswith(".npy"):
            arrays[name.removesuffix(".npy")] = read_npy(archive.read(name), name)
        elif name != ENTRY:
            raise WeightFileError(f"it holds “{name[:40]}”, which is not an array.")
    if ENTRY in archive.names:
        try:
            text = archive.read(ENTRY).decode()
        except UnicodeDecodeError as error:
            raise WeightFileError("its description is not valid text.") from error
        return described_network(text, arrays, NAMES)
    return foreign_network(arrays, None, answers)


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
