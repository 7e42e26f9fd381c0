"""What a person reads off an activity, and does with it; and whether that meets a challenge of a lesson that ships."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLabel, QPushButton

from nnapp.files.lessons.lesson import MeetConditions
from nnapp.files.lessons.reader import read_lesson
from nnapp.gui.pages.course.lesson_view import LessonView
from nnapp.gui.paint.appearance import Appearance
from nnapp.locations import lessons_folder
from tests.gui.pages.course.reader import Reader


def text(activity, name):
    return activity.findChild(QLabel, name).text()


def lines(activity, name):
    return text(activity, name).splitlines()


def told(activity, *names):
    """Return quantities, as a challenge asks for them."""
    quantities = activity.quantities()
    return tuple(quantities[name] for name in names)


def click(qtbot, activity, name):
    qtbot.mouseClick(activity.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def choose(activity, name, key):
    box = activity.findChild(QComboBox, name)
    box.setCurrentIndex(box.findData(key))
    box.activated.emit(box.currentIndex())


def enter(qtbot, activity, name, typed):
    field = activity.findChild(QAbstractSpinBox, name)
    field.selectAll()
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def is_met(activity, lesson, number):
    """Return whether ``activity`` meets the challenge ``number``, from 1, of the lesson with that key."""
    challenge = read(lesson).challenges[number - 1]
    assert isinstance(challenge, MeetConditions)
    return all(condition.holds(activity.quantities()) for condition in challenge.conditions)


def begin(activity, lesson):
    """Give ``activity`` the values with which the lesson begins."""
    activity.set_values(read(lesson).values)


def open_lesson(qtbot, activity, lesson, step=0):
    """Return a reader of the lesson around ``activity``, and the challenges that are met in it, as they are met."""
    view, met = LessonView(read(lesson), activity, step, set(), Appearance("light")), []
    qtbot.addWidget(view)
    view.met.connect(met.append)
    return Reader(view), met


def read(lesson):
    return read_lesson(lessons_folder() / f"{lesson}.toml")
