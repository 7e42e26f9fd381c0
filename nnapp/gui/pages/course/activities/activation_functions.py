"""Activation functions: their curves and slopes, and what two layers are with one of them, and without."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from PySide6.QtWidgets import QWidget

from nnapp.files.lessons.lesson import Value, Values
from nnapp.gui.pages.course.activities.activation_plot import REACH, ActivationPlot
from nnapp.gui.pages.course.activities.activity import Activity
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TextHeight
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.fields import chooser, show_choice
from nnapp.gui.widgets.layouts import column, label, paragraph, row
from nnapp.gui.widgets.matrix import Matrix
from nnapp.gui.widgets.number_slider import NumberSlider
from nnapp.gui.widgets.small_network import SmallNetwork
from nnapp.gui.widgets.wrapping import growing_paragraph, share, wrap
from nnapp.nn.activations import ElementwiseActivation, activation_named
from nnapp.nn.arrays import Reals
from nnapp.nn.matrices import TwoLayers
from nnapp.wording import decimals, vector

KINDS: Final = (
    ("step", "Step"), ("sigmoid", "Sigmoid"), ("tanh", "tanh"), ("relu", "ReLU"), ("identity", "None (identity)"),
)  # fmt: skip
FORMULAS: Final = {
    "step": "f(x) = 1 if x > 0, else 0\nf′(x) = 0",
    "sigmoid": "f(x) = 1 / (1 + e⁻ˣ)\nf′(x) = f(x) (1 − f(x))",
    "tanh": "f(x) = tanh(x)\nf′(x) = 1 − f(x)²",
    "relu": "f(x) = max(x, 0)\nf′(x) = 1 if x > 0, else 0",
    "identity": "f(x) = x\nf′(x) = 1",
}
MATRICES: Final = {
    "v": "A weight of the first layer, W₁: the row is the neuron, the column its input.",
    "w": "A weight of the second layer, W₂: the row is the neuron, the column its input.",
    "i": "An input of the network.",
}
SLIDER: Final = (-REACH, REACH, 0.1)
PLOT, LAYERS, WIDEST = 300, 330, 560
"""The least widths of the two parts, and the most that they use, in pixels."""


@dataclass
class _State:
    """The values."""

    activation: str = "sigmoid"
    x: float = 1.0
    numbers: dict[str, float] = field(
        default_factory=lambda: {
            "v11": 0.9, "v12": 0.3, "v21": -0.5, "v22": 0.8, "w11": 0.6, "w12": -0.4, "w21": 0.2, "w22": 0.7,
            "i1": 1.0, "i2": 0.5,
        }
    )  # fmt: skip


class ActivationFunctionsActivity(Activity):
    """One choice of an activation function: its curve, and a network of two layers that uses it."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Begin with the sigmoid."""
        super().__init__()
        del session
        self._appearance, self._state = appearance, _State()
        wrap(
            self,
            appearance,
            share(self._build_function(), 1, appearance, PLOT, WIDEST),
            share(self._build_layers(), 1, appearance, LAYERS, WIDEST),
        )
        self._show()

    def set_values(self, values: Values) -> None:
        """Take an activation function, x, and weights and inputs of the two layers."""
        state = self._state
        for name, value in values.items():
            if isinstance(value, str):
                state.activation = value
            elif name == "x":
                state.x = float(value)
            else:
                state.numbers[name] = float(value)
        self._show()

    def quantities(self) -> dict[str, Value]:
        """Return the values, y and the slope at x, and how far two layers are from one."""
        state, (_, y, slope), layers = self._state, self._place(), self._layers()
        told = {"y": y, "slope": slope, "difference": layers.difference(self._inputs())}
        return {"activation": state.activation, "x": state.x, **state.numbers, **told}

    def _build_function(self) -> QWidget:
        appearance = self._appearance
        words = "Activation function", "What every neuron does with its weighted sum."
        self._kind = chooser("activationKind", KINDS, words, 150, appearance, self.taking("activation"))
        self._plot = ActivationPlot(appearance)
        self._plot.chosen.connect(self.taking("x"))
        self._slider = NumberSlider("x", "x", "The weighted sum that goes into the function.", SLIDER, appearance)
        self._slider.moved.connect(self.taking("x"))
        self._formula = growing_paragraph(TextHeight(2), appearance, "muted", "activationFormula")
        self._value = paragraph("", "strong", "activationValue")
        told = column(appearance, self._formula, self._value)
        return column(appearance, row(appearance, self._kind, None), self._plot, self._slider, told, spacing=2 * SPACE)

    def _build_layers(self) -> QWidget:
        """Return the network with this function, and its two layers beside the one that they would be without it."""
        appearance = self._appearance
        self._network = SmallNetwork("A network of two layers", appearance)
        self._network.setObjectName("layersNetwork")
        self._matrices = {}
        for letter, meaning in MATRICES.items():
            matrix = Matrix(letter, (2, 1 if letter == "i" else 2), appearance, step=0.1, meaning=meaning)
            matrix.edited.connect(lambda i, j, value, letter=letter: self.set_values({_name(letter, i, j): value}))
            self._matrices[letter] = matrix
        self._both = growing_paragraph(TextHeight(1), appearance, name="twoLayers")
        self._one = growing_paragraph(TextHeight(1), appearance, name="oneLayer")
        self._product = Matrix("p", (2, 2), appearance)
        self._verdict = growing_paragraph(TextHeight(2), appearance, "strong", "layersVerdict")
        first, second, inputs = (self._matrices[letter] for letter in "vwi")
        shown = row(appearance, second, label("· f ("), first, label("·"), inputs, label(")"), None)
        heading = label("TWO LAYERS: W₂ · f (W₁ · I)", "heading")
        single = row(appearance, label("as one layer: W₂ · W₁ =", "muted"), self._product, None)
        sums = column(appearance, self._both, self._one, self._verdict)
        return column(appearance, heading, self._network, shown, single, sums, spacing=2 * SPACE)

    def _activation(self) -> ElementwiseActivation:
        activation = activation_named(self._state.activation)
        assert isinstance(activation, ElementwiseActivation)  # noqa: S101 - for mypy: all kinds are
        return activation

    def _place(self) -> tuple[float, float, float]:
        """Return x, f(x) and f′(x)."""
        activation, x = self._activation(), np.array([self._state.x])
        y = activation.value(x)
        return self._state.x, float(y[0]), float(activation.derivative(x, y)[0])

    def _array(self, letter: str) -> Reals:
        numbers = self._state.numbers
        columns = 1 if letter == "i" else 2
        return np.array([[numbers[_name(letter, i, j)] for j in range(columns)] for i in range(2)])

    def _layers(self) -> TwoLayers:
        return TwoLayers(self._array("v"), self._array("w"), self._activation())

    def _inputs(self) -> Reals:
        return self._array("i")[:, 0]

    def _show(self) -> None:
        state, place, layers, inputs = self._state, self._place(), self._layers(), self._inputs()
        show_choice(self._kind, state.activation)
        self._slider.set_value(state.x)
        self._plot.show_function(self._activation(), place)
        self._formula.setText(FORMULAS[state.activation])
        x, y, slope = decimals(place[0], 2), decimals(place[1], 4), decimals(place[2], 4)
        self._value.setText(f"f({x}) = {y}, f′({x}) = {slope}")
        forward = layers.network.forward(inputs[None])
        outputs = (inputs, *(part[0] for part in forward.activations))
        self._network.show_network((layers.first, layers.second), outputs, [part[0] for part in forward.sums])
        for letter, matrix in self._matrices.items():
            matrix.show_numbers(self._array(letter))
        self._product.show_numbers(layers.one_layer)
        self._both.setText(f"W₂·f(W₁·I) = {vector(layers.outputs(inputs), 4)}")
        self._one.setText(f"(W₂·W₁)·I = {vector(layers.outputs_of_one(inputs), 4)}")
        gap = layers.difference(inputs)
        self._verdict.setText(_verdict(state.activation, gap))
        self.changed.emit()


def _verdict(kind: str, gap: float) -> str:
    if kind == "identity":
        return "The same, for any weights: without an activation function two layers are only one."
    if gap:
        return f"They differ by {decimals(gap, 4)}: with f between them, two layers are more than one."
    return "The same for these inputs; for others they differ."


def _name(letter: str, i: int, j: int) -> str:
    """Return the name of a value: v12, but i2, as the inputs are one column."""
    return f"{letter}{i + 1}" if letter == "i" else f"{letter}{i + 1}{j + 1}"
