"""``nnapp evaluate --report``: every figure of a network in one go."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from rich.console import Console
from rich.table import Table

from nnapp.cli.evaluate import check_knows_digits, labelled_drawings
from nnapp.cli.output import print_json, progress_bar
from nnapp.digits.datasets import WRITING_SEED, load_test_data
from nnapp.digits.drawing import Drawing
from nnapp.digits.generators import finish
from nnapp.digits.handwriting import write_nonsense
from nnapp.digits.recogniser import Recogniser
from nnapp.digits.robustness import CHANGES
from nnapp.files.weight_file import load_weights
from nnapp.nn.examples import Examples
from nnapp.nn.predictions import Predictions, predict

NONSENSE: Final = 2_000

THRESHOLDS: Final = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class Measured:
    """What a network predicted for one set of examples."""

    name: str
    predictions: Predictions

    @property
    def shares(self) -> list[float | None]:
        """The accuracy for each digit, 0..1; None where there are no examples of it."""
        return [None if np.isnan(share) else float(share) for share in self.predictions.accuracy_by_class]


def report_command(weights: Path, data: Path | None, *, as_json: bool) -> int:
    """Measure the network in ``weights`` on MNIST, on drawings and their changes, and on non-digits.

    ``data`` is a file of labelled drawings, if there is one.
    """
    recogniser = load_weights(weights).recogniser
    check_knows_digits(recogniser, weights)
    with progress_bar(quiet=as_json) as progress:
        task = progress.add_task("Measuring", total=2 + (len(CHANGES) if data else 0))
        results = []
        for measured in _measure(recogniser, data):
            results.append(measured)
            progress.advance(task)
    blank = float(recogniser.recognise(Drawing()).outputs.max())
    if as_json:
        for measured in results:
            print_json(_as_json(measured, recogniser.firing_threshold))
        print_json({"measure": "blank canvas", "strongest": round(blank, 6)})
    else:
        _print(results, recogniser, blank)
    return 0


def _measure(recogniser: Recogniser, data: Path | None) -> Iterator[Measured]:
    yield _answers("MNIST's test digits", recogniser, load_test_data(recogniser.preparation))
    if data is not None:
        drawings, labels = labelled_drawings(data, recogniser)
        for change in CHANGES:
            changed = [change.apply(drawing.strokes) for drawing in drawings]
            yield _answers(f"drawings, {change.name}", recogniser, recogniser.examples(changed, labels))
    nonsense = finish(write_nonsense(NONSENSE, "measure", WRITING_SEED, recogniser.preparation))
    yield _answers("no digits", recogniser, nonsense)


def _answers(name: str, recogniser: Recogniser, examples: Examples) -> Measured:
    return Measured(name, predict(recogniser.network, examples))


def _as_json(measured: Measured, threshold: float) -> dict[str, object]:
    predictions = measured.predictions
    return {
        "measure": measured.name,
        "examples": len(predictions),
        "accuracy": round(predictions.accuracy, 5),
        "fires": round(predictions.firing(threshold), 5),
        "accuracy_by_digit": [None if share is None else round(share, 5) for share in measured.shares],
        "fires_at": {str(level): round(predictions.firing(level), 5) for level in THRESHOLDS},
    }


def _print(results: list[Measured], recogniser: Recogniser, blank: float) -> None:
    console = Console()
    table = Table(title="Accuracy, and the share for which a neuron fires", title_justify="left")
    for heading in ("measured on", "examples", "accuracy", "fires", *recogniser.class_names):
        table.add_column(heading, justify="left" if heading == "measured on" else "right")
    for measured in results:
        predictions, shares = measured.predictions, measured.shares
        digits = ["–" if share is None else f"{share:.1%}" for share in shares]
        accuracy = f"{predictions.accuracy:.2%}" if any(share is not None for share in shares) else "–"
        fires = f"{predictions.firing(recogniser.firing_threshold):.2%}"
        table.add_row(measured.name, f"{len(predictions):,}", accuracy, fires, *digits)
    console.print(table)
    levels = Table(title="The share for which a neuron fires, by firing threshold", title_justify="left")
    for heading in ("measured on", *(f"{level:.1f}" for level in THRESHOLDS)):
        levels.add_column(heading, justify="left" if heading == "measured on" else "right")
    for measured in results:
        if measured.name in ("MNIST's test digits", f"drawings, {CHANGES[0].name}", "no digits"):
            levels.add_row(measured.name, *(f"{measured.predictions.firing(level):.1%}" for level in THRESHOLDS))
    console.print(levels)
    console.print(f"Blank canvas: strongest output {blank:.3f}; firing threshold {recogniser.firing_threshold:.2f}")
