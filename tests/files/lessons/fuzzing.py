"""Damaged lesson files, as many as one likes.

``python -m tests.files.lessons.fuzzing [COUNT [SEED]]`` damages the sample and the lessons that ship COUNT times in
all, reads each, and prints the results by their frequency, and the slowest. Each must give a lesson that is within what
its activity declares, or a LessonError of one sentence with a line of the file; anything else ends the run with the
number that repeats it.
"""

import re
import sys
import tempfile
import time
from collections import Counter
from dataclasses import fields, is_dataclass
from math import isfinite
from pathlib import Path

import numpy as np

from nnapp.files.errors import LessonError
from nnapp.files.lessons.activities import ACTIVITIES as DECLARED
from nnapp.files.lessons.declarations import OneOf
from nnapp.files.lessons.lesson import MeetConditions
from nnapp.files.lessons.plain_markdown import markdown_fault
from nnapp.files.lessons.reader import read_lesson
from nnapp.locations import lessons_folder
from tests.files.lessons.samples import ACTIVITIES, LESSON

LONGEST = 0.5
"""Seconds that one file may take."""
TOKENS = (
    "nan", "-inf", "1e999", "true", "[", "]", "{", "}", "[[", '"', '"""', "'''", "\\", "\\u0000", "#", "=", ".", "\n",
    "\r", "0x" + "f" * 400, "9" * 5_000, "2024-01-01", "{}", "[[[[[[[[", "a." * 40, "<b>", "[x](y)", "\x00", "\ud7ff",
    "values", '""',
)  # fmt: skip
VALUE = re.compile(r"(?<== )\S.*")


def flip_bytes(source, rng):
    """Change some bytes, or some of their bits."""
    content = bytearray(source.encode())
    for place in rng.integers(0, len(content), int(rng.integers(1, 12))):
        content[place] = int(rng.integers(256)) if rng.random() < 0.5 else content[place] ^ 1 << int(rng.integers(8))
    return bytes(content)


def move_lines(source, rng):
    """Drop, double and exchange lines."""
    lines = source.splitlines(keepends=True)
    for _ in range(int(rng.integers(1, 5))):
        one, other = (int(place) for place in rng.integers(0, len(lines), 2))
        change = int(rng.integers(3))
        if change == 0 and len(lines) > 1:
            del lines[one]
        elif change == 1:
            lines.insert(other, lines[one])
        else:
            lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines).encode()


def replace_values(source, rng):
    """Give keys the values of other keys, or what no key has."""
    values = [*VALUE.findall(source), *TOKENS]
    share = rng.random() * 0.3
    changed = VALUE.sub(lambda old: values[int(rng.integers(len(values)))] if rng.random() < share else old[0], source)
    return changed.encode()


def insert_tokens(source, rng):
    """Put in what parsers stumble over."""
    for _ in range(int(rng.integers(1, 4))):
        place = int(rng.integers(len(source)))
        source = source[:place] + TOKENS[int(rng.integers(len(TOKENS)))] + source[place:]
    return source.encode()


def exchange_words(source, rng):
    """Put a word of the lesson in the place of another."""
    words = re.findall(r"\w+", source)
    for _ in range(int(rng.integers(1, 6))):
        old, new = (words[int(place)] for place in rng.integers(0, len(words), 2))
        source = source.replace(old, new, int(rng.integers(1, 3)))
    return source.encode()


def truncate(source, rng):
    """End anywhere, or begin anywhere."""
    place = int(rng.integers(len(source)))
    return (source[:place] if rng.random() < 0.5 else source[place:]).encode()


DAMAGES = (flip_bytes, move_lines, replace_values, insert_tokens, exchange_words, truncate)


def damaged(sources, number, seed):
    """Return damaged file ``number``; the same numbers give the same file."""
    rng = np.random.default_rng([seed, number])
    source = sources[int(rng.integers(len(sources)))]
    return DAMAGES[int(rng.integers(len(DAMAGES)))](source, rng)


def check(lesson, activities):
    """Hold that ``lesson`` is within what its activity declares, and that its texts and numbers can be shown."""
    declared = activities[lesson.activity]
    solutions = [challenge for challenge in lesson.challenges if isinstance(challenge, MeetConditions)]
    for values in (lesson.values, *(step.values for step in lesson.steps), *(each.solution for each in solutions)):
        for name, value in values.items():
            kind = declared.values[name]
            assert value in kind.words if isinstance(kind, OneOf) else kind.low <= value <= kind.high
    assert all(
        condition.quantity in (*declared.values, *declared.quantities)
        for each in solutions
        for condition in each.conditions
    )
    for part in parts(lesson):
        assert isfinite(part) if isinstance(part, float) else not isinstance(part, str) or not markdown_fault(part)


def parts(content):
    """Yield every text and number in ``content``, a lesson or a part of one."""
    if is_dataclass(content):
        content = [getattr(content, field.name) for field in fields(content)]
    elif isinstance(content, dict):
        content = [*content, *content.values()]
    if isinstance(content, list | tuple):
        for part in content:
            yield from parts(part)
    else:
        yield content


def outcome(path, content, activities=ACTIVITIES):
    """Return "lesson", or of a refusal what it says, without names and numbers; anything else is raised."""
    path.write_bytes(content)
    try:
        check(read_lesson(path, activities), activities)
    except LessonError as error:
        return refusal(path, content, error)
    return "lesson"


def refusal(path, content, error):
    """Return what ``error`` says, without names and numbers, when it is one sentence about a line of the file."""
    said = re.fullmatch(rf"{re.escape(path.name)}, line (\d+): ([^\n]+); [^\n]+\.", str(error))
    assert said, str(error)
    assert int(said[1]) == error.line <= content.count(b"\n") + 1, str(error)
    assert len(str(error)) < 400, str(error)
    return re.sub(r"“.*?”|-?\d[\d.,e-]*", "_", said[2])


def main():
    """Damage and read, and print the results."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    sources = [LESSON, *(path.read_text(encoding="utf-8") for path in sorted(lessons_folder().glob("*.toml")))]
    results, slowest = Counter(), (0.0, 0)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            content = damaged(sources, number, seed)
            started = time.perf_counter()
            try:
                results[outcome(Path(folder) / "l.toml", content, {**DECLARED, **ACTIVITIES})] += 1
            except BaseException:
                sys.stderr.write(f"damaged file {number} of seed {seed}\n")
                raise
            slowest = max(slowest, (time.perf_counter() - started, number))
    for result, times in results.most_common():
        print(f"{times:6,} {result}")
    print(f"{count:,} files; the slowest took {slowest[0]:.3f} s (number {slowest[1]})")
    return 0 if slowest[0] <= LONGEST else 1


if __name__ == "__main__":
    sys.exit(main())
