"""The Course page: the lessons at the left, the one that is open at the right."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from nnapp.files.lessons.lesson import Lesson, Visit
from nnapp.gui.pages.course.activities.kinds import Maker
from nnapp.gui.pages.course.lesson_list import ROW, LessonList
from nnapp.gui.pages.course.lesson_view import LessonView
from nnapp.gui.pages.course.progress import Course, Progress
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.preferences import Preferences
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.dialogs import confirm
from nnapp.gui.widgets.fields import choice_field, explain, fit_field, offer
from nnapp.gui.widgets.layouts import UNLIMITED, fill, horizontal, named, paragraph, restyle, styled, vertical

ROOM_FOR_LIST: Final = 620
"""Pixels: in less, the lessons are a field that opens."""
ROWS_OF_LIST: Final = 10
"""So many lessons, or all of them, must be seen at once, or they are a field as well."""
ROOM_BELOW: Final = 110
"""Pixels below the list."""
LIST_WIDTH: Final = 232
RESET: Final = "Forget which challenges you have met? Every lesson will count as not done."


class CoursePage(QWidget):
    """Shows one lesson of a course at a time, and keeps how far one is."""

    visit_wanted = Signal(Visit)
    """The user wants to look at a page of the program, and to come back."""

    def __init__(
        self,
        shipped: tuple[Lesson, ...],
        makers: Mapping[str, Maker],
        session: Session,
        preferences: Preferences,
        appearance: Appearance,
    ) -> None:
        """Show the lessons of nnapp, ``shipped``, from where the user was last; ``makers`` make their activities."""
        super().__init__()
        self.setObjectName("coursePage")
        self._shipped, self._makers = Course(shipped), makers
        self._session, self._preferences, self._appearance = session, preferences, appearance
        self._list = LessonList(appearance)
        self._list.opened.connect(self._open)
        self._field = choice_field("lessonCombo", (), None)
        explain(self._field, "Lesson", "The lesson that is open.")
        self._field.activated.connect(self._open)
        self._whose = paragraph("", "strong", "whoseLessons")
        back = "Close these lessons, and open the course of nnapp."
        self._own = push_button("The course of nnapp", "ownCourseButton", back, self._close_own)
        self._done = paragraph("", "caption", "courseProgress")
        self._reset = push_button("Reset…", "resetProgressButton", "Begin the course again.", self._ask_to_reset)
        self._area = named(QScrollArea(widgetResizable=True), "lessonArea")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName("The lesson that is open")
        self._build()
        session.view.lesson_wanted.connect(self.open_lesson)
        self.show_course(self._shipped, preferences.course_place)

    def show_course(self, course: Course, place: tuple[str, int] = ("", 0)) -> None:
        """Show another ``course``, from ``place`` on: the key of a lesson, and the number of a step, from 0."""
        self._course, self._progress = course, Progress(course, self._preferences)
        self._list.show_lessons(course.lessons)
        for part in (self._whose, self._own):
            part.setVisible(course.folder is not None)
        self._whose.setText(f"Lessons in “{course.folder.name}”" if course.folder else "")
        numbers = {lesson.key: number for number, lesson in enumerate(course.lessons)}
        self._open(numbers.get(place[0], 0), place[1])
        self._arrange()

    def open_lesson(self, place: str) -> None:
        """Show that ``place`` of the course of nnapp, if there is one: the key of a lesson, with :2 for its step 2."""
        key, _, step = place.partition(":")
        first = int(step) - 1 if step else 0
        number = next((n for n, lesson in enumerate(self._shipped.lessons) if lesson.key == key), None)
        if number is not None and self._course is not self._shipped:
            self.show_course(self._shipped, (key, first))
        elif number is not None and (number != self._number or (step and first != self._step)):
            self._open(number, first)
        self._area.setFocus()

    def _close_own(self) -> None:
        self.show_course(self._shipped, self._preferences.course_place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the lessons as a list where there is room for it."""
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        appearance = self._appearance
        fit_field(self._field, appearance, 0)
        self._side = styled(QFrame(), role="side")
        self._parts = side = vertical(appearance, self._side, margins=(0, 3 * SPACE, 0, 2 * SPACE))
        # What stands between the list and the edges keeps its distance from them; the rows of the list do not.
        top, foot = QWidget(), QWidget()
        fill(vertical(appearance, top, margins=(3 * SPACE, 0, 3 * SPACE, 0)), self._whose, self._own, self._field)
        self._foot = horizontal(appearance, foot, spacing=2 * SPACE, margins=(3 * SPACE, 0, 3 * SPACE, 0))
        fill(self._foot, self._done, styled(self._reset, compact=True))
        self._foot.setAlignment(self._reset, Qt.AlignmentFlag.AlignLeft)
        fill(side, top, (self._list, 100), foot)
        side.addStretch(1)
        self._across = horizontal(appearance, self, spacing=0)
        fill(self._across, self._side, (self._area, 1))
        self._appearance.changed.connect(self._arrange)

    def _arrange(self) -> None:
        px = self._appearance.px
        rows = min(len(self._course.lessons), ROWS_OF_LIST)
        has_room = self.width() >= px(ROOM_FOR_LIST) and self.height() >= rows * px(ROW) + px(ROOM_BELOW)
        along, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._across.setDirection(along if has_room else down)
        for box in (self._parts, self._foot):
            box.setDirection(down if has_room else along)
        self._parts.setStretch(0, 0 if has_room else 100)
        restyle(self._side, "role", "side" if has_room else "above")
        self._side.setMaximumWidth(px(LIST_WIDTH) if has_room else UNLIMITED)
        self._side.setMinimumWidth(px(LIST_WIDTH) if has_room else 0)
        self._list.setVisible(has_room)
        self._field.setVisible(not has_room)
        self._show_done()

    def _open(self, number: int, step: int = 0) -> None:
        lessons = self._course.lessons
        self._number, lesson = number, lessons[number]
        step = min(step, max(len(lesson.steps) - 1, 0))
        met = {place for place in range(len(lesson.challenges)) if self._progress.is_met(lesson, place)}
        activity = self._makers[lesson.activity](self._session, self._appearance)
        view = LessonView(lesson, activity, step, met, self._appearance)
        view.lead_to(
            (number - 1, lessons[number - 1]) if number > 0 else None,
            (number + 1, lessons[number + 1]) if number + 1 < len(lessons) else None,
        )
        view.step_changed.connect(self._on_step)
        view.step_changed.connect(self._scroll_to_step)
        view.met.connect(self._on_met)
        view.visit_wanted.connect(self.visit_wanted)
        view.lesson_wanted.connect(self._go_on)
        # Later, as it may be a button of the lesson itself that leads to another.
        before = self._area.takeWidget()
        if before is not None:
            before.deleteLater()
        self._area.setWidget(view)
        view.show()
        self._area.verticalScrollBar().setValue(0)
        self._on_step(step)

    def _go_on(self, number: int) -> None:
        self._open(number)
        self._area.setFocus()

    def _on_step(self, step: int) -> None:
        self._step, lesson = step, self._course.lessons[self._number]
        if self._course is self._shipped:
            self._preferences.course_place = (lesson.key, step)
        if not lesson.challenges and step + 1 >= len(lesson.steps):
            self._progress.meet(lesson, 0)
        self._show_progress()

    def _scroll_to_step(self) -> None:
        view, bar = self._area.widget(), self._area.verticalScrollBar()
        if isinstance(view, LessonView):
            bar.setValue(view.top_for_step(bar.value(), self._area.viewport().height()))

    def _on_met(self, number: int) -> None:
        self._progress.meet(self._course.lessons[self._number], number)
        self._show_progress()

    def _ask_to_reset(self) -> None:
        if confirm(self, "Reset progress", RESET, yes="Reset", no="Cancel", is_final=True):
            self._progress.reset()
            self._open(self._number, self._step)

    def _show_progress(self) -> None:
        lessons, is_done = self._course.lessons, self._progress.is_done
        self._list.show_progress(self._number, lambda number: is_done(lessons[number]))
        entries = [(n, f"{n + 1}  {one.title}{'  ✓' if is_done(one) else ''}") for n, one in enumerate(lessons)]
        offer(self._field, entries, self._number)
        self._show_done()
        self._reset.setEnabled(self._progress.is_begun)

    def _show_done(self) -> None:
        # As a short line where it stands beside the field, which a text that wraps would not keep.
        is_short = not self._field.isHidden()
        done = f"{self._progress.done} of {len(self._course.lessons)} done"
        self._done.setWordWrap(not is_short)
        self._done.setText(done if is_short else f"{done} · your progress is kept on this computer")
