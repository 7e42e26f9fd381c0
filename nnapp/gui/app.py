"""The application: one window, until it is closed."""

import signal
import sys

from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtWidgets import QApplication

from nnapp.gui.main_window import MainWindow


def make_application() -> QApplication:
    """Return the application, set up as the window needs it."""
    # Every point of the pen counts, also those that come while the window is busy.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents, False)  # noqa: FBT003
    application = QApplication(sys.argv[:1])
    application.setApplicationName("nnapp")
    application.setStyle("Fusion")
    return application


def run() -> int:
    """Open the window, run until it is closed and return the exit status."""
    application = make_application()
    # Ctrl+C in the terminal ends the program at once, as people expect.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    window = MainWindow(QSettings("nnapp", "nnapp"))
    window.show()
    return application.exec()
