"""What the firing threshold decides: how many examples fire, how many of those are right, and a handle to move it."""

from math import isnan
from typing import Final

import numpy as np
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from nnapp.gui.pages.evaluation.threshold.plot import ThresholdPlot
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TextHeight
from nnapp.gui.widgets.curve_plot import Curve, Plot
from nnapp.gui.widgets.fields import explain, fit_field, number_field
from nnapp.gui.widgets.layouts import fill, horizontal, label, vertical
from nnapp.gui.widgets.number_box import NumberBox
from nnapp.gui.widgets.steady import Steady
from nnapp.gui.widgets.table_export import Rows, offer_table
from nnapp.gui.widgets.wrapping import growing_paragraph, wrap
from nnapp.gui.work.evaluation import Evaluation
from nnapp.nn.inspect.coverage import Coverage
from nnapp.wording import MISSING, own_decimals, percent, strict_percent, whole

FIELD_WIDTH: Final = 84
"""Pixels."""
PLACES: Final = 10
"""Decimals of a share in percent in a table."""
FIRES, RIGHT, NON_DIGITS = "fires", "right when it fires", "fires for non-digits"
"""What the curves are called."""
HANDLE: Final = (
    "Drag the handle, or move it with the arrow keys, in fine steps with Shift; Escape puts it back. The higher the "
    "threshold, the fewer examples are answered, and as a rule the more of the answers are right."
)
THRESHOLD: Final = (
    "An output neuron fires at this activation or above. The threshold belongs to the network and is saved with it."
)
WANTED: Final = (
    "Sets the lowest threshold at which at least this share of the answers is right; where no neuron fires, there is "
    "no answer."
)


class ThresholdPanel(QWidget):
    """Shows what comes of the examples at each threshold; to set the one that was chosen is left to the page."""

    chosen = Signal(float)
    """A person wants this firing threshold, 0..1."""

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__()
        self.setObjectName("thresholdPanel")
        self._first: Coverage
        self._second: Coverage | None = None
        self._non_digits: Coverage | None = None
        self._second_name = ""
        self._in_force = 0.5
        self._plot = ThresholdPlot(appearance)
        self._plot.moved.connect(self._show)
        self._plot.released.connect(self._choose)
        offer_table(self._plot, "firing threshold", self._rows)
        self._threshold = number_field("thresholdField", 0.0, 1.0, 0.5, 3, 0.01)
        self._threshold.valueChanged.connect(self._choose)
        self._wanted = number_field("wantedAccuracyField", 0.0, 100.0, 0.0, 2, 0.1)
        self._wanted.setSuffix(" %")
        self._wanted.valueChanged.connect(self._find)
        self._words = growing_paragraph(TextHeight(2), appearance, name="thresholdWords")
        one = _field(appearance, "Threshold", self._threshold, THRESHOLD)
        two = _field(appearance, "Right at least", self._wanted, WANTED)
        fields = wrap(QWidget(), appearance, one, two, spacing=2 * SPACE)
        explain(self._plot, self._plot.accessibleName(), HANDLE)
        fill(vertical(appearance, self, spacing=2 * SPACE), (self._plot, 1), Steady(self._words), fields)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show ``evaluation``."""
        second, non_digits = evaluation.second, evaluation.non_digits
        self._first = Coverage(evaluation.first.predictions)
        self._second, self._second_name = (None, "") if second is None else (Coverage(second.predictions), second.name)
        self._non_digits = None if non_digits is None else Coverage(non_digits)
        self._plot.show_plot(self._made_plot())
        self._in_force = evaluation.first.recogniser.firing_threshold
        self._show(self._in_force)

    def _made_plot(self) -> Plot:
        curves = [*_curves(self._first, (FIRES, RIGHT), (0, 1), 2.0)]
        if self._non_digits is not None:
            found = self._non_digits.curve()
            curves.append(Curve(NON_DIGITS, found.thresholds, 100 * found.shares, "third", 2))
        if self._second is not None:
            names = (f"{self._second_name} fires", f"{self._second_name} right")
            curves += _curves(self._second, names, (3, 4), 1.0)
        return Plot("threshold", "%", tuple(curves), tells_last=False)

    def _show(self, threshold: float) -> None:
        """Put the handle at ``threshold``, and say what comes of it."""
        words = self._in_words(threshold)
        self._words.setText(words)
        self._plot.show_threshold(threshold, f"{own_decimals(threshold)}: {words}")
        accuracy = self._first.at(threshold).accuracy
        for box, value in ((self._threshold, threshold), (self._wanted, 0.0 if isnan(accuracy) else 100 * accuracy)):
            with QSignalBlocker(box):
                box.setValue(value)
        self._wanted.setSpecialValueText(MISSING if isnan(accuracy) else "")

    def _in_words(self, threshold: float) -> str:
        found = self._first.at(threshold)
        words = f"Fires for {whole(found.fires)} of {whole(found.total)} ({percent(found.share, 1)})"
        if found.fires:
            accuracy = strict_percent(found.accuracy, 1)
            words += f": {whole(found.right)} right and {whole(found.wrong)} wrong, so {accuracy} right"
        words += f"; silent for {whole(found.silent)}."
        if self._non_digits is not None:
            words += f" Also fires for {percent(self._non_digits.at(threshold).share, 1)} of the non-digits."
        if self._second is not None:
            other = self._second.at(threshold)
            right = f", of which {strict_percent(other.accuracy, 1)} are right" if other.fires else ""
            # Its own threshold may be another.
            words += f" At this threshold, {self._second_name} fires for {percent(other.share, 1)}{right}."
        # A number is not parted from its sign.
        return words.replace(" %", "\u00a0%")

    def _choose(self, threshold: float) -> None:
        self._show(threshold)
        if threshold != self._in_force:
            self.chosen.emit(threshold)

    def _find(self, wanted: float) -> None:
        """Choose the lowest threshold at which ``wanted``, in percent, of those that fire are right."""
        found = self._first.lowest_threshold(wanted / 100)
        if found is not None:
            self._choose(found)
            return
        self._show(self._plot.threshold)
        self._words.setText(f"There is no threshold at which {percent(wanted / 100, 2)} of the answers are right.")

    def _rows(self) -> Rows:
        curves = self._plot.plot.curves
        yield ("threshold", *(f"{curve.name}, %" for curve in curves))
        for number, threshold in enumerate(curves[0].x):
            values = (curve.y[number] for curve in curves)
            yield (
                round(float(threshold), 2),
                *("" if np.isnan(value) else round(float(value), PLACES) for value in values),
            )


def _field(appearance: Appearance, name: str, box: NumberBox, explanation: str) -> QWidget:
    """Return ``box`` behind its ``name``."""
    explain(box, name, explanation)
    fit_field(box, appearance, FIELD_WIDTH)
    box.setKeyboardTracking(False)
    field, caption = QWidget(), label(name, "muted")
    caption.setBuddy(box)
    fill(horizontal(appearance, field, spacing=SPACE), caption, box, None)
    return field


def _curves(coverage: Coverage, names: tuple[str, str], dashes: tuple[int, int], width: float) -> tuple[Curve, Curve]:
    found = coverage.curve()
    return (
        Curve(names[0], found.thresholds, 100 * found.shares, "supports", dashes[0], width),
        Curve(names[1], found.thresholds, 100 * found.accuracies, "opposes", dashes[1], width),
    )
