"""Asks what a weight file of another program does not say."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QWidget

from nnapp.digits.preparations import PREPARATIONS
from nnapp.files.import_answers import ORIENTATIONS, Answers
from nnapp.files.import_readings import Reading
from nnapp.files.input_scale import SCALES, TORCHVISION, UNIT, InputScale
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.fields import MINIMUM_WIDTH, choice_field, explain, fit_field, number_field
from nnapp.gui.widgets.layouts import paragraph, vertical
from nnapp.nn.activations import ACTIVATIONS
from nnapp.wording import percent

WIDTH = 420
PREPARED = "How the digits were prepared before training. Most networks were trained on MNIST as it is."
SCALED = (
    "The values of paper and full ink in the digits the network was trained on. "
    "The weights are converted so that it accepts nnapp's ink, from 0 to 1."
)
LIKELY: dict[str, object] = {
    "hidden_activation": "relu", "output_activation": "softmax", "orientation": ORIENTATIONS[0],
    "scale": UNIT, "preparation": Answers().preparation,
}  # fmt: skip
"""What most files of other programs hold."""


class ImportDialog(QDialog):
    """One field for each open question, and one for the preparation."""

    def __init__(
        self,
        sentence: str,
        questions: tuple[str, ...],
        readings: tuple[Reading, ...],
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        """Ask ``questions``, names of fields of ``Answers``; ``sentence`` says why.

        ``readings`` say how well the network does with each likely answer; the first answers are the best ones.
        """
        super().__init__(parent)
        self.setWindowTitle("Open weights")
        appearance.scale(self.setMinimumWidth, WIDTH)
        self._readings, self._fields = readings, dict[str, QComboBox]()
        column = vertical(appearance, self, spacing=3 * SPACE, margins=(3 * SPACE,) * 4)
        column.addWidget(paragraph(sentence))
        self._form = QFormLayout()
        appearance.scale(self._form.setHorizontalSpacing, 2 * SPACE)
        appearance.scale(self._form.setVerticalSpacing, 2 * SPACE)
        column.addLayout(self._form)
        self._mean = number_field("meanSpinBox", -10.0, 10.0, TORCHVISION.mean, 4)
        self._deviation = number_field("deviationSpinBox", 0.0001, 10.0, TORCHVISION.deviation, 4)
        self._add_fields(questions, appearance)
        for name in ("hidden_activation", "scale", "preparation"):
            if name in self._fields:
                self._fields[name].currentIndexChanged.connect(self._show_scales)
        self._show_scales()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def answers(self) -> Answers:
        """Return what was chosen."""
        said: dict[str, Any] = {name: field.currentData() for name, field in self._fields.items()}
        if said.get("scale") == TORCHVISION:
            said["scale"] = InputScale(self._mean.value(), self._deviation.value())
        return Answers(**said)

    def _add_fields(self, questions: tuple[str, ...], appearance: Appearance) -> None:
        likely = dict(LIKELY)
        if self._readings:
            best = self._readings[0]
            likely |= {"hidden_activation": best.hidden_activation, "scale": best.scale}
        activations = tuple((activation.name, activation.label) for activation in ACTIVATIONS)
        orientations = tuple(zip(ORIENTATIONS, ("Neurons by inputs", "Inputs by neurons"), strict=True))
        scales = tuple((scale, words) for words, scale in SCALES.items())
        # No other program computes nnapp's directions.
        preparations = tuple((entry.name, entry.label) for entry in PREPARATIONS if not entry.directions)
        rows = (
            ("hidden_activation", "Hidden layers", activations, "Turns each hidden neuron's sum into its activation."),
            ("output_activation", "Outputs", activations, "Turns each output neuron's sum into its activation."),
            ("orientation", "Matrices", orientations, "Whether each row of a matrix belongs to a neuron or an input."),
            ("scale", "Pixels", scales, SCALED),
            ("preparation", "Input", preparations, PREPARED),
        )
        for name, title, choices, explanation in rows:
            if name in (*questions, "preparation"):
                self._fields[name] = choice_field(f"{name}Combo", choices, likely[name])
                explain(self._fields[name], title, explanation)
                # The dialog becomes as wide as the words of the longest answer.
                self._fields[name].setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
                self._form.addRow(title, self._fields[name])
            if name == "scale":
                for words, box in (("Mean", self._mean), ("Deviation", self._deviation)):
                    explain(box, words, f"The {words.lower()} of the pixels in its training data, where full ink is 1.")
                    fit_field(box, appearance, MINIMUM_WIDTH)
                    self._form.addRow(words, box)

    def _show_scales(self) -> None:
        """Show beside each scale how well the network does with it, and the numbers of one that has some."""
        box, hidden = self._fields.get("scale"), self._fields.get("hidden_activation")
        for field in (self._mean, self._deviation):
            self._form.setRowVisible(field, box is not None and box.currentData() == TORCHVISION)
        if box is None:
            return
        chosen = None if hidden is None else hidden.currentData()
        measured = {entry.scale: entry.accuracy for entry in self._readings if entry.hidden_activation == chosen}
        if self._fields["preparation"].currentData() != LIKELY["preparation"]:
            measured = {}
        for index, (words, scale) in enumerate(SCALES.items()):
            reads = f" – recognises {percent(measured[scale], 1)} of MNIST" if scale in measured else ""
            box.setItemText(index, words + reads)
