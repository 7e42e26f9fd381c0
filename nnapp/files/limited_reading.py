"""Reading untrusted files, of limited size."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from nnapp.digits.opening import explained
from nnapp.files.errors import WeightFileError

MEGABYTE: Final = 2**20

LARGEST_FILE: Final = 128 * MEGABYTE
"""Bytes of a weight file; 784-4096-4096-10 in float32 has 80 MB."""

MOST_WEIGHTS: Final = 24_000_000
"""Weights of one network; 784-4096-4096-10 has 20 million."""


def read_file(
    path: Path,
    most: int = LARGEST_FILE,
    what: str = "a weight file",
    error_of: Callable[[str], Exception] = WeightFileError,
) -> bytes:
    """Return the content of ``path``, a regular file of at most ``most`` bytes, which should be ``what``.

    Raises:
        WeightFileError: or what ``error_of`` returns: it is missing, is not a file, is too large or cannot be read.
    """
    with explained(path, what, error_of):
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise error_of(f"{path} is a device or a pipe, not {what}.")
        with path.open("rb") as file:
            content = file.read(most + 1)
    if len(content) > most:
        size = f"{most // MEGABYTE} MB" if most >= MEGABYTE else f"{most // 1024} KB"
        raise error_of(f"{path} is larger than {what} can be ({size}).")
    return content
