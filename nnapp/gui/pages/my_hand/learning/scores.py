"""How much is read correctly before and after learning: two bars for each kind of drawing, on one scale."""

from collections.abc import Iterable
from math import ceil
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from nnapp.digits.data_settings import DataSettings
from nnapp.files.hand_scores import HandComparison, Score
from nnapp.gui.pages.my_hand.learning.words import CROSS_VALIDATED, LEARNT_BEFORE, counts, figures, named_scores, shares
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import fill, label, paragraph, styled, vertical
from nnapp.gui.widgets.wrapping import wrap
from nnapp.wording import percent

HIGHEST_START: Final = 80
"""Percent: the bars begin there, or lower."""
STEPS: Final = 1_000
"""The parts of a bar."""


class Scores(QWidget):
    """The shares of right answers before and after: on one's own drawings, on MNIST and on synthetic drawings."""

    def __init__(self, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__()
        self.setObjectName("handScores")
        self._pairs = tuple(_Pair(name, appearance) for name in ("hand", "mnist", "synthetic"))
        self._scale = paragraph("", "caption", "scaleCaption")
        self._learnt_before = paragraph(LEARNT_BEFORE, "caption", "learntBefore")
        column = vertical(appearance, self, spacing=3 * SPACE)
        fill(column, *self._pairs, self._scale, paragraph(CROSS_VALIDATED, "caption"), self._learnt_before)

    def show_start(self, data: DataSettings | None) -> None:
        """Say so if the network before had learnt drawings of the user already; ``data`` is what it was trained on."""
        self._learnt_before.setVisible(data is not None and bool(data.hand))

    def show_comparison(self, comparison: HandComparison) -> None:
        """Show the scores of ``comparison``, on a scale that holds all of them."""
        named = named_scores(comparison)
        start = scale_start(share for _, score in named for share in shares(score))
        for pair, (name, score) in zip(self._pairs, named, strict=True):
            pair.show_score(name, score, start)
        self._scale.setText(
            f"Right answers, from {percent(start)} to {percent(1)}. Upper bar: before learning; lower bar: after."
        )


class _Pair(QWidget):
    """The name of what was read, the two shares in figures, and a bar for each."""

    def __init__(self, name: str, appearance: Appearance) -> None:
        """Start empty."""
        super().__init__()
        self._name, self._figures = label(""), label("", "strong", f"{name}Figures")
        self._figures.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._bars = tuple(QProgressBar(maximum=STEPS, textVisible=False) for _ in range(2))
        styled(self._bars[0], role="before")
        words = wrap(QWidget(), appearance, self._name, self._figures, spacing=2 * SPACE)
        fill(vertical(appearance, self, spacing=SPACE), words, *self._bars)

    def show_score(self, name: str, score: Score, start: float) -> None:
        """Show ``score`` on what is called ``name``, with bars that begin at the share ``start``, 0..1."""
        self._name.setText(name)
        self._figures.setText(figures(score))
        explain(self._figures, "", f"{counts(name, score)}.")
        for bar, when, share in zip(self._bars, ("before", "after"), shares(score), strict=True):
            bar.setValue(round(STEPS * (share - start) / (1 - start)))
            bar.setAccessibleName(f"{name}, {when}")


def scale_start(shares: Iterable[float]) -> float:
    """Return where bars for ``shares``, 0..1, begin: at a whole tenth below all of them, so that none is empty."""
    return max(min(HIGHEST_START, 10 * (ceil(10 * min(shares)) - 1)), 0) / 100
