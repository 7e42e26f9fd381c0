"""Whether a challenge is met is a comparison of what the activity tells with what the lesson asks."""

import pytest

from nnapp.files.lessons.lesson import Condition


@pytest.mark.parametrize("found", [0.1 + 0.2, 0.3 - 1e-12])
@pytest.mark.parametrize(
    ("relation", "value", "holds"),
    [
        ("=", 0.3, True), ("=", 0.31, False), ("≠", 0.3, False), ("≠", 0.31, True),
        ("<", 0.3, False), ("<", 0.31, True), ("≤", 0.3, True), ("≤", 0.29, False),
        (">", 0.3, False), (">", 0.29, True), ("≥", 0.3, True), ("≥", 0.31, False),
    ],
)  # fmt: skip
def test_numbers_are_compared_without_regard_to_the_last_digit(relation, value, holds, found):
    assert Condition("sum", relation, value).holds({"sum": found}) is holds


@pytest.mark.parametrize(
    ("relation", "value", "holds"),
    [("=", "and", True), ("=", "xor", False), ("≠", "xor", True), ("≠", "and", False), ("<", "xor", False)],
)
def test_words_are_equal_or_not(relation, value, holds):
    assert Condition("points", relation, value).holds({"points": "and"}) is holds


@pytest.mark.parametrize("relation", ["=", "≠", "<", "≥"])
@pytest.mark.parametrize("quantities", [{}, {"sum": "large"}])
def test_what_is_not_there_or_is_no_number_meets_no_comparison_with_a_number(relation, quantities):
    assert Condition("sum", relation, 1.0).holds(quantities) is (relation == "≠" and bool(quantities))
