"""How robust networks are: the accuracy on digits that are rotated, moved, resized, drawn otherwise or noisy."""

import time
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnapp.digits.distortions import DISTORTIONS, Distortion
from nnapp.digits.drawing import Drawing
from nnapp.gui.pages.evaluation.robustness.chart import RobustnessChart
from nnapp.gui.pages.evaluation.robustness.digit_picture import DigitPicture
from nnapp.gui.pages.evaluation.robustness.words import accuracy_words, measured_on, reading_words
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SMALL, SPACE, TextHeight
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.fields import chooser, explain
from nnapp.gui.widgets.layouts import fill, horizontal, paragraph, vertical
from nnapp.gui.widgets.progress_bar import ProgressBar
from nnapp.gui.widgets.table_export import offer_table
from nnapp.gui.widgets.wrapping import Whole, growing_paragraph, share, wrap
from nnapp.gui.work.evaluation import Evaluation
from nnapp.gui.work.robustness import RobustnessPoint, measure_robustness
from nnapp.gui.work.worker import Worker
from nnapp.wording import duration

FIELD_WIDTH, BUTTON_WIDTH = 110, 84
SOON: Final = 0.3
"""Seconds after which the time that is left can be told."""
MEASURE: Final = "Measure the accuracy at each level; it takes a few seconds."
STOP: Final = "Stop measuring; what has been measured is kept."
KIND: Final = (
    "What is done to each digit before it is prepared for the network, which may undo it: a shifted digit is centred "
    "again. Drawings are moved by their strokes; with another pen or with noise they become pictures first."
)
CLICK: Final = "Click or press Enter to put the digit on the canvas as it then looks."


