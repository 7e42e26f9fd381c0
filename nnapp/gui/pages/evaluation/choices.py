"""What is evaluated: a network, the data, and perhaps a second network beside the first."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.data_menu import DataMenu
from nnapp.gui.widgets.dialogs import ask_for_weights
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import fill, horizontal, label
from nnapp.gui.widgets.menu_button import MenuButton
from nnapp.gui.widgets.wrapping import share, wrap
from nnapp.gui.work.evaluation import DataChoice, Source
from nnapp.gui.work.network_sources import NetworkSource, run_sources, shipped_sources
from nnapp.gui.work.run_library import RunLibrary

MOST = 320
NOTHING = "nothing"
SOURCES = (Source.MNIST, Source.HELD_OUT, Source.WRITTEN)
PARTS = (
    ("Network", "Network", 170,
     "The current network, which the whole window is about; what you choose becomes the current one."),
    ("on", "Data", 150,
     "The labelled examples on which the network is evaluated; it should not have learnt from them."),
    ("compared with", "Compared with", 215, "A second network, measured on the same examples."),
)  # fmt: skip
"""What stands before each button, its name, the least pixels for both, and what it is for."""


class Choices(QWidget):
    """Three buttons in a line, or in several."""

    network_wanted = Signal(object)
    """The user wants a ``NetworkSource`` to be the current network; None: a file, still to be chosen."""
    data_wanted = Signal(DataChoice)
    rival_wanted = Signal(object)
    """The user wants a ``NetworkSource`` to be compared with; None: none."""

    def __init__(self, library: RunLibrary, appearance: Appearance) -> None:
        """Offer the networks that ship and those of ``library``."""
        super().__init__()
        self._library, self._appearance = library, appearance
        self._folder = Path.home()
        self._network = self._network_button("evaluatedNetworkButton", self._fill_networks)
        self._data = MenuButton("evaluationDataButton", self._data_menu(), appearance)
        self._rival = self._network_button("comparedNetworkButton", self._fill_rivals)
        parts = zip((self._network, self._data, self._rival), PARTS, strict=True)
        wrap(self, appearance, *(self._part(button, *words) for button, words in parts), spacing=3 * SPACE)

    def show_choices(self, network: str, data: tuple[str, str], rival: str) -> None:
        """Show the names of what is evaluated, of the data in full and in short; no ``rival`` is an empty text."""
        self._network.show_words(network)
        self._data.show_words(data[0], short=data[1])
        self._rival.show_words(rival or NOTHING)

    def _part(self, button: MenuButton, before: str, name: str, least: int, explanation: str) -> QWidget:
        explain(button, name, explanation)
        part = QWidget()
        fill(horizontal(self._appearance, part, spacing=SPACE), label(before, "muted"), (button, 1))
        return share(part, 1, self._appearance, least, MOST)

    def _network_button(self, name: str, fill_menu: Callable[[QMenu], None]) -> MenuButton:
        menu = QMenu()
        # Made anew each time, as runs come and go.
        menu.aboutToShow.connect(partial(fill_menu, menu))
        return MenuButton(name, menu, self._appearance)

    def _data_menu(self) -> DataMenu:
        menu = DataMenu()
        for source in SOURCES:
            menu.addAction(source.value, partial(self.data_wanted.emit, DataChoice(source)))
        menu.addSeparator()
        menu.offer_files()
        menu.opened.connect(lambda path: self.data_wanted.emit(DataChoice(Source.FILE, path)))
        return menu

    def _fill_networks(self, menu: QMenu) -> None:
        menu.clear()
        self._add_sources(menu, self.network_wanted.emit)
        menu.addAction("Open weights…", partial(self.network_wanted.emit, None))

    def _fill_rivals(self, menu: QMenu) -> None:
        menu.clear()
        menu.addAction(NOTHING.capitalize(), partial(self.rival_wanted.emit, None))
        menu.addSeparator()
        self._add_sources(menu, self.rival_wanted.emit)
        menu.addAction("Open weights…", self._ask_rival)

    def _add_sources(self, menu: QMenu, take: Callable[[NetworkSource], None]) -> None:
        for sources in (shipped_sources(), run_sources(self._library)):
            for source in sources:
                menu.addAction(source.name.replace("&", "&&"), partial(take, source))
            menu.addSeparator()

    def _ask_rival(self) -> None:
        if path := ask_for_weights(self, self._folder):
            self._folder = path.parent
            self.rival_wanted.emit(NetworkSource(path.name, path))
