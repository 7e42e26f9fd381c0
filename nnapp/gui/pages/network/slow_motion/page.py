"""The Slow motion page: one example taken through the five steps of training, by hand or automatically."""

from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QElapsedTimer, QTimer, QVariantAnimation
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from nnapp.gui.pages.digits_button import digits_button
from nnapp.gui.pages.network.slow_motion.fields import SlowFields
from nnapp.gui.pages.network.slow_motion.step_table import StepTable
from nnapp.gui.pages.network.slow_motion.steps import STEPS, Followed, Step, slow_steps
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import enable, push_button
from nnapp.gui.widgets.layouts import column, fill, label, named, paragraph, row, vertical
from nnapp.gui.widgets.number_table import NumberTable
from nnapp.gui.widgets.play_button import PlayButton
from nnapp.gui.widgets.wrapping import share, wrap_parts
from nnapp.nn.inspect.slow_motion import SlowMotion
from nnapp.nn.losses import PairingError

PLAY_INTERVAL = 3_000
"""Milliseconds for each step while playing."""
TRAVEL_TIME = 2_000
"""Milliseconds for which numbers run along the lines of the diagram."""
FOLLOW_INTERVAL = 40
"""Milliseconds between updates while a digit is being drawn, so that the pen has priority."""
LONGEST_REFRESH = 10
"""Milliseconds of an update, beyond which there is none while the pen moves."""


WORDS, TABLE, WIDE_COLUMN = 240, 340, 94
"""The least widths of the words, of the table, and of each of its columns with all digits, in pixels."""
MOST, LEAST_HEIGHT = 800, 150


