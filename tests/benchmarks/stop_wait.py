"""Print how long it takes until a training has stopped, paused, or its window has closed, in twelve tries each.

Run it with ``python tests/benchmarks/stop_wait.py``.
"""

import os
import tempfile
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QStandardPaths, QTimer, SignalInstance

from nnapp.digits.data_settings import DataSettings
from nnapp.files.run_settings import RunSettings
from nnapp.gui.window.app import make_application
from nnapp.gui.window.main_window import MainWindow
from nnapp.gui.work.training_job import Pace
from nnapp.nn.settings import TrainingSettings

TRIES = 12
SETTINGS = RunSettings(TrainingSettings(epochs=500), DataSettings(drawn=0))


def wait(signal: SignalInstance) -> None:
    """Handle events until ``signal``."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    loop.exec()
    signal.disconnect(loop.quit)


def run_for(window: MainWindow, milliseconds: int) -> None:
    """Let a training run for an epoch and a while."""
    window.trainer.start(SETTINGS)
    wait(window.trainer.epoch_done)
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def waited(act: Callable[[], object], signal: SignalInstance | None) -> float:
    """Return the milliseconds from ``act`` to ``signal``."""
    asked = time.perf_counter()
    act()
    if signal is not None:
        wait(signal)
    return 1000 * (time.perf_counter() - asked)


def main() -> None:
    """Stop, pause and close at various moments of an epoch."""
    folder = tempfile.TemporaryDirectory()
    QStandardPaths.writableLocation = staticmethod(lambda _kind: folder.name)
    make_application()
    window = MainWindow()
    window.show()
    trainer = window.trainer
    waits: dict[str, list[float]] = {"stop": [], "pause": [], "close": []}
    for number in range(TRIES):
        run_for(window, 17 * number)
        waits["pause"].append(waited(lambda: trainer.set_pace(Pace.PAUSE), trainer.pace_changed))
        trainer.set_pace(Pace.RUN)
        waits["stop"].append(waited(trainer.stop, trainer.ended))
    for number in range(TRIES):
        # A window that was closed starts nothing more.
        window = MainWindow()
        window.show()
        run_for(window, 17 * number)
        waits["close"].append(waited(window.close, None))
    for name, times in waits.items():
        print(f"{name}: {', '.join(f'{time:.0f}' for time in times)} ms; the longest {max(times):.0f} ms")
    folder.cleanup()


if __name__ == "__main__":
    main()
