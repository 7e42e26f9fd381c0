"""Print how long a change in a lesson takes until it is painted: each slider, and the loss surface for other weights.

Run it with ``python -m tests.benchmarks.lesson_speed``. Offscreen at 1280x800, in the real window.
"""

import os
import tempfile
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QSlider

from nnapp.gui.pages.course.activities.activity import Activity
from nnapp.gui.window.app import make_application, open_window
from nnapp.gui.window.main_window import MainWindow
from nnapp.locations import lessons_folder

CHANGES = 150
REST = 1_500
"""Milliseconds until a lesson is at rest."""


def rest(milliseconds: int) -> None:
    """Let the window run."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def milliseconds(change: Callable[[], object]) -> float:
    """Return how long ``change`` takes until it is painted."""
    started = time.perf_counter()
    change()
    for _ in range(3):
        QApplication.processEvents()
    return 1000 * (time.perf_counter() - started)


def times_of(slider: QSlider) -> list[float]:
    """Move a slider up and down, by one place at a time."""
    low, span = slider.minimum(), max(slider.maximum() - slider.minimum(), 1)
    places = [low + abs((number + span) % (2 * span) - span) for number in range(CHANGES)]
    return [milliseconds(lambda place=place: slider.setValue(place)) for place in places]


def activity_of(window: MainWindow) -> Activity:
    """Return the activity of the lesson that is open."""
    return next(activity for activity in window.findChildren(Activity) if activity.isVisible())


def choose(box: QComboBox, place: int) -> None:
    """Choose what stands at a place of the list, as a user does."""
    box.setCurrentIndex(place)
    box.activated.emit(place)


def surface_times(window: MainWindow) -> list[float]:
    """Let the loss surface lie over other weights, again and again."""
    box = next(box for box in activity_of(window).findChildren(QComboBox) if box.isVisible() and box.count() > 3)
    times = []
    for number in range(30):
        times.append(milliseconds(lambda number=number: choose(box, number % box.count())))
        rest(20)
    return times


def main() -> None:
    """Measure every slider of every lesson that ships, and the loss surface."""
    folder = tempfile.TemporaryDirectory()
    QStandardPaths.writableLocation = staticmethod(lambda _kind: folder.name)
    make_application()
    window = open_window()
    window.resize(1280, 800)
    for path in sorted(lessons_folder().glob("*.toml")):
        window.session.view.open_lesson(path.stem)
        rest(REST)
        times = [one for slider in activity_of(window).findChildren(QSlider) for one in times_of(slider)]
        if times:
            median, high = np.percentile(times, (50, 99))
            print(f"{path.stem}: a slider, median {median:.1f} ms, 99th percentile {high:.1f} ms")
        if "gradient" in path.stem:
            print(f"{path.stem}: the loss surface for other weights, the longest {max(surface_times(window)):.1f} ms")
    window.close()
    folder.cleanup()


if __name__ == "__main__":
    main()
