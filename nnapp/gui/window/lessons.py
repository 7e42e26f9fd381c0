"""Lessons on the Course page: those of nnapp, or those in a folder of a teacher."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from nnapp.files.errors import LessonError
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.preferences import Preferences
from nnapp.gui.state.session import Session
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.dialogs import warn
from nnapp.gui.window.lesson_visit import LessonVisit
from nnapp.locations import lessons_folder

if TYPE_CHECKING:
    from nnapp.gui.pages.course.page import CoursePage


class Lessons(QObject):
    """Makes the Course page, and opens folders of lessons on it."""

    def __init__(
        self, session: Session, visit: LessonVisit, preferences: Preferences, appearance: Appearance, window: QWidget
    ) -> None:
        """Work in ``window``; ``visit`` leads from the page to the program and back."""
        super().__init__(window)
        self._session, self._visit, self._preferences = session, visit, preferences
        self._appearance, self._window = appearance, window
        self._page: CoursePage | None = None
        self._folder = Path.home()

    def make_page(self) -> "CoursePage":
        """Return the page, with the lessons of nnapp.

        Raises:
            LessonError: one of the lessons that ship is damaged.
        """
        # Imported when they are needed, so that the window opens without them.
        from nnapp.files.lessons.reader import read_lessons
        from nnapp.gui.pages.course.activities.kinds import makers
        from nnapp.gui.pages.course.page import CoursePage

        shipped = read_lessons(lessons_folder())
        self._page = CoursePage(shipped, makers(), self._session, self._preferences, self._appearance)
        self._page.visit_wanted.connect(self._visit.begin)
        return self._page

    def open(self) -> None:
        """Ask for a folder, and show the lessons in it."""
        name = QFileDialog.getExistingDirectory(self._window, "Open lessons", str(self._folder))
        if name:
            self.open_folder(Path(name))

    def open_folder(self, folder: Path) -> None:
        """Show the lessons in ``folder`` in place of those of nnapp, or say in one sentence why not."""
        from nnapp.files.lessons.reader import read_lessons
        from nnapp.gui.pages.course.progress import Course

        try:
            course = Course(read_lessons(folder), folder)
        except LessonError as error:
            warn(self._window, "Open lessons", str(error))
            return
        self._folder = folder.parent
        self._session.view.open(Page.COURSE)
        if self._page is not None:
            self._page.show_course(course)
