"""A field for one setting, made from its declaration."""

from math import isfinite
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSpinBox

from nnapp.gui.widgets.fields import choice_field, number_field, show_choice, whole_field
from nnapp.nn.declared import Declaration

LARGEST_WHOLE: Final = 2**31 - 1
LARGEST_NUMBER: Final = 1e9
"""Where a declaration sets no limit, the field does."""


class SettingField(QObject):
    """Shows the value of a setting as its declaration says, and reads it back."""

    changed = Signal()

    def __init__(self, name: str, default: Any, declaration: Declaration) -> None:  # noqa: ANN401
        """Show ``default`` of the setting called ``name``."""
        super().__init__()
        self.declaration = declaration
        # A share is shown as a percentage, with as many digits.
        is_share = declaration.unit == "%"
        self._factor, decimals = 100 if is_share else 1, declaration.decimals - 2 * is_share
        camel = "".join(part.capitalize() for part in name.split("_"))
        camel = camel[0].lower() + camel[1:]
        self.widget: QComboBox | QSpinBox | QDoubleSpinBox
        if declaration.choices:
            self.widget = choice_field(f"{camel}Combo", declaration.choices, default)
            self.widget.currentIndexChanged.connect(self.changed)
        elif isinstance(default, int):
            most = int(declaration.high) if isfinite(declaration.high) else LARGEST_WHOLE
            self.widget = whole_field(f"{camel}SpinBox", int(declaration.low), most, default, declaration.at_low)
            self.widget.setSingleStep(int(declaration.step) or 1)
            self.widget.valueChanged.connect(self.changed)
        else:
            smallest = 10.0**-decimals
            low = self._factor * declaration.low + smallest * declaration.above_low
            high = self._factor * declaration.high - smallest * declaration.below_high
            step = self._factor * declaration.step or None
            self.widget = number_field(
                f"{camel}SpinBox",
                low,
                min(high, LARGEST_NUMBER),
                self._factor * default,
                decimals,
                step,
                declaration.at_low,
            )
            self.widget.valueChanged.connect(self.changed)
        if declaration.unit and not isinstance(self.widget, QComboBox):
            self.widget.setSuffix(declaration.unit if declaration.unit == "°" else f" {declaration.unit}")
        if declaration.is_live and not isinstance(self.widget, QComboBox):
            # What is typed counts when it is complete, as a run would take every digit of it.
            self.widget.setKeyboardTracking(False)

    @property
    def value(self) -> Any:  # noqa: ANN401 - of the type of the setting
        """The value of the setting."""
        if isinstance(self.widget, QComboBox):
            return self.widget.currentData()
        shown = self.widget.value()
        return shown if self._factor == 1 else shown / self._factor

    def show(self, value: Any) -> None:  # noqa: ANN401 - of the type of the setting
        """Show a different value."""
        if isinstance(self.widget, QComboBox):
            show_choice(self.widget, value)
        elif isinstance(self.widget, QSpinBox):
            self.widget.setValue(min(round(value), self.widget.maximum()))
        else:
            self.widget.setValue(round(self._factor * value, 9))
