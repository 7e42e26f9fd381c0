"""Input fields with their explanations, which the window shows on hover and by What's this?."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QFormLayout, QLabel, QSpinBox, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TextHeight
from nnapp.gui.widgets.layouts import fill, horizontal, label, named, vertical
from nnapp.gui.widgets.number_box import NumberBox

FIELD_HEIGHT = TextHeight(1, room=12)
MINIMUM_WIDTH = 90
MOST_SHOWN = 20
"""How many choices a list shows without scrolling."""
EXPLANATION = "explanation"
"""The property that holds what a widget is for."""

Choices = Sequence[tuple[object, str]]
"""Keys, and the words that are displayed for them."""


def whole_field(name: str, low: int, high: int, value: int, special: str = "") -> QSpinBox:
    """Return a field for a whole number; ``special`` is shown in place of the lowest."""
    box = named(QSpinBox(minimum=low, maximum=high, value=value), name)
    box.setGroupSeparatorShown(True)
    box.setSpecialValueText(special)
    return without_wheel(box)


def number_field(
    name: str, low: float, high: float, value: float, decimals: int, step: float | None = None, special: str = ""
) -> NumberBox:
    """Return a field for a number; without ``step`` the arrows change its leading digit."""
    box = named(NumberBox(decimals=decimals, minimum=low, maximum=high, value=value), name)
    if step is None:
        box.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
    else:
        box.setSingleStep(step)
    box.setSpecialValueText(special)
    return without_wheel(box)


def choice_field(name: str, choices: Choices, key: object) -> QComboBox:
    """Return a field that offers ``choices``; its ``currentData`` is the key of the one selected."""
    box = named(_ChoiceBox(), name)
    offer(box, choices, key)
    # As narrow as the column: a long word is cut in the field, whole in its list.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    # All of them, as the lessons of the course, where the screen has the room.
    box.setMaxVisibleItems(MOST_SHOWN)
    return without_wheel(box)


def offer(box: QComboBox, choices: Choices, key: object) -> None:
    """Let ``box`` offer ``choices`` and select the one of that key, without a signal."""
    with QSignalBlocker(box):
        box.clear()
        for own_key, words in choices:
            box.addItem(words, own_key)
        show_choice(box, key)


def show_choice(box: QComboBox, key: object) -> None:
    """Select the choice of that key."""
    # Compared in Python, as Qt knows nothing of when Python objects are equal.
    keys = [box.itemData(index) for index in range(box.count())]
    box.setCurrentIndex(keys.index(key) if key in keys else -1)


def chooser(
    name: str, choices: Choices, words: tuple[str, str], width: float, appearance: Appearance,
    chosen: Callable[..., object],
) -> QComboBox:  # fmt: skip
    """Return a field that stands alone, with its name and explanation in ``words``, and calls ``chosen`` with a key.

    That is for what a person chooses, not for what is shown from elsewhere.
    """
    box = choice_field(name, choices, choices[0][0])
    explain(box, *words)
    fit_field(box, appearance, width)
    box.activated.connect(lambda: chosen(box.currentData()))
    return box


def explain(widget: QWidget, name: str, explanation: str) -> None:
    """Give ``widget`` its name for assistive tools and its explanation."""
    # Not as a tooltip of Qt's own, as the window adds what the terms in the widget's text mean.
    widget.setProperty(EXPLANATION, explanation)
    widget.setAccessibleName(name)
    widget.setAccessibleDescription(explanation)


def explanation_of(widget: QWidget) -> str:
    """Return the explanation that ``widget`` was given, or an empty text."""
    return str(widget.property(EXPLANATION) or "")


class FieldPage(QWidget):
    """Fields one below the other, each with its name, and text below them."""

    def __init__(self, appearance: Appearance) -> None:
        """Start without fields."""
        super().__init__()
        self._appearance = appearance
        self._column = vertical(appearance, self, spacing=2 * SPACE, margins=(0, 0, 2 * SPACE, 0))
        self._form = QFormLayout()
        appearance.scale(self._form.setHorizontalSpacing, 2 * SPACE)
        # Where a name and its field do not fit side by side, the field goes below.
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        appearance.scale(self._form.setVerticalSpacing, SPACE)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._column.addLayout(self._form)
        self._column.addStretch()

    def add_field(self, name: str, field: QWidget, explanation: str, beside: QWidget | None = None) -> None:
        """Add a row; ``beside`` stands behind its name."""
        caption = label(name, "muted")
        caption.setBuddy(field)
        caption.setProperty(EXPLANATION, explanation)
        explain(field, name, explanation)
        if isinstance(field, QLabel):
            # Its text is its name.
            field.setAccessibleName("")
        fit_field(field, self._appearance, MINIMUM_WIDTH)
        if beside is None:
            self._form.addRow(caption, field)
            return
        head = QWidget()
        fill(horizontal(self._appearance, head, spacing=SPACE), caption, beside)
        self._form.addRow(head, field)

    def add_above(self, widget: QWidget) -> None:
        """Add ``widget`` above all rows, across the page."""
        self._column.insertWidget(0, widget)

    def add_below(self, widget: QWidget) -> None:
        """Add ``widget`` below all rows, across the page."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def set_row_shown(self, field: QWidget, shown: bool) -> None:  # noqa: FBT001 - Qt's own way
        """Show or hide a row."""
        self._form.setRowVisible(field, shown)


def fit_field(field: QWidget, appearance: Appearance, width: float) -> None:
    """Give ``field`` the height of all fields, and leave it ``width`` pixels at least.

    That is narrower than the longest text that it could hold, so that a page fits its column.
    """
    appearance.scale(field.setFixedHeight, FIELD_HEIGHT)
    appearance.scale(field.setMinimumWidth, width)
    boxes = [field] if isinstance(field, QAbstractSpinBox) else field.findChildren(QAbstractSpinBox)
    for box in boxes:
        # The margins of a line edit, which a style sheet cannot give to the one in a box.
        appearance.scale(box.lineEdit().setTextMargins, 2 * SPACE, 0, 2 * SPACE, 0)


Field = TypeVar("Field", bound=QWidget)


def without_wheel(field: Field) -> Field:
    """Let the wheel scroll the page instead of changing a field by accident."""
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.installEventFilter(_WheelGuard(field))
    return field


class _ChoiceBox(QComboBox):
    """Shows its list below itself, as wide as its longest word."""

    def showPopup(self) -> None:
        """Widen the list, which Qt makes as narrow as the field."""
        view = self.view()
        frame = view.contentsMargins()
        bar = view.verticalScrollBar().sizeHint().width() if self.count() > self.maxVisibleItems() else 0
        view.setMinimumWidth(view.sizeHintForColumn(0) + frame.left() + frame.right() + bar)
        super().showPopup()


class _WheelGuard(QObject):
    """Passes the wheel on to the page, unless the field has the focus."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold back the wheel."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)
