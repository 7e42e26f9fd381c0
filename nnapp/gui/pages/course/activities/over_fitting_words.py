"""What the lesson on over-fitting shows and says of a run: its losses, how it ended, and what it cost."""

from collections.abc import Sequence
from statistics import median
from typing import Final

import numpy as np

from nnapp.gui.widgets.curve_plot import Curve, Plot
from nnapp.gui.work.small_training import PATIENCE, SMALL_ERROR, SmallEpoch, SmallRun
from nnapp.nn.over_fitting import Fit, multiplications, weight_count
from nnapp.wording import count, decimals, plain, whole

RULES: Final = (
    ("epochs", "all epochs are done"),
    ("small error", "the training loss is small"),
    ("no better validation", "validation gets no better"),
)
RULE_WORDS: Final = {
    "epochs": "all epochs are done: a set number of times.",
    "small error": f"the training loss is at most {plain(SMALL_ERROR)}, or all epochs are done.",
    "no better validation": (
        f"the validation loss has not become lower for {PATIENCE} epochs, or all epochs are done."
    ),
}
RECIPE: Final = (
    "1. Begin with random weights.\n2. Compute the activations of the hidden neurons,\n"
    "3. then those of the output neurons.\n4. Compare these with the targets: the error.\n"
    "5. Propagate it back: the gradient.\n6. Adjust each weight by a small step. Repeat until"
)
LOWEST: Final = "lowest validation loss"


def loss_plot(curve: Sequence[SmallEpoch], epochs: int, fit: Fit | None) -> Plot:
    """Return both losses over the epochs, and where the validation loss was lowest if it has risen since."""
    x = np.array([epoch.figures.epoch for epoch in curve], np.float64)
    training = np.array([epoch.figures.training_loss for epoch in curve], np.float64)
    validation = np.array([epoch.figures.validation_loss for epoch in curve], np.float64)
    curves = (Curve("training loss", x, training), Curve("validation loss", x, validation, "opposes", 1))
    marks = ((float(fit.lowest), LOWEST),) if fit is not None and fit.rises else ()
    return Plot(
        "epoch", "loss (mean per example)", curves if len(x) else (), (0.0, float(epochs)), marks=marks,
        empty="Train to see both losses.",
    )  # fmt: skip


def fit_in_words(fit: Fit, epochs: int) -> str:
    """Return what a run has come to."""
    after = f"After {count(epochs, 'epoch')}"
    if fit.rises:
        return (
            f"{after}: the validation loss was lowest after epoch {fit.lowest} and has risen since. What it has "
            "learnt from there on only helps with its own examples."
        )
    if fit.gap >= 0.1:
        return f"{after}: it knows its examples far better than digits that it has never seen. This is over-fitting."
    if fit.gap >= 0.05:
        return f"{after}: it knows its examples better than digits that it has never seen."
    return f"{after}: it does nearly as well on digits that it has never seen as on its examples."


def cost_in_words(run: SmallRun, curve: Sequence[SmallEpoch]) -> str:
    """Return how many multiplications an epoch needs, and how long one takes here, once it was measured."""
    forward, backward = multiplications(run.sizes, run.digits)
    words = (
        f"{whole(weight_count(run.sizes))} weights × {whole(run.digits)} digits = {whole(forward)} multiplications "
        f"forward in each epoch, and {whole(backward)} backward."
    )
    times = [epoch.seconds for epoch in curve if epoch.seconds]
    return f"{words} Measured here: {decimals(1000 * median(times), 1)} ms for an epoch." if times else words
