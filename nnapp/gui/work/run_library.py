"""The runs that are kept on disk, so that none is lost when the window closes or the program is killed."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal

from nnapp.digits.recogniser import Recogniser
from nnapp.files.errors import RunError, WeightFileError
from nnapp.files.run_folder import CHECKPOINT, NETWORK, RunDescription, RunFolder
from nnapp.files.run_settings import RunSettings
from nnapp.files.training_run import TrainingRun
from nnapp.nn.reports import EpochFigures, Outcome


@dataclass(frozen=True)
class KeptRun:
    """What the window shows of a run that has ended, or is under way."""

    key: str
    """The name of its folder."""
    about: RunDescription
    outcome: Outcome
    curve: tuple[EpochFigures, ...]
    has_network: bool

    @property
    def number(self) -> int:
        """Its number in the library, from 1, which no other run has."""
        return int(self.key.removeprefix("run-"))


class RunLibrary(QObject):
    """Creates folders for runs, and finds those that exist."""

    changed = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Keep runs in ``folder``, which is created when the first run begins."""
        super().__init__(parent)
        self._folder = folder
        self._locks: dict[str, QLockFile] = {}
        self._curves: dict[tuple[str, float], tuple[EpochFigures, ...]] = {}
        """Of each run by its key and its start: another window may have deleted a run and given its number away."""
        self.problem = ""
        """Why the last run could not be kept, or an interrupted one not be resumed; empty otherwise."""

    def new(self, settings: RunSettings, start: Recogniser | None = None) -> RunFolder | None:
        """Return a folder for a new run from ``start``, or None when the disk refuses; ``problem`` says why."""
        number = 1 + max((int(key.removeprefix("run-")) for key in self._keys()), default=0)
        key = f"run-{number:04}"
        try:
            folder = RunFolder.create(self._folder / key, f"Run {number}", settings, start)
        except (RunError, WeightFileError) as error:
            self.problem = str(error)
            return None
        self._lock(key)
        self.problem = ""
        self.changed.emit()
        return folder

    def take_problem(self) -> str:
        """Return ``problem`` to show it, and forget it."""
        problem, self.problem = self.problem, ""
        return problem

    def runs(self) -> list[KeptRun]:
        """Return the runs that have ended, the newest first; unreadable ones are left out."""
        kept = []
        for key in reversed(self._keys()):
            with suppress(RunError):
                folder = self.folder(key)
                outcome = folder.description.outcome
                if outcome is None:
                    continue
                run = key, folder.description.started
                if run not in self._curves:
                    self._curves[run] = tuple(folder.read_curve())
                has_network = folder.network_path.is_file()
                kept.append(KeptRun(key, folder.description, outcome, self._curves[run], has_network))
        return kept

    @property
    def has_checkpoint(self) -> bool:
        """Whether a run was interrupted, or is being trained in another window; found out at a glance."""
        return any(self._folder.glob(f"run-*/{CHECKPOINT}"))

    def interrupted(self) -> RunFolder | None:
        """Return the newest interrupted run that can be resumed, unless another window is training it."""
        for key in reversed(self._keys()):
            with suppress(RunError):
                folder = self.folder(key)
                if folder.is_unfinished and self._lock(key):
                    try:
                        TrainingRun(folder.description.settings, folder)
                    except RunError as error:
                        self._give_up(folder, str(error))
                    else:
                        return folder
        return None

    def _give_up(self, folder: RunFolder, problem: str) -> None:
        """List a run whose checkpoint is damaged, so that its curve can be seen and it can be deleted."""
        self.problem = problem
        with suppress(RunError):
            folder.finish(Outcome.DAMAGED, None)
        self.release(folder)

    def finish_here(self, folder: RunFolder) -> None:
        """Finish an interrupted run where it is, and keep its best network so far.

        Raises:
            RunError: its checkpoint is damaged, or its end cannot be written.
        """
        try:
            run = TrainingRun(folder.description.settings, folder)
            run.end(Outcome.INTERRUPTED)
            if run.problem:
                raise RunError(run.problem)
        finally:
            self.release(folder)

    def release(self, folder: RunFolder) -> None:
        """Let go of the run in ``folder``, which has ended or was left to be resumed."""
        key = folder.folder.name
        lock = self._locks.pop(key, None)
        if lock is not None:
            lock.unlock()
        if folder.description.outcome is None and not folder.is_unfinished:
            # It never finished an epoch: there is nothing to keep.
            try:
                self.delete(key)
            except RunError as error:
                self.problem = str(error)
        self.changed.emit()

    def folder(self, key: str) -> RunFolder:
        """Return the run of that key.

        Raises:
            RunError: it is gone or damaged.
        """
        return RunFolder(self._folder / key)

    def rename(self, key: str, name: str) -> None:
        """Rename a run.

        Raises:
            RunError: it cannot be written, or the name is empty.
        """
        self.folder(key).rename(name)
        self.changed.emit()

    def delete(self, key: str) -> None:
        """Delete a run.

        Raises:
            RunError: it cannot be deleted.
        """
        self.folder(key).delete()
        self.changed.emit()

    def newest_network(self) -> Path | None:
        """Return the weight file of the newest run that has one."""
        # Not by opening each run, as the menu asks while the window is being built.
        paths = (self._folder / key / NETWORK for key in reversed(self._keys()))
        return next((path for path in paths if path.is_file()), None)

    def _keys(self) -> list[str]:
        found = (path.name for path in self._folder.glob("run-*") if path.name.removeprefix("run-").isdigit())
        return sorted(found, key=lambda key: int(key.removeprefix("run-")))

    def _lock(self, key: str) -> bool:
        # Held while a run is being trained, so that a second window does not take it for an interrupted one.
        # Qt finds out whether the process that holds a lock is still alive.
        lock = QLockFile(str(self._folder / key / "lock"))
        lock.setStaleLockTime(0)
        if not lock.tryLock(0):
            return False
        self._locks[key] = lock
        return True
