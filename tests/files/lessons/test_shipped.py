"""The lessons that come with nnapp, and what their activities declare."""

import re
import unicodedata

import pytest

from nnapp.files.lessons.activities import ACTIVITIES
from nnapp.files.lessons.declarations import Number, OneOf
from nnapp.files.lessons.lesson import ChooseOne
from nnapp.files.lessons.reader import read_lesson, read_lessons
from nnapp.glossary import Glossary
from nnapp.locations import lessons_folder
from tests.plain_words import unexplained

PATHS = sorted(lessons_folder().glob("*.toml"))


def test_thirteen_lessons_in_order_teach_every_row_of_the_course():
    """The numbers of rows 0, 9, 14, 15, 16 and 17 are read off the screen in tests/gui.

    These are activities/test_brain_and_machine.py, test_digit_network.py (with board/test_drawing_panel.py for the six
    digits), test_sheet.py for 14 and 16, test_matrices.py and test_error_split.py.
    """
    lessons = read_lessons(lessons_folder())
    assert [lesson.key[:2] for lesson in lessons] == [f"{number:02}" for number in range(1, 14)]
    assert {row for lesson in lessons for row in lesson.rows} == set(range(19))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_lesson_names_its_rows_and_asks_something_with_two_or_three_hints(path):
    lesson = read_lesson(path)
    assert re.fullmatch(r"\d\d-[a-z0-9-]+", lesson.key)
    assert lesson.rows
    assert lesson.challenges
    assert all(2 <= len(challenge.hints) <= 3 for challenge in lesson.challenges)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_words_of_a_lesson_are_plain_or_explained(path):
    glossary, lesson = Glossary.shipped(), read_lesson(path)
    texts = [lesson.title, lesson.text]
    for step in lesson.steps:
        texts += [step.text, step.visit.task if step.visit else ""]
    for challenge in lesson.challenges:
        texts += [challenge.text, *challenge.hints]
        texts += [*challenge.options, challenge.reason] if isinstance(challenge, ChooseOne) else []
    # The ₁ of w₁ is like the 1 of w1: no letter.
    assert [word for text in texts for word in unexplained(glossary, unicodedata.normalize("NFKC", text))] == []


WORDS = [
    (name, value, word)
    for name, declaration in ACTIVITIES.items()
    for value, declared in declaration.values.items()
    for word in (declared.words if isinstance(declared, OneOf) else ())
]


def test_every_word_of_an_activity_can_be_set_and_asked_for(tmp_path):
    path = tmp_path / "lesson.toml"
    for name, value, word in WORDS:
        path.write_text(
            f'title = "T"\ntext = "T."\nactivity = "{name}"\n[[challenge]]\nkind = "conditions"\ntext = "T."\n'
            f'conditions = ["{value} = {word}"]\nsolution = {{ {value} = "{word}" }}\n',
            encoding="utf-8",
        )
        (challenge,) = read_lesson(path).challenges
        assert challenge.solution == {value: word}
        assert challenge.conditions[0].holds(challenge.solution)


def test_what_an_activity_begins_with_is_within_its_declaration():
    for declaration in ACTIVITIES.values():
        assert declaration.values.keys().isdisjoint(declaration.quantities)
        for declared in declaration.values.values():
            if isinstance(declared, Number):
                assert declared.low <= declared.default <= declared.high
            else:
                assert declared.default in declared.words
