"""The course in the window: lessons of nnapp and of a teacher, visits to the program, and links to lessons."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDoubleSpinBox,
    QFileDialog,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QTabWidget,
    QTreeWidget,
    QWidget,
)

from nnapp.files.lessons import reader as files
from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.course.activities import kinds
from nnapp.gui.state.view import Page
from nnapp.locations import lessons_folder, shipped_weights
from nnapp.nn.inspect.edits import BiasEdit
from tests.gui.dialogs import answered, told
from tests.gui.drawing import ONE, SEVEN
from tests.gui.hand import LONG
from tests.gui.pages.course.reader import Reader
from tests.gui.pages.course.sample import LESSONS, MAKERS


@pytest.fixture
def course(window, monkeypatch):
    """The window with the small lessons, the second of them open."""
    monkeypatch.setattr(files, "read_lessons", lambda _folder: LESSONS)
    monkeypatch.setattr(kinds, "makers", lambda: MAKERS)
    window.session.view.open(Page.COURSE)
    reader = Reader(window)
    reader.click("nextLessonButton")
    reader.click("stepNextButton")
    return reader


def place(reader):
    return reader.text("lessonTitle"), reader.text("stepCount"), reader.slider.value()


def test_a_visit_shows_the_page_under_its_task_and_comes_back_to_the_same_place(course, window):
    before = place(course)
    course.slider.setValue(7)
    course.click("visitButton")
    assert window.session.view.page is Page.TRAINING
    assert course.text("visitTask") == "Look at the *learning rate*, and come back."
    QApplication.processEvents()
    frame, button = course.find(QWidget, "visitFrame"), course.find(QWidget, "trainButton")
    assert frame.isVisible()
    assert frame.geometry().center() == button.rect().translated(button.mapTo(window, button.rect().topLeft())).center()
    course.click("backToLessonButton")
    QApplication.processEvents()
    assert (window.session.view.page, place(course)) == (Page.COURSE, (*before[:2], 7))
    assert not course.is_shown("lessonStrip")
    assert not frame.isVisible()


def test_what_the_visits_of_the_course_point_at_is_there_and_in_view(window):
    visits = [step.visit for lesson in files.read_lessons(lessons_folder()) for step in lesson.steps if step.visit]
    window.session.view.open(Page.COURSE)
    window.resize(1024, 700)
    unseen = []
    for visit in visits:
        window.visit.begin(visit)
        for _ in range(3):
            QApplication.processEvents()
        assert window.session.view.page is Page(visit.page)
        if visit.point_at and not window.findChild(QWidget, "visitFrame").isVisible():
            unseen.append((visit.page, visit.point_at))
        window.visit.end()
    assert unseen == []


def test_what_was_done_on_a_visit_is_put_back(course, window, hand):
    session = window.session
    networks, network = session.networks, session.networks.current
    hand.draw(ONE)
    networks.edit((BiasEdit(0, 2, 1.0),))
    drawing = session.sketch.drawing
    session.view.open(Page.WHAT_IF)
    session.view.open(Page.COURSE)
    course.click("visitButton")
    rate, epochs = course.find(QDoubleSpinBox, "learningRateSpinBox"), course.find(QSpinBox, "epochsSpinBox")
    before = rate.value(), epochs.value()
    rate.setValue(0.5)
    epochs.setValue(7)
    hand.draw(SEVEN)
    networks.edit((BiasEdit(0, 2, 1.0), BiasEdit(0, 3, 2.0)))
    networks.set_threshold(0.9)
    networks.use(load_weights(shipped_weights("64")), "Another")
    session.view.open(Page.PREFERRED_INPUT)
    course.click("backToLessonButton")
    assert session.sketch.drawing is drawing
    assert (networks.current, networks.current.edits) == (network, (BiasEdit(0, 2, 1.0),))
    assert networks.recogniser.firing_threshold == 0.5
    assert (rate.value(), epochs.value()) == before
    assert (session.view.page, session.view.beneath) == (Page.COURSE, Page.WHAT_IF)


def test_a_visit_ends_by_the_tab_of_the_course_as_well(course, window, hand):
    drawing = window.session.sketch.drawing
    course.click("visitButton")
    hand.draw(SEVEN)
    bar = course.find(QTabWidget, "pages").tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(bar.count() - 1).center())
    assert (window.session.sketch.drawing, course.is_shown("lessonStrip")) == (drawing, False)


def test_a_visit_has_the_room_of_the_tabs_while_the_window_presents(course, window):
    pages = window.findChild(QTabWidget, "pages")
    tabs, least = pages.tabBar(), pages.minimumSizeHint().height()
    pages.hide_tabs(hidden=True)
    assert pages.minimumSizeHint().height() == least - tabs.minimumSizeHint().height()
    course.click("visitButton")
    shown = [tabs.isVisible()]
    for act in (window.presenter.toggle, lambda: course.click("backToLessonButton"), window.presenter.toggle):
        act()
        shown.append(tabs.isVisible())
    assert shown == [True, False, True, True]


def test_a_visit_leaves_nothing_behind_when_the_window_closes_during_it(course, window):
    course.click("visitButton")
    window.session.networks.edit((BiasEdit(0, 2, 1.0),))
    window.close()
    assert window.session.networks.newest_edited() is None


def test_a_run_that_began_on_a_visit_is_stopped_before_all_is_put_back(course, window, hand, qtbot):
    network = window.session.networks.current
    course.click("visitButton")
    hand.few_digits()
    with qtbot.waitSignal(window.trainer.pace_changed, timeout=LONG):
        course.click("oneBatchButton")
    for words, is_running in (("Keep training", True), ("Stop the run", False)):

        def press(box, words=words):
            next(button for button in box.buttons() if button.text() == words).click()

        with answered(qtbot, press):
            course.click("backToLessonButton")
        if not is_running:
            qtbot.waitUntil(lambda: not course.is_shown("lessonStrip"), timeout=LONG)
        assert (window.trainer.is_running, course.is_shown("lessonStrip")) == (is_running, is_running)
    assert (window.session.view.page, window.session.networks.current) == (Page.COURSE, network)


def test_the_network_of_a_run_that_began_before_a_visit_is_not_taken_back(course, window, monkeypatch):
    window.session.view.open(Page.TRAINING)
    window.session.view.open(Page.COURSE)
    monkeypatch.setattr(type(window.trainer), "is_running", property(lambda _trainer: True))
    course.click("visitButton")
    window.session.networks.use(load_weights(shipped_weights("64")), "Trained")
    # Without a question, as the run goes on.
    course.click("backToLessonButton")
    assert (window.session.view.page, window.session.networks.current.name) == (Page.COURSE, "Trained")
    monkeypatch.undo()


def test_a_folder_of_a_teacher_opens_and_one_without_lessons_is_told(window, qtbot, monkeypatch, tmp_path):
    chosen = tmp_path / "mine"
    chosen.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(chosen))
    with told(qtbot) as words:
        window.findChild(QAction, "actionOpenLessons").trigger()
    assert words == [f"{chosen} has no lessons; choose a folder of files whose names end in .toml."]
    (chosen / "1.toml").write_text('title = "Mine"\ntext = "Look."\nactivity = "perceptron"\n', encoding="utf-8")
    window.findChild(QAction, "actionOpenLessons").trigger()
    reader = Reader(window)
    assert (reader.text("whoseLessons"), reader.text("lessonTitle")) == ("Lessons in “mine”", "Mine")
    reader.click("ownCourseButton")
    assert reader.text("lessonTitle") == files.read_lessons(lessons_folder())[0].title


def test_a_setting_and_a_chart_lead_to_their_lessons(window):
    wanted = []
    window.session.view.lesson_wanted.connect(wanted.append)
    for name, key in (("learning_rateLesson", "09-gradient-descent"), ("chartLessonButton", "09-gradient-descent")):
        window.session.view.open(Page.TRAINING)
        window.findChild(QAbstractButton, name).click()
        assert (wanted.pop(), window.session.view.page) == (key, Page.COURSE)


def test_a_lesson_is_worked_through_with_the_keyboard_alone(course, window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    lessons = course.find(QTreeWidget, "lessonList")
    lessons.setFocus()

    def press(*keys):
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key)

    def go_to(name):
        for _ in range(60):
            if QApplication.focusWidget().objectName() == name:
                return
            press(Qt.Key.Key_Tab)
        raise AssertionError(f"{name} is not reached by Tab")

    press(Qt.Key.Key_Up)
    assert course.text("lessonTitle") == "The first"
    go_to("weightSlider")
    press(*[Qt.Key.Key_Right] * 7)
    assert course.text("challengeMark1") == "✓ Try it"
    go_to("answerField2")
    for words, said in (("15", "15 is not right. Look again, or take a hint."), ("1.5", "✓ Right.")):
        course.find(QLineEdit, "answerField2").selectAll()
        QTest.keyClicks(QApplication.focusWidget(), words)
        press(Qt.Key.Key_Return)
        assert course.text("challengeSaid2") == said
    go_to("option3-1")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    go_to("checkButton3")
    press(Qt.Key.Key_Space)
    assert course.marks == ["✓", "", ""]
    go_to("nextLessonButton")
    press(Qt.Key.Key_Space)
    assert course.text("lessonTitle") == "With steps"
    go_to("stepNextButton")
    press(Qt.Key.Key_Space)
    assert course.text("stepCount") == "STEP 2 OF 3"
    go_to("visitButton")
    press(Qt.Key.Key_Space)
    assert (window.session.view.page, QApplication.focusWidget().objectName()) == (Page.TRAINING, "backToLessonButton")
    press(Qt.Key.Key_Space)
    assert (window.session.view.page, QApplication.focusWidget().objectName()) == (Page.COURSE, "visitButton")


def test_a_lesson_is_worked_through_with_the_mouse_alone(course):
    def click(widget, place=None):
        course.find(QScrollArea, "lessonArea").ensureWidgetVisible(widget)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or widget.rect().center())

    lessons = course.find(QTreeWidget, "lessonList")
    click(lessons.viewport(), lessons.visualItemRect(lessons.topLevelItem(0)).center())
    slider = course.slider
    while slider.value() < 8:
        click(slider, QPoint(slider.width() - 9, slider.height() // 2))
    assert course.text("challengeSaid1") == "✓ Done: the challenge is met."
    click(course.find(QWidget, "answerField2"))
    for words, said in (("3", "3 is not right. Look again, or take a hint."), ("1.5", "✓ Right.")):
        course.find(QLineEdit, "answerField2").setText(words)
        click(course.find(QWidget, "checkButton2"))
        assert course.text("challengeSaid2") == said
    for place, said in ((1, "That is not right. Look again."), (2, "✓ Right. You can see it.")):
        click(course.find(QWidget, f"option3-{place}").parentWidget())
        click(course.find(QWidget, "checkButton3"))
        assert course.text("challengeSaid3") == said
    assert course.marks == ["✓", "", ""]
    click(course.find(QWidget, "nextLessonButton"))
    assert course.text("lessonTitle") == "With steps"
