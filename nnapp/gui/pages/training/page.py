"""The Training page: settings, the current run, and its buttons, side by side."""

from PySide6.QtWidgets import QWidget

from nnapp.digits.datasets import TrainingData
from nnapp.digits.recogniser import Recogniser
from nnapp.files.errors import RunError
from nnapp.files.run_folder import RunFolder
from nnapp.files.run_settings import RunSettings
from nnapp.files.weight_file import WeightFile
from nnapp.gui.pages.training.controls import RunControls
from nnapp.gui.pages.training.run_views import RunViews
from nnapp.gui.pages.training.settings_form import SettingsForm
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.layouts import PAGE, fill, horizontal, scrolled
from nnapp.gui.work.run_library import RunLibrary
from nnapp.gui.work.trainer import Trainer
from nnapp.gui.work.training_job import Pace, RunEnd
from nnapp.gui.work.worker import Worker, once
from nnapp.nn.inspect.hints import Hint, Trouble, hints
from nnapp.nn.network import Network
from nnapp.nn.reports import EpochFigures, Outcome
from nnapp.nn.setting_declarations import SettingsError
from nnapp.nn.settings import Rates

CONTROLS_WIDTH = 294
"""Pixels: the buttons side by side, and a scroll bar."""

_Interrupted = tuple[RunFolder, int, Recogniser | None]
"""A run that was interrupted, its last epoch and the network that it started from."""


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
        self._rates = trainer.settings.training.rates
        self._form = SettingsForm(lambda: session.networks.current.weights.recogniser, appearance)
        current = session.networks.current.weights.recogniser
        self._views = RunViews(current.network, current.class_names, appearance)
        self._controls = RunControls(session, trainer, appearance)
        # When advice is long, the column scrolls instead of making the window higher.
        column = scrolled(self._controls)
        appearance.scale(column.setFixedWidth, CONTROLS_WIDTH)
        across = horizontal(appearance, self, spacing=4 * SPACE, margins=PAGE)
        fill(across, (self._form, 11), (self._views, 9), column)
        self._form.changed.connect(lambda: self._controls.set_can_start(self._form.problem is None))
        self._form.rates_changed.connect(trainer.change_rates)
        self._controls.wanted.connect(self.train)
        trainer.started.connect(self._on_started)
        trainer.data_prepared.connect(self._on_data)
        trainer.looked.connect(self._on_looked)
        trainer.epoch_done.connect(self._on_epoch)
        trainer.ended.connect(self._on_ended)
        session.network_changed.connect(self._on_network)
        # To look for an interrupted run is to read its checkpoint, which takes a moment.
        self._worker = Worker(self)
        self._worker.returned.connect(self._on_interrupted)
        self._worker.failed.connect(lambda error: self._controls.add_problem(str(error)))
        self._worker.start(once(_find_interrupted, library))

    def train(self, pace: Pace = Pace.RUN) -> None:
        """Start a run with the settings in the form, or continue the current one at ``pace``."""
        if self._trainer.is_running:
            self._trainer.set_pace(pace)
            return
        try:
            settings = self._form.settings()
        except SettingsError as error:
            self._controls.say_problem(str(error))
            return
        current = self._session.networks.current.weights.recogniser
        self._trainer.start(settings, pace, current if self._form.starts_from_current else None)

    def repeat(self, settings: RunSettings, start: Recogniser | None) -> None:
        """Start a run with ``settings``, including changes by hand, from ``start``, unless there is a run."""
        if not self._trainer.is_running:
            self._show_plan(settings, start)
            self._trainer.start(settings, start=start)

    def _show_plan(self, settings: RunSettings, start: Recogniser | None) -> None:
        """Show ``settings``; ``start`` becomes the current network, so that the form can say where training starts."""
        if start is not None:
            self._session.networks.use(WeightFile(start))
        self._form.show_settings(settings, from_current=start is not None)

    def _on_started(self, settings: RunSettings) -> None:
        self._declined.clear()
        self._rates = settings.training.rates
        self._views.begin(settings.training.epochs)
        self._form.show_running(is_running=True)

    def _on_data(self, data: TrainingData) -> None:
        self._form.show_data(data.settings.source, len(data.class_names), data.notes)

    def _on_looked(self, network: Network) -> None:
        data = self._trainer.data
        if data is not None and len(data.class_names) == network.sizes[-1]:
            self._session.show_training(network, data.settings.prepared_by, data.class_names)
            self._views.show_network(network, data.class_names)

    def _on_epoch(self, figures: EpochFigures) -> None:
        self._views.add_epoch(figures)
        rates = Rates(figures.base_rate, figures.momentum, figures.l2)
        if rates != self._rates:
            # Changed by hand, just now or in the run that is being repeated or resumed.
            self._rates = rates
            self._form.show_rates(rates)
        self._advise(Outcome.RUNNING)

    def _on_ended(self, end: RunEnd) -> None:
        self._form.show_running(is_running=False)
        self._session.end_training()
        self._controls.add_problem(self._library.take_problem())
        self._advise(end.outcome)

    def _on_network(self) -> None:
        self._form.refresh()
        if self._trainer.is_running:
            return
        weights = self._session.networks.current.weights
        show = self._views.show_network if weights is self._trainer.kept else self._views.show_idle
        show(weights.recogniser.network, weights.recogniser.class_names)

    def _advise(self, outcome: Outcome) -> None:
        settings, data = self._trainer.settings, self._trainer.data
        examples = settings.data.total if data is None else len(data.training)
        found = hints(self._trainer.curve, settings.training, examples, outcome)
        hint = next((hint for hint in found if hint.trouble not in self._declined), None)
        if hint is None:
            self._controls.hint.hide()
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
        folder, done, start = self._interrupted
        about = folder.description
        self._controls.hint.say(
            f"“{about.name}” was interrupted after epoch {done} of {about.settings.training.epochs}. "
            "Resume it, or finish it there and keep its best network.",
            ("Resume", lambda: self._resume(folder, start)),
            ("Finish here", lambda: self._finish_here(folder)),
        )

    def _resume(self, folder: RunFolder, start: Recogniser | None) -> None:
        self._interrupted = None
        self._show_plan(folder.description.settings, start)
        self._trainer.resume(folder)

    def _finish_here(self, folder: RunFolder) -> None:
        self._interrupted = None
        try:
            self._library.finish_here(folder)
        except RunError as error:
            self._controls.say_problem(str(error))


def _find_interrupted(library: RunLibrary) -> _Interrupted | None:
    """Return the newest interrupted run of ``library``."""
    folder = library.interrupted()
    return None if folder is None else (folder, folder.read_checkpoint()[0].epoch, folder.read_start())
