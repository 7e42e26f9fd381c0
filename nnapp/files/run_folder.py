"""A training run on disk: its settings, its curves, its network, and how to resume it.

A folder with ``run.json`` (name, settings, how it ended), ``curve.jsonl`` (one line per epoch),
``network.safetensors`` (what was kept), ``start.safetensors`` (the network that it started from, unless that
was random) and, until the run has ended, ``checkpoint.safetensors``.
"""

import csv
import io
import json
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Final

from nnapp.digits.errors import reason
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files.atomic import replace_file
from nnapp.files.checkpoint_file import read_checkpoint, write_checkpoint
from nnapp.files.errors import RunError, WeightFileError
from nnapp.files.limited_reading import MEGABYTE, read_file
from nnapp.files.run_settings import RunSettings, run_settings_as_json, run_settings_from_json
from nnapp.files.strict_json import parse_json, without_nan
from nnapp.files.weight_file import WeightFile, load_weights, save_weights
from nnapp.nn.reports import Checkpoint, EpochFigures, EpochReport, LayerHealth, Outcome
from nnapp.nn.settings import RateChange

LONGEST_NAME: Final = 60
START: Final = "start.safetensors"
LARGEST_CURVE: Final = 256 * 2**20
"""Bytes of a curve file: more than 500,000 epochs."""

LARGEST_DESCRIPTION: Final = 16 * MEGABYTE
"""Bytes of ``run.json``."""

CHECKPOINT_SHARE: Final = 0.05
"""The share of training time that may go into writing checkpoints."""
CHECKPOINT: Final = "checkpoint.safetensors"
"""The file that a run is resumed from."""
NETWORK: Final = "network.safetensors"
"""The weight file that a run ends with."""


@dataclass(frozen=True)
class RunDescription:
    """What ``run.json`` holds."""

    name: str
    started: float
    """Seconds since 1970, UTC."""
    settings: RunSettings
    outcome: Outcome | None = None
    """How it ended; None while it runs, or when it was interrupted."""
    kept_epoch: int = 0
    """The epoch whose network was kept."""
    classes: tuple[str, ...] = DIGIT_NAMES
    """What the outputs of its network stand for."""
    examples: int = 0
    """The number of examples it is trained on; 0 while that is not known, and in files of older versions."""


class RunFolder:
    """One run, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        """Open the run in ``folder``.

        Raises:
            RunError: there is none, or it is damaged.
        """
        self.folder = folder
        self.description = _read_description(folder / "run.json")
        self._next_checkpoint = 0.0

    @classmethod
    def create(cls, folder: Path, name: str, settings: RunSettings, start: Recogniser | None = None) -> "RunFolder":
        """Begin a run in ``folder``, which must not exist yet; ``start`` is the network that it starts from.

        Raises:
            RunError: it cannot be written there.
        """
        with _explained(folder):
            folder.mkdir(parents=True)
            if start is not None:
                save_weights(folder / START, WeightFile(start))
            _write_description(folder / "run.json", RunDescription(name, time.time(), settings))
        return cls(folder)

    @property
    def is_unfinished(self) -> bool:
        """Whether it was interrupted and can be resumed from a checkpoint."""
        return self.description.outcome is None and self._checkpoint_path.is_file()

    @property
    def network_path(self) -> Path:
        """The weight file of the network that was kept; it exists once the run has ended with one."""
        return self.folder / NETWORK

    def add_epoch(self, report: EpochReport) -> None:
        """Write down the result of an epoch, and now and then a checkpoint to resume from.

        Raises:
            RunError: it cannot be written.
        """
        with _explained(self.folder):
            # The curve of a run that was interrupted before its first checkpoint starts again.
            with self._curve_path.open("a" if report.figures.epoch else "w", encoding="utf-8") as file:
                file.write(json.dumps(without_nan(asdict(report.figures))) + "\n")
            now = time.monotonic()
            # After a short epoch there is often no checkpoint: repeating a few is quicker than writing each down.
            if now >= self._next_checkpoint:
                write_checkpoint(self._checkpoint_path, report.checkpoint)
                self._next_checkpoint = time.monotonic() + (time.monotonic() - now) / CHECKPOINT_SHARE

    def write_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Write down ``checkpoint``, which belongs to the last epoch of the curve.

        Raises:
            RunError: it cannot be written.
        """
        with _explained(self.folder):
            write_checkpoint(self._checkpoint_path, checkpoint)

    def read_checkpoint(self) -> tuple[Checkpoint, list[EpochFigures]]:
        """Return where the run can resume, and its curve up to there; what was written later is dropped.

        Raises:
            RunError: there is no checkpoint, or it or the curve is damaged.
        """
        checkpoint = read_checkpoint(self._checkpoint_path)
        curve = [figures for figures in self.read_curve() if figures.epoch <= checkpoint.epoch]
        if [figures.epoch for figures in curve] != list(range(checkpoint.epoch + 1)):
            raise RunError(f"The curve of the run in {self.folder} ends before its checkpoint.")
        lines = "".join(json.dumps(without_nan(asdict(figures))) + "\n" for figures in curve)
        with _explained(self.folder):
            replace_file(self._curve_path, lines.encode())
        return checkpoint, curve

    def finish(self, outcome: Outcome, kept: WeightFile | None, changes: Sequence[RateChange] = ()) -> None:
        """Write down how the run ended, and keep its network.

        ``changes`` are the rates that were changed by hand, so that repeating the run changes them too.

        Raises:
            RunError: it cannot be written.
            WeightFileError: the network cannot be written.
        """
        settings = self.description.settings
        if changes:
            settings = replace(settings, training=replace(settings.training, changes=tuple(changes)))
        epoch = kept.record.epochs if kept is not None and kept.record is not None else 0
        if kept is not None:
            save_weights(self.network_path, kept)
        self._describe(replace(self.description, outcome=outcome, settings=settings, kept_epoch=epoch))
        with _explained(self.folder):
            self._checkpoint_path.unlink(missing_ok=True)

    def describe_data(self, classes: tuple[str, ...], examples: int) -> None:
        """Write down what the outputs stand for, and the number of examples that are learnt from.

        Raises:
            RunError: it cannot be written.
        """
        self._describe(replace(self.description, classes=classes, examples=examples))

    def rename(self, name: str) -> None:
        """Rename the run.

        Raises:
            RunError: it cannot be written, or the name is empty.
        """
        name = " ".join(name.split())[:LONGEST_NAME]
        if not name:
            raise RunError("A run needs a name of at least one letter.")
        self._describe(replace(self.description, name=name))

    def delete(self) -> None:
        """Delete the run with everything in its folder.

        Raises:
            RunError: it cannot be removed.
        """
        with _explained(self.folder):
            shutil.rmtree(self.folder)

    def read_network(self) -> WeightFile:
        """Return the network that was kept.

        Raises:
            WeightFileError: there is none, or it is damaged.
        """
        return replace(load_weights(self.network_path), data=self.description.settings.data)

    def read_start(self) -> Recogniser | None:
        """Return the network that the run started from; None when its initial weights were random.

        Raises:
            RunError: it is damaged.
        """
        if not (self.folder / START).exists():
            return None
        try:
            return load_weights(self.folder / START).recogniser
        except WeightFileError as error:
            raise RunError(f"The network that the run in {self.folder} started from is damaged.") from error

    def read_curve(self) -> list[EpochFigures]:
        """Return the figures of each epoch, beginning with epoch 0, before the first step.

        Raises:
            RunError: they are damaged. A last line that was not finished is left out.
        """
        with _explained(self.folder):
            if not self._curve_path.is_file():
                return []
            if self._curve_path.stat().st_size > LARGEST_CURVE:
                raise RunError(f"{self._curve_path} is larger than a curve can be (256 MB).")
            lines = self._curve_path.read_text(encoding="utf-8", errors="replace").split("\n")
        return [_figures_from_json(line, self._curve_path) for line in lines[:-1]]

    @property
    def _checkpoint_path(self) -> Path:
        return self.folder / CHECKPOINT

    @property
    def _curve_path(self) -> Path:
        return self.folder / "curve.jsonl"

    def _describe(self, description: RunDescription) -> None:
        with _explained(self.folder):
            _write_description(self.folder / "run.json", description)
        self.description = description


