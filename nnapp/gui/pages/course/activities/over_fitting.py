"""A small network is trained on few digits, here and now: what it learns by heart, what it can do, what that costs."""

from dataclasses import replace
from typing import Final

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnapp.digits.datasets import TrainingData
from nnapp.files.lessons.lesson import Value, Values
from nnapp.gui.pages.course.activities.activity import Activity
from nnapp.gui.pages.course.activities.over_fitting_words import (
    RECIPE,
    RULE_WORDS,
    RULES,
    cost_in_words,
    fit_in_words,
    loss_plot,
)
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TextHeight
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.curve_plot import CurvePlot
from nnapp.gui.widgets.fields import chooser, show_choice
from nnapp.gui.widgets.layouts import column, fill, horizontal, label, paragraph, row, styled, vertical
from nnapp.gui.widgets.number_slider import NumberSlider, as_whole
from nnapp.gui.widgets.wrapping import growing_paragraph
from nnapp.gui.work.small_training import SmallEpoch, SmallRun, SmallTraining
from nnapp.gui.work.worker import Worker
from nnapp.nn.over_fitting import Fit, weight_count
from nnapp.wording import MISSING, decimals, percent

SLIDERS: Final = {
    "digits": ("digits", "How many digits of MNIST it learns from.", (50.0, 5_000.0, 50.0)),
    "neurons": ("neurons", "How many hidden neurons it has.", (1.0, 100.0, 1.0)),
    "epochs": ("epochs", "How often it goes through the digits at most.", (1.0, 100.0, 1.0)),
}
NUMBERS: Final = {"training": "training accuracy", "validation": "validation accuracy", "gap": "gap"}


