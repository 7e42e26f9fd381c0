"""The Course page: lessons, their steps and challenges, and how far one is."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QTreeWidget,
)

from nnapp.gui.pages.course.progress import Course, Progress
from tests.gui.dialogs import answered
from tests.gui.pages.course.reader import Reader
from tests.gui.pages.course.sample import HALF, LESSONS, STEPS, VISIT, lesson
from tests.gui.pages.network.test_small_pages import is_cut


@pytest.fixture
def reader(page):
    return Reader(page)


def test_the_first_lesson_opens_with_its_text_and_its_values(reader):
    shown = [reader.text(f"lesson{part}") for part in ("Title", "Text", "Formula")]
    assert shown == ["The first", "Some **text** about it.", "y = x / 2"]
    assert reader.slider.value() == 1
    assert reader.marks == ["●", "", ""]
    assert not reader.is_shown("stepBox")
    assert not reader.is_shown("previousLessonButton")
    assert reader.find(QPushButton, "nextLessonButton").text() == "With steps →"


def test_lessons_open_from_the_list_and_from_the_ends_of_their_neighbours(reader):
    reader.click("nextLessonButton")
    assert reader.text("lessonTitle") == "With steps"
    reader.click("nextLessonButton")
    assert reader.text("lessonTitle").startswith("The last one")
    assert not reader.is_shown("nextLessonButton")
    reader.click("previousLessonButton")
    assert reader.find(QPushButton, "nextLessonButton").text() == "The last one, which has a title… →"
    lessons = reader.find(QTreeWidget, "lessonList")
    lessons.setCurrentItem(lessons.topLevelItem(0))
    assert reader.text("lessonTitle") == "The first"


def test_steps_give_their_values_and_going_back_gives_those_of_before(reader):
    reader.click("nextLessonButton")
    assert (reader.text("stepCount"), reader.text("stepText")) == ("STEP 1 OF 3", "Look at the slider.")
    assert not reader.find(QPushButton, "stepBackButton").isEnabled()
    assert not reader.is_shown("visitButton")
    reader.slider.setValue(5)
    reader.click("stepNextButton")
    side = reader.find(QComboBox, "")
    assert (reader.slider.value(), side.currentText()) == (5, "right")
    reader.click("stepNextButton")
    assert (reader.slider.value(), side.currentText()) == (9, "right")
    assert not reader.find(QPushButton, "stepNextButton").isEnabled()
    reader.click("stepBackButton")
    assert (reader.slider.value(), side.currentText()) == (2, "right")


def test_a_step_comes_to_the_top_where_there_is_no_room_for_what_moves(reader, page):
    reader.click("nextLessonButton")
    bar = reader.find(QScrollArea, "lessonArea").verticalScrollBar()
    reader.click("stepNextButton")
    assert bar.value() == 0
    page.resize(950, 80)
    for _ in range(5):
        QApplication.processEvents()
    reader.click("stepBackButton")
    assert bar.value() == min(bar.maximum(), reader.find(QFrame, "stepBox").y()) > 50


def test_the_line_beside_the_list_is_whole_when_the_list_was_away_for_a_while(reader, page):
    for width in (500, 950):
        page.resize(width, 720)
        QApplication.processEvents()
    lessons = reader.find(QTreeWidget, "lessonList")
    assert lessons.geometry().right() < lessons.parentWidget().width() - 1


def test_a_step_leads_to_the_program(reader, page, qtbot):
    reader.click("nextLessonButton")
    reader.click("stepNextButton")
    with qtbot.waitSignal(page.visit_wanted) as wanted:
        reader.click("visitButton")
    assert wanted.args == [VISIT]


def test_a_challenge_says_how_far_one_is_and_when_it_is_met(reader, preferences):
    assert (reader.text("challengeMark1"), reader.text("challengeProgress1")) == ("Try it", "1 of 8")
    reader.slider.setValue(7)
    assert reader.text("challengeProgress1") == "7 of 8"
    assert not reader.is_shown("challengeSaid1")
    reader.slider.setValue(8)
    assert reader.text("challengeMark1") == "✓ Try it"
    assert reader.text("challengeSaid1") == "✓ Done: the challenge is met."
    assert preferences.met_challenges == {":01-first:0"}
    reader.slider.setValue(3)
    assert (reader.text("challengeMark1"), reader.text("challengeProgress1")) == ("✓ Try it", "")


def test_all_conditions_must_hold(reader, preferences):
    reader.find(QComboBox, "").setCurrentText("right")
    reader.slider.setValue(10)
    assert preferences.met_challenges == set()


def test_what_the_lesson_itself_sets_meets_nothing(make, preferences):
    heavy = LESSONS[0].challenges[:1]
    reader = Reader(make((lesson("1", steps=(STEPS[2], STEPS[2]), challenges=heavy),)))
    reader.click("stepNextButton")
    assert reader.text("challengeProgress1") == "8 of 8"
    assert preferences.met_challenges == set()
    reader.slider.setValue(10)
    assert preferences.met_challenges != set()


def test_hints_come_one_at_a_time(reader):
    reader.click("hintButton1")
    assert reader.find(QPushButton, "hintButton1").text() == "Another hint"
    reader.click("hintButton1")
    assert not reader.is_shown("hintButton1")
    box = reader.find(QLabel, "challengeText1").parentWidget()
    hints = [label.text() for label in box.findChildren(QLabel) if label.text().startswith("Hint")]
    assert hints == ["Hint 1: Move the slider.", "Hint 2: To the very right."]
    assert not reader.is_shown("hintButton3")


def test_the_solution_is_shown_on_demand_wherever_one_is(reader, preferences):
    side = reader.find(QComboBox, "")
    side.setCurrentText("right")
    reader.click("showMeButton1")
    said = reader.text("challengeSaid1")
    assert (reader.slider.value(), said) == (9, "These values are set, but the challenge is not met yet.")
    side.setCurrentText("left")
    reader.click("showMeButton1")
    assert reader.text("challengeSaid1") == "✓ This is one way to do it."
    assert not reader.is_shown("showMeButton2")


def test_answers_are_judged_and_a_wrong_one_changes_nothing(reader, preferences):
    assert reader.answer(2, "2") == "2 is not right. Look again, or take a hint."
    reader.click("checkButton3")
    assert reader.text("challengeSaid3") == "Choose one of the answers first."
    assert (preferences.met_challenges, reader.marks[0]) == (set(), "●")
    assert reader.answer(2, "1.5") == "✓ Right."
    reader.click("option3-2")
    reader.click("checkButton3")
    assert reader.text("challengeSaid3") == "✓ Right. You can see it."
    reader.slider.setValue(8)
    assert reader.marks[0] == "✓"
    assert reader.text("courseProgress") == "1 of 3 done · your progress is kept on this computer"


def test_a_lesson_without_challenges_is_done_when_its_last_step_is_reached(reader):
    reader.click("nextLessonButton")
    reader.click("stepNextButton")
    assert reader.marks[1] == "●"
    reader.click("stepNextButton")
    assert reader.marks[1] == "✓"


def test_the_place_and_the_progress_are_remembered(reader, make):
    reader.answer(2, "1.5")
    reader.click("nextLessonButton")
    reader.click("stepNextButton")
    again = Reader(make())
    assert (again.text("lessonTitle"), again.text("stepCount")) == ("With steps", "STEP 2 OF 3")
    assert again.slider.value() == 2
    again.click("previousLessonButton")
    assert [again.text(f"challengeMark{number}") for number in (1, 2)] == ["Try it", "✓ Try it"]


@pytest.mark.parametrize("place", [("gone", 1), ("02-steps", 99), ("", 0)])
def test_a_place_that_is_no_longer_there_is_no_obstacle(make, preferences, place):
    preferences.course_place = place
    assert Reader(make()).text("lessonTitle") == ("With steps" if place[1] == 99 else "The first")


def test_progress_is_reset_after_asking(reader, preferences, qtbot):
    assert not reader.find(QPushButton, "resetProgressButton").isEnabled()
    reader.answer(2, "1.5")
    for button, left in (("Cancel", 1), ("Reset", 0)):

        def press(box, button=button):
            next(one for one in box.buttons() if one.text() == button).click()

        with answered(qtbot, press):
            reader.click("resetProgressButton")
        assert len(preferences.met_challenges) == left
    assert reader.text("challengeMark2") == "Try it"


def test_the_progress_in_the_lessons_of_a_teacher_is_their_own(preferences):
    progress = [Progress(Course(LESSONS, folder), preferences) for folder in (None, Path("a"), Path("b"))]
    for one in progress[:2]:
        one.meet(LESSONS[2], 0)
    progress[0].reset()
    assert [one.done for one in progress] == [0, 1, 0]


def test_lessons_of_a_teacher_stand_in_place_of_those_of_nnapp_until_they_are_closed(reader, page, preferences):
    reader.click("nextLessonButton")
    page.show_course(Course((lesson("x", "Mine", challenges=(HALF,)),), Path("/some/where")))
    assert (reader.text("whoseLessons"), reader.text("lessonTitle")) == ("Lessons in “where”", "Mine")
    assert preferences.course_place == ("02-steps", 0)
    reader.click("ownCourseButton")
    assert (reader.is_shown("whoseLessons"), len(reader.marks)) == (False, 3)
    assert reader.text("lessonTitle") == "With steps"
    page.show_course(Course((lesson("x", "Mine"),), Path("/some/where")))
    page.session.view.open_lesson("03-last")
    assert (reader.text("lessonTitle")[:8], reader.is_shown("ownCourseButton")) == ("The last", False)


def test_a_link_opens_its_lesson_and_leaves_one_that_is_open_alone(reader, page):
    page.session.view.open_lesson("02-steps")
    reader.click("stepNextButton")
    for key in ("02-steps", "no-such-lesson"):
        page.session.view.open_lesson(key)
        assert reader.text("stepCount") == "STEP 2 OF 3"
    page.session.view.open_lesson("02-steps:3")
    assert reader.text("stepCount") == "STEP 3 OF 3"


@pytest.mark.parametrize(
    ("width", "height", "zoom"),
    [(950, 720, 1.0), (640, 640, 1.0), (600, 380, 1.0), (950, 720, 2.0), (1400, 900, 2.0), (1400, 380, 2.0)],
)
def test_nothing_is_cut_and_nothing_scrolls_sideways(make, width, height, zoom):
    page = make(zoom=zoom)
    reader = Reader(page)
    page.resize(width, height)
    for name in ("hintButton1", "checkButton2", "checkButton3"):
        reader.click(name)
    for _ in range(5):
        # Each layout tells the one around it by an event of its own.
        QApplication.processEvents()
    is_list = width >= 620 * zoom and height > 400
    assert (reader.is_shown("lessonList"), reader.is_shown("lessonCombo")) == (is_list, not is_list)
    assert reader.find(QScrollArea, "lessonArea").horizontalScrollBar().maximum() == 0
    assert reader.find(QTreeWidget, "lessonList").verticalScrollBar().maximum() == 0
    parts = [part for kind in (QLabel, QAbstractButton) for part in page.findChildren(kind)]
    assert [part.text() for part in parts if part.isVisible() and part.text() and is_cut(part)] == []


def test_where_there_is_no_room_for_the_list_the_field_opens_lessons(reader, page):
    page.resize(600, 380)
    field = reader.find(QComboBox, "lessonCombo")
    field.setCurrentIndex(1)
    field.activated.emit(1)
    assert reader.text("lessonTitle") == "With steps"
    reader.click("stepNextButton")
    reader.click("stepNextButton")
    assert field.currentText() == "2  With steps  ✓"
