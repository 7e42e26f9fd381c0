"""Answering dialogs that a test opens, whenever they open."""

from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog

LONG = 60_000
"""Milliseconds within which the dialog must have been answered."""


class NextDialog(QObject):
    """Does something with the dialog that opens next."""

    answered = Signal()

    def __init__(self, act):
        super().__init__()
        self._act = act
        QCoreApplication.instance().installEventFilter(self)

    def eventFilter(self, thing, event):  # noqa: N802 - named by Qt
        if event.type() == QEvent.Type.Show and isinstance(thing, QDialog):
            QCoreApplication.instance().removeEventFilter(self)
            # Once it is open, not while it opens.
            QTimer.singleShot(0, thing, lambda: self._answer(thing))
        return False

    def _answer(self, dialog):
        try:
            self._act(dialog)
        except BaseException:
            dialog.reject()
            raise
        finally:
            self.answered.emit()


@contextmanager
def answered(qtbot, act):
    """Do ``act`` with the dialog that is opened within."""
    dialog = NextDialog(act)
    with qtbot.waitSignal(dialog.answered, timeout=LONG):
        yield


@contextmanager
def told(qtbot):
    """Give the list of what a message that is opened within says, and close it."""
    words = []

    def read(box):
        words.append(box.text())
        box.accept()

    with answered(qtbot, read):
        yield words
