"""Reading untrusted files, of limited size."""

import stat
from pathlib import Path
from typing import Final

from nnapp.digits.errors import reason as reason
from nnapp.files.errors import WeightFileError

MEGABYTE: Final = 2**20

LARGEST_FILE: Final = 128 * MEGABYTE
"""Bytes of a weight file; 784-4096-4096-10 in float32 has 80 MB."""

MOST_WEIGHTS: Final = 24_000_000
"""Weights of one network; 784-4096-4096-10 has 20 million."""


def read_file(path: Path, most: int = LARGEST_FILE) -> bytes:
    """Return the content of ``path``, a regular file of at most ``most`` bytes.

    Raises:
        WeightFileError: it is missing, is not a file, is too large or cannot be read.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            kind = "a folder" if stat.S_ISDIR(about.st_mode) else "a device or a pipe"
            raise WeightFileError(f"{path} is {kind}, not a weight file.")
        if about.st_size > most:
            raise WeightFileError(f"{path} is larger than a weight file can be ({most // MEGABYTE} MB).")
        with path.open("rb") as file:
            # It may have grown in the meantime.
            content = file.read(most + 1)
    except FileNotFoundError as error:
        raise WeightFileError(f"{path} does not exist.") from error
    except OSError as error:
        raise WeightFileError(f"{path} cannot be read: {reason(error)}.") from error
    if len(content) > most:
        raise WeightFileError(f"{path} is larger than a weight file can be ({most // MEGABYTE} MB).")
    return content
