"""``nnapp evaluate``: how well a network does on digits that it did not learn from."""

from contextlib import suppress
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.markup import escape

from nnapp.cli.measured_data import examples_of, labelled_data, mnist_digits
from nnapp.cli.output import finite, number_table, print_json, progress_bar
from nnapp.digits.errors import DataError
from nnapp.digits.recogniser import Recogniser
from nnapp.files.measured_data import known_digits
from nnapp.files.weight_file import load_weights
from nnapp.nn.losses import FORMER_LOSSES, CrossEntropy, Loss, PairingError, SquaredError, loss_named
from nnapp.nn.network import Network
from nnapp.nn.predictions import Predictions, joined, predict_in_chunks


def evaluate_command(weights: Path, data: Path | None, *, as_json: bool) -> int:
    """Evaluate the network in ``weights`` on MNIST's test digits, or on the labelled examples in ``data``."""
    content = load_weights(weights)
    recogniser = content.recogniser
    if data is None and not known_digits(recogniser.class_names):
        raise DataError(f"{weights} knows none of MNIST's digits; use --data to name examples of its own classes.")
    network = recogniser.network
    loss = _measurable(content.record.settings.loss if content.record else CrossEntropy.name, network)
    with progress_bar(quiet=as_json) as progress:
        task = progress.add_task("Preparing", total=None)
        if data is None:
            examples = mnist_digits(recogniser)
        else:
            examples = examples_of(labelled_data(data, recogniser), recogniser)
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


def _measurable(name: str, network: Network) -> Loss:
    """Return the loss called ``name``, or cross-entropy for one of former times.

    The squared error takes its place where the outputs of ``network`` cannot be measured by it.
    """
    with suppress(PairingError):
        loss = loss_named(CrossEntropy.name if name in FORMER_LOSSES else name)
        loss.check_pairing(network.layers[-1].activation)
        return loss
    return SquaredError()


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
