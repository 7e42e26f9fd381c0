"""How far something has come."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from nnapp.gui.widgets.progress_bar import ProgressBar


def test_a_share_is_shown_as_a_part_of_the_whole(qtbot):
    bar = ProgressBar("someProgress", "the work")
    qtbot.addWidget(bar)
    assert bar.value() == bar.minimum() == 0
    bar.show_share(0.25)
    assert bar.value() == bar.maximum() / 4


def test_what_lies_below_does_not_move_when_it_is_hidden(qtbot):
    window, bar, below = QWidget(), ProgressBar("someProgress", "the work"), QLabel("below")
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(bar)
    column.addWidget(below)
    with qtbot.waitExposed(window):
        window.show()
    place = below.pos()
    bar.hide()
    window.layout().activate()
    assert below.pos() == place
