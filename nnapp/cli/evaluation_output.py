"""What ``nnapp evaluate`` says of one network, and of two: an object for programs, sentences and tables for people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from nnapp.cli.output import BEYOND_0_TO_1, class_value, finite, is_beyond_0_to_1, number_table
from nnapp.digits.recogniser import Recogniser
from nnapp.nn.arrays import Indices
from nnapp.nn.inspect.calibration import calibration
from nnapp.nn.inspect.class_figures import class_figures
from nnapp.nn.inspect.coverage import Coverage
from nnapp.nn.inspect.pairing import Group, Pairing
from nnapp.nn.inspect.proportions import Interval, wilson_interval
from nnapp.nn.predictions import Predictions
from nnapp.wording import comparison

PAIRS: Final = 5
"""So many pairs of classes are named that are confused most often."""

WIDEST: Final = 10_000
"""Columns of characters that no terminal has."""

CLASS_HEADINGS: Final = ("class", "examples", "recall", "precision")


@dataclass(frozen=True, eq=False)
class Judged:
    """A network, and what it makes of the examples."""

    path: Path
    recogniser: Recogniser
    numbers: Indices
    """Which of the data the examples are, counted from 0."""
    predictions: Predictions
    mean_loss: float

    @property
    def correct(self) -> int:
        """How many examples are right."""
        return int(self.predictions.is_correct.sum())

    @property
    def interval(self) -> Interval:
        """The 95 % confidence interval of the accuracy."""
        return wilson_interval(self.correct, len(self.predictions))


def evaluation_as_json(first: Judged, second: Judged | None) -> dict[str, Any]:
    """Return every figure of the ``first`` network, and how it compares with the ``second``; None is not a number."""
    predictions, coverage = first.predictions, Coverage(first.predictions)
    silent = coverage.at(first.recogniser.firing_threshold).silent
    names = [class_value(name) for name in first.recogniser.class_names]
    curve = coverage.curve()
    figures: dict[str, Any] = {
        "examples": len(predictions),
        "correct": first.correct,
        "accuracy": predictions.accuracy,
        "interval": [first.interval.low, first.interval.high],
        "loss": finite(first.mean_loss),
        "silent": silent / len(predictions),
        "ece": finite(calibration(predictions).error),
        "confusion": predictions.confusion.tolist(),
        "per_class": [
            {
                "class": names[one.label],
                "precision": finite(one.precision),
                "recall": finite(one.recall),
                "examples": one.examples,
            }
            for one in class_figures(predictions)
        ],
        "coverage": [
            {"threshold": round(float(threshold), 2), "share": float(share), "accuracy": finite(accuracy)}
            for threshold, share, accuracy in zip(curve.thresholds, curve.shares, curve.accuracies, strict=True)
        ],
        "mistakes": _mistakes(first, names),
    }
    return figures if second is None else {**figures, "against": _against(first, second)}


def _mistakes(judged: Judged, names: list[int | str]) -> list[dict[str, Any]]:
    """Return what was read wrongly, the most confident first; ``index`` counts the data from 0."""
    predictions = judged.predictions
    wrong = np.flatnonzero(~predictions.is_correct)
    strongest, answers = predictions.strongest, predictions.answers
    return [
        {
            "index": int(judged.numbers[index]),
            "label": names[predictions.labels[index]],
            "answer": names[answers[index]],
            "activation": finite(round(float(strongest[index]), 6)),
        }
        for index in wrong[np.argsort(-strongest[wrong], kind="stable")]
    ]


def _against(first: Judged, second: Judged) -> dict[str, Any]:
    pairing = Pairing(first.predictions, second.predictions)
    return {
        "weights": str(second.path),
        "accuracy": second.predictions.accuracy,
        "interval": [second.interval.low, second.interval.high],
        **{group.value: pairing.count(group) for group in Group},
        "p_value": pairing.p_value,
    }


def print_evaluation(data: str, first: Judged, second: Judged | None) -> None:
    """Print the figures of the ``first`` network on the ``data`` of this name, and how it compares with the second."""
    console = Console()
    console.print("\n".join(_sentences(data, first)), soft_wrap=True, highlight=False, markup=False)
    console.print(_class_table(first))
    table = _confusion_table(first)
    if console.measure(table, options=console.options.update(max_width=WIDEST)).maximum <= console.width:
        console.print(table)
    else:
        console.print("The confusion matrix is wider than the terminal; --json has it.", soft_wrap=True)
    if second is not None:
        _print_comparison(console, first, second)


def _sentences(data: str, judged: Judged) -> list[str]:
    predictions, threshold = judged.predictions, judged.recogniser.firing_threshold
    found = Coverage(predictions).at(threshold)
    answered = f"; of the others, {found.accuracy:.2%} are correct" if found.fires else ""
    lines = [
        f"{data}: {_accuracy(judged)}; loss {judged.mean_loss:.4f}",
        f"No neuron fires for {found.silent / found.total:.2%} (firing threshold {threshold:g}){answered}.",
        "The strongest activation differs from the share that is correct by "
        f"{calibration(predictions).error:.3f} on average (expected calibration error).",
    ]
    if is_beyond_0_to_1(predictions):
        lines.append(BEYOND_0_TO_1)
    return [*lines, *_confused(predictions, judged.recogniser.class_names)]


def _confused(predictions: Predictions, names: Sequence[str]) -> Iterator[str]:
    """Yield which classes are confused most often, if any are."""
    pairs = sorted(predictions.confusions, key=lambda pair: -pair.count)[:PAIRS]
    if pairs:
        words = (f"{names[one.label]} read as {names[one.answer]} ({one.count} of {one.examples:,})" for one in pairs)
        yield f"Confused most often: {', '.join(words)}."


def _accuracy(judged: Judged) -> str:
    """Return the accuracy with its interval, in words."""
    interval = judged.interval
    return (
        f"{judged.correct:,} of {len(judged.predictions):,} correct, {judged.predictions.accuracy:.2%} "
        f"(95% interval: {interval.low:.2%} to {interval.high:.2%})"
    )


def _class_table(judged: Judged) -> Table:
    table = number_table("Recall and precision by class", CLASS_HEADINGS)
    for name, one in zip(judged.recogniser.class_names, class_figures(judged.predictions), strict=True):
        table.add_row(escape(name), f"{one.examples:,}", _percent(one.recall), _percent(one.precision))
    return table


def _confusion_table(judged: Judged) -> Table:
    names = judged.recogniser.class_names
    table = number_table("Rows: the label. Columns: the answer (the strongest output).", ("", *names))
    for name, row in zip(names, judged.predictions.confusion, strict=True):
        table.add_row(escape(name), *(str(number) if number else "·" for number in row))
    return table


def _percent(share: float) -> str:
    return "–" if np.isnan(share) else f"{share:.1%}"


def _print_comparison(console: Console, first: Judged, second: Judged) -> None:
    """Print how many examples each network is right about, and whether the difference could be chance."""
    pairing = Pairing(first.predictions, second.predictions)
    one, other = first.path.name, second.path.name
    if one == other:
        one, other = str(first.path), str(second.path)
    table = number_table("Which of the two is right", ("", "examples", "share"))
    words = ("both", f"only {one}", f"only {other}", "neither")
    for group, word in zip(Group, words, strict=True):
        number = pairing.count(group)
        table.add_row(escape(word), f"{number:,}", f"{number / len(first.predictions):.2%}")
    console.print(f"Against {other}: {_accuracy(second)}", soft_wrap=True, highlight=False, markup=False)
    console.print(table)
    verdict = comparison(one, other, first.correct - second.correct, pairing.p_value)
    console.print(verdict, soft_wrap=True, highlight=False, markup=False)
