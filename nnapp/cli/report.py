"""``nnapp evaluate --report``: every figure of a network in one go."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from rich.console import Console

from nnapp.cli.evaluate import check_knows_digits, labelled_drawings
from nnapp.cli.output import number_table, print_json, progress_bar
from nnapp.digits.datasets import WRITING_SEED, load_test_data
from nnapp.digits.drawing import Drawing
from nnapp.digits.generators import finish
from nnapp.digits.handwriting import write_nonsense
from nnapp.digits.recogniser import Recogniser
from nnapp.digits.robustness import CHANGES
from nnapp.files.weight_file import load_weights
from nnapp.nn.predictions import Predictions, predict

NONSENSE: Final = 2_000

THRESHOLDS: Final = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class Measured:
    """What a network predicted for one set of examples."""

    name: str
    predictions: Predictions
    by_threshold: bool = True
    """Whether people are shown the share that fires at each threshold."""

    @property
    def accuracy(self) -> float | None:
        """The share of correct answers, 0..1; None where no example is a digit."""
        return None if np.isnan(self.predictions.accuracy_by_class).all() else self.predictions.accuracy

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
    network = recogniser.network
    yield Measured("MNIST's test digits", predict(network, load_test_data(recogniser.preparation)))
    if data is not None:
        drawings, labels = labelled_drawings(data)
        for change in CHANGES:
            changed = recogniser.examples([change.apply(drawing.strokes) for drawing in drawings], labels)
            yield Measured(f"drawings, {change.name}", predict(network, changed), change is CHANGES[0])
    nonsense = finish(write_nonsense(NONSENSE, "measure", WRITING_SEED, recogniser.preparation))
    yield Measured("non-digits", predict(network, nonsense))


def _as_json(measured: Measured, threshold: float) -> dict[str, object]:
    predictions = measured.predictions
    return {
        "measure": measured.name,
        "examples": len(predictions),
        "accuracy": None if measured.accuracy is None else round(measured.accuracy, 5),
        "fires": round(predictions.firing(threshold), 5),
        "accuracy_by_digit": [None if share is None else round(share, 5) for share in measured.shares],
        "fires_at": {str(level): round(predictions.firing(level), 5) for level in THRESHOLDS},
    }


def _print(results: list[Measured], recogniser: Recogniser, blank: float) -> None:
    console = Console()
    headings = ("measured on", "examples", "accuracy", "fires", *recogniser.class_names)
    table = number_table("Accuracy, and the share for which a neuron fires", headings)
    for measured in results:
        predictions = measured.predictions
        digits = ["–" if share is None else f"{share:.1%}" for share in measured.shares]
        accuracy = "–" if measured.accuracy is None else f"{measured.accuracy:.2%}"
        fires = f"{predictions.firing(recogniser.firing_threshold):.2%}"
        table.add_row(measured.name, f"{len(predictions):,}", accuracy, fires, *digits)
    console.print(table)
    thresholds = ("measured on", *(f"{level:.1f}" for level in THRESHOLDS))
    levels = number_table("The share for which a neuron fires, by firing threshold", thresholds)
    for measured in results:
        if measured.by_threshold:
            levels.add_row(measured.name, *(f"{measured.predictions.firing(level):.1%}" for level in THRESHOLDS))
    console.print(levels)
    console.print(f"Blank canvas: strongest output {blank:.3f}; firing threshold {recogniser.firing_threshold:.2f}")
