"""What resources/lessons/README.md says is so."""

import re

from nnapp.files.lessons import challenges, reader
from nnapp.files.lessons.activities import ACTIVITIES as DECLARED
from nnapp.files.lessons.lesson import RELATIONS, ChooseOne, EnterNumber, MeetConditions
from nnapp.files.lessons.lesson_text import LARGEST_LESSON
from nnapp.files.lessons.values import TYPED
from tests.files.lessons.activity_table import HEADING, README, activity_table
from tests.files.lessons.samples import ACTIVITIES

TEXT = README.read_text(encoding="utf-8")


def test_the_example_is_a_lesson_with_a_challenge_of_each_kind(tmp_path):
    (example,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    path = tmp_path / "example.toml"
    path.write_text(example, encoding="utf-8")
    lesson = reader.read_lesson(path, {**ACTIVITIES, **DECLARED})
    assert [type(challenge) for challenge in lesson.challenges] == [MeetConditions, EnterNumber, ChooseOne]
    assert len(lesson.steps) == 2


def test_its_table_of_activities_is_what_they_declare():
    assert TEXT.split(HEADING)[1] == activity_table(DECLARED), "run python -m tests.files.lessons.activity_table"


def test_a_table_says_what_each_value_can_be_and_what_each_quantity_is():
    table = activity_table(ACTIVITIES).splitlines()
    assert "### perceptron" in table
    assert "| `points` | and, or, xor; at first and |" in table
    assert "| `w1` | -2 to 2, at first 0 |" in table
    assert "| `mistakes` | how many points are wrong |" in table


def test_its_limits_pages_and_relations_are_those_of_the_reader():
    said = " ".join(TEXT.split())
    assert (
        f"titles {reader.LONGEST_TITLE} characters, options {challenges.LONGEST_OPTION}, formulas and tasks "
        f"{reader.LONGEST_LINE}, hints, reasons and texts of challenges {challenges.LONGEST_TEXT}, texts of lessons "
        f"and steps {reader.LONGEST_TEXT:,}; {reader.MOST_STEPS} steps, {reader.MOST_CHALLENGES} challenges, "
        f"{reader.MOST_LESSONS} lessons in a folder, {LARGEST_LESSON // 1024} KB in a file"
    ) in said
    assert f"up to {challenges.MOST_HINTS} `hints`" in said
    assert f"2 to {challenges.MOST_OPTIONS} `options`" in said
    assert [page for page in reader.PAGES if f"`{page}`" not in said] == []
    assert [sign for sign in (*RELATIONS, *TYPED) if f"`{sign}`" not in said] == []
