"""A live sheet for the course's worked examples: every number can be edited, every product and sum is written out."""

from typing import Final

import numpy as np
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from nnapp.files.lessons.lesson import Value, Values
from nnapp.gui.pages.course.activities.activity import Activity
from nnapp.gui.pages.course.activities.sheet_layer import MOST, STEP, SheetLayer
from nnapp.gui.pages.course.activities.sheet_words import WORDS
from nnapp.gui.pages.digits_button import digits_button
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.layouts import column, label, row
from nnapp.gui.widgets.lights import Lights
from nnapp.gui.widgets.matrix import show_number, small_field
from nnapp.gui.widgets.small_network import Part, SmallNetwork
from nnapp.gui.widgets.wrapping import share, wrap
from nnapp.nn.worked_example import WorkedExample, course_example, worked_example
from nnapp.wording import FEW_PLACES, MOST_PLACES, indexed

FIRST: Final = "2-2"
SUFFIXES: Final = ("", "_output")
"""What tells the names of the second layer from those of the first."""
DIAGRAM, LAYER, WIDEST, HIGHEST = 260, 296, 520, 300
"""The least widths of the diagram and of a layer, the most that they use, and the greatest height, in pixels."""


class SheetActivity(Activity):
    """The 2-2 example, or the 3-3-3 example, as a diagram and as a calculation."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Begin with the 2-2 example."""
        super().__init__()
        self._view, self._appearance, self._example = session.view, appearance, FIRST
        # Both examples, so that what the smaller one has no use for has a number, too.
        self._numbers = {**_course_numbers("3-3-3"), **_course_numbers(FIRST)}
        self._lights = Lights(self, appearance)
        self._diagram = SmallNetwork("The network of the example", appearance)
        self._diagram.setObjectName("sheetDiagram")
        self._diagram.hovered.connect(self._on_hovered)
        self._lights.changed.connect(self._diagram.light)
        self._layers = [SheetLayer(layer, suffix, self._lights, appearance) for layer, suffix in enumerate(SUFFIXES)]
        for layer in self._layers:
            layer.entered.connect(self._on_entered)
        layers = wrap(QWidget(), appearance, *(share(layer, 1, appearance, LAYER, WIDEST) for layer in self._layers))
        left = share(self._build_left(), 1, appearance, DIAGRAM, WIDEST)
        wrap(self, appearance, left, share(layers, 5, appearance, LAYER))
        self._view.digits_changed.connect(self._show)
        self._show()

    def set_values(self, values: Values) -> None:
        """Take an example with all its numbers, then numbers of one's own."""
        if "example" in values:
            self._example = str(values["example"])
            self._numbers |= _course_numbers(self._example)
        self._numbers |= {name: float(value) for name, value in values.items() if not isinstance(value, str)}
        self._show()

    def quantities(self) -> dict[str, Value]:
        """Return the values, and the sums and outputs of both layers; 0 for those that the example does not have."""
        forward = self._worked().forward
        told: dict[str, Value] = {"example": self._example, **self._numbers}
        for layer, suffix in enumerate(SUFFIXES):
            for neuron in range(MOST):
                is_there = layer < len(forward.sums) and neuron < forward.sums[layer].shape[1]
                for letter, part in (("x", forward.sums), ("y", forward.activations)):
                    told[f"{letter}{suffix}{neuron + 1}"] = float(part[layer][0, neuron]) if is_there else 0.0
        changed = [name for name, value in _course_numbers(self._example).items() if value != self._numbers[name]]
        outputs = sum(SUFFIXES[1] in name for name in changed)
        inputs = sum(name.startswith("i") for name in changed)
        counts = {"inputs": inputs, "weights": len(changed) - inputs - outputs, "output_weights": outputs}
        return told | {f"changed_{part}": float(count) for part, count in counts.items()}

    def _build_left(self) -> QWidget:
        """Return the inputs, the diagram and the buttons."""
        self._inputs: list[QDoubleSpinBox] = []
        captions = []
        for number in range(MOST):
            name, symbol = f"i{number + 1}", indexed("i", number + 1)
            field = small_field(name, STEP, f"Input {number + 1} of the network.", self._appearance)
            field.setAccessibleName(symbol)
            field.valueChanged.connect(lambda value, name=name: self._on_entered(name, value))
            part = Part(-1, number)
            self._lights.watch(field, part)
            self._lights.join(part, field)
            self._inputs.append(field)
            captions.append(label(symbol, "muted"))
        self._captions = captions
        fields = [widget for pair in zip(captions, self._inputs, strict=True) for widget in pair]
        reset = push_button("Reset", "resetSheet", "Return to the course's numbers.", self._on_reset)
        buttons = row(self._appearance, reset, digits_button(self._view), None)
        inputs = row(self._appearance, *fields, None)
        self._appearance.scale(self._diagram.setMaximumHeight, HIGHEST)
        return column(self._appearance, label("INPUTS", "heading"), inputs, buttons, self._diagram, spacing=2 * SPACE)

    def _worked(self) -> WorkedExample:
        """Return the example with the numbers as they are now."""
        numbers, size = self._numbers, 2 if self._example == FIRST else MOST
        inputs = np.array([numbers[f"i{k}"] for k in range(1, size + 1)])
        some = range(1, size + 1)
        suffixes = SUFFIXES[: len(WORDS[self._example])]
        weights = (np.array([[numbers[f"w{suffix}{j}{k}"] for k in some] for j in some]) for suffix in suffixes)
        biases = (np.array([numbers[f"b{suffix}{j}"] for j in some]) for suffix in suffixes)
        return worked_example(inputs, tuple(weights), tuple(biases))

    def _on_entered(self, name: str, value: float) -> None:
        self.set_values({name: value})

    def _on_reset(self) -> None:
        self.set_values({"example": self._example})

    def _on_hovered(self, part: Part | None) -> None:
        if part is None:
            self._lights.settle()
        else:
            self._lights.light(part)

    def _show(self) -> None:
        example, name = self._worked(), self._example
        course = _course_numbers(name)
        places = MOST_PLACES if self._view.all_digits else FEW_PLACES
        for number, (caption, field) in enumerate(zip(self._captions, self._inputs, strict=True)):
            is_there = number < len(example.inputs)
            caption.setVisible(is_there)
            field.setVisible(is_there)
            show_number(field, self._numbers[f"i{number + 1}"])
        for number, layer in enumerate(self._layers):
            layer.setVisible(number < len(WORDS[name]))
            if number < len(WORDS[name]):
                # What the course prints belongs to its own numbers only.
                notes = course.items() <= self._numbers.items()
                layer.show_example(name, example, WORDS[name][number], places, notes=notes)
        forward = example.forward
        weights = [layer.weights for layer in example.network.layers]
        outputs = [example.inputs, *(part[0] for part in forward.activations)]
        self._diagram.show_network(weights, outputs, [part[0] for part in forward.sums])
        self.changed.emit()


def _course_numbers(name: str) -> dict[str, float]:
    """Return the numbers of one of the course's examples, by the names that lessons use."""
    example = course_example(name)
    numbers = {f"i{k}": float(value) for k, value in enumerate(example.inputs, 1)}
    for suffix, layer in zip(SUFFIXES, example.network.layers, strict=False):
        for j, (weights, bias) in enumerate(zip(layer.weights, layer.biases, strict=True), 1):
            numbers |= {f"w{suffix}{j}{k}": float(weight) for k, weight in enumerate(weights, 1)}
            numbers[f"b{suffix}{j}"] = float(bias)
    return numbers
