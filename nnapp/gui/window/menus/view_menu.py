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
TABS: Final = ((Page.TRAINING, "Training", "Ctrl+2"), (Page.RUNS, "Runs", "Ctrl+3"), (Page.COURSE, "Course", "Ctrl+4"))
BENEATH_DIAGRAM: Final = (
    (Page.NEURON, "Neuron", "Alt+1"),
    (Page.SLOW_MOTION, "Slow motion", "Alt+2"),
    (Page.WHAT_IF, "What if", "Alt+3"),
    (Page.PREFERRED_INPUT, "Preferred input", "Alt+4"),
)
"""Pages with their titles and keys."""


class ViewMenu(QMenu):
    """Opens pages, and changes how the window looks."""

    def __init__(self, view: View, appearance: Appearance, sizes: Sequence[QAction], window: QWidget) -> None:
        """Open the pages of ``view``, offer ``sizes``, and change ``appearance``."""
        super().__init__("&View", window)
        # The page beneath the diagram that was open last.
        network = action(self, "action-network", "Network", lambda: view.open(view.beneath), "Ctrl+1")
        tabs, beneath = (
            [action(self, f"action-{page.value}", name, partial(view.open, page), keys) for page, name, keys in pages]
            for pages in (TABS, BENEATH_DIAGRAM)
        )
        looks = (Choice(f"actionAppearance{key.capitalize()}", text, key) for key, text in APPEARANCES)
        fill_menu(
            self, (network, *tabs), beneath, sizes, choice_actions(self, looks, appearance.choice, appearance.choose)
        )
