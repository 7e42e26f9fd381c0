"""Print how long robustness takes to be measured, and how long a stroke waits for its answer meanwhile.

Run it with ``python -m tests.benchmarks.robustness_speed``. Offscreen; both networks, 2,000 examples for each level.
"""

import os
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer

from nnapp.digits.distortions import DISTORTIONS, Distortion
from nnapp.digits.drawing import Drawing
from nnapp.digits.generators import finish
from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.evaluation.robustness.chart import RobustnessChart
from nnapp.gui.pages.evaluation.robustness.panel import RobustnessPanel
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.window.app import make_application
from nnapp.gui.work.evaluating import evaluate
from nnapp.gui.work.evaluation import Contender, DataChoice, Evaluation, Source
from nnapp.gui.work.robustness import measure_robustness
from nnapp.gui.work.worker import Worker
from nnapp.locations import models_folder

STROKE = np.random.default_rng(0).normal(0, 0.6, (60, 2)).cumsum(axis=0).astype(np.float32) % 24 + 2
POINTERS = 15
"""Milliseconds between two events of a pointer."""


def percentiles(times: list[float]) -> str:
    """Return the median and the 99th percentile of seconds."""
    median, high = 1000 * np.percentile(times, (50, 99))
    return f"median {median:.1f} ms, 99th percentile {high:.1f} ms"


def measure(evaluation: Evaluation, distortion: Distortion) -> tuple[float, list[float]]:
    """Measure beside an event loop; return the seconds, and how long each answer to a stroke took meanwhile."""
    loop, worker, timer, answers = QEventLoop(), Worker(), QTimer(interval=POINTERS), []

    def answer() -> None:
        started = time.perf_counter()
        evaluation.first.recogniser.recognise(Drawing((STROKE,)))
        answers.append(time.perf_counter() - started)

    worker.idle.connect(loop.quit)
    timer.timeout.connect(answer)
    started = time.perf_counter()
    worker.start(measure_robustness(evaluation, distortion))
    timer.start()
    loop.exec()
    worker.shut_down()
    return time.perf_counter() - started, answers


def pointing_times(panel: RobustnessPanel, levels: tuple[float, ...]) -> list[float]:
    """Point to one level after the other; return how long each takes, painting included."""
    chart, times = panel.findChild(RobustnessChart), []
    for number in range(200):
        started = time.perf_counter()
        chart._read(levels[number % len(levels)])
        panel.repaint()
        times.append(time.perf_counter() - started)
    return times


def main() -> None:
    """Print the figures for MNIST's test digits and for drawings."""
    app = make_application()
    one, two = (
        Contender(name, load_weights(models_folder() / f"{name}.safetensors").recogniser)
        for name in ("default", "directions-64")
    )
    for source in (Source.MNIST, Source.WRITTEN):
        evaluation = finish(evaluate(one, two, DataChoice(source)))
        print(evaluation.words)
        for distortion in DISTORTIONS:
            seconds, answers = measure(evaluation, distortion)
            print(f"  {distortion.name}: {seconds:.1f} s; an answer meanwhile: {percentiles(answers)}")
        panel = RobustnessPanel(Appearance("light"))
        panel.resize(460, 520)
        panel.show()
        panel.show_evaluation(evaluation)
        app.processEvents()
        print(f"  pointing to a level: {percentiles(pointing_times(panel, DISTORTIONS[0].levels))}")


if __name__ == "__main__":
    main()
