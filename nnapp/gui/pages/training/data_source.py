"""What to learn from: MNIST, or a file or folder of the user's own."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.layouts import set_plain_tooltip

FILTER = "Data (*.npz *.csv *.csv.gz *.jsonl *.jsonl.gz *idx3-ubyte *idx3-ubyte.gz);;All files (*)"
MNIST = "MNIST"


class DataSourceField(QPushButton):
    """A button that shows the source, with a menu to select a different one."""

    changed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        """Show MNIST."""
        super().__init__()
        self.setObjectName("dataSourceButton")
        self.setProperty("role", "list")
        self._appearance = appearance
        self.source = ""
        """The path of the file or folder; empty for MNIST."""
        self._folder = Path.home()
        menu = QMenu(self)
        menu.addAction(MNIST, partial(self.choose, ""))
        menu.addAction("Open data file…", self._ask_file)
        menu.addAction("Open folder of pictures…", self._ask_folder)
        self.setMenu(menu)
        self._write()

    def show_source(self, source: str) -> None:
        """Show a different source."""
        self.source = source
        self._write()
        set_plain_tooltip(self, source)

    def choose(self, source: str) -> None:
        """Select a different source, as the user does in the menu."""
        if source != self.source:
            self.show_source(source)
            self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write as much of the name as there is room for."""
        super().resizeEvent(event)
        self._write()

    def _write(self) -> None:
        name = Path(self.source).name if self.source else MNIST
        room = max(self._appearance.px(60), self.width() - self._appearance.px(40))
        words = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, room)
        # A space in front, as Qt leaves out the padding where there is a menu; "&" doubled, as one alone would
        # underline the letter after it.
        self.setText(f"\N{EN SPACE}{words.replace('&', '&&')}")

    def _ask_file(self) -> None:
        self._take(QFileDialog.getOpenFileName(self, "Open data", str(self._folder), FILTER)[0])

    def _ask_folder(self) -> None:
        title = "Open a folder with a subfolder for each class"
        self._take(QFileDialog.getExistingDirectory(self, title, str(self._folder)))

    def _take(self, name: str) -> None:
        if name:
            self._folder = Path(name).parent
            self.choose(name)
