"""The Evaluation page: what is evaluated, and when; the results show the rest."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from nnapp.digits.drawing import Drawing
from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.files.weight_file import WeightFile
from nnapp.gui.pages.evaluation.choices import Choices
from nnapp.gui.pages.evaluation.results import Results
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.dialogs import warn
from nnapp.gui.widgets.layouts import PAGE, fill, named, paragraph, scrolled, vertical
from nnapp.gui.widgets.progress_bar import ProgressBar
from nnapp.gui.work.evaluating import evaluate
from nnapp.gui.work.evaluation import Contender, DataChoice, Evaluation, Source
from nnapp.gui.work.evaluation_data import EvaluationData
from nnapp.gui.work.network_sources import NetworkSource
from nnapp.gui.work.run_library import RunLibrary
from nnapp.gui.work.worker import Worker, once


class EvaluationPage(QWidget):
    """Evaluates the current network whenever it has changed and the page is in view."""

    file_wanted = Signal(object, str)
    """The user wants the network in the file of that ``Path``, called by that name, to be the current one.

    Without a path, the file is still to be chosen.
    """
    network_wanted = Signal(WeightFile, str)
    """The user wants this network, of the run of that name, to be the current one."""
    threshold_wanted = Signal(float)
    """The user wants the outputs of the current network to fire at this activation."""
    evaluated = Signal()
    """The results are shown, or why there are none."""

    def __init__(self, session: Session, library: RunLibrary, appearance: Appearance) -> None:
        """Evaluate the network of ``session``; offer those of ``library`` beside those that ship."""
        super().__init__()
        named(self, "evaluationPage")
        self._session, self._library = session, library
        self._choice = DataChoice()
        self._rival: Contender | None = None
        self._asked: tuple[Contender, Contender | None, DataChoice] | None = None
        """What was evaluated last, or is being evaluated."""
        self._kept = EvaluationData()
        self.evaluation: Evaluation | None = None
        """What is shown, if anything is."""
        self.choices, self._results = Choices(library, appearance), Results(appearance)
        """What is evaluated, and what came of it."""
        self._problem = paragraph("", "problem", "evaluationProblem")
        self._progress = ProgressBar("evaluationProgress", "the evaluation")
        self._worker, self._opener, self._rival_reader = Worker(self), Worker(self), Worker(self)
        self._build(appearance)
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Evaluate what has changed meanwhile."""
        super().showEvent(event)
        self._refresh()
        self._follow()

    def _build(self, appearance: Appearance) -> None:
        content, below = QWidget(), QWidget()
        fill(vertical(appearance, below), self._problem, (self._results, 1)).addStretch()
        column = vertical(appearance, content, spacing=SPACE, margins=PAGE)
        fill(column, self.choices, self._progress, (below, 1))
        area = scrolled(content)
        # What is in it takes the focus.
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        fill(vertical(appearance, self), area)
        for part in (self._progress, self._problem, self._results):
            part.hide()

    def _connect(self) -> None:
        session, choices, results = self._session, self.choices, self._results
        choices.network_wanted.connect(self._on_network_wanted)
        choices.data_wanted.connect(self._on_data_wanted)
        choices.rival_wanted.connect(self._on_rival_wanted)
        results.drawing_wanted.connect(self._on_drawing_wanted)
        results.explanation_wanted.connect(self._explain)
        results.threshold_chosen.connect(self._on_threshold_wanted)
        self._worker.yielded.connect(self._progress.show_share)
        self._worker.returned.connect(self._on_evaluated)
        self._worker.failed.connect(self._on_failed)
        self._worker.idle.connect(self._progress.hide)
        self._opener.returned.connect(lambda read: self.network_wanted.emit(*read))
        self._rival_reader.returned.connect(self._on_rival)
        for reader in (self._opener, self._rival_reader):
            reader.failed.connect(lambda error: warn(self, "Open weights", str(error)))
        session.networks.changed.connect(self._refresh)
        session.networks.named.connect(self._refresh)
        session.recognition_changed.connect(self._follow)

    def _refresh(self, *, has_new_data: bool = False) -> None:
        """Evaluate again if anything has changed and the page is in view."""
        if not self.isVisible():
            return
        before, current = self._asked, self._session.networks.current
        first = Contender(current.full_name, current.weights.recogniser, Contender.of(current.original, "").data)
        choice, rival = self._choice_for(first), self._rival
        self._asked = (first, rival, choice)
        self._say_what(choice, choice.words)
        is_known = before is not None and first.recogniser.computes_like(before[0].recogniser)
        if before is None or not is_known or rival is not before[1] or choice != before[2] or has_new_data:
            self._progress.show_share(0.0)
            self._progress.show()
            self._worker.start(evaluate(*self._asked, self._kept))
        elif self.evaluation is not None and not self._worker.is_running:
            self._show(self.evaluation)

    def _choice_for(self, network: Contender) -> DataChoice:
        """Return what was chosen, or the network's own data where MNIST says nothing about its classes."""
        has_own = network.data is not None and bool(network.data.source)
        if self._choice.source is Source.MNIST and network.recogniser.class_names != DIGIT_NAMES and has_own:
            return DataChoice(Source.HELD_OUT)
        return self._choice

    def _on_evaluated(self, evaluation: Evaluation) -> None:
        self._problem.hide()
        self._results.show()
        self._show(evaluation)
        self._follow()
        self.evaluated.emit()

    def _show(self, evaluation: Evaluation) -> None:
        if self._asked is None:
            return
        first, _, choice = self._asked
        if first.recogniser.computes_like(evaluation.first.recogniser):
            # It may have got another name or firing threshold meanwhile.
            judged = replace(evaluation.first, name=first.name, recogniser=first.recogniser)
            evaluation = replace(evaluation, first=judged)
        self.evaluation = evaluation
        self._say_what(choice, evaluation.words)
        self._results.show_evaluation(evaluation)

    def _say_what(self, choice: DataChoice, data: str) -> None:
        """Name the networks and the data, with the words of the ``choice`` where these are too long."""
        rival = "" if self._rival is None else self._rival.name
        self.choices.show_choices(self._session.networks.current.full_name, (data, choice.words), rival)

    def _on_failed(self, error: Exception) -> None:
        self.evaluation = None
        self._results.hide()
        self._problem.setText(str(error))
        self._problem.show()
        self.evaluated.emit()

    def _follow(self) -> None:
        if self.isVisible() and self.evaluation is not None:
            is_same = self._session.recogniser.network is self.evaluation.first.recogniser.network
            self._results.follow(self._session.recognition if is_same else None)
            self._results.gallery.show_training(is_on=self._session.is_training_shown)

    def _on_drawing_wanted(self, drawing: Drawing) -> None:
        sketch = self._session.sketch
        if drawing is not sketch.drawing:
            sketch.show_drawing(drawing, "example")

    def _explain(self, answer: int) -> None:
        """Show what led to the activation of the output neuron ``answer``."""
        self._session.selection.select(len(self._session.recogniser.network.layers) - 1, answer)
        self._session.view.open(Page.NEURON)

    def _on_threshold_wanted(self, threshold: float) -> None:
        self.threshold_wanted.emit(threshold)
        if self.evaluation is not None and self._session.networks.current.threshold != threshold:
            # It was refused: the handle goes back. Otherwise the results have followed the network.
            self._show(self.evaluation)

    def _on_network_wanted(self, source: NetworkSource | None) -> None:
        if source is None:
            self.file_wanted.emit(None, "")
        elif source.run:
            self._opener.start(once(_read, source, self._library))
        else:
            self.file_wanted.emit(source.path, source.name)

    def _on_data_wanted(self, choice: DataChoice) -> None:
        self._choice = choice
        # A file that is opened again may hold other data now.
        self._refresh(has_new_data=True)

    def _on_rival_wanted(self, source: NetworkSource | None) -> None:
        if source is None:
            self._rival_reader.stop()
            self._take_rival(None)
        else:
            self._rival_reader.start(once(_read, source, self._library))

    def _on_rival(self, read: tuple[WeightFile, str]) -> None:
        weights, name = read
        self._take_rival(Contender.of(weights, name))

    def _take_rival(self, rival: Contender | None) -> None:
        self._rival = rival
        self._refresh()


def _read(source: NetworkSource, library: RunLibrary) -> tuple[WeightFile, str]:
    return source.read(library), source.name
