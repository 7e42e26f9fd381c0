"""Numbers and lists as people read them: the only place that turns a number into text for the window."""

from collections.abc import Iterable
from math import floor, isfinite, isnan, log10
from typing import Final, SupportsFloat

MISSING: Final = "–"
"""What stands where there is no number."""
NOTHING: Final = "≈ 0"
FEW_PLACES: Final = 4
"""Decimals where all digits are not asked for."""
MOST_PLACES: Final = 10

CHANCE: Final = 0.05
"""A difference that would occur by chance more rarely than this is taken for a real one, as is usual."""
RARE: Final = 0.001
"""No smaller share of tests is given as a number."""

IT_IS_A: Final = "It is a …"
"""What a menu is called that offers the ten digits, to say which of them something is."""
SUBSCRIPTS: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def decimals(number: SupportsFloat, places: int) -> str:
    """Return ``number`` with ``places`` decimals; 0 has no sign."""
    value = float(number)
    if not isfinite(value):
        return _beyond(value)
    text = f"{value:.{places}f}"
    return text if text.strip("-0.") else text.lstrip("-")


def own_decimals(number: SupportsFloat, places: int = 2) -> str:
    """Return ``number`` with the decimals that it has, but with ``places`` at least and four digits at most: 0.50."""
    return max(decimals(number, places), plain(number, FEW_PLACES), key=len)


def significant(number: SupportsFloat, digits: int = 2, places: int = 2) -> str:
    """Return ``number`` with ``places`` decimals, or as many as show ``digits`` of its digits, but at most ten."""
    value = float(number)
    if value == 0.0 or not isfinite(value):
        return decimals(value, places)
    needed = min(max(places, digits - 1 - floor(log10(abs(value)))), MOST_PLACES)
    text = decimals(value, needed)
    return text if float(text) else NOTHING


def signed(number: SupportsFloat, places: int | None = None) -> str:
    """Return ``number`` with its sign, in ``places`` decimals, or else as ``significant`` does; 0 has no sign."""
    text = significant(number) if places is None else decimals(number, places)
    return f"+{text}" if float(number) > 0 and text.strip("0.") and text != NOTHING else text


def factor(number: SupportsFloat, places: int) -> str:
    """Return ``number`` as it stands in a product: a negative one in brackets."""
    return bracketed(decimals(number, places))


def bracketed(text: str) -> str:
    """Return the ``text`` of a number as it stands in a product: a negative one in brackets."""
    return f"({text})" if text.startswith("-") else text


def vector(numbers: Iterable[SupportsFloat], places: int) -> str:
    """Return ``numbers`` as the components of a vector: (1.00, -0.50)."""
    return f"({', '.join(decimals(number, places) for number in numbers)})"


def summand(number: SupportsFloat, places: int) -> str:
    """Return ``number`` as it stands in a sum, behind what comes before it: + 0.50 or − 0.50."""
    text = decimals(number, places)
    return f" − {text[1:]}" if text.startswith("-") else f" + {text}"


def indexed(letter: str, *numbers: int) -> str:
    """Return a symbol with its indices: w₁₂."""
    return letter + "".join(map(str, numbers)).translate(SUBSCRIPTS)


def plain(number: SupportsFloat, digits: int = 6) -> str:
    """Return ``number`` as it would be typed, in at most ``digits`` digits: 0.5, 12,000, 1e-5."""
    value = float(number)
    if not isfinite(value):
        return _beyond(value)
    mantissa, exponent, power = f"{value + 0.0:,.{digits}g}".partition("e")
    return f"{mantissa}e{int(power)}" if exponent else mantissa


def percent(share: SupportsFloat, places: int = 0) -> str:
    """Return a share of 1 as a percentage: 97.9 %."""
    text = decimals(100 * float(share), places)
    return text if text == MISSING else f"{text} %"


def strict_percent(share: float, places: int) -> str:
    """Return a share of 1 as a percentage; only all is 100 %, and only nothing is 0 %."""
    least = 10.0 ** -(places + 2)
    return percent(share, 0) if share in (0.0, 1.0) else percent(min(max(share, least), 1 - least), places)


def whole(number: int) -> str:
    """Return a whole number, its thousands apart: 12,000."""
    return f"{number:,}"


def count(number: int, one: str, many: str = "") -> str:
    """Return a number of things: 1 epoch, 12,000 epochs; ``many`` where an s is not enough."""
    return f"{whole(number)} {one if number == 1 else many or f'{one}s'}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Return ``words``, at least one, with ``last`` before the last of them: a, b and c."""
    *others, final = words
    return f"{', '.join(others)} {last} {final}" if others else final


def a_digit(digit: int) -> str:
    """Return ``digit`` as one of those that are drawn: a 7, an 8."""
    return f"{'an' if digit == 8 else 'a'} {digit}"


def comparison(first: str, second: str, lead: int, p_value: float) -> str:
    """Return which of two networks of these names is better, and whether that could be chance.

    ``lead`` is how many more examples the first one reads correctly, ``p_value`` how likely a difference at least as
    large would be if both were equally good, 0..1.
    """
    if not lead:
        return "Both networks read equally many examples correctly."
    better, other = (first, second) if lead > 0 else (second, first)
    rarity = f"{percent(p_value, 1)} of" if p_value >= RARE else f"fewer than 1 in {whole(round(1 / RARE))}"
    return (
        f"{better} reads {count(abs(lead), 'more example')} correctly than {other}. "
        f"That {'is hardly' if p_value < CHANCE else 'may well be'} due to chance: if both were equally good, a "
        f"difference at least as large would occur in {rarity} such tests (McNemar's test)."
    )


def of_units(number: float, places: int) -> str:
    """Return ``number`` whole units of the last of ``places`` decimals, 1 or more, as a number; 0 has no sign."""
    # By whole numbers, as a float would lose the last digits of a large one.
    ones, rest = divmod(abs(int(number)), 10**places)
    return f"{'-' if number < 0 else ''}{ones}.{rest:0{places}}"


def duration(seconds: float) -> str:
    """Return ``seconds`` as people say it: 5 s, 2 min 10 s, 1 h 5 min."""
    if not isfinite(seconds):
        return MISSING
    rounded = max(round(seconds), 1)
    if rounded < 60:
        return f"{rounded} s"
    if rounded < 3600:
        return f"{rounded // 60} min {rounded % 60} s"
    return f"{rounded // 3600} h {rounded % 3600 // 60} min"


def _beyond(value: float) -> str:
    """Return what stands for a value that is not finite."""
    return MISSING if isnan(value) else ("∞" if value > 0 else "-∞")
