"""Learning one's hand: a run from the current network, and how the network reads before and after it."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from nnapp.digits.recogniser import Recogniser
from nnapp.files.hand_learning import FEWEST, hand_settings
from nnapp.files.hand_scores import HandComparison
from nnapp.files.run_settings import RunSettings
from nnapp.gui.pages.my_hand.learning.advice_box import AdviceBox
from nnapp.gui.pages.my_hand.learning.changes import Changes
from nnapp.gui.pages.my_hand.learning.decision import Decision
from nnapp.gui.pages.my_hand.learning.scores import Scores
from nnapp.gui.pages.my_hand.learning.words import outcome_words
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.edited_network import EditedNetwork
from nnapp.gui.state.my_hand import MyHand
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import enable, push_button
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import fill, label, paragraph, row, styled, vertical
from nnapp.gui.widgets.progress_bar import ProgressBar
from nnapp.gui.work.trainer import Trainer
from nnapp.gui.work.training_job import RunEnd, RunProgress
from nnapp.gui.work.worker import Worker
from nnapp.nn.errors import InputError
from nnapp.wording import duration, whole

LEARN: Final = "Train the current network further with your drawings; you can go back to the network before."
STOP: Final = "Stop learning and keep the best network so far, or stop comparing."
WHAT_IT_DOES: Final = (
    "“Learn my hand” trains the current network for some seconds with many variations of your drawings, and with "
    "digits of MNIST and synthetic drawings, so that it does not forget those. Then you see here what it has changed, "
    "and keep the new network or go back."
)
TOO_FEW: Final = (
    f"At least {FEWEST} drawings are needed to learn from: draw a digit and press its key, 0 to 9, or begin the "
    "guided round."
)
UNDER_WAY: Final = "A network is being trained; your hand can be learnt when that run has ended or is stopped."


@dataclass(frozen=True, eq=False)
class _Learning:
    """A run that learns the hand."""

    before: EditedNetwork
    start: Recogniser
    """That network as it was when the run began."""
    settings: RunSettings


class LearningPanel(QWidget):
    """Learns the kept drawings, and shows what came of it."""

    began = Signal()
    """Learning has begun."""
    compared = Signal()
    """What came of learning is shown, or why it cannot be."""
    round_wanted = Signal()
    """The person wants to draw what is missing now."""

    def __init__(self, session: Session, my_hand: MyHand, trainer: Trainer, appearance: Appearance) -> None:
        """Let the current network of ``session`` learn ``my_hand`` by a run of ``trainer``."""
        super().__init__()
        self.setObjectName("learningPanel")
        self._session, self._my_hand, self._trainer = session, my_hand, trainer
        self._learning: _Learning | None = None
        """The run that was started here, while it is under way."""
        self._is_comparing = False
        self._worker = Worker(self)
        self.learn = styled(push_button("Learn my hand", "learnHandButton", LEARN, self._on_learn), role="primary")
        """To be placed by the page, where it is in view also while this side is not."""
        self._stop = push_button("Stop", "stopLearningButton", STOP, self._on_stop)
        self._state, self._progress = paragraph("", name="learningState"), ProgressBar("learningProgress", "learning")
        self._under_way = QWidget()
        self._why_not = paragraph("", "muted", "whyNotLearn")
        self._what_it_does = paragraph(WHAT_IT_DOES, "muted", "whatLearningDoes")
        self._problem = paragraph("", "problem", "learningProblem")
        self._scores, self._changes = Scores(appearance), Changes(appearance)
        self._decision = Decision(session.networks, appearance)
        self._advice = AdviceBox(appearance)
        self.draw_missing = self._advice.draw
        """To be disabled by the page while a round is on."""
        # After the key that keeps a drawing is done with, as the next one may follow at once.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.follow_drawings)
        self._build(appearance)
        self._connect()
        self._show()

    def follow_drawings(self) -> None:
        """Give advice on what is kept now, and let it be learnt if it is enough; do nothing while out of sight."""
        if self.learn.isVisible():
            drawings = self._my_hand.drawings
            self._advice.show_labels([kept.label for kept in drawings])
            if not drawings:
                # Whoever deletes all drawings does not want to leave pictures of them here.
                self._show_outcome(is_on=False)
            self._show()

    def _build(self, appearance: Appearance) -> None:
        state = row(appearance, self._state, self._stop, spacing=2 * SPACE)
        state.setStretch(0, 1)
        fill(vertical(appearance, self._under_way, spacing=2 * SPACE), state, self._progress)
        column = vertical(appearance, self, spacing=3 * SPACE, margins=(3 * SPACE, 0, 3 * SPACE, 0))
        parts = (self._under_way, self._problem, self._why_not, self._what_it_does, self._scores, self._decision)
        fill(column, label("BEFORE AND AFTER LEARNING", "heading"), *parts, self._changes, self._advice)
        # All the room that is left, of which parts that wrap would take their share.
        column.addStretch(1)
        self._show_outcome(is_on=False)

    def _connect(self) -> None:
        trainer = self._trainer
        trainer.started.connect(self._show)
        trainer.progressed.connect(self._on_progressed)
        trainer.pace_changed.connect(self._on_pace)
        trainer.ended.connect(self._on_ended)
        self._worker.yielded.connect(self._progress.show_share)
        self._worker.returned.connect(self._on_compared)
        self._worker.failed.connect(lambda error: self._end(f"The two networks cannot be compared: {error}"))
        self._my_hand.changed.connect(self._soon.start)
        self._changes.drawing_wanted.connect(self._my_hand.show)
        self._advice.round_wanted.connect(self.round_wanted)

    def _on_learn(self) -> None:
        """Start a run from the current network that learns what is kept now."""
        before = self._session.networks.current
        start = before.weights.recogniser
        self._problem.setText("")
        try:
            settings = hand_settings(start, self._my_hand.snapshot())
        except InputError as error:
            self._end(str(error))
            return
        self._learning = _Learning(before, start, settings)
        self._decision.hide()
        self._show_outcome(is_on=False)
        self._scores.show_start(before.weights.data)
        self._begin("Preparing the examples")
        self._trainer.start(settings, start=start)
        self.began.emit()

    def _begin(self, words: str) -> None:
        """Show what is under way from now on, in ``words``."""
        self._state.setText(words)
        self._progress.show_share(0.0)
        self._show()

    def _on_progressed(self, progress: RunProgress) -> None:
        if self._learning is None:
            return
        self._progress.show_share(progress.fraction)
        if progress.epoch:
            epochs, left = self._learning.settings.training.epochs, progress.seconds_left
            words = f"Learning: epoch {whole(progress.epoch)} of {whole(epochs)}"
            self._state.setText(words if left is None else f"{words}, {duration(left)} left")

    def _on_pace(self) -> None:
        if self._learning is not None and self._trainer.is_paused:
            self._state.setText("Paused; Resume in the Training menu goes on.")

    def _on_stop(self) -> None:
        if self._is_comparing:
            self._worker.stop()
            self._end("The comparison was stopped.")
        else:
            self._begin("Stopping")
            self._trainer.stop()

    def _on_ended(self, end: RunEnd) -> None:
        learning, self._learning = self._learning, None
        if learning is None:
            self._show()
        elif end.kept is None:
            self._end(outcome_words(end))
        else:
            # Loaded here, with all that reads data and trains, as the page opens sooner without it.
            from nnapp.files.hand_comparison import compare_hands

            self._problem.setText(outcome_words(end))
            self._decision.offer(learning.before, self._session.networks.current)
            self._is_comparing = True
            self._begin("Comparing the networks before and after learning")
            self._worker.start(compare_hands(learning.start, end.kept.recogniser, learning.settings))

    def _on_compared(self, comparison: HandComparison) -> None:
        self._scores.show_comparison(comparison)
        self._changes.show_changes(comparison.changes)
        self._show_outcome(is_on=bool(self._my_hand.drawings))
        self._end()

    def _end(self, sentence: str = "") -> None:
        """Show that nothing is under way any more, and in a ``sentence`` why nothing came of it, if so."""
        self._is_comparing = False
        self._problem.setText(f"{self._problem.text()} {sentence}".strip())
        self._show()
        self.compared.emit()

    def _show_outcome(self, *, is_on: bool) -> None:
        for part in (self._scores, self._changes):
            part.setVisible(is_on)

    def _show(self) -> None:
        """Show what is under way and what can be done; the focus of a button that is disabled goes to another."""
        is_busy, is_running = self._learning is not None or self._is_comparing, self._trainer.is_running
        is_few = self.learn.isVisible() and len(self._my_hand.drawings) < FEWEST
        why_not = "" if is_busy else UNDER_WAY if is_running else TOO_FEW if is_few else ""
        explain(self.learn, "Learn my hand", why_not or LEARN)
        self._decision.show_training(is_on=is_running)
        if is_busy:
            self._under_way.show()
        next_one = self._decision.keep if self._decision.can_keep else self.learn
        enable(((self.learn, not is_busy and not why_not, self._stop), (self._stop, is_busy, next_one)))
        self._under_way.setVisible(is_busy)
        self._why_not.setText(why_not)
        self._why_not.setVisible(bool(why_not))
        self._problem.setVisible(bool(self._problem.text()))
        self._what_it_does.setVisible(not is_busy and self._scores.isHidden())
