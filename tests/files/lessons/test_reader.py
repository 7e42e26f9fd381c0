"""A lesson is read as it is written, or refused with its line and what would be right."""

import os
import re

import pytest

from nnapp.files.errors import LessonError
from nnapp.files.lessons.lesson import ChooseOne, Condition, EnterNumber, Lesson, MeetConditions, Step, Visit
from nnapp.files.lessons.reader import MOST_LESSONS, PAGES, lesson_files, read_lesson, read_lessons
from nnapp.gui.state.view import Page
from tests.files.lessons.samples import ACTIVITIES, LESSON

SHORT = 'title = "T"\ntext = "T."\nactivity = "nothing"\n'


@pytest.fixture
def read(tmp_path):
    def read(source):
        path = tmp_path / "01-perceptron.toml"
        path.write_bytes(source if isinstance(source, bytes) else source.encode())
        return read_lesson(path, ACTIVITIES)

    return read


def test_everything_in_a_lesson_is_read(read):
    assert read(LESSON) == Lesson(
        key="01-perceptron",
        title="The perceptron",
        rows=(1, 2),
        text="One neuron,\n**two** inputs.",
        formula="y = 1 if w·x + b > 0, else 0",
        activity="perceptron",
        values={"points": "or", "w1": 1.0},
        steps=(
            Step("Look."),
            Step(
                "Then go there.",
                {"points": "xor", "b": -0.5},
                Visit("slow-motion", "Watch the sum.", "networkView"),
            ),
        ),
        challenges=(
            MeetConditions(
                "Make it an AND.",
                ("One.", "Two."),
                (Condition("mistakes", "=", 0.0), Condition("points", "=", "and"), Condition("b", "≥", -1.5)),
                "right",
                4.0,
                {"points": "and", "w1": 1.0, "w2": 1.0, "b": -1.5},
            ),
            EnterNumber("How much is it?", (), 1.05, 0.005),
            ChooseOne("Which one?", (), ("This.", "That."), 1, "Because."),
        ),
    )


