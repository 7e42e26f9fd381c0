"""The five steps of training on one example, put into words and numbers for the screen."""

from dataclasses import dataclass

from nnapp.gui.widgets.neuron_words import input_name, neuron_name
from nnapp.nn.arrays import Array
from nnapp.nn.inspect.formulas import error_formula, loss_formula, uses_slope
from nnapp.nn.inspect.slow_motion import SlowMotion
from nnapp.nn.inspect.spotlight import Spotlight
from nnapp.wording import MOST_PLACES, decimals, plain, significant

FACTOR_DIGITS = 8
"""Of what is multiplied on the screen, so that the product is right in its fewer digits."""
SUM_DECIMALS = 6


@dataclass(frozen=True)
class Step:
    """One page of the slow motion."""

    title: str
    formula: str
    """In the course's notation."""
    sentence: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    spotlight: Spotlight
    """What is looked at in the diagram."""
    marked: int = -1
    """The row of the chosen neuron, if there is one."""


@dataclass(frozen=True)
class Followed:
    """The weight that is followed through the steps."""

    layer: int
    """Of the neuron that it leads to, counted from 0."""
    neuron: int
    source: int
    """The input of the layer that it comes from."""


def shown(number: float, digits: int = 4) -> str:
    """Return a number with four decimals, or as many as it takes to see ``digits`` of its digits, but at most ten."""
    return decimals(number, 0) if number in (0.0, 1.0) else significant(number, digits, places=4)


def adding_up(before: float, after: float, places: int) -> tuple[str, str, str]:
    """Return ``before``, a change, and ``after``, the change rounded so that they add up as they are shown."""
    unit = 10**places
    first, last = round(before * unit), round(after * unit)
    first_text, change, last_text = (decimals(number / unit, places) for number in (first, last - first, last))
    return first_text, change, last_text


def slow_steps(motion: SlowMotion, names: tuple[str, ...], followed: Followed) -> tuple[Step, ...]:
    """Return the steps of ``motion``; ``names`` are those of the outputs."""
    layers = range(len(motion.network.layers))
    steps = [_inputs(motion, names)]
    steps += [_forward(motion, names, number, followed) for number in layers]
    steps.append(_loss(motion, names))
    steps += [_back(motion, names, number, followed) for number in reversed(layers)]
    steps += [_gradient(motion, names, followed), _adjust(motion, names, followed), _after(motion, names)]
    return tuple(steps)


def neuron_names(motion: SlowMotion, names: tuple[str, ...], layer: int) -> tuple[str, ...]:
    """Return what the neurons of a layer are called."""
    if layer == len(motion.network.layers) - 1:
        return names
    return tuple(f"h{number + 1}" for number in range(motion.network.sizes[layer + 1]))


def _table(names: tuple[str, ...], *columns: Array, factors: int = 0) -> tuple[tuple[str, ...], ...]:
    """Return rows of names and numbers; the first ``factors`` columns, of which the last is made, in more digits."""
    texts = (
        [shown(float(value), FACTOR_DIGITS if number < factors else 4) for value in column]
        for number, column in enumerate(columns)
    )
    return tuple(zip(names, *texts, strict=True))


def _inputs(motion: SlowMotion, names: tuple[str, ...]) -> Step:
    x = motion.before.forward.inputs[0]
    target = "The target y of the right output is 1, of all others 0."
    if not motion.targets.any():
        target = "All targets y are 0: it belongs to none of the classes."
    return Step(
        "1. Load the inputs x and the targets y",
        "x = 784 pixels, y = one number for each output",
        f"{int((x > 0).sum())} of the {len(x)} pixels are inked; the diagram shows them at the left. {target}",
        ("output", "target y"),
        _table(names, motion.targets),
        Spotlight(-1),
    )


def _forward(motion: SlowMotion, names: tuple[str, ...], layer: int, followed: Followed) -> Step:
    last = layer == len(motion.network.layers) - 1
    part, where = motion.network.layers[layer], "outputs" if last else f"hidden layer {layer + 1}"
    symbol = "y'" if last else "a"
    z, a = motion.before.forward.sums[layer][0], motion.before.forward.activations[layer][0]
    before = "x" if layer == 0 else "a"
    marked = followed.neuron if followed.layer == layer else -1
    sentence = f"Each neuron adds up what comes in ({before}) times its weights, and its bias b, to z; "
    sentence += f"{part.activation.name} makes its activation of z."
    if marked >= 0:
        sums = adding_up(float(z[marked]) - float(part.biases[marked]), float(z[marked]), SUM_DECIMALS)
        sentence += f" For {neuron_names(motion, names, layer)[marked]}: z = {sums[0]} + ({sums[1]}) = {sums[2]}."
    return Step(
        f"2. Feed forward: {where}",
        f"z = W {before} + b,  {symbol} = {part.activation.name}(z)",
        sentence,
        ("neuron", "bias b", "sum z", f"prediction {symbol}" if last else "activation a"),
        _table(neuron_names(motion, names, layer), part.biases, z, a),
        Spotlight(layer),
        marked,
    )


