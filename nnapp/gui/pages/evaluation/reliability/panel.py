"""Does an activation of 0.9 mean that 90 % are right? The chart, and the answer in words."""

from typing import Final

from PySide6.QtWidgets import QWidget

from nnapp.gui.pages.evaluation.reliability.chart import ReliabilityChart
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE, TextHeight
from nnapp.gui.widgets.layouts import fill, paragraph, vertical
from nnapp.gui.widgets.steady import Steady
from nnapp.gui.widgets.wrapping import growing_paragraph
from nnapp.gui.work.evaluation import Evaluation
from nnapp.nn.inspect.calibration import Calibration, calibration
from nnapp.wording import count, decimals, plain, strict_percent

MEANING: Final = (
    "Each bar shows what share is right of the examples whose strongest output lies in its range; it is hollow where "
    "there are fewer than ten. Below the dashed line, the network is too sure; above it, not sure enough."
)
BEYOND: Final = " Outputs below 0 count as 0, and those above 1 as 1."


class ReliabilityPanel(QWidget):
    """Shows the reliability of the first network of an evaluation."""

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__()
        self.setObjectName("reliabilityPanel")
        self._chart = ReliabilityChart(appearance)
        self._words = growing_paragraph(TextHeight(2), appearance, name="reliabilityWords")
        column = vertical(appearance, self, spacing=2 * SPACE)
        fill(column, (self._chart, 1), Steady(self._words), paragraph(MEANING, "caption"))

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show ``evaluation``."""
        predictions = evaluation.first.predictions
        found = calibration(predictions)
        self._chart.show_calibration(found)
        whose = "" if evaluation.second is None else f"{evaluation.first.name}. "
        is_beyond = len(predictions) and (predictions.strongest.min() < 0 or predictions.strongest.max() > 1)
        self._words.setText(f"{whose}{_in_words(found)}{BEYOND if is_beyond else ''}")


def _in_words(found: Calibration) -> str:
    """Return what the highest activations mean, and how far activations are off altogether."""
    last, off = found.bins[-1], decimals(100 * found.error, 1)
    words = f"Above {plain(last.low)}: {count(last.examples, 'example')}"
    if last.examples:
        words += f", {strict_percent(last.accuracy, 1)} of them right"
    words += ". On average, the activation and the share that is right differ by "
    words += f"{off} percentage points (expected calibration error)"
    if not float(off):
        return f"{words}."
    known = [bin_ for bin_ in found.bins if bin_.examples]
    more = sum(bin_.examples * (bin_.accuracy - bin_.activation) for bin_ in known)
    return f"{words}; overall, {'more' if more > 0 else 'fewer'} are right than the activations suggest."
