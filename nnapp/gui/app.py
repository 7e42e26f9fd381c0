"""The application: one window, until it is closed."""

import signal
import sys

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from nnapp.gui.main_window import MainWindow


def run() -> int:
    """Open the window, run until it is closed and return the exit status."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("nnapp")
    application.setStyle("Fusion")
    # Ctrl+C in the terminal ends the program at once, as people expect.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    window = MainWindow(QSettings("nnapp", "nnapp"))
    window.show()
    return application.exec()
