"""A slider that changes one number of the network, with that number beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QSlider, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.fields import explain, without_wheel
from nnapp.gui.widgets.layouts import fill, horizontal, label, named
from nnapp.nn.inspect.edits import Edit, Target

STEPS = 100
"""The steps of a slider, to either side where it has two."""
NUMBER_WIDTH = 62

Change = tuple[Target, Edit | None]
"""What is edited, and the edit; None removes the edit."""


@dataclass(frozen=True)
class Quantity:
    """A number of the network that can be edited."""

    title: str
    explanation: str
    edit: Callable[[float], Edit]
    """Makes the edit that sets it."""
    value_of: Callable[[Any], float]
    """Returns what such an edit sets it to."""
    words: Callable[[float], str]
    original: Callable[[], float] = lambda: 0.0
    """Returns its value without an edit."""
    reach: float = 1.0
    """How far it can be moved from there."""


class EditSlider(QWidget):
    """Shows a quantity as a position and as a number; at 0 there is no edit."""

    def __init__(self, name: str, low: int, quantity: Quantity, appearance: Appearance) -> None:
        """Start without an edit; positions go from ``low``, -STEPS or 0, to STEPS."""
        super().__init__()
        self.quantity = quantity
        self.slider = without_wheel(named(QSlider(Qt.Orientation.Horizontal), name))
        self.slider.setRange(low, STEPS)
        self.slider.setPageStep(STEPS // 10)
        explain(self.slider, quantity.title, quantity.explanation)
        self._number = label("", name=f"{name}Number")
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        appearance.scale(self._number.setFixedWidth, NUMBER_WIDTH)
        fill(horizontal(appearance, self), (self.slider, 1), self._number)
        self.slider.valueChanged.connect(self.show_number)

    @property
    def change(self) -> Change:
        """The edit that the position stands for."""
        edit = self.quantity.edit(self._value)
        return edit.target, edit if self.slider.value() else None

    def show_edits(self, edits: dict[Target, Edit]) -> None:
        """Show the edit of this quantity among ``edits``, without a signal, unless the slider is being dragged."""
        quantity = self.quantity
        edit = edits.get(self.change[0])
        moved = 0.0 if edit is None else quantity.value_of(edit) - quantity.original()
        if not self.slider.isSliderDown():
            with QSignalBlocker(self.slider):
                self.slider.setValue(round(moved / quantity.reach * STEPS))
        self.show_number()

    def show_number(self) -> None:
        """Show the number that the position stands for."""
        words = self.quantity.words(self._value)
        self._number.setText(words)
        self.slider.setAccessibleDescription(f"{words}. {self.quantity.explanation}")

    @property
    def _value(self) -> float:
        return self.quantity.original() + self.quantity.reach * self.slider.value() / STEPS
