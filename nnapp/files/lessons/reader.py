"""Lessons from files that anyone may have written: read strictly, and nothing in them is ever run."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypeAlias

from nnapp.digits.errors import reason
from nnapp.files.errors import LessonError
from nnapp.files.lessons.activities import ACTIVITIES
from nnapp.files.lessons.challenges import read_challenge
from nnapp.files.lessons.declarations import ActivityDeclaration
from nnapp.files.lessons.lesson import Lesson, Step, Visit
from nnapp.files.lessons.lesson_text import LessonText
from nnapp.files.lessons.table import Table, one_of, shown
from nnapp.files.lessons.values import read_values

PAGES: Final = ("neuron", "slow-motion", "what-if", "preferred-input", "training", "runs", "evaluation", "my-hand")
"""The keys of the pages that a lesson can visit; the window has them."""
LAST_ROW: Final = 18
"""Rows of the course are counted from 0."""
MOST_LESSONS: Final = 100
LONGEST_TITLE: Final = 60
LONGEST_TEXT: Final = 2_000
LONGEST_LINE: Final = 300
"""Characters of a formula and of a task."""
MOST_STEPS: Final = 20
MOST_CHALLENGES: Final = 10

Activities: TypeAlias = Mapping[str, ActivityDeclaration]


def read_lessons(folder: Path, activities: Activities = ACTIVITIES) -> tuple[Lesson, ...]:
    """Return the lessons in ``folder``, in the order of the names of their files.

    Raises:
        LessonError: there are none, or too many, or one cannot be read.
    """
    return tuple(read_lesson(path, activities) for path in lesson_files(folder))


def lesson_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of lessons in ``folder``, in the order of their names; hidden ones are left out.

    Raises:
        LessonError: ``folder`` cannot be read, or has none, or too many.
    """
    try:
        paths = sorted(
            path for path in folder.iterdir() if path.suffix.lower() == ".toml" and not path.name.startswith(".")
        )
    except NotADirectoryError as error:
        raise LessonError(f"{folder} is a file; choose the folder of the lessons.") from error
    except OSError as error:
        raise LessonError(f"{folder} cannot be read: {reason(error)}; choose a folder of lessons.") from error
    if not paths:
        raise LessonError(f"{folder} has no lessons; choose a folder of files whose names end in .toml.")
    if len(paths) > MOST_LESSONS:
        raise LessonError(f"{folder} has {len(paths)} lessons; divide them among folders of at most {MOST_LESSONS}.")
    return tuple(paths)


def read_lesson(path: Path, activities: Activities = ACTIVITIES) -> Lesson:
    """Return the lesson in the file ``path``.

    Raises:
        LessonError: it cannot be opened, or is not a lesson; the message says where and what would be right.
    """
    text = LessonText.read(path)
    table = Table(text, text.parse())
    table.check_keys(("title", "text", "activity"), ("rows", "formula", "values", "step", "challenge"))
    activity = table.content["activity"]
    if not isinstance(activity, str) or activity not in activities:
        raise table.fault(f"there is no activity {shown(activity)}; write {one_of(activities)}", "activity")
    declaration = activities[activity]
    return Lesson(
        key=path.stem,
        title=table.words("title", LONGEST_TITLE),
        rows=table.whole_numbers("rows", 0, LAST_ROW),
        text=table.words("text", LONGEST_TEXT),
        formula=table.words("formula", LONGEST_LINE),
        activity=activity,
        values=read_values(table.table("values", "the activity"), declaration),
        steps=tuple(_step(step, declaration) for step in table.tables("step", "a step", MOST_STEPS)),
        challenges=tuple(
            read_challenge(challenge, declaration)
            for challenge in table.tables("challenge", "a challenge", MOST_CHALLENGES)
        ),
    )


def _step(table: Table, declaration: ActivityDeclaration) -> Step:
    table.check_keys(("text",), ("values", "visit"))
    text, values = table.words("text", LONGEST_TEXT), read_values(table.table("values", "the activity"), declaration)
    visit = table.table("visit", "a visit")
    return Step(text, values, None if visit is None else _visit(visit))


def _visit(table: Table) -> Visit:
    table.check_keys(("page", "task"), ("point_at",))
    page, task = table.content["page"], table.words("task", LONGEST_LINE)
    if page not in PAGES:
        raise table.fault(f"there is no page {shown(page)}; write {one_of(PAGES)}", "page")
    name = table.words("point_at", LONGEST_TITLE)
    if name and not (name.isascii() and name.isidentifier()):
        raise table.fault(
            f"{shown(name)} is not the name of a part of the window; use one of letters and digits, as in networkView",
            "point_at",
        )
    return Visit(page, task, name)
