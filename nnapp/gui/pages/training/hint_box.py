"""Advice with one or two buttons: hints on a run, and the offer to resume an interrupted one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.layouts import fill, paragraph, row, styled, vertical

Action = tuple[str, Callable[[], object]]
"""The text of a button, and what it does."""


class HintBox(QFrame):
    """Shows one piece of advice at a time, until a button is pressed, or nothing."""

    def __init__(self, appearance: Appearance) -> None:
        """Start hidden."""
        super().__init__()
        self.setObjectName("hintBox")
        styled(self, role="hint")
        self._acts: list[Callable[[], object]] = []
        self._words = paragraph("", "advice", "hintText")
        self._buttons = [
            push_button("", name, "", partial(self._take, number))
            for number, name in enumerate(("hintButton", "hintOtherButton"))
        ]
        margins = (3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        column = vertical(appearance, self, spacing=2 * SPACE, margins=margins)
        fill(column, self._words, row(appearance, *self._buttons, None))
        self.hide()

    @property
    def text(self) -> str:
        """What is shown; empty when nothing is."""
        return "" if self.isHidden() else self._words.text()

    def say(self, words: str, action: Action, other: Action) -> None:
        """Show ``words`` with a button for each action."""
        self._words.setText(words)
        self._acts = [action[1], other[1]]
        for button, (text, _) in zip(self._buttons, (action, other), strict=True):
            button.setText(text)
            button.setAccessibleName(text)
        self.setAccessibleName(words)
        self._keep_room(keeps=True)
        self.show()

    def clear(self) -> None:
        """Show nothing, and take no room. Just hidden, it keeps its room, so that nothing jumps if it comes back."""
        self._keep_room(keeps=False)
        self.hide()

    def _keep_room(self, *, keeps: bool) -> None:
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps)
        self.setSizePolicy(policy)

    def _take(self, number: int) -> None:
        self.clear()
        self._acts[number]()
