"""The sentence about a neuron says nothing that does not follow from its numbers."""

import re
from dataclasses import replace

import numpy as np
import pytest

from nnapp.digits.datasets import load_course_digits
from nnapp.digits.preparations import preparation_named
from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.network.neuron.sentence import in_a_sentence
from nnapp.locations import shipped_weights
from nnapp.nn.inspect.neuron_numbers import NeuronNumbers


def numbers_of(products, bias, a, activation="sigmoid", layer=0, *, is_output=False):
    """Return the numbers of a neuron as far as the sentence needs them."""
    products, none = np.array(products, float), np.zeros(0)
    effects = None if is_output else none
    z = float(products.sum() + bias)
    return NeuronNumbers(layer, none, none, products, bias, z, a, activation, none, none, none, effects)


@pytest.fixture(scope="module")
def drawn():
    recogniser = load_weights(shipped_weights("default")).recogniser
    return recogniser, recogniser.recognise_prepared(load_course_digits()[0])


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (numbers_of([1.0, 0.5, -4.0], 0.25, 0.07),
         "It is almost silent: the ink on its orange pixels (-4.00) outweighs the ink on its blue pixels (+1.50) and "
         "its bias (+0.25)."),
        (numbers_of([3.0, -1.0], -0.5, 0.82),
         "It is active: the ink on its blue pixels (+3.00) outweighs the ink on its orange pixels (-1.00) and its "
         "bias (-0.50)."),
        (numbers_of([2.0, -2.0], 0.001, 0.5),
         "It is half active: the ink on its blue pixels (+2.00) and the ink on its orange pixels (-2.00) nearly "
         "balance."),
        (numbers_of([2.0], 1.0, 0.95, layer=1),
         "It is strongly active: the neurons that support it (+2.00) and its bias (+1.00) support it, and nothing "
         "opposes it."),
        (numbers_of([-2.0], 0.0, 0.0, "relu"),
         "It is silent: the ink on its orange pixels (-2.00) opposes it, and nothing supports it."),
        (numbers_of([0.0], 0.0, 0.5), "It is half active."),
    ],
)  # fmt: skip
def test_it_says_how_active_a_hidden_neuron_is_and_what_made_it_so(drawn, numbers, words):
    assert in_a_sentence(numbers, 0, *drawn) == words


def test_with_directions_it_is_the_edges_that_count(drawn):
    recogniser, recognition = drawn
    directions = replace(recogniser, preparation=preparation_named("mnist-directions"))
    words = in_a_sentence(numbers_of([3.0, -1.0], 0.0, 0.82), 0, directions, recognition)
    assert words == (
        "It is active: the edges at its blue weights (+3.00) outweigh the edges at its orange weights (-1.00)."
    )


def test_an_output_fires_or_does_not_and_the_reason_is_given_only_where_it_is_one(drawn):
    recogniser, recognition = drawn
    fired = recognition.ranking[0]
    active = numbers_of([4.0], 0.0, 0.98, layer=1, is_output=True)
    assert in_a_sentence(active, fired, *drawn).startswith("It fires: the neurons that support it (+4.00)")
    # Its sum is above 0, but the threshold is higher.
    strict = replace(recogniser, firing_threshold=0.99)
    words = in_a_sentence(active, fired, strict, replace(recognition, fired=()))
    assert words == "It does not fire: its activation 0.9800 is below the firing threshold 0.99."
    rival = replace(active, activation="softmax")
    other = recognition.ranking[-1]
    assert in_a_sentence(rival, other, *drawn) == f"It does not fire: output {fired} has a larger sum z."


def test_without_a_drawing_there_is_no_ink_to_speak_of(drawn):
    blank = drawn[0].recognise_prepared(np.zeros((28, 28), np.float32))
    assert in_a_sentence(numbers_of([0.0], 1.0, 0.7), 0, drawn[0], blank).startswith("Nothing is drawn")


def test_the_words_agree_with_every_neuron_of_the_shipped_network(drawn):
    recogniser, recognition = drawn
    for neuron in range(15):
        numbers = NeuronNumbers.of(recogniser.network, recognition.forward, 0, neuron)
        words = in_a_sentence(numbers, neuron, recogniser, recognition)
        assert ("silent" in words or "weakly" in words) == (numbers.a < 0.4)
        amounts = [float(amount) for amount in re.findall(r"\(([+-][\d.]+)\)", words)]
        assert sum(amounts) == pytest.approx(numbers.z, abs=0.02)
        if "outweigh" in words:
            assert (amounts[0] > 0) == (numbers.z > 0)
