"""What was edited in a network, in words."""

from typing import SupportsFloat

from nnapp.digits.recogniser import Recogniser
from nnapp.gui.widgets.neuron_words import input_name, neuron_name
from nnapp.nn.inspect.edits import BiasEdit, CutEdit, Edit, MuteEdit, NoiseEdit, PruneEdit, ScaleEdit


def three(number: SupportsFloat) -> str:
    """Return ``number`` with three decimals; 0 has no sign."""
    return f"{round(float(number), 3) + 0.0:.3f}"


def edit_in_words(edit: Edit, original: Recogniser) -> str:
    """Return one edit of the network of ``original`` in words."""
    network = original.network

    def name(layer: int, neuron: int) -> str:
        return neuron_name(network, original.class_names, layer, neuron)

    match edit:
        case BiasEdit(layer, neuron, bias):
            return f"bias of {name(layer, neuron)}: {three(network.layers[layer].biases[neuron])} → {three(bias)}"
        case MuteEdit(layer, neuron):
            return f"{name(layer, neuron)} muted"
        case ScaleEdit(layer, neuron, factor):
            return f"{name(layer, neuron)} scaled: × {factor:.2f}"
        case CutEdit(layer, neuron, source):
            weight = three(network.layers[layer].weights[neuron, source])
            return f"cut: {input_name(network, layer, source)} → {name(layer, neuron)} (w = {weight})"
        case NoiseEdit(share, _):
            return f"noise: {share:.0%}".replace("%", " %")
        case PruneEdit(share):
            weights = sum(round(share * layer.weights.size) for layer in network.layers)
            return f"pruned: {share:.0%}, {weights:,} weights".replace("%", " %")
    raise AssertionError(f"an edit that has no words: {edit}")
