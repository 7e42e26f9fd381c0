"""The front door for weight files: a recogniser and the record of its training, in any format."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from nnapp.digits.recogniser import Recogniser
from nnapp.files import keras_format, nielsen_format, npz_format, onnx_format, safetensors_format
from nnapp.files.answers import Answers, OpenQuestionsError
from nnapp.files.atomic import check_writable, replace_file
from nnapp.files.errors import WeightFileError
from nnapp.files.reading import LARGEST_FILE, read_file, reason
from nnapp.files.record import TrainingRecord
from nnapp.files.zip_reader import Archive

SUFFIX: Final = ".safetensors"

Decoded = tuple[Recogniser, TrainingRecord | None]
Encoder = Callable[[Recogniser, TrainingRecord | None], bytes]
Decoder = Callable[[bytes, Answers], Decoded]

ENCODERS: Final[dict[str, Encoder]] = {
    SUFFIX: safetensors_format.encode,
    ".npz": npz_format.encode,
    ".json": nielsen_format.encode,
    ".onnx": onnx_format.encode,
}
"""How to write a file of that ending."""

READABLE: Final = (SUFFIX, ".npz", ".json", ".h5", ".hdf5", ".keras")
"""Endings of files that can be read; what counts is what a file holds, not what it is called."""

NO_ANSWERS: Final = Answers()


@dataclass(frozen=True)
class WeightFile:
    """What a weight file holds."""

    recogniser: Recogniser
    record: TrainingRecord | None = None
    """How the network was trained, if the file says so."""


def load_weights(path: Path, answers: Answers = NO_ANSWERS) -> WeightFile:
    """Read the weight file ``path``, of whatever program.

    Raises:
        OpenQuestionsError: it leaves something open that ``answers`` do not say.
        WeightFileError: it is missing, too large, or not a network that can be used here.
    """
    content = read_file(path, LARGEST_FILE)
    try:
        recogniser, record = decode(content, answers)
    except OpenQuestionsError as error:
        raise OpenQuestionsError(f"{path} holds a network, but {error}", error.questions) from error
    except WeightFileError as error:
        raise WeightFileError(f"{path} is not a weight file that nnapp can use: {error}") from error
    return WeightFile(recogniser, record)


def decode(content: bytes, answers: Answers = NO_ANSWERS) -> Decoded:
    """Return the network in ``content``; its first bytes tell the format.

    Raises:
        OpenQuestionsError: it leaves something open that ``answers`` do not say.
        WeightFileError: it is no network that can be used here.
    """
    return _decoder(content)(content, answers)


def save_weights(path: Path, content: WeightFile, onnx_shape: str = "784") -> None:
    """Write ``content`` to ``path`` in the format of its ending, read it back, and only then replace what was there.

    ``onnx_shape`` is the shape of the input of an .onnx file, one of ``onnx_format.SHAPES``.

    Raises:
        WeightFileError: it cannot be written; a file that was there is still whole.
    """
    encode = _encoder(path)
    if not content.recogniser.network.is_finite:
        raise WeightFileError("This network holds weights that are not finite numbers, so it is not saved.")
    if encode is onnx_format.encode:
        encoded = onnx_format.encode(content.recogniser, content.record, onnx_shape)
    else:
        encoded = encode(content.recogniser, content.record)
        _check_same(content.recogniser, decode(encoded)[0])
    with _explained(path):
        replace_file(path, encoded)


def check_weights_can_be_saved(path: Path) -> None:
    """Find out before a long training whether its network could be saved as ``path``.

    Raises:
        WeightFileError: it could not; says why.
    """
    _encoder(path)
    with _explained(path):
        check_writable(path)


def _decoder(content: bytes) -> Decoder:
    if content.startswith(keras_format.MAGIC):
        return keras_format.decode_h5
    if content.startswith(b"PK"):
        names = Archive(content).names
        return keras_format.decode_keras if keras_format.WEIGHTS in names else npz_format.decode
    # A safetensors file begins with the length of its header, whose JSON comes 8 bytes later.
    if content[8:9] == b"{" and content[:1] != b"{":
        return safetensors_format.decode
    if content.lstrip()[:1] == b"{":
        return nielsen_format.decode
    raise WeightFileError("it is no safetensors file, no .npz, no .json of Nielsen's book and no file of Keras.")


def _encoder(path: Path) -> Encoder:
    suffix = path.suffix.lower()
    if suffix in ENCODERS:
        return ENCODERS[suffix]
    if suffix in READABLE:
        raise WeightFileError(f"{path} cannot be written: nnapp reads {suffix} files but writes none.")
    # A name without a known ending is a file of nnapp's own.
    return safetensors_format.encode


def _check_same(one: Recogniser, other: Recogniser) -> None:
    pairs = zip(one.network.layers, other.network.layers, strict=True)
    numbers = all(np.array_equal(a.weights, b.weights) and np.array_equal(a.biases, b.biases) for a, b in pairs)
    meaning = (
        one.preparation == other.preparation
        and one.class_names == other.class_names
        and one.firing_threshold == other.firing_threshold
    )
    if not (numbers and meaning):
        raise WeightFileError("The network did not come back from the file as it was, so nothing is saved.")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn the system's errors in writing ``path`` into one sentence."""
    try:
        if path.is_dir():
            raise WeightFileError(f"{path} cannot be written: it is a folder; add a file name such as network{SUFFIX}.")
        yield
    except FileNotFoundError as error:
        raise WeightFileError(f"{path} cannot be written: the folder {path.parent} does not exist.") from error
    except OSError as error:
        raise WeightFileError(f"{path} cannot be written: {reason(error)}.") from error
