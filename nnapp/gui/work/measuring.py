"""Jobs for workers that measure: the accuracy of a network, the duration of an epoch."""

import time
from collections.abc import Generator
from dataclasses import dataclass
from functools import partial

from nnapp.digits.augmentation import augment
from nnapp.digits.datasets import load_test_data
from nnapp.digits.drawing import PIXELS
from nnapp.digits.recogniser import Recogniser
from nnapp.files.run_settings import RunSettings
from nnapp.nn.duration import seconds_per_epoch
from nnapp.nn.predictions import joined, predict_in_chunks


@dataclass(frozen=True)
class Accuracy:
    """The accuracy of a network on MNIST's test digits."""

    recogniser: Recogniser
    share: float
    """0..1."""
    examples: int


def mnist_accuracy(recogniser: Recogniser) -> Generator[None, None, Accuracy]:
    """Measure ``recogniser`` on MNIST's test digits, a chunk of them at a time.

    Raises:
        DataError: the files of MNIST are missing or damaged.
    """
    digits, parts = load_test_data(recogniser.preparation), []
    for part in predict_in_chunks(recogniser.network, digits):
        parts.append(part)
        yield
    return Accuracy(recogniser, joined(parts).accuracy, len(digits))


def compared_accuracy(
    recogniser: Recogniser, original: Recogniser, known: Accuracy | None
) -> Generator[None, None, tuple[Accuracy, Accuracy]]:
    """Return the accuracy of ``recogniser``, then that of ``original``; ``known`` is reused if it is the latter.

    Raises:
        DataError: the files of MNIST are missing or damaged.
    """
    before = known if known is not None and known.recogniser is original else (yield from mnist_accuracy(original))
    return before if recogniser is original else (yield from mnist_accuracy(recogniser)), before


def epoch_duration(settings: RunSettings, classes: int) -> Generator[None, None, float]:
    """Return the seconds that an epoch of a run with ``settings`` would take on this computer."""
    augmentation = settings.data.augmentation
    change = None if augmentation.is_none else partial(augment, augmentation=augmentation)
    sizes = (PIXELS, classes, settings.data.total)
    return (yield from seconds_per_epoch(settings.training, sizes, time.perf_counter, change))
