"""What a network is measured on: labelled data of the classes that it knows, whatever it has learnt."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from nnapp.digits.errors import DataError
from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.files.data_files import LoadedData
from nnapp.nn.arrays import Labels
from nnapp.wording import count, listed


def known_digits(class_names: Sequence[str]) -> tuple[str, ...]:
    """Return the digits among the classes of a network."""
    return tuple(name for name in DIGIT_NAMES if name in class_names)


def numbered(names: Sequence[str], class_names: Sequence[str]) -> Labels:
    """Return the class that each of ``names`` is for a network with ``class_names``.

    The number of its classes stands for none of them.
    """
    return np.array([class_names.index(name) if name in class_names else len(class_names) for name in names], np.uint8)


def labelled_for(data: LoadedData, class_names: Sequence[str], name: object) -> LoadedData:
    """Return ``data``, which people call ``name``, with the ``class_names`` of a network, labelled as it numbers them.

    Raises:
        DataError: they have a class that the network does not know.
    """
    places = numbered(data.class_names, class_names)
    unknown = [data.class_names[label] for label in np.unique(data.labels) if places[label] == len(class_names)]
    if unknown:
        # Labels of pictures that are only numbers are no names: they stand for the classes in their order.
        are_numbers = data.images is not None and all(name.isdecimal() for name in data.class_names)
        if not are_numbers or len(places) != len(class_names):
            raise DataError(
                f"{name} has the class {unknown[0]}, which the network does not know; it knows {_some(class_names)}."
            )
        places = np.arange(len(class_names), dtype=np.uint8)
    return replace(data, labels=places[data.labels], class_names=tuple(class_names), test_images=None, test_labels=None)


def _some(names: Sequence[str], most: int = 12) -> str:
    if len(names) <= most:
        return listed(names)
    return f"{', '.join(names[:most])} and {count(len(names) - most, 'other')}"
