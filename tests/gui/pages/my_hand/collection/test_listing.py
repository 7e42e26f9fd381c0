"""The kept drawings as rows of a list: where each stands, and what is said of it."""

from dataclasses import replace

import numpy as np
import pytest

from nnapp.digits.drawings_file import strokes_as_json
from nnapp.files.collection_lines import KeptDrawing
from nnapp.gui.pages.my_hand.collection.listing import HEADING, KeptListing
from tests.hands import Writer

COLUMNS = HEADING + 3


def kept(*labels):
    """Return drawings with these labels, whose keys are their numbers."""
    return tuple(KeptDrawing(str(k), label, b"[[[0,0],[0,0]]]") for k, label in enumerate(labels))


def lines(listing):
    """Return what stands in each line: keys, digits of headings, and dots for places with nothing."""
    words = [
        place.key if isinstance(place, KeptDrawing) else "." if place is None else f"[{place}]"
        for place in map(listing.place, range(len(listing)))
    ]
    return [" ".join(words[start : start + listing.columns]) for start in range(0, len(words), listing.columns)]


def test_each_digit_begins_a_new_line_with_its_heading():
    assert lines(KeptListing(kept(1, 0, 1, 1, 1, 3), {}, COLUMNS)) == [
        "[0] . 1 . .",
        "[1] . 0 2 3",
        ". . 4 . .",
        "[2] . . . .",
        "[3] . 5 . .",
        *[f"[{digit}] . . . ." for digit in range(4, 10)],
    ]


@pytest.mark.parametrize("columns", [3, 4, 9, 30])
def test_the_row_of_each_drawing_is_known(columns):
    listing = KeptListing(kept(*np.random.default_rng(0).integers(0, 10, 80).tolist()), {}, columns)
    rows = listing.rows_of({kept.key for kept in listing.drawings})
    assert len(rows) == 80
    assert all(listing.drawing(row).key == key for key, row in rows.items())
    assert sum(map(listing.has_picture, range(len(listing)))) == 80
    assert len(listing) % columns == 0


def test_the_rows_of_the_digits_that_have_changed_are_known():
    before = KeptListing(kept(0, 0, 1, 5), {}, COLUMNS)
    relabelled = KeptListing((*before.drawings[:3], replace(before.drawings[3], label=1)), {}, COLUMNS)
    assert list(relabelled.changed(before)) == [(5, 9), (25, 29)]
    assert list(before.changed(KeptListing(before.drawings, {}, COLUMNS))) == []
    longer = KeptListing((*before.drawings, *kept(*[0] * 4)), {}, COLUMNS)
    assert next(longer.changed(before)) == (0, 9)
    assert len(list(longer.changed(before))) == 10


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([], "3 drawings"),
        (["7", "7"], "3 drawings"),
        (["7", "7", "7"], "all read"),
        (["7", "1", "7"], "1 of 3 read as 1"),
        (["1", "7", "1"], "2 of 3 read as 1"),
        (["4", "7", "2"], "2 of 3 read as 4 and 2"),
        (["4", "2", "1"], "3 of 3 not read"),
    ],
)
def test_how_the_drawings_of_a_digit_are_read_is_said_in_words(answers, words):
    listing = KeptListing(kept(7, 7, 7), {str(k): answer for k, answer in enumerate(answers)}, COLUMNS)
    assert listing.words(7) == words
    assert listing.sentence(listing.starts[7]) == f"7: {words}"
    assert listing.words(8) == "none yet"


def test_what_is_read_as_something_else_has_a_dashed_frame_and_a_caption():
    answers = {}
    listing = KeptListing(kept(7, 7, 7), answers, COLUMNS)
    rows = [listing.rows_of("012")[key] for key in "012"]
    before = [listing.look(row) for row in rows]
    answers |= {"0": "7", "1": "4"}
    assert [listing.is_dashed(row) for row in rows] == [False, True, False]
    assert [listing.captions(row) for row in rows] == [(), (("→ 4", ""),), ()]
    assert [listing.sentence(row) for row in rows] == [
        "Kept as 7, read as 7.",
        "Kept as 7, read as 4.",
        "Kept as 7, not read yet.",
    ]
    assert [listing.look(row) == old for row, old in zip(rows, before, strict=True)] == [True, False, True]


def test_the_table_names_each_drawing_and_what_it_is_read_as():
    listing = KeptListing(kept(7, 1, 4), {"0": "7", "2": "9"}, COLUMNS)
    assert list(listing.rows()) == [["digit", "read as"], [7, "7"], [1, ""], [4, "9"]]


def test_a_row_shows_its_drawing_as_the_canvas_does():
    drawing, label = Writer.number(0).write(1, 0)[3]
    listing = KeptListing((KeptDrawing("a", label, strokes_as_json(drawing)),), {}, COLUMNS)
    assert listing.ink(listing.rows_of("a")["a"]).max() == 1.0
    assert not listing.ink(0).any()
