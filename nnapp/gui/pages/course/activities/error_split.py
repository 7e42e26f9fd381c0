"""The errors of two outputs carried back to two hidden neurons: shared out by weight, and as the gradient."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from PySide6.QtWidgets import QWidget

from nnapp.files.lessons.lesson import Value, Values
from nnapp.gui.pages.course.activities.activity import Activity
from nnapp.gui.pages.course.activities.split_picture import WIDTH, SplitPicture
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TextHeight
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.layouts import column, label, paragraph
from nnapp.gui.widgets.number_slider import NumberSlider
from nnapp.gui.widgets.wrapping import growing_paragraph, share, wrap, wrapped_buttons
from nnapp.nn.inspect.error_split import ErrorSplit
from nnapp.wording import MISSING, decimals, factor, indexed, summand

WEIGHTS: Final = (-3.0, 3.0, 0.05)
SLIDERS: Final = {
    "w11": ("w₁₁", "The weight from hidden neuron 1 to output 1.", WEIGHTS),
    "w21": ("w₂₁", "The weight from hidden neuron 2 to output 1.", WEIGHTS),
    "w12": ("w₁₂", "The weight from hidden neuron 1 to output 2.", WEIGHTS),
    "w22": ("w₂₂", "The weight from hidden neuron 2 to output 2.", WEIGHTS),
    "e1": ("e₁", "The error of output 1.", (-1.0, 1.0, 0.05)),
    "e2": ("e₂", "The error of output 2.", (-1.0, 1.0, 0.05)),
    "a1": ("a₁", "The activation of hidden neuron 1.", (0.0, 1.0, 0.01)),
    "a2": ("a₂", "The activation of hidden neuron 2.", (0.0, 1.0, 0.01)),
}
NARROW, COLUMN, MOST = 180, 300, 560
"""The least widths of the sliders and of what is written out, and the most that they use, in pixels."""
WHY: Final = (
    "The split hands out the whole error, but it has to divide: it fails where the weights add up to 0, and where "
    "their signs differ its shares lie below 0 and above 1. The gradient needs no division: it says how fast the "
    "loss grows with the sum of each neuron, and so it includes the slope."
)


@dataclass(frozen=True)
class _State:
    """The values, by the names that lessons use."""

    w11: float = 0.9
    w21: float = 0.3
    w12: float = 0.2
    w22: float = 0.8
    e1: float = 0.8
    e2: float = 0.5
    a1: float = 0.5
    a2: float = 0.9

    @property
    def split(self) -> ErrorSplit:
        """What follows from them."""
        weights = np.array([[self.w11, self.w21], [self.w12, self.w22]])
        return ErrorSplit(weights, np.array([self.e1, self.e2]), np.array([self.a1, self.a2]))


class ErrorSplitActivity(Activity):
    """Weights, errors and activations to change; both ways are written out in numbers."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Begin with the weights of the course."""
        super().__init__()
        del session
        self._appearance, self._state = appearance, _State()
        self._picture = SplitPicture(appearance)
        self._sliders = {name: NumberSlider(name, *parts, appearance) for name, parts in SLIDERS.items()}
        for name, slider in self._sliders.items():
            slider.moved.connect(self.taking(name))
        parts = (self._build_split(), self._build_gradient(), paragraph(WHY, name="splitWhy"))
        written = wrap(
            QWidget(), appearance, *(share(part, 1, appearance, COLUMN) for part in parts), spacing=4 * SPACE
        )
        picture, sliders = share(self._picture, 2, appearance, WIDTH, MOST), self._build_sliders()
        share(sliders, 2, appearance, NARROW, MOST)
        wrap(self, appearance, picture, sliders, share(written, 3, appearance, COLUMN), spacing=4 * SPACE)
        self._show()

    def set_values(self, values: Values) -> None:
        """Take weights, errors and activations."""
        self._state = replace(self._state, **dict(values))  # type: ignore[arg-type] # they fit the declaration
        self._show()

    def quantities(self) -> dict[str, Value]:
        """Return the values, the shares, and what either way gives each hidden neuron."""
        split = self._state.split
        told = {f"share{j + 1}{k + 1}": float(split.shares[k, j]) for k in range(2) for j in range(2)}
        told |= {f"split{j + 1}": float(split.split[j]) for j in range(2)}
        told |= {f"gradient{j + 1}": float(split.gradients[j]) for j in range(2)}
        return {**vars(self._state), **told, "unsplit": float((~split.is_shared).sum())}

    def _build_sliders(self) -> QWidget:
        appearance, sliders = self._appearance, list(self._sliders.values())
        words = "Set the weights to those of the course's 2-2 example."
        reset = push_button("The course's weights", "courseWeights", words, self._on_reset)
        return column(appearance, *sliders, wrapped_buttons((reset,), appearance), spacing=SPACE / 2)

    def _build_split(self) -> QWidget:
        self._shares = growing_paragraph(TextHeight(4), self._appearance, "muted", "splitShares")
        self._sums = growing_paragraph(TextHeight(2), self._appearance, name="splitSums")
        self._kept = paragraph("", "strong", "splitKept")
        heading = label("SPLIT BY WEIGHT", "heading")
        return column(self._appearance, heading, self._shares, self._sums, self._kept)

    def _build_gradient(self) -> QWidget:
        self._gradient = growing_paragraph(TextHeight(4), self._appearance, name="splitGradient")
        rule = paragraph("error · weight · slope, with slope = a (1 − a)", "muted")
        return column(self._appearance, label("THE GRADIENT", "heading"), rule, self._gradient)

    def _on_reset(self) -> None:
        course = _State()
        self.set_values({name: getattr(course, name) for name in ("w11", "w21", "w12", "w22")})

    def _show(self) -> None:
        split = self._state.split
        for name, slider in self._sliders.items():
            slider.set_value(getattr(self._state, name))
        self._picture.show_split(split)
        self._shares.setText("\n".join(_share_lines(split)))
        errors = [factor(error, 2) for error in split.errors]
        sums, gradients = [], []
        for j in range(2):
            shares = [factor(split.shares[k, j], 4) if split.is_shared[k] else MISSING for k in range(2)]
            parts = " + ".join(f"{error}·{part}" for error, part in zip(errors, shares, strict=True))
            sums.append(f"h{j + 1}: {parts} = {decimals(split.split[j], 4)}")
            products = " + ".join(f"{errors[k]}·{factor(split.weights[k, j], 2)}" for k in range(2))
            a, arriving, slope = decimals(split.activations[j], 2), split.arriving[j], split.slopes[j]
            gradients.append(f"h{j + 1}: ({products}) · {a}·(1 − {a})")
            gradients.append(f"= {decimals(arriving, 4)} · {decimals(slope, 4)} = {decimals(split.gradients[j], 4)}")
        self._sums.setText("\n".join(sums))
        self._gradient.setText("\n".join(gradients))
        self._kept.setText(_kept_words(split))
        self.changed.emit()


def _share_lines(split: ErrorSplit) -> list[str]:
    """Return the shares of each output, written out."""
    lines = []
    for k, names in enumerate((("w₁₁", "w₂₁"), ("w₁₂", "w₂₂"))):
        if not split.is_shared[k]:
            lines += [
                f"{names[0]} + {names[1]} = 0: there is nothing to divide by,",
                f"so {indexed('e', k + 1)} has no shares",
            ]
            continue
        first, second = split.weights[k]
        below = f"({decimals(first, 2)}{summand(second, 2)})"
        for j, name in enumerate(names):
            weight = decimals(split.weights[k, j], 2)
            lines.append(f"{name}/({names[0]} + {names[1]}) = {weight}/{below} = {decimals(split.shares[k, j], 4)}")
    return lines


def _kept_words(split: ErrorSplit) -> str:
    """Return whether what the hidden neurons are given adds up to the errors."""
    given, errors = decimals(split.split.sum(), 4), decimals(split.errors.sum(), 4)
    if not split.is_shared.all():
        return f"Together {given}, not e₁ + e₂ = {errors}: an error is lost."
    return f"Together {given} = e₁ + e₂: the whole error."
