"""Opening and saving weights: file dialogs, what a file leaves open, the files of last time."""

from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from nnapp.files.answers import OpenQuestionsError
from nnapp.files.errors import WeightFileError
from nnapp.files.weight_file import READABLE, SUFFIX
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.layouts import warn
from nnapp.gui.window.import_dialog import ImportDialog

OPEN_FILTER = f"Weight files ({' '.join(f'*{suffix}' for suffix in READABLE)});;All files (*)"
SAVE_FILTERS = (
    ("nnapp (*.safetensors)", ".safetensors", "784"),
    ("NumPy (*.npz)", ".npz", "784"),
    ("Nielsen's book (*.json)", ".json", "784"),
    ("ONNX, input 1x784 (*.onnx)", ".onnx", "784"),
    ("ONNX, input 1x1x28x28 (*.onnx)", ".onnx", "28x28"),
)
"""The formats to save as: words, ending, and for ONNX the shape of the input."""

MOST_RECENT = 8


class WeightsDialogs(QObject):
    """Opens and saves the network of the session, and says in one sentence why not."""

    told = Signal(str)
    """What was done, for the status bar."""
    recent_changed = Signal()

    def __init__(self, session: Session, appearance: Appearance, window: QWidget, settings: QSettings | None) -> None:
        """Work for ``session`` in ``window``; ``settings`` remember the files of last time."""
        super().__init__(window)
        self._session, self._appearance, self._window, self._settings = session, appearance, window, settings
        self._recent: list[str] = []
        if settings is not None:
            kept = settings.value("recentWeights", [])
            self._recent = [str(name) for name in (kept if isinstance(kept, list) else [kept])][:MOST_RECENT]
        self.folder = Path.home()
        """Where the next dialog begins."""

    @property
    def recent(self) -> tuple[Path, ...]:
        """The files that were opened or saved last, the newest first."""
        return tuple(Path(name) for name in self._recent)

    def open(self) -> None:
        """Ask for a weight file and make it the current network."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open weights", str(self.folder), OPEN_FILTER)
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Make the weight file ``path`` the current network; ask what it does not say."""
        try:
            try:
                self._session.open_weights(path)
            except OpenQuestionsError as error:
                dialog = ImportDialog(str(error), error.questions, self._appearance, self._window)
                if not dialog.exec():
                    return
                self._session.open_weights(path, dialog.answers())
        except WeightFileError as error:
            warn(self._window, "Open weights", str(error))
            self._forget(path)
        else:
            self._remember(path)
            self.told.emit(f"Opened {path.name}")

    def save(self) -> None:
        """Ask for a file name and save the current network there."""
        filters = ";;".join(words for words, _, _ in SAVE_FILTERS)
        dialog = QFileDialog(self._window, "Save weights", str(self.folder), filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # The dialog adds it before it asks whether to replace a file of that name.
        dialog.filterSelected.connect(lambda words: dialog.setDefaultSuffix(_suffix(words)))
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.selectFile(f"network{SUFFIX}")
        if dialog.exec():
            shape = next(shape for words, _, shape in SAVE_FILTERS if words == dialog.selectedNameFilter())
            self.save_file(Path(dialog.selectedFiles()[0]), shape)

    def save_file(self, path: Path, onnx_shape: str = "784") -> None:
        """Save the current network as ``path``, or say in one sentence why not."""
        self.folder = path.parent
        try:
            self._session.save_weights(path, onnx_shape)
        except WeightFileError as error:
            warn(self._window, "Save weights", str(error))
        else:
            if path.suffix.lower() in READABLE:
                self._remember(path)
            self.told.emit(f"Saved {path.name}")

    def _remember(self, path: Path) -> None:
        self.folder = path.parent
        name = str(path.resolve())
        self._recent = [name, *(other for other in self._recent if other != name)][:MOST_RECENT]
        self._store()

    def _forget(self, path: Path) -> None:
        self._recent = [other for other in self._recent if other != str(path.resolve())]
        self._store()

    def _store(self) -> None:
        if self._settings is not None:
            self._settings.setValue("recentWeights", self._recent)
        self.recent_changed.emit()


def _suffix(words: str) -> str:
    return next(suffix for title, suffix, _ in SAVE_FILTERS if title == words).removeprefix(".")
