"""What was edited in a network, in words."""

from nnapp.digits.recogniser import Recogniser
from nnapp.gui.neuron_words import input_name, neuron_name
from nnapp.nn.edits import BiasEdit, CutEdit, Edit, NoiseEdit, PruneEdit, ScaleEdit


def edit_in_words(edit: Edit, original: Recogniser) -> str:
    """Return one edit of the network of ``original`` in words."""
    network = original.network

    def name(layer: int, neuron: int) -> str:
        return neuron_name(network, original.class_names, layer, neuron)

    match edit:
        case BiasEdit(layer, neuron, bias):
            return f"bias of {name(layer, neuron)}: {float(network.layers[layer].biases[neuron]):.3f} → {bias:.3f}"
        case ScaleEdit(layer, neuron, 0.0):
            return f"{name(layer, neuron)} muted"
        case ScaleEdit(layer, neuron, factor):
            return f"{name(layer, neuron)} scaled: × {factor:.2f}"
        case CutEdit(layer, neuron, source):
            weight = float(network.layers[layer].weights[neuron, source])
            return f"cut: {input_name(network, layer, source)} → {name(layer, neuron)} (w = {weight:.3f})"
        case NoiseEdit(share, _):
            return f"noise: {share:.0%}".replace("%", " %")
        case PruneEdit(share):
            weights = sum(round(share * layer.weights.size) for layer in network.layers)
            return f"pruned: {share:.0%}, {weights:,} weights".replace("%", " %")
    raise AssertionError(f"an edit that has no words: {edit}")
