"""The Neuron page: every number of the chosen neuron, followed to its pixels."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QPushButton, QTableView, QVBoxLayout, QWidget

from nnapp.gui.appearance import Appearance
from nnapp.gui.fields import explain
from nnapp.gui.layouts import label, named
from nnapp.gui.neuron_numbers import DECIMALS, UNIT, NeuronNumbers, millionths
from nnapp.gui.neuron_pictures import NeuronPictures
from nnapp.gui.product_table import ProductTable
from nnapp.gui.session import Session
from nnapp.gui.theme import SPACE

WORDS_WIDTH, FORMULA_HEIGHT = 290, 84
STRONGEST = 3
"""Neurons that are named as spoken for, and against."""


class InspectorPage(QWidget):
    """Shows one neuron of the session's network, for the session's drawing."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Follow the choice of a neuron, the drawing and the network."""
        super().__init__(parent)
        self.setObjectName("inspectorPage")
        self._session = session
        self._name = label("", "strong", "neuronName")
        self._formula = label("", name="neuronFormula")
        self._formula.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # Of a fixed size, as a label that may grow has the whole window laid out anew with each stroke.
        self._formula.setFixedSize(WORDS_WIDTH, FORMULA_HEIGHT)
        self._speaks = label("", "muted", "neuronSpeaksFor")
        self._speaks.setWordWrap(True)
        caption = label(
            "Choose a neuron in the diagram with the mouse or the arrow keys. It multiplies each input x by a "
            "weight w, adds its bias b, and bends the sum z into its activation a.",
            "caption",
        )
        caption.setWordWrap(True)
        left = QVBoxLayout()
        left.setSpacing(2 * SPACE)
        for widget in (self._name, self._formula, self._speaks, caption):
            left.addWidget(widget)
        left.addStretch()
        words = QWidget()
        words.setLayout(left)
        words.setFixedWidth(WORDS_WIDTH)
        left.setContentsMargins(0, 0, 0, 0)
        self._pictures = NeuronPictures(appearance)
        self._table = ProductTable(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        row.setSpacing(5 * SPACE)
        row.addWidget(words)
        row.addWidget(self._pictures, stretch=4)
        row.addLayout(self._build_table(), stretch=4)
        for signal in (session.recognition_changed, session.selection_changed):
            signal.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Take in what happened while the page was hidden."""
        super().showEvent(event)
        self._show()

    def _build_table(self) -> QVBoxLayout:
        view = named(QTableView(), "productTable")
        view.setModel(self._table)
        view.setAccessibleName("Products of the neuron")
        view.setSortingEnabled(True)
        view.sortByColumn(3, Qt.SortOrder.DescendingOrder)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(22)
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._copy = named(QPushButton("Copy as text"), "copyProductsButton")
        explain(
            self._copy, "Copy as text", "Copy the table and the sum, to be pasted into a spreadsheet or a document."
        )
        self._copy.clicked.connect(self.copy)
        column = QVBoxLayout()
        column.setSpacing(2 * SPACE)
        column.addWidget(view, stretch=1)
        foot = QHBoxLayout()
        foot.addWidget(self._copy)
        foot.addStretch()
        column.addLayout(foot)
        return column

    def copy(self) -> None:
        """Put the neuron's name, its formula and the table on the clipboard."""
        QGuiApplication.clipboard().setText(f"{self._name.text()}\n{self._formula.text()}\n\n{self._table.as_text()}")

    def _on_changed(self) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        session = self._session
        layer, neuron = session.selection
        network, recognition = session.recogniser.network, session.recognition
        numbers = NeuronNumbers.of(network, recognition.forward, layer, neuron)
        name = session.neuron_name(layer, neuron)
        self._name.setText(f"Neuron {name}" if not name.startswith("output") else f"Output neuron {name[7:]}")
        self._formula.setText(formula(numbers))
        spoken = self._spoken_for(layer, neuron)
        if spoken != self._speaks.text():
            self._speaks.setText(spoken)
        self._pictures.show_numbers(numbers, recognition.seen)
        self._table.show_numbers(numbers)

    def _spoken_for(self, layer: int, neuron: int) -> str:
        layers = self._session.recogniser.network.layers
        if layer + 1 == len(layers):
            return "It is an output: it speaks for its own class."
        weights = layers[layer + 1].weights[:, neuron]
        order = weights.argsort()
        names = [self._session.neuron_name(layer + 1, number) for number in range(len(weights))]
        most = [f"{names[k]} ({weights[k]:+.2f})" for k in order[::-1][:STRONGEST] if weights[k] > 0]
        least = [f"{names[k]} ({weights[k]:+.2f})" for k in order[:STRONGEST] if weights[k] < 0]
        return f"Speaks for {', '.join(most) or 'none'}; against {', '.join(least) or 'none'}."


def formula(numbers: NeuronNumbers) -> str:
    """Return how z and a come about, in numbers that add up as they are displayed."""
    lines = [
        f"sum of w x   {millionths(numbers.shown_sum)}",
        f"+ bias b   {millionths(round(numbers.bias * UNIT))}",
        f"+ rounding   {millionths(numbers.rounding)}",
        f"= z   {millionths(round(numbers.z * UNIT))}",
        f"a = {numbers.activation}(z)   {numbers.a:.{DECIMALS}f}",
    ]
    return "\n".join(lines)
