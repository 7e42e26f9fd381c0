"""``nnapp evaluate --report``: every figure of a network in one go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
from rich.console import Console
from rich.markup import escape

from nnapp.cli.measured_data import examples_of, labelled_data, mnist_digits
from nnapp.cli.output import BEYOND_0_TO_1, finite, is_beyond_0_to_1, number_table, print_json, progress_bar
from nnapp.digits.datasets import WRITING_SEED
from nnapp.digits.drawing import Drawing
from nnapp.digits.generators import finish
from nnapp.digits.handwriting import write_nonsense
from nnapp.digits.recogniser import Recogniser
from nnapp.digits.robustness import CHANGES
from nnapp.files.data_files import LoadedData
from nnapp.files.measured_data import known_digits
from nnapp.files.weight_file import load_weights
from nnapp.nn.examples import Examples
from nnapp.nn.inspect.class_figures import class_figures
from nnapp.nn.inspect.coverage import Coverage
from nnapp.nn.predictions import Predictions, predict

NONSENSE: Final = 2_000

MNIST: Final = "MNIST's test digits"
DRAWINGS: Final = "drawings"
NON_DIGITS: Final = "non-digits"

THRESHOLDS: Final = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class ExampleSet:
    """Examples that networks are measured on."""

    name: str
    examples: Examples
    in_detail: bool = True
    """Whether people are shown more than the accuracy and what fires."""


@dataclass(frozen=True)
class Measured:
    """What a network predicted for one set of examples."""

    name: str
    predictions: Predictions
    in_detail: bool

    @classmethod
    def of(cls, recogniser: Recogniser, measured_on: ExampleSet) -> "Measured":
        """Return what ``recogniser`` predicts for the examples."""
        return cls(measured_on.name, predict(recogniser.network, measured_on.examples), measured_on.in_detail)

    @cached_property
    def coverage(self) -> Coverage:
        """How many fire, and are right, by firing threshold."""
        return Coverage(self.predictions)

    @property
    def accuracy(self) -> float | None:
        """The share of correct answers, 0..1; None where no example is of a class that the network knows."""
        return self.predictions.accuracy if self.predictions.confusion.any() else None

    @property
    def shares(self) -> list[float | None]:
        """The recall of each class, 0..1; None where there are no examples of it."""
        return [finite(figures.recall) for figures in class_figures(self.predictions)]

    def fires(self, threshold: float) -> float:
        """Return the share of examples for which any output reaches ``threshold``, 0..1."""
        return self.coverage.at(threshold).share

    def right_and_fires(self, threshold: float) -> float | None:
        """Return the share of examples that are right and reach ``threshold``, 0..1; None where none can be right."""
        return None if self.accuracy is None else self.coverage.at(threshold).right / len(self.predictions)


def example_sets(recogniser: Recogniser, data: LoadedData | None, name: str) -> Iterator[ExampleSet]:
    """Yield what ``recogniser`` is measured on: MNIST, the ``data`` called ``name`` if there are any, and non-digits.

    They depend on its preparation and its classes only.
    """
    yield ExampleSet(MNIST, mnist_digits(recogniser)[1])
    if data is not None and data.images is not None:
        yield ExampleSet(name, examples_of(data, recogniser))
    elif data is not None:
        for change in CHANGES:
            changed = replace(data, drawings=tuple(change.apply(drawing.strokes) for drawing in data.drawings))
            examples = examples_of(changed, recogniser)
            yield ExampleSet(f"{DRAWINGS}, {change.name}", examples, change is CHANGES[0])
    nonsense = finish(write_nonsense(NONSENSE, "measure", WRITING_SEED, recogniser.preparation))
    classes = len(recogniser.class_names)
    yield ExampleSet(NON_DIGITS, Examples(nonsense.inputs, np.full(NONSENSE, classes, np.uint8), classes))


def report_command(weights: Path, path: Path | None, *, as_json: bool) -> int:
    """Measure the network in ``weights`` on MNIST, on what it never learnt, and on the labelled data in ``path``."""
    recogniser = load_weights(weights).recogniser
    data, name = None, ""
    with progress_bar(quiet=as_json) as progress:
        task = progress.add_task("Measuring", total=None)
        if path is not None:
            data, name = labelled_data(path, recogniser), path.name
        is_drawn = data is not None and data.images is None
        progress.update(task, total=2 + (len(CHANGES) if is_drawn else data is not None))
        results = []
        for measured_on in example_sets(recogniser, data, name):
            results.append(Measured.of(recogniser, measured_on))
            progress.advance(task)
    blank = float(recogniser.recognise(Drawing()).outputs.max())
    if as_json:
        for measured in results:
            print_json(_as_json(measured, recogniser.firing_threshold))
        print_json({"measure": "blank canvas", "strongest": round(blank, 6)})
    else:
        _print(results, recogniser, blank)
    return 0


def _as_json(measured: Measured, threshold: float) -> dict[str, object]:
    predictions = measured.predictions
    right = measured.right_and_fires(threshold)
    figures: dict[str, object] = {
        "measure": measured.name,
        "examples": len(predictions),
        "accuracy": _rounded(measured.accuracy),
        "fires": _rounded(measured.fires(threshold)),
        "right_and_fires": _rounded(right),
        "accuracy_by_digit": [_rounded(share) for share in measured.shares],
        "fires_at": {str(level): _rounded(measured.fires(level)) for level in THRESHOLDS},
    }
    if right is not None:
        figures["right_and_fires_at"] = {str(level): _rounded(measured.right_and_fires(level)) for level in THRESHOLDS}
        figures["confusion"] = predictions.confusion.tolist()
    return figures


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 5)


def _print(results: Sequence[Measured], recogniser: Recogniser, blank: float) -> None:
    console = Console()
    _print_summary(console, results, recogniser.firing_threshold)
    detailed = [measured for measured in results if measured.in_detail]
    known = [measured for measured in detailed if measured.accuracy is not None]
    if known:
        _print_classes(console, known, recogniser.class_names)
    _print_thresholds(console, detailed)
    lines = [f"Blank canvas: strongest output {blank:.3f}; firing threshold {recogniser.firing_threshold:.2f}"]
    digits = known_digits(recogniser.class_names)
    if not digits:
        lines.append("The network knows none of MNIST's digits, so there is no accuracy on them.")
    elif len(digits) < 10:
        lines.append(f"Of MNIST's digits, only those that the network knows were used: {', '.join(digits)}.")
    is_for_digits = len(digits) == len(recogniser.class_names)
    kinds = "of kinds that nnapp never trains with" if is_for_digits else "of which the network may have learnt some"
    lines.append(f"Non-digits: letters, shapes and scribbles {kinds}.")
    if any(is_beyond_0_to_1(measured.predictions) for measured in results):
        lines.append(BEYOND_0_TO_1)
    console.print("\n".join(lines), soft_wrap=True, highlight=False)


def _print_summary(console: Console, results: Sequence[Measured], threshold: float) -> None:
    headings = ("measured on", "examples", "accuracy", "fires", "right and fires")
    table = number_table("Accuracy, and the share for which a neuron fires", headings)
    for measured in results:
        shares = (measured.accuracy, measured.fires(threshold), measured.right_and_fires(threshold))
        table.add_row(
            escape(measured.name), f"{len(measured.predictions):,}", *(_percent(share, 2) for share in shares)
        )
    console.print(table)


def _print_classes(console: Console, known: Sequence[Measured], class_names: Sequence[str]) -> None:
    """Print the accuracy for each class, and for which other class each is most often taken."""
    headings = [heading for measured in known for heading in (measured.name, "most often taken for")]
    table = number_table("Accuracy by class", ("class", *headings))
    rows: list[list[str]] = [[] for _ in class_names]
    for measured in known:
        confusions = measured.predictions.confusions
        for number, (row, share) in enumerate(zip(rows, measured.shares, strict=True)):
            worst = next((pair for pair in confusions if pair.label == number), None)
            words = "–" if worst is None else f"{class_names[worst.answer]} ({worst.count} of {worst.examples:,})"
            row += [_percent(share, 1), escape(words)]
    for name, row in zip(class_names, rows, strict=True):
        table.add_row(escape(name), *row)
    console.print(table)


def _print_thresholds(console: Console, detailed: Sequence[Measured]) -> None:
    headings = ("measured on", *(f"{level:.1f}" for level in THRESHOLDS))
    table = number_table("The share for which a neuron fires, by firing threshold", headings)
    for measured in detailed:
        firing = (measured.fires(level) for level in THRESHOLDS)
        table.add_row(escape(measured.name), *(_percent(share, 1) for share in firing))
        if measured.accuracy is not None:
            right = (measured.right_and_fires(level) for level in THRESHOLDS)
            table.add_row("  right and fires", *(_percent(share, 1) for share in right))
    console.print(table)


def _percent(share: float | None, places: int) -> str:
    return "–" if share is None else f"{share:.{places}%}"