@pytest.mark.parametrize("source", [SHORT, SHORT.replace("\n", "\r\n"), b"\xef\xbb\xbf" + SHORT.encode()])
def test_a_lesson_needs_three_things_whatever_editor_wrote_it(read, source):
    assert read(source) == Lesson("01-perceptron", "T", (), "T.", "", "nothing")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('title = "The perceptron"\n', "", "line 1: a lesson needs title; write title = and its value."),
        ('title = "The perceptron"', "title = 7", 'line 1: title is 7; write a text in "quotation marks".'),
        ("The perceptron", "T" * 61, "line 1: title has 61 characters; write at most 60."),
        ("The perceptron", " ", "line 1: title is empty; write a text, or leave the line out if it is optional."),
        ("rows = [1, 2]", "row = 1", "line 2: a lesson has no “row”; write one of title, text, activity, rows, "),
        ("[1, 2]", "[2, 1]", "line 2: 1 does not fit in rows; write whole numbers from 0 to 18, each once and in "),
        ("[1, 2]", "[1, 19]", "line 2: 19 does not fit in rows; write whole numbers from 0 to 18"),
        ("[1, 2]", "[true]", "line 2: true does not fit in rows; "),
        ("[1, 2]", "1", "line 2: rows is 1; write whole numbers"),
        ("**two**", "<b>two", "line 4: in text, HTML is not shown; write a space after <, or **bold** "),
        ('"perceptron"', '"neuron"', "line 7: there is no activity “neuron”; write one of perceptron, nothing."),
        ('"perceptron"', "[1]", "line 7: there is no activity a list; write one of perceptron, nothing."),
        ("[values]", "[[values]]", "line 9: values is a list; write values = { name = value }."),
        ("[values]", "[step]", "line 13: this appears a second time; write each once, [[step]] and [[challenge]] in"),
        ('points = "or"', 'points = "nor"', "line 10: points is “nor”; write one of and, or, xor."),
        ("w1 = 1\n", "w1 = 2.5\n", "line 11: w1 is 2.5; write a number from -2 to 2."),
        ("w1 = 1\n", "w1 = nan\n", "line 11: w1 is not a finite number; write a number from -2 to 2."),
        ("w1 = 1\n", "w1 = true\n", "line 11: w1 is true; write a number"),
        ("w1 = 1\n", f"w1 = 0x{'f' * 9_000}\n", "line 11: w1 is not a finite number; write a number"),
        ("w1 = 1\n", "w1 = 2024-01-01 10:00:00\n", "line 11: w1 is a date or a time; write a number"),
        ("w1 = 1\n", "w3 = 1\n", "line 11: the activity has no “w3”; write one of points, w1, w2, b."),
        ("w1 = 1\n", "rows = [1]\n", "line 11: rows stands within a table; write it above the first line that begins "),
        ('text = "Look."', "", "line 13: a step needs text; write text = and its value."),
        ('text = "Look."', 'words = "Look."', "line 14: a step has no “words”; write one of text, values, visit."),
        ("b = -0.5", "b = -5", "line 18: b is -5; write a number from -2 to 2."),
        ('"slow-motion"', '"slow"', "line 19: there is no page “slow”; write one of neuron, slow-motion, "),
        (', task = "Watch the sum."', "", "line 19: a visit needs task; write task = and its value."),
        ("networkView", "a b", "line 19: “a b” is not the name of a part of the window; use one of letters"),
        ('"conditions"', '"condition"', "line 22: a challenge cannot be of the kind “condition”; write kind = and "),
        ('kind = "conditions"', "", "line 21: a challenge has no kind; write kind = and one of “conditions”, "),
        ("mistakes = 0", "mistakes", "line 25: “mistakes” is not a condition; write a quantity, one of = ≠ < ≤ > ≥, "),
        ("mistakes = 0", "mistakes == 0", "line 25: “mistakes == 0” is not a condition; "),
        ("mistakes = 0", "faults = 0", "line 25: the activity has no quantity “faults”; write one of points, w1, w2, "),
        ("mistakes = 0", "mistakes < 1e999", "line 25: “1e999” is too large a number; write a smaller one."),
        ("mistakes = 0", "mistakes < few", "line 25: “few” is a word, and words can only be equal or not; write = "),
        ("points = and", "points = nand", "line 26: points is never “nand”; write one of and, or, xor after =."),
        ("points = and", "points > and", "line 26: “and” is a word, and words can only be equal or not; "),
        ("b >= −1.5", "b >= −2.5", "line 27: b is never -2.5; write a number from -2 to 2 after >=."),
        ('"points = and"', '"mistakes = 0"', "line 26: “mistakes = 0” appears twice in conditions; write each once."),
        ('"points = and"', "7", 'line 26: conditions is 7; write a text in "quotation marks".'),
        ('progress = "right"\n', "", "line 21: progress and total belong together; write both, or neither."),
        ('"right"', '"left"', "line 29: the activity has no quantity “left”; write one of points, w1, w2, b, "),
        ('"right"', '"points"', "line 29: points is a word, which cannot show progress; name a number."),
        ("total = 4", "total = 0", "line 30: total is 0; write a number from 1 to 1e9."),
        ("w2 = 1.0, b = -1.5", "b = -1.9", "line 31: the solution does not meet its own condition on b; write one "),
        ('{ points = "and", w1 = 1.0, w2 = 1.0, b = -1.5 }', "{}", "line 31: the solution is empty; write the values"),
        ('"One.", "Two."', ", ".join(f'"{n}"' for n in range(6)), "line 32: hints has 6 texts; write 1 to 5."),
        ("answer = 1.05", "answer = inf", "line 37: answer is not a finite number; write a number from -1e9 to 1e9."),
        ("tolerance = 0.005", "tolerance = -1", "line 38: tolerance is -1; write a number from 0 to 1e9."),
        ("tolerance = 0.005\n", "", "line 34: a challenge needs tolerance; write tolerance = and its value."),
        (', "That."', "", "line 43: options has 1 text; write 2 to 6."),
        ("answer = 2", "answer = 3", "line 44: answer is 3; write the number of the right option, 1 to 2."),
        ("answer = 2", "answer = 0", "line 44: answer is 0; write the number of the right option, 1 to 2."),
        ("reason", "tolerance", "line 45: a challenge has no “tolerance”; write one of kind, text, options, answer, "),
        ("[[step]]", "[[step]]\n" * 11, "line 36: there are 22 of [[step]]; write at most 20."),
        ("[[step]]\n", "[steps]\n", "line 16: this table appears here for the second time"),
        ('reason = "Because."', "reason = {}", 'line 45: reason is a table; write a text in "quotation marks".'),
        ("Because.", "\\u0007", "line 45: in reason, a character here cannot be shown; delete it."),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_its_line_and_what_would_be_right(read, old, new, fault):
    assert old in LESSON
    with pytest.raises(LessonError) as caught:
        read(LESSON.replace(old, new))
    assert str(caught.value).startswith(f"01-perceptron.toml, {fault}")
    assert re.fullmatch(r"[^\n]+;[^\n]+\.", str(caught.value))
    assert caught.value.line == int(re.match(r"line (\d+)", fault)[1])


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('title = "U"', "this appears a second time; write each once"),
        ("[values]\n[values]", "this table appears here for the second time"),
        ("values = {}\nvalues.w1 = 1\n", "this adds to what was complete"),
        (r'formula = "\w"', r"a \ in a text begins a special character; write \\ for the backslash itself"),
        (r'formula = "\ud800"', r"this \u is not a character"),
        ('formula = "x', "a text has no end"),
        ('formula = """x', "a text has no end"),
        ("formula = 'x", "a text has no end; write ' after it"),
        ("formula = '''x", "a text has no end; write ' after it, or ''' after several lines"),
        ("values = {w1 = 1, w1 = 1}", "a key appears twice between { and }"),
        (r'formula = "\uz000"', r"this \u is not a character"),
        ('formula = "x\x01"', "a character here cannot be shown; delete it"),
        ("formula", "a key has no value; write key = value"),
        ("formula = 1 x", "something is left after a value; write one key = value on a line"),
        ("[values", "a table has no closing bracket"),
        ("rows = [1", "a list has no end; write ] after it"),
        ("values = {w1 = 1", "a table has no end on its line; write } after it"),
        ("formula = “x”", 'a value is missing or is not valid; write a number, a text in "quotation marks" or a'),
        ("values = {w1 = 1,}", "a key is expected here"),
        ("= 1", "a key or a table is expected here"),
        (".".join("a" * 20_000) + " = 1", "a key has too many parts; write one or two, as in values.w1"),
        (f"[{'.'.join('ab' * 99)}]", "a key has too many parts"),
        (f"rows = {'[' * 30_000}", "lists are nested too deeply; write lists of texts or of numbers"),
        (f"rows = [{'9' * 5_000}]", "a number has too many digits; write at most 15"),
    ],
)
def test_what_is_not_toml_is_told_by_its_line_too(read, line, fault):
    with pytest.raises(LessonError) as caught:
        read(SHORT + line)
    found = re.fullmatch(r"01-perceptron\.toml, line (\d): ([^\n]+;[^\n]+)\.", str(caught.value))
    assert found[2].startswith(fault)
    assert int(found[1]) in (4, 5)


