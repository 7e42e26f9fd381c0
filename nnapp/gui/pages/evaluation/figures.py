"""How good a network is, in a few large numbers; of two networks, side by side."""

from math import isnan
from typing import Final

from PySide6.QtWidgets import QSizePolicy, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import fill, horizontal, label, paragraph, vertical
from nnapp.gui.widgets.wrapping import Whole, share, wrap
from nnapp.gui.work.evaluation import Evaluation, Judged
from nnapp.nn.inspect.coverage import AtThreshold, Coverage
from nnapp.nn.inspect.proportions import wilson_interval
from nnapp.nn.predictions import Predictions
from nnapp.wording import count, decimals, percent, plain, strict_percent, whole

LEAST, MOST = 250, 340
"""Pixels for a number and the words beside it."""
MANY: Final = 1_000
"""From so many examples on, a second decimal of a share means something."""


class Figures(Whole):
    """The accuracy of a network and its interval, and how often it is silent; of two networks, with their names."""

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__()
        self.setObjectName("figures")
        self._networks = [_NetworkFigures(which, appearance) for which in ("first", "second")]
        wrap(self, appearance, *self._networks, spacing=4 * SPACE)
        self._networks[1].hide()

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show the figures of one network, or of both."""
        are_two = evaluation.second is not None
        for figures, judged in zip(self._networks, (evaluation.first, evaluation.second), strict=True):
            figures.setVisible(judged is not None)
            if judged is not None:
                figures.show_judged(judged, is_named=are_two)


class _NetworkFigures(QWidget):
    """The figures of one network."""

    def __init__(self, which: str, appearance: Appearance) -> None:
        """Start empty; ``which`` of two networks it is."""
        super().__init__()
        self._name = paragraph("", "strong", f"{which}Name")
        self._accuracy = _Figure(f"{which}Accuracy", 2, appearance)
        self._silence = _Figure(f"{which}Silence", 1, appearance)
        figures = wrap(QWidget(), appearance, self._accuracy, self._silence, spacing=4 * SPACE)
        fill(vertical(appearance, self, spacing=SPACE), self._name, figures)
        share(self, 1, appearance, LEAST)

    def show_judged(self, judged: Judged, *, is_named: bool) -> None:
        """Show the figures of ``judged``, and which network that is where ``is_named``."""
        predictions, threshold = judged.predictions, judged.recogniser.firing_threshold
        self._name.setText(judged.name)
        self._name.setVisible(is_named)
        self._accuracy.show_words(*accuracy_words(predictions))
        self._silence.show_words(*silence_words(Coverage(predictions).at(threshold), threshold))


class _Figure(QWidget):
    """A large number with words beside it."""

    def __init__(self, name: str, stretch: int, appearance: Appearance) -> None:
        """Start empty; ``stretch`` is its share of the room that is left."""
        super().__init__()
        self._number, self._words = label("", "large", name), paragraph("", "muted", f"{name}Words")
        self._number.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        fill(horizontal(appearance, self, spacing=2 * SPACE), self._number, (self._words, 1))
        share(self, stretch, appearance, LEAST, MOST)

    def show_words(self, number: str, words: str, explanation: str) -> None:
        """Show the ``number``, and what it is."""
        for part, text in ((self._number, number), (self._words, words)):
            # A number is not parted from its sign.
            part.setText(text.replace(" %", "\u00a0%"))
            # What it shows is its name.
            explain(part, "", explanation)


def accuracy_words(predictions: Predictions) -> tuple[str, str, str]:
    """Return the accuracy, what stands beside it, and what it means."""
    examples, right = len(predictions), int(predictions.is_correct.sum())
    places = 2 if examples >= MANY else 1
    interval = wilson_interval(right, examples)
    bounds = f"{decimals(100 * interval.low, places)}–{percent(interval.high, places)}"
    return (
        strict_percent(predictions.accuracy, places),
        f"correct, {count(examples - right, 'mistake')}\n95 % interval: {bounds}",
        f"Of {whole(examples)}, {whole(right)} were read correctly: their strongest output is their class, whether it "
        "fires or not. The interval is Wilson's interval.",
    )


def silence_words(found: AtThreshold, threshold: float) -> tuple[str, str, str]:
    """Return the share that is silent, what stands beside it, and what it means."""
    others = f"{strict_percent(found.accuracy, 1)} of the others correct"
    if isnan(found.accuracy):
        others = "so none is answered"
    return (
        strict_percent(found.silent / found.total, 1),
        f"silent: no neuron fires\n{others}",
        f"At the firing threshold {plain(threshold)}, a neuron fires for {whole(found.fires)} of {whole(found.total)}: "
        f"{whole(found.right)} right, {whole(found.wrong)} wrong.",
    )
