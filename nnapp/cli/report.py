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
from nnapp.digits.handwriting import write_nonsense
from nnapp.digits.recogniser import Recogniser
from nnapp.digits.robustness import CHANGES
from nnapp.digits.steps import finish
from nnapp.files.weight_file import load_weights
from nnapp.nn.arrays import Array
from nnapp.nn.examples import Examples

NONSENSE: Final = 2_000

THRESHOLDS: Final = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class Measured:
    """What a network answered to one set of examples."""

    name: str
    labels: Array
    """(examples,): 10 for what is no digit."""
    outputs: Array
    """(examples, classes)."""

    @property
    def accuracy(self) -> float:
        """The share whose strongest output is their own, 0..1."""
        return float((self.outputs.argmax(axis=1) == self.labels).mean())

    def firing(self, threshold: float) -> float:
        """Return the share at which any neuron fires, 0..1."""
        return float((self.outputs.max(axis=1) >= threshold).mean())

    def by_digit(self) -> list[float | None]:
        """Return the accuracy for each digit, where there is one."""
        right = self.outputs.argmax(axis=1) == self.labels
        masks = [self.labels == digit for digit in range(self.outputs.shape[1])]
        return [float(right[mask].mean()) if mask.any() else None for mask in masks]


def report_command(weights: Path, data: Path | None, *, as_json: bool) -> int:
    """Measure the network in ``weights`` on MNIST, on drawings and their changes, and on no digits.

    The drawings are those in ``data``, or the ways of writing that ship with nnapp.
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
    inputs = examples.inputs.astype(np.float32) / 255
    return Measured(name, examples.labels.astype(np.float32), recogniser.network.forward(inputs).outputs)


def _as_json(measured: Measured, threshold: float) -> dict[str, object]:
    by_digit = [None if share is None else round(share, 5) for share in measured.by_digit()]
    return {
        "measure": measured.name,
        "examples": len(measured.labels),
        "accuracy": round(measured.accuracy, 5),
        "fires": round(measured.firing(threshold), 5),
        "accuracy_by_digit": by_digit,
        "fires_at": {str(level): round(measured.firing(level), 5) for level in THRESHOLDS},
    }


def _print(results: list[Measured], recogniser: Recogniser, blank: float) -> None:
    console = Console()
    table = Table(title="The strongest output is right, and a neuron fires", title_justify="left")
    for heading in ("measured on", "examples", "right", "fires", *recogniser.class_names):
        table.add_column(heading, justify="left" if heading == "measured on" else "right")
    for measured in results:
        digits = ["–" if share is None else f"{share:.1%}" for share in measured.by_digit()]
        right = f"{measured.accuracy:.2%}" if any(share is not None for share in measured.by_digit()) else "–"
        fires = f"{measured.firing(recogniser.firing_threshold):.2%}"
        table.add_row(measured.name, f"{len(measured.labels):,}", right, fires, *digits)
    console.print(table)
    levels = Table(title="How often a neuron fires, for each firing threshold", title_justify="left")
    for heading in ("measured on", *(f"{level:.1f}" for level in THRESHOLDS)):
        levels.add_column(heading, justify="left" if heading == "measured on" else "right")
    for measured in results:
        if measured.name in ("MNIST's test digits", f"drawings, {CHANGES[0].name}", "no digits"):
            levels.add_row(measured.name, *(f"{measured.firing(level):.1%}" for level in THRESHOLDS))
    console.print(levels)
    console.print(f"Blank canvas: strongest output {blank:.3f}; firing threshold {recogniser.firing_threshold:.2f}")
