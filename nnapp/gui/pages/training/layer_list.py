"""The hidden layers as a list to edit: the neurons and the activation of each, the inputs on top."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QSpinBox, QWidget

from nnapp.digits.drawing import PIXELS
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.fields import choice_field, explain, fit_field, whole_field
from nnapp.gui.widgets.layouts import horizontal, label, styled, vertical
from nnapp.nn.network import MOST_NEURONS
from nnapp.nn.settings import TRAINABLE

MOST_HIDDEN_LAYERS = 8
ACTIVATION = (
    "How each neuron turns its weighted sum into its activation. With straight lines, many layers do no more than one."
)
NEURONS = "More neurons can tell more patterns apart, but training takes longer."
NEW_LAYER = 15
"""The number of neurons of a layer that is added."""


@dataclass(frozen=True, eq=False)
class _Row:
    """What belongs to one hidden layer."""

    line: QWidget
    neurons: QSpinBox
    activation: QComboBox
    remove: QPushButton


class LayerList(QWidget):
    """Edits neurons and activations of the hidden layers."""

    changed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        """Start without hidden layers."""
        super().__init__()
        self._appearance = appearance
        self._rows: list[_Row] = []
        self._column = vertical(self._appearance, self, spacing=SPACE)
        self._inputs = label("", "caption", "inputsCaption")
        self._column.addWidget(self._inputs)
        explanation = "Insert another hidden layer before the outputs."
        self._add = push_button("Add a hidden layer", "addLayerButton", explanation, self._on_add)
        self._column.addWidget(self._add)

    def show_inputs(self, *, are_directions: bool) -> None:
        """Say what the inputs are."""
        self._inputs.setText(f"{PIXELS} inputs: the {'directions of edges' if are_directions else 'pixels'}")

    def layers(self) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Return the neurons and the activation of each hidden layer."""
        neurons = tuple(row.neurons.value() for row in self._rows)
        return neurons, tuple(row.activation.currentData() for row in self._rows)

    def show_layers(self, neurons: tuple[int, ...], activations: tuple[str, ...]) -> None:
        """Show other hidden layers."""
        while self._rows:
            self._drop(self._rows[-1])
        for number, activation in zip(neurons, activations, strict=True):
            self._append(number, activation)
        self._on_edited()

    def _on_add(self) -> None:
        self._append(NEW_LAYER, self._rows[-1].activation.currentData() if self._rows else "sigmoid")
        self._on_edited()

    def _append(self, neurons: int, activation: str) -> None:
        spin = whole_field("", 1, MOST_NEURONS, neurons)
        combo = choice_field("", TRAINABLE, activation)
        remove = styled(push_button("−", "", "", lambda: self._on_remove(row)), compact=True)
        row = _Row(QWidget(), spin, combo, remove)
        line = horizontal(self._appearance, row.line, spacing=SPACE)
        for widget, stretch in ((spin, 2), (combo, 3), (remove, 0)):
            fit_field(widget, self._appearance, 30)
            line.addWidget(widget, stretch=stretch)
        # A number half typed is not yet a setting.
        spin.setKeyboardTracking(False)
        spin.valueChanged.connect(self.changed)
        combo.currentIndexChanged.connect(self.changed)
        self._rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row.line)

    def _on_remove(self, row: _Row) -> None:
        self._drop(row)
        self._on_edited()

    def _drop(self, row: _Row) -> None:
        self._rows.remove(row)
        row.line.setParent(None)
        row.line.deleteLater()

    def _on_edited(self) -> None:
        """Number the rows."""
        for number, row in enumerate(self._rows, start=1):
            parts = (
                (row.neurons, "hiddenNeurons", "Neurons of", NEURONS),
                (row.activation, "hiddenActivation", "Activation of", ACTIVATION),
                (row.remove, "removeLayer", "Remove", "Remove this hidden layer from the network."),
            )
            for widget, name, words, explanation in parts:
                widget.setObjectName(f"{name}{number}")
                explain(widget, f"{words} hidden layer {number}", explanation)
        self._add.setEnabled(len(self._rows) < MOST_HIDDEN_LAYERS)
        self.changed.emit()
