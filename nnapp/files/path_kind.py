"""What a file or folder holds, judged by its name and first bytes, so that it can be opened accordingly."""

import zipfile
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Final

from nnapp.digits.drawings_file import is_drawings_file
from nnapp.files.data_files import PICTURE_SUFFIXES, begins_like_idx
from nnapp.files.keras_format import MAGIC
from nnapp.files.unread_formats import UNREAD
from nnapp.files.weight_file import READABLE

BEGINNING: Final = 16
"""Bytes that are read from a file whose name does not say what it is."""


class Kind(Enum):
    """What a path can be opened as."""

    WEIGHTS = "weights"
    """A network; nnapp may not read its format, and then says what to do."""
    DATA = "data"
    """Digits, or other pictures, to learn from: a file, or a folder with a subfolder for each class."""
    PICTURE = "picture"
    UNKNOWN = "unknown"


def kind_of(path: Path) -> Kind:
    """Return what ``path`` seems to be; only opening it tells whether it can be used.

    Little of it is read, however large it is. What does not exist or cannot be read is unknown.
    """
    with suppress(OSError):
        if path.is_dir():
            return Kind.DATA if any(entry.is_dir() for entry in path.iterdir()) else Kind.UNKNOWN
        if path.is_file():
            return _kind_of_file(path)
    return Kind.UNKNOWN


def _kind_of_file(path: Path) -> Kind:
    name, suffix = path.name.lower(), path.suffix.lower()
    if suffix == ".npz":
        return _kind_of_archive(path)
    if suffix in READABLE or suffix in UNREAD:
        return Kind.WEIGHTS
    if suffix in PICTURE_SUFFIXES:
        return Kind.PICTURE
    if name.endswith((".csv", ".csv.gz")) or "idx3" in name or is_drawings_file(path) or begins_like_idx(path):
        return Kind.DATA
    with path.open("rb") as file:
        beginning = file.read(BEGINNING)
    # Weights may have any name: HDF5, or safetensors, whose header is JSON after 8 bytes of its length.
    is_weights = beginning.startswith(MAGIC) or beginning[8:9] == b"{"
    return Kind.WEIGHTS if is_weights else Kind.UNKNOWN


def _kind_of_archive(path: Path) -> Kind:
    """Tell weights from data, both arrays in a zip archive, by their names."""
    with suppress(zipfile.BadZipFile, ValueError), zipfile.ZipFile(path) as archive:
        return Kind.DATA if "x_train.npy" in archive.namelist() else Kind.WEIGHTS
    return Kind.UNKNOWN
