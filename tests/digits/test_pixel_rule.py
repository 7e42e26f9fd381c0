"""A rule of pixels: what it takes for a seven, and that no rule takes all sevens and nothing else."""

import numpy as np
import pytest

from nnapp.digits.datasets import load_test_images
from nnapp.digits.pixel_rule import (
    EMPTY,
    FREE,
    HUNDREDS,
    INKED,
    broken,
    careful_rule,
    ink_of,
    load_rule_digits,
    no_rule,
    taken,
)


@pytest.fixture(scope="module")
def first():
    return load_rule_digits(1)


def counts(marks, digits):
    return int(taken(marks, digits.sevens).sum()), int(taken(marks, digits.others).sum())


def test_the_digits_are_the_next_hundred_of_each_kind_in_the_order_of_the_file():
    images, labels = load_test_images()
    sevens = [image for image, label in zip(images, labels, strict=True) if label == 7]
    others = [image for image, label in zip(images, labels, strict=True) if label != 7]
    for hundred in (1, HUNDREDS):
        digits = load_rule_digits(hundred)
        assert digits.sevens.shape == digits.others.shape == (100, 784)
        assert np.array_equal(digits.sevens[99], sevens[100 * hundred - 1].ravel())
        assert np.array_equal(digits.others[0], others[100 * hundred - 100].ravel())


def test_a_pixel_is_inked_when_more_than_half_of_it_is():
    image = np.array([0, 127, 128, 255], np.uint8)
    assert broken(np.array([INKED] * 4, np.int8), image).tolist() == [True, True, False, False]
    assert broken(np.array([EMPTY] * 4, np.int8), image).tolist() == [False, False, True, True]
    assert not broken(np.array([FREE] * 4, np.int8), image).any()


def test_without_marks_everything_is_a_seven_and_with_all_ink_of_one_only_that_one(first):
    assert counts(no_rule(), first) == (100, 100)
    assert counts(ink_of(first.sevens[0]), first) == (1, 0)


def test_a_careful_rule_meets_the_challenge_but_not_on_digits_that_it_was_not_made_for(first):
    assert counts(careful_rule(), first) == (79, 5)
    later = [counts(careful_rule(), load_rule_digits(hundred)) for hundred in range(2, HUNDREDS + 1)]
    assert np.mean([others for _, others in later]) > 5


def test_what_is_taken_is_what_breaks_no_mark(first):
    rng = np.random.default_rng(3)
    for _ in range(20):
        marks = rng.choice([FREE, INKED, EMPTY], 784, p=[0.98, 0.005, 0.015]).astype(np.int8)
        slow = [all((image[k] >= 128) == (marks[k] == INKED) for k in np.flatnonzero(marks)) for image in first.others]
        assert taken(marks, first.others).tolist() == slow


def test_no_rule_takes_every_seven_and_nothing_else(first):
    """The strictest rule that still takes all sevens marks every pixel on which they agree."""
    inked = first.sevens >= 128
    strictest = np.where(inked.all(axis=0), INKED, np.where(~inked.any(axis=0), EMPTY, FREE)).astype(np.int8)
    assert counts(strictest, first) == (100, 28), "the lesson says so"
