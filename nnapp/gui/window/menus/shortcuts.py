"""The keyboard shortcuts, listed from the actions that have them."""

import re
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QMainWindow, QMenu, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.dialogs import resize_within_screen
from nnapp.gui.widgets.layouts import fill, label, named, scrolled, vertical

WHERE_THE_FOCUS_IS: Final = "In the focused part of the window"
WIDTH, HEIGHT = 400, 480


class ShortcutsDialog(QDialog):
    """Lists what each shortcut does."""

    def __init__(self, window: QMainWindow, appearance: Appearance) -> None:
        """List the shortcuts of ``window`` as they are now."""
        super().__init__(window)
        self.setWindowTitle("Keyboard shortcuts")
        content = QWidget()
        grid = QGridLayout(content)
        appearance.scale(grid.setHorizontalSpacing, 8 * SPACE)
        appearance.scale(grid.setVerticalSpacing, SPACE)
        for title, entries in shortcuts(window).items():
            row = grid.rowCount()
            grid.addWidget(label(title.upper(), "heading"), row, 0, 1, 2)
            grid.setRowMinimumHeight(row, appearance.px(8 * SPACE))
            for number, (name, keys) in enumerate(entries.items(), start=row + 1):
                grid.addWidget(label(name), number, 0)
                grid.addWidget(label(keys, "muted"), number, 1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        area = named(scrolled(content), "shortcutsArea")
        fill(vertical(appearance, self, spacing=3 * SPACE, margins=(4 * SPACE,) * 4), (area, 1), close)
        resize_within_screen(self, appearance.theme.size(WIDTH, HEIGHT))


def shortcuts(window: QMainWindow) -> dict[str, dict[str, str]]:
    """Return the keys of each action that has some, by its name, under the title of its menu.

    Those that work only on the widget that has the focus come last, and only those of pages that were opened.
    """
    found: dict[str, dict[str, str]] = {}
    for top in window.menuBar().actions():
        menu = top.menu()
        if isinstance(menu, QMenu):
            found[_plain(top.text())] = _keys([one for one in menu.actions() if not _follows_focus(one)])
    found[WHERE_THE_FOCUS_IS] = _keys([one for one in window.findChildren(QAction) if _follows_focus(one)])
    return {title: entries for title, entries in found.items() if entries}


def _keys(actions: list[QAction]) -> dict[str, str]:
    return {_plain(one.text()): keys for one in actions if (keys := _keys_of(one))}


def _keys_of(one: QAction) -> str:
    """Return the keys of an action; of a menu beneath it the first and the last."""
    menu = one.menu()
    if isinstance(menu, QMenu):
        keys = [keys for item in menu.actions() if (keys := _keys_of(item))]
        return f"{keys[0]} to {keys[-1]}" if keys else ""
    return QKeySequence.listToString(one.shortcuts(), QKeySequence.SequenceFormat.NativeText)


def _follows_focus(one: QAction) -> bool:
    return one.shortcutContext() == Qt.ShortcutContext.WidgetShortcut


def _plain(text: str) -> str:
    """Return the text of an action without its underlined letter, and without what announces a dialog.

    Dots behind a space stand for a word.
    """
    return re.sub("&(.)", r"\1", re.sub("(?<! )…$", "", text))
