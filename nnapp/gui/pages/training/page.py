"""The Training page: settings and recipes at the left; the run, its buttons and what it shows at the right."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from nnapp.digits.recogniser import Recogniser
from nnapp.files.errors import RunError
from nnapp.files.run_folder import RunFolder
from nnapp.files.run_settings import RunSettings
from nnapp.files.weight_file import WeightFile
from nnapp.gui.pages.training.characteristics import Contents
from nnapp.gui.pages.training.controls import RunControls
from nnapp.gui.pages.training.run_views import EMPTY, RunViews
from nnapp.gui.pages.training.settings_form import SettingsForm
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.layouts import NONE, fill, vertical
from nnapp.gui.widgets.two_sides import TwoSides
from nnapp.gui.work.run_library import RunLibrary
from nnapp.gui.work.trainer import Trainer
from nnapp.gui.work.training_job import Pace, RunEnd, RunProgress
from nnapp.gui.work.worker import Worker, once
from nnapp.nn.errors import InputError
from nnapp.nn.inspect.hints import Hint, Trouble, hints
from nnapp.nn.losses import loss_named
from nnapp.nn.network import Network
from nnapp.nn.reports import EpochFigures, Outcome
from nnapp.nn.setting_declarations import SettingsError
from nnapp.nn.settings import Rates
from nnapp.wording import whole

SETTINGS, RUN = 0, 1
"""The two sides."""

_Interrupted = tuple[RunFolder, int]
"""A run that was interrupted, and its last epoch."""


class TrainingPage(QWidget):
    """Brings settings, trainer and session together."""

    def __init__(self, session: Session, trainer: Trainer, library: RunLibrary, appearance: Appearance) -> None:
        """Train with ``trainer``; offer to resume an interrupted run of ``library``."""
        super().__init__()
        self.setObjectName("trainingPage")
        self._session, self._trainer, self._library = session, trainer, library
        self._declined: set[Trouble] = set()
        self._interrupted: _Interrupted | None = None
        """The run that is offered to be resumed whenever there is no other run."""
        self._shown_with: WeightFile | None = None
        """The network that was open when the last run had ended: what is shown of that run belongs to it."""
        self._rates = trainer.settings.training.rates
        self._form = SettingsForm(appearance)
        current = session.networks.current.weights
        self._views = RunViews(current.recogniser, appearance)
        self._controls = RunControls(trainer, appearance)
        run = QWidget()
        fill(vertical(appearance, run, spacing=3 * SPACE), self._controls, (self._views, 1))
        self._sides = TwoSides(self._controls.buttons, self._form, run, ("Settings", "Run"), appearance)
        fill(vertical(appearance, self, spacing=0, margins=NONE), self._sides)
        self._connect()
        self._controls.show_record(current.record)
        self._show_what_can_be_done()
        if trainer.is_running:
            self._on_started(trainer.settings)
            for figures in trainer.curve:
                self._on_epoch(figures)
        # To look for an interrupted run is to read its checkpoint, which takes a moment.
        self._worker = Worker(self)
        self._worker.returned.connect(self._on_interrupted)
        self._worker.failed.connect(lambda error: self._controls.add_problem(str(error)))
        self._worker.start(once(_find_interrupted, library))

    def train(self, pace: Pace = Pace.RUN) -> None:
        """Start a run from random weights with the settings in the form, or continue the current one at ``pace``."""
        if self._trainer.is_running:
            self._trainer.set_pace(pace)
        else:
            self._start(None, pace)

    def continue_training(self) -> None:
        """Start a run from the network that is open, with its layers and preparation and the form's other settings."""
        if not self._trainer.is_running:
            self._start(self._session.networks.current.weights.recogniser, Pace.RUN)

    def learn_from(self, path: Path) -> None:
        """Take the data in ``path``, a file or a folder, for the next run."""
        self._form.change("source", str(path))
        self._sides.show_side(SETTINGS)

    def contents(self) -> Contents:
        """Return what the user has in the fields of the settings; ``restore`` puts it back."""
        return self._form.contents()

    def restore(self, contents: Contents) -> None:
        """Put ``contents`` back into the fields."""
        self._form.restore(contents)

    def bring_into_view(self, part: QWidget) -> None:
        """Show the side of the page that ``part`` is on, and the settings that it is among."""
        is_setting = self._form.isAncestorOf(part)
        self._sides.show_side(SETTINGS if is_setting else RUN)
        if is_setting:
            self._form.bring_into_view(part)

    def repeat(self, settings: RunSettings, start: Recogniser | None) -> None:
        """Start a run with ``settings``, including changes by hand, from ``start``, unless there is a run."""
        if self._has_loss(settings):
            self._trainer.start(settings, start=start)

    def _connect(self) -> None:
        form, controls, trainer = self._form, self._controls, self._trainer
        form.lesson_wanted.connect(self._session.view.open_lesson)
        self._views.lesson_wanted.connect(self._session.view.open_lesson)
        form.changed.connect(self._show_what_can_be_done)
        form.rates_changed.connect(trainer.change_rates)
        controls.wanted.connect(self.train)
        controls.continue_wanted.connect(self.continue_training)
        trainer.started.connect(self._on_started)
        trainer.progressed.connect(self._on_progressed)
        trainer.looked.connect(self._on_looked)
        trainer.epoch_done.connect(self._on_epoch)
        trainer.ended.connect(self._on_ended)
        self._session.network_changed.connect(self._on_network)

    def _start(self, start: Recogniser | None, pace: Pace) -> None:
        self._form.commit()
        try:
            settings = self._form.settings(start)
        except SettingsError as error:
            self._controls.say_problem(str(error))
            return
        self._trainer.start(settings, pace, start)

    def _show_what_can_be_done(self) -> None:
        why_not = ""
        try:
            self._form.settings(self._session.networks.current.weights.recogniser)
        except SettingsError as error:
            why_not = str(error)
        self._controls.allow(self._form.problem is None, why_not)

    def _on_started(self, settings: RunSettings) -> None:
        self._declined.clear()
        self._rates = settings.training.rates
        preparing = _preparation(settings) if self._trainer.data is None else "Starting"
        self._controls.begin(preparing)
        self._views.begin(settings.training.epochs)
        self._views.say_what_comes(f"{preparing} …\nThe loss will appear here when that is done.")
        if self._form.problem is not None or settings != self._form.settings():
            self._form.lend(settings, self._trainer.run_name)
        # In this order, as a button that is disabled loses the focus.
        self._sides.show_side(RUN)
        self._form.show_running(is_running=True)

    def _on_progressed(self, progress: RunProgress) -> None:
        if progress.recent_loss is not None:
            self._views.add_loss(progress.fraction * self._trainer.settings.training.epochs, progress.recent_loss)

    def _on_looked(self, network: Network) -> None:
        data = self._trainer.data
        if data is not None and len(data.class_names) == network.sizes[-1]:
            self._session.show_training(network, data.settings.prepared_by, data.class_names)
            self._views.show_network(self._session.recogniser)

    def _on_epoch(self, figures: EpochFigures) -> None:
        self._views.add_epoch(figures)
        rates = Rates(figures.base_rate, figures.momentum, figures.l2)
        if rates != self._rates:
            # Changed by hand, just now or in the run that is being repeated or resumed.
            self._rates = rates
            self._form.show_rates(rates)
        self._advise(Outcome.RUNNING)

    def _on_ended(self, end: RunEnd) -> None:
        self._shown_with = self._session.networks.current.weights
        self._form.show_running(is_running=False)
        self._session.end_training()
        if not self._trainer.curve:
            # There is no first epoch to wait for any more.
            self._controls.show_record(self._shown_with.record)
            self._views.say_what_comes(EMPTY)
        self._views.show_now()
        self._controls.add_problem(self._library.take_problem())
        self._advise(end.outcome)

    def _on_network(self) -> None:
        self._show_what_can_be_done()
        if self._trainer.is_running:
            return
        weights = self._session.networks.current.weights
        self._controls.show_record(weights.record)
        if _is_same(weights, self._trainer.kept):
            self._views.show_network(weights.recogniser)
            self._controls.show_end(is_shown=True)
        elif not _is_same(weights, self._shown_with):
            # What is shown of a run belongs to the network that was open when it ended.
            self._shown_with = None
            self._views.show_idle(weights.recogniser)
            self._controls.show_end(is_shown=False)
            self._offer_to_resume()

    def _advise(self, outcome: Outcome) -> None:
        settings, data = self._trainer.settings, self._trainer.data
        examples = settings.data.total if data is None else len(data.training)
        found = hints(self._trainer.curve, settings.training, examples, outcome)
        hint = next((hint for hint in found if hint.trouble not in self._declined), None)
        if hint is None:
            # While the run goes on, the same advice may come back with the next epoch.
            (self._controls.hint.hide if self._trainer.is_running else self._controls.hint.clear)()
            self._offer_to_resume()
            return
        is_later = self._trainer.is_running and hint.field not in vars(self._rates)
        self._controls.hint.say(
            f"{hint.cause} {hint.cure}{' (For the next run.)' if is_later else ''}",
            ("Apply", lambda: self._take(hint)),
            ("Not now", lambda: self._dismiss(hint)),
        )

    def _take(self, hint: Hint) -> None:
        self._form.change(hint.field, hint.value)
        if not self._trainer.is_running:
            self._sides.show_side(SETTINGS)
        self._dismiss(hint)

    def _dismiss(self, hint: Hint) -> None:
        """Do not give advice on the same trouble again in this run."""
        self._declined.add(hint.trouble)
        self._offer_to_resume()

    def _on_interrupted(self, found: _Interrupted | None) -> None:
        self._interrupted = found
        self._controls.add_problem(self._library.take_problem())
        self._offer_to_resume()

    def _offer_to_resume(self) -> None:
        if self._interrupted is None or self._trainer.is_running:
            return
        folder, done = self._interrupted
        about = folder.description
        self._controls.hint.say(
            f"“{about.name}” was interrupted after epoch {whole(done)} of {whole(about.settings.training.epochs)}. "
            "Resume it, or finish it there and keep its best network.",
            ("Resume", lambda: self._resume(folder)),
            ("Finish here", lambda: self._finish_here(folder)),
        )
        self._sides.show_side(RUN)

    def _resume(self, folder: RunFolder) -> None:
        if self._has_loss(folder.description.settings):
            self._interrupted = None
            self._trainer.resume(folder)

    def _has_loss(self, settings: RunSettings) -> bool:
        """Return whether the loss of a kept run still exists; say so where it does not."""
        try:
            loss_named(settings.training.loss)
        except InputError as error:
            self._controls.say_problem(str(error))
            return False
        return True

    def _finish_here(self, folder: RunFolder) -> None:
        self._interrupted = None
        try:
            self._library.finish_here(folder)
        except RunError as error:
            self._controls.say_problem(str(error))


def _is_same(weights: WeightFile, other: WeightFile | None) -> bool:
    """Return whether they are one network, whatever its firing threshold."""
    return other is not None and weights.recogniser.computes_like(other.recogniser)


def _preparation(settings: RunSettings) -> str:
    """Return what is done before the first epoch."""
    data = settings.data
    if data.source:
        return f"Reading {Path(data.source).name}"
    return f"Preparing {whole(data.total + data.validation)} examples"


def _find_interrupted(library: RunLibrary) -> _Interrupted | None:
    """Return the newest interrupted run of ``library``."""
    folder = library.interrupted()
    return None if folder is None else (folder, folder.read_checkpoint()[0].epoch)
