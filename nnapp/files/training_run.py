"""A training run from its settings to the network that is kept, for the window and the command line alike."""

from collections.abc import Callable, Generator
from functools import partial

import numpy as np

from nnapp.digits.augmentation import augment
from nnapp.digits.datasets import TrainingData
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files.errors import RunError
from nnapp.files.record import TrainingRecord
from nnapp.files.run_folder import RunFolder
from nnapp.files.run_settings import RunSettings
from nnapp.files.weight_file import WeightFile
from nnapp.nn.optimizers import optimizer_named
from nnapp.nn.parameters import Parameters
from nnapp.nn.reports import Checkpoint, Command, EpochFigures, EpochReport, Outcome, Progress
from nnapp.nn.training import new_network, train


class TrainingRun:
    """Drives ``train``, collects the curve, and writes all of it down in a folder."""

    def __init__(self, settings: RunSettings, folder: RunFolder | None = None) -> None:
        """Prepare a run with ``settings``, kept in ``folder`` if there is one.

        When the folder holds a run that was cut off, this one goes on with it.

        Raises:
            RunError: the checkpoint in the folder is damaged.
        """
        self.settings = settings
        self._folder = folder
        self._report: EpochReport | None = None
        self._checkpoint: Checkpoint | None = None
        self.curve: list[EpochFigures] = []
        """The figures of each epoch so far, that before the first step included."""
        self._classes = DIGIT_NAMES if folder is None else folder.description.classes
        self._examples = settings.data.total
        self.problem = ""
        """Why the run is not kept on disk, if so."""
        if folder is not None and folder.is_unfinished:
            self._checkpoint, self.curve = folder.read_checkpoint()
            _check_fits(self._checkpoint, settings, folder)

    @property
    def outcome(self) -> Outcome:
        """How the run stands after its last epoch."""
        return self._report.outcome if self._report is not None else Outcome.RUNNING

    def steps(
        self, given: TrainingData, clock: Callable[[], float]
    ) -> Generator[Progress | EpochReport, Command | None, None]:
        """Train on the data ``given``, passing on what ``train`` yields and what is sent to it.

        Raises:
            SettingsError: the data cannot be learnt from with these settings.
        """
        training, data = self.settings.training, self.settings.data
        change = None if data.augmentation.is_none else partial(augment, augmentation=data.augmentation)
        if self._checkpoint is not None and self._classes != given.class_names:
            raise RunError(
                f"The data of this run have changed: they had the classes {', '.join(self._classes[:20])}, and now "
                f"have {', '.join(given.class_names[:20])}; put the former file back to go on."
            )
        if self._folder is not None and self._folder.description.classes != given.class_names:
            self._folder.name_classes(given.class_names)
        self._classes, self._examples = given.class_names, len(given.training)
        network = new_network(784, len(given.class_names), training)
        steps = train(network, given.training, given.validation, training, clock, change, self._checkpoint)
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
        checkpoint = self._report.checkpoint if self._report is not None else self._checkpoint
        if checkpoint is None or self.outcome is Outcome.DIVERGED or checkpoint.best_epoch < 1:
            return None
        training, data = self.settings.training, self.settings.data
        best = Parameters(new_network(784, len(self._classes), training)).snapshot(checkpoint.best_parameters)
        figures = next(entry for entry in self.curve if entry.epoch == checkpoint.best_epoch)
        recogniser = Recogniser(best, data.prepared_by, self._classes)
        return WeightFile(recogniser, TrainingRecord.of(figures, training, data, self._examples))

    def end(self, ending: str) -> WeightFile | None:
        """Write down that the run is over, and return the network to keep."""
        kept = self.kept()
        if self._folder is not None and not self.problem:
            checkpoint = self._report.checkpoint if self._report is not None else self._checkpoint
            changes = checkpoint.changes if checkpoint is not None else ()
            try:
                self._folder.finish(ending, kept, changes)
            except ValueError as error:
                self.problem = str(error)
        return kept

    def leave(self) -> None:
        """Write down where the run is, to go on with it another time."""
        if self._folder is not None and self._report is not None and not self.problem:
            try:
                self._folder.write_checkpoint(self._report.checkpoint)
            except RunError as error:
                self.problem = str(error)

    def _take(self, report: EpochReport) -> None:
        self._report = report
        self.curve.append(report.figures)
        if self._folder is not None and not self.problem:
            try:
                self._folder.add_epoch(report)
            except RunError as error:
                # To train goes on; what could not be written is told.
                self.problem = str(error)


def _check_fits(checkpoint: Checkpoint, settings: RunSettings, folder: RunFolder) -> None:
    """Raise RunError when ``checkpoint`` is not one of a run with ``settings``."""
    number = new_network(784, len(folder.description.classes), settings.training).parameter_count
    arrays = (checkpoint.parameters, checkpoint.best_parameters, *checkpoint.optimizer_memory)
    memories = optimizer_named(settings.training.optimizer).memories
    fits = all(array.shape == (number,) for array in arrays) and len(arrays) == 2 + memories
    if not (fits and all(np.isfinite(array).all() for array in arrays)):
        raise RunError(f"The checkpoint of the run in {folder.folder} is damaged, so the run cannot go on.")
