"""MNIST, as it ships: the digits to learn from and the digits to be tested with."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.data_settings import MNIST_SIZE, DataSettings
from nnapp.digits.drawing import PIXELS
from nnapp.digits.idx import IMAGES_AT_ONCE, iterate_idx, read_idx
from nnapp.digits.parts import Part, make
from nnapp.digits.preparations import Preparation
from nnapp.digits.preprocessing import prepare_images
from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.locations import resources_folder
from nnapp.nn.arrays import Bytes, Labels
from nnapp.nn.examples import Examples

NOWHERE: Final = -1
"""The row of a digit that is left out."""

SPLIT_SEED: Final = 20_260_000
"""Decides which of MNIST's 60,000 training digits are kept for validation."""

COURSE_DIGITS: Final = (5, 0, 4, 1, 9, 2)
"""The first six training digits of MNIST, which the course's picture shows."""

WRITING_SEED: Final = 1
"""Decides the synthetic drawings, so that every training meets the same."""

NEW_SEED: Final = WRITING_SEED + 1
"""Of synthetic drawings to measure with: no network was trained on any of them."""

BLANK_PAGES: Final = 100
"""Empty pages among what is no digit."""

KNOWN_KINDS: Final = 0.4
"""The share of what is no digit that is drawn after templates, letters most of all; the rest is made at random."""


@dataclass(frozen=True)
class TrainingData:
    """What a training run learns from, prepared for the network."""

    training: Examples
    """MNIST's digits, synthetic drawings and things that are no digit (labelled 10), mixed."""
    validation: Examples
    """Digits of MNIST that nothing is learnt from; the same ones every time."""
    settings: DataSettings
    class_names: tuple[str, ...] = DIGIT_NAMES
    notes: tuple[str, ...] = ()
    """What was recognised in data that people brought, in words."""
    test: Examples | None = None
    """Examples that are only for testing, if people brought some."""

    @classmethod
    def split(cls, examples: Examples, settings: DataSettings) -> "TrainingData":
        """Return ``examples``, of which the first ones are for validation."""
        return cls(examples[settings.validation :], examples[: settings.validation], settings)


def load_training_data(settings: DataSettings) -> Generator[float, None, TrainingData]:
    """Prepare digits of MNIST, to learn from and for validation, and write drawings beside them.

    A generator, as it takes some seconds: it yields the share that is done, 0..1, every few
    hundredths of a second, and returns the data.

    Raises:
        DataError: the files of MNIST are missing or damaged.
    """
    return TrainingData.split((yield from prepare_examples(settings)), settings)


def prepare_examples(settings: DataSettings) -> Generator[float, None, Examples]:
    """Prepare what ``load_training_data`` returns, in one array: first the examples for validation, then the others."""
    kept, mnist, total = settings.validation, settings.examples, settings.total
    # The first rows are for validation; in the others MNIST and drawings are mixed.
    rng = np.random.default_rng(SPLIT_SEED)
    order = rng.permutation(MNIST_SIZE)
    mixed = kept + rng.permutation(total)
    rows = np.full(MNIST_SIZE, NOWHERE)
    rows[: kept + mnist] = np.concatenate([np.arange(kept), mixed[:mnist]])
    written = _written_parts(mixed[mnist:], settings) if total > mnist else []
    effort = kept + mnist + sum(part.effort for part in written)
    return make(chain(_mnist_parts(rows[order], settings.prepared_by), written), kept + total, effort)


def _mnist_parts(rows: NDArray[np.intp], preparation: Preparation) -> Iterator[Part]:
    """Return what puts digit i of MNIST's training digits in row ``rows[i]``, or NOWHERE."""
    folder = resources_folder() / "mnist"
    labels = read_idx(folder / "train-labels-idx1-ubyte.gz", dimensions=1)
    done = 0
    for images in iterate_idx(folder / "train-images-idx3-ubyte.gz", dimensions=3, at_once=IMAGES_AT_ONCE):
        some = slice(done, done + len(images))
        wanted = rows[some] != NOWHERE
        chosen = images.reshape(len(images), PIXELS)[wanted]
        yield Part(rows[some][wanted], labels[some][wanted], partial(prepare_images, chosen, preparation), len(chosen))
        done += len(images)


def _written_parts(rows: NDArray[np.intp], settings: DataSettings) -> list[Part]:
    """Return what writes synthetic digits in ``rows``, and in the last ones things that are no digit."""
    # Loaded here, as the window opens sooner without it.
    from nnapp.digits.handwriting import NO_DIGIT, digit_parts, nonsense_parts
    from nnapp.digits.outliers import outlier_parts

    digits, others = np.split(rows, [settings.drawn])
    blank = min(BLANK_PAGES, len(others) // 2)
    blanks, known, random = np.split(others, [blank, blank + round(len(others) * KNOWN_KINDS)])
    preparation = settings.prepared_by
    return [
        *digit_parts(digits, WRITING_SEED, preparation),
        Part(blanks, NO_DIGIT, lambda: np.zeros((len(blanks), PIXELS), np.uint8)),
        *nonsense_parts(known, "learn", WRITING_SEED, preparation),
        *outlier_parts(random, WRITING_SEED, preparation),
    ]


@lru_cache(maxsize=1)
def load_test_data(preparation: Preparation) -> Examples:
    """Read MNIST's 10,000 test digits, for the final figure and nothing else; those read last are kept, 8 MB."""
    images, labels = load_test_images()
    return Examples(prepare_images(images.reshape(len(images), PIXELS), preparation), labels)


def load_test_picture(number: int) -> tuple[NDArray[np.float32], int]:
    """Return one of MNIST's 10,000 test digits, ``number`` counted from 0: ink (28, 28), and which digit it is.

    Raises:
        DataError: the files of MNIST are missing or damaged.
    """
    images, labels = load_test_images()
    return (images[number] / 255).astype(np.float32), int(labels[number])


def load_test_images() -> tuple[Bytes, Labels]:
    """Read MNIST's 10,000 test digits as they are, (10000, 28, 28), and which digits they are.

    Raises:
        DataError: the files of MNIST are missing or damaged.
    """
    folder = resources_folder() / "mnist"
    images = read_idx(folder / "t10k-images-idx3-ubyte.gz", dimensions=3)
    return images, read_idx(folder / "t10k-labels-idx1-ubyte.gz", dimensions=1)


def load_course_digits() -> NDArray[np.float32]:
    """Return the six digits of the course's picture, 5 0 4 1 9 2, as ink (6, 28, 28)."""
    path = resources_folder() / "mnist" / "train-images-idx3-ubyte.gz"
    images = next(iterate_idx(path, dimensions=3, at_once=len(COURSE_DIGITS)))
    return (images / 255).astype(np.float32)
