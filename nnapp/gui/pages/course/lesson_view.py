"""One lesson: its text, its formula, its steps, the activity, the challenges, and the ways to its neighbours."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from nnapp.files.lessons.lesson import Lesson, Value, Values, Visit
from nnapp.gui.pages.course.activities.activity import Activity
from nnapp.gui.pages.course.challenge_box import ChallengeBox
from nnapp.gui.pages.course.step_box import StepBox
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.layouts import PAGE, fill, markdown, named, paragraph, styled, vertical
from nnapp.gui.widgets.wrapping import Wrapping

LONGEST_TITLE: Final = 32
"""Characters of a title on a button."""

Neighbour = tuple[int, Lesson]
"""A lesson before or after, and its number, from 0."""


class LessonView(QWidget):
    """Shows a lesson, and tells what was done in it."""

    step_changed = Signal(int)
    met = Signal(int)
    """The challenge of that number, from 0, is met."""
    visit_wanted = Signal(Visit)
    lesson_wanted = Signal(int)
    """The user wants to go on to the lesson of that number, from 0."""

    def __init__(self, lesson: Lesson, activity: Activity, step: int, met: set[int], appearance: Appearance) -> None:
        """Show ``lesson`` from ``step`` on, from 0, with the challenges ``met`` before; ``activity`` is new."""
        super().__init__()
        self.setObjectName("lessonView")
        self._lesson, self._activity, self._appearance = lesson, activity, appearance
        self._step = step
        self._is_asking = False
        self._boxes = [
            ChallengeBox(challenge, number + 1, appearance, is_met=number in met)
            for number, challenge in enumerate(lesson.challenges)
        ]
        self._content = vertical(appearance, self, spacing=3 * SPACE, margins=PAGE)
        self._build(step)
        activity.changed.connect(self._on_changed)
        self._set(self._values_here())

    def lead_to(self, before: Neighbour | None, after: Neighbour | None) -> None:
        """Offer to go on to the lessons ``before`` and ``after`` this one."""
        ways = []
        if before is not None:
            ways.append((self._way("previousLessonButton", before, "← {}"), Qt.AlignmentFlag.AlignLeft))
        if after is not None:
            forward = styled(self._way("nextLessonButton", after, "{} →"), role="primary")
            ways.append((forward, Qt.AlignmentFlag.AlignRight))
        # One below the other where letters are large.
        ends, row = QWidget(), Wrapping()
        ends.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self._appearance.scale(row.setSpacing, 2 * SPACE)
        for button, side in ways:
            row.addWidget(button)
            row.setAlignment(button, side)
        self._content.addWidget(ends)

    def top_for_step(self, top: int, height: int) -> int:
        """Return the pixel from which on to show the lesson, now that its step is another one.

        That is ``top``, as now, unless in the ``height`` pixels that are seen there is little of the activity.
        """
        self._content.activate()
        step, activity = self._steps.geometry(), self._activity.geometry()
        seen = min(activity.bottom(), top + height) - max(activity.top(), top)
        return top if seen >= min(activity.height(), height) / 2 else step.top()

    def _build(self, step: int) -> None:
        lesson, appearance = self._lesson, self._appearance
        fill(self._content, paragraph(lesson.title, "large", "lessonTitle"), markdown(lesson.text, name="lessonText"))
        if lesson.formula:
            self._content.addWidget(paragraph(lesson.formula, "formula", "lessonFormula"))
        if lesson.steps:
            self._steps = StepBox(lesson.steps, step, appearance)
            self._steps.changed.connect(self._on_step)
            self._steps.visit_wanted.connect(self.visit_wanted)
            self._content.addWidget(self._steps)
        self._content.addWidget(named(self._activity, "activity"), 1)
        for number, box in enumerate(self._boxes):
            box.met.connect(lambda number=number: self.met.emit(number))
            box.solution_wanted.connect(partial(self._show_solution, box))
            self._content.addWidget(box)

    def _way(self, name: str, neighbour: Neighbour, form: str) -> QPushButton:
        number, lesson = neighbour
        words = f"Go on to lesson {number + 1}, {lesson.title}."
        title = lesson.title if len(lesson.title) <= LONGEST_TITLE else f"{lesson.title[: LONGEST_TITLE - 1]}…"
        return push_button(form.format(title), name, words, lambda: self.lesson_wanted.emit(number))

    def _on_step(self, number: int) -> None:
        is_forward, self._step = number > self._step, number
        # Forward, what a person did stays; back, all is as it was there.
        self._set(self._lesson.steps[number].values if is_forward else self._values_here())
        self.step_changed.emit(number)

    def _show_solution(self, box: ChallengeBox, values: Values) -> None:
        self._set({**self._values_here(), **values}, [box])

    def _values_here(self) -> dict[str, Value]:
        """Return what the activity was given by the lesson and its steps, up to this one."""
        values = dict(self._lesson.values)
        for step in self._lesson.steps[: self._step + 1]:
            values.update(step.values)
        return values

    def _set(self, values: Values, counting: Sequence[ChallengeBox] = ()) -> None:
        self._is_asking = True
        self._activity.set_values(values)
        self._show_quantities(counting)

    def _on_changed(self) -> None:
        # What the activity tells while it is set or asked is not something that a person did.
        if not self._is_asking:
            self._show_quantities(self._boxes)

    def _show_quantities(self, counting: Sequence[ChallengeBox]) -> None:
        self._is_asking = True
        quantities = self._activity.quantities()
        self._is_asking = False
        for box in self._boxes:
            box.show_quantities(quantities, counts=box in counting)
