"""The My hand page: one's own drawings at the left; at the right what the network makes of them by learning."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from nnapp.gui.pages.my_hand.collection.panel import CollectionPanel
from nnapp.gui.pages.my_hand.learning.panel import LearningPanel
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.my_hand import MyHand
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.layouts import PAGE, fill, horizontal, named, paragraph, scrolled, vertical
from nnapp.gui.work.trainer import Trainer
from nnapp.wording import count


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
        head = fill(horizontal(appearance, spacing=SPACE), (self._words, 1), self.learning.learn)
        sides = named(QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False), "myHandDivider")
        for side in (CollectionPanel(my_hand, session, appearance), scrolled(self.learning)):
            sides.addWidget(side)
        fill(vertical(appearance, self, spacing=3 * SPACE, margins=PAGE), head, (sides, 1))
        my_hand.changed.connect(self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """Take in what was kept while this was hidden, in another window too."""
        super().showEvent(event)
        self._refresh()

    def event(self, event: QEvent) -> bool:
        """Take in what another window has kept, when the person comes from there."""
        if event.type() == QEvent.Type.WindowActivate and self.isVisible():
            self._refresh()
        return super().event(event)

    def _refresh(self) -> None:
        self._my_hand.refresh()
        self._show()

    def _show(self) -> None:
        if self.isVisible():
            self._words.setText(f"{count(len(self._my_hand.drawings), 'drawing')}, kept on this computer only")
