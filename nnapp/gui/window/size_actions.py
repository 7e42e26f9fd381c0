"""The actions that make things larger: zoom, one panel for the whole window, the whole screen."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from nnapp.gui.window.menus.actions import action

if TYPE_CHECKING:
    from nnapp.gui.window.main_window import MainWindow


def size_actions(window: "MainWindow") -> list[QAction]:
    """Return the actions of ``window``."""
    step = window.scaling.step
    larger = action(window, "actionZoomIn", "Larger", partial(step, 1), "Ctrl++", "Enlarge everything")
    # The same key without Shift.
    larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
    present = action(window, "actionPresent", "Present", window.presenter.toggle, "F11", "Full screen, with large type")
    present.setCheckable(True)
    window.presenter.changed.connect(lambda: present.setChecked(window.presenter.is_presenting))
    return [
        larger,
        action(window, "actionZoomOut", "Smaller", partial(step, -1), "Ctrl+-", "Make everything smaller"),
        action(window, "actionZoomReset", "Usual size", partial(step, 0), "Ctrl+0", "Neither larger nor smaller"),
        action(window, "actionEnlarge", "Enlarge", window.enlarge, "F9", "Give the panel in use the whole window"),
        present,
    ]
