"""The five steps of training on one example, put into words and numbers for the screen."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.nn.slow_motion import SlowMotion

DECIMALS: Final = 4


@dataclass(frozen=True)
class Step:
    """One page of the slow motion."""

    title: str
    formula: str
    """In the course's notation."""
    sentence: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def shown(number: float) -> str:
    """Return a number as all steps show it."""
    return f"{number:.{DECIMALS}f}"


def slow_steps(motion: SlowMotion, names: tuple[str, ...], layer: int, neuron: int, before: int) -> tuple[Step, ...]:
    """Return the steps of ``motion``; the weight that is followed leads from input ``before`` to ``neuron``.

    ``names`` are those of the outputs.
    """
    layers = motion.network.layers
    steps = [_inputs(motion, names)]
    steps += [_forward(motion, names, number) for number in range(len(layers))]
    steps.append(_loss(motion, names))
    steps += [_back(motion, names, number) for number in range(len(layers) - 1, -1, -1)]
    steps.append(_gradient(motion, names, layer, neuron, before))
    steps.append(_adjust(motion, names, layer, neuron, before))
    steps.append(_after(motion, names))
    return tuple(steps)


def neuron_names(motion: SlowMotion, names: tuple[str, ...], layer: int) -> tuple[str, ...]:
    """Return what the neurons of a layer are called; -1 are the inputs."""
    if layer < 0:
        return tuple(f"x{number}" for number in range(motion.network.sizes[0]))
    if layer == len(motion.network.layers) - 1:
        return names
    return tuple(f"h{number + 1}" for number in range(motion.network.sizes[layer + 1]))


def _table(names: tuple[str, ...], *columns: NDArray[np.floating]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (name, *(shown(float(value)) for value in values)) for name, *values in zip(names, *columns, strict=True)
    )


def _inputs(motion: SlowMotion, names: tuple[str, ...]) -> Step:
    x = motion.forward.inputs[0]
    return Step(
        "1. Load the inputs and the targets",
        "x, y",
        f"{int((x > 0).sum())} of the {len(x)} pixels are inked. The target of the right output is 1, of the others 0.",
        ("output", "target y"),
        _table(names, motion.targets),
    )


def _forward(motion: SlowMotion, names: tuple[str, ...], layer: int) -> Step:
    last = layer == len(motion.network.layers) - 1
    where = "outputs" if last else f"hidden layer {layer + 1}"
    activation = motion.network.layers[layer].activation.name
    before = "x" if layer == 0 else "a of the layer before"
    return Step(
        f"2. Feed forward: {where}",
        f"z = W {'x' if layer == 0 else 'a'} + b,  a = {activation}(z)",
        f"Each neuron adds up {before} times its weights, and its bias; {activation} makes its activation of the sum.",
        ("neuron", "bias b", "sum z", "activation a"),
        _table(
            neuron_names(motion, names, layer),
            motion.network.layers[layer].biases,
            motion.forward.sums[layer][0],
            motion.forward.activations[layer][0],
        ),
    )


def _loss(motion: SlowMotion, names: tuple[str, ...]) -> Step:
    return Step(
        "3. The loss between prediction and target",
        f"L(y', y) = {shown(motion.loss)}",
        "One number that says how wrong the prediction y' is; training makes it small.",
        ("output", "prediction y'", "target y"),
        _table(names, motion.forward.outputs[0], motion.targets),
    )


def _back(motion: SlowMotion, names: tuple[str, ...], layer: int) -> Step:
    last = layer == len(motion.network.layers) - 1
    if last:
        title, sentence = "4. The error of each output", "How much the loss would grow if this sum z grew a little."
        formula = "δ = dL/dz"
    else:
        title = f"4. The error on its way back: hidden layer {layer + 1}"
        sentence = "The errors of the next layer come back through the same weights, times the slope of the activation."
        formula = "δ = (Wᵀ δ of the next layer) · f'(z)"
    return Step(
        title,
        formula,
        sentence,
        ("neuron", "sum z", "error δ"),
        _table(neuron_names(motion, names, layer), motion.forward.sums[layer][0], motion.error(layer)),
    )


def _gradient(motion: SlowMotion, names: tuple[str, ...], layer: int, neuron: int, before: int) -> Step:
    source = neuron_names(motion, names, layer - 1)[before]
    target = neuron_names(motion, names, layer)[neuron]
    return Step(
        f"4. The gradient of one weight: from {source} to {target}",
        "dL/dw = δ · a of the neuron before",
        "The error of the neuron that the weight leads to, times what came in along it. Choose another weight below.",
        ("factor", "value"),
        (
            (f"error δ of {target}", shown(float(motion.error(layer)[neuron]))),
            (f"input from {source}", shown(float(motion.forward.passed_on(layer - 1)[0, before]))),
            ("gradient dL/dw", shown(float(motion.gradients.weights[layer][neuron, before]))),
        ),
    )


def _adjust(motion: SlowMotion, names: tuple[str, ...], layer: int, neuron: int, before: int) -> Step:
    del names
    return Step(
        "5. Adjust the weights against the gradient",
        "w ← w − learning rate · dL/dw",
        "A small step downhill, for all weights and biases at once; this is the one that is followed.",
        ("weight", "value"),
        (
            ("before", shown(float(motion.network.layers[layer].weights[neuron, before]))),
            ("gradient dL/dw", shown(float(motion.gradients.weights[layer][neuron, before]))),
            ("learning rate", f"{motion.learning_rate:g}"),
            ("after", shown(float(motion.adjusted.layers[layer].weights[neuron, before]))),
        ),
    )


def _after(motion: SlowMotion, names: tuple[str, ...]) -> Step:
    return Step(
        "The prediction again, after the step",
        f"L was {shown(motion.loss)} and is {shown(motion.loss_after)}",
        "The same example, shown to the adjusted network. Training does this for every example, again and again.",
        ("output", "before", "after", "target y"),
        _table(names, motion.forward.outputs[0], motion.forward_after.outputs[0], motion.targets),
    )
