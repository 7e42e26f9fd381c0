"""Pictures of one's own drawings that are read differently after learning."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView

from nnapp.gui.pages.my_hand.learning.changes import MOST_LINES, Changes
from nnapp.gui.paint.appearance import Appearance
from tests.gui.pages.my_hand.learning.comparisons import BETTER, STILL_WRONG, WORSE


@pytest.fixture
def changes(qtbot):
    changes = Changes(Appearance("light"))
    qtbot.addWidget(changes)
    changes.resize(400, 300)
    with qtbot.waitExposed(changes):
        changes.show()
    return changes


def view(changes):
    return changes.findChild(QListView, "changesList")


def test_what_got_worse_comes_first_in_a_dashed_frame_and_each_says_in_words_what_became_of_it(changes):
    changes.show_changes([BETTER, STILL_WRONG, WORSE])
    listing = view(changes).model().listing
    assert [listing.captions(row) for row in range(len(listing))] == [
        (("7 → 1", ""), ("now wrong", "")),
        (("4 → 1", ""), ("now right", "")),
        (("0 → 3", ""), ("still wrong", "")),
    ]
    assert [listing.is_dashed(row) for row in range(len(listing))] == [True, False, False]
    told = view(changes).model().index(0, 0).data()
    assert told == "Drawn as 7, read as 7 before and 1 after: now wrong. Click to put it on the canvas."


def test_a_click_asks_for_the_drawing(changes, qtbot):
    changes.show_changes([BETTER, WORSE])
    place = view(changes).visualRect(view(changes).model().index(1, 0)).center()
    with qtbot.waitSignal(changes.drawing_wanted) as wanted:
        qtbot.mouseClick(view(changes).viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wanted.args == [BETTER.drawing, 1]


def test_the_list_is_as_high_as_its_lines_until_there_are_too_many(changes):
    changes.show_changes([BETTER])
    one_line = view(changes).height()
    changes.resize(400, 900)
    for number, lines in ((view(changes).columns, 1), (view(changes).columns + 1, 2), (1_000, MOST_LINES)):
        changes.show_changes([BETTER] * number)
        assert view(changes).minimumHeight() == pytest.approx(lines * one_line, abs=lines * 4)


def test_where_nothing_has_changed_there_is_a_sentence_and_no_list(changes):
    changes.show_changes([BETTER])
    changes.show_changes([])
    assert view(changes).isHidden()
    assert changes.findChild(QLabel, "changesWords").text() == "The drawings that it learnt from are read as before."


def test_the_table_says_what_became_of_each_drawing(changes):
    changes.show_changes([BETTER])
    assert list(view(changes).model().rows())[1] == (1, 4, 1, "now right")
