"""What the window is about: the network of now and the drawing of now.

Widgets ask the session and listen to it; none knows another.
"""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from nnapp.digits.drawing import Drawing, Ink
from nnapp.digits.erasing import erase
from nnapp.digits.preprocessing import Preparation, canvas_ink
from nnapp.digits.recogniser import Recogniser, Recognition
from nnapp.files.answers import Answers
from nnapp.files.weight_file import NO_ANSWERS, WeightFile, load_weights, save_weights
from nnapp.gui.state.edited_network import EditedNetwork
from nnapp.gui.state.history import History
from nnapp.gui.state.selection import Attention
from nnapp.nn.inspect.edits import Edit, Target
from nnapp.nn.network import Network

PEN_WIDTHS = (1.0, 2.0, 3.0, 4.0)
USUAL_PEN = 2.0
"""Canvas pixels."""
MOST_NETWORKS = 30
"""Networks that can be gone back to; a large one takes some megabytes."""
MOST_STEPS = 1_000
"""Steps of drawing that can be undone."""


class Session(QObject):
    """Owns the current network, the one before, and the current drawing."""

    drawing_changed = Signal()
    """The ink on the canvas is another."""
    recognition_changed = Signal()
    """What the network makes of the drawing is another."""
    network_changed = Signal()
    """Another network is current."""
    pen_moved = Signal()
    """The pen or the eraser draws; what can wait should give way."""

    def __init__(self, weights: WeightFile, parent: QObject | None = None) -> None:
        """Begin with a network and an empty canvas."""
        super().__init__(parent)
        self._networks = History(EditedNetwork(weights), limit=MOST_NETWORKS)
        self.attention = Attention(self)
        """What the user looks at."""
        self._drawings = History(Drawing(), limit=MOST_STEPS)
        self._points: list[tuple[float, float]] = []
        self._erased: Drawing | None = None
        self._erasing = False
        self._in_training: Recogniser | None = None
        self._previewed: Recogniser | None = None
        self._pen_width = USUAL_PEN
        self._ink = canvas_ink(Drawing())
        self._recognition = weights.recogniser.recognise(Drawing())
        # All pointer events that wait are taken in before the drawing is recognised once.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._recognise)

    @property
    def weights(self) -> WeightFile:
        """The current network with its record."""
        return self._networks.current.weights

    @property
    def original(self) -> WeightFile:
        """The current network as it was before anything was edited in it."""
        return self._networks.current.original

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What was edited in the current network."""
        return self._networks.current.edits

    @property
    def recogniser(self) -> Recogniser:
        """The network that answers, with all that is needed to recognise a drawing.

        It is the one in training while there is one, else the current network, with the edit that is being made.
        """
        return self._in_training or self._previewed or self.weights.recogniser

    @property
    def is_training_shown(self) -> bool:
        """Whether the network that answers is in training."""
        return self._in_training is not None

    @property
    def drawing(self) -> Drawing:
        """The drawing, the stroke under the pen or eraser included."""
        if self._erased is not None:
            return self._erased
        finished = self._drawings.current
        return finished.with_stroke(np.array(self._points, np.float32)) if self._points else finished

    @property
    def erasing(self) -> bool:
        """Whether the tool in hand is the eraser; else it is the pen."""
        return self._erasing

    @erasing.setter
    def erasing(self, erasing: bool) -> None:
        self._erasing = erasing

    @property
    def pen_width(self) -> float:
        """The width of the pen on the canvas, in canvas pixels. The network sees one standard pen."""
        return self._pen_width

    @pen_width.setter
    def pen_width(self, width: float) -> None:
        self._pen_width = width
        self._soon.start()

    @property
    def ink(self) -> Ink:
        """The ink on the canvas, (28, 28)."""
        return self._ink

    @property
    def recognition(self) -> Recognition:
        """What the current network makes of the drawing."""
        return self._recognition

    @property
    def selection(self) -> tuple[int, int]:
        """The layer, from 0, and the neuron that are chosen to be looked at; always one that there is."""
        return self.attention.selection(self.recogniser)

    @property
    def watched(self) -> tuple[int, int]:
        """The layer and the neuron under the mouse, or else the chosen one."""
        return self.attention.watched(self.recogniser)

    def followed(self, neuron: tuple[int, int]) -> int:
        """Return the input of ``neuron``, a layer and a number, that is followed."""
        return self.attention.followed(self.recogniser, self._recognition, neuron)

    @property
    def can_undo(self) -> bool:
        """Whether something drawn or cleared can be taken back."""
        return self._drawings.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something taken back can be had again."""
        return self._drawings.can_redo

    @property
    def can_restore_network(self) -> bool:
        """Whether there is a network before the current one."""
        return self._networks.can_undo

    @property
    def can_return_to_network(self) -> bool:
        """Whether a network was left behind by going back."""
        return self._networks.can_redo

    @property
    def can_undo_edit(self) -> bool:
        """Whether an edit of the current network can be taken back."""
        return self._networks.current.can_undo

    @property
    def can_redo_edit(self) -> bool:
        """Whether an edit that was taken back can be made again."""
        return self._networks.current.can_redo

    def begin_stroke(self, x: float, y: float) -> None:
        """Put the pen, or the eraser, down at (x, y) in canvas pixels 0..28."""
        self._points = [(x, y)]
        if self._erasing:
            self._erased = erase(self._drawings.current, (x, y), (x, y))
        self.pen_moved.emit()
        self._soon.start()

    def extend_stroke(self, x: float, y: float) -> None:
        """Move the pen, or the eraser, to (x, y), if it is down."""
        if not self._points:
            return
        if self._erased is not None:
            self._erased = erase(self._erased, self._points[-1], (x, y))
        self._points.append((x, y))
        self.pen_moved.emit()
        self._soon.start()

    def end_stroke(self) -> None:
        """Lift the pen, or the eraser; what it did becomes one step of undo."""
        if self._points:
            drawing = self.drawing
            self._lift()
            self._push(drawing)

    def clear(self) -> None:
        """Take an empty canvas; the drawing can be had back by undo."""
        self._lift()
        if not self._drawings.current.is_empty:
            self._push(Drawing())

    def show_picture(self, picture: Ink) -> None:
        """Put a digit that was not drawn here, ink (28, 28), on the canvas in place of the drawing."""
        self.show_drawing(Drawing(picture=picture))

    def show_drawing(self, drawing: Drawing) -> None:
        """Put ``drawing`` on the canvas in place of the one that is there, which can be had back by undo."""
        self._lift()
        self._push(drawing)

    def undo(self) -> None:
        """Take back the stroke under the pen, or else the last stroke, clearing or picture."""
        if self._points:
            self._lift()
        else:
            self._drawings.undo()
        self._soon.start()

    def redo(self) -> None:
        """Bring back what undo took."""
        if not self._points:
            self._drawings.redo()
            self._soon.start()

    def show_training(self, network: Network, preparation: Preparation, class_names: tuple[str, ...]) -> None:
        """Let a network in training answer, as it is at this moment, so that one watches it learn.

        One that grew so large that it cannot be computed with is passed over.
        """
        try:
            self._in_training = Recogniser(network, preparation, class_names)
        except ValueError:
            return
        self._previewed = None
        self._recognise()

    def preview_edits(self, edits: tuple[Edit, ...]) -> None:
        """Let the original network with ``edits`` answer while they are being made; ``edit`` ends it.

        Raises:
            ValueError: it cannot be computed with; the message says why.
        """
        self._previewed = self._networks.current.preview(edits)
        self._recognise()

    def end_preview(self) -> None:
        """Let the current network answer again, as nothing came of the edits."""
        if self._previewed is not None:
            self._previewed = None
            self._on_network()

    def edit(self, edits: tuple[Edit, ...], gesture: Target | None = None) -> None:
        """Give the current network ``edits`` instead of those that it has.

        Small steps of one ``gesture``, what is changed, are one step of undo.

        Raises:
            ValueError: it cannot be computed with; the current network stays.
        """
        self._networks.current.edit(edits, gesture)
        self._previewed = None
        self._on_network()

    def undo_edit(self) -> None:
        """Take the last edit of the current network back."""
        self._previewed = None
        self._networks.current.undo()
        self._on_network()

    def redo_edit(self) -> None:
        """Make the edit again that was taken back."""
        self._previewed = None
        self._networks.current.redo()
        self._on_network()

    def end_training(self) -> None:
        """Let the current network answer again."""
        if self._in_training is not None:
            self._in_training = None
            self._on_network()

    def use_network(self, weights: WeightFile) -> None:
        """Make ``weights`` the current network; the one before can be had back."""
        self._in_training = self._previewed = None
        self._networks.push(EditedNetwork(weights))
        self._on_network()

    def restore_network(self) -> None:
        """Go back to the network before."""
        self._previewed = None
        self._networks.undo()
        self._on_network()

    def return_to_network(self) -> None:
        """Go forward again to the network that was left by going back."""
        self._previewed = None
        self._networks.redo()
        self._on_network()

    def open_weights(self, path: Path, answers: Answers = NO_ANSWERS) -> None:
        """Load ``path`` as the current network.

        Raises:
            OpenQuestionsError: it leaves something open that ``answers`` do not say; the current network stays.
            WeightFileError: it is no weight file; the current network stays.
        """
        self.use_network(load_weights(path, answers))

    def newest_edited(self) -> WeightFile | None:
        """Return the current network if it was edited, or else the newest one that was."""
        return next((network.weights for network in self._networks.newest_first() if network.edits), None)

    def save_weights(self, path: Path, onnx_shape: str = "784") -> None:
        """Save the current network as ``path``, in the format of its ending.

        Raises:
            WeightFileError: it cannot be written; a file that was there stays whole.
        """
        save_weights(path, self.weights, onnx_shape)

    def _lift(self) -> None:
        self._points, self._erased = [], None

    def _push(self, drawing: Drawing) -> None:
        self._drawings.push(drawing)
        self._soon.start()

    def _on_network(self) -> None:
        # First the new answer, so that whoever hears of the network finds one that belongs to it.
        self._answer()
        # The mouse may lie on another neuron now, or on none.
        self.attention.hover(None)
        self.network_changed.emit()
        self.drawing_changed.emit()
        self.recognition_changed.emit()

    def _answer(self) -> None:
        drawing = self.drawing
        self._ink = canvas_ink(drawing, self._pen_width)
        self._recognition = self.recogniser.recognise(drawing)

    def _recognise(self) -> None:
        self._answer()
        self.drawing_changed.emit()
        self.recognition_changed.emit()
