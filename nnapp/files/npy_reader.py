"""NumPy arrays from untrusted files: plain numbers only, exactly as many as the header says.

NumPy itself parses the header; objects, records and everything else that is not a plain number are refused.
"""

import io
import warnings
from math import prod
from tokenize import TokenError
from typing import Any, Final

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from nnapp.files.errors import WeightFileError
from nnapp.files.limited_reading import MOST_WEIGHTS

LONGEST_HEADER: Final = 4_096
MOST_DIMENSIONS: Final = 8
LARGEST_DIMENSION: Final = 1 << 32
HEADER_READERS: Final = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
"""What reads the header of each version of the format."""


def read_npy(content: bytes, name: str, kinds: str = "f", most: int = MOST_WEIGHTS) -> NDArray[Any]:
    """Return the array in ``content``, whose numbers are of one of NumPy's ``kinds``.

    Args:
        content: the bytes of an .npy file.
        name: what error messages call it.
        kinds: "f" for real numbers, "i" and "u" for whole ones.
        most: how many real numbers there may be.

    Raises:
        WeightFileError: it is not an array of such numbers, or its length does not match its shape.
    """
    called = f"“{name[:40]}”"
    shape, by_column, dtype, start = _read_header(content, called)
    if dtype.kind not in kinds or dtype.itemsize > 8:
        raise WeightFileError(f"{called} does not hold plain numbers.")
    if dtype.kind == "f" and prod(shape) > most:
        raise WeightFileError(f"{called} holds more than {most:,} numbers.")
    body = memoryview(content)[start:]
    if (
        len(shape) > MOST_DIMENSIONS
        or not all(0 <= size <= LARGEST_DIMENSION for size in shape)
        or prod(shape) * dtype.itemsize != len(body)
    ):
        raise WeightFileError(f"{called} does not hold as many numbers as its shape says.")
    array: NDArray[Any] = np.frombuffer(body, dtype).reshape(shape, order="F" if by_column else "C")
    # Half precision is too coarse to compute with.
    native = np.dtype(np.float32) if dtype.kind == "f" and dtype.itemsize == 2 else dtype.newbyteorder("=")
    return array.astype(native, copy=False)


def _read_header(content: bytes, called: str) -> tuple[tuple[int, ...], bool, np.dtype[Any], int]:
    """Return the shape, whether it lies column by column, the type, and where the numbers start."""
    # A longer header ends early here, and is refused before it takes any memory.
    head = io.BytesIO(content[: LONGEST_HEADER + 12])
    try:
        reader = HEADER_READERS.get(npy.read_magic(head))
    except ValueError as error:
        raise WeightFileError(f"{called} is not a NumPy array.") from error
    if reader is None:
        raise WeightFileError(f"{called} is a NumPy array of an unknown version.")
    try:
        with warnings.catch_warnings():
            # NumPy warns of headers that Python 2 wrote.
            warnings.simplefilter("ignore")
            shape, by_column, dtype = reader(head, max_header_size=LONGEST_HEADER)
    except (ValueError, TypeError, SyntaxError, TokenError, ArithmeticError, RecursionError, MemoryError) as error:
        raise WeightFileError(f"{called} has a damaged header.") from error
    return tuple(map(int, shape)), by_column, dtype, head.tell()
