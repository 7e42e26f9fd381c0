"""The names of classes beside their bars."""

from PySide6.QtGui import QFont, QFontMetrics

from nnapp.gui.widgets.activation_chart import _two_lines


def test_a_long_name_is_divided_between_words(qapp):
    metrics = QFontMetrics(QFont())
    room = metrics.horizontalAdvance("seven with a")
    assert _two_lines("seven with a bar", metrics, room) == ["seven with a", "bar"]
    assert _two_lines("seventeenseventeen bars", metrics, room) == ["seventeenseventeen bars"]
