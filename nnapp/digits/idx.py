"""IDX files, MNIST's own format: an array of bytes, gzipped or not.

Two zero bytes, the type (8: unsigned byte), the number of dimensions, each dimension as a big-endian
32-bit number, then the bytes (http://yann.lecun.com/exdb/mnist/).
"""

from collections.abc import Iterator
from math import prod
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.errors import DataError
from nnapp.digits.opening import open_data

MOST_ENTRIES: Final = 1_000_000
LARGEST_SIDE: Final = 1_000
IMAGES_AT_ONCE: Final = 1_000


def read_idx(path: Path, dimensions: int) -> NDArray[np.uint8]:
    """Read a whole IDX file of bytes; see ``iterate_idx``."""
    return np.concatenate(list(iterate_idx(path, dimensions, IMAGES_AT_ONCE)))


def iterate_idx(
    path: Path, dimensions: int, at_once: int, entry: tuple[int, ...] | None = None
) -> Iterator[NDArray[np.uint8]]:
    """Read an IDX file of bytes, ``at_once`` entries at a time, as many as its header says and no more.

    ``entry``, if given, is the shape that each entry must have.

    Raises:
        DataError: the file is missing or damaged, or holds something else.
    """
    with open_data(path, "an IDX file") as file:
        header = file.read(4 + 4 * dimensions)
        if len(header) < 4 + 4 * dimensions or header[:4] != bytes([0, 0, 8, dimensions]):
            raise DataError(f"{path} is not an IDX file of bytes in {dimensions} dimensions.")
        count, *shape = (int(size) for size in np.frombuffer(header, ">u4", offset=4))
        if count > MOST_ENTRIES or max(shape, default=0) > LARGEST_SIDE:
            raise DataError(f"{path} claims to hold more than {MOST_ENTRIES:,} entries, or larger pictures.")
        if entry is not None and tuple(shape) != entry:
            raise DataError(f"{path} holds pictures of {'x'.join(map(str, shape[::-1]))} pixels; nnapp needs 28x28.")
        for start in range(0, count, at_once):
            entries = min(at_once, count - start)
            content = file.read(entries * prod(shape))
            if len(content) < entries * prod(shape):
                raise DataError(f"{path} ends early: it should hold {count:,} entries.")
            yield np.frombuffer(content, np.uint8).reshape(entries, *shape)
