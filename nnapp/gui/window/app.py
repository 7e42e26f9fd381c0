"""The application: one window, until it is closed."""

import gc
import signal
import sys
from typing import Final

from PySide6.QtCore import QCoreApplication, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication

from nnapp.gui.window.main_window import MainWindow

AT_REST: Final = 1_000
"""Milliseconds after the window was opened."""


def make_application() -> QApplication:
    """Return the application, set up as the window needs it."""
    # Every point of the pen counts, also those that come while the window is busy.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents, False)  # noqa: FBT003
    application = QApplication(sys.argv[:1])
    application.setApplicationName("nnapp")
    application.setStyle("Fusion")
    return application


def open_window(settings: QSettings | None = None) -> MainWindow:
    """Return the window, opened; ``settings`` remember what the user chose.

    Raises:
        WeightFileError: the shipped weight file is missing or damaged.
        DataError: the shipped digits are missing or damaged.
    """
    window = MainWindow(settings)
    window.show()
    if settings is not None and not window.preferences.hints_seen:
        window.show_hints()

    def prepare() -> None:
        # Asked now, so that the first stroke does not have to wait for the answer of the desktop.
        _ = window.appearance.animates
        _leave_out_of_collection()

    # Once it has been painted and is at rest, as it takes some 20 milliseconds.
    QTimer.singleShot(AT_REST, window, prepare)
    return window


def _leave_out_of_collection() -> None:
    """Let the garbage collector pass over what has been built, which stays until the end, with every stroke."""
    gc.collect()
    gc.freeze()


def run() -> int:
    """Open the window, run until it is closed and return the exit status."""
    application = make_application()
    # Ctrl+C in the terminal ends the program at once, as people expect.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # The name keeps the window alive.
    window = open_window(QSettings("nnapp", "nnapp"))
    status = application.exec()
    del window
    return status
