"""What learning a hand has changed: the network before and after, on the user's own drawings and on those of others."""

import time
from collections.abc import Generator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.datasets import NEW_SEED, TrainingData, load_test_images
from nnapp.digits.drawing import PIXELS
from nnapp.digits.generators import as_part
from nnapp.digits.handwriting import write_digits
from nnapp.digits.preparations import Preparation
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files.data_files import LoadedData
from nnapp.files.digits_cache import load_digits, load_made
from nnapp.files.errors import RunError
from nnapp.files.hand_data import load_hand, mixed
from nnapp.files.hand_scores import Change, HandComparison, Score
from nnapp.files.run_settings import RunSettings
from nnapp.files.training_data import prepare
from nnapp.files.training_run import TrainingRun
from nnapp.nn.examples import Examples
from nnapp.nn.predictions import predict
from nnapp.nn.reports import Progress

FOLDS: Final = 3
"""Parts of the user's drawings; each is read by a network that learnt from the others."""

TEST_DIGITS: Final = 10_000
"""MNIST has as many for testing."""

SYNTHETIC: Final = 2_000
"""Synthetic drawings that are read."""


def compare_hands(
    start: Recogniser, learnt: Recogniser, settings: RunSettings
) -> Generator[float, None, HandComparison]:
    """Compare ``start`` with ``learnt``, which a run with the ``settings`` of ``hand_settings`` made of it.

    Yields the share that is done, 0..1, every few milliseconds.

    Raises:
        DataError: the drawings, or the files of MNIST, are missing or damaged.
        RunError: learning from a part of the drawings diverged.
    """
    hand = yield from as_part(load_hand(settings.data), 0.0, 0.15)
    inputs = yield from as_part(prepare(hand.drawings, start.preparation), 0.15, 0.17)
    own = Examples(inputs, hand.drawings.labels)
    before, after = _answers(start, own), _answers(learnt, own)
    rehearsal = yield from as_part(load_digits(settings.data.rehearsal), 0.17, 0.2)
    right = 0
    folds = _folds(own)
    for fold in range(FOLDS):
        begin, end = (0.2 + 0.7 * step / FOLDS for step in (fold, fold + 1))
        data = mixed(rehearsal, hand.warps_of(np.flatnonzero(folds != fold)), settings.data)
        network = yield from as_part(_learn(start, data, settings), begin, end)
        right += _right(network, own[np.flatnonzero(folds == fold)])
    mnist = yield from as_part(_mnist(start.preparation), 0.9, 0.95)
    synthetic = yield from as_part(_synthetic(start.preparation), 0.95, 1.0)
    changes = (
        Change(int(own.labels[place]), hand.drawings.drawings[place], int(before[place]), int(after[place]))
        for place in np.flatnonzero(before != after)
    )
    return HandComparison(
        Score(int(np.count_nonzero(before == own.labels)), right, len(own)),
        Score(_right(start, mnist), _right(learnt, mnist), len(mnist)),
        Score(_right(start, synthetic), _right(learnt, synthetic), len(synthetic)),
        tuple(changes),
    )


def _folds(own: Examples) -> NDArray[np.intp]:
    """Return to which part each drawing belongs, so that each has as many of each digit."""
    folds = np.empty(len(own), np.intp)
    folds[np.argsort(own.labels, kind="stable")] = np.arange(len(own)) % FOLDS
    return folds


def _learn(start: Recogniser, data: TrainingData, settings: RunSettings) -> Generator[float, None, Recogniser]:
    """Let ``start`` learn from ``data`` and return what it becomes, as a run would keep it."""
    run, share = TrainingRun(settings, start=start), 0.0
    for step in run.steps(data, time.perf_counter):
        share = step.fraction if isinstance(step, Progress) else share
        yield share
    kept = run.kept()
    if kept is None:
        raise RunError("Training diverged on a part of the drawings, so the networks cannot be compared.")
    return kept.recogniser


def _mnist(preparation: Preparation) -> Generator[float, None, Examples]:
    """Load MNIST's test digits; they are prepared once and kept."""
    return load_made(("MNIST's test digits", preparation), TEST_DIGITS, _prepare_mnist(preparation))


def _prepare_mnist(preparation: Preparation) -> Generator[float, None, Examples]:
    images, labels = load_test_images()
    digits = LoadedData(images.reshape(-1, PIXELS), (), labels, DIGIT_NAMES, ())
    return Examples((yield from prepare(digits, preparation)), labels)


def _synthetic(preparation: Preparation) -> Generator[float, None, Examples]:
    """Load synthetic drawings that no network has learnt from; they are made once and kept."""
    making = write_digits(SYNTHETIC, NEW_SEED, preparation)
    return load_made(("synthetic", SYNTHETIC, NEW_SEED, preparation), SYNTHETIC, making)


def _answers(recogniser: Recogniser, examples: Examples) -> NDArray[np.intp]:
    return predict(recogniser.network, examples).answers


def _right(recogniser: Recogniser, examples: Examples) -> int:
    """Return how many of ``examples`` are read correctly."""
    return int(predict(recogniser.network, examples).is_correct.sum())
