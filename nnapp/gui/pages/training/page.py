"""The Training page: settings, the run as it goes, and its buttons, side by side."""

from PySide6.QtWidgets import QWidget

from nnapp.files.errors import RunError
from nnapp.files.run_folder import RunFolder
from nnapp.files.run_settings import RunSettings
from nnapp.gui.pages.training.controls import RunControls
from nnapp.gui.pages.training.settings_form import LIVE, SettingsForm
from nnapp.gui.pages.training.views import RunViews
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.layouts import PAGE, horizontal, scrolled
from nnapp.gui.work.run_library import RunLibrary
from nnapp.gui.work.trainer import Trainer, outcome_of
from nnapp.gui.work.training_thread import Pace, RunEnd
from nnapp.nn.inspect.hints import Hint, Trouble, hints
from nnapp.nn.network import Network
from nnapp.nn.reports import EpochFigures, Outcome
from nnapp.nn.settings import Rates
from nnapp.nn.training import new_network

CONTROLS_WIDTH = 284


class TrainingPanel(QWidget):
    """Brings settings, trainer and session together."""

    def __init__(
        self,
        session: Session,
        trainer: Trainer,
        library: RunLibrary,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        """Train with ``trainer``; offer to go on with a run of ``library`` that was cut off."""
        super().__init__(parent)
        self.setObjectName("trainingPanel")
        self._session = session
        self._trainer = trainer
        self._library = library
        self._declined: set[Trouble] = set()
        self._rates = trainer.settings.training.rates
        self.form = SettingsForm(appearance)
        self.views = RunViews(appearance)
        self.controls = RunControls(session, trainer, appearance)
        # Advice can be long; then the column scrolls instead of making the window higher.
        column = scrolled(self.controls)
        appearance.scale(column.setFixedWidth, CONTROLS_WIDTH)
        row = horizontal(appearance, self, spacing=4 * SPACE, margins=PAGE)
        row.addWidget(self.form, stretch=11)
        row.addWidget(self.views, stretch=9)
        row.addWidget(column)
        self.form.changed.connect(lambda: self.controls.set_can_start(self.form.problem is None))
        self.form.rates_changed.connect(self._on_rates)
        self.controls.wanted.connect(self.train)
        trainer.started.connect(self._on_started)
        trainer.data_prepared.connect(lambda data: self.form.show_notes(data.notes))
        trainer.looked.connect(self._on_looked)
        trainer.epoch_done.connect(self._on_epoch)
        trainer.ended.connect(self._on_ended)
        session.network_changed.connect(self._on_network)
        self._on_network()
        self._offer_to_go_on()

    def train(self, pace: Pace = Pace.RUN) -> None:
        """Start a run with the settings in the form, or let the one under way go on at ``pace``."""
        if self._trainer.is_running:
            self._trainer.set_pace(pace)
            return
        try:
            settings = self.form.settings()
        except ValueError as error:
            self.controls.say_problem(str(error))
            return
        self._trainer.start(settings, pace)

    def repeat(self, settings: RunSettings) -> None:
        """Start a run with ``settings``, changes by hand included, unless one is under way."""
        if not self._trainer.is_running:
            self.form.show_settings(settings)
            self._trainer.start(settings)

    def _on_rates(self) -> None:
        if self._trainer.is_running and self.form.problem is None:
            self._trainer.change_rates(self.form.settings().training.rates)

    def _on_started(self, settings: RunSettings) -> None:
        self._declined.clear()
        self._rates = settings.training.rates
        # How many classes other data have is known when they are read.
        start = None if settings.data.source else new_network(784, 10, settings.training)
        self.views.begin(settings.training.epochs, start)
        self.form.show_running(running=True)

    def _on_looked(self, network: Network) -> None:
        data = self._trainer.data
        if data is None or len(data.class_names) != network.sizes[-1]:
            return
        self._session.show_training(network, data.settings.prepared_by, data.class_names)
        self.views.show_network(network)

    def _on_epoch(self, figures: EpochFigures) -> None:
        self.views.add_epoch(figures)
        rates = Rates(figures.base_rate, figures.momentum, figures.l2)
        if rates != self._rates:
            # Changed by hand, or as they were when this run was first made.
            self._rates = rates
            self.form.show_rates(rates)
        self._advise(Outcome.RUNNING)

    def _on_ended(self, end: RunEnd) -> None:
        self.form.show_running(running=False)
        self._session.end_training()
        if self._library.problem:
            self.controls.say_problem(self._library.problem)
        self._advise(outcome_of(end))

    def _on_network(self) -> None:
        if self._trainer.is_running:
            return
        network = self._session.weights.recogniser.network
        if self._session.weights is self._trainer.kept:
            self.views.show_network(network)
        else:
            self.views.show_idle(network)

    def _advise(self, outcome: Outcome) -> None:
        settings = self._trainer.settings
        data = self._trainer.data
        examples = settings.data.total if data is None else len(data.training)
        found = hints(self._trainer.curve, settings.training, examples, outcome)
        wanted = [hint for hint in found if hint.trouble not in self._declined]
        if wanted:
            hint = wanted[0]
            self.controls.hint.say(
                f"{hint.cause} {hint.cure}{self._when(hint)}",
                ("Apply", lambda: self._apply(hint)),
                ("Not now", lambda: self._decline(hint)),
            )
        else:
            self.controls.hint.hide()

    def _when(self, hint: Hint) -> str:
        return " (For the next run.)" if self._trainer.is_running and hint.field not in LIVE else ""

    def _apply(self, hint: Hint) -> None:
        self.controls.hint.hide()
        self.form.change(hint.field, hint.value)

    def _decline(self, hint: Hint) -> None:
        self._declined.add(hint.trouble)
        self.controls.hint.hide()

    def _offer_to_go_on(self) -> None:
        folder = self._library.cut_off()
        self.controls.say_problem(self._library.problem)
        if folder is None:
            return
        checkpoint, _ = folder.read_checkpoint()
        about = folder.description
        self.controls.hint.say(
            f"“{about.name}” was cut off after epoch {checkpoint.epoch} of {about.settings.training.epochs}. "
            "It can go on as if nothing had happened.",
            ("Go on", lambda: self._go_on(folder)),
            ("End it here", lambda: self._end_here(folder)),
        )

    def _go_on(self, folder: RunFolder) -> None:
        self.form.show_settings(folder.description.settings)
        self._trainer.go_on_with(folder)

    def _end_here(self, folder: RunFolder) -> None:
        self.controls.hint.hide()
        try:
            self._library.close_off(folder)
        except RunError as error:
            self.controls.say_problem(str(error))
