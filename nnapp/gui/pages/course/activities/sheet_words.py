"""How a neuron of a worked example is written out."""

from dataclasses import dataclass
from typing import Final

from nnapp.nn.worked_example import PRINTED, WorkedExample
from nnapp.wording import bracketed, decimals, indexed, plain, summand

NOTE: Final = "as it cuts off after three decimals at each step."


@dataclass(frozen=True)
class LayerWords:
    """What a layer and its symbols are called."""

    heading: str
    neuron: str
    """What its neurons are called, without their numbers."""
    source: str
    """What its inputs are called."""
    output: str
    """The course's letter for an output."""


WORDS: Final = {
    "2-2": (LayerWords("X = W · I, Y = sigmoid(X)", "neuron", "input", "y"),),
    "3-3-3": (
        LayerWords("HIDDEN LAYER: X = W · I, O = sigmoid(X)", "hidden", "input", "O"),
        LayerWords("OUTPUT LAYER: X = W · O, O = sigmoid(X)", "output", "hidden", "O"),
    ),
}
"""For each layer of the course's examples."""


def sum_words(example: WorkedExample, layer: int, neuron: int, places: int) -> str:
    """Return the sum of a neuron, as products and as what they come to."""
    own = example.network.layers[layer]
    # Inputs as they were typed; what other neurons pass on has more digits than anybody would type.
    received = [plain(x) if layer == 0 else decimals(x, places) for x in example.received(layer)]
    factors = zip(map(plain, own.weights[neuron]), received, strict=True)
    asked = " + ".join(f"{bracketed(w)}·{bracketed(x)}" for w, x in factors)
    first, *others = example.products(layer, neuron)
    added = decimals(first, places) + "".join(summand(product, places) for product in others)
    bias = float(own.biases[neuron])
    if bias:
        asked += f" − {plain(-bias)}" if bias < 0 else f" + {plain(bias)}"
        added += summand(bias, places)
    return f"{indexed('x', neuron + 1)} = {asked}\n= {added}"


def result_words(example: WorkedExample, layer: int, neuron: int, places: int, output: str) -> str:
    """Return the sum of a neuron, and what the sigmoid makes of it."""
    total, value = (part[layer][0, neuron] for part in (example.forward.sums, example.forward.activations))
    x, y = indexed("x", neuron + 1), indexed(output, neuron + 1)
    return f"{x} = {decimals(total, places)},  {y} = sigmoid({x}) = {decimals(value, places)}"


def note_words(name: str, example: WorkedExample, layer: int, neuron: int) -> str:
    """Return why the course prints other numbers; empty where it prints the same."""
    printed = PRINTED[name]
    numbers = [decimals(number, printed.places) for number in printed.differing(example, layer, neuron)]
    return f"The course prints {' and '.join(numbers)}, {NOTE}" if numbers else ""
