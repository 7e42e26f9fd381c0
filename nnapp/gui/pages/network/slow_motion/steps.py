"""The five steps of training on one example, put into words and numbers for the screen."""

from dataclasses import dataclass, replace
from math import floor, log10
from string import ascii_lowercase

import numpy as np

from nnapp.digits.recogniser import Recogniser
from nnapp.gui.widgets.neuron_words import neuron_name, source_name
from nnapp.nn.arrays import Array
from nnapp.nn.inspect.formulas import error_formula, loss_formula, uses_slope
from nnapp.nn.inspect.slow_motion import SlowMotion
from nnapp.nn.inspect.spotlight import Spotlight
from nnapp.nn.inspect.travel import Travel
from nnapp.nn.symbols import meaning_of
from nnapp.wording import FEW_PLACES, MOST_PLACES, decimals, of_units, plain

STEPS = 5
"""Of the course; some of them have parts: 2a, 2b."""


@dataclass(frozen=True)
class Column:
    """The head of a column of a table."""

    title: str
    explanation: str = ""


OUTPUT, NEURON = Column("output"), Column("neuron")
WEIGHT, BIAS = Column("weight w", meaning_of("w")), Column("bias b", meaning_of("b"))
SUM, ACTIVATION = Column("sum z", meaning_of("z")), Column("activation a", meaning_of("a"))
PREDICTION, TARGET = Column("prediction y'", meaning_of("y'")), Column("target y", meaning_of("y"))
SLOPE = Column("slope f'(z)", "how much the activation grows with the sum z")
ARRIVING = Column("arriving Wᵀ δ", "the errors of the next layer, each multiplied by the weight that leads to it")
ERROR = Column("error δ", meaning_of("δ"))


