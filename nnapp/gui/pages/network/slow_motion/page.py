"""The Slow motion page: one example taken through the five steps of training, by hand or automatically."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from nnapp.gui.pages.network.slow_motion.fields import SlowFields
from nnapp.gui.pages.network.slow_motion.step_table import StepTable
from nnapp.gui.pages.network.slow_motion.steps import Followed, Step, slow_steps
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import enable, push_button
from nnapp.gui.widgets.layouts import PAGE, column, fill, horizontal, label, named, paragraph, row
from nnapp.gui.widgets.number_table import NumberTable
from nnapp.nn.inspect.slow_motion import SlowMotion
from nnapp.nn.losses import PairingError

PLAY_INTERVAL = 2_500
"""Milliseconds for each step while playing."""
FOLLOW_INTERVAL = 40
"""Milliseconds between updates while a digit is being drawn, so that the pen has priority."""


class SlowMotionPage(QWidget):
    """Shows one step of training on the drawing; the numbers are those that nnapp.nn computes."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Follow the drawing, the network and the selected neuron."""
        super().__init__()
        self.setObjectName("slowMotionPage")
        self._session, self._appearance = session, appearance
        self._steps: tuple[Step, ...] = ()
        self._place = 0
        self._timer = QTimer(self, interval=PLAY_INTERVAL)
        self._timer.timeout.connect(self._play_on)
        self._soon = QTimer(self, singleShot=True, interval=FOLLOW_INTERVAL)
        self._soon.timeout.connect(self.refresh)
        self._fields = SlowFields(session, appearance)
        self._fields.changed.connect(self.refresh)
        self._table = StepTable(self)
        view = named(NumberTable(self._table, appearance), "slowTable")
        view.setAccessibleName("Numbers of this step")
        across = horizontal(appearance, self, spacing=6 * SPACE, margins=PAGE)
        fill(across, self._fields, (self._build_words(), 4), (view, 5))
        selection = session.selection
        session.recognition_changed.connect(self._on_recognition)
        for signal in (session.network_changed, selection.neuron_changed, selection.followed_changed):
            signal.connect(self.refresh)

    @property
    def is_playing(self) -> bool:
        """Whether the steps follow each other automatically."""
        return self._timer.isActive()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the page was hidden."""
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop playing; nothing is explained any more."""
        super().hideEvent(event)
        self._stop()
        self._session.selection.explain(None)

    def refresh(self) -> None:
        """Compute the step of training again, and show the same part of it."""
        if not self.isVisible():
            return
        self._soon.stop()
        fields, selection, recogniser = self._fields, self._session.selection, self._session.recogniser
        fields.refresh()
        x = self._session.recognition.seen.ravel()
        try:
            motion = SlowMotion.of(recogniser.network, x, fields.target, fields.loss, fields.learning_rate)
        except PairingError as error:
            self._stop()
            self._steps = (Step("This loss cannot be used", "", str(error)),)
        else:
            followed = Followed(*selection.neuron, selection.followed(selection.neuron))
            self._steps = slow_steps(motion, recogniser.class_names, followed)
        self.go(0)

    def go(self, steps: int) -> None:
        """Go forward by the number of ``steps``, or back by a negative one."""
        self._place = min(max(self._place + steps, 0), len(self._steps) - 1)
        self._show()

    def _build_words(self) -> QWidget:
        self._count = label("", "caption", "slowCount")
        self._title = paragraph("", "strong", "slowTitle")
        self._formula = paragraph("", name="slowFormula")
        self._sentence = paragraph("", "muted", "slowSentence")
        self._back = push_button("Back", "slowBackButton", "Go one step back.", lambda: self.go(-1))
        self._next = push_button("Next", "slowNextButton", "Go one step forward.", lambda: self.go(1))
        self._play = push_button("Play", "slowPlayButton", "Go through all steps automatically.", self._toggle_play)
        self._appearance.scale(self._count.setContentsMargins, 2 * SPACE, 0, 0, 0)
        buttons = row(self._appearance, self._back, self._next, self._play, self._count, None)
        return column(self._appearance, buttons, self._title, self._formula, self._sentence, spacing=2 * SPACE)

    def _on_recognition(self) -> None:
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _toggle_play(self) -> None:
        if self.is_playing:
            self._stop()
            return
        if self._place == len(self._steps) - 1:
            self._place = 0
        self._timer.start()
        self._play.setText("Stop")
        self._show()

    def _stop(self) -> None:
        self._timer.stop()
        self._play.setText("Play")

    def _play_on(self) -> None:
        self.go(1)
        if self._place >= len(self._steps) - 1:
            self._stop()

    def _show(self) -> None:
        last = len(self._steps) - 1
        # The focus of a button that can no longer be used goes to its counterpart, not to Play.
        pair = (self._back, self._place > 0, self._next), (self._next, self._place < last, self._back)
        enable((*pair, (self._play, last > 0, self._next)))
        step = self._steps[self._place]
        self._title.setText(step.title)
        self._formula.setText(step.formula)
        self._sentence.setText(step.sentence)
        self._count.setText(f"Step {self._place + 1} of {last + 1}" if last else "")
        self._table.show_table(step.table, step.marked)
        self._session.selection.explain(step.spotlight)
