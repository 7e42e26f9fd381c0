"""The pages of the window as tabs, each built when it is first opened."""

from collections.abc import Callable

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from nnapp.gui.state.view import Page, View


class PageTabs(QTabWidget):
    """Shows the page that ``View`` has open, and opens the one whose tab is clicked."""

    def __init__(self, view: View) -> None:
        """Follow ``view``."""
        super().__init__()
        self.setObjectName("pages")
        self._view = view
        self._keys: list[Page] = []
        self._makers: dict[Page, Callable[[], QWidget]] = {}
        view.page_changed.connect(self._open)
        self.currentChanged.connect(self._on_current)

    def hasHeightForWidth(self) -> bool:
        """Whether a wrapped text may ask for height: no, pages fit what they have."""
        return False

    def add(self, page: Page, title: str, make: Callable[[], QWidget]) -> None:
        """Add ``page`` under a tab called ``title``; ``make`` builds it when it is first opened."""
        self._keys.append(page)
        self._makers[page] = make
        self.addTab(QWidget(), title)

    def _open(self, page: Page) -> None:
        self.setCurrentIndex(self._keys.index(page))

    def _on_current(self, index: int) -> None:
        page = self._keys[index]
        make = self._makers.pop(page, None)
        if make is not None:
            column = QVBoxLayout()
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            made = make()
            column.addWidget(made)
            self.currentWidget().setLayout(column)
            # At once, not at the next turn of the event loop: whoever opens a page finds it visible.
            made.show()
        self._view.open(page)
