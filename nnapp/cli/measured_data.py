"""What the command line measures a network on: MNIST's test digits, or labelled data."""

from pathlib import Path

from nnapp.digits.datasets import load_test_data
from nnapp.digits.generators import finish
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files.data_files import LoadedData
from nnapp.files.measured_data import known_digits, labelled_for, numbered, read_labelled
from nnapp.files.training_data import prepare
from nnapp.nn.examples import Examples


def mnist_digits(recogniser: Recogniser) -> Examples:
    """Return MNIST's test digits, those that ``recogniser`` knows; if it knows none, all of them, as of no class."""
    mnist, names = load_test_data(recogniser.preparation), recogniser.class_names
    examples = Examples(mnist.inputs, numbered(DIGIT_NAMES, names)[mnist.labels], len(names))
    return examples.with_class() if known_digits(names) else examples


def labelled_data(path: Path, recogniser: Recogniser) -> LoadedData:
    """Read the drawings or pictures in ``path``, labelled as ``recogniser`` numbers its classes.

    Of data that keep some pictures for testing, those are returned.

    Raises:
        DataError: the data cannot be read, or have a class that ``recogniser`` does not know.
    """
    return labelled_for(finish(read_labelled(path)), recogniser.class_names, path)


def examples_of(data: LoadedData, recogniser: Recogniser) -> Examples:
    """Return what ``recogniser`` sees of ``data``."""
    return Examples(finish(prepare(data, recogniser.preparation)), data.labels, len(recogniser.class_names))
