"""Loading training data: MNIST, which ships with nnapp, or the user's own."""

from collections.abc import Generator
from pathlib import Path
from typing import Final

import numpy as np

from nnapp.digits.class_names import check_class_names
from nnapp.digits.data_settings import DataSettings
from nnapp.digits.datasets import SPLIT_SEED, TrainingData
from nnapp.digits.drawing import PIXELS
from nnapp.digits.errors import DataError
from nnapp.digits.generators import with_each
from nnapp.digits.preparations import Preparation
from nnapp.digits.preprocessing import as_inputs, prepare_drawings, prepare_images
from nnapp.files.data_files import LoadedData, read_data
from nnapp.files.digits_cache import load_digits
from nnapp.nn.arrays import Bytes
from nnapp.nn.examples import Examples

AT_ONCE: Final = 1_000
READING_SHARE: Final = 0.5
"""The share of the time that reading is expected to take; the rest is preparation."""


def load_data(settings: DataSettings) -> Generator[float, None, TrainingData]:
    """Read and prepare the data that ``settings`` ask for: yield the share that is done, 0..1, and return them.

    Raises:
        DataError: the data are missing or damaged.
    """
    if not settings.source:
        return (yield from load_digits(settings))
    path = Path(settings.source)
    loaded = yield from with_each(read_data(path), lambda share: READING_SHARE * share)
    names = settings.class_names or loaded.class_names
    if len(names) != len(loaded.class_names):
        raise DataError(
            f"{path} has {len(loaded.class_names)} classes, but {len(names)} are named; name all of them or none."
        )
    check_class_names(names, lambda problem: DataError(f"{path} cannot be used: {problem} Name all classes yourself."))
    learnt, kept = settings.split(len(loaded))
    chosen = np.random.default_rng(SPLIT_SEED).permutation(len(loaded))[: kept + learnt]
    inputs = yield from prepare(loaded, chosen, settings.prepared_by)
    examples = Examples(inputs, loaded.labels[chosen], len(names))
    test = None
    if loaded.test_images is not None and loaded.test_labels is not None:
        prepared = prepare_images(loaded.test_images, settings.prepared_by)
        test = Examples(prepared, loaded.test_labels, len(names))
    notes = (settings.split_note(len(loaded)), *loaded.notes)
    return TrainingData(examples[kept:], examples[:kept], settings, names, notes, test)


def prepare(loaded: LoadedData, chosen: np.ndarray, preparation: Preparation) -> Generator[float, None, Bytes]:
    """Yield the share that is done, 0..1, and return what a network sees of the ``chosen`` examples, (chosen, 784)."""
    prepared = np.empty((len(chosen), PIXELS), np.uint8)
    for start in range(0, len(chosen), AT_ONCE):
        some = chosen[start : start + AT_ONCE]
        if loaded.images is not None:
            part = prepare_images(loaded.images[some], preparation)
        else:
            part = as_inputs(prepare_drawings([loaded.drawings[place] for place in some], preparation), preparation)
        prepared[start : start + len(some)] = part
        yield READING_SHARE + (1 - READING_SHARE) * start / len(chosen)
    return prepared