class SlowMotionPage(QWidget):
    """Shows one step of training on the drawing; the numbers are those that nnapp.nn computes."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Follow the drawing, the network and the selected neuron."""
        super().__init__()
        self.setObjectName("slowMotionPage")
        self._session, self._appearance = session, appearance
        self._steps: tuple[Step, ...] = ()
        self._sizes: tuple[int, ...] = ()
        self._place = 0
        self._is_slow = False
        """Whether the steps take longer to compute than a pen can wait."""
        self._soon = QTimer(self, singleShot=True, interval=FOLLOW_INTERVAL)
        self._soon.timeout.connect(self._follow)
        self._travel = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=TRAVEL_TIME)
        self._travel.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._travel.valueChanged.connect(self._carry)
        self._travel.finished.connect(self._arrive)
        self._fields = SlowFields(session, appearance)
        self._fields.changed.connect(self.refresh)
        wrap_parts(self, appearance, self._build_words(), self._build_table(), self._fields)
        selection = session.selection
        session.recognition_changed.connect(self._on_recognition)
        session.view.digits_changed.connect(self.refresh)
        for signal in (session.network_changed, selection.neuron_changed, selection.followed_changed):
            signal.connect(self.refresh)

    @property
    def is_playing(self) -> bool:
        """Whether the steps follow each other automatically."""
        return self._play.is_playing

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the page was hidden."""
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Explain nothing any more."""
        super().hideEvent(event)
        self._arrive()
        self._session.selection.explain(None)

    def refresh(self) -> None:
        """Compute the step of training again, and show the same part of it."""
        if not self.isVisible():
            return
        self._soon.stop()
        fields, selection, recogniser = self._fields, self._session.selection, self._session.recogniser
        fields.refresh()
        problem = fields.problem
        try:
            if not problem:
                x = self._session.recognition.seen.ravel()
                motion = SlowMotion.of(recogniser.network, x, fields.target, fields.loss, fields.learning_rate)
        except PairingError as error:
            problem = str(error)
        if problem:
            self._play.stop()
            self._steps = (Step("This cannot be computed", "", problem),)
        else:
            followed, all_digits = Followed(*selection.neuron, selection.followed(selection.neuron)), self._all_digits
            self._steps = slow_steps(motion, recogniser, followed, all_digits=all_digits)
        if recogniser.network.sizes != self._sizes:
            # What was on its way belongs to another network.
            self._sizes = recogniser.network.sizes
            self._arrive()
        self.go(0)

    def go(self, steps: int) -> None:
        """Go forward by the number of ``steps``, or back by a negative one; what it computes then runs along lines."""
        before, self._place = self._place, min(max(self._place + steps, 0), len(self._steps) - 1)
        self._show()
        if self._place != before:
            self._arrive()
            self._view.scrollTo(self._table.index(max(self._steps[self._place].marked, 0), 0))
            if self._steps[self._place].travel is not None and self._appearance.animates:
                self._carry(0.0)
                self._travel.start()

    @property
    def _all_digits(self) -> bool:
        return self._session.view.all_digits

    def _carry(self, share: float) -> None:
        travel = self._steps[self._place].travel
        if travel is not None and self.isVisible():
            self._session.selection.show_travel(replace(travel, share=share))

    def _arrive(self) -> None:
        """Stop what is on its way."""
        self._travel.stop()
        self._session.selection.show_travel(None)

    def _build_words(self) -> QWidget:
        self._count = label("", "caption", "slowCount")
        self._title = paragraph("", "strong", "slowTitle")
        self._formula = paragraph("", name="slowFormula")
        self._sentence = paragraph("", "muted", "slowSentence")
        self._back = push_button("Back", "slowBackButton", "Go one step back.", lambda: self.go(-1))
        self._next = push_button("Next", "slowNextButton", "Go one step forward.", lambda: self.go(1))
        self._play = PlayButton("Play", "slowPlayButton", "Go through all steps automatically.", self._play_on)
        self._play.clicked.connect(self._toggle_play)
        # Beside the buttons, so that the title is in view even where the page is low.
        buttons = row(self._appearance, self._back, self._next, self._play, self._count, None)
        parts = buttons, self._title, self._formula, self._sentence
        return share(column(self._appearance, *parts, spacing=SPACE), 4, self._appearance, WORDS, MOST)

    def _build_table(self) -> QWidget:
        self._table = StepTable(self)
        self._view = named(NumberTable(self._table, self._appearance), "slowTable")
        self._view.setAccessibleName("Numbers of this step")
        self._beside = QWidget()
        digits = row(self._appearance, digits_button(self._session.view), None)
        fill(vertical(self._appearance, self._beside, spacing=SPACE), (self._view, 1), digits)
        self._appearance.scale(self._beside.setMinimumHeight, LEAST_HEIGHT)
        return share(self._beside, 5, self._appearance, TABLE, MOST)

    def _on_recognition(self) -> None:
        if not self.isVisible():
            return
        if self._session.recogniser.network.sizes != self._sizes:
            # At once, as no other network has these lines.
            self.refresh()
        elif self._is_slow or not self._soon.isActive():
            # A large network waits until the pen rests.
            self._soon.start()

    def _follow(self) -> None:
        timer = QElapsedTimer()
        timer.start()
        self.refresh()
        self._is_slow = timer.elapsed() > LONGEST_REFRESH

    def _toggle_play(self) -> None:
        if self.is_playing:
            self._play.stop()
            return
        if self._place == len(self._steps) - 1:
            self._place = 0
        self._play.play(PLAY_INTERVAL)
        self._show()

    def _play_on(self) -> None:
        self.go(1)
        if self._place >= len(self._steps) - 1:
            self._play.stop()

    def _show(self) -> None:
        last = len(self._steps) - 1
        # The focus of a button that can no longer be used goes to its counterpart, not to Play.
        pair = (self._back, self._place > 0, self._next), (self._next, self._place < last, self._back)
        enable((*pair, (self._play, last > 0, self._next)))
        step = self._steps[self._place]
        self._title.setText(step.title)
        self._formula.setText(step.formula)
        self._sentence.setText(step.sentence)
        self._count.setText(f"Step {step.number} of {STEPS}" if step.number else f"After step {STEPS}" if last else "")
        needed = WIDE_COLUMN * len(step.table.header) if self._all_digits else 0
        self._appearance.scale(self._beside.setMinimumWidth, max(TABLE, needed))
        self._table.show_table(step.table, step.marked)
        self._session.selection.explain(step.spotlight)
