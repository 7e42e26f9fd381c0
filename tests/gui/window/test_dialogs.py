"""Dialogs leave nothing behind in the window."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from nnapp.gui.pages.training.data_source import DataSourceField
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.dialogs import confirm, warn
from tests.gui.dialogs import answered

FOREIGN = Path(__file__).parents[2] / "files" / "foreign"


def test_what_was_opened_and_closed_is_gone(window, qtbot):
    window.session.view.open(Page.TRAINING)
    data = [action.trigger for action in window.findChild(DataSourceField).menu().actions()[1:3]]
    asks = {
        "warning": lambda: warn(window, "Title", "A sentence."),
        "question": lambda: confirm(window, "Title", "A question?"),
        "about": window.findChild(QAction, "actionAbout").trigger,
        "shortcuts": window.findChild(QAction, "actionShortcuts").trigger,
        "open weights": window.weights.open,
        "what a file does not say": lambda: window.weights.open_file(FOREIGN / "torch.safetensors"),
        "save weights": window.weights.save,
        "open picture": window.pictures.open,
        "open data": data[0],
        "open folder": data[1],
    }

    def left(ask):
        with answered(qtbot, lambda dialog: dialog.reject()):
            ask()
        # What an event loop destroys when it comes back to it.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return len(QApplication.topLevelWidgets()), len(QApplication.allWidgets())

    first = {name: left(ask) for name, ask in asks.items()}
    assert {name: left(ask) for name, ask in asks.items()} == dict.fromkeys(first, first["open folder"])
