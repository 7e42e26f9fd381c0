"""A guided round: it asks for each digit a few times, and keeps what is drawn."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from nnapp.files.hand_learning import missing_digits
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.history import Step
from nnapp.gui.state.my_hand import MyHand
from nnapp.gui.state.session import Session
from nnapp.gui.state.sketch import ANYTHING
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.buttons import enable, push_button
from nnapp.gui.widgets.layouts import column, fill, label, styled, vertical
from nnapp.gui.widgets.progress_bar import ProgressBar
from nnapp.gui.widgets.wrapping import Whole, share, wrap
from nnapp.wording import a_digit, count

ALL: Final = missing_digits(())
"""Each digit as often as the network needs to see it to learn it well."""
LEAST_WIDTH: Final = 200
"""Of the words and the bar, in pixels; buttons that do not fit beside them go below."""
KEEP: Final = "Keep the drawing as the digit that is asked for, and go on to the next one. The key Enter does the same."
ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
USES_ENTER: Final = (QLineEdit, QAbstractSpinBox, QComboBox, QAbstractButton, QAbstractItemView)
"""While one of these has the focus, Enter is meant for it."""


class GuidedRound(Whole):
    """Asks for one digit after the other in random order while a round is on, and is hidden otherwise."""

    turned_on_or_off = Signal()
    """A round has begun, or is over."""

    def __init__(self, session: Session, my_hand: MyHand, rng: np.random.Generator, appearance: Appearance) -> None:
        """Keep the drawings of ``session`` in ``my_hand``; ``rng`` decides the order."""
        super().__init__()
        self.setObjectName("guidedRound")
        self._session, self._my_hand, self._rng = session, my_hand, rng
        self._order: tuple[int, ...] = ()
        """The digits that the round asks for; none while no round is on."""
        self._asked = 0
        """Which of them is asked for now, counted from 0."""
        self._kept_before: set[str] = set()
        self._words, self._count = label("", "large", "guidedWords"), label("", "muted", "guidedCount")
        self._progress = ProgressBar("guidedProgress", "the round")
        self._keep = styled(push_button("Keep and next", "keepNextButton", KEEP, self._keep_and_go_on), role="primary")
        self.skip = push_button("Skip", "skipButton", "Leave this one out, and go on to the next one.", self._go_on)
        """The button that takes the focus when a round begins."""
        end = push_button("End the round", "endRoundButton", "Stop here; what was kept stays kept.", self._end)
        frame = styled(QFrame(), role="panel")
        asked = wrap(QWidget(), appearance, self._words, self._count, spacing=3 * SPACE)
        words = share(column(appearance, asked, self._progress), 1, appearance, LEAST_WIDTH)
        for part in (self._words, self._keep, self.skip, end):
            part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        margins = (3 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        wrap(frame, appearance, words, self._keep, self.skip, end, spacing=2 * SPACE, margins=margins)
        fill(vertical(appearance, self), frame)
        for changed in (session.history_changed, session.view.page_changed):
            changed.connect(self._show)
        self.hide()

    @property
    def is_on(self) -> bool:
        """Whether a round is on."""
        return bool(self._order)

    def begin(self, digits: Sequence[int] = ALL) -> None:
        """Begin a new round that asks for ``digits``, with an empty canvas, unless there are none or a round is on."""
        if self._order or not digits:
            return
        self._order = tuple(int(digit) for digit in self._rng.permutation(digits))
        self._asked = 0
        self._kept_before = {kept.key for kept in self._my_hand.drawings}
        self._session.sketch.clear()
        self.window().installEventFilter(self)
        self.show()
        self._show()
        self.turned_on_or_off.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the drawing by the key Enter, which reaches the window where nothing else has used it."""
        del watched
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.key() not in ENTER:
            return False
        focus = self.window().focusWidget()
        if not self._is_open or (isinstance(focus, USES_ENTER) and focus is not self._keep):
            return False
        if not event.isAutoRepeat():
            self._keep_and_go_on()
        return True

    @property
    def _is_open(self) -> bool:
        """Whether the page is open; it may be hidden while the board alone is presented, which says what to draw."""
        return self._session.view.page is Page.MY_HAND

    def _keep_and_go_on(self) -> None:
        """Keep the drawing and ask for the next digit, as one step to undo; where it cannot be kept, stay."""
        my_hand, history, digit = self._my_hand, self._session.history, self._order[self._asked]
        if not my_hand.can_keep:
            # It says why; a step of the history, even one that does nothing, would forget what can be redone.
            my_hand.keep(digit)
            return
        with history.together(f"keep as {digit}"):
            if my_hand.kept_as != digit:
                my_hand.keep(digit)
            if my_hand.kept_as == digit:
                self._session.sketch.clear()
                here, next_one = ((self._order, place) for place in (self._asked, self._asked + 1))
                history.add(Step("next digit", self._go_to, here, next_one))
        self._show()

    def _go_to(self, place: tuple[tuple[int, ...], int]) -> None:
        """Ask for one of the digits of a round, unless that round is over."""
        order, asked = place
        if order is self._order:
            self._asked = asked

    def _go_on(self) -> None:
        self._session.sketch.clear()
        self._asked += 1
        self._show()

    def _show(self) -> None:
        if not self._order:
            return
        if self._asked == len(self._order):
            self._end()
            return
        asked = a_digit(self._order[self._asked])
        self._words.setText(f"Draw {asked}")
        wanted = asked if self._is_open else ANYTHING
        if wanted != self._session.sketch.wanted:
            self._session.sketch.ask_for(wanted)
        self._count.setText(f"{self._asked + 1} of {len(self._order)} · Enter keeps it")
        self._progress.show_share(self._asked / len(self._order))
        enable(((self._keep, self._my_hand.can_keep, self.skip),))

    def _end(self) -> None:
        self._order = ()
        self._session.sketch.ask_for(ANYTHING)
        self.window().removeEventFilter(self)
        # First, so that another part can take over the focus.
        self.turned_on_or_off.emit()
        self.hide()
        kept = sum(one.key not in self._kept_before for one in self._my_hand.drawings)
        what = count(kept, "drawing was", "drawings were") if kept else "no drawing was"
        self._my_hand.told.emit(f"The round is over: {what} kept.")
