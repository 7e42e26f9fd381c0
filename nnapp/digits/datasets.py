"""MNIST, as it ships: the digits to learn from and the digits to be tested with."""

import gzip
import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.errors import DataError
from nnapp.digits.preprocessing import Preparation, prepare_images
from nnapp.locations import resources_folder
from nnapp.nn.examples import Examples

VALIDATION_SIZE: Final = 5_000
SPLIT_SEED: Final = 20_260_000
"""Decides which 5,000 of MNIST's 60,000 training digits are kept for validation."""

COURSE_DIGITS: Final = (5, 0, 4, 1, 9, 2)
"""The first six training digits of MNIST, which the course's picture shows."""

IMAGES_AT_ONCE: Final = 1_000


@dataclass(frozen=True)
class TrainingData:
    """What a training run learns from, prepared for the network."""

    training: Examples
    """55,000 digits or fewer."""
    validation: Examples
    """5,000 digits that nothing is learnt from; the same ones every time."""


def load_training_data(preparation: Preparation, limit: int | None = None) -> Generator[float, None, TrainingData]:
    """Read MNIST's 60,000 training digits, prepare them and split them 55,000 / 5,000.

    A generator, as it takes a second or two: it yields the share that is done, 0..1, every few
    hundredths of a second, and returns the data.

    Args:
        preparation: how the network wants its input.
        limit: how many digits to learn from, if not all 55,000.

    Raises:
        DataError: the files of MNIST are missing or damaged.
    """
    folder = resources_folder() / "mnist"
    labels = read_idx(folder / "train-labels-idx1-ubyte.gz", dimensions=1)
    count = len(labels)
    # Digit number i goes to place[i]: the first 5,000 places are for validation.
    place = np.random.default_rng(SPLIT_SEED).permutation(count)
    end = count if limit is None else min(count, VALIDATION_SIZE + limit)
    inputs = np.empty((end, 784), np.uint8)
    sorted_labels = np.empty(end, np.uint8)
    done = 0
    for images in iterate_idx(folder / "train-images-idx3-ubyte.gz", dimensions=3, at_once=IMAGES_AT_ONCE):
        places = place[done : done + len(images)]
        wanted = places < end
        inputs[places[wanted]] = prepare_images(images.reshape(len(images), -1)[wanted], preparation)
        sorted_labels[places[wanted]] = labels[done : done + len(images)][wanted]
        done += len(images)
        yield done / count
    examples = Examples(inputs, sorted_labels)
    return TrainingData(training=examples[VALIDATION_SIZE:], validation=examples[:VALIDATION_SIZE])


def load_test_data(preparation: Preparation) -> Examples:
    """Read MNIST's 10,000 test digits, for the final figure and nothing else."""
    folder = resources_folder() / "mnist"
    images = read_idx(folder / "t10k-images-idx3-ubyte.gz", dimensions=3)
    labels = read_idx(folder / "t10k-labels-idx1-ubyte.gz", dimensions=1)
    return Examples(prepare_images(images.reshape(len(images), -1), preparation), labels)


def load_course_digits() -> NDArray[np.float32]:
    """Return the six digits of the course's picture, 5 0 4 1 9 2, as ink (6, 28, 28)."""
    path = resources_folder() / "mnist" / "train-images-idx3-ubyte.gz"
    images = next(iterate_idx(path, dimensions=3, at_once=len(COURSE_DIGITS)))
    return (images / 255).astype(np.float32)


def read_idx(path: Path, dimensions: int) -> NDArray[np.uint8]:
    """Read a whole gzipped IDX file of bytes; see ``iterate_idx``."""
    return np.concatenate(list(iterate_idx(path, dimensions, IMAGES_AT_ONCE)))


def iterate_idx(path: Path, dimensions: int, at_once: int) -> Iterator[NDArray[np.uint8]]:
    """Read a gzipped IDX file of bytes, ``at_once`` entries at a time.

    The format: two zero bytes, the type (8: unsigned byte), the number of dimensions, each
    dimension as a big-endian 32-bit number, then the bytes (http://yann.lecun.com/exdb/mnist/).

    Raises:
        DataError: the file is missing, damaged or holds something else.
    """
    try:
        with gzip.open(path, "rb") as file:
            header = file.read(4 + 4 * dimensions)
            if len(header) < 4 + 4 * dimensions or header[:4] != bytes([0, 0, 8, dimensions]):
                raise DataError(f"{path} is not an IDX file of bytes in {dimensions} dimensions.")
            count, *shape = (int(size) for size in np.frombuffer(header, ">u4", offset=4))
            for start in range(0, count, at_once):
                entries = min(at_once, count - start)
                content = file.read(entries * prod(shape))
                if len(content) < entries * prod(shape):
                    raise DataError(f"{path} ends early: it promises {count} entries.")
                yield np.frombuffer(content, np.uint8).reshape(entries, *shape)
    except FileNotFoundError as error:
        raise DataError(f"{path} does not exist; reinstall nnapp to have its data back.") from error
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{path} cannot be read as a gzip file.") from error
