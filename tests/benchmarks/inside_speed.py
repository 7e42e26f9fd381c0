"""Print how long a stroke takes to the repainted diagram, bars and inspector, and a what-if to its test accuracy.

Run it with ``python -m tests.benchmarks.inside_speed``. Offscreen, with the Neuron page open.
"""

import os
import tempfile
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QStandardPaths
from PySide6.QtWidgets import QApplication, QSlider, QWidget

from nnapp.digits.preparations import DEFAULT_PREPARATION
from nnapp.digits.recogniser import Recogniser
from nnapp.files.weight_file import WeightFile
from nnapp.gui.state.view import Page
from nnapp.gui.window.app import make_application, open_window
from nnapp.gui.window.main_window import MainWindow
from nnapp.gui.work.worker import Worker
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Network
from tests.benchmarks.live_speed import stroke_times

TRIES = 12


def network(sizes: tuple[int, ...]) -> WeightFile:
    """Return a random network of ``sizes``."""
    activations = [activation_named("sigmoid")] * (len(sizes) - 1)
    return WeightFile(Recogniser(Network.random(sizes, activations, np.random.default_rng(0)), DEFAULT_PREPARATION))


def what_if_seconds(window: MainWindow) -> list[float]:
    """Return the seconds from a change of the network to its accuracy on the test digits."""
    loop = QEventLoop()
    window.session.view.open(Page.WHAT_IF)
    # Only this page has a worker.
    (worker,) = window.findChild(QWidget, "whatIfPage").findChildren(Worker)
    worker.returned.connect(loop.quit)
    loop.exec()
    slider, waits = window.findChild(QSlider, "biasSlider"), []
    for number in range(TRIES):
        started = time.perf_counter()
        slider.setValue(5 + number)
        loop.exec()
        waits.append(time.perf_counter() - started)
    return waits


def main() -> None:
    """Measure both networks, then what-if with the shipped one."""
    folder = tempfile.TemporaryDirectory()
    QStandardPaths.writableLocation = staticmethod(lambda _kind: folder.name)
    make_application()
    window = open_window()
    shipped = window.session.networks.current.weights
    window.session.view.open(Page.NEURON)
    window.resize(1280, 800)
    QApplication.processEvents()
    for name, weights in (("784-15-10", shipped), ("784-300-100-10", network((784, 300, 100, 10)))):
        window.session.networks.use(weights)
        window.session.selection.select(0, 4)
        stroke_times(window)
        times = stroke_times(window)
        print(f"{name}: median {np.median(times):.1f} ms, 99th percentile {np.percentile(times, 99):.1f} ms")
    window.session.networks.use(shipped)
    waits = what_if_seconds(window)
    print(f"test accuracy after a change: the longest of {TRIES} {max(waits):.2f} s")
    window.close()
    folder.cleanup()


if __name__ == "__main__":
    main()
