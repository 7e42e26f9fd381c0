"""``nnapp info``: shows what a weight file holds."""

from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from nnapp.cli.output import finite, print_json
from nnapp.cli.train_options import train_command_line
from nnapp.files.import_answers import STAND_INS, OpenQuestionsError
from nnapp.files.strict_json import without_nan
from nnapp.files.training_record import TrainingRecord
from nnapp.files.weight_file import WeightFile, load_weights
from nnapp.wording import count


def info_command(path: Path, *, as_json: bool) -> int:
    """Print the layers, the preparation and the training record of the weight file ``path``."""
    content, unsaid = _read(path)
    recogniser, record = content.recogniser, content.record
    network = recogniser.network
    is_said = "output_activation" not in unsaid
    activations = [layer.activation.name for layer in network.layers] if is_said else []
    if as_json:
        print_json(
            {
                "file": str(path),
                "sizes": list(network.sizes),
                "activations": activations,
                "parameters": network.parameter_count,
                "preparation": recogniser.preparation.name,
                "classes": list(recogniser.class_names),
                "firing_threshold": recogniser.firing_threshold,
                "training": without_nan(asdict(record)) if record else None,
                "command": train_command_line(record) if record else None,
            }
        )
        return 0
    rows = {
        "File": escape(str(path)),
        "Layers": "-".join(str(size) for size in network.sizes),
        "Activations": ", ".join(activations) or "the file does not name them",
        "Weights and biases": f"{network.parameter_count:,}",
        "Input": "the file does not say how it is scaled" if unsaid else recogniser.preparation.explanation,
        "Classes": escape(" ".join(recogniser.class_names)),
        "Firing threshold": f"{recogniser.firing_threshold:g}",
        **(_training_rows(record) if record else {}),
    }
    table = Table(show_header=False, box=None)
    for row in rows.items():
        table.add_row(*row)
    Console().print(table)
    return 0


def _read(path: Path) -> tuple[WeightFile, tuple[str, ...]]:
    """Return what the file holds, and what it does not say: names of fields of ``Answers``."""
    try:
        return load_weights(path), ()
    except OpenQuestionsError as error:
        return load_weights(path, STAND_INS), error.questions


def _training_rows(record: TrainingRecord) -> dict[str, str]:
    settings, is_validated = record.settings, finite(record.validation_loss) is not None
    figures = f"accuracy {record.validation_accuracy:.2%}, loss {record.validation_loss:.4f}"
    rows = {
        "Trained on": f"{record.examples:,} examples ({escape(record.data)}), {count(record.epochs, 'epoch')}",
        "Loss function": settings.loss,
        "Optimizer": f"{settings.optimizer}, learning rate {settings.learning_rate:g}, {settings.schedule}",
        "L2": f"{settings.l2:g}",
        "Mini-batch": str(settings.batch_size),
        "Seed": str(settings.seed),
    }
    if command := train_command_line(record):
        rows["Made by"] = escape(command)
    rows["Validation"] = figures if is_validated else "none"
    return rows
