"""The front door for weight files: a recogniser and the record of its training."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nnapp.digits.recogniser import Recogniser
from nnapp.files.atomic import check_writable, replace_file
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
    content = _read(path)
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
    if not content.recogniser.network.is_finite:
        raise WeightFileError("This network holds weights that are not finite numbers, so it is not saved.")
    encoded = encode(content.recogniser, content.record)
    decode(encoded)
    with _explained(path):
        replace_file(path, encoded)


def check_weights_can_be_saved(path: Path) -> None:
    """Find out before a long training whether its network could be saved as ``path``.

    Raises:
        WeightFileError: it could not; says why.
    """
    with _explained(path):
        check_writable(path)


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
        raise WeightFileError(f"{path} cannot be written: {_reason(error)}.") from error


def _read(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe"
            raise WeightFileError(f"{path} is {kind}, not a weight file.")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise WeightFileError(f"{path} does not exist.") from error
    except OSError as error:
        raise WeightFileError(f"{path} cannot be read: {_reason(error)}.") from error
    if len(content) > LARGEST_FILE:
        raise WeightFileError(f"{path} is larger than a weight file can be (256 MB).")
    return content


def _reason(error: OSError) -> str:
    """Return the system's few words for ``error``, such as "permission denied"."""
    return (error.strerror or "the disk does not answer").lower()
