"""Reading and writing weight files of any format: a recogniser and the record of its training."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.recogniser import Recogniser
from nnapp.files import keras_format, nielsen_format, npz_format, onnx_format, safetensors_format
from nnapp.files.atomic import check_writable, explained, replace_file
from nnapp.files.errors import WeightFileError
from nnapp.files.import_answers import Answers, OpenQuestionsError
from nnapp.files.limited_reading import LARGEST_FILE, MEGABYTE, read_file
from nnapp.files.training_record import TrainingRecord
from nnapp.files.unread_formats import advice
from nnapp.files.zip_reader import Archive
from nnapp.wording import listed

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
"""What writes the format of each file extension."""

READABLE: Final = (SUFFIX, ".npz", ".json", ".h5", ".hdf5", ".keras")
"""Extensions of files that can be read; what counts is the content of a file, not its name."""

NO_ANSWERS: Final = Answers()


@dataclass(frozen=True)
class WeightFile:
    """What a weight file holds."""

    recogniser: Recogniser
    record: TrainingRecord | None = None
    """How the network was trained, if the file says so."""
    data: DataSettings | None = None
    """What it was trained on, if that is known; not written into a file, which may go to another computer."""


def load_weights(path: Path, answers: Answers = NO_ANSWERS) -> WeightFile:
    """Read the weight file ``path``, written by nnapp or by another program.

    Raises:
        OpenQuestionsError: it leaves something open that ``answers`` do not say.
        WeightFileError: it is missing or too large, or nnapp cannot use it.
    """
    content = read_file(path, LARGEST_FILE)
    try:
        if words := advice(path, content):
            raise WeightFileError(words)
        recogniser, record = decode(content, answers)
    except OpenQuestionsError as error:
        raise OpenQuestionsError(f"{path} holds a network, but {error}", error.questions) from error
    except WeightFileError as error:
        raise WeightFileError(f"{path} is not a weight file that nnapp can use: {error}") from error
    return WeightFile(recogniser, record)


def decode(content: bytes, answers: Answers = NO_ANSWERS) -> Decoded:
    """Return the network in ``content``, whose first bytes tell the format.

    Raises:
        OpenQuestionsError: it leaves something open that ``answers`` do not say.
        WeightFileError: it is not a network that nnapp can use.
    """
    return _decoder(content)(content, answers)


def save_weights(path: Path, content: WeightFile, onnx_shape: str = "784") -> None:
    """Write ``content`` to ``path`` in the format of its extension; an existing file is replaced once all is checked.

    ``onnx_shape``, one of ``onnx_format.SHAPES``, is the shape of the input in an .onnx file.

    Raises:
        WeightFileError: it cannot be written; an existing file is unchanged.
    """
    encoded = encode(path, content, onnx_shape)
    with explained(path, WeightFileError):
        replace_file(path, encoded)


def check_weights_can_be_saved(path: Path) -> None:
    """Check, before a long training, that a file can be written as ``path``; what it can hold, ``encode`` says.

    Raises:
        WeightFileError: it cannot; says why.
    """
    _encoder(path)
    with explained(path, WeightFileError):
        check_writable(path)


def encode(path: Path, content: WeightFile, onnx_shape: str = "784") -> bytes:
    """Return the bytes of ``content`` in the format of the extension of ``path``, which is not written.

    Raises:
        WeightFileError: the format cannot hold the network, or nnapp could not open the file again.
    """
    encoder, recogniser = _encoder(path), content.recogniser
    if not recogniser.network.is_finite:
        raise WeightFileError("This network has weights that are not finite numbers, so it was not saved.")
    if encoder is onnx_format.encode:
        return onnx_format.encode(recogniser, content.record, onnx_shape)
    encoded = encoder(recogniser, content.record)
    if len(encoded) > LARGEST_FILE:
        raise WeightFileError(f"A weight file can be at most {LARGEST_FILE // MEGABYTE} MB; use fewer neurons.")
    _check_same(recogniser, decode(encoded)[0])
    return encoded


def _decoder(content: bytes) -> Decoder:
    if content.startswith(keras_format.MAGIC):
        return keras_format.decode_h5
    if content.startswith(b"PK"):
        names = Archive(content).names
        return keras_format.decode_keras if keras_format.WEIGHTS in names else npz_format.decode
    # A safetensors file begins with 8 bytes for the length of its header, which is JSON.
    if content[8:9] == b"{" and content[:1] != b"{":
        return safetensors_format.decode
    if content.lstrip()[:1] == b"{":
        return nielsen_format.decode
    if not content:
        raise WeightFileError("it is empty.")
    raise WeightFileError("its format is unknown; it should be safetensors, .npz, .json of Nielsen's book or Keras.")


def _encoder(path: Path) -> Encoder:
    suffix = path.suffix.lower()
    if suffix in ENCODERS:
        return ENCODERS[suffix]
    if suffix in READABLE:
        raise WeightFileError(f"{path} cannot be written: nnapp reads {suffix} files but does not write them.")
    if suffix:
        raise WeightFileError(f"{path} cannot be written: its name should end in {listed(ENCODERS, 'or')}.")
    # A name that claims no format gets nnapp's own.
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
        raise WeightFileError("Internal error: the file would not hold the same network, so nothing was saved.")
