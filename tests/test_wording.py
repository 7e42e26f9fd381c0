from math import inf, nan

import numpy as np
import pytest

from nnapp.wording import (
    a_digit,
    comparison,
    count,
    decimals,
    duration,
    factor,
    indexed,
    listed,
    of_units,
    own_decimals,
    percent,
    plain,
    signed,
    significant,
    strict_percent,
    summand,
    whole,
)


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [(0, 2, "0.00"), (-0.0, 2, "0.00"), (-0.004, 2, "0.00"), (-0.006, 2, "-0.01"), (1, 0, "1"), (-0.4, 0, "0"),
     (1000, 1, "1000.0"), (nan, 3, "–"), (inf, 3, "∞"), (-inf, 3, "-∞"), (np.float32(0.5), 3, "0.500"),
     (1e20, 0, "100000000000000000000"), (0.1234567, 6, "0.123457")],
)  # fmt: skip
def test_decimals(number, places, text):
    assert decimals(number, places) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0.00"), (-0.0, "0.00"), (1, "1.00"), (0.1, "0.10"), (0.05, "0.050"), (0.0123, "0.012"), (-0.0123, "-0.012"),
     (1e-7, "0.00000010"), (1e-10, "0.0000000001"), (1e-12, "≈ 0"), (-1e-300, "≈ 0"), (1000, "1000.00"), (nan, "–"),
     (inf, "∞")],
)  # fmt: skip
def test_as_many_decimals_as_show_two_digits(number, text):
    assert significant(number) == text


def test_more_digits_are_shown_where_they_are_wanted():
    assert significant(0.000123456, digits=4, places=4) == "0.0001235"
    assert significant(12.5, digits=8, places=4) == "12.500000"


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [(0.5, None, "+0.50"), (-0.5, None, "-0.50"), (0.0, None, "0.00"), (-0.0, 2, "0.00"), (0.001, 2, "0.00"),
     (1.005, 4, "+1.0050"), (nan, 2, "–"), (inf, None, "+∞"), (-inf, 1, "-∞"), (1e-12, None, "≈ 0")],
)  # fmt: skip
def test_signs(number, places, text):
    assert signed(number, places) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (-0.0, "0"), (1, "1"), (0.5, "0.5"), (1000, "1,000"), (123456, "123,456"), (1e6, "1e6"), (1e-5, "1e-5"),
     (0.0004, "0.0004"), (1e300, "1e300"), (nan, "–"), (-inf, "-∞"), (2.5e-7, "2.5e-7")],
)  # fmt: skip
def test_as_it_would_be_typed(number, text):
    assert plain(number) == text


def test_fewer_digits_as_they_would_be_typed():
    assert plain(12.345, 2) == "12"
    assert plain(0.51499, 2) == "0.51"


@pytest.mark.parametrize(
    ("share", "places", "text"),
    [(0, 0, "0 %"), (1, 0, "100 %"), (0.979, 1, "97.9 %"), (0.97904, 2, "97.90 %"), (-0.0001, 1, "0.0 %"),
     (nan, 1, "–")],
)  # fmt: skip
def test_percentages(share, places, text):
    assert percent(share, places) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0 epochs"), (1, "1 epoch"), (2, "2 epochs"), (1000, "1,000 epochs"), (12_000_000, "12,000,000 epochs")],
)
def test_things_are_counted(number, text):
    assert count(number, "epoch") == text


def test_eight_begins_with_a_vowel():
    assert [a_digit(digit) for digit in (0, 1, 7, 8, 9)] == ["a 0", "a 1", "a 7", "an 8", "a 9"]


def test_an_s_is_not_always_enough():
    assert (count(1, "bias", "biases"), count(2, "bias", "biases")) == ("1 bias", "2 biases")
    assert whole(60_000) == "60,000"


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0.000000"), (-0.0, "0.000000"), (1, "0.000001"), (-1, "-0.000001"), (1_000_000, "1.000000"),
     (-12_345_678, "-12.345678"), (10**21 + 1, "1000000000000000.000001")],
)  # fmt: skip
def test_units_of_the_last_of_six_decimals(number, text):
    assert of_units(number, 6) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "1 s"), (-5, "1 s"), (1.4, "1 s"), (59.4, "59 s"), (59.6, "1 min 0 s"), (130, "2 min 10 s"),
     (3600, "1 h 0 min"), (3900, "1 h 5 min"), (1e6, "277 h 46 min"), (nan, "–"), (inf, "–")],
)  # fmt: skip
def test_durations(seconds, text):
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("number", "of_product", "of_sum"),
    [(0.5, "0.50", " + 0.50"), (-0.5, "(-0.50)", " − 0.50"), (-0.001, "0.00", " + 0.00"), (0, "0.00", " + 0.00")],
)
def test_numbers_within_products_and_sums(number, of_product, of_sum):
    assert (factor(number, 2), summand(number, 2)) == (of_product, of_sum)


def test_a_symbol_has_its_indices_below_the_line():
    assert (indexed("w", 1, 2), indexed("x", 10)) == ("w₁₂", "x₁₀")


def test_lists():
    assert [listed("abc"[:number]) for number in (1, 2, 3)] == ["a", "a and b", "a, b and c"]
    assert listed(iter("abc"), "or") == "a, b or c"


def test_a_difference_of_two_networks_may_be_chance_or_is_hardly():
    assert comparison("small", "large", -102, 3e-9) == (
        "large reads 102 more examples correctly than small. That is hardly due to chance: if both were equally good, "
        "a difference at least as large would occur in fewer than 1 in 1,000 such tests (McNemar's test)."
    )
    told = comparison("small", "large", 1, 0.375)
    assert told.startswith("small reads 1 more example correctly than large. That may well be due to chance")
    assert "in 37.5 % of such tests" in told
    assert comparison("small", "large", 0, 1.0) == "Both networks read equally many examples correctly."


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.5, "0.50"), (1, "1.00"), (0.739, "0.739"), (0.73971, "0.7397"), (0.0, "0.00"), (np.float32(0.9), "0.90"),
     (nan, "–"), (inf, "∞")],
)  # fmt: skip
def test_a_number_has_its_own_decimals_but_two_at_least(number, text):
    assert own_decimals(number) == text


@pytest.mark.parametrize(
    ("share", "places", "said"),
    [(1.0, 2, "100 %"), (0.99999, 2, "99.99 %"), (0.0, 1, "0 %"), (nan, 1, "–")],
)
def test_only_all_is_100_percent_and_only_nothing_is_0(share, places, said):
    assert strict_percent(share, places) == said
