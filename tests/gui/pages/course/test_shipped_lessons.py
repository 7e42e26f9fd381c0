"""The lessons that ship: each opens, each solution is one, and each word in them is plain or explained."""

from dataclasses import fields

import pytest

from nnapp.files.lessons.lesson import MeetConditions
from nnapp.files.lessons.reader import read_lessons
from nnapp.glossary import Glossary
from nnapp.gui.pages.course.activities.kinds import makers
from nnapp.gui.pages.course.lesson_view import LessonView
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.view import Page
from nnapp.locations import lessons_folder
from tests.gui.pages.course.reader import Reader
from tests.plain_words import unexplained

LESSONS = read_lessons(lessons_folder())
GLOSSARY = Glossary.shipped()


def texts(part):
    """Return every text of a lesson, of its steps and of its challenges."""
    for entry in (getattr(part, field.name) for field in fields(part) if field.name not in {"key", "activity", "page"}):
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, tuple):
            for one in entry:
                yield from [one] if isinstance(one, str) else texts(one) if hasattr(one, "text") else []
        elif hasattr(entry, "task"):
            yield entry.task


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.key)
def test_every_word_of_a_lesson_is_plain_or_explained(lesson):
    assert {word: text for text in texts(lesson) for word in unexplained(GLOSSARY, text)} == {}


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.key)
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


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.key)
def test_a_lesson_visits_what_there_is(lesson):
    pages = {page.value for page in Page}
    assert {step.visit.page for step in lesson.steps if step.visit} <= pages


@pytest.mark.skipif(len(LESSONS) < 13, reason="the course is still being written")
def test_no_link_leads_nowhere():
    linked = {entry.lesson for entry in GLOSSARY.entries} - {""}
    assert linked <= {lesson.key for lesson in LESSONS}
