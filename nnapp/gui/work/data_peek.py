"""A job for a worker: a look at the user's own data before training on them."""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from nnapp.digits.drawing import CANVAS
from nnapp.digits.preprocessing import as_bytes, canvas_ink
from nnapp.nn.arrays import Bytes

SHOWN: Final = 6
"""Examples of each class."""


@dataclass(frozen=True, eq=False)
class DataPeek:
    """What is in a file or folder of data."""

    source: str
    """Its path."""
    class_names: tuple[str, ...]
    counts: tuple[int, ...]
    """The number of examples of each class."""
    examples: tuple[Bytes, ...]
    """Some of each class, (n, 784), ink is 255."""
    notes: tuple[str, ...]
    """What was detected in them, in words."""

    @property
    def total(self) -> int:
        """The number of examples."""
        return sum(self.counts)


def peek(source: str) -> Generator[float, None, DataPeek]:
    """Read the data of ``source``: yield the share that is done, 0..1, and return what is in them.

    Raises:
        DataError: the data are missing, damaged, or of an unknown format.
    """
    # Loaded here, with all that reads data of other programs, as the window opens sooner without it.
    from nnapp.files.data_files import read_data

    loaded = yield from read_data(Path(source))
    examples = []
    for number in range(len(loaded.class_names)):
        places = np.flatnonzero(loaded.labels == number)[:SHOWN]
        if loaded.images is not None:
            examples.append(loaded.images[places])
        else:
            inks = [canvas_ink(loaded.drawings[place]) for place in places]
            examples.append(as_bytes(np.array(inks, np.float32).reshape(-1, CANVAS, CANVAS)))
    counts = np.bincount(loaded.labels, minlength=len(loaded.class_names))
    return DataPeek(source, loaded.class_names, tuple(map(int, counts)), tuple(examples), loaded.notes)
