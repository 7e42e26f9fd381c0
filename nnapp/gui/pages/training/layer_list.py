"""The hidden layers as a list to edit: neurons and activation of each, one above the other."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QSpinBox, QToolButton, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.fields import by_name, choice_field, explain, fit_field, whole_field
from nnapp.gui.widgets.layouts import horizontal, label, named, vertical
from nnapp.nn.activations import ACTIVATIONS

MOST_NEURONS = 2_000
MOST_HIDDEN_LAYERS = 8
NEW_LAYER = 15
"""Neurons of a layer that is added."""

TRAINABLE = tuple(activation.name for activation in ACTIVATIONS if activation.trainable)


@dataclass(frozen=True, eq=False)
class _Row:
    """What belongs to one hidden layer."""

    line: QWidget
    neurons: QSpinBox
    activation: QComboBox
    remove: QToolButton


class LayerList(QWidget):
    """Edits neurons and activations of the hidden layers."""

    changed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Start without hidden layers."""
        super().__init__(parent)
        self._appearance = appearance
        self._rows: list[_Row] = []
        self._column = vertical(self._appearance, self, spacing=SPACE)
        self._column.addWidget(label("784 inputs: the pixels", "caption"))
        self._add = named(QPushButton("Add a hidden layer"), "addLayerButton")
        explain(self._add, "Add a hidden layer", "Put another hidden layer before the outputs.")
        self._add.clicked.connect(self._on_add)
        self._column.addWidget(self._add)

    def layers(self) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Return the neurons and the activation of each hidden layer."""
        neurons = tuple(row.neurons.value() for row in self._rows)
        return neurons, tuple(row.activation.currentData() for row in self._rows)

    def show_layers(self, neurons: tuple[int, ...], activations: tuple[str, ...]) -> None:
        """Show other hidden layers."""
        while self._rows:
            self._drop(self._rows[-1].line)
        for number, activation in zip(neurons, activations, strict=True):
            self._append(number, activation)
        self._rename()
        self.changed.emit()

    def _on_add(self) -> None:
        activation = self._rows[-1].activation.currentData() if self._rows else "sigmoid"
        self._append(NEW_LAYER, activation)
        self._rename()
        self.changed.emit()

    def _append(self, neurons: int, activation: str) -> None:
        row = QWidget()
        line = horizontal(self._appearance, row, spacing=SPACE)
        spin = whole_field("", 1, MOST_NEURONS, neurons)
        combo = choice_field("", by_name(TRAINABLE), activation)
        remove = QToolButton()
        remove.setText("−")
        for widget in (spin, combo, remove):
            fit_field(widget, self._appearance, 30)
        line.addWidget(spin, stretch=2)
        line.addWidget(combo, stretch=3)
        line.addWidget(remove)
        spin.valueChanged.connect(self.changed)
        combo.currentIndexChanged.connect(self.changed)
        remove.clicked.connect(lambda: self._on_remove(row))
        self._rows.append(_Row(row, spin, combo, remove))
        self._column.insertWidget(self._column.count() - 1, row)

    def _on_remove(self, row: QWidget) -> None:
        self._drop(row)
        self._rename()
        self.changed.emit()

    def _drop(self, row: QWidget) -> None:
        self._rows = [entry for entry in self._rows if entry.line is not row]
        self._column.removeWidget(row)
        row.setParent(None)
        row.deleteLater()

    def _rename(self) -> None:
        """Number the rows, for people and for tests."""
        for number, row in enumerate(self._rows, start=1):
            spin, combo, remove = row.neurons, row.activation, row.remove
            spin.setObjectName(f"hiddenNeurons{number}")
            combo.setObjectName(f"hiddenActivation{number}")
            explain(
                spin,
                f"Neurons of hidden layer {number}",
                f"How many neurons hidden layer {number} has: more can tell more patterns apart, and take longer.",
            )
            explain(
                combo,
                f"Activation of hidden layer {number}",
                "What each neuron makes of its weighted sum: without a bend, many layers could do no more than one.",
            )
            remove.setObjectName(f"removeLayer{number}")
            explain(remove, f"Remove hidden layer {number}", f"Take hidden layer {number} out of the network.")
        self._add.setEnabled(len(self._rows) < MOST_HIDDEN_LAYERS)
