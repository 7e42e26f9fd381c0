"""The My hand page: it brings the kept drawings, the guided round and learning together."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QTabBar, QWidget

from nnapp.gui.paint.style_sheet import style_sheet
from nnapp.gui.paint.theme import TEXT, load_fonts
from nnapp.gui.state.my_hand import MyHand
from tests.gui.pages.my_hand.desk import WRITER
from tests.gui.pages.network.test_small_pages import is_cut

SIZES = ((950, 720), (690, 660), (500, 300))


def test_how_many_drawings_are_kept_is_told_and_that_they_stay_here(desk):
    assert desk.text("keptDrawingsLabel") == "Drawings are kept on this computer only"
    desk.keep(WRITER.write(1, 0)[:1])
    assert desk.text("keptDrawingsLabel") == "1 drawing, kept on this computer only"


def test_what_another_window_has_kept_is_shown_when_this_one_is_used_again(desk, qtbot):
    desk.keep(WRITER.write(1, 0)[:2])
    other = MyHand(desk.drawings_folder, desk.session.sketch, desk.session.history, desk.owner)
    other.delete([other.drawings[0].key])
    assert desk.text("keptDrawingsLabel").startswith("2 drawings")
    elsewhere = QWidget()
    qtbot.addWidget(elsewhere)
    for window in (elsewhere, desk.owner):
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
    assert desk.text("keptDrawingsLabel").startswith("1 drawing,")


def test_what_another_window_has_kept_is_shown_when_the_page_is_opened_again(desk):
    desk.keep(WRITER.write(1, 0)[:2])
    desk.page.hide()
    other = MyHand(desk.drawings_folder, desk.session.sketch, desk.session.history, desk.owner)
    other.delete([kept.key for kept in other.drawings])
    desk.page.show()
    assert desk.text("keptDrawingsLabel").startswith("Drawings are kept")


@pytest.mark.parametrize("button", ["guidedRoundButton", "drawMissingButton"])
def test_a_guided_round_begins_at_the_head_of_the_page_or_from_the_advice(desk, button):
    assert not desk.is_shown("guidedRound")
    desk.click(button)
    assert desk.is_shown("guidedRound")


def test_while_a_round_is_on_no_other_one_is_offered_and_the_focus_is_not_lost(desk):
    begin, draw = desk.find("guidedRoundButton"), desk.find("drawMissingButton")
    begin.setFocus()
    desk.click("guidedRoundButton")
    assert not begin.isEnabled()
    assert not draw.isEnabled()
    assert desk.find("skipButton").hasFocus()
    desk.find("endRoundButton").setFocus()
    desk.click("endRoundButton")
    assert draw.isEnabled()
    assert begin.hasFocus()


def test_the_advice_asks_for_what_is_missing_only(desk):
    desk.keep_a_hand()
    fives = [kept.key for kept in desk.my_hand.drawings if kept.label == 5]
    desk.my_hand.delete(fives[:2])
    desk.settle()
    desk.click("drawMissingButton")
    assert desk.text("guidedWords") == "Draw a 5"
    assert desk.text("guidedCount").startswith("1 of 2 ")


def test_a_digit_that_is_missing_is_told_while_the_drawings_are_changed(desk):
    desk.keep_a_hand()
    assert not desk.is_shown("handAdvice")
    desk.my_hand.delete([kept.key for kept in desk.my_hand.drawings if kept.label == 5])
    desk.settle()
    assert desk.text("adviceHeadline") == "Your 5 is missing."
    desk.session.undo()
    desk.settle()
    assert not desk.is_shown("handAdvice")


def test_where_there_is_room_for_one_side_only_learning_comes_into_view_with_its_run(desk, qtbot, little_rehearsal):
    desk.keep_a_hand()
    desk.owner.resize(500, 600)
    tabs = desk.find("sideTabs", QTabBar)
    qtbot.waitUntil(tabs.isVisible)
    assert (desk.is_shown("collectionPanel"), desk.is_shown("learningPanel")) == (True, False)
    desk.learn()
    assert (desk.is_shown("collectionPanel"), desk.is_shown("learningPanel")) == (False, True)
    assert desk.is_shown("handScores")


def test_the_hand_can_be_learnt_as_soon_as_there_is_enough_though_the_side_of_learning_is_out_of_view(desk, qtbot):
    desk.owner.resize(500, 600)
    qtbot.waitUntil(lambda: not desk.is_shown("learningPanel"))
    learn = desk.find("learnHandButton")
    desk.keep_a_hand(1)
    assert learn.isEnabled()
    desk.my_hand.delete([kept.key for kept in desk.my_hand.drawings])
    desk.settle()
    assert not learn.isEnabled()
    desk.page.hide()
    desk.session.undo()
    desk.page.show()
    assert learn.isEnabled()


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_nothing_is_cut_and_nothing_scrolls_sideways(desk, little_rehearsal, zoom):
    load_fonts()
    desk.appearance.set_zoom(zoom)
    QApplication.setFont(desk.appearance.theme.font(TEXT))
    desk.owner.setStyleSheet(style_sheet(desk.appearance.theme))
    states = [cut_texts(desk, zoom)]
    desk.keep_a_hand()
    desk.my_hand.delete([kept.key for kept in desk.my_hand.drawings if kept.label in (2, 5)])
    states.append(cut_texts(desk, zoom))
    desk.learn()
    desk.click("guidedRoundButton")
    states.append(cut_texts(desk, zoom))
    assert states == [[]] * 3
    assert desk.page.minimumSizeHint().boundedTo(QSize(350, 300) * zoom) == desk.page.minimumSizeHint()


def cut_texts(desk, zoom):
    """Return the texts that are cut, or how far a side scrolls sideways, at any of the sizes, on any side."""
    found = []
    for width, height in SIZES:
        desk.owner.resize(QSize(width, height) * zoom)
        for side in (0, 1):
            desk.find("sideTabs", QTabBar).setCurrentIndex(side)
            for _ in range(5):
                # Each layout tells the one around it by an event of its own.
                QApplication.processEvents()
            found += [
                (width, part.text())
                for kind in (QLabel, QAbstractButton)
                for part in desk.page.findChildren(kind)
                if part.isVisible() and part.text() and is_cut(part)
            ]
            areas = (area for area in desk.page.findChildren(QScrollArea) if area.isVisible())
            found += [(width, most) for area in areas if (most := area.horizontalScrollBar().maximum())]
    return found
