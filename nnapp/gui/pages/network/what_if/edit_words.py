"""The edits of a network in words."""

from collections.abc import Sequence

from nnapp.digits.recogniser import Recogniser
from nnapp.gui.widgets.neuron_words import neuron_name, source_name
from nnapp.nn.inspect.edits import BiasEdit, CutEdit, Edit, MuteEdit, NoiseEdit, PruneEdit, ScaleEdit
from nnapp.wording import count, decimals, percent


def times(factor: float) -> str:
    """Return a factor in words."""
    return f"× {decimals(factor, 2)}"


def change_in_words(before: Sequence[Edit], after: Sequence[Edit], original: Recogniser) -> str:
    """Return what a step from the edits ``before`` to those ``after`` is called, as after "Undo"."""
    changed = {edit.target: edit for edit in (*before, *after) if (edit in before) != (edit in after)}
    if len(changed) != 1:
        return "removing all edits"
    (edit,) = changed.values()
    name = _kind_in_words(edit, original)
    return name if edit in after else f"removing an edit ({name})"


def _kind_in_words(edit: Edit, original: Recogniser) -> str:
    """Return what an edit changes, without its numbers."""
    match edit:
        case BiasEdit(layer, neuron):
            return f"changing the bias of {_name(original, layer, neuron)}"
        case ScaleEdit(layer, neuron):
            return f"scaling {_name(original, layer, neuron)}"
        case MuteEdit(layer, neuron):
            return f"muting {_name(original, layer, neuron)}"
        case CutEdit(layer, neuron, source):
            return f"cutting {source_name(original, layer, source)} → {_name(original, layer, neuron)}"
        case NoiseEdit():
            return "adding noise"
        case PruneEdit():
            return "pruning"
    raise AssertionError(f"there are no words for {edit}")


def edit_in_words(edit: Edit, original: Recogniser) -> str:
    """Return an edit of the network of ``original`` in words."""
    network = original.network
    match edit:
        case BiasEdit(layer, neuron, bias):
            old = network.layers[layer].biases[neuron]
            return f"bias of {_name(original, layer, neuron)}: {decimals(old, 3)} → {decimals(bias, 3)}"
        case MuteEdit(layer, neuron):
            return f"{_name(original, layer, neuron)} muted"
        case ScaleEdit(layer, neuron, factor):
            return f"{_name(original, layer, neuron)} scaled: {times(factor)}"
        case CutEdit(layer, neuron, source):
            weight = decimals(network.layers[layer].weights[neuron, source], 3)
            return f"cut: {source_name(original, layer, source)} → {_name(original, layer, neuron)} (w = {weight})"
        case NoiseEdit(share, _):
            return f"noise: {percent(share)}"
        case PruneEdit(share):
            weights = sum(round(share * layer.weights.size) for layer in network.layers)
            return f"pruned: {percent(share)}, {count(weights, 'weight')}"
    raise AssertionError(f"there are no words for {edit}")


def _name(original: Recogniser, layer: int, neuron: int) -> str:
    return neuron_name(original.network, original.class_names, layer, neuron)
