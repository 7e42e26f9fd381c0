"""What the command line measures a network on: MNIST's test digits, or labelled data."""

from pathlib import Path

import numpy as np

from nnapp.digits.datasets import load_test_data
from nnapp.digits.generators import finish
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files.data_files import LoadedData, read_data
from nnapp.files.measured_data import labelled_for, numbered
from nnapp.files.training_data import prepare
from nnapp.nn.arrays import Indices
from nnapp.nn.examples import Examples


def mnist_digits(recogniser: Recogniser) -> tuple[Indices, Examples]:
    """Return MNIST's test digits, and which they are, counted from 0: those that ``recogniser`` knows.

    If it knows none, all of them, as of no class.
    """
    mnist, names = load_test_data(recogniser.preparation), recogniser.class_names
    examples = Examples(mnist.inputs, numbered(DIGIT_NAMES, names)[mnist.labels], len(names))
    known = examples.labels < examples.classes
    numbers = np.flatnonzero(known | ~known.any())
    return numbers, examples[numbers]


def labelled_data(path: Path, recogniser: Recogniser) -> LoadedData:
    """Read the drawings or pictures in ``path``, labelled as ``recogniser`` numbers its classes.

    Of data that keep some pictures for testing, those are returned.

    Raises:
        DataError: the data cannot be read, or have a class that ``recogniser`` does not know.
    """
    return labelled_for(finish(read_data(path, fewest=1)).for_testing, recogniser.class_names, path)


def examples_of(data: LoadedData, recogniser: Recogniser) -> Examples:
    """Return what ``recogniser`` sees of ``data``."""
    return Examples(finish(prepare(data, recogniser.preparation)), data.labels, len(recogniser.class_names))
