"""``nnapp lessons check``: tells whether the lessons of a folder can be read, and what is wrong where they cannot."""

import sys
from pathlib import Path

from nnapp.cli.output import print_json
from nnapp.files.errors import LessonError
from nnapp.files.lessons.reader import lesson_files, read_lesson
from nnapp.wording import count


def check_lessons_command(folder: Path, *, as_json: bool) -> int:
    """Print a line for each lesson in ``folder``.

    Raises:
        LessonError: there is no lesson, or one of them cannot be read, which was printed already.
    """
    faults = 0
    files = lesson_files(folder)
    for path in files:
        title, line, fault = "", 0, ""
        try:
            title = read_lesson(path).title
        except LessonError as error:
            faults, line, fault = faults + 1, error.line, str(error)
        if as_json:
            print_json({"file": str(path), "title": title or None, "line": line or None, "fault": fault or None})
        else:
            sys.stdout.write(f"{fault or f'{path.name}: “{title}” is valid.'}\n")
    if faults:
        raise LessonError(f"{faults} of {count(len(files), 'lesson')} cannot be read.")
    return 0
