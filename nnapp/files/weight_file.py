"""The front door for weight files: a recogniser and the record of its training."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nnapp.digits.recogniser import Recogniser
from nnapp.files.atomic import replace_file
from nnapp.files.errors import WeightFileError
from nnapp.files.record import TrainingRecord
from nnapp.files.safetensors_format import decode, encode

SUFFIX: Final = ".safetensors"

LARGEST_FILE: Final = 256 * 2**20
"""Bytes; a network of 784-4096-4096-10 in float32 has 80 MB."""


@dataclass(frozen=True)
class WeightFile:
    """What a weight file holds."""

    recogniser: Recogniser
    record: TrainingRecord | None = None
    """How the network was trained, if the file says so."""


def load_weights(path: Path) -> WeightFile:
    """Read the weight file ``path``.

    Raises:
        WeightFileError: it is missing, too large, or not a network that can be used here.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise WeightFileError(f"{path} is a folder, not a weight file.")
        if size > LARGEST_FILE:
            raise WeightFileError(f"{path} has {size / 2**20:.0f} MB; a weight file has at most 256 MB.")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise WeightFileError(f"{path} does not exist.") from error
    except OSError as error:
        raise WeightFileError(f"{path} cannot be read: {_reason(error)}.") from error
    try:
        recogniser, record = decode(content)
    except WeightFileError as error:
        raise WeightFileError(f"{path} is not a weight file of nnapp: {error}") from error
    return WeightFile(recogniser, record)


def save_weights(path: Path, content: WeightFile) -> None:
    """Write ``content`` to ``path``, read it back, and only then replace what was there.

    Raises:
        WeightFileError: it cannot be written; a file that was there is still whole.
    """
    if path.is_dir():
        raise WeightFileError(f"{path} is a folder; give the name of a file in it, such as network{SUFFIX}.")
    if not content.recogniser.network.is_finite:
        raise WeightFileError("This network holds weights that are not finite numbers, so it is not saved.")
    encoded = encode(content.recogniser, content.record)
    decode(encoded)
    try:
        replace_file(path, encoded)
    except FileNotFoundError as error:
        raise WeightFileError(f"{path} cannot be written: the folder {path.parent} does not exist.") from error
    except OSError as error:
        raise WeightFileError(f"{path} cannot be written: {_reason(error)}.") from error


def _reason(error: OSError) -> str:
    """Return the system's few words for ``error``, such as "permission denied"."""
    return (error.strerror or "the disk does not answer").lower()
