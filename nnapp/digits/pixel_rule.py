"""A rule for a 7 that a person makes from a few pixels, and how it fares with real sevens and with other digits."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.datasets import load_test_images
from nnapp.digits.drawing import CANVAS, PIXELS
from nnapp.nn.arrays import Bytes

FREE, INKED, EMPTY = 0, 1, 2
"""What a rule says of a pixel: nothing, that there must be ink, or that there must be none."""
Marks = NDArray[np.int8]
"""One of these for each of the 784 pixels."""

SEVEN, HUNDRED = 7, 100
HUNDREDS: Final = 9
"""How many times a hundred other sevens there are among the test digits."""
HALF: Final = 128
"""A pixel counts as inked from here on: when more than half of it is."""

_CAREFUL: Final = ((9, 17, INKED), (13, 13, EMPTY), (20, 19, EMPTY), (5, 11, EMPTY), (5, 20, EMPTY), (6, 24, EMPTY))
"""Row, column and mark of a rule that a search found: 79 of the first hundred sevens, 5 of the others."""


@dataclass(frozen=True, eq=False)
class RuleDigits:
    """Digits on which a rule is tried, each (100, 784)."""

    sevens: Bytes
    others: Bytes


def load_rule_digits(hundred: int) -> RuleDigits:
    """Return the first, second, ... ninth ``hundred`` sevens of MNIST's test digits, and as many of the others.

    Raises:
        DataError: the files of MNIST are missing or damaged.
    """
    images, labels = load_test_images()
    some = slice(HUNDRED * (hundred - 1), HUNDRED * hundred)
    flat = images.reshape(len(images), PIXELS)
    # Copied, so that the other ten thousand are not kept.
    return RuleDigits(flat[np.flatnonzero(labels == SEVEN)[some]], flat[np.flatnonzero(labels != SEVEN)[some]])


def no_rule() -> Marks:
    """Return a rule that says nothing, and so takes everything for a seven."""
    return np.zeros(PIXELS, np.int8)


def careful_rule() -> Marks:
    """Return a rule that is hard to make better by hand."""
    marks = no_rule()
    for row, column, mark in _CAREFUL:
        marks[row * CANVAS + column] = mark
    return marks


def ink_of(image: Bytes) -> Marks:
    """Return the rule that wants ink wherever ``image``, (784,), has some."""
    return np.where(image >= HALF, INKED, FREE).astype(np.int8)


def broken(marks: Marks, image: Bytes) -> NDArray[np.bool_]:
    """Return for each pixel whether ``image``, (784,) or (digits, 784), is not as the rule wants it there."""
    has_ink = image >= HALF
    return np.asarray((marks == INKED) & ~has_ink | (marks == EMPTY) & has_ink)


def taken(marks: Marks, images: Bytes) -> NDArray[np.bool_]:
    """Return which of ``images``, (digits, 784), the rule takes for a seven: those that break it nowhere."""
    said = np.flatnonzero(marks)
    return np.asarray(~broken(marks[said], images[:, said]).any(axis=1))