@dataclass(frozen=True)
class Table:
    """Rows of text: a name, then numbers."""

    header: tuple[Column, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Step:
    """One step of the slow motion."""

    title: str
    formula: str
    """In the course's notation."""
    sentence: str
    table: Table = Table()
    spotlight: Spotlight | None = None
    """The part of the diagram that is explained."""
    marked: int = -1
    """The row of the selected neuron, if there is one."""
    travel: Travel | None = None
    """What runs along the lines of the diagram, at its start, if anything does."""
    number: str = ""
    """Which of the course's five it is, with a letter where it is a part: 2a."""


@dataclass(frozen=True)
class Followed:
    """The weight that is followed through the steps."""

    layer: int
    """The layer of the neuron that it leads to, counted from 0."""
    neuron: int
    source: int
    """The input of the layer that it comes from."""


def places_for(numbers: Array, *, all_digits: bool = False) -> int:
    """Return the decimals with which a column shows ``numbers``, so that they are aligned.

    Four, or as many as show two digits of the largest where that is small; ten for all digits.
    """
    largest = float(np.abs(numbers).max(initial=0.0))
    needed = FEW_PLACES if largest == 0.0 else 1 - floor(log10(largest))
    return MOST_PLACES if all_digits else min(max(FEW_PLACES, needed), MOST_PLACES)


def adding_up(before: float, after: float, places: int) -> tuple[str, str, str]:
    """Return ``before``, the change, and ``after``, the change rounded so that they add up as they are shown."""
    unit = 10**places
    first, last = round(before * unit), round(after * unit)
    return of_units(first, places), of_units(last - first, places), of_units(last, places)


def slow_steps(
    motion: SlowMotion, recogniser: Recogniser, followed: Followed, *, all_digits: bool = False
) -> tuple[Step, ...]:
    """Return the steps of ``motion``, which is that of ``recogniser``."""
    steps, layers = _Steps(motion, recogniser, followed, all_digits), range(len(motion.network.layers))
    forward = _lettered("2", [steps.forward(layer) for layer in layers])
    back = [steps.output_errors(), *map(steps.hidden_errors, reversed(layers[:-1])), steps.gradient()]
    begin, loss, adjust = steps.inputs(), steps.loss(), steps.adjustment()
    numbered = (replace(step, number=number) for step, number in ((begin, "1"), (loss, "3"), (adjust, "5")))
    first, third, fifth = numbered
    return (first, *forward, third, *_lettered("4", back), fifth, steps.prediction_after())


def _lettered(number: str, steps: list[Step]) -> list[Step]:
    """Return ``steps``, the parts of one of the course's steps, with their numbers: 2a, 2b; or 2 if there is one."""
    letters = ascii_lowercase if len(steps) > 1 else ("",)
    return [replace(step, number=f"{number}{letter}") for step, letter in zip(steps, letters, strict=False)]


class _Steps:
    """Makes the steps."""

    def __init__(self, motion: SlowMotion, recogniser: Recogniser, followed: Followed, all_digits: bool) -> None:  # noqa: FBT001 - by keyword above
        self.motion, self.followed, self.all_digits = motion, followed, all_digits
        self.names, self.preparation = recogniser.class_names, recogniser.preparation
        self.places = MOST_PLACES if all_digits else FEW_PLACES
        self.last = len(motion.network.layers) - 1
        self.predictions = (PREDICTION, motion.before.forward.outputs[0])
        self.targets = (TARGET, motion.targets)
        # What the followed weight leads from and to.
        self.begin = source_name(recogniser, followed.layer, followed.source)
        self.end = neuron_name(motion.network, self.names, followed.layer, followed.neuron)

    def shown(self, *numbers: float) -> list[str]:
        """Return numbers of one column, so that the smallest of them is not lost in rounding."""
        smallest = min((abs(number) for number in numbers if number), default=0.0)
        places = places_for(np.array([smallest]), all_digits=self.all_digits)
        return [decimals(number, places) for number in numbers]

    def table(self, first: Column, names: tuple[str, ...], *columns: tuple[Column, Array]) -> Table:
        """Return rows of names and numbers, the numbers of each column with the same decimals."""
        texts = [self.column(numbers) for _, numbers in columns]
        return Table((first, *(column for column, _ in columns)), tuple(zip(names, *texts, strict=True)))

    def column(self, numbers: Array) -> list[str]:
        """Return the cells of a column; targets are 0 or 1 and have no decimals."""
        is_whole = bool(np.isin(numbers, (0.0, 1.0)).all())
        places = 0 if is_whole else places_for(numbers, all_digits=self.all_digits)
        return [decimals(number, places) for number in numbers.tolist()]

    def carried(self, layer: int, values: Array | None = None, *, is_forward: bool = False) -> Travel:
        """Return what runs along the lines into ``layer``, (neurons, inputs), at its start; None: w a."""
        return Travel(layer - 1, is_forward, 0.0, values)

    def neurons(self, layer: int) -> tuple[str, ...]:
        """Return what the neurons of a layer are called."""
        if layer == self.last:
            return self.names
        return tuple(f"h{number + 1}" for number in range(self.motion.network.sizes[layer + 1]))

    def marked(self, layer: int) -> int:
        """Return the row of the selected neuron in a table of ``layer``, or -1."""
        return self.followed.neuron if self.followed.layer == layer else -1

    def slopes(self, layer: int) -> list[tuple[Column, Array]]:
        """Return the column of slopes, if the layer has them."""
        slope = self.motion.slope(layer)
        return [] if slope is None else [(SLOPE, slope)]

    def inputs(self) -> Step:
        x = self.motion.before.forward.inputs[0]
        target = "The target y is 1 for the right output and 0 for all others."
        if not self.motion.targets.any():
            target = "All targets y are 0: it belongs to none of the classes."
        inked, directions = int((x > 0).sum()), self.preparation.directions
        seen = f"{inked} of the {len(x)} pixels are inked"
        if directions:
            seen = f"In {inked} of the {len(x)} places there are edges"
        return Step(
            "Load the inputs x and the targets y",
            f"x = {len(x)} {'inputs' if directions else 'pixels'}, y = one number for each output",
            f"{seen}; the diagram shows them on the left. {target}",
            self.table(OUTPUT, self.names, self.targets),
            Spotlight(-1),
        )

    def forward(self, layer: int) -> Step:
        part, marked, neurons = self.motion.network.layers[layer], self.marked(layer), self.neurons(layer)
        where, symbol, activation = f"hidden layer {layer + 1}", "a", ACTIVATION
        if layer == self.last:
            where, symbol, activation = "outputs", "y'", PREDICTION
        z, a = self.motion.before.forward.sums[layer][0], self.motion.before.forward.activations[layer][0]
        passed_on = "x" if layer == 0 else "a"
        sentence = (
            f"Each neuron multiplies its inputs {passed_on} by its weights w, and adds the products and its bias b. "
        )
        sentence += f"From this sum z it computes its activation {symbol} = {part.activation.name}(z)."
        if marked >= 0:
            sums = adding_up(float(z[marked]) - float(part.biases[marked]), float(z[marked]), self.places)
            sentence += f" For {neurons[marked]}: z = {sums[0]} + ({sums[1]}) = {sums[2]}."
        return Step(
            f"Feed forward: {where}",
            f"z = W {passed_on} + b,  {symbol} = {part.activation.name}(z)",
            sentence,
            self.table(NEURON, neurons, (BIAS, part.biases), (SUM, z), (activation, a)),
            Spotlight(layer),
            marked,
            self.carried(layer, is_forward=True),
        )

    def loss(self) -> Step:
        before, output = self.motion.before, self.motion.network.layers[-1].activation
        return Step(
            "The loss between prediction and target",
            f"{loss_formula(before.loss, output)} = {self.shown(before.mean_loss)[0]}",
            f"The loss L says {meaning_of('L')}. Training reduces it.",
            self.table(OUTPUT, self.names, self.predictions, self.targets),
            Spotlight(self.last),
        )

    def output_errors(self) -> Step:
        loss, output = self.motion.before.loss, self.motion.network.layers[-1].activation
        slopes = self.slopes(self.last) if uses_slope(loss, output) else []
        factors = [self.predictions, self.targets, *slopes]
        error = (ERROR, self.motion.error(self.last))
        return Step(
            "The error of each output",
            error_formula(loss, output),
            f"The error δ (delta) says {meaning_of('δ')}.",
            self.table(OUTPUT, self.names, *factors, error),
            Spotlight(self.last),
            self.marked(self.last),
        )

    def hidden_errors(self, layer: int) -> Step:
        factors = [(ARRIVING, self.motion.error_arriving(layer)), *self.slopes(layer)]
        error = (ERROR, self.motion.error(layer))
        return Step(
            f"The error propagated back: hidden layer {layer + 1}",
            "δ = (Wᵀ δ of the next layer) · f'(z)",
            "The errors of the next layer are passed back through the same weights; what arrives at a neuron is "
            "multiplied by the slope of its activation at z.",
            self.table(NEURON, self.neurons(layer), *factors, error),
            Spotlight(layer),
            self.marked(layer),
            self.carried(
                layer + 1, self.motion.network.layers[layer + 1].weights * self.motion.error(layer + 1)[:, None]
            ),
        )

    def gradient(self) -> Step:
        layer, neuron, source = self.followed.layer, self.followed.neuron, self.followed.source
        passed_on = "x" if layer == 0 else "a"
        came_in = float(self.motion.before.forward.passed_on(layer - 1)[0, source])
        error, gradient = float(self.motion.error(layer)[neuron]), self.motion.gradients.weights[layer][neuron, source]
        values = self.shown(error, came_in, float(gradient))
        rows = tuple(zip(("error δ", f"input {passed_on}", "their product dL/dw"), values, strict=True))
        alone = np.zeros_like(self.motion.gradients.weights[layer])
        alone[neuron, source] = gradient
        return Step(
            "The gradient of one weight",
            f"dL/dw = δ · {passed_on}",
            f"The weight w leads from {self.begin} to {self.end}. Its gradient is the error δ of {self.end} times the "
            f"input from {self.begin}. To follow another weight, select a neuron in the diagram, and its input on the "
            "left.",
            Table((Column("factor"), Column("value")), rows),
            Spotlight(layer, connection=True),
            travel=self.carried(layer, alone),
        )

    def adjustment(self) -> Step:
        layer, neuron = self.followed.layer, self.followed.neuron
        motion, place = self.motion, (neuron, self.followed.source)
        old, gradients, new = motion.network.layers[layer], motion.gradients, motion.adjusted.layers[layer]
        rate = plain(motion.learning_rate)

        def cells(before: Array, gradient: Array, after: Array) -> tuple[str, ...]:
            # Enough decimals to see the step.
            places = places_for(motion.learning_rate * np.array([gradient]), all_digits=self.all_digits)
            first, change, last = adding_up(float(before), float(after), places)
            return first, decimals(gradient, places), rate, change, last

        weight = cells(old.weights[place], gradients.weights[layer][place], new.weights[place])
        bias = cells(old.biases[neuron], gradients.biases[layer][neuron], new.biases[neuron])
        titles = ("before", "gradient", "learning rate η", "change", "after")
        return Step(
            "Adjust the weights against the gradient",
            "w ← w − η · dL/dw,  b ← b − η · δ",
            "All weights and biases take a small step downhill at once. Shown are the followed weight w, from "
            f"{self.begin} to {self.end}, and the bias b of {self.end}.",
            Table((Column(""), WEIGHT, BIAS), tuple(zip(titles, weight, bias, strict=True))),
            Spotlight(layer, connection=True),
            travel=self.carried(layer, -motion.learning_rate * gradients.weights[layer]),
        )

    def prediction_after(self) -> Step:
        before, after = self.motion.before, self.motion.after
        adjusted, passed_on = self.motion.adjusted, after.forward.passed_on(self.last - 1)
        earlier, later = Column("y' before", meaning_of("y'")), Column("y' after", meaning_of("y'"))
        outputs = (earlier, before.forward.outputs[0]), (later, after.forward.outputs[0])
        return Step(
            "The prediction again, after the step",
            f"L was {self.shown(before.mean_loss)[0]} and is {self.shown(after.mean_loss)[0]}",
            "The same example, shown to the adjusted network; the network in the window is unchanged. Training "
            "does this for every example, again and again.",
            self.table(OUTPUT, self.names, *outputs, self.targets),
            Spotlight(self.last),
            travel=self.carried(self.last, adjusted.layers[self.last].weights * passed_on, is_forward=True),
        )
