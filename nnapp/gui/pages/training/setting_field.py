"""A field for one setting, made from its declaration."""

from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSpinBox

from nnapp.gui.widgets.fields import choice_field, number_field, show_choice, whole_field
from nnapp.nn.setting_declarations import Declaration

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
        self._factor = 100 if declaration.unit == "%" else 1
        self.widget: QComboBox | QSpinBox | QDoubleSpinBox
        first, *rest = name.split("_")
        camel = first + "".join(part.capitalize() for part in rest)
        if declaration.choices:
            self.widget = choice_field(f"{camel}Combo", declaration.choices, default)
            self.widget.currentIndexChanged.connect(self.changed)
            return
        box = self._whole_box(default) if isinstance(default, int) else self._number_box(default)
        box.setObjectName(f"{camel}SpinBox")
        box.setSpecialValueText(declaration.at_low)
        if declaration.unit:
            box.setSuffix(declaration.unit if declaration.unit == "°" else f" {declaration.unit}")
        # A setting half typed is not yet a setting.
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self.changed)
        self.widget = box

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

    def show_as_limit(self, *, is_limit: bool) -> None:
        """Say that a whole number is what there is at most, or that it is exact."""
        if isinstance(self.widget, QSpinBox):
            self.widget.setPrefix("at most " if is_limit else "")

    def _whole_box(self, default: int) -> QSpinBox:
        numbers = self.declaration.numbers
        box = whole_field("", int(numbers.low), int(min(numbers.high, LARGEST_WHOLE)), default)
        box.setSingleStep(int(numbers.step))
        return box

    def _number_box(self, default: float) -> QDoubleSpinBox:
        numbers, factor = self.declaration.numbers, self._factor
        decimals = numbers.decimals - 2 * (factor == 100)
        low = factor * numbers.low + 10.0**-decimals * numbers.above_low
        high = min(factor * numbers.high - 10.0**-decimals * numbers.below_high, LARGEST_NUMBER)
        return number_field("", low, high, factor * default, decimals, factor * numbers.step or None)