class OverFittingActivity(Activity):
    """Trains a network of its own; the person's network, runs and settings stay as they are."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Begin with 100 digits, and nothing trained."""
        super().__init__()
        self._appearance, self._run = appearance, SmallRun()
        self._data: TrainingData | None = None
        self._curve: list[SmallEpoch] = []
        self._worker: Worker | None = None
        self._job: SmallTraining | None = None
        self._is_wanted = self._is_over = False
        self._problem = ""
        self._plot = CurvePlot("Training loss and validation loss", appearance)
        self._plot.setObjectName("overFittingPlot")
        appearance.scale(self._plot.setMinimumSize, 240, 240)
        self._told = growing_paragraph(TextHeight(3), appearance, name="overFittingState")
        self.put_beside(self._build_result(), self._build_column(), appearance)
        session.sketch.pen_moved.connect(self._on_pen)
        self._show()

    def set_values(self, values: Values) -> None:
        """Take digits, neurons, epochs and stop rule; ``trained`` says whether a network is to be trained with them.

        Training begins as soon as it can be seen. Other values than those of the last run make an end of it.
        """
        numbers = {name: round(float(values[name])) for name in SLIDERS if name in values}
        run = replace(self._run, **numbers, stop_rule=str(values.get("stop_rule", self._run.stop_rule)))
        if run != self._run or values.get("trained") == "no":
            self._clear()
        self._run = run
        if values.get("trained") == "yes":
            self._is_wanted = True
            self._begin_if_seen()
        self._show()

    def quantities(self) -> dict[str, Value]:
        """Return the values, and how the run ended: the accuracies and the gap are 0 until it has."""
        run, fit = self._run, self._fit()
        return {
            "digits": float(run.digits), "neurons": float(run.neurons), "epochs": float(run.epochs),
            "stop_rule": run.stop_rule, "trained": "yes" if self._is_wanted else "no",
            "training_accuracy": 100 * fit.training_accuracy if fit else 0.0,
            "validation_accuracy": 100 * fit.validation_accuracy if fit else 0.0,
            "gap": 100 * fit.gap if fit else 0.0, "rises": float(fit.rises) if fit else 0.0,
            "weights": float(weight_count(run.sizes)),
        }  # fmt: skip

    def showEvent(self, event: QShowEvent) -> None:
        """Train what a lesson wanted to be trained."""
        super().showEvent(event)
        self._begin_if_seen()

    def hideEvent(self, event: QHideEvent) -> None:
        """End a run that nobody sees."""
        super().hideEvent(event)
        self._end()

    def _build_result(self) -> QWidget:
        """Return the plot, and beneath it the button that trains, the numbers and the words."""
        self._button = push_button("Train", "trainSmall", "Train a new network with these values.", self._on_train)
        self._button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # As wide as for either word.
        self._appearance.scale(self._button.setMinimumWidth, 60)
        below, result = QWidget(), QWidget()
        across = horizontal(self._appearance, below, spacing=4 * SPACE)
        fill(across, styled(self._button, role="primary"), (self._build_numbers(), 1))
        fill(vertical(self._appearance, result, spacing=3 * SPACE), (self._plot, 1), below, self._told)
        return result

    def _build_numbers(self) -> QWidget:
        """Return both accuracies and the gap, side by side."""
        self._numbers = {name: label("", "strong", f"{name}Number") for name in NUMBERS}
        captioned = [
            column(self._appearance, paragraph(NUMBERS[name], "caption"), number, spacing=0)
            for name, number in self._numbers.items()
        ]
        return column(self._appearance, row(self._appearance, *captioned, spacing=3 * SPACE))

    def _build_column(self) -> QWidget:
        appearance = self._appearance
        self._sliders = {name: NumberSlider(name, *parts, appearance, as_whole) for name, parts in SLIDERS.items()}
        for name, slider in self._sliders.items():
            appearance.scale(slider.caption.setMinimumWidth, 56)
            slider.moved.connect(self.taking(name))
        words = "Stop rule", "When training ends."
        self._rule = chooser("stopRule", RULES, words, 150, appearance, self.taking("stop_rule"))
        self._in_force = growing_paragraph(TextHeight(2), appearance, "muted", "ruleInForce")
        self._cost = growing_paragraph(TextHeight(5), appearance, name="trainingCost")
        recipe = growing_paragraph(TextHeight(6), appearance, name="trainingRecipe")
        recipe.setText(RECIPE)
        parts = (
            column(appearance, *self._sliders.values()),
            column(appearance, label("THE RECIPE", "heading"), recipe, self._rule, self._in_force),
            column(appearance, label("THE COST", "heading"), self._cost),
        )
        return column(appearance, *parts, spacing=3 * SPACE)

    def _on_train(self) -> None:
        if self._worker is not None:
            self._end()
            self._button.setFocus()
            return
        self._clear()
        self._is_wanted = True
        self._begin_if_seen()
        self._show()

    def _begin_if_seen(self) -> None:
        if not self._is_wanted or self._is_over or self._worker is not None or not self.isVisible():
            return
        # One for each run, so that an end can be waited for: it comes within a few hundredths of a second.
        self._worker = Worker(self)
        self._worker.yielded.connect(self._on_yielded)
        self._worker.failed.connect(self._on_failed)
        self._worker.returned.connect(self._end)
        self._job = SmallTraining(self._run, self._data)
        self._worker.start(self._job.steps())
        self._show()

    def _on_yielded(self, report: TrainingData | tuple[SmallEpoch, ...] | float) -> None:
        if isinstance(report, TrainingData):
            self._data = report
        elif isinstance(report, tuple) and report:
            self._curve += report
            self._show()

    def _on_pen(self) -> None:
        if self._job is not None:
            self._job.give_way()

    def _on_failed(self, error: Exception) -> None:
        self._problem = str(error)
        self._end()

    def _end(self) -> None:
        """Let the run be over, if there is one, with what it has reached."""
        worker, self._worker, self._job = self._worker, None, None
        if worker is not None:
            worker.shut_down()
            worker.deleteLater()
            self._is_over = True
            self._show()

    def _clear(self) -> None:
        """Forget the last run."""
        self._is_wanted = False
        self._end()
        self._is_over, self._problem = False, ""
        self._curve.clear()

    def _fit(self) -> Fit | None:
        """Return how the run ended, once it has, after a first epoch at least."""
        is_done = self._is_over and len(self._curve) > 1
        return Fit.of([epoch.figures for epoch in self._curve]) if is_done else None

    def _show(self) -> None:
        run, fit = self._run, self._fit()
        for name, slider in self._sliders.items():
            slider.set_value(getattr(run, name))
        show_choice(self._rule, run.stop_rule)
        self._in_force.setText(f"Training ends when {RULE_WORDS[run.stop_rule]}")
        self._button.setText("Stop" if self._worker is not None else "Train")
        self._plot.show_plot(loss_plot(self._curve, run.epochs, fit))
        last = self._curve[-1].figures if self._curve else None
        self._numbers["training"].setText(percent(last.training_accuracy, 1) if last else MISSING)
        self._numbers["validation"].setText(percent(last.validation_accuracy, 1) if last else MISSING)
        gap = 100 * (last.training_accuracy - last.validation_accuracy) if last else 0.0
        self._numbers["gap"].setText(f"{decimals(gap, 1)} points" if last else MISSING)
        self._told.setText(self._problem or self._state_in_words(fit))
        self._cost.setText(cost_in_words(run, self._curve))
        self.changed.emit()

    def _state_in_words(self, fit: Fit | None) -> str:
        if fit is not None:
            return fit_in_words(fit, self._curve[-1].figures.epoch)
        if self._worker is not None:
            epoch = self._curve[-1].figures.epoch if self._curve else 0
            return f"Training: epoch {epoch} of at most {self._run.epochs}." if epoch else "Preparing the digits …"
        return "Nothing is trained yet with these values."
