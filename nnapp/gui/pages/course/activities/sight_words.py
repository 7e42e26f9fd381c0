"""What is said of a neuron that answers a small question."""

from collections.abc import Callable
from typing import Final

from nnapp.digits.recogniser import Recogniser, Recognition
from nnapp.gui.widgets.input_words import input_name
from nnapp.gui.widgets.neuron_words import short_name, short_source_name
from nnapp.nn.arrays import Array
from nnapp.nn.inspect.chain import Chain, supports
from nnapp.nn.inspect.neuron_numbers import NeuronNumbers
from nnapp.nn.inspect.strength import strongest_first
from nnapp.nn.network import Network
from nnapp.wording import decimals, signed

LINKS: Final = 3
"""How many links are named."""
CLEAR: Final = 0.5
"""From the middle of its range, in halves of it, an answer is a clear one."""


def question_in_words(network: Network, layer: int, neuron: int) -> str:
    """Return what kind of question a neuron asks."""
    last = len(network.layers) - 1
    if layer == last:
        return (
            f"It asks the whole question: is it a {neuron}? It never looks at a pixel, only at the answers before it."
        )
    if layer == 0:
        return "It asks of pixels: is there ink where its weights are blue, and none where they are orange?"
    return (
        f"It asks {network.layers[layer].inputs} neurons of hidden layer {layer}, and puts their answers together: "
        "strokes, and how they lie."
    )


def answer_in_words(numbers: NeuronNumbers, recognition: Recognition) -> str:
    """Return the sum and the activation of a neuron, and what they mean."""
    if recognition.is_blank:
        return "Nothing is drawn: draw a digit, or choose one of the course."
    low = -1.0 if numbers.activation == "tanh" else 0.0
    # From -1, no, to 1, yes.
    share = 2 * (numbers.a - low) / (1.0 - low) - 1.0
    verdict = "yes" if share >= CLEAR else "no" if share <= -CLEAR else "neither yes nor no"
    return f"z = {decimals(numbers.z, 4)}\na = {numbers.activation}(z) = {decimals(numbers.a, 4)}: {verdict}"


def way_in_words(recogniser: Recogniser, recognition: Recognition, chain: Chain, layer: int, neuron: int) -> str:
    """Return the strongest links to and from a neuron, and the chain through it."""
    network, names = recogniser.network, recogniser.class_names
    inputs = supports(network, recognition.forward, layer, neuron)
    symbol = "w" if recognition.is_blank and layer == 0 else "w·x" if layer == 0 else "w·a"
    before = _links(inputs, lambda source: short_source_name(source, None if layer else recogniser.preparation))
    lines = [f"It listens most to {before} ({symbol})."]
    if layer < len(network.layers) - 1:
        weights = network.layers[layer + 1].weights[:, neuron]
        after = _links(weights, lambda target: short_name(network, names, layer + 1, target))
        lines.append(f"Its answer counts most for {after} (w).")
    way = [input_name(chain.source, recogniser.preparation)]
    way += [short_name(network, names, at, k) for at, k in enumerate(chain.neurons)]
    return "\n".join([*lines, f"The chain: {' → '.join(way)}."])


def _links(numbers: Array, name: Callable[[int], str]) -> str:
    return ", ".join(f"{name(k)} ({signed(numbers[k], 2)})" for k in strongest_first(numbers)[:LINKS].tolist())
