"""The Preferred input page: the input that excites a neuron most, and the smallest change of the answer."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from nnapp.digits.drawing import CANVAS
from nnapp.digits.recogniser import Recogniser
from nnapp.gui.pages.network.preferred_input.picture import PreferredInputPicture
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, SPACE, TextHeight
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.activation_chart import ActivationChart, Bars
from nnapp.gui.widgets.buttons import enable, push_button
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import column, fill, horizontal, paragraph
from nnapp.gui.widgets.neuron_words import neuron_name, neuron_title
from nnapp.gui.widgets.wrapping import growing_paragraph, share, wrap_parts
from nnapp.nn.arrays import Array
from nnapp.nn.inspect.preferred_input import ASCENT_RATE, CHANGE_SIZE, INK_PENALTY, preferred_input, smallest_change
from nnapp.nn.network import ForwardPass, Network
from nnapp.wording import count, decimals

INTERVAL = 30
"""Milliseconds between steps."""
WORDS, PICTURES, CHART = 216, 270, 190
"""The least widths of the three parts, in pixels."""
MOST_WORDS, MOST_CHART = 360, 420
LEAST_HEIGHT = 140
WORDS_HEIGHT, CAPTION_HEIGHT = TextHeight(2, room=4), TextHeight(4, SMALL, room=6)
BEGIN = "Select a neuron in the diagram, then choose what to search for. A search can be stopped at any time."
PREFERRED = "From grey, change each input step by step in the direction that raises the neuron's sum z."
SMALLEST = "Change the drawing as little as it takes for a different output to become the strongest."
NO_CHANGE = "The smallest change is for networks that see pixels: changed edges need not be those of any drawing."
ASCENT = (
    f"Gradient ascent on the input, from grey: x ← x + {ASCENT_RATE} · (g / max|g| − {INK_PENALTY}), kept between 0 "
    "and 1, where g = ∂z/∂x says how much each input raises the neuron's sum z. The result rarely looks like a digit."
)
CHANGE = (
    "Straight towards the nearest other output k, and slightly beyond: x ← x + (z − zₖ) · g / |g|², where "
    f"g = ∂(zₖ − z)/∂x, in steps of length {CHANGE_SIZE} or less. It ends when k is as strong, so both may fire."
)


@dataclass(frozen=True, eq=False)
class Search:
    """A search; it continues with the network that it began with."""

    recogniser: Recogniser
    network: Network
    """Its network in float64."""
    steps: Iterator[Array]
    start: Array
    """The inputs that it began with, (inputs,)."""
    neuron: tuple[int, int] | None
    """The layer and the number of the neuron whose input is searched for; None: the answer is to change."""

    @property
    def title(self) -> str:
        """What the resulting inputs are called."""
        if self.neuron is None:
            return "changed drawing"
        return f"preferred by {neuron_name(self.recogniser.network, self.recogniser.class_names, *self.neuron)}"


class PreferredInputPage(QWidget):
    """Animates gradient steps on the inputs."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Search with the network, the drawing and the selected neuron of ``session``."""
        super().__init__()
        self.setObjectName("preferredInputPage")
        self._session, self._appearance = session, appearance
        self._search: Search | None = None
        self._done = 0
        self._latest: Array = np.zeros(0)
        """The inputs after the last step."""
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(self._go_on)
        self._picture = PreferredInputPicture(appearance)
        self._chart = ActivationChart("Activations of the outputs for these inputs", appearance)
        self._chart.setObjectName("preferredInputChart")
        share(self._picture, 6, appearance, PICTURES)
        appearance.scale(self._picture.setMinimumHeight, LEAST_HEIGHT)
        share(self._chart, 2, appearance, CHART, MOST_CHART)
        wrap_parts(self, appearance, self._build_words(), self._picture, self._chart)
        self._show_buttons()
        session.selection.neuron_changed.connect(self._show_buttons)
        session.recognition_changed.connect(self._on_recognition)

    @property
    def is_running(self) -> bool:
        """Whether a search is under way."""
        return self._timer.isActive()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the current drawing, if there was no search yet."""
        super().showEvent(event)
        self._on_recognition()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the search: nobody is watching."""
        super().hideEvent(event)
        self.stop()

    def find_preferred_input(self) -> None:
        """Begin the ascent for the selected neuron."""
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
        """Stop the search where it is."""
        if self.is_running and self._search is not None:
            # Where nothing may move, it has not been shown yet.
            self._show_step(self._search, self._latest)
        self._timer.stop()
        self._show_buttons()

    def _build_words(self) -> QWidget:
        self._name = paragraph("", "strong", "preferredInputNeuron")
        self._prefer = push_button("Preferred input", "preferredInputButton", PREFERRED, self.find_preferred_input)
        change = "Smallest change"
        self._change = push_button(change, "smallestChangeButton", SMALLEST, self.find_smallest_change)
        self._stop = push_button("Stop", "preferredInputStopButton", "Stop the search and keep the picture.", self.stop)
        self._words = growing_paragraph(WORDS_HEIGHT, self._appearance, name="preferredInputWords")
        self._caption = growing_paragraph(CAPTION_HEIGHT, self._appearance, "caption", "preferredInputCaption")
        self._words.setText(BEGIN)
        search = fill(horizontal(self._appearance), (self._prefer, 1), self._stop)
        parts = self._name, search, self._change, self._words, self._caption
        words = column(self._appearance, *parts, spacing=2 * SPACE)
        return share(words, 3, self._appearance, WORDS, MOST_WORDS)

    def _begin(self, search: Search) -> None:
        self._search, self._done, self._latest = search, 0, search.start
        self._timer.start()
        self._show_step(search, search.start)
        self._show_buttons()

    def _go_on(self) -> None:
        search = self._search
        if search is None:
            self.stop()
            return
        inputs = next(search.steps, None)
        if inputs is not None:
            self._done += 1
            self._latest = inputs
            if self._appearance.animates:
                self._show_step(search, inputs)
            return
        self.stop()
        is_previous = search.recogniser is not self._session.recogniser
        about = " This result is for the previous network." if is_previous else ""
        self._say(f"{self._words.text()} {self._verdict(search)}{about}")

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._picture.setAccessibleDescription(words)

    def _show_step(self, search: Search, inputs: Array) -> None:
        forward = search.network.forward(inputs.reshape(1, -1))
        ink, start = (part.reshape(CANVAS, CANVAS).astype(np.float32) for part in (inputs, search.start))
        self._picture.show_inputs(search.title, start, ink, directions=search.recogniser.preparation.directions)
        self._say(self._numbers(search, inputs, forward))
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
            return "Done." if self._done else "No input changes this z, so there is no direction to search in."
        seen = (search.start, self._picture.shown.ravel().astype(np.float64))
        before, after = (int(search.network.forward(part.reshape(1, -1)).sums[-1][0].argmax()) for part in seen)
        if before == after:
            return "No other answer was found."
        return f"Before, it was {search.recogniser.class_names[before]}."

    def _on_recognition(self) -> None:
        """Show the inputs of the current drawing, unless a search or its result is shown."""
        if not self.isVisible():
            return
        if self._is_over():
            self._search = None
            self._say(BEGIN)
        self._show_buttons()
        if self._search is None:
            session = self._session
            seen, outputs = session.recognition.seen, session.recognition.outputs
            directions = session.recogniser.preparation.directions
            self._picture.show_inputs("the inputs", seen, seen, directions=directions)
            self._show_outputs(session.recogniser, outputs, blank=session.recognition.is_blank)

    def _is_over(self) -> bool:
        """Return whether the result is about a network, or a drawing, that is no longer the current one."""
        search, session = self._search, self._session
        if search is None or self.is_running:
            return False
        is_redrawn = search.neuron is None and not np.array_equal(search.start, session.recognition.seen.ravel())
        return is_redrawn or search.recogniser is not session.recogniser

    def _show_outputs(self, recogniser: Recogniser, outputs: Array, *, blank: bool = False) -> None:
        threshold = recogniser.firing_threshold
        fired = frozenset() if blank else frozenset(np.flatnonzero(outputs >= threshold).tolist())
        self._chart.show_bars(Bars(recogniser.class_names, tuple(outputs.tolist()), fired, threshold, blank=blank))

    def _show_buttons(self) -> None:
        session = self._session
        selected = session.recogniser.network, session.recogniser.class_names, *session.selection.neuron
        self._name.setText(neuron_title(*selected))
        self._prefer.setAccessibleName(f"Preferred input of {neuron_name(*selected)}")
        directions = session.recogniser.preparation.directions
        explain(self._change, "Smallest change", NO_CHANGE if directions else SMALLEST)
        running, can_change = self.is_running, not (session.recognition.is_blank or directions)
        # The focus goes to Stop, and back to the button that began the search if that can be used.
        is_change = self._search is not None and self._search.neuron is None
        self._caption.setText(CHANGE if is_change else f"{ASCENT} {NO_CHANGE}" if directions else ASCENT)
        stop = (self._stop, running, self._change if is_change and can_change else self._prefer)
        change = (self._change, not running and can_change, self._stop if running else self._prefer)
        enable(((self._prefer, not running, self._stop), change, stop))
