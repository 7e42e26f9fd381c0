"""Print how long it takes from asking a training to stop until it has, in twelve tries.

Run it with ``python tests/benchmarks/stop_wait.py``.
"""

import os
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

import nnapp  # noqa: F401 - before NumPy, as it decides how many threads NumPy computes with
from nnapp.gui.trainer import RunSettings, Trainer
from nnapp.nn.training import TrainingSettings

TRIES = 12


def main() -> None:
    """Train and stop at various moments of an epoch."""
    application = QApplication([])
    waits = []
    trainer = Trainer(application)
    for number in range(TRIES):
        loop = QEventLoop()
        trainer.epoch_done.connect(loop.quit)
        trainer.start(RunSettings(TrainingSettings(epochs=500), drawn=0))
        loop.exec()
        trainer.epoch_done.disconnect(loop.quit)
        QTimer.singleShot(17 * number, loop.quit)
        loop.exec()
        trainer.ended.connect(loop.quit)
        asked = time.perf_counter()
        trainer.stop()
        loop.exec()
        waits.append(1000 * (time.perf_counter() - asked))
        trainer.ended.disconnect(loop.quit)
    print(f"stopped after {', '.join(f'{wait:.0f}' for wait in waits)} ms; the longest {max(waits):.0f} ms")


if __name__ == "__main__":
    main()
