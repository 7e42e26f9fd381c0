"""One layer of a live sheet: fields for its weights and biases, and every sum written out."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QWidget

from nnapp.gui.pages.course.activities.sheet_words import LayerWords, note_words, result_words, sum_words
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TextHeight
from nnapp.gui.widgets.layouts import fill, label, paragraph, row, styled, vertical
from nnapp.gui.widgets.lights import Lights
from nnapp.gui.widgets.matrix import show_number, small_field
from nnapp.gui.widgets.small_network import Part
from nnapp.gui.widgets.steady import Steady
from nnapp.gui.widgets.wrapping import growing_paragraph
from nnapp.nn.worked_example import WorkedExample
from nnapp.wording import indexed

MOST: Final = 3
"""Neurons of a layer, and inputs of a neuron."""
STEP: Final = 0.1
NAME: Final = 60
"""The least width of the name of a neuron, in pixels."""


@dataclass(frozen=True)
class _Neuron:
    """The parts of one neuron."""

    box: QWidget
    name: QLabel
    weights: tuple[QDoubleSpinBox, ...]
    bias: QDoubleSpinBox
    sum: QLabel
    result: QLabel
    note: QLabel


class SheetLayer(QWidget):
    """Shows the neurons of one layer, up to three; what is entered goes to ``entered``."""

    entered = Signal(str, float)
    """The name of a weight or bias, as lessons know it, and its new value."""

    def __init__(self, layer: int, suffix: str, lights: Lights, appearance: Appearance) -> None:
        """Start empty. ``suffix`` tells the names of this layer from those of the other: w_output12."""
        super().__init__()
        self._layer, self._suffix, self._appearance, self._lights = layer, suffix, appearance, lights
        self._heading = label("", "heading")
        self._neurons = [self._build_neuron(neuron) for neuron in range(MOST)]
        boxes = (neuron.box for neuron in self._neurons)
        fill(vertical(appearance, self, spacing=2 * SPACE), self._heading, *boxes, None)

    def show_example(self, name: str, example: WorkedExample, words: LayerWords, places: int, *, notes: bool) -> None:
        """Write the layer out; with ``notes`` where the course prints other numbers."""
        self._heading.setText(words.heading)
        weights, biases = (getattr(example.network.layers[self._layer], part) for part in ("weights", "biases"))
        for number, neuron in enumerate(self._neurons):
            neuron.box.setVisible(number < len(weights))
            if number >= len(weights):
                continue
            neuron.name.setText(f"{words.neuron} {number + 1}")
            for source, field in enumerate(neuron.weights):
                field.setVisible(source < weights.shape[1])
                if source < weights.shape[1]:
                    show_number(field, float(weights[number, source]))
            show_number(neuron.bias, float(biases[number]))
            result = result_words(example, self._layer, number, places, words.output)
            neuron.sum.setText(sum_words(example, self._layer, number, places))
            neuron.result.setText(result)
            note = note_words(name, example, self._layer, number) if notes else ""
            neuron.note.setVisible(bool(note))
            neuron.note.setText(note)
            for source, field in enumerate((*neuron.weights, neuron.bias)):
                meaning = "bias" if field is neuron.bias else f"weight from {words.source} {source + 1}"
                field.setAccessibleDescription(f"{words.neuron} {number + 1}, {meaning}. {result} {note}")

    def _build_neuron(self, number: int) -> _Neuron:
        weights = tuple(self._build_field("w", number, source) for source in range(MOST))
        bias = self._build_field("b", number)
        suffix = f"{self._suffix or '_'}Neuron{number + 1}"
        total = growing_paragraph(TextHeight(2), self._appearance, "muted", f"sum{suffix}")
        result = styled(paragraph("", name=f"result{suffix}"), role="strong")
        note = paragraph("", "advice", f"note{suffix}")
        box, name = QWidget(), label("")
        self._appearance.scale(name.setMinimumWidth, NAME)
        fields = row(self._appearance, name, *weights, label(f"  {indexed('b', number + 1)}", "muted"), bias, None)
        fill(vertical(self._appearance, box, spacing=SPACE), fields, Steady(total), Steady(result), note)
        own = Part(self._layer, number)
        self._lights.join(own, *weights)
        for widget in (total, result, name):
            self._lights.watch(widget, own)
        return _Neuron(box, name, weights, bias, total, result, note)

    def _build_field(self, letter: str, neuron: int, source: int | None = None) -> QDoubleSpinBox:
        name = f"{letter}{self._suffix}{neuron + 1}{'' if source is None else source + 1}"
        indices = (neuron + 1,) if source is None else (neuron + 1, source + 1)
        field = small_field(
            name, STEP, f"The {'bias' if source is None else 'weight'} of this neuron.", self._appearance
        )
        field.setAccessibleName(indexed(letter, *indices))
        field.valueChanged.connect(lambda value: self.entered.emit(name, value))
        part = Part(self._layer, neuron, source)
        self._lights.watch(field, part)
        if source is not None:
            self._lights.join(part, field)
        return field
