"""Print how long nnapp takes to its first painted window, as a multiple of an empty PySide6 window with NumPy.

Run it with ``python -m tests.benchmarks.startup``. Both programs are started in turns, offscreen, each in a process
of its own, from the start of Python until the window has been painted; the figures are medians.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TIMES = 15
ROOT = Path(__file__).parents[2]

UNTIL_PAINTED = """
from PySide6.QtCore import QTimer
window.repaint()
QTimer.singleShot(0, application.quit)
application.exec()
"""
EMPTY = """
import numpy
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
"""
NNAPP = """
import nnapp
from nnapp.gui.window.app import make_application, open_window
application = make_application()
window = open_window()
"""
# The process is left at once: what closing the window takes is not the start.
LEAVE = "import os; os._exit(0)"


def seconds(program: str, home: str) -> float:
    """Run ``program`` until its window is painted and return how long that took."""
    # As for a user, who has compiled modules after the first start.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "HOME": home, "XDG_DATA_HOME": home, "PYTHONPYCACHEPREFIX": home}
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", program + UNTIL_PAINTED + LEAVE],
        check=True,
        env=environment,
        cwd=ROOT,
        timeout=60,
        stderr=subprocess.PIPE,
    )
    return time.perf_counter() - started


def main() -> None:
    """Measure both, in turns."""
    with tempfile.TemporaryDirectory() as home:
        for program in (EMPTY, NNAPP):
            seconds(program, home)
        times = [(seconds(EMPTY, home), seconds(NNAPP, home)) for _ in range(TIMES)]
    empty, full = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(mine / other for other, mine in times)
    print(f"empty window {empty:.3f} s, nnapp {full:.3f} s, {ratio:.2f} times as long")


if __name__ == "__main__":
    main()
