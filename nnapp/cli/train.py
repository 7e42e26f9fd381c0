"""``nnapp train``: train a network on MNIST and save its weights."""

import sys
import time
from pathlib import Path

from rich.progress import Progress as ProgressBar

from nnapp.cli.output import finite, print_json, progress_bar
from nnapp.digits.datasets import TrainingData, load_training_data
from nnapp.digits.preprocessing import DEFAULT_PREPARATION, Preparation
from nnapp.digits.recogniser import Recogniser
from nnapp.files.record import TrainingRecord
from nnapp.files.weight_file import SUFFIX, WeightFile, check_weights_can_be_saved, save_weights
from nnapp.nn.training import EpochReport, Outcome, TrainingSettings, new_network, train


def train_command(settings: TrainingSettings, limit: int | None, drawn: int, out: Path | None, *, as_json: bool) -> int:
    """Train a new network with ``settings`` and save it as ``out``.

    It learns from MNIST and ``drawn`` synthetic drawings, or from ``limit`` of both in proportion.
    """
    if drawn < 0:
        raise ValueError(f"--drawn takes a number of drawings from 0 up, not {drawn}.")
    if limit is not None and limit < 1:
        raise ValueError(f"--limit takes a number of digits from 1 up, not {limit}.")
    path = _free_name() if out is None else out
    check_weights_can_be_saved(path)
    network = new_network(784, 10, settings)
    with progress_bar(quiet=as_json) as bar:
        data = _load(bar, DEFAULT_PREPARATION, limit, drawn)
        report = None
        try:
            task = bar.add_task("Training", total=1.0)
            for step in train(network, data.training, data.validation, settings, time.perf_counter):
                if isinstance(step, EpochReport):
                    report = step
                    _print_epoch(step, settings, bar, as_json=as_json)
                    if step.outcome is Outcome.DIVERGED:
                        break
                else:
                    bar.update(task, completed=step.fraction)
        except KeyboardInterrupt:
            if report is None or report.epoch == 0:
                raise
            sys.stderr.write(f"Stopped after epoch {report.epoch}.\n")
    if report is None or report.outcome is Outcome.DIVERGED:
        raise ValueError(
            f"Training diverged: the loss is no longer a finite number. Nothing is saved; "
            f"use a learning rate lower than {settings.learning_rate:g}, or less L2 than {settings.l2:g}."
        )
    record = TrainingRecord.of(report, settings, data)
    save_weights(path, WeightFile(Recogniser(report.network, DEFAULT_PREPARATION), record))
    if as_json:
        print_json({"saved": str(path)})
    else:
        sys.stdout.write(f"Saved as {path}\n")
    return 0


def _load(bar: ProgressBar, preparation: Preparation, limit: int | None, drawn: int) -> TrainingData:
    task = bar.add_task("Preparing", total=1.0)
    steps = load_training_data(preparation, limit, drawn)
    while True:
        try:
            bar.update(task, completed=next(steps))
        except StopIteration as end:
            data: TrainingData = end.value
            return data


def _print_epoch(report: EpochReport, settings: TrainingSettings, bar: ProgressBar, *, as_json: bool) -> None:
    if report.epoch == 0:
        return
    if as_json:
        print_json(
            {
                "epoch": report.epoch,
                "training_loss": finite(report.training_loss),
                "validation_loss": finite(report.validation_loss),
                "validation_accuracy": finite(report.validation_accuracy),
                "seconds": round(report.seconds, 3),
            }
        )
    else:
        bar.console.print(
            f"epoch {report.epoch} of {settings.epochs}: training loss {report.training_loss:.4f}, "
            f"validation loss {report.validation_loss:.4f}, {report.validation_accuracy:.2%} right, "
            f"{report.seconds:.2f} s"
        )


def _free_name() -> Path:
    """Return trained.safetensors, or trained-2 and so on when that is taken."""
    path, number = Path(f"trained{SUFFIX}"), 1
    while path.exists():
        number += 1
        path = Path(f"trained-{number}{SUFFIX}")
    return path
