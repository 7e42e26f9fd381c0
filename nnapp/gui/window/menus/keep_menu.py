"""The menu that says what the drawing on the canvas is, which keeps it for the network to learn."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QMenu, QWidget

from nnapp.gui.state.my_hand import MyHand
from nnapp.gui.widgets.digit_keys import claimed_digit
from nnapp.gui.window.menus.actions import action, fill_menu
from nnapp.wording import IT_IS_A, a_digit


class KeepMenu(QMenu):
    """Keeps the drawing as one of the ten digits, whose keys work wherever the focus is and nothing is typed."""

    def __init__(self, my_hand: MyHand, window: QWidget) -> None:
        """Keep the drawing in ``my_hand``; the keys are shortcuts of ``window``."""
        super().__init__(IT_IS_A, window)
        self._window = window
        fill_menu(self, [self._keep(my_hand, digit) for digit in range(10)])
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave a digit to the part that has the focus where it is typed; line edits see to that themselves."""
        del watched
        is_left = bool(claimed_digit(event)) and _is_typed_in(self._window.focusWidget())
        if is_left:
            event.accept()
        return is_left

    def _keep(self, my_hand: MyHand, digit: int) -> QAction:
        one, keep = a_digit(digit), partial(my_hand.keep, digit)
        result = action(self, f"actionItIs{digit}", f"It is {one}", keep, str(digit), f"Keep the drawing as {one}")
        result.setAutoRepeat(False)
        return result


def _is_typed_in(focus: QWidget | None) -> bool:
    """Return whether what is typed selects an entry of ``focus``, or begins to edit it."""
    if not isinstance(focus, QAbstractItemView):
        return isinstance(focus, QComboBox)
    is_edited = focus.editTriggers() & QAbstractItemView.EditTrigger.AnyKeyPressed
    return bool(is_edited) and bool(focus.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable)
