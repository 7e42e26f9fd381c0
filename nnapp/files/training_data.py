"""Loading training data: MNIST, which ships with nnapp, or the user's own."""

from collections.abc import Generator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.class_names import check_class_names
from nnapp.digits.data_settings import DataSettings
from nnapp.digits.datasets import SPLIT_SEED, TrainingData, prepare_examples
from nnapp.digits.errors import DataError
from nnapp.digits.generators import as_part
from nnapp.digits.parts import Part, make
from nnapp.digits.preparations import PREPARATIONS, Preparation
from nnapp.digits.preprocessing import as_inputs, prepare_drawings, prepare_images
from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.files.data_files import LoadedData, read_data
from nnapp.files.digits_cache import load_digits
from nnapp.files.hand_data import load_hand, mixed
from nnapp.nn.arrays import Bytes
from nnapp.nn.examples import Examples

AT_ONCE: Final = 160
"""Examples that are prepared in one go, some hundredths of a second."""

READING_SHARE: Final = 0.5
"""The share of the time that reading is expected to take; the rest is preparation."""


def load_data(settings: DataSettings) -> Generator[float, None, TrainingData]:
    """Read and prepare the data that ``settings`` ask for: yield the share that is done, 0..1, and return them.

    Raises:
        DataError: the data are missing or damaged.
    """
    if settings.hand:
        return (yield from _load_with_hand(settings))
    if not settings.source:
        return (yield from load_digits(settings))
    loaded = yield from as_part(_read_source(settings), 0.0, READING_SHARE)
    names = loaded.class_names
    learnt, kept = settings.split(len(loaded))
    chosen = _shuffled(loaded)[: kept + learnt]
    inputs = yield from as_part(prepare(loaded, settings.prepared_by, chosen), READING_SHARE, 1.0)
    examples = Examples(inputs, loaded.labels[chosen], len(names))
    test = None
    if loaded.test_images is not None and loaded.test_labels is not None:
        prepared = prepare_images(loaded.test_images, settings.prepared_by)
        test = Examples(prepared, loaded.test_labels, len(names))
    notes = (settings.split_note(len(loaded)), *loaded.notes)
    return TrainingData(examples[kept:], examples[:kept], settings, names, notes, test)


def _load_with_hand(settings: DataSettings) -> Generator[float, None, TrainingData]:
    """Load the user's own drawings, and MNIST and synthetic drawings beside them."""
    hand = yield from as_part(load_hand(settings), 0.0, READING_SHARE)
    rehearsal = yield from as_part(load_digits(settings.rehearsal), READING_SHARE, 1.0)
    return mixed(rehearsal, hand.warps, settings)


def load_held_out(settings: DataSettings) -> Generator[float, None, LoadedData]:
    """Read what training with ``settings`` learns nothing from, as it was drawn: not prepared.

    Of the user's own data that is what they keep for testing, if there is any, or else the examples for validation;
    of MNIST the digits for validation. Yields the share that is done, 0..1.

    Raises:
        DataError: the data are missing or damaged.
    """
    if not settings.source:
        # Not prepared, they are what the preparation without resampling leaves as it is.
        alone = DataSettings(examples=0, drawn=0, validation=settings.validation, preparation=PREPARATIONS[0].name)
        digits = yield from prepare_examples(alone)
        return LoadedData(digits.inputs, (), digits.labels, DIGIT_NAMES, ())
    loaded = yield from _read_source(settings)
    if loaded.test_images is not None:
        return loaded.for_testing
    _, kept = settings.split(len(loaded))
    return loaded.at(_shuffled(loaded)[:kept])


def prepare(
    data: LoadedData, preparation: Preparation, places: NDArray[np.intp] | None = None
) -> Generator[float, None, Bytes]:
    """Yield the share that is done, 0..1, and return what a network sees of ``data``, (examples, 784).

    Of all examples, or of those at ``places``.
    """
    places = np.arange(len(data)) if places is None else places

    def seen(rows: NDArray[np.intp]) -> Bytes:
        return prepare_few(data.at(places[rows]), preparation)

    number = len(places)
    portions = np.split(np.arange(number), range(AT_ONCE, number, AT_ONCE))
    parts = (Part(rows, data.labels[places[rows]], partial(seen, rows), len(rows)) for rows in portions)
    return (yield from make(parts, number, max(number, 1))).inputs


def prepare_few(data: LoadedData, preparation: Preparation) -> Bytes:
    """Return what a network sees of ``data``, a few hundred examples at most, (examples, 784)."""
    if data.images is not None:
        return prepare_images(data.images, preparation)
    return as_inputs(prepare_drawings(data.drawings, preparation), preparation)


def _read_source(settings: DataSettings) -> Generator[float, None, LoadedData]:
    """Read the user's own data, with the classes called as in ``settings``."""
    path = Path(settings.source)
    loaded = yield from read_data(path)
    names = settings.class_names or loaded.class_names
    if len(names) != len(loaded.class_names):
        raise DataError(
            f"{path} has {len(loaded.class_names)} classes, but {len(names)} are named; name all of them or none."
        )
    check_class_names(names, lambda problem: DataError(f"{path} cannot be used: {problem} Name all classes yourself."))
    return replace(loaded, class_names=names)


def _shuffled(loaded: LoadedData) -> NDArray[np.intp]:
    """Return the places of the user's own data in the order in which they are used: those for validation first."""
    return np.random.default_rng(SPLIT_SEED).permutation(len(loaded))
