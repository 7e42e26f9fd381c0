"""The steps that lead through a lesson, one at a time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from nnapp.files.lessons.lesson import Step, Visit
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.buttons import enable, push_button
from nnapp.gui.widgets.layouts import fill, horizontal, label, markdown, named, styled, vertical
from nnapp.gui.widgets.wrapping import wrapped_buttons


class StepBox(QFrame):
    """Shows one of the steps of a lesson, and leads to the one before and the one after."""

    changed = Signal(int)
    """The user went to the step of that number, from 0."""
    visit_wanted = Signal(Visit)
    """The user wants to look at what the step is about in the program itself."""

    def __init__(self, steps: tuple[Step, ...], number: int, appearance: Appearance) -> None:
        """Show the one of that ``number`` among ``steps``, of which there is at least one."""
        super().__init__()
        named(styled(self, role="step"), "stepBox")
        self._steps, self._number = steps, number
        self._count = label("", "heading", "stepCount")
        self._text = markdown("", name="stepText")
        self._back = push_button("Back", "stepBackButton", "Go to the step before.", lambda: self._go(-1))
        self._next = push_button("Next", "stepNextButton", "Go to the next step.", lambda: self._go(1))
        words = "Show the page of the program that this step is about."
        self._visit = push_button("In the program", "visitButton", words, self._on_visit)
        ways = [styled(button, compact=True) for button in (self._back, self._next, self._visit)]
        head = horizontal(appearance, spacing=3 * SPACE)
        fill(head, self._count, (wrapped_buttons(ways, appearance), 1))
        margins = (3 * SPACE, SPACE, 0, SPACE)
        fill(vertical(appearance, self, spacing=SPACE, margins=margins), head, self._text)
        self._show()

    def _go(self, by: int) -> None:
        self._number += by
        self._show()
        self.changed.emit(self._number)

    def _on_visit(self) -> None:
        visit = self._steps[self._number].visit
        if visit is not None:
            self.visit_wanted.emit(visit)

    def _show(self) -> None:
        step, last = self._steps[self._number], len(self._steps) - 1
        self._count.setText(f"STEP {self._number + 1} OF {last + 1}")
        self._text.setText(step.text)
        for button in (self._back, self._next):
            button.setVisible(last > 0)
        self._visit.setVisible(step.visit is not None)
        enable(((self._back, self._number > 0, self._next), (self._next, self._number < last, self._back)))
