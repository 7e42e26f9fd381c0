"""A training run from its settings to the network that is kept, for the window and the command line alike."""

from collections.abc import Callable, Generator
from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np

from nnapp.digits.augmentation import augment
from nnapp.digits.datasets import TrainingData
from nnapp.digits.drawing import PIXELS
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files.errors import RunError
from nnapp.files.run_folder import RunFolder
from nnapp.files.run_settings import RunSettings
from nnapp.files.training_record import TrainingRecord
from nnapp.files.weight_file import WeightFile
from nnapp.nn.errors import InputError
from nnapp.nn.optimizers import optimizer_named
from nnapp.nn.parameters import Parameters
from nnapp.nn.reports import Checkpoint, Command, EpochFigures, EpochReport, Outcome, Progress
from nnapp.nn.setting_declarations import SettingsError
from nnapp.nn.training import new_network, train, without_blank_inputs

REPEATABLE: Final = (Outcome.FINISHED, Outcome.STOPPED_EARLY, Outcome.TARGET_REACHED)
"""Ends that depend on nothing but the settings."""


def settings_from(start: Recogniser, settings: RunSettings) -> RunSettings:
    """Return ``settings`` with the layers and the preparation of ``start``, where a run is to start from it.

    Raises:
        SettingsError: the layers of ``start`` cannot be trained with the other settings.
    """
    names = tuple(layer.activation.name for layer in start.network.layers)
    training = replace(
        settings.training,
        hidden=start.network.sizes[1:-1],
        hidden_activations=names[:-1] or ("sigmoid",),
        output_activation=names[-1],
    )
    return RunSettings(training, replace(settings.data, preparation=start.preparation.name))


def initial_recogniser(settings: RunSettings, class_names: tuple[str, ...], start: Recogniser | None) -> Recogniser:
    """Return what a run starts from: ``start``, or else random weights.

    Raises:
        SettingsError: ``start`` has other classes than the data, which have ``class_names``.
    """
    if start is None:
        network = new_network(PIXELS, len(class_names), settings.training)
        return Recogniser(network, settings.data.prepared_by, class_names)
    if start.class_names != class_names:
        raise SettingsError(
            "start",
            f"The initial network has {len(start.class_names)} classes and the data have {len(class_names)}, "
            "or their names differ; start from random weights instead.",
        )
    return start


class TrainingRun:
    """Drives ``train``, collects the curve, and writes all of it to a folder."""

    def __init__(self, settings: RunSettings, folder: RunFolder | None = None, start: Recogniser | None = None) -> None:
        """Prepare a run with ``settings``, kept in ``folder`` if there is one.

        If the folder holds an interrupted run, this one resumes it. ``start`` is the network to start from;
        without one, the folder's own or a random network is used.

        Raises:
            RunError: the checkpoint or the network to start from is damaged.
        """
        self.settings = settings
        self._folder = folder
        self._start = start if start is not None or folder is None else folder.read_start()
        self.outcome = Outcome.RUNNING
        """How the run stands after its last epoch."""
        self._checkpoint: Checkpoint | None = None
        self.curve: list[EpochFigures] = []
        """The figures of each epoch so far, beginning with epoch 0, before the first step."""
        self._classes = DIGIT_NAMES if folder is None else folder.description.classes
        self._examples = settings.data.total
        self.problem = ""
        """Why the run is not kept on disk, if it is not."""
        if folder is not None and folder.is_unfinished:
            self._checkpoint, self.curve = folder.read_checkpoint()
            self._check_fits(self._checkpoint, folder)

    def steps(
        self, data: TrainingData, clock: Callable[[], float]
    ) -> Generator[Progress | EpochReport, Command | None, None]:
        """Train on ``data``, passing on what ``train`` yields and what is sent to it.

        Raises:
            RunError: this is an interrupted run, and its data have changed.
            SettingsError: the data cannot be learnt from with these settings.
        """
        training, augmentation = self.settings.training, self.settings.data.augmentation
        change = None if augmentation.is_none else partial(augment, augmentation=augmentation)
        if self._checkpoint is not None and self._classes != data.class_names:
            raise RunError(
                f"The data of this run have changed: their classes were {', '.join(self._classes[:20])} and are now "
                f"{', '.join(data.class_names[:20])}; restore the original file to resume."
            )
        self._classes, self._examples = data.class_names, len(data.training)
        if self._checkpoint is None:
            self._write(lambda folder: folder.describe_data(data.class_names, len(data.training)))
        network = self._initial().network
        if self._start is None and change is None:
            network = without_blank_inputs(network, data.training)
        steps = train(network, data.training, data.validation, training, clock, change, self._checkpoint)
        command = None
        while True:
            try:
                step = steps.send(command)
            except StopIteration:
                return
            if isinstance(step, EpochReport):
                self._take(step)
            command = yield step

    def kept(self) -> WeightFile | None:
        """Return the network to keep: the best so far; None before the first epoch and after a divergence."""
        checkpoint = self._checkpoint
        if checkpoint is None or self.outcome is Outcome.DIVERGED or checkpoint.best_epoch < 1:
            return None
        initial, settings = self._initial(), self.settings
        recogniser = replace(initial, network=Parameters(initial.network).snapshot(checkpoint.best_parameters))
        figures = next(entry for entry in self.curve if entry.epoch == checkpoint.best_epoch)
        is_repeatable = self._start is None and self.outcome in REPEATABLE and not checkpoint.changes
        record = TrainingRecord.of(
            figures, settings.training, settings.data, self._examples, is_repeatable=is_repeatable
        )
        return WeightFile(recogniser, record, settings.data)

    def end(self, outcome: Outcome) -> WeightFile | None:
        """Write down that the run is over, and return the network to keep."""
        kept, checkpoint = self.kept(), self._checkpoint
        changes = checkpoint.changes if checkpoint is not None else ()
        self._write(lambda folder: folder.finish(outcome, kept, changes))
        return kept

    def leave(self) -> None:
        """Write down where the run is, so that it can be resumed another time."""
        if (checkpoint := self._checkpoint) is not None:
            self._write(lambda folder: folder.write_checkpoint(checkpoint))

    def _initial(self) -> Recogniser:
        return initial_recogniser(self.settings, self._classes, self._start)

    def _take(self, report: EpochReport) -> None:
        self.outcome, self._checkpoint = report.outcome, report.checkpoint
        self.curve.append(report.figures)
        self._write(lambda folder: folder.add_epoch(report))

    def _write(self, write: Callable[[RunFolder], None]) -> None:
        """Let ``write`` keep something in the folder; when it cannot, training goes on, and the problem is reported."""
        if self._folder is not None and not self.problem:
            try:
                write(self._folder)
            except InputError as error:
                self.problem = str(error)

    def _check_fits(self, checkpoint: Checkpoint, folder: RunFolder) -> None:
        """Raise RunError when ``checkpoint`` does not belong to a run with these settings."""
        number = self._initial().network.parameter_count
        arrays = (checkpoint.parameters, checkpoint.best_parameters, *checkpoint.optimizer_memory)
        memories = optimizer_named(self.settings.training.optimizer).memories
        fits = all(array.shape == (number,) for array in arrays) and len(arrays) == 2 + memories
        if not (fits and all(np.isfinite(array).all() for array in arrays)):
            raise RunError(f"The checkpoint of the run in {folder.folder} is damaged, so the run cannot be resumed.")
