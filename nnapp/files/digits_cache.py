"""The cache of prepared digits: they are made once, and mapped into memory by every training after that.

An entry is one array of bytes in NumPy's format, named after all that it was made from. A row is the input of one
example; the rows after the inputs hold the labels, and the last one a checksum: an entry that was damaged, or only
half written when the power failed, is made anew. Where nothing can be written, digits are made each time.
"""

import hashlib
import os
import time
import zlib
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np

import nnapp
from nnapp import digits
from nnapp.digits.data_settings import Augmentation, DataSettings
from nnapp.digits.datasets import TrainingData, prepare_examples
from nnapp.digits.drawing import PIXELS
from nnapp.locations import cache_folder, resources_folder
from nnapp.nn.arrays import Bytes
from nnapp.nn.examples import Examples

MOST_BYTES: Final = 500_000_000
"""Of all entries; those used longest ago go first. The default training data are 72 MB."""

AT_ONCE: Final = 10_000
"""Rows that are written or checked in one go, some milliseconds."""

ABANDONED: Final = 3_600
"""Seconds after which a file that is not written to is what a killed program left behind."""

RESOURCES: Final = ("mnist/*-ubyte.gz", "handwriting/*")
"""What digits are made from."""


def load_digits(settings: DataSettings) -> Generator[float, None, TrainingData]:
    """Load the digits and drawings that ``settings`` ask for, or make and keep them.

    Yields the share that is done, 0..1, and returns the data.

    Raises:
        DataError: the files of MNIST are missing or damaged.
    """
    # How digits are changed during training, and what they are called, makes no difference.
    wanted = replace(settings, augmentation=Augmentation(), class_names=())
    examples = yield from load_made(wanted, settings.validation + settings.total, prepare_examples(settings))
    return TrainingData.split(examples, settings)


def load_made(
    wanted: object, number: int, making: Generator[float, None, Examples]
) -> Generator[float, None, Examples]:
    """Load the ``number`` examples that are ``wanted``, or make and keep them.

    Yields the share that is done, 0..1, and returns the examples.

    Args:
        wanted: all that they depend on beside nnapp itself, as its ``repr`` says it.
        number: how many there are.
        making: makes them.
    """
    path = _entry(wanted)
    examples = None if path is None else (yield from _read(path, number))
    if examples is None:
        examples = yield from making
        if path is not None:
            yield from _keep(path, examples)
    return examples


def cached_bytes() -> int:
    """Return the size of all that is in the cache."""
    return sum(size for _, _, size in _files())


def empty_cache() -> None:
    """Delete all that is in the cache, except what the system does not let go of because it is in use."""
    for path, *_ in _files():
        with suppress(OSError):
            path.unlink()


def _entry(wanted: object) -> Path | None:
    """Return the file that digits that are ``wanted`` are kept in; None: what they are made from cannot be read."""
    made_from = hashlib.sha256(repr((wanted, nnapp.__version__, np.__version__)).encode())
    code = [path for folder in digits.__path__ for path in Path(folder).glob("*.py")]
    resources = [path for pattern in RESOURCES for path in resources_folder().glob(pattern)]
    try:
        for path in sorted(code + resources):
            made_from.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    except OSError:
        return None
    return _folder() / f"{made_from.hexdigest()[:32]}.npy"


def _read(path: Path, number: int) -> Generator[float, None, Examples | None]:
    """Return the ``number`` examples in ``path``, mapped into memory; None where there are none, or damaged ones."""
    head = _head(number)
    try:
        content: Bytes = np.memmap(path, np.uint8, "r").view(np.ndarray)
    except (OSError, ValueError):
        return None
    if content[: len(head)].tobytes() != head or len(content) != len(head) + _rows(number) * PIXELS:
        return None
    rows = content[len(head) :].reshape(-1, PIXELS)
    checksum = 0
    for start in range(0, len(rows) - 1, AT_ONCE):
        checksum = zlib.crc32(rows[start : min(start + AT_ONCE, len(rows) - 1)].data, checksum)
        yield start / len(rows)
    if rows[-1].tobytes() != _last_row(checksum):
        return None
    with suppress(OSError):
        os.utime(path)
    return Examples(rows[:number], rows[number:-1].reshape(-1)[:number])


def _keep(path: Path, examples: Examples) -> Iterator[float]:
    """Write ``examples`` beside ``path`` and then put them in its place; where that fails, nothing is kept."""
    beside = path.with_name(f"{path.stem}.{os.urandom(8).hex()}.part")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield from _write(beside, examples)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        _make_room(path)


def _write(path: Path, examples: Examples) -> Iterator[float]:
    number = len(examples)
    labels = np.zeros((_rows(number) - number - 1, PIXELS), np.uint8)
    labels.reshape(-1)[:number] = examples.labels
    blocks = [*(examples.inputs[start : start + AT_ONCE] for start in range(0, number, AT_ONCE)), labels]
    checksum = 0
    with path.open("xb") as file:
        file.write(_head(number))
        for block in blocks:
            file.write(block.data)
            checksum = zlib.crc32(block.data, checksum)
            yield 1.0
        file.write(_last_row(checksum))


def _make_room(newest: Path) -> None:
    """Delete the entries used longest ago, but not the ``newest``, until the others are few enough."""
    total = 0
    for path, used, size in sorted(_files(), key=lambda file: -file[1]):
        total += size
        is_abandoned = path.suffix == ".part" and used < time.time() - ABANDONED
        if path != newest and (total > MOST_BYTES or is_abandoned):
            with suppress(OSError):
                path.unlink()


def _files() -> Iterator[tuple[Path, float, int]]:
    """Yield each file of the cache, when it was used last, in seconds, and its size in bytes."""
    for path in _folder().glob("*"):
        # Another window may have deleted it.
        with suppress(OSError):
            about = path.stat()
            yield path, about.st_mtime, about.st_size


def _folder() -> Path:
    return cache_folder() / "digits"


def _head(number: int) -> bytes:
    """Return how the file of ``number`` examples begins, in NumPy's format."""
    head = BytesIO()
    shape = (_rows(number), PIXELS)
    np.lib.format.write_array_header_1_0(head, {"descr": "|u1", "fortran_order": False, "shape": shape})
    return head.getvalue()


def _rows(number: int) -> int:
    """Return how many rows ``number`` examples take, with those of their labels and of the checksum."""
    return number + -(-number // PIXELS) + 1


def _last_row(checksum: int) -> bytes:
    return checksum.to_bytes(4, "little").ljust(PIXELS, b"\0")
