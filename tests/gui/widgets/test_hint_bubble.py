"""A hint stands beside what it is about, and covers as little of it as it can."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from nnapp.gui.widgets.hint_bubble import Side, place_beside

ROOM, SIZE = QRect(0, 0, 1000, 600), QSize(200, 100)


@pytest.mark.parametrize(
    ("target", "preferred", "place"),
    [
        (QRect(400, 300, 100, 50), Side.RIGHT, (510, 275)),
        (QRect(400, 300, 100, 50), Side.BELOW, (400, 360)),
        (QRect(400, 300, 100, 50), Side.LEFT, (190, 275)),
        (QRect(400, 300, 100, 50), Side.ABOVE, (400, 190)),
    ],
)
def test_a_hint_stands_on_the_side_that_is_preferred(target, preferred, place):
    found = place_beside(target, SIZE, ROOM, 10, preferred)
    assert (found - QPoint(*place)).manhattanLength() <= 2, found


@pytest.mark.parametrize("preferred", Side)
@pytest.mark.parametrize(
    "target",
    [QRect(0, 0, 1000, 480), QRect(900, 0, 100, 600), QRect(0, 0, 90, 30), QRect(250, 120, 749, 479)],
)
def test_where_that_side_has_no_room_another_one_has(target, preferred):
    place = QRect(place_beside(target, SIZE, ROOM, 10, preferred), SIZE)
    assert ROOM.contains(place)
    assert not place.intersects(target)


def test_what_fills_the_window_is_covered_by_no_more_than_the_hint():
    assert ROOM.contains(QRect(place_beside(ROOM, SIZE, ROOM, 10, Side.BELOW), SIZE))
