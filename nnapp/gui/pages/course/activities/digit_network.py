"""The digit network at work on the person's own drawing: weights as strength, and which neuron fires."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from PySide6.QtWidgets import QWidget

from nnapp.digits.drawing import Drawing
from nnapp.digits.preprocessing import canvas_ink
from nnapp.digits.recogniser import Recogniser, Recognition
from nnapp.files.lessons.lesson import Value, Values
from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.course.activities.activity import Activity
from nnapp.gui.pages.course.activities.course_drawings import OWN, course_drawings
from nnapp.gui.pages.course.activities.digit_words import chosen_words, connection_words, number_words
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TextHeight
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.diagram.marks import Marks, Neuron
from nnapp.gui.widgets.diagram.network_diagram import NetworkDiagram
from nnapp.gui.widgets.layouts import column, fill, label, vertical
from nnapp.gui.widgets.neuron_words import short_name
from nnapp.gui.widgets.number_slider import NumberSlider
from nnapp.gui.widgets.steady import Steady
from nnapp.gui.widgets.wrapping import growing_paragraph, share, wrap
from nnapp.locations import default_weights
from nnapp.nn.arrays import Indices
from nnapp.nn.inspect.strength import sizes_between_neurons, strongest_between_neurons, strongest_first
from nnapp.nn.network import Network
from nnapp.wording import percent

NOTHING_FIRES: Final = -1.0
HEIGHT, COLUMN, CAPTION = 240, 240, 92
"""The least height of the diagram and width of a column below it, and the width of what stands before the slider."""
STRONGER: Final = "How strong a connection must be to be shown: a share of the strongest between two neurons."
OF_COURSE: Final = "Your network sees directions; this is the network of the course, which sees pixels."


@dataclass
class _State:
    """What the person plays with."""

    stronger_than: float = 0.0
    """A percentage of the strongest connection."""
    digit: int = 7
    """The output that was chosen last."""
    neuron: Neuron = (-1, 7)
    """The chosen neuron; the layer -1 is the last one, whichever network there is."""
    example: str = OWN


class DigitNetworkActivity(Activity):
    """The network diagram with the person's drawing; neurons are chosen in it, and weak connections left out."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Show the network and the drawing of ``session``, which stays as it is."""
        super().__init__()
        self._session, self._appearance, self._state = session, appearance, _State()
        self._hovered: Neuron | None = None
        self._drawing = session.sketch.drawing
        self._diagram = NetworkDiagram(self._recogniser, self._recognition(), appearance)
        self._diagram.setObjectName("digitNetwork")
        appearance.scale(self._diagram.setMinimumHeight, HEIGHT)
        self._diagram.neuron_selected.connect(self._on_selected)
        self._diagram.neuron_hovered.connect(self._on_hovered)
        self._slider = NumberSlider("strongerThan", "stronger than", STRONGER, (0, 100, 1), appearance, _percentage)
        appearance.scale(self._slider.caption.setMinimumWidth, CAPTION)
        self._slider.moved.connect(self.taking("stronger_than"))
        self._shown = growing_paragraph(TextHeight(2), appearance, name="connectionsShown")
        self._chosen = growing_paragraph(TextHeight(3), appearance, name="chosenNeuron")
        self._numbers = growing_paragraph(TextHeight(3), appearance, name="networkNumbers")
        fill(vertical(appearance, self, spacing=3 * SPACE), (self._diagram, 1), self._build_columns())
        session.recognition_changed.connect(self._on_recognition)
        self._show()

    def set_values(self, values: Values) -> None:
        """Take how strong connections must be, the output, the place of the chosen neuron, and the example."""
        state = self._state
        state.stronger_than = float(values.get("stronger_than", state.stronger_than))
        rank = int(values.get("rank", self._rank()))
        state.digit = int(values.get("digit", state.digit))
        if {"digit", "rank"} & values.keys():
            state.neuron = self._ranked(rank)
        state.example = str(values.get("example", state.example))
        self._drawing = self._session.sketch.drawing
        self._show()

    def quantities(self) -> dict[str, Value]:
        """Return the values, what was drawn and what fires, and the chosen neuron."""
        state, recognition, network = self._state, self._recognition(), self._network
        (layer, neuron), fired, rank = self._neuron(), recognition.fired, self._rank()
        return {
            "stronger_than": state.stronger_than, "digit": float(state.digit), "rank": float(rank),
            "example": state.example, "drawn": float(not recognition.is_blank),
            "answer": float(fired[0]) if fired else NOTHING_FIRES, "layer": float(layer + 1),
            "neuron": short_name(network, self._recogniser.class_names, layer, neuron),
            "weight": float(network.layers[-1].weights[self._output(), neuron]) if rank else 0.0,
            "connections": float((sizes_between_neurons(network) >= self._least()).sum()),
        }  # fmt: skip

    def _build_columns(self) -> QWidget:
        appearance = self._appearance
        columns = (
            ("CONNECTIONS", self._slider, Steady(self._shown)),
            ("THE CHOSEN NEURON", Steady(self._chosen)),
            ("WHAT THE NUMBERS ARE", Steady(self._numbers)),
        )
        built = (column(appearance, label(heading, "heading"), *parts) for heading, *parts in columns)
        return wrap(QWidget(), appearance, *(share(part, 1, appearance, COLUMN) for part in built))

    @property
    def _recogniser(self) -> Recogniser:
        """The network of the program, or the course's where that one sees directions: the lesson is about pixels."""
        recogniser = self._session.recogniser
        return self._of_course if recogniser.preparation.directions else recogniser

    @cached_property
    def _of_course(self) -> Recogniser:
        return load_weights(default_weights()).recogniser

    @property
    def _network(self) -> Network:
        return self._recogniser.network

    @cached_property
    def _samples(self) -> dict[str, Drawing]:
        return course_drawings()

    def _shown_drawing(self) -> Drawing:
        """Return the sample, or else what the person has drawn."""
        own = self._session.sketch.drawing
        return own if self._state.example == OWN else self._samples[self._state.example]

    def _recognition(self) -> Recognition:
        if self._state.example == OWN and self._recogniser is self._session.recogniser:
            return self._session.recognition
        return self._recogniser.recognise(self._shown_drawing())

    def _output(self) -> int:
        return min(self._state.digit, self._network.sizes[-1] - 1)

    def _neuron(self) -> Neuron:
        """Return the chosen neuron, or the nearest one that the network has."""
        (layer, neuron), last = self._state.neuron, len(self._network.layers) - 1
        layer = last if layer < 0 else min(layer, last)
        return layer, min(neuron, self._network.layers[layer].neurons - 1)

    def _rank(self) -> int:
        """Return the place of the chosen neuron among those that lead to the output, from 1; 0: it is none of them."""
        layer, neuron = self._neuron()
        return self._into_output().tolist().index(neuron) + 1 if layer == len(self._network.layers) - 2 else 0

    def _ranked(self, rank: int) -> Neuron:
        """Return the neuron of that place among those that lead to the output; 0 is the output itself."""
        last = len(self._network.layers) - 1
        if rank == 0 or last == 0:
            return -1, self._output()
        order = self._into_output()
        return last - 1, int(order[min(rank, len(order)) - 1])

    def _into_output(self) -> Indices:
        """Return the neurons that lead to the output, from the strongest connection to the weakest."""
        return strongest_first(self._network.layers[-1].weights[self._output()])

    def _least(self) -> float:
        """Return how large a weight must be for its connection to be shown."""
        return self._state.stronger_than / 100 * strongest_between_neurons(self._network)

    def _on_selected(self, layer: int, neuron: int) -> None:
        self._state.neuron = (layer, neuron)
        if layer == len(self._network.layers) - 1:
            self._state.neuron, self._state.digit = (-1, neuron), neuron
        self._show()

    def _on_hovered(self, neuron: Neuron | None) -> None:
        if neuron != self._hovered:
            self._hovered = neuron
            self._show_diagram(self._recognition())

    def _on_recognition(self) -> None:
        self._hovered = None
        # Whoever draws wants to see the own drawing, not the sample.
        if self._session.sketch.drawing is not self._drawing:
            self._drawing, self._state.example = self._session.sketch.drawing, OWN
        self._show()

    def _show(self) -> None:
        recogniser, recognition, neuron = self._recogniser, self._recognition(), self._neuron()
        self._slider.set_value(self._state.stronger_than)
        self._show_diagram(recognition)
        self._shown.setText(connection_words(self._network, self._least()))
        self._chosen.setText(chosen_words(recogniser, recognition, neuron, self._output(), self._rank()))
        said = number_words(recogniser, recognition, is_own=self._state.example == OWN)
        self._numbers.setText(said if recogniser is self._session.recogniser else f"{OF_COURSE} {said}")
        self.changed.emit()

    def _show_diagram(self, recognition: Recognition) -> None:
        marks = Marks(self._neuron(), self._hovered)
        layer, neuron = marks.watched
        passed_on = recognition.forward.passed_on(layer - 1)[0]
        followed = int(np.abs(self._network.layers[layer].weights[neuron] * passed_on).argmax())
        self._diagram.seen.drawn = canvas_ink(self._shown_drawing())
        self._diagram.show_lines(by_activation=False, least_weight=self._least())
        marks = Marks(marks.selected, marks.hovered, followed)
        self._diagram.show_recognition(self._recogniser, recognition, marks)


def _percentage(value: float) -> str:
    return percent(value / 100)
