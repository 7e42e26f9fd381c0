"""What the lesson on the digit network says of its connections, of the chosen neuron, and of its numbers."""

from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser, Recognition
from nnapp.gui.widgets.diagram.marks import Neuron
from nnapp.gui.widgets.neuron_words import describe_neuron, short_name, source_name
from nnapp.nn.inspect.strength import sizes_between_neurons, strongest_first
from nnapp.nn.network import Network
from nnapp.wording import count, decimals, own_decimals, signed, whole


def connection_words(network: Network, least: float) -> str:
    """Return how many connections between neurons are at least so strong."""
    sizes = sizes_between_neurons(network)
    if not len(sizes):
        return "There is one layer, so no neuron leads to another."
    strong = int((sizes >= least).sum())
    return (
        f"{whole(strong)} of {count(len(sizes), 'connection')} between neurons are strong enough: their weight is "
        f"{decimals(least, 2)} or more, with either sign. The strongest has {decimals(sizes.max(), 2)}."
    )


def chosen_words(recogniser: Recogniser, recognition: Recognition, chosen: Neuron, output: int, rank: int) -> str:
    """Return what the chosen neuron does, and how strong its connections are; ``rank`` is as in the activity."""
    network, (layer, neuron) = recogniser.network, chosen
    said = f"{describe_neuron(recogniser, recognition, layer, neuron)}."
    last = len(network.layers) - 1
    if rank:
        weight, inputs = network.layers[last].weights[output, neuron], network.layers[last].inputs
        leads = short_name(network, recogniser.class_names, last, output)
        said += f" Its connection to {leads} has w = {signed(weight, 4)}: number {rank} of {inputs} by strength."
    elif layer == last and last > 0:
        said += f" {count(network.layers[last].inputs, 'connection')} lead to it. Which is the strongest?"
    else:
        source = int(strongest_first(network.layers[layer].weights[neuron])[0])
        weight = network.layers[layer].weights[neuron, source]
        said += (
            f" Its strongest connection comes from {source_name(recogniser, layer, source)}: w = {signed(weight, 4)}."
        )
    return said


def number_words(recogniser: Recogniser, recognition: Recognition, *, is_own: bool) -> str:
    """Return what goes in, what there is between, and what comes out."""
    network, names = recogniser.network, recogniser.class_names
    outputs = f"{network.sizes[-1]} outputs, one for each digit: output {names[-1]} fires for a {names[-1]}"
    if names != DIGIT_NAMES:
        outputs = (
            f"{network.sizes[-1]} outputs, from {names[0]} to {names[-1]}. Networks for digits are in the menu Network"
        )
    inked = int((recognition.seen > 0).sum())
    hidden = " and ".join(whole(layer.neurons) for layer in network.layers[:-1])
    between = f"{hidden} hidden neurons. " if hidden else ""
    whose = "Your drawing" if is_own else "This sample"
    if recognition.is_blank:
        answer = "Nothing is drawn yet."
    elif not recognition.fired:
        answer = f"{whose}: no output fires, as none reaches {own_decimals(recogniser.firing_threshold)}."
    else:
        k = recognition.fired[0]
        answer = f"{whose}: output {names[k]} fires with {decimals(recognition.outputs[k], 4)}."
    return (
        f"{network.sizes[0]} inputs, 28 · 28 pixels: 0.0 is white, 1.0 is black; {inked} of them are above 0. {between}"
        f"{outputs}. {answer}"
    )
