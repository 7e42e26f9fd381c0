"""Weights as Keras saves them: ``.weights.h5``, or ``.keras``, a zip archive with one inside.

They are read in a separate process; see ``keras_reader``. The extra ``keras`` installs what it needs.
"""

import sys
from typing import Any, Final

from nnapp.digits.recogniser import Recogniser
from nnapp.files.errors import WeightFileError
from nnapp.files.import_answers import Answers
from nnapp.files.keras_reader import DAMAGED, NO_FILE, NO_H5PY
from nnapp.files.network_description import foreign_network
from nnapp.files.npy_reader import read_npy
from nnapp.files.strict_json import parse_json
from nnapp.files.training_record import TrainingRecord
from nnapp.files.zip_reader import Archive

MAGIC: Final = b"\x89HDF\r\n\x1a\n"
CONFIG: Final = "config.json"
WEIGHTS: Final = "model.weights.h5"
TIMEOUT: Final = 20
"""Seconds that reading a file may take."""

ACTIVATIONS: Final = {name: name for name in ("sigmoid", "softmax", "relu", "tanh")} | {"linear": "identity"}
"""The activations of nnapp, by the names they have in Keras."""


def decode_h5(content: bytes, answers: Answers) -> tuple[Recogniser, TrainingRecord | None]:
    """Return the network in the HDF5 file ``content``, which does not name its activations.

    Raises:
        OpenQuestionsError: the file leaves something open that ``answers`` do not say.
        WeightFileError: it is something else or damaged, or h5py is missing.
    """
    return foreign_network(_read_arrays(content), None, answers)


def decode_keras(content: bytes, answers: Answers) -> tuple[Recogniser, TrainingRecord | None]:
    """Return the network in the ``.keras`` file ``content``.

    Raises:
        OpenQuestionsError: the file leaves something open that ``answers`` do not say.
        WeightFileError: it is something else or damaged, or h5py is missing.
    """
    archive = Archive(content)
    if WEIGHTS not in archive.names or CONFIG not in archive.names:
        raise WeightFileError(f"it should hold {CONFIG} and {WEIGHTS}, as Keras saves them.")
    activations = _activations(parse_json(archive.read(CONFIG), "its configuration"))
    return foreign_network(_read_arrays(archive.read(WEIGHTS)), activations, answers)


def _read_arrays(content: bytes) -> dict[str, Any]:
    # Loaded here, as the window opens sooner without it.
    import subprocess

    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "nnapp.files.keras_reader"],
            input=content,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise WeightFileError(f"it could not be read within {TIMEOUT} seconds.") from error
    if done.returncode == NO_H5PY:
        raise WeightFileError("nnapp needs h5py to read Keras files: pip install 'nnapp[keras]'.")
    if done.returncode == NO_FILE:
        raise WeightFileError(done.stderr.decode(errors="replace")[:300])
    if done.returncode != 0:
        raise WeightFileError(DAMAGED)
    archive = Archive(done.stdout)
    return {name.removesuffix(".npy"): read_npy(archive.read(name), name) for name in archive.names}


def _activations(config: Any) -> tuple[str, ...] | None:  # noqa: ANN401 - JSON can be anything
    """Return the activations of the dense layers; None if there are some that nnapp does not know."""
    try:
        layers = config["config"]["layers"]
        dense = [layer["config"]["activation"] for layer in layers if layer["class_name"] == "Dense"]
        if any(len(layer.get("inbound_nodes", [])) > 1 for layer in layers):
            raise WeightFileError("it uses a layer more than once, which nnapp does not support.")
        other = {layer["class_name"] for layer in layers} - {"Dense", "InputLayer", "Flatten", "Reshape", "Dropout"}
    except (KeyError, TypeError, AttributeError) as error:
        raise WeightFileError("its configuration does not list its layers.") from error
    if other:
        raise WeightFileError(f"it has {str(min(other, key=str))[:40]} layers; nnapp can only use dense ones.")
    known = all(isinstance(name, str) and name in ACTIVATIONS for name in dense)
    return tuple(ACTIVATIONS[name] for name in dense) if known else None
