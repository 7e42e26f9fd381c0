"""Choice fields: what is displayed is never a key."""

import pytest
from PySide6.QtWidgets import QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.style_sheet import style_sheet
from nnapp.gui.widgets.fields import choice_field, offer, show_choice


def test_a_choice_has_a_key_and_displays_its_words(qtbot):
    box = choice_field("lossCombo", (("mse", "squared error"), ("ce", "cross-entropy")), "ce")
    qtbot.addWidget(box)
    assert (box.currentData(), box.currentText()) == ("ce", "cross-entropy")
    with qtbot.waitSignal(box.currentIndexChanged):
        show_choice(box, "mse")
    assert (box.currentData(), box.currentText()) == ("mse", "squared error")


def test_two_choices_may_be_displayed_alike(qtbot):
    box = choice_field("", ((1, "seven"), (2, "seven")), 2)
    qtbot.addWidget(box)
    assert box.currentData() == 2
    show_choice(box, 1)
    assert box.currentIndex() == 0


def test_other_choices_are_offered_without_a_signal(qtbot):
    box = choice_field("", (("a", "A"), ("b", "B")), "b")
    qtbot.addWidget(box)
    with qtbot.assertNotEmitted(box.currentIndexChanged):
        offer(box, ((True, "yes"), (False, "no")), key=False)
    assert box.currentData() is False
    assert box.count() == 2


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_list_shows_its_choices_whole(qtbot):
    window = QWidget()
    window.setStyleSheet(style_sheet(Appearance().theme))
    qtbot.addWidget(window)
    box = choice_field("", [(number, "a choice of many words" + "s" * number) for number in range(13)], 0)
    box.setParent(window)
    box.setFixedWidth(100)
    window.show()
    box.setFocus()
    box.showPopup()
    view = box.view()
    assert view.verticalScrollBar().maximum() == 0
    assert view.viewport().width() >= view.sizeHintForColumn(0)
    box.hidePopup()