class RobustnessPanel(Whole):
    """Measures on demand how the accuracy falls when digits are distorted, and shows one digit so distorted."""

    drawing_wanted = Signal(object)
    """The person wants this Drawing on the canvas."""

    def __init__(self, appearance: Appearance) -> None:
        """Start without an evaluation."""
        super().__init__()
        self.setObjectName("robustnessPanel")
        self._evaluation: Evaluation | None = None
        self._points: dict[Distortion, dict[float, tuple[float, ...]]] = {}
        """What is measured of the evaluation, by level."""
        self._number = 0
        self._is_measuring, self._began = False, 0.0
        self.worker = Worker(self)
        """Measures; it is shut down with the window."""
        self.worker.yielded.connect(self._on_yielded)
        self.worker.returned.connect(lambda _: self._end())
        self.worker.failed.connect(lambda error: self._end(str(error)))
        self._build(appearance)
        self._show()

    @property
    def distortion(self) -> Distortion:
        """What is done to the digits."""
        distortion: Distortion = self._kind.currentData()
        return distortion

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Take the networks and the data of ``evaluation``; what is measured stays if they are the same."""
        before, self._evaluation = self._evaluation, evaluation
        if before is None or not evaluation.is_like(before):
            self._points.clear()
            self._end()
        if before is None or before.data is not evaluation.data:
            self._number = 0
        self._show()

    def show_example(self, number: int) -> None:
        """Show this example of the evaluation as it looks distorted."""
        self._number = number
        self._show_digit()

    def _build(self, appearance: Appearance) -> None:
        kinds = [(one, one.name) for one in DISTORTIONS]
        self._kind = chooser(
            "robustnessKind", kinds, ("Kind", KIND), FIELD_WIDTH, appearance, lambda _kind: self._on_kind()
        )
        self._button = push_button("Measure", "measureRobustness", MEASURE, self._on_button)
        fields = (share(self._kind, 1, appearance, FIELD_WIDTH), share(self._button, 0, appearance, BUTTON_WIDTH))
        self._chart = RobustnessChart(appearance)
        self._chart.level_changed.connect(self._show_digit)
        self._chart.level_chosen.connect(self._choose)
        explain(self._chart, self._chart.accessibleName(), CLICK)
        offer_table(self._chart, "robustness", self._rows)
        self._progress = ProgressBar("robustnessProgress", "the measurement")
        self._digit = DigitPicture("The digit as it then looks", "digit", appearance)
        self._words = growing_paragraph(TextHeight(4, SMALL), appearance, "advice", "robustnessWords")
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        # A long name is cut rather than making the page wider.
        appearance.scale(self._words.setMinimumWidth, 1)
        self._state = paragraph("", "caption", "robustnessState")
        below = QWidget()
        fill(horizontal(appearance, below, spacing=2 * SPACE), self._digit, (self._words, 1))
        top = wrap(QWidget(), appearance, *fields, spacing=2 * SPACE)
        column = vertical(appearance, self, spacing=2 * SPACE)
        fill(column, top, (self._chart, 1), self._progress, self._state, below)

    def _on_kind(self) -> None:
        self._end()
        self._show()

    def _on_button(self) -> None:
        if self._evaluation is None:
            return
        if self._is_measuring:
            self._end()
            return
        self._points[self.distortion] = {}
        self._is_measuring, self._began = True, time.perf_counter()
        self.worker.start(measure_robustness(self._evaluation, self.distortion))
        self._progress.show_share(0.0)
        self._show()

    def _on_yielded(self, step: float | RobustnessPoint) -> None:
        if isinstance(step, RobustnessPoint):
            self._points[self.distortion][step.level] = step.accuracies
            self._show_points()
            return
        self._progress.show_share(step)
        seconds = time.perf_counter() - self._began
        if seconds > SOON:
            self._state.setText(f"Measuring: {duration(seconds * (1 - step) / step)} left")

    def _end(self, problem: str = "") -> None:
        """Measure no more, and say what the ``problem`` was, if there was one."""
        if self._is_measuring:
            self.worker.stop()
            self._is_measuring = False
            self._show()
        if problem:
            self._state.setText(problem)

    def _choose(self, level: float) -> None:
        if self._evaluation is not None:
            self.drawing_wanted.emit(self._distorted(self._evaluation, level))

    def _distorted(self, evaluation: Evaluation, level: float) -> Drawing:
        return self.distortion.drawing(evaluation.drawing(self._number), level, self._number)

    def _show(self) -> None:
        evaluation, is_measuring = self._evaluation, self._is_measuring
        self._button.setEnabled(evaluation is not None)
        self._button.setText("Stop" if is_measuring else "Measure")
        explain(self._button, self._button.text(), STOP if is_measuring else MEASURE)
        self._progress.setVisible(is_measuring)
        if is_measuring:
            self._state.setText("Measuring …")
        elif evaluation is not None:
            self._state.setText(f"{measured_on(len(evaluation.data))} {CLICK}")
        self._show_points()

    def _show_points(self) -> None:
        names = self._names()
        self._chart.show_points(self.distortion, names, self._points.get(self.distortion, {}))
        self._show_digit()

    def _show_digit(self) -> None:
        """Show the digit at the level that is pointed to, or else unchanged, and what is read."""
        evaluation, distortion = self._evaluation, self.distortion
        if evaluation is None:
            return
        level = distortion.unchanged if self._chart.level is None else self._chart.level
        drawing, judged = self._distorted(evaluation, level), evaluation.judged
        distorted, accuracies = distortion.in_words(level), self._points.get(distortion, {}).get(level, ())
        answers = [one.recogniser.recognise(drawing) for one in judged]
        words = (
            accuracy_words(distorted, self._names(), accuracies),
            reading_words(drawing.class_name, judged, answers),
        )
        self._words.setText("\n".join(words))
        self._digit.show_drawing(drawing, f"{drawing.class_name}, {distorted}")

    def _names(self) -> list[str]:
        return [] if self._evaluation is None else [one.name for one in self._evaluation.judged]

    def _rows(self) -> Iterator[tuple[object, ...]]:
        yield (self.distortion.amount, *(f"accuracy of {name}" for name in self._names()))
        for level, accuracies in sorted(self._points.get(self.distortion, {}).items()):
            yield (level, *accuracies)
