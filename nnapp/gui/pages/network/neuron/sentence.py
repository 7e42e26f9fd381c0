"""What a neuron makes of the drawing, and why, in one plain sentence that follows from its numbers."""

from bisect import bisect
from typing import Final

from nnapp.digits.preparations import Preparation
from nnapp.digits.recogniser import Recogniser, Recognition
from nnapp.nn.inspect.neuron_numbers import NeuronNumbers
from nnapp.wording import decimals, signed

LEAST: Final = 0.005
"""What is shown as 0.00 is not worth a word."""
BALANCE: Final = 0.1
"""A sum z that is nearer to 0 means that what supports and what opposes nearly balance."""

STATES: Final[dict[str, tuple[tuple[float, ...], tuple[str, ...]]]] = {
    "sigmoid": ((0.1, 0.4, 0.6, 0.9), ("almost silent", "weakly active", "half active", "active", "strongly active")),
    "tanh": ((-0.6, -0.1, 0.1, 0.6), ("very negative", "negative", "almost silent", "positive", "very positive")),
    "relu": ((1e-9,), ("silent", "active")),
    "step": ((0.5,), ("silent", "active")),
    "identity": ((-0.1, 0.1), ("negative", "almost silent", "positive")),
}  # fmt: skip
"""Where one word for an activation ends and the next begins."""


def in_a_sentence(numbers: NeuronNumbers, neuron: int, recogniser: Recogniser, recognition: Recognition) -> str:
    """Return what ``neuron``, whose ``numbers`` these are, makes of the drawing of ``recognition``."""
    if recognition.is_blank:
        return "Nothing is drawn: all x are 0, so only the biases count."
    if numbers.effects is not None:
        limits, words = STATES.get(numbers.activation, ((), ("active",)))
        return f"It is {words[bisect(limits, numbers.a)]}{_reason(numbers, recogniser.preparation)}."
    fires, threshold = neuron in recognition.fired, recogniser.firing_threshold
    said = "It fires" if fires else "It does not fire"
    strongest = recognition.ranking[0]
    if numbers.activation == "softmax" and strongest != neuron and not fires:
        return f"{said}: output {recogniser.class_names[strongest]} has a larger sum z."
    if numbers.activation == "softmax" or fires is not (numbers.z > 0):
        where = "at least" if fires else "below"
        return f"{said}: its activation {decimals(numbers.a, 4)} is {where} the firing threshold {threshold:g}."
    return f"{said}{_reason(numbers, recogniser.preparation)}."


def _reason(numbers: NeuronNumbers, preparation: Preparation) -> str:
    """Return what adds to the sum z and what takes from it, and which of the two is more."""
    positive = float(numbers.products[numbers.products > 0].sum())
    negative = float(numbers.products[numbers.products < 0].sum())
    names = ("the ink on its blue pixels", "the ink on its orange pixels")
    if preparation.directions:
        names = ("the edges at its blue weights", "the edges at its orange weights")
    if numbers.layer > 0:
        names = ("the neurons that support it", "the neurons that oppose it")
    parts = ((names[0], positive), (names[1], negative), ("its bias", numbers.bias))
    adding, taking = (
        [(name, value) for name, value in parts if sign * value >= LEAST] for sign in (1, -1)
    )  # fmt: skip
    if not adding and not taking:
        return ""
    if abs(numbers.z) < BALANCE and adding and taking:
        return f": {_listed(adding)} and {_listed(taking)} nearly balance"
    more, less = (adding, taking) if numbers.z > 0 else (taking, adding)
    if not more:
        return ""
    is_plural = len(more) > 1 or more[0][0].startswith(("the neurons", "the edges"))
    if not less:
        verbs = ("support", "opposes") if numbers.z > 0 else ("oppose", "supports")
        return f": {_listed(more)} {verbs[0]}{'' if is_plural else 's'} it, and nothing {verbs[1]} it"
    return f": {_listed(more)} outweigh{'' if is_plural else 's'} {_listed(less)}"


def _listed(parts: list[tuple[str, float]]) -> str:
    return " and ".join(f"{name} ({signed(value, 2)})" for name, value in parts)
