"""A menu of data to choose from: those that ship, and files and folders of the user's own."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu

FILTER: Final = "Data (*.npz *.csv *.csv.gz *.jsonl *.jsonl.gz *idx3-ubyte *idx3-ubyte.gz);;All files (*)"


class DataMenu(QMenu):
    """Asks for a file or a folder of data."""

    opened = Signal(Path)

    def __init__(self) -> None:
        """Start empty; what ships is added first, then the files by ``offer_files``."""
        super().__init__()
        self._folder = Path.home()

    def offer_files(self) -> None:
        """Add to open a file, or a folder."""
        self.addAction("Open data file…", self._ask_file)
        self.addAction("Open folder of pictures…", self._ask_folder)

    def _ask_file(self) -> None:
        self._take(QFileDialog.getOpenFileName(self.parentWidget(), "Open data", str(self._folder), FILTER)[0])

    def _ask_folder(self) -> None:
        title = "Open a folder with a subfolder for each class"
        self._take(QFileDialog.getExistingDirectory(self.parentWidget(), title, str(self._folder)))

    def _take(self, name: str) -> None:
        if name:
            self._folder = Path(name).parent
            self.opened.emit(Path(name))
