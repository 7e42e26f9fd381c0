"""What the window is about: a network, a drawing, and what the one makes of the other.

The board and the pages ask the session and listen to it; none knows another.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from nnapp.digits.drawing import Drawing, Ink
from nnapp.digits.preparations import Preparation
from nnapp.digits.preprocessing import canvas_ink, prepare_drawings
from nnapp.digits.recogniser import Recogniser, Recognition
from nnapp.files.weight_file import WeightFile
from nnapp.gui.state.history import History
from nnapp.gui.state.networks import EditStep, Networks
from nnapp.gui.state.selection import Selection
from nnapp.gui.state.sketch import Sketch
from nnapp.gui.state.view import View
from nnapp.nn.network import Network


class Session(QObject):
    """Brings the networks and the drawing together, and recognises the drawing whenever either changes."""

    ink: Ink
    """The ink on the canvas, (28, 28)."""
    recognition: Recognition
    """What the network makes of the drawing."""

    recognition_changed = Signal()
    """What the network makes of the drawing has changed."""
    network_changed = Signal()
    """The network that answers has changed, but not by an edit still being made or by one in training taking over."""

    history_changed = Signal()
    """What can be undone or redone has changed."""

    def __init__(self, weights: WeightFile, name: str = "A network", parent: QObject | None = None) -> None:
        """Begin with a network, which people call ``name``, and an empty canvas."""
        super().__init__(parent)
        self.history = History(self)
        self.networks = Networks(weights, name, self.history, self)
        self.sketch = Sketch(self.history, self)
        self.selection = Selection(self)
        self.view = View(self)
        self._in_training: Recogniser | None = None
        self._drawing: Drawing | None = None
        self._preparation: Preparation | None = None
        """What was recognised last, and how it was prepared."""
        # All pointer events that are waiting are taken in before the drawing is recognised once.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._recognise)
        self.sketch.changed.connect(self._soon.start)
        # The window is told from here, as the history reports steps even while it is being destroyed.
        self.history.indexChanged.connect(self.history_changed)
        self.networks.changed.connect(self._on_networks)
        self.networks.previewed.connect(self._recognise)
        self._answer()

    @property
    def recogniser(self) -> Recogniser:
        """The network that answers: the one in training while there is one, else the current one."""
        return self._in_training or self.networks.recogniser

    @property
    def is_training_shown(self) -> bool:
        """Whether the network that answers is in training."""
        return self._in_training is not None

    @property
    def undoable(self) -> str:
        """What ``undo`` would undo now, as the menu names it; empty when it would do nothing."""
        step = self.history.index() - 1
        return self.sketch.stroke_name or (self.history.text(step) if self._is_possible(step) else "")

    @property
    def redoable(self) -> str:
        """What ``redo`` would redo now, as the menu names it; empty when it would do nothing."""
        step = self.history.index()
        return self.history.text(step) if not self.sketch.stroke_name and self._is_possible(step) else ""

    def undo(self) -> None:
        """Discard the stroke under the pen, or else undo the last step, whatever it was."""
        if self.sketch.stroke_name:
            self.sketch.discard_stroke()
        elif self.undoable:
            self.history.undo()

    def redo(self) -> None:
        """Redo the step that was undone last."""
        if self.redoable:
            self.history.redo()

    def show_training(self, network: Network, preparation: Preparation, class_names: tuple[str, ...]) -> None:
        """Let a network in training answer, as it is at this moment, so that one can watch it learn.

        One whose weights have grown too large to compute with is passed over.
        """
        try:
            in_training = Recogniser(network, preparation, class_names)
        except ValueError:
            return
        self.networks.end_preview()
        self._in_training = in_training
        self._recognise()

    def end_training(self) -> None:
        """Let the current network answer again."""
        if self._in_training is not None:
            self._in_training = None
            self._on_network()

    def _is_possible(self, step: int) -> bool:
        """Whether there is such a step, and it is no edit while the network that answers is in training."""
        if not 0 <= step < self.history.count():
            return False
        return not (self.is_training_shown and isinstance(self.history.command(step), EditStep))

    def _on_networks(self) -> None:
        self._in_training = None
        self._on_network()

    def _on_network(self) -> None:
        # First the new answer, so that those who are told of the network find the answer that belongs to it.
        self._answer()
        # The mouse may be over a different neuron now, or over none.
        self.selection.hover(None)
        self.network_changed.emit()
        self.recognition_changed.emit()

    def _answer(self) -> None:
        drawing, recogniser = self.sketch.drawing, self.recogniser
        if drawing is not self._drawing or recogniser.preparation is not self._preparation:
            # Only then, as a network in training answers to the same drawing twenty times a second.
            self._drawing, self._preparation = drawing, recogniser.preparation
            self.ink = canvas_ink(drawing)
            (self._page,) = prepare_drawings([drawing], recogniser.preparation)
        self.recognition = recogniser.recognise_prepared(self._page)
        self.selection.fit(recogniser.network, self.recognition.forward)

    def _recognise(self) -> None:
        self._answer()
        self.recognition_changed.emit()
