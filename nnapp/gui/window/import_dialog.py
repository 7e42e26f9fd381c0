"""Asks what a weight file of another program does not say."""

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QWidget

from nnapp.digits.preprocessing import PREPARATIONS
from nnapp.files.import_answers import ORIENTATIONS, Answers
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.fields import choice_field, explain
from nnapp.gui.widgets.layouts import paragraph, vertical
from nnapp.nn.activations import ACTIVATIONS

WIDTH = 420
PREPARED = "What digits went through before the network learnt them. Most networks learnt MNIST as it is: mnist."
LIKELY = {
    "hidden_activation": "relu", "output_activation": "softmax", "orientation": ORIENTATIONS[0],
    "preparation": Answers().preparation,
}  # fmt: skip
"""What most files of other programs hold."""


class ImportDialog(QDialog):
    """One field for each open question, and one for the preparation."""

    def __init__(
        self, sentence: str, questions: tuple[str, ...], appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        """Ask ``questions``, names of fields of ``Answers``; ``sentence`` says why."""
        super().__init__(parent)
        self.setWindowTitle("Open weights")
        appearance.scale(self.setMinimumWidth, WIDTH)
        self._fields: dict[str, QComboBox] = {}
        column = vertical(appearance, self, spacing=3 * SPACE, margins=(3 * SPACE,) * 4)
        column.addWidget(paragraph(sentence))
        form = QFormLayout()
        appearance.scale(form.setHorizontalSpacing, 2 * SPACE)
        appearance.scale(form.setVerticalSpacing, 2 * SPACE)
        column.addLayout(form)
        activations = tuple((activation.name, activation.label) for activation in ACTIVATIONS)
        orientations = tuple(zip(ORIENTATIONS, ("Neurons by inputs", "Inputs by neurons"), strict=True))
        preparations = tuple((preparation.name, preparation.label) for preparation in PREPARATIONS)
        rows = (
            ("hidden_activation", "Hidden layers", activations, "What each hidden neuron makes of its weighted sum."),
            ("output_activation", "Outputs", activations, "What each output neuron makes of its weighted sum."),
            ("orientation", "Matrices", orientations, "Whether each row of a matrix belongs to a neuron or an input."),
            ("preparation", "Input", preparations, PREPARED),
        )
        for name, title, choices, explanation in rows:
            if name in (*questions, "preparation"):
                self._fields[name] = choice_field(f"{name}Combo", choices, LIKELY[name])
                explain(self._fields[name], title, explanation)
                form.addRow(title, self._fields[name])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def answers(self) -> Answers:
        """Return what was chosen."""
        return Answers(**{name: field.currentData() for name, field in self._fields.items()})
