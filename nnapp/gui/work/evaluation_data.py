"""The data that networks are evaluated on: loaded as they were drawn, prepared as networks see them, and kept."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from nnapp.digits.datasets import NEW_SEED, WRITING_SEED, load_test_images
from nnapp.digits.drawing import PIXELS
from nnapp.digits.errors import DataError
from nnapp.digits.handwriting import write_nonsense, write_strokes
from nnapp.digits.preparations import Preparation
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files.data_files import LoadedData, read_data
from nnapp.files.measured_data import known_digits, labelled_for, numbered
from nnapp.files.training_data import load_held_out, prepare
from nnapp.gui.work.evaluation import Contender, DataChoice, Source
from nnapp.gui.work.kept import Kept, Steps
from nnapp.gui.work.stamp import stamp_of
from nnapp.nn.examples import Examples
from nnapp.wording import count, listed

WRITTEN: Final = 10_000
"""Synthetic drawings."""
NON_DIGITS: Final = 2_000

MOST_BYTES: Final = 256_000_000
"""Of all that is kept. 10,000 pictures are 8 MB, and 8 MB for each preparation."""
DRAWING_BYTES: Final = 1_000
"""Of a drawing, with all that Python needs for it."""


@dataclass(frozen=True, eq=False)
class ChosenData:
    """The data of a choice, for networks with certain classes."""

    number: str
    """How many there are, and of what: "10,000 digits"."""
    data: LoadedData
    """Labelled as the networks number their classes."""
    key: Hashable
    """What they are known by while they are kept."""


class EvaluationData:
    """Loads and prepares data; those used last are kept, so that the next network is evaluated at once."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kept = Kept(MOST_BYTES)

    def load(self, choice: DataChoice, contender: Contender) -> Steps[ChosenData]:
        """Load the data of ``choice``, labelled as ``contender`` numbers its classes.

        Raises:
            DataError: they are missing or damaged, or have classes that it does not know; one sentence.
        """
        settings, wanted = contender.data, None
        source = "" if choice.path is None else str(choice.path)
        if choice.source is Source.HELD_OUT and settings is not None:
            # Whatever else a network learnt of MNIST, the same digits are held out.
            source, wanted = settings.source, settings if settings.source else settings.validation
        key = (choice, wanted, stamp_of(source), contender.recogniser.class_names)
        return self._kept.get(key, _load(choice, contender, key), lambda chosen: _size(chosen.data))

    def seen(self, chosen: ChosenData, recogniser: Recogniser) -> Steps[Examples]:
        """Return what ``recogniser`` sees of the ``chosen`` data."""
        making = _see(chosen.data, recogniser)
        return self._kept.get((chosen.key, recogniser.preparation), making, lambda seen: seen.inputs.nbytes)

    def has_seen(self, chosen: ChosenData, preparation: Preparation) -> bool:
        """Whether the ``chosen`` data are prepared already."""
        return (chosen.key, preparation) in self._kept

    def non_digits(self, preparation: Preparation) -> Steps[Examples]:
        """Return letters, shapes and scribbles as networks with ``preparation`` see them; training never meets them."""
        making = write_nonsense(NON_DIGITS, "measure", WRITING_SEED, preparation)
        return self._kept.get(preparation, making, lambda written: written.inputs.nbytes)


def _load(choice: DataChoice, contender: Contender, key: Hashable) -> Steps[ChosenData]:
    match choice.source:
        case Source.MNIST:
            images, labels = load_test_images()
            return _digits(LoadedData(images.reshape(-1, PIXELS), (), labels, DIGIT_NAMES, ()), contender, key)
        case Source.WRITTEN:
            drawings, labels = yield from write_strokes(WRITTEN, NEW_SEED)
            return _digits(LoadedData(None, drawings, labels, DIGIT_NAMES, ()), contender, key)
        case Source.HELD_OUT:
            return (yield from _held_out(contender, key))
        case Source.FILE:
            return (yield from _opened(choice.path or Path(), contender, key))


def _see(data: LoadedData, recogniser: Recogniser) -> Steps[Examples]:
    inputs = yield from prepare(data, recogniser.preparation)
    return Examples(inputs, data.labels, len(recogniser.class_names))


def _held_out(contender: Contender, key: Hashable) -> Steps[ChosenData]:
    if contender.data is None:
        raise DataError(f"nnapp does not know which examples were held out from the training of {contender.name}.")
    if not (contender.data.source or contender.data.validation):
        raise _nothing(contender)
    data = yield from load_held_out(contender.data)
    if not contender.data.source:
        return _digits(data, contender, key)
    if not len(data):
        raise _nothing(contender)
    name = Path(contender.data.source).name
    data = labelled_for(data, contender.recogniser.class_names, name)
    return ChosenData(f"{count(len(data), 'example')} of {name}", data, key)


def _nothing(contender: Contender) -> DataError:
    return DataError(f"No examples were held out from the training of {contender.name}.")


def _opened(path: Path, contender: Contender, key: Hashable) -> Steps[ChosenData]:
    read = yield from read_data(path, fewest=1)
    data = labelled_for(read.for_testing, contender.recogniser.class_names, path.name)
    number = count(len(data), "example")
    return ChosenData(number if read.test_images is None else f"{number} for testing", data, key)


def _digits(data: LoadedData, contender: Contender, key: Hashable) -> ChosenData:
    """Return those of the ten digits that ``contender`` knows.

    Raises:
        DataError: it knows none of them.
    """
    names = contender.recogniser.class_names
    known = known_digits(names)
    if not known:
        raise DataError(f"{contender.name} knows none of the ten digits; open examples of its own classes instead.")
    data = replace(data, labels=numbered(DIGIT_NAMES, names)[data.labels], class_names=names)
    if len(known) < len(DIGIT_NAMES):
        data = data.at(np.flatnonzero(data.labels < len(names)))
    only = "" if len(known) == len(DIGIT_NAMES) else f" ({listed(known)})"
    return ChosenData(f"{count(len(data), 'digit')}{only}", data, key)


def _size(data: LoadedData) -> int:
    return DRAWING_BYTES * len(data) if data.images is None else data.images.nbytes
