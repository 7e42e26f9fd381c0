r"""Arrays of NumPy from strangers: plain numbers only, as many as the header says.

The format: ``\x93NUMPY``, the version, the length of the header, the header as a Python dictionary of
three entries, then the numbers (numpy.org/doc/stable/reference/generated/numpy.lib.format.html). The
header is matched letter by letter, as NumPy writes it; NumPy's own reader parses it as Python.
"""

import re
from math import prod
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nnapp.files.errors import WeightFileError
from nnapp.files.reading import MOST_WEIGHTS

MAGIC: Final = b"\x93NUMPY"
LONGEST_HEADER: Final = 4_096
LARGEST_DIMENSION: Final = 1 << 32
HEADER: Final = re.compile(
    rb"\{'descr': '([<>|=][fui][1248])', 'fortran_order': (True|False), "
    rb"'shape': \(((?:\d{1,10}, ){0,7}\d{0,10},?)\), ?\} *\n?"
)
LENGTH_BYTES: Final = {1: 2, 2: 4}
"""How many bytes tell the length of the header, for each version."""


def read_npy(content: bytes, name: str, kinds: str = "f", most: int = MOST_WEIGHTS) -> NDArray[Any]:
    """Return the array in ``content``, of numbers of one of the ``kinds`` of NumPy ("f" real, "u" and "i" whole).

    Of real numbers there may be ``most``.

    Raises:
        WeightFileError: it is no array of such numbers, or not as long as its shape.
    """
    short = name[:40]
    if not content.startswith(MAGIC) or len(content) < 12:
        raise WeightFileError(f"“{short}” is no array of NumPy.")
    width = LENGTH_BYTES.get(content[6])
    if width is None:
        raise WeightFileError(f"“{short}” is an array of an unknown version.")
    start = 8 + width
    length = int.from_bytes(content[8:start], "little")
    header = HEADER.fullmatch(content[start : start + length]) if length <= LONGEST_HEADER else None
    if header is None or header[1][1:2].decode() not in kinds or header[1][1:] == b"f1":
        raise WeightFileError(f"“{short}” does not hold plain numbers.")
    dtype = np.dtype(header[1].decode())
    shape = tuple(int(size) for size in header[3].decode().replace(",", " ").split())
    body = memoryview(content)[start + length :]
    if dtype.kind == "f" and prod(shape) > most:
        raise WeightFileError(f"“{short}” holds more than {most:,} numbers.")
    if max(shape, default=0) > LARGEST_DIMENSION or prod(shape) * dtype.itemsize != len(body):
        raise WeightFileError(f"“{short}” does not hold as many numbers as its shape says.")
    array: NDArray[Any] = np.frombuffer(body, dtype).reshape(shape, order="F" if header[2] == b"True" else "C")
    # Half precision is too coarse to compute with.
    native = np.dtype(np.float32) if dtype.kind == "f" and dtype.itemsize == 2 else dtype.newbyteorder("=")
    return array.astype(native, copy=False)
