"""How the lines of the diagram are painted, by their strength."""

from typing import Final

import numpy as np
from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter, QPen

from nnapp.gui.paint.theme import Theme
from nnapp.gui.widgets.diagram.layout import LayerPlace
from nnapp.nn.arrays import Array

MOST_LINES: Final = 110
"""Between two layers; the weakest are omitted, as they could not be told apart."""

BINS: Final = 4
"""Strengths that lines are painted in, each with a pen of its own."""

NEGLIGIBLE: Final = 0.05
"""A share of the strongest line; weaker lines are not painted."""


def paint_lines(
    painter: QPainter,
    theme: Theme,
    places: tuple[LayerPlace, LayerPlace],
    strengths: Array,
    only: tuple[int | None, int | None] = (None, None),
) -> None:
    """Paint the strongest lines: solid and blue where they support a neuron, dashed and orange where they oppose it.

    ``strengths`` are (neurons on the right, neurons on the left); ``only`` is the neuron on the left, or the one
    on the right, whose lines alone are wanted; its own strongest is then as wide as any.
    """
    left, right = places
    wanted = np.zeros(strengths.shape, dtype=bool)
    wanted[tuple(slice(None) if neuron is None else neuron for neuron in reversed(only))] = True
    # Beside the strongest line of another neuron, those of a single one could all be too thin to be told apart.
    flat = np.abs(strengths * wanted).ravel()
    strongest = float(flat.max())
    if strongest == 0.0:
        return
    chosen = np.argpartition(flat, -MOST_LINES)[-MOST_LINES:] if len(flat) > MOST_LINES else np.arange(len(flat))
    # For a single neuron even the weakest lines are shown.
    chosen = chosen[flat[chosen] > (NEGLIGIBLE * strongest if only == (None, None) else 0.0)]
    bins = np.minimum((flat[chosen] / strongest * BINS).astype(int), BINS - 1)
    to, start = np.divmod(chosen, strengths.shape[1])
    positive = strengths.ravel()[chosen] > 0
    begins, ends = left.departures[start], right.arrivals[to]
    for level in range(BINS):
        for sign in (False, True):
            some = (bins == level) & (positive == sign)
            if some.any():
                points = np.concatenate([begins[some], ends[some]], axis=1).tolist()
                painter.setPen(line_pen(painter, theme, level, is_support=sign))
                painter.drawLines([QLineF(*line) for line in points])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def line_pen(painter: QPainter, theme: Theme, level: int, *, is_support: bool) -> QPen:
    """Return the pen for lines of a strength, 0..BINS - 1, and prepare ``painter`` for it."""
    # Paler, not transparent: to mix colours where lines cross takes three times as long.
    token = "supports" if is_support else "opposes"
    colour = theme.mixed("panel", token, 0.25 + 0.75 * (level + 1) / BINS)
    # Thin lines are painted without smoothing: there are many, and it takes ten times as long.
    is_thin = level < BINS // 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=not is_thin)
    pen = QPen(colour, theme.width(1.0 if is_thin else 0.6 + 2.4 * (level + 0.5) / BINS))
    pen.setCosmetic(is_thin)
    if not is_support:
        pen.setDashPattern([4.0, 3.0])
    return pen
