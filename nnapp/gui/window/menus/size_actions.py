"""The actions that make things larger: zoom, one panel for the whole window, the whole screen."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from nnapp.gui.window.menus.actions import action
from nnapp.gui.window.presenting import Presenter
from nnapp.gui.window.scaling import Scaling


def size_actions(
    scaling: Scaling, presenter: Presenter, enlarge: Callable[[], object], window: QWidget
) -> list[QAction]:
    """Return the actions of ``window``; ``enlarge`` gives one panel the whole window."""
    step = scaling.step
    larger = action(window, "actionZoomIn", "Larger", partial(step, 1), "Ctrl++", "Enlarge everything")
    # The same key without Shift.
    larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
    present = action(window, "actionPresent", "Present", presenter.toggle, "F11", "Full screen, with large type")
    present.setCheckable(True)
    presenter.changed.connect(lambda: present.setChecked(presenter.is_presenting))
    return [
        larger,
        action(window, "actionZoomOut", "Smaller", partial(step, -1), "Ctrl+-", "Make everything smaller"),
        action(window, "actionZoomReset", "Usual size", partial(step, 0), "Ctrl+0", "Return to the usual size"),
        action(window, "actionEnlarge", "Enlarge", enlarge, "F9", "Fill the window with the current panel, or go back"),
        present,
    ]
