"""``nnapp evaluate``: how good a network is on digits that it did not learn from."""

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from nnapp.cli.output import print_json, progress_bar
from nnapp.digits.datasets import load_test_data
from nnapp.digits.drawing import Drawing
from nnapp.digits.drawings_file import is_drawings_file, read_drawings
from nnapp.digits.errors import DataError
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files.weight_file import load_weights
from nnapp.nn.evaluation import Evaluation, evaluate_by_chunks
from nnapp.nn.losses import loss_named


def evaluate_command(weights: Path, data: Path | None, *, as_json: bool) -> int:
    """Evaluate the network in ``weights`` on MNIST's test digits, or on the drawings in ``data``."""
    content = load_weights(weights)
    recogniser = content.recogniser
    check_knows_digits(recogniser, weights)
    loss = loss_named(content.record.settings.loss if content.record else "cross-entropy")
    with progress_bar(quiet=as_json) as progress:
        task = progress.add_task("Preparing", total=None)
        examples = (
            load_test_data(recogniser.preparation)
            if data is None
            else recogniser.examples(*labelled_drawings(data, recogniser))
        )
        progress.update(task, description="Evaluating", total=len(examples))
        for result in evaluate_by_chunks(recogniser.network, examples, loss):
            progress.update(task, completed=result.examples)
    if as_json:
        print_json(
            {
                "examples": result.examples,
                "correct": result.correct,
                "accuracy": result.accuracy,
                "loss": result.loss,
                "confusion": result.confusion.tolist(),
            }
        )
    else:
        _print_table(result, recogniser, "MNIST's test digits" if data is None else str(data))
    return 0


def check_knows_digits(recogniser: Recogniser, weights: Path) -> None:
    """Raise DataError when the network tells other classes apart than the ten digits."""
    if recogniser.class_names != DIGIT_NAMES:
        names = ", ".join(recogniser.class_names[:12])
        raise DataError(f"{weights} tells {names} apart; only networks that know the ten digits can be measured here.")


def labelled_drawings(path: Path, recogniser: Recogniser) -> tuple[list[Drawing], list[int]]:
    """Read the drawings in ``path`` and their labels.

    Raises:
        DataError: it is no file of drawings, or a label is missing or unknown to the network.
    """
    if not is_drawings_file(path):
        raise DataError(f"{path} is not a file of drawings; its name should end in .jsonl or .jsonl.gz.")
    drawings, labels = [], []
    for labelled in read_drawings(path):
        if labelled.label is None:
            raise DataError(f'{path}, line {labelled.line}, has no "label"; without one, right and wrong are unknown.')
        if labelled.label >= len(recogniser.class_names):
            raise DataError(
                f"{path}, line {labelled.line}, has the label {labelled.label}, and the network knows only "
                f"{len(recogniser.class_names)} classes, from 0 up."
            )
        drawings.append(labelled.drawing)
        labels.append(labelled.label)
    if not drawings:
        raise DataError(f"{path} holds no drawings.")
    return drawings, labels


def _print_table(result: Evaluation, recogniser: Recogniser, name: str) -> None:
    console = Console()
    table = Table(title="Rows: the label. Columns: the answer (the strongest output).", title_justify="left")
    table.add_column("")
    for class_name in recogniser.class_names:
        table.add_column(escape(class_name), justify="right")
    table.add_column("right", justify="right")
    for number, row in enumerate(result.confusion):
        share = f"{row[number] / row.sum():.1%}" if row.sum() else "–"
        cells = [str(count) if count else "·" for count in row]
        table.add_row(escape(recogniser.class_names[number]), *cells, share)
    console.print(
        f"{escape(name)}: {result.correct} of {result.examples} right, {result.accuracy:.2%}; loss {result.loss:.4f}",
        soft_wrap=True,
    )
    console.print(table)
