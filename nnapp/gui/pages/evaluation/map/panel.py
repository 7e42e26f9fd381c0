"""The map of the examples: which layer places them, and the map itself, made beside the window."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from nnapp.digits.recogniser import Recognition
from nnapp.gui.pages.evaluation.map.view import MapView
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.fields import chooser, offer, show_choice
from nnapp.gui.widgets.layouts import fill, label, paragraph, row, vertical
from nnapp.gui.work.evaluation import Evaluation
from nnapp.gui.work.mapping import ActivationMap, map_layer
from nnapp.gui.work.worker import Worker
from nnapp.nn.network import Network
from nnapp.wording import count, whole

INPUTS: Final = -1
FIELD: Final = 220
"""The least width of the field, in pixels."""
CHOICE: Final = (
    "Map of",
    "Which layer's activations place the examples. Its two principal components are shown: along the first the "
    "examples differ most, along the second most in what is left.",
)
WORDS: Final = (
    "Each example has the colour and the name of its class; × marks a mistake, the ring your drawing. "
    "Examples that this layer hardly tells apart lie close together. Click one to put it on the canvas; "
    "zoom with + and −, or after a click with the wheel."
)


class MapPanel(QWidget):
    """Makes the map of a layer when it is in view, and lets the drawing move in it."""

    chosen = Signal(int)
    """The person wants to have this example on the canvas."""

    def __init__(self, appearance: Appearance) -> None:
        """Start without an evaluation."""
        super().__init__()
        self.setObjectName("mapPanel")
        self._evaluation: Evaluation | None = None
        self._recognition: Recognition | None = None
        self._layer: int | None = None
        self._maps: dict[int, ActivationMap] = {}
        """Of the layers that were shown."""
        self._worker = Worker(self)
        self._worker.returned.connect(self._on_made)
        self._worker.failed.connect(self._on_failed)
        choices = ((INPUTS, "the inputs"),)
        self._field = chooser("mapLayerCombo", choices, CHOICE, FIELD, appearance, self.show_layer)
        self._view = MapView(appearance)
        self._view.chosen.connect(self.chosen)
        self._words = paragraph(WORDS, "caption", "mapWords")
        head = row(appearance, label(CHOICE[0], "muted"), self._field, None)
        fill(vertical(appearance, self, spacing=SPACE), head, (self._view, 1), self._words)
        self._view.show_words("There is nothing to show yet.")

    @property
    def layer(self) -> int:
        """The layer that is shown, counted from 0; -1 stands for the inputs."""
        last = 0 if self._evaluation is None else len(self._evaluation.first.recogniser.network.layers) - 1
        # Until one is chosen: the last hidden layer, from which the outputs have to tell the classes apart.
        return last - 1 if self._layer is None else min(self._layer, last)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show what the first network of ``evaluation`` makes of its data."""
        before, self._evaluation = self._evaluation, evaluation
        judged = evaluation.first
        if before is None or not _is_same(before, evaluation):
            self._worker.stop()
            self._maps.clear()
            offer(self._field, layer_choices(judged.recogniser.network), self.layer)
        self._refresh()

    def show_layer(self, layer: int) -> None:
        """Show the map of ``layer``, counted from 0; -1 stands for the inputs."""
        self._layer = layer
        show_choice(self._field, self.layer)
        self._refresh()

    def follow(self, recognition: Recognition | None) -> None:
        """Show where the drawing lies; None while another network answers than the one that was evaluated."""
        self._recognition = recognition
        if self.isVisible():
            self._place_drawing()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the map, which nobody needed before."""
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop making it."""
        super().hideEvent(event)
        self._worker.stop()

    def _refresh(self) -> None:
        """Show the map of the layer, or begin to make it."""
        if self._evaluation is None:
            return
        if self.layer in self._maps:
            self._worker.stop()
            self._show(self._maps[self.layer])
        else:
            self._view.show_words("Placing the examples…")
            if self.isVisible():
                self._worker.start(map_layer(self._evaluation.first, self.layer))

    def _on_made(self, made: ActivationMap) -> None:
        self._maps[made.layer] = made
        self._show(made)

    def _on_failed(self, error: Exception) -> None:
        self._view.show_words(str(error))

    def _show(self, made: ActivationMap) -> None:
        if self._evaluation is not None:
            self._view.show_map(made, self._evaluation)
            self._place_drawing()
            shown, all_of_them = len(made.numbers), len(self._evaluation.data)
            part = "" if shown == all_of_them else f" Shown: {whole(shown)} of {whole(all_of_them)} examples."
            self._words.setText(f"{WORDS}{part}")

    def _place_drawing(self) -> None:
        made, recognition = self._maps.get(self.layer), self._recognition
        if made is None or recognition is None or recognition.is_blank:
            self._view.show_drawing(None)
            return
        (place,) = made.components.place(recognition.forward.passed_on(made.layer))
        self._view.show_drawing(place, recognition.ranking[0], fires=bool(recognition.fired))


def layer_choices(network: Network) -> list[tuple[int, str]]:
    """Return the layers that can be shown, and what they are called."""
    hidden = [
        (number, f"hidden layer {number + 1}, {count(layer.neurons, 'neuron')}")
        for number, layer in enumerate(network.layers[:-1])
    ]
    return [(INPUTS, "the inputs"), *hidden, (len(network.layers) - 1, "the outputs")]


def _is_same(one: Evaluation, other: Evaluation) -> bool:
    """Whether both are about the same activations; another firing threshold does not change them."""
    return one.first.recogniser.network is other.first.recogniser.network and one.first.examples is other.first.examples
