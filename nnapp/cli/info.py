"""``nnapp info``: shows what a weight file holds."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from nnapp.cli.output import finite, print_json
from nnapp.files.answers import ORIENTATIONS, Answers, OpenQuestionsError
from nnapp.files.record import TrainingRecord
from nnapp.files.weight_file import load_weights


def info_command(path: Path, *, as_json: bool) -> int:
    """Print the layers, the preparation and the training record of the weight file ``path``."""
    try:
        content, said = load_weights(path), True
    except OpenQuestionsError:
        # What the file does say can still be shown.
        content, said = load_weights(path, Answers("identity", "identity", ORIENTATIONS[0])), False
    recogniser, record = content.recogniser, content.record
    network = recogniser.network
    activations = [layer.activation.name for layer in network.layers] if said else []
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
                "training": _record_as_json(record) if record else None,
            }
        )
        return 0
    table = Table(show_header=False, box=None)
    table.add_row("File", escape(str(path)))
    table.add_row("Layers", "-".join(str(size) for size in network.sizes))
    table.add_row("Activations", ", ".join(activations) or "the file does not name them")
    table.add_row("Weights and biases", f"{network.parameter_count:,}")
    table.add_row("Input", recogniser.preparation.explanation)
    table.add_row("Classes", escape(" ".join(recogniser.class_names)))
    table.add_row("Firing threshold", f"{recogniser.firing_threshold:g}")
    if record:
        settings = record.settings
        table.add_row("Trained on", f"{record.examples:,} digits ({escape(record.data)}), {record.epochs} epochs")
        table.add_row("Loss function", settings.loss)
        table.add_row(
            "Optimizer", f"{settings.optimizer}, learning rate {settings.learning_rate:g}, {settings.schedule}"
        )
        table.add_row("L2", f"{settings.l2:g}")
        table.add_row("Mini-batch", str(settings.batch_size))
        table.add_row("Seed", str(settings.seed))
        known = finite(record.validation_loss) is not None
        words = f"accuracy {record.validation_accuracy:.2%}, loss {record.validation_loss:.4f}" if known else "none"
        table.add_row("Validation", words)
    Console().print(table)
    return 0


def _record_as_json(record: TrainingRecord) -> dict[str, Any]:
    figures = {name: finite(getattr(record, name)) for name in ("validation_loss", "validation_accuracy")}
    return {**asdict(record), **figures}
