"""The lessons that ship: each opens, each solution is one, and links lead to them."""

import pytest

from nnapp.files.lessons.lesson import MeetConditions
from nnapp.files.lessons.reader import read_lessons
from nnapp.glossary import Glossary
from nnapp.gui.pages.course.activities.kinds import makers
from nnapp.gui.pages.course.lesson_view import LessonView
from nnapp.gui.pages.training.run_views import RunView
from nnapp.gui.paint.appearance import Appearance
from nnapp.locations import lessons_folder
from tests.gui.pages.course.reader import Reader

LESSONS = read_lessons(lessons_folder())
GLOSSARY = Glossary.shipped()
# Its solutions are trainings, which take a second: see activities/test_over_fitting.py.
AT_ONCE = [lesson for lesson in LESSONS if lesson.activity != "over_fitting"]


@pytest.mark.parametrize("lesson", AT_ONCE, ids=lambda lesson: lesson.key)
def test_the_solutions_of_a_lesson_meet_its_challenges_at_each_of_its_steps(lesson, session, qtbot):
    appearance = Appearance("light")
    challenges = [n for n, challenge in enumerate(lesson.challenges) if isinstance(challenge, MeetConditions)]
    for step in {0, max(len(lesson.steps) - 1, 0)}:
        met = []
        view = LessonView(lesson, makers()[lesson.activity](session, appearance), step, set(), appearance)
        qtbot.addWidget(view)
        view.met.connect(met.append)
        for number in challenges:
            Reader(view).click(f"showMeButton{number + 1}")
        assert sorted(met) == challenges, f"step {step + 1}"


def test_no_link_leads_nowhere():
    linked = {entry.lesson for entry in GLOSSARY.entries} - {""} | {view.lesson for view in RunView}
    steps = {f"{lesson.key}:{number + 1}" for lesson in LESSONS for number in range(len(lesson.steps))}
    assert linked <= {lesson.key for lesson in LESSONS} | steps
