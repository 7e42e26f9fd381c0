"""Print how long it takes from a click on Train to the first point of the curve, and to the end of the recipe Quick.

Run it with ``python -m tests.benchmarks.training_start``. Each time a program is started, offscreen, whose window
trains as it is set when it opens: first with an empty cache, then with the digits in it. Beside the seconds that went
by stand those of the processor: where they are not more, other programs had its other cores.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

LAUNCHES = ("empty cache", "second launch", "third launch")
ROOT = Path(__file__).parents[2]


def launch() -> None:
    """Open a window, click its Train button, and print a line of figures once the run has ended."""
    from PySide6.QtCore import QEventLoop, QStandardPaths, Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QPushButton

    from nnapp.gui.state.view import Page
    from nnapp.gui.window.app import make_application, open_window

    QStandardPaths.writableLocation = staticmethod(lambda _kind: os.environ["HOME"])
    make_application()
    window = open_window()
    window.session.view.open(Page.TRAINING)
    loop = QEventLoop()
    # Until the window is at rest.
    QTimer.singleShot(2_000, loop.quit)
    loop.exec()
    times: list[tuple[float, float]] = []

    def note() -> None:
        times.append((time.perf_counter(), time.process_time()))

    window.trainer.epoch_done.connect(note)
    window.trainer.ended.connect(loop.quit)
    note()
    QTest.mouseClick(window.findChild(QPushButton, "trainButton"), Qt.MouseButton.LeftButton)
    loop.exec()
    note()
    (begun, used), (first, first_used), *_, (end, end_used) = times
    last = window.trainer.curve[-1]
    print(
        f"first point {first - begun:.2f} s (processor {first_used - used:.2f} s), "
        f"end {end - begun:.1f} s (processor {end_used - used:.1f} s): {last.epoch} epochs, "
        f"validation accuracy {last.validation_accuracy:.2%}"
    )
    window.close()


def main() -> None:
    """Launch it several times, which share a cache."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "XDG_CACHE_HOME": f"{home}/cache"}
        for name in LAUNCHES:
            command = [sys.executable, "-m", "tests.benchmarks.training_start", "launch"]
            told = subprocess.run(command, check=True, cwd=ROOT, env=environment, capture_output=True, text=True)
            print(f"{name}: {told.stdout.strip()}", flush=True)


if __name__ == "__main__":
    launch() if "launch" in sys.argv else main()
