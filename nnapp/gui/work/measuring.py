"""Jobs for workers that measure: the accuracy of a network, the duration of an epoch."""

import time
from collections.abc import Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from nnapp.digits.augmentation import augment
from nnapp.digits.data_settings import DataSettings
from nnapp.digits.datasets import load_test_data
from nnapp.digits.drawing import PIXELS
from nnapp.digits.errors import DataError
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files.run_settings import RunSettings
from nnapp.nn.duration import seconds_per_epoch
from nnapp.nn.examples import Examples
from nnapp.nn.predictions import predict_in_steps
from nnapp.wording import count, whole


@dataclass(frozen=True)
class Accuracy:
    """The accuracy of a network on examples that were not used to train it."""

    recogniser: Recogniser
    share: float
    """0..1."""
    examples: Examples
    words: str
    """What the examples are: "MNIST's 10,000 test digits"."""


def compared_accuracy(
    recogniser: Recogniser, original: Recogniser, data: DataSettings | None, known: Accuracy | None
) -> Generator[object, None, tuple[Accuracy, Accuracy]]:
    """Return the accuracy of ``recogniser``, then that of ``original``; ``known`` is reused if it is the latter.

    Measured on what was held out from ``data``, which ``original`` was trained on, or else on MNIST's test digits.

    Raises:
        DataError: there is nothing to measure with; it says why.
    """
    if known is not None and known.recogniser is original:
        before = known
    else:
        before = yield from unseen_accuracy(original, data)
    if recogniser.computes_like(original):
        return before, before
    return (yield from _measured(recogniser, before.examples, before.words)), before


def unseen_accuracy(recogniser: Recogniser, data: DataSettings | None = None) -> Generator[object, None, Accuracy]:
    """Measure ``recogniser`` on what was held out from ``data``, which it was trained on, or on MNIST's test digits.

    Raises:
        DataError: there is nothing to measure with; it says why.
    """
    examples, words = yield from _unseen(recogniser, data)
    return (yield from _measured(recogniser, examples, words))


def _unseen(recogniser: Recogniser, data: DataSettings | None) -> Generator[object, None, tuple[Examples, str]]:
    """Return examples that ``recogniser`` was not trained on, and what they are."""
    if data is None or not data.source:
        if recogniser.class_names != DIGIT_NAMES:
            raise DataError(
                "the classes of this network are not MNIST's ten digits, and nnapp does not know where its data are; "
                "it does for networks opened from Runs."
            )
        digits = load_test_data(recogniser.preparation)
        return digits, f"MNIST's {whole(len(digits))} test digits"
    # Loaded here, with all that reads data, as the window opens sooner without it.
    from nnapp.files.training_data import load_held_out, prepare

    loaded, name = (yield from load_held_out(data)), Path(data.source).name
    if loaded.class_names != recogniser.class_names:
        raise DataError(f"the classes of {name} have changed since it was trained.")
    if not len(loaded):
        raise DataError(f"no examples were held out from {name}.")
    inputs = yield from prepare(loaded, recogniser.preparation)
    examples = Examples(inputs, loaded.labels, len(loaded.class_names))
    return examples, f"the {count(len(examples), 'example')} held out from {name}"


def _measured(recogniser: Recogniser, examples: Examples, words: str) -> Generator[object, None, Accuracy]:
    predictions = yield from predict_in_steps(recogniser.network, examples)
    return Accuracy(recogniser, predictions.accuracy, examples, words)


def epoch_duration(
    settings: RunSettings, classes: int, examples: int
) -> Generator[None, None, tuple[RunSettings, float]]:
    """Return ``settings``, and the seconds that an epoch of that many ``examples`` would take with them here."""
    augmentation = settings.data.augmentation
    change = None if augmentation.is_none else partial(augment, augmentation=augmentation)
    sizes = (PIXELS, classes, examples)
    return settings, (yield from seconds_per_epoch(settings.training, sizes, time.perf_counter, change))
