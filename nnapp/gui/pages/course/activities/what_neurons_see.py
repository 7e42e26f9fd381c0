"""A hard question broken into smaller ones: what each neuron asks, what it answers, and who uses its answer."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from nnapp.digits.datasets import COURSE_DIGITS
from nnapp.digits.drawing import CANVAS, Drawing
from nnapp.digits.preprocessing import canvas_ink
from nnapp.digits.recogniser import Recogniser, Recognition
from nnapp.files.lessons.lesson import Value, Values
from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.course.activities.activity import Activity
from nnapp.gui.pages.course.activities.chain_diagram import ChainDiagram
from nnapp.gui.pages.course.activities.course_drawings import OWN, course_drawings
from nnapp.gui.pages.course.activities.sight_pictures import SightPictures
from nnapp.gui.pages.course.activities.sight_words import answer_in_words, question_in_words, way_in_words
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TextHeight
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.fields import chooser, show_choice
from nnapp.gui.widgets.layouts import column, fill, label, row, vertical
from nnapp.gui.widgets.neuron_words import neuron_title
from nnapp.gui.widgets.steady import Steady
from nnapp.gui.widgets.wrapping import growing_paragraph, share, wrap
from nnapp.locations import shipped_weights
from nnapp.nn.arrays import Array
from nnapp.nn.inspect.chain import Chain
from nnapp.nn.inspect.neuron_numbers import NeuronNumbers
from nnapp.nn.inspect.preferred_input import preferred_input

NETWORKS: Final = {"one": "default", "two": "64-32"}
"""The networks that ship with one hidden layer and with two."""
LAYERS: Final = (("one", "one hidden layer: 784-15-10"), ("two", "two hidden layers: 784-64-32-10"))
INPUTS: Final = ((OWN, "your drawing"), *((f"{digit}", f"a {digit} of the course") for digit in COURSE_DIGITS))
LATER: Final = 40
"""Milliseconds for which the lesson waits when the drawing changes."""
PICTURES, WORDS, MOST = 250, 258, 640
"""The least widths of the pictures and of the words, and the most that they use, in pixels."""


@dataclass(frozen=True)
class _State:
    layers: str = "two"
    input: str = OWN
    layer: int = 1
    """Counted from 1, as people do."""
    neuron: int = 1


class WhatNeuronsSeeActivity(Activity):
    """Two networks that ship, at the person's drawing or at one of the course's digits."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Begin with two hidden layers, at the drawing."""
        super().__init__()
        self._session, self._appearance, self._state = session, appearance, _State()
        self._recognisers: dict[str, Recogniser] = {}
        self._preferred: dict[tuple[str, int, int], Array] = {}
        self._recognition = self._recognise()
        chain = Chain.through(self._recogniser.network, self._recognition.forward, *self._selected)
        self._diagram = ChainDiagram(self._recogniser, self._recognition, chain, self._selected, appearance)
        self._diagram.neuron_selected.connect(self._on_selected)
        self._pictures = SightPictures(appearance)
        pictures = share(self._pictures, 3, appearance, PICTURES, MOST)
        lower = wrap(QWidget(), appearance, pictures, share(self._build_words(), 4, appearance, WORDS, MOST))
        fill(vertical(appearance, self, spacing=3 * SPACE), self._build_fields(), (self._diagram, 1), lower)
        # A little later, so that the pen and the answer on the board never wait for the lesson.
        self._soon = QTimer(self, singleShot=True, interval=LATER)
        self._soon.timeout.connect(self._on_drawing)
        session.recognition_changed.connect(self._on_recognition)
        self._show()

    def set_values(self, values: Values) -> None:
        """Take the network, the input, the layer and the neuron; where there is no such neuron, the last one."""
        numbers = {name: round(float(values[name])) for name in ("layer", "neuron") if name in values}
        words = {name: str(values[name]) for name in ("layers", "input") if name in values}
        self._state = replace(self._state, **numbers, **words)  # type: ignore[arg-type] # numbers and words, as named
        sizes = self._recogniser.network.sizes[1:]
        layer = min(self._state.layer, len(sizes))
        self._state = replace(self._state, layer=layer, neuron=min(self._state.neuron, sizes[layer - 1]))
        if words:
            self._recognition = self._recognise()
        self._show()

    def quantities(self) -> dict[str, Value]:
        """Return the values, the answer of the neuron (0 where nothing is drawn), and which output it supports most."""
        state, (layer, neuron) = self._state, self._selected
        answer = float(self._recognition.forward.activations[layer][0, neuron])
        return {
            "layers": state.layers, "input": state.input, "layer": float(state.layer), "neuron": float(state.neuron),
            "activation": 0.0 if self._recognition.is_blank else answer,
            "strongest_output": float(self._chain().neurons[-1]),
        }  # fmt: skip

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was drawn while it was hidden."""
        super().showEvent(event)
        self._on_drawing()

    @property
    def _recogniser(self) -> Recogniser:
        """The network that is shown, read when it is first wanted."""
        layers = self._state.layers
        if layers not in self._recognisers:
            self._recognisers[layers] = load_weights(shipped_weights(NETWORKS[layers])).recogniser
        return self._recognisers[layers]

    @property
    def _selected(self) -> tuple[int, int]:
        """The layer and the neuron, counted from 0."""
        return self._state.layer - 1, self._state.neuron - 1

    @cached_property
    def _samples(self) -> dict[str, Drawing]:
        return course_drawings()

    def _drawing(self) -> Drawing:
        """Return what the network looks at."""
        if self._state.input == OWN:
            return self._session.sketch.drawing
        return self._samples[self._state.input]

    def _recognise(self) -> Recognition:
        return self._recogniser.recognise(self._drawing())

    def _chain(self) -> Chain:
        return Chain.through(self._recogniser.network, self._recognition.forward, *self._selected)

    def _build_fields(self) -> QWidget:
        appearance = self._appearance
        words = "Network", "A network with one hidden layer, or one with two."
        self._layers = chooser("hiddenLayers", LAYERS, words, 235, appearance, self.taking("layers"))
        words = "Input", "What the network looks at."
        self._input = chooser("neuronInput", INPUTS, words, 145, appearance, self.taking("input"))
        return column(appearance, row(appearance, self._layers, self._input, None))

    def _build_words(self) -> QWidget:
        appearance = self._appearance
        self._title = label("", "strong", "sightTitle")
        self._question = growing_paragraph(TextHeight(2), appearance, name="sightQuestion")
        self._answer = growing_paragraph(TextHeight(2), appearance, name="sightAnswer")
        self._way = growing_paragraph(TextHeight(4), appearance, name="sightWay")
        parts = (
            column(appearance, Steady(self._title), Steady(self._question)),
            column(appearance, label("ITS ANSWER", "heading"), Steady(self._answer)),
            column(appearance, label("WHOM IT ASKS, AND WHO ASKS IT", "heading"), Steady(self._way)),
        )
        return column(appearance, *parts, spacing=2 * SPACE)

    def _on_selected(self, layer: int, neuron: int) -> None:
        self.set_values({"layer": layer + 1.0, "neuron": neuron + 1.0})

    def _on_recognition(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _on_drawing(self) -> None:
        if self.isVisible() and self._state.input == OWN:
            self._recognition = self._recognise()
            self._show()

    def _sought(self) -> Array:
        """Return the weights of a neuron that looks at pixels, or the input that a deeper one prefers, (28, 28)."""
        layer, neuron = self._selected
        network = self._recogniser.network
        if layer == 0:
            weights: Array = network.layers[0].weights[neuron]
            return weights.reshape(CANVAS, CANVAS)
        key = (self._state.layers, layer, neuron)
        if key not in self._preferred:
            *_before, self._preferred[key] = preferred_input(network, layer, neuron)
        return self._preferred[key].reshape(CANVAS, CANVAS)

    def _show(self) -> None:
        state, recogniser, recognition = self._state, self._recogniser, self._recognition
        selected, network = self._selected, recogniser.network
        numbers, chain = NeuronNumbers.of(network, recognition.forward, *selected), self._chain()
        show_choice(self._layers, state.layers)
        show_choice(self._input, state.input)
        self._diagram.seen.drawn = canvas_ink(self._drawing())
        self._diagram.show_chain(recogniser, recognition, chain, selected)
        found = numbers.contributions.reshape(CANVAS, CANVAS)
        self._pictures.show_sight(self._sought(), found, recognition.seen, is_ink=selected[0] > 0)
        question, answer = question_in_words(network, *selected), answer_in_words(numbers, recognition)
        self._title.setText(neuron_title(network, recogniser.class_names, *selected))
        self._question.setText(question)
        self._answer.setText(answer)
        self._way.setText(way_in_words(recogniser, recognition, chain, *selected))
        self._pictures.setAccessibleDescription(f"{self._title.text()}. {question} {answer} {self._way.text()}")
        self.changed.emit()
