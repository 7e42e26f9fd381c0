"""A neuron whose weights are nudged: how its output changes, as the derivative predicts it and really."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from PySide6.QtWidgets import QWidget

from nnapp.files.lessons.lesson import Value, Values
from nnapp.gui.pages.course.activities.activity import Activity
from nnapp.gui.pages.course.activities.tangent_plot import TangentPlot
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TextHeight
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.fields import chooser, show_choice
from nnapp.gui.widgets.layouts import column, label, paragraph, row
from nnapp.gui.widgets.number_slider import NumberSlider
from nnapp.gui.widgets.wrapping import growing_paragraph
from nnapp.nn.activations import ElementwiseActivation, activation_named
from nnapp.nn.small_change import SmallChange
from nnapp.wording import decimals, factor, signed, summand, vector

KINDS: Final = (("sigmoid", "Sigmoid"), ("step", "Step"))
WEIGHTS: Final = (-3.0, 3.0, 0.05)
NUDGES: Final = (-2.0, 2.0, 0.01)
SLIDERS: Final = {
    "w1": ("w₁", "The weight of the first input.", WEIGHTS),
    "w2": ("w₂", "The weight of the second input.", WEIGHTS),
    "b": ("b", "The bias.", WEIGHTS),
    "dw1": ("Δw₁", "How much the first weight is nudged.", NUDGES),
    "dw2": ("Δw₂", "How much the second weight is nudged.", NUDGES),
    "db": ("Δb", "How much the bias is nudged.", NUDGES),
}
NUMBERS: Final = ("predicted", "real", "error")


@dataclass(frozen=True)
class _State:
    """The values, by the names that lessons use."""

    activation: str = "sigmoid"
    x1: float = 1.0
    x2: float = 0.5
    w1: float = 0.9
    w2: float = 0.3
    b: float = 0.0
    dw1: float = 0.0
    dw2: float = 0.0
    db: float = 0.0

    @property
    def change(self) -> SmallChange:
        """The neuron and its nudge."""
        activation = activation_named(self.activation)
        assert isinstance(activation, ElementwiseActivation)  # noqa: S101 - for mypy: both kinds are
        inputs, weights, nudges = ((self.x1, self.x2), (self.w1, self.w2), (self.dw1, self.dw2))
        return SmallChange(activation, np.array(inputs), np.array(weights), self.b, np.array(nudges), self.db)


class SmallChangeActivity(Activity):
    """One neuron with two inputs: its weights are nudged, and its output follows."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Begin with a sigmoid and the numbers of the course's first neuron."""
        super().__init__()
        del session
        self._appearance, self._state = appearance, _State()
        self._plot = TangentPlot(appearance)
        self.put_beside(self._plot, self._build_column(), appearance)
        self._show()

    def set_values(self, values: Values) -> None:
        """Take the activation function, inputs, weights and nudges."""
        self._state = replace(self._state, **dict(values))  # type: ignore[arg-type] # they fit the declaration
        self._show()

    def quantities(self) -> dict[str, Value]:
        """Return the values, and the change of the output: predicted, real, and the difference."""
        change = self._state.change
        told = {"predicted": change.predicted, "real": change.real, "error": abs(change.real - change.predicted)}
        return {**vars(self._state), **told}

    def _build_column(self) -> QWidget:
        appearance = self._appearance
        words = "Activation function", "The function that turns the weighted sum into the output."
        self._kind = chooser("activationKind", KINDS, words, 100, appearance, self.taking("activation"))
        zero = push_button("No nudge", "noNudge", "Set all nudges back to 0.", self._on_zero)
        self._sliders = {name: NumberSlider(name, *parts, appearance) for name, parts in SLIDERS.items()}
        for name, slider in self._sliders.items():
            slider.moved.connect(self.taking(name))
        self._neuron = growing_paragraph(TextHeight(3), appearance, name="smallChangeNeuron")
        self._prediction = growing_paragraph(TextHeight(3), appearance, "muted", "smallChangePrediction")
        self._words = growing_paragraph(TextHeight(2), appearance, name="smallChangeWords")
        sliders = list(self._sliders.values())
        parts = (
            row(appearance, self._kind, zero, None),
            column(appearance, label("THE NEURON", "heading"), self._neuron, *sliders[:3]),
            column(appearance, label("THE NUDGE", "heading"), *sliders[3:]),
            column(appearance, label("THE OUTPUT CHANGES", "heading"), self._prediction, self._build_numbers()),
            self._words,
        )
        return column(appearance, *parts, spacing=3 * SPACE)

    def _build_numbers(self) -> QWidget:
        """Return the predicted change, the real one and the error, one below the other."""
        self._numbers = {name: label("", "strong", f"{name}Change") for name in NUMBERS}
        captioned = [
            column(self._appearance, paragraph(name, "caption"), number, spacing=0)
            for name, number in self._numbers.items()
        ]
        return column(self._appearance, row(self._appearance, *captioned, spacing=3 * SPACE))

    def _on_zero(self) -> None:
        self.set_values({"dw1": 0.0, "dw2": 0.0, "db": 0.0})

    def _show(self) -> None:
        state, change = self._state, self._state.change
        for name, slider in self._sliders.items():
            slider.set_value(getattr(state, name))
        show_choice(self._kind, state.activation)
        self._plot.show_change(change)
        total, output = decimals(change.sum, 4), decimals(change.output, 4)
        x1, x2, w1, w2 = (factor(number, 2) for number in (state.x1, state.x2, state.w1, state.w2))
        self._neuron.setText(
            f"x = {vector((state.x1, state.x2), 2)}\n"
            f"z = {w1}·{x1} + {w2}·{x2}{summand(state.b, 2)} = {total}\na = {state.activation}(z) = {output}"
        )
        slopes = (decimals(change.slopes[0], 4), decimals(change.slopes[1], 4), decimals(change.slope, 4))
        self._prediction.setText(
            f"∂a/∂w₁ · Δw₁ + ∂a/∂w₂ · Δw₂ + ∂a/∂b · Δb\n= {slopes[0]}·{factor(state.dw1, 2)} + "
            f"{slopes[1]}·{factor(state.dw2, 2)} + {slopes[2]}·{factor(state.db, 2)}"
        )
        self._numbers["predicted"].setText(signed(change.predicted, 4))
        self._numbers["real"].setText(signed(change.real, 4))
        self._numbers["error"].setText(decimals(abs(change.real - change.predicted), 4))
        self._words.setText(_words(state.activation, change))
        self.changed.emit()


def _words(kind: str, change: SmallChange) -> str:
    if not change.sum_change:
        return "Nudge a weight: by how much will the output change?"
    if kind == "step":
        if change.real:
            return "The output jumps. The slope is 0 and did not foresee it."
        return "Nothing happens: the slope is 0, so it says nothing about which way to go."
    if abs(change.real - change.predicted) < 0.1 * abs(change.real):
        return "A small change: the tangent is close to the curve, and the prediction is good."
    return "Too large a change: the curve leaves its tangent, and the prediction is off."
