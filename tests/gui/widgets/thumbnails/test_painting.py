from PySide6.QtGui import QFont, QFontMetrics

from nnapp.gui.widgets.thumbnails.painting import cut_caption

LONG = "an aeroplane over the sea at night"


def test_a_caption_without_room_still_says_what_was_read_as_what(qapp):
    metrics = QFontMetrics(QFont())
    room = metrics.horizontalAdvance("an aeroplane → an aeroplane")
    one, other = cut_caption(f"{LONG} → {LONG}", metrics, room).split(" → ")
    assert one == other
    assert one.startswith("an aer")
    assert one.endswith("…")


def test_a_short_name_leaves_its_room_to_the_long_one(qapp):
    metrics = QFontMetrics(QFont())
    room = metrics.horizontalAdvance("an aeroplane over → cat")
    for words in (f"{LONG} → cat", f"cat → {LONG}"):
        cut = cut_caption(words, metrics, room)
        assert "cat" in cut.split(" → ")
        assert "an aeroplane" in cut
        assert metrics.horizontalAdvance(cut) <= room
    assert cut_caption("cat → dog", metrics, room) == "cat → dog"
    assert cut_caption(f"{LONG} ✓", metrics, room).endswith("night ✓")
