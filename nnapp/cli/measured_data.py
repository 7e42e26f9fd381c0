"""What a network is measured on: examples of the classes that it knows, whatever it has learnt."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from nnapp.digits.datasets import load_test_data
from nnapp.digits.errors import DataError
from nnapp.digits.generators import finish
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files.data_files import LoadedData, read_data
from nnapp.files.training_data import prepare
from nnapp.nn.arrays import Labels
from nnapp.nn.examples import Examples
from nnapp.wording import count, listed


def known_digits(recogniser: Recogniser) -> tuple[str, ...]:
    """Return the digits among the classes of ``recogniser``."""
    return tuple(name for name in DIGIT_NAMES if name in recogniser.class_names)


def mnist_digits(recogniser: Recogniser) -> Examples:
    """Return MNIST's test digits, those that ``recogniser`` knows; if it knows none, all of them, as of no class."""
    mnist = load_test_data(recogniser.preparation)
    labels = _places(DIGIT_NAMES, recogniser)[mnist.labels]
    examples = Examples(mnist.inputs, labels, len(recogniser.class_names))
    return examples.with_class() if known_digits(recogniser) else examples


def labelled_data(path: Path, recogniser: Recogniser) -> LoadedData:
    """Read the drawings or pictures in ``path``, labelled as ``recogniser`` numbers its classes.

    Of data that keep some pictures for testing, those are returned.

    Raises:
        DataError: the data cannot be read, or have a class that ``recogniser`` does not know.
    """
    data = finish(read_data(path))
    if data.test_images is not None and data.test_labels is not None:
        data = replace(data, images=data.test_images, labels=data.test_labels)
    places = _places(data.class_names, recogniser)
    classes = len(recogniser.class_names)
    if (places == classes).any():
        # Labels of pictures that are only numbers are no names: they stand for the classes in their order.
        if data.images is None or len(places) != classes or not all(name.isdecimal() for name in data.class_names):
            unknown = data.class_names[int(places.argmax())]
            raise DataError(
                f"{path} has the class {unknown}, which the network does not know; it knows "
                f"{_some(recogniser.class_names)}."
            )
        places = np.arange(classes, dtype=np.uint8)
    return replace(data, labels=places[data.labels])


def examples_of(data: LoadedData, recogniser: Recogniser) -> Examples:
    """Return what ``recogniser`` sees of ``data``."""
    inputs = finish(prepare(data, np.arange(len(data)), recogniser.preparation))
    return Examples(inputs, data.labels, len(recogniser.class_names))


def _places(names: Sequence[str], recogniser: Recogniser) -> Labels:
    """Return the class that each of ``names`` is for ``recogniser``; the number of its classes for none of them."""
    known = recogniser.class_names
    return np.array([known.index(name) if name in known else len(known) for name in names], np.uint8)


def _some(names: Sequence[str], most: int = 12) -> str:
    if len(names) <= most:
        return listed(names)
    return f"{', '.join(names[:most])} and {count(len(names) - most, 'other')}"
