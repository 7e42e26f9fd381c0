"""What neurons and their inputs are called on the screen."""

from collections.abc import Sequence

from nnapp.digits.preparations import Preparation
from nnapp.digits.recogniser import Recogniser, Recognition
from nnapp.gui.widgets.input_words import input_name
from nnapp.nn.network import Network
from nnapp.wording import decimals


def neuron_name(network: Network, class_names: Sequence[str], layer: int, neuron: int) -> str:
    """Return what a neuron is called: h3, or by the class of an output; ``layer`` is counted from 0."""
    name = short_name(network, class_names, layer, neuron)
    is_only = len(network.layers) == 2
    return name if is_only or layer == len(network.layers) - 1 else f"{name} of hidden layer {layer + 1}"


def neuron_title(network: Network, class_names: Sequence[str], layer: int, neuron: int) -> str:
    """Return the heading of what is shown of a neuron: Neuron h3, Output neuron 7."""
    if layer == len(network.layers) - 1:
        return f"Output neuron {class_names[neuron]}"
    return f"Neuron {neuron_name(network, class_names, layer, neuron)}"


def short_name(network: Network, class_names: Sequence[str], layer: int, neuron: int) -> str:
    """Return what a neuron is called within its layer."""
    return f"output {class_names[neuron]}" if layer == len(network.layers) - 1 else f"h{neuron + 1}"


def source_name(recogniser: Recogniser, layer: int, source: int) -> str:
    """Return what an input of ``layer`` is called: what the network sees there, or a neuron of the layer before."""
    if layer == 0:
        return input_name(source, recogniser.preparation)
    return neuron_name(recogniser.network, (), layer - 1, source)


def short_source_name(source: int, preparation: Preparation | None) -> str:
    """Return what an input is called within its own layer; without a ``preparation`` it is a neuron."""
    return f"h{source + 1}" if preparation is None else input_name(source, preparation)


def describe_neuron(recogniser: Recogniser, recognition: Recognition, layer: int, neuron: int) -> str:
    """Return a sentence on a neuron: what it is called, its weighted sum and its activation."""
    forward, active = recognition.forward, recogniser.network.layers[layer].activation.name
    name = neuron_name(recogniser.network, recogniser.class_names, layer, neuron)
    if layer + 1 < len(recogniser.network.layers) and not recogniser.network.layers[layer + 1].weights[:, neuron].any():
        name += " (muted)"
    if recognition.is_blank:
        return f"{name}: nothing is drawn"
    z, a = float(forward.sums[layer][0, neuron]), float(forward.activations[layer][0, neuron])
    fires = layer == len(forward.sums) - 1 and neuron in recognition.fired
    return f"{name}: z = {decimals(z, 4)}, a = {active}(z) = {decimals(a, 4)}{', fires' if fires else ''}"
