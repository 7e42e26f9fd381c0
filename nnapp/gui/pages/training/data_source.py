"""What to learn from: MNIST, or a file or folder of the user's own."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.data_menu import DataMenu
from nnapp.gui.widgets.menu_button import MenuButton

MNIST = "MNIST"


class DataSourceField(MenuButton):
    """A button that shows the source, with a menu to select a different one."""

    changed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        """Show MNIST."""
        menu = DataMenu()
        super().__init__("dataSourceButton", menu, appearance)
        menu.addAction(MNIST, partial(self.choose, ""))
        menu.offer_files()
        menu.opened.connect(lambda path: self.choose(str(path)))
        self.show_source("")

    def show_source(self, source: str) -> None:
        """Show a different source."""
        self.source = source
        """The path of the file or folder; empty for MNIST."""
        self.show_words(Path(source).name if source else MNIST, source)

    def choose(self, source: str) -> None:
        """Select a different source, as the user does in the menu."""
        if source != self.source:
            self.show_source(source)
            self.changed.emit()
