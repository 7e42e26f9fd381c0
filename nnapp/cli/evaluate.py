"""``nnapp evaluate``: how well a network does on digits that it did not learn from."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.markup import escape

from nnapp.cli.output import finite, number_table, print_json, progress_bar
from nnapp.digits.datasets import load_test_data
from nnapp.digits.drawing import Drawing
from nnapp.digits.drawings_file import is_drawings_file
from nnapp.digits.errors import DataError
from nnapp.digits.generators import finish
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files.data_files import read_data
from nnapp.files.weight_file import load_weights
from nnapp.nn.losses import CrossEntropy, Loss, PairingError, SquaredError, loss_named
from nnapp.nn.network import Network
from nnapp.nn.predictions import Predictions, joined, predict_in_chunks


def evaluate_command(weights: Path, data: Path | None, *, as_json: bool) -> int:
    """Evaluate the network in ``weights`` on MNIST's test digits, or on the drawings in ``data``."""
    content = load_weights(weights)
    recogniser = content.recogniser
    check_knows_digits(recogniser, weights)
    network = recogniser.network
    loss = _measurable(loss_named(content.record.settings.loss) if content.record else CrossEntropy(), network)
    with progress_bar(quiet=as_json) as progress:
        task = progress.add_task("Preparing", total=None)
        drawn = () if data is None else labelled_drawings(data)
        examples = recogniser.examples(*drawn) if drawn else load_test_data(recogniser.preparation)
        progress.update(task, description="Evaluating", total=len(examples))
        parts = []
        for part in predict_in_chunks(network, examples):
            parts.append(part)
            progress.advance(task, len(part))
    predictions = joined(parts)
    mean_loss = predictions.loss_sum(network, loss) / len(predictions)
    if as_json:
        print_json(
            {
                "examples": len(predictions),
                "correct": int(predictions.is_correct.sum()),
                "accuracy": predictions.accuracy,
                "loss": finite(mean_loss),
                "confusion": predictions.confusion.tolist(),
            }
        )
    else:
        _print_table(predictions, mean_loss, recogniser, "MNIST's test digits" if data is None else str(data))
    return 0


def _measurable(loss: Loss, network: Network) -> Loss:
    """Return ``loss``, or the squared error when outputs like those of ``network`` cannot be measured by it."""
    with suppress(PairingError):
        loss.check_pairing(network.layers[-1].activation)
        return loss
    return SquaredError()


def check_knows_digits(recogniser: Recogniser, weights: Path) -> None:
    """Raise DataError when the classes of the network are not the ten digits."""
    if recogniser.class_names != DIGIT_NAMES:
        names = ", ".join(recogniser.class_names[:12])
        raise DataError(f"{weights} has the classes {names}; only networks for the ten digits can be measured here.")


def labelled_drawings(path: Path) -> tuple[Sequence[Drawing], Sequence[int]]:
    """Read the drawings in ``path`` and their labels.

    Raises:
        DataError: it is no file of drawings, or a label is missing.
    """
    if not is_drawings_file(path):
        raise DataError(f"{path} is not a file of drawings; its name should end in .jsonl or .jsonl.gz.")
    data = finish(read_data(path))
    return data.drawings, data.labels.tolist()


def _print_table(predictions: Predictions, mean_loss: float, recogniser: Recogniser, name: str) -> None:
    console = Console()
    headings = ("", *recogniser.class_names, "accuracy")
    table = number_table("Rows: the label. Columns: the answer (the strongest output).", headings)
    rows = zip(recogniser.class_names, predictions.confusion, predictions.accuracy_by_class, strict=True)
    for class_name, row, accuracy in rows:
        cells = [str(count) if count else "·" for count in row]
        table.add_row(escape(class_name), *cells, "–" if np.isnan(accuracy) else f"{accuracy:.1%}")
    correct = int(predictions.is_correct.sum())
    console.print(
        f"{escape(name)}: {correct} of {len(predictions)} correct, {predictions.accuracy:.2%}; loss {mean_loss:.4f}",
        soft_wrap=True,
    )
    console.print(table)