def curve_as_csv(curve: Sequence[EpochFigures]) -> str:
    """Return the figures of each epoch as CSV, one line per epoch below a header."""
    layers = len(curve[-1].gradients) if curve else 0
    health = len(curve[-1].health) if curve else 0
    plain = [entry.name for entry in fields(EpochFigures) if entry.name not in ("gradients", "health")]
    header = [*plain, *(f"gradient_{number}" for number in range(1, layers + 1))]
    header += [f"{kind}_{number}" for number in range(1, health + 1) for kind in ("unchanging", "saturated")]
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(header)
    for figures in curve:
        counts = [count for layer in figures.health for count in (layer.unchanging, layer.saturated)]
        gradients: list[object] = [*figures.gradients] or [""] * layers
        table.writerow([getattr(figures, name) for name in plain] + gradients + counts)
    return text.getvalue()


def _figures_from_json(line: str, path: Path) -> EpochFigures:
    try:
        content = json.loads(line)
        content["gradients"] = tuple(float(value) for value in content["gradients"])
        content["health"] = tuple(LayerHealth(**layer) for layer in content["health"])
        numbers = {
            entry.name: float("nan") if content[entry.name] is None else float(content[entry.name])
            for entry in fields(EpochFigures)
            if entry.name not in ("epoch", "gradients", "health")
        }
        return EpochFigures(**{**content, **numbers, "epoch": int(content["epoch"])})
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise RunError(f"{path} holds a line that is not an epoch of a training run.") from error


def _read_description(path: Path) -> RunDescription:
    try:
        content = parse_json(read_file(path, LARGEST_DESCRIPTION), "it")
        return RunDescription(
            name=str(content["name"])[:LONGEST_NAME],
            started=float(content["started"]),
            settings=run_settings_from_json(content["settings"]),
            outcome=Outcome(content["ending"]) if content["ending"] else None,
            kept_epoch=int(content["kept_epoch"]),
            classes=tuple(str(name) for name in content["classes"]),
            examples=int(content.get("examples", 0)),
        )
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise RunError(f"{path.parent} does not hold a training run, or the run is damaged.") from error


def _write_description(path: Path, description: RunDescription) -> None:
    content = {**asdict(description), "settings": run_settings_as_json(description.settings)}
    outcome = content.pop("outcome")
    content["ending"] = outcome.value if outcome is not None else ""
    replace_file(path, json.dumps(content, indent=1, ensure_ascii=False).encode())


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise RunError(f"{folder} exists already; a run needs a folder of its own.") from error
    except OSError as error:
        raise RunError(f"The run in {folder} cannot be kept: {reason(error)}.") from error
