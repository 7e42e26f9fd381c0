"""The button beside the answer that says what was drawn, and so keeps the drawing."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.my_hand import MyHand
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import styled
from nnapp.gui.widgets.menu_button import MenuButton
from nnapp.wording import IT_IS_A

WIDTH: Final = 104
"""In pixels; the same whichever words it shows, so that nothing moves."""
EXPLANATION: Final = (
    "Say what you drew, whether or not the answer is right: the drawing is kept, on this computer only, and the "
    "network can learn it on the page My hand. The keys 0 to 9 do the same at any time."
)


class KeepButton(MenuButton):
    """Offers the ten digits, and shows as which of them the drawing is kept."""

    def __init__(self, session: Session, my_hand: MyHand, appearance: Appearance, digits: Sequence[QAction]) -> None:
        """Show what ``my_hand`` keeps the drawing of ``session`` as; ``digits`` keep it."""
        menu = QMenu()
        menu.addActions(list(digits))
        super().__init__("keepButton", menu, appearance)
        styled(self, compact=True)
        appearance.scale(self.setFixedWidth, WIDTH)
        explain(self, IT_IS_A, EXPLANATION)
        self._session, self._my_hand = session, my_hand
        my_hand.changed.connect(self._show)
        session.history_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        if self._session.sketch.stroke_name:
            # When the stroke has ended, so that the button does not blink with each.
            return
        kept_as = self._my_hand.kept_as
        words = IT_IS_A if kept_as is None else f"Kept as {kept_as}"
        self.show_words(words)
        self.setAccessibleName(words)
        self.setEnabled(self._my_hand.can_keep)
