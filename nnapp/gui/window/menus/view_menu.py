"""The View menu: pages, sizes and colours."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.view import Page, View
from nnapp.gui.window.menus.actions import Choice, action, choice_actions, fill_menu

APPEARANCES: Final = (
    ("system", "System default"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("contrast", "High contrast"),
)
KEYS: Final = {
    Page.NEURON: "Alt+1", Page.SLOW_MOTION: "Alt+2", Page.WHAT_IF: "Alt+3", Page.PREFERRED_INPUT: "Alt+4",
    Page.TRAINING: "Ctrl+2", Page.RUNS: "Ctrl+3", Page.EVALUATION: "Ctrl+4", Page.MY_HAND: "Ctrl+5",
    Page.COURSE: "Ctrl+6",
}  # fmt: skip


class ViewMenu(QMenu):
    """Opens pages, and changes how the window looks."""

    def __init__(self, view: View, appearance: Appearance, sizes: Sequence[QAction], window: QWidget) -> None:
        """Open the pages of ``view``, offer ``sizes``, and change ``appearance``."""
        super().__init__("&View", window)
        # The page beneath the diagram that was open last.
        network = action(self, "action-network", "Network", lambda: view.open(view.beneath), "Ctrl+1")
        opening = {
            page: action(self, f"action-{page.value}", page.title, partial(view.open, page), keys)
            for page, keys in KEYS.items()
        }
        beneath = [item for page, item in opening.items() if page.is_beneath_diagram]
        tabs = [item for page, item in opening.items() if not page.is_beneath_diagram]
        looks = (Choice(f"actionAppearance{key.capitalize()}", text, key) for key, text in APPEARANCES)
        fill_menu(
            self, (network, *tabs), beneath, sizes, choice_actions(self, looks, appearance.choice, appearance.choose)
        )
