"""Every key and element of a text is found on its line."""

import tomllib
from pathlib import Path

import pytest

from nnapp.files.lessons.source_lines import line_of
from tests.files.lessons.samples import LESSON

AWKWARD = (Path(__file__).parent / "awkward.toml").read_text()
"""With brackets, quotation marks, # and = where they mean nothing."""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("a",), 2), (("b",), 5), (('c." [[d]]',), 6), (('c." [[d]]', 0), 7), (('c." [[d]]', 1, 1), 8),
        (('c." [[d]]', 2, "x"), 8), (('c." [[d]]', 2, "y z"), 8), (('c." [[d]]', 2, "y z", 0), 9),
        (("d", "e", "f"), 11), (("g",), 12), (("h", "i"), 15), (("h", "i", "k"), 16), (("l",), 17),
        (("l", "m", "n", "o"), 18), (("l", "m", "q"), 18), (("r", 0), 19), (("r", 0, "s"), 20),
        (("r", 0, "t", 0, "u"), 22), (("r", 0, "v"), 23), (("r", 0, "v", "w"), 24), (("r", 0, "t", 1), 25),
        (("r", 1), 26), (("r", 1, "t", 0, "u"), 28),
    ],
)  # fmt: skip
def test_a_place_is_found_on_the_line_where_it_stands(place, line):
    content = tomllib.loads(AWKWARD)
    for part in place:
        content = content[part]
    assert line_of(AWKWARD, place) == line


def test_a_table_without_a_line_of_its_own_is_found_where_it_begins():
    assert line_of(AWKWARD, ("d", "e")) == 11
    assert line_of(AWKWARD, ("h",)) == 15


def test_what_is_not_there_is_sought_where_it_would_belong():
    assert line_of(AWKWARD, ("r", 1, "t", 0, "v", "w")) == 27
    assert line_of(AWKWARD, ("z",)) == line_of("", ()) == 1


def places(content, place=()):
    yield place
    parts = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for name, part in parts:
        yield from places(part, (*place, name))


def test_all_of_a_lesson_is_found_in_its_order():
    found = [line_of(LESSON, place) for place in places(tomllib.loads(LESSON)) if place]
    assert found == sorted(found)
    without = ("", "One neuron,", '**two** inputs."""', "]")
    assert set(found) == {n for n, line in enumerate(LESSON.splitlines(), 1) if line not in without}