@pytest.mark.parametrize("content", [SHORT.encode("utf-16"), SHORT.replace("T.", "Ü.").encode("latin-1")])
def test_a_file_that_is_not_utf_8_is_refused(read, content):
    with pytest.raises(LessonError, match=r"line [12]: this is not text in UTF-8; save it with the encoding UTF-8\.$"):
        read(content)


def test_a_large_file_is_refused(read):
    with pytest.raises(LessonError, match=r"is larger than a lesson can be \(64 KB\)\.$"):
        read(SHORT + "#" * 2**16)


def test_a_device_is_not_opened(tmp_path):
    path = tmp_path / "pipe.toml"
    os.mkfifo(path)
    with pytest.raises(LessonError, match=r"is a device or a pipe, not a lesson\.$"):
        read_lesson(path)


def test_the_lessons_of_a_folder_come_in_the_order_of_their_names(tmp_path):
    for name in ("02-b.toml", "10-c.TOML", "01-a.toml", "README.md", "._01-a.toml"):
        (tmp_path / name).write_text(SHORT)
    assert [lesson.key for lesson in read_lessons(tmp_path, ACTIVITIES)] == ["01-a", "02-b", "10-c"]


def test_a_folder_without_lessons_or_with_too_many_is_refused(tmp_path):
    path = tmp_path / "1.toml"
    with pytest.raises(LessonError, match=r"has no lessons; choose a folder of files whose names end in \.toml\.$"):
        lesson_files(tmp_path)
    with pytest.raises(LessonError, match="cannot be read: no such file or directory; choose a folder of lessons"):
        lesson_files(path)
    path.touch()
    with pytest.raises(LessonError, match=r"is a file; choose the folder of the lessons\.$"):
        lesson_files(path)
    for number in range(MOST_LESSONS):
        (tmp_path / f"x{number}.toml").touch()
    with pytest.raises(LessonError, match="has 101 lessons; divide them among folders of at most 100"):
        lesson_files(tmp_path)


def test_lessons_visit_the_pages_that_the_window_has_but_not_their_own():
    assert set(PAGES) == {page.value for page in Page} - {"course"}
