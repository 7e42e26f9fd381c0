"""``nnapp train``: train a network on MNIST and save its weights."""

import sys
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from rich.progress import Progress as ProgressBar

from nnapp.cli.output import finite, print_json, progress_bar
from nnapp.digits.datasets import TrainingData
from nnapp.digits.generators import Result, finish, with_each
from nnapp.files.errors import RunError
from nnapp.files.run_export import check_export, export_curve
from nnapp.files.run_folder import RunFolder
from nnapp.files.run_settings import RunSettings
from nnapp.files.strict_json import without_nan
from nnapp.files.training_data import load_data
from nnapp.files.training_run import TrainingRun, initial_recogniser, settings_from
from nnapp.files.weight_file import SUFFIX, WeightFile, check_weights_can_be_saved, encode, load_weights, save_weights
from nnapp.nn.examples import Examples
from nnapp.nn.inspect.hints import Trouble, hints
from nnapp.nn.predictions import predict
from nnapp.nn.reports import EpochFigures, EpochReport, Outcome
from nnapp.nn.training import check_examples

ENDINGS = {
    Outcome.STOPPED_EARLY: "Stopped early: the validation loss has not improved for {patience} epochs.",
    Outcome.TARGET_REACHED: "The target of {target_accuracy:.2%} validation accuracy is reached.",
    Outcome.TIME_UP: "The time limit of {seconds:g} s of training is reached.",
}


@dataclass(frozen=True)
class Files:
    """The files that a training reads and writes; None where there is none."""

    out: Path | None = None
    """Where the network is saved; None: under a new name."""
    curves: Path | None = None
    """Where the figures of each epoch are written, as CSV."""
    run: Path | None = None
    """The folder in which the run is kept."""
    start: Path | None = None
    """The weight file that training starts from."""


def train_command(settings: RunSettings, files: Files, *, as_json: bool) -> int:
    """Train a network with ``settings``, reading and writing ``files``."""
    path, curves = files.out or _free_name(), files.curves
    check_weights_can_be_saved(path)
    if curves is not None:
        check_export(curves)
    start = None if files.start is None else load_weights(files.start).recogniser
    if start is not None:
        settings = settings_from(start, settings)
    folder = _unfinished_run(files)
    if folder is not None:
        settings, start = folder.description.settings, folder.read_start()
    with progress_bar(quiet=as_json) as bar:
        data = finish_with_bar(load_data(settings.data), bar, "Preparing")
        if not as_json:
            for note in (*data.notes, *settings.training.batch_notes(len(data.training))):
                bar.console.print(note, markup=False)
        check_examples(data.training)
        encode(path, WeightFile(initial_recogniser(settings, data.class_names, start)))
        if files.run is not None and folder is None:
            folder = RunFolder.create(files.run, files.run.name, settings, start)
        run = TrainingRun(settings, folder, start)
        if run.curve:
            bar.console.print(f"Resuming after epoch {run.curve[-1].epoch}.")
        stopped = train_with_bar(run, data, bar, as_json=as_json)
    kept = network_of(run, stopped=stopped)
    save_weights(path, kept)
    _tell_end(run, data, kept, path, curves, as_json=as_json)
    return 0


def network_of(run: TrainingRun, *, stopped: bool) -> WeightFile:
    """End ``run``, which was perhaps ``stopped`` by hand, and return its network.

    Raises:
        RunError: training diverged.
        KeyboardInterrupt: it was stopped before there was anything to keep.
    """
    training = run.settings.training
    if run.outcome is Outcome.DIVERGED:
        run.end(Outcome.DIVERGED)
        raise RunError(
            f"Training diverged: the loss is no longer a finite number. Nothing is saved; use a learning rate "
            f"lower than {training.learning_rate:g}, or less L2 than {training.l2:g}."
        )
    kept = run.end(Outcome.STOPPED if stopped else run.outcome)
    if kept is None or kept.record is None:
        raise KeyboardInterrupt
    return kept


