"""The Looks for page: the drawing that would fire a neuron most, and the smallest change that changes the answer."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from nnapp.digits.drawing import CANVAS
from nnapp.digits.recogniser import Recogniser
from nnapp.gui.pages.network.preferred_input.picture import PreferredInputPicture
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, SPACE, Lines
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.activation_chart import ActivationChart, Bars
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import PAGE, horizontal, label, named, vertical
from nnapp.gui.widgets.neuron_words import neuron_name
from nnapp.nn.arrays import Array
from nnapp.nn.inspect.preferred_input import ASCENT_RATE, CHANGE_SIZE, SPREAD, preferred_input, smallest_change
from nnapp.nn.network import ForwardPass, Network
from nnapp.wording import count, decimals

INTERVAL = 30
"""Milliseconds between two steps."""
WORDS_WIDTH, CHART_WIDTH = 290, 210
WORDS_HEIGHT, CAPTION_HEIGHT = Lines(3, room=4), Lines(5, SMALL, room=6)
BEGIN = "Choose a neuron in the diagram, then what to look for. Both can be stopped at any time."
ASCENT = (
    "Gradient ascent on the input, from grey: x ← x + {rate} · (g / max|g| − {spread}), kept within 0 and 1, where "
    "g = ∂z/∂x says how much each pixel raises the neuron's sum z. What comes out rarely looks like a digit."
)
CHANGE = (
    "Straight for the nearest other output k, and a hair beyond: x ← x + (z − zₖ) · g / |g|², where g = ∂(zₖ − z)/∂x, "
    "in steps of a length of at most {size}. It ends where k is as strong, so both may fire."
)


@dataclass(frozen=True, eq=False)
class Search:
    """What is being looked for; it goes on with the network that it began with."""

    recogniser: Recogniser
    network: Network
    """Its network in float64."""
    steps: Iterator[Array]
    start: Array
    """The inputs that it began with, (inputs,)."""
    neuron: tuple[int, int] | None
    """The layer and the number of the neuron that is to fire; None: the answer is to be changed."""

    @property
    def title(self) -> str:
        """What is found, in words."""
        if self.neuron is None:
            return "the changed drawing"
        return f"what would fire {neuron_name(self.recogniser.network, self.recogniser.class_names, *self.neuron)}"


class PreferredInputPage(QWidget):
    """Animates gradient steps on the inputs."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Ask about the network, the drawing and the chosen neuron of ``session``."""
        super().__init__(parent)
        self.setObjectName("preferredInputPage")
        self._session, self._appearance = session, appearance
        self._search: Search | None = None
        self._done = 0
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(self._go_on)
        self._picture = PreferredInputPicture(appearance)
        self._chart = ActivationChart("Activations of the outputs for these inputs", appearance)
        self._chart.setObjectName("preferredInputChart")
        appearance.scale(self._chart.setFixedWidth, CHART_WIDTH)
        row = horizontal(appearance, self, spacing=6 * SPACE, margins=PAGE)
        row.addWidget(self._build_words())
        row.addWidget(self._picture, stretch=1)
        row.addWidget(self._chart)
        self._show_buttons()
        session.selection.neuron_changed.connect(self._show_buttons)
        session.recognition_changed.connect(self._on_recognition)

    @property
    def is_running(self) -> bool:
        """Whether an animation is under way."""
        return self._timer.isActive()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the drawing of now, if nothing was looked for yet."""
        super().showEvent(event)
        self._on_recognition()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop: no one is watching."""
        super().hideEvent(event)
        self.stop()

    def find_preferred_input(self) -> None:
        """Begin the ascent for the chosen neuron."""
        recogniser, neuron = self._session.recogniser, self._session.selection.neuron
        network = recogniser.network.in_double()
        steps = preferred_input(network, *neuron)
        self._begin(Search(recogniser, network, steps, next(steps), neuron))

    def find_smallest_change(self) -> None:
        """Begin to change the drawing."""
        network = self._session.recogniser.network.in_double()
        steps = smallest_change(network, self._session.recognition.seen.ravel())
        self._begin(Search(self._session.recogniser, network, steps, next(steps), None))

    def stop(self) -> None:
        """Stop where it is."""
        self._timer.stop()
        self._show_buttons()

    def _build_words(self) -> QWidget:
        self._fire = named(QPushButton(""), "whatFiresButton")
        self._fire.clicked.connect(self.find_preferred_input)
        self._change = named(QPushButton("Smallest change of the answer"), "smallestChangeButton")
        explain(
            self._change,
            "Smallest change of the answer",
            "The drawing is changed by about as little as it takes until another output is the strongest.",
        )
        self._change.clicked.connect(self.find_smallest_change)
        self._stop = named(QPushButton("Stop"), "preferredInputStopButton")
        explain(self._stop, "Stop", "Stop here; the picture stays.")
        self._stop.clicked.connect(self.stop)
        self._begun_by = self._fire
        self._words = label("", name="preferredInputWords")
        self._caption = label("", "caption", "preferredInputCaption")
        words = QWidget()
        self._appearance.scale(words.setFixedWidth, WORDS_WIDTH)
        column = vertical(self._appearance, words, spacing=2 * SPACE)
        for button in (self._fire, self._change, self._stop):
            column.addWidget(button)
        # Of fixed heights, so that nothing jumps while the numbers run.
        for part, height in ((self._words, WORDS_HEIGHT), (self._caption, CAPTION_HEIGHT)):
            part.setWordWrap(True)
            part.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._appearance.scale(part.setFixedHeight, height)
            column.addWidget(part)
        column.addStretch()
        self._words.setText(BEGIN)
        self._explain(is_change=False)
        return words

    def _explain(self, *, is_change: bool) -> None:
        words = CHANGE.format(size=CHANGE_SIZE) if is_change else ASCENT.format(rate=ASCENT_RATE, spread=SPREAD)
        self._caption.setText(words)

    def _begin(self, search: Search) -> None:
        self._search, self._done = search, 0
        self._explain(is_change=search.neuron is None)
        self._timer.start()
        self._show_step(search, search.start)
        self._show_buttons()

    def _go_on(self) -> None:
        search = self._search
        inputs = next(search.steps, None) if search is not None else None
        if search is None or inputs is None:
            self.stop()
            if search is not None:
                self._words.setText(f"{self._words.text()} {self._verdict(search)}")
                if search.recogniser is not self._session.recogniser:
                    self._words.setText(f"{self._words.text()} Of the network before.")
                self._picture.setAccessibleDescription(self._words.text())
            return
        self._done += 1
        self._show_step(search, inputs)

    def _show_step(self, search: Search, inputs: Array) -> None:
        forward = search.network.forward(inputs.reshape(1, -1))
        ink, start = (part.reshape(CANVAS, CANVAS).astype(np.float32) for part in (inputs, search.start))
        self._picture.show_ink(search.title, start, ink)
        self._words.setText(self._numbers(search, inputs, forward))
        self._picture.setAccessibleDescription(self._words.text())
        self._show_outputs(search.recogniser, forward.outputs[0])

    def _numbers(self, search: Search, inputs: Array, forward: ForwardPass) -> str:
        steps = count(self._done, "step")
        if search.neuron is not None:
            layer, number = search.neuron
            z, a = float(forward.sums[layer][0, number]), float(forward.activations[layer][0, number])
            return f"After {steps}: z = {decimals(z, 3)}, a = {decimals(a, 3)}."
        strongest = int(forward.sums[-1][0].argmax())
        length = float(np.linalg.norm(inputs - search.start))
        name, at = search.recogniser.class_names[strongest], float(forward.outputs[0, strongest])
        return f"After {steps}, a change of length {decimals(length, 2)}: {name} is strongest, at {decimals(at, 3)}."

    def _verdict(self, search: Search) -> str:
        """Return how the search ended."""
        if search.neuron is not None:
            return "Done." if self._done else "No pixel changes this z, so there is nothing to climb."
        seen = (search.start, self._picture.ink.ravel().astype(np.float64))
        before, after = (int(search.network.forward(part.reshape(1, -1)).sums[-1][0].argmax()) for part in seen)
        if before == after:
            return "Another answer was not found."
        return f"Before, it was {search.recogniser.class_names[before]}."

    def _on_recognition(self) -> None:
        """Until something is looked for, show what there is to begin with."""
        if not self.isVisible():
            return
        self._show_buttons()
        if self._is_over():
            self._search = None
            self._words.setText(BEGIN)
        if self._search is None:
            session = self._session
            seen, outputs = session.recognition.seen, session.recognition.outputs
            self._picture.show_ink("the inputs now", seen, seen)
            self._show_outputs(session.recogniser, outputs, blank=session.recognition.is_blank)

    def _is_over(self) -> bool:
        """Return whether what was found is about a network, or a drawing, that is no longer there."""
        search, session = self._search, self._session
        if search is None or self.is_running:
            return False
        is_other_drawing = not np.array_equal(search.start, session.recognition.seen.ravel())
        return search.recogniser is not session.recogniser or (search.neuron is None and is_other_drawing)

    def _show_outputs(self, recogniser: Recogniser, outputs: Array, *, blank: bool = False) -> None:
        threshold = recogniser.firing_threshold
        fired = frozenset(np.flatnonzero(outputs >= threshold).tolist()) if not blank else frozenset()
        self._chart.show_bars(Bars(recogniser.class_names, tuple(outputs.tolist()), fired, threshold, blank=blank))

    def _show_buttons(self) -> None:
        session = self._session
        name = neuron_name(session.recogniser.network, session.recogniser.class_names, *session.selection.neuron)
        # In a button's text "&" would underline the next letter.
        self._fire.setText(f"What would fire {name.replace('&', '&&')} most")
        explain(
            self._fire,
            f"What would fire {name} most",
            "From grey, each pixel is changed a little the way that raises the neuron's sum z, again and again.",
        )
        is_blank, running = session.recognition.is_blank, self.is_running
        # The focus goes to Stop and back again, not astray when its button cannot be used any more.
        if running:
            self._stop.setEnabled(True)
            if self._fire.hasFocus() or self._change.hasFocus():
                self._begun_by = self._fire if self._fire.hasFocus() else self._change
                self._stop.setFocus()
        self._fire.setEnabled(not running)
        self._change.setEnabled(not running and not is_blank)
        if not running:
            if self._stop.hasFocus():
                (self._begun_by if self._begun_by.isEnabled() else self._fire).setFocus()
            self._stop.setEnabled(False)