def _loss(motion: SlowMotion, names: tuple[str, ...]) -> Step:
    output = motion.network.layers[-1].activation
    return Step(
        "3. The loss between prediction and target",
        f"{loss_formula(motion.before.loss, output)} = {shown(motion.before.mean_loss)}",
        "The loss L says in one number how wrong the predictions y' are. Training makes it small.",
        ("output", "prediction y'", "target y"),
        _table(names, motion.before.forward.outputs[0], motion.targets),
        Spotlight(len(motion.network.layers) - 1),
    )


def _back(motion: SlowMotion, names: tuple[str, ...], layer: int, followed: Followed) -> Step:
    marked = followed.neuron if followed.layer == layer else -1
    slope, error = motion.slope(layer), motion.error(layer)
    if layer == len(motion.network.layers) - 1:
        output = motion.network.layers[-1].activation
        formula = error_formula(motion.before.loss, output)
        has_slope = uses_slope(motion.before.loss, output)
        return Step(
            "4. The error of each output",
            f"{formula}  (= dL/dz)",
            "The error δ (delta) is how much the loss would grow if this sum z grew a little.",
            ("output", "prediction y'", "target y", *(("slope f'(z)",) if has_slope else ()), "error δ"),
            _table(
                names,
                motion.before.forward.outputs[0],
                motion.targets,
                *((slope,) if has_slope and slope is not None else ()),
                error,
                factors=3 if has_slope else 2,
            ),
            Spotlight(layer),
            marked,
        )
    sentence = "The errors of the next layer come back through the same weights; what arrives at a neuron is "
    sentence += "multiplied by the slope of its activation at z."
    formula = "δ = (Wᵀ δ of the next layer) · f'(z)"
    columns = (motion.error_arriving(layer), *((slope,) if slope is not None else ()), error)
    header = ("neuron", "arrives: Wᵀ δ", *(("slope f'(z)",) if slope is not None else ()), "error δ")
    return Step(
        f"4. The error on its way back: hidden layer {layer + 1}",
        formula,
        sentence,
        header,
        _table(neuron_names(motion, names, layer), *columns, factors=len(columns) - 1),
        Spotlight(layer),
        marked,
    )


def _ends(motion: SlowMotion, names: tuple[str, ...], followed: Followed) -> tuple[str, str]:
    """Return what the ends of the followed connection are called."""
    source = input_name(motion.network, followed.layer, followed.source)
    return source, neuron_name(motion.network, names, followed.layer, followed.neuron)


def _gradient(motion: SlowMotion, names: tuple[str, ...], followed: Followed) -> Step:
    layer, (source, target) = followed.layer, _ends(motion, names, followed)
    before = "x" if layer == 0 else "a"
    came_in = float(motion.before.forward.passed_on(layer - 1)[0, followed.source])
    gradient = float(motion.gradients.weights[layer][followed.neuron, followed.source])
    return Step(
        "4. The gradient of one weight",
        f"dL/dw = δ · {before}",
        f"The weight w leads from {source} to {target}: the error of where it leads to, times what came in along it. "
        "To follow another weight, choose a neuron in the diagram, and where the weight comes from at the left.",
        ("factor", "value"),
        (
            ("error δ", shown(float(motion.error(layer)[followed.neuron]), FACTOR_DIGITS)),
            (f"what came in, {before}", shown(came_in, FACTOR_DIGITS)),
            ("their product dL/dw", shown(gradient)),
        ),
        Spotlight(layer, connection=True),
    )


def _adjust(motion: SlowMotion, names: tuple[str, ...], followed: Followed) -> Step:
    layer, neuron = followed.layer, followed.neuron
    source, target = _ends(motion, names, followed)
    old, new = motion.network.layers[layer], motion.adjusted.layers[layer]
    place = neuron, followed.source
    columns = (
        (old.weights[place], motion.gradients.weights[layer][place], new.weights[place]),
        (old.biases[neuron], motion.gradients.biases[layer][neuron], new.biases[neuron]),
    )
    rate = plain(motion.learning_rate)
    sums = [adding_up(float(before), float(after), MOST_PLACES) for before, _, after in columns]
    return Step(
        "5. Adjust the weights against the gradient",
        "w ← w − learning rate · dL/dw,  b ← b − learning rate · δ",
        "A small step downhill, for all weights and biases at once. These are the followed weight w, from "
        f"{source} to {target}, and the bias b of {target}.",
        ("", "weight w", "bias b"),
        (
            ("before", *(before for before, _, _ in sums)),
            ("gradient", *(decimals(gradient, MOST_PLACES) for _, gradient, _ in columns)),
            ("learning rate", rate, rate),
            ("change", *(change for _, change, _ in sums)),
            ("after", *(after for _, _, after in sums)),
        ),
        Spotlight(layer, connection=True),
    )


def _after(motion: SlowMotion, names: tuple[str, ...]) -> Step:
    return Step(
        "The prediction again, after the step",
        f"L was {shown(motion.before.mean_loss)} and is {shown(motion.after.mean_loss)}",
        "The same example, shown to the adjusted network; the network in the window stays as it was. Training "
        "does this for every example, again and again.",
        ("output", "y' before", "y' after", "target y"),
        _table(names, motion.before.forward.outputs[0], motion.after.forward.outputs[0], motion.targets),
        Spotlight(len(motion.network.layers) - 1),
    )
