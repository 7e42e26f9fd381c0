"""The My hand page: one's own drawings at the left; at the right what the network makes of them by learning."""

from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QSplitter, QWidget

from nnapp.files.hand_learning import missing_digits
from nnapp.gui.pages.my_hand.collection.panel import CollectionPanel
from nnapp.gui.pages.my_hand.guided_round import GuidedRound
from nnapp.gui.pages.my_hand.learning.panel import LearningPanel
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.my_hand import MyHand
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import enable, push_button
from nnapp.gui.widgets.layouts import fill, named, paragraph, vertical
from nnapp.gui.widgets.two_sides import TwoSides
from nnapp.gui.widgets.wrapping import share, wrap
from nnapp.gui.work.trainer import Trainer
from nnapp.wording import count

GUIDED: Final = "You are asked for each digit three times, in random order; what you draw is kept."
LEAST_WIDTH: Final = 160
"""Of the words at the top, in pixels; buttons that do not fit beside them go below."""
SHARES: Final = (420, 500)
"""How the drawings and learning share the width at first."""
LEARNING: Final = 1
"""The side of the page that shows learning."""


class MyHandPage(QWidget):
    """Brings the kept drawings, the guided round and learning together."""

    def __init__(self, session: Session, my_hand: MyHand, trainer: Trainer, appearance: Appearance) -> None:
        """Show ``my_hand``, which the current network of ``session`` can learn by a run of ``trainer``."""
        super().__init__()
        self.setObjectName("myHandPage")
        self._my_hand = my_hand
        self.learning = LearningPanel(session, my_hand, trainer, appearance)
        """The right side of the page."""
        self._words = paragraph("", "muted", "keptDrawingsLabel")
        self._guided = guided = GuidedRound(session, my_hand, np.random.default_rng(), appearance)
        self._begin = begin = push_button("Guided round", "guidedRoundButton", GUIDED, guided.begin)
        for button in (begin, self.learning.learn):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        head, words = QWidget(), share(self._words, 1, appearance, LEAST_WIDTH)
        top = wrap(QWidget(), appearance, words, begin, self.learning.learn, spacing=SPACE)
        fill(vertical(appearance, head, spacing=2 * SPACE), top, guided)
        divider = named(QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False), "myHandDivider")
        collection = CollectionPanel(my_hand, session, appearance)
        sides = TwoSides(head, collection, self.learning, ("My drawings", "Learning"), appearance, divider)
        divider.setSizes(SHARES)
        fill(vertical(appearance, self, spacing=0), sides)
        my_hand.changed.connect(self._show)
        guided.turned_on_or_off.connect(self._on_round)
        self.learning.round_wanted.connect(self._draw_missing)
        self.learning.began.connect(lambda: sides.show_side(LEARNING))

    def showEvent(self, event: QShowEvent) -> None:
        """Take in what was kept while this was hidden, in another window too."""
        super().showEvent(event)
        self._refresh()

    def event(self, event: QEvent) -> bool:
        """Take in what another window has kept, when the person comes from there."""
        if event.type() == QEvent.Type.WindowActivate and self.isVisible():
            self._refresh()
        return super().event(event)

    def _draw_missing(self) -> None:
        self._guided.begin(missing_digits([kept.label for kept in self._my_hand.drawings]))

    def _on_round(self) -> None:
        """Offer no other round while one is on; the focus does not get lost."""
        guided, focused = self._guided, QApplication.focusWidget()
        enable((button, not guided.is_on, guided.skip) for button in (self._begin, self.learning.draw_missing))
        if not guided.is_on and focused is not None and guided.isAncestorOf(focused):
            self._begin.setFocus()

    def _refresh(self) -> None:
        self._my_hand.refresh()
        self.learning.follow_drawings()
        self._show()

    def _show(self) -> None:
        if self.isVisible():
            number = len(self._my_hand.drawings)
            what = f"{count(number, 'drawing')}," if number else "Drawings are"
            self._words.setText(f"{what} kept on this computer only")
