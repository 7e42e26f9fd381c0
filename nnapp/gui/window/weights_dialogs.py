"""Opening and saving weights: file dialogs, questions that a file leaves open, recent files."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nnapp.files.errors import WeightFileError
from nnapp.files.import_answers import Answers, OpenQuestionsError
from nnapp.files.import_readings import Reading, readings
from nnapp.files.weight_file import NO_ANSWERS, READABLE, SUFFIX, WeightFile, load_weights, save_weights
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.preferences import Preferences
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.dialogs import ask_for_weights, ask_where_to_save, shown, warn
from nnapp.gui.window.import_dialog import ImportDialog
from nnapp.gui.work.worker import Worker, once

SAVE_FORMATS: Final = (
    ("nnapp", SUFFIX, "784"),
    ("NumPy", ".npz", "784"),
    ("Nielsen's book", ".json", "784"),
    ("ONNX, input 1x784", ".onnx", "784"),
    ("ONNX, input 1x1x28x28", ".onnx", "28x28"),
)
"""What each format is called, its suffix and, for ONNX, the shape of the input."""


@dataclass(frozen=True)
class _Questions:
    """What a file leaves open, and how well its network does with each likely answer."""

    error: OpenQuestionsError
    readings: tuple[Reading, ...]


def _read_file(path: Path, answers: Answers) -> WeightFile | _Questions:
    try:
        return load_weights(path, answers)
    except OpenQuestionsError as error:
        return _Questions(error, readings(path, error.questions))


class WeightsDialogs(QObject):
    """Opens and saves the network of the session, or says in one sentence why not."""

    told = Signal(str)
    """What is being done or was done."""
    recent_changed = Signal()

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        preferences: Preferences,
        when_no_run: Callable[[Callable[[], object]], None],
        window: QWidget,
    ) -> None:
        """Work for ``session`` in ``window``; ``preferences`` remember recent files.

        ``when_no_run`` calls what it is given once no run is in the way.
        """
        super().__init__(window)
        self.when_no_run = when_no_run
        """Calls what it is given once no run is in the way."""
        self._session, self._appearance, self._preferences, self._window = session, appearance, preferences, window
        self._worker = Worker(self)
        self._worker.returned.connect(self._on_loaded)
        self._worker.failed.connect(self._on_failed)
        self._opening, self._name = Path(), ""
        self.folder = Path.home()
        """Where the next dialog begins."""

    def open(self) -> None:
        """Ask for a weight file and make it the current network."""
        if path := ask_for_weights(self._window, self.folder):
            self.open_file(path)

    def open_file(self, path: Path, *, name: str = "") -> None:
        """Read the weight file ``path`` beside the window and make it the current network.

        ``name`` is what people call the network in a file that nnapp keeps itself: nobody looks for it by its path.
        """
        self.when_no_run(partial(self._read, path, name))

    def save(self) -> None:
        """Ask for a file name and save the current network there."""
        start, formats = self.folder / f"network{SUFFIX}", [entry[:2] for entry in SAVE_FORMATS]
        if chosen := ask_where_to_save(self._window, "Save weights", start, formats):
            self.save_file(chosen[0], SAVE_FORMATS[chosen[1]][2])

    def save_file(self, path: Path, onnx_shape: str = "784") -> None:
        """Save the current network as ``path``, or say in one sentence why not."""
        self.folder = path.parent
        try:
            save_weights(path, self._session.networks.current.weights, onnx_shape)
        except WeightFileError as error:
            warn(self._window, "Save weights", str(error))
            return
        if path.suffix.lower() in READABLE:
            self._remember(path)
            self._session.networks.mark_saved(path.name)
        self.told.emit(f"Saved {path.name}")

    def _read(self, path: Path, name: str, answers: Answers = NO_ANSWERS) -> None:
        self._opening, self._name = path, name
        self.told.emit(f"Opening {name or path.name}…")
        self._worker.start(once(_read_file, path, answers))

    def _on_loaded(self, weights: WeightFile | _Questions) -> None:
        if isinstance(weights, _Questions):
            self._ask(weights)
            return
        if not self._name:
            self._remember(self._opening)
        name = self._name or self._opening.name
        self._session.networks.use(weights, name, is_saved=True)
        self.told.emit(f"Opened {name}")

    def _ask(self, asked: _Questions) -> None:
        error = asked.error
        dialog = ImportDialog(str(error), error.questions, asked.readings, self._appearance, self._window)
        with shown(dialog) as accepted:
            if accepted:
                self._read(self._opening, self._name, dialog.answers())
            else:
                self.told.emit("")

    def _on_failed(self, error: Exception) -> None:
        self.told.emit("")
        self._preferences.forget_weights(self._opening)
        self.recent_changed.emit()
        warn(self._window, "Open weights", str(error))

    def _remember(self, path: Path) -> None:
        self.folder = path.parent
        self._preferences.remember_weights(path)
        self.recent_changed.emit()