def _tell_end(
    run: TrainingRun, data: TrainingData, kept: WeightFile, path: Path, curves: Path | None, *, as_json: bool
) -> None:
    """Write the figures, and report what was kept."""
    if curves is not None:
        export_curve(curves, run.curve)
    if run.problem:
        sys.stderr.write(f"{run.problem}\n")
    if data.test is not None:
        _print_test(kept, data.test, as_json=as_json)
    epoch = kept.record.epochs if kept.record else 0
    if as_json:
        print_json({"saved": str(path), "epoch": epoch})
    else:
        sys.stdout.write(f"Saved the network of epoch {epoch} as {path}\n")


def _unfinished_run(files: Files) -> RunFolder | None:
    if files.run is None or not files.run.exists():
        return None
    run = RunFolder(files.run)
    if run.description.outcome is not None:
        raise RunError(f"The run in {files.run} is finished; name a folder that does not exist yet.")
    if files.start is not None:
        raise RunError(f"The run in {files.run} is resumed with its own network; leave out --start.")
    return run


def train_with_bar(run: TrainingRun, data: TrainingData, bar: ProgressBar, *, as_json: bool) -> bool:
    """Train to the end, reporting each epoch; return True when it was stopped by hand."""
    settings, task = run.settings.training, bar.add_task("Training", total=1.0)
    told: set[Trouble] = set()
    try:
        for step in run.steps(data, time.perf_counter):
            if not isinstance(step, EpochReport):
                bar.update(task, completed=step.fraction)
                continue
            if step.figures.epoch > 0:
                _print_epoch(step.figures, settings.epochs, bar, as_json=as_json)
            for hint in hints(run.curve, settings, len(data.training), step.outcome):
                if hint.trouble not in told and not as_json:
                    told.add(hint.trouble)
                    bar.console.print(f"  {hint.cause} {hint.cure}")
            if step.outcome in ENDINGS:
                sys.stderr.write(ENDINGS[step.outcome].format(**vars(settings)) + "\n")
    except KeyboardInterrupt:
        if run.kept() is None:
            raise
        sys.stderr.write(f"Stopped after epoch {run.curve[-1].epoch}.\n")
        return True
    return False


def finish_with_bar(steps: Generator[float, None, Result], bar: ProgressBar, name: str) -> Result:
    """Run ``steps``, which yield the share that is done, to the end and return their result."""
    task = bar.add_task(name, total=1.0)
    result = finish(with_each(steps, lambda share: bar.update(task, completed=share)))
    bar.update(task, completed=1.0)
    return result


def _print_epoch(figures: EpochFigures, epochs: int, bar: ProgressBar, *, as_json: bool) -> None:
    if as_json:
        names = ("epoch", "training_loss", "validation_loss", "validation_accuracy", "learning_rate")
        told = {name: getattr(figures, name) for name in names}
        print_json(without_nan({**told, "seconds": round(figures.seconds, 3)}))
    else:
        validation = f"validation loss {figures.validation_loss:.4f}, accuracy {figures.validation_accuracy:.2%}, "
        if finite(figures.validation_loss) is None:
            validation = ""
        bar.console.print(
            f"epoch {figures.epoch} of {epochs}: training loss {figures.training_loss:.4f}, {validation}"
            f"{figures.seconds:.2f} s",
            soft_wrap=True,
        )


def _print_test(kept: WeightFile, test: Examples, *, as_json: bool) -> None:
    accuracy = predict(kept.recogniser.network, test).accuracy
    if as_json:
        print_json({"test_accuracy": accuracy, "test_examples": len(test)})
    else:
        sys.stdout.write(f"Accuracy on {len(test):,} test examples: {accuracy:.2%}\n")


def _free_name() -> Path:
    """Return trained.safetensors, or trained-2 and so on when that is taken."""
    path, number = Path(f"trained{SUFFIX}"), 1
    while path.exists():
        number += 1
        path = Path(f"trained-{number}{SUFFIX}")
    return path
