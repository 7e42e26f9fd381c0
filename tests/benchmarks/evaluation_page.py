"""Print how long the Evaluation page takes from a choice until everything is painted, and what drawing waits meanwhile.

Run it with ``python -m tests.benchmarks.evaluation_page``. Offscreen, in the whole window: results with the gallery,
then the matrix, the map, the firing threshold and the reliability, each brought into view.
"""

import os
import tempfile
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("XDG_DATA_HOME", tempfile.mkdtemp())

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QTabBar

from nnapp.gui.pages.evaluation.map.panel import MapPanel
from nnapp.gui.pages.evaluation.page import EvaluationPage
from nnapp.gui.state.view import Page
from nnapp.gui.window.app import make_application
from nnapp.gui.window.main_window import MainWindow
from nnapp.gui.work.evaluation import DataChoice, Source
from nnapp.gui.work.network_sources import shipped_sources
from nnapp.gui.work.worker import Worker

VIEWS = 4
"""All but robustness, which is measured on demand."""


class Gaps:
    """Watches how long the thread of the window answers nothing, as a stroke would have to wait."""

    def __init__(self) -> None:
        """Begin to watch."""
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def wait_for(signal: object, act: Callable[[], object]) -> None:
    """Call ``act`` and wait until ``signal`` comes."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    act()
    loop.exec()
    signal.disconnect(loop.quit)


def measure(page: EvaluationPage, name: str, act: Callable[[], object]) -> None:
    """Print how long it takes from ``act`` until all views are painted."""
    tabs, gaps = page.findChild(QTabBar, "evaluationViews"), Gaps()
    tabs.setCurrentIndex(0)
    page.repaint()
    began = time.perf_counter()
    wait_for(page.evaluated, act)
    page.window().repaint()
    shown = time.perf_counter()
    panel = page.findChild(MapPanel)
    for place in range(1, VIEWS):
        worker = panel.findChild(Worker)
        tabs.setCurrentIndex(place)
        if worker.is_running:
            wait_for(worker.idle, lambda: None)
        page.repaint()
    done = time.perf_counter()
    print(
        f"{name:58} results {shown - began:5.2f} s, all views {done - began:5.2f} s, "
        f"longest wait {1000 * gaps.longest:4.0f} ms"
    )


def main() -> None:
    """Open the page, and choose one thing after another."""
    application = make_application()
    window = MainWindow()
    window.appearance.animates = False
    window.resize(1280, 800)
    window.show()
    application.processEvents()
    window.session.view.open(Page.RUNS)
    began = time.perf_counter()
    window.session.view.open(Page.EVALUATION)
    page = window.findChild(EvaluationPage)
    wait_for(page.evaluated, lambda: None)
    print(f"{'the page is opened first':58} results {time.perf_counter() - began:5.2f} s")
    sources = {source.name: source for source in shipped_sources()}

    def network(name: str) -> Callable[[], object]:
        return lambda: window.weights.open_file(sources[name].path, name=name)

    def rival(name: str) -> Callable[[], object]:
        return lambda: page.choices.rival_wanted.emit(sources.get(name))

    def data(source: Source) -> Callable[[], object]:
        return lambda: page.choices.data_wanted.emit(DataChoice(source))

    measure(page, "another network, digits prepared", network("784-64-10"))
    measure(page, "compared with a second one, digits prepared", rival("784-15-10"))
    measure(page, "compared with directions, digits to be prepared", rival("784-15-10, directions"))
    measure(page, "compared with nothing", rival(""))
    measure(page, "held out from training, digits to be prepared", data(Source.HELD_OUT))
    measure(page, "synthetic drawings, to be written and prepared", data(Source.WRITTEN))
    measure(page, "another network, drawings prepared", network("784-15-10"))
    window.close()


if __name__ == "__main__":
    main()
