"""Drawing with the mouse, and the answer beside it."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from tests.gui.drawing import ONE, SEVEN, draw


def test_recognition_is_live_while_the_stroke_is_drawn(hand, qtbot):
    with qtbot.waitSignal(hand.session.recognition_changed):
        draw(hand.canvas, SEVEN, release=False)
    assert hand.text("predictionLabel") == "7"
    assert not hand.session.history.canUndo()


def test_a_stroke_is_unbroken_however_fast_the_mouse(hand):
    hand.draw([ONE[0], ONE[-1]])
    rows = hand.session.ink[5:23].max(axis=1)
    assert (rows > 0.9).all()


def test_undo_redo_and_clear_go_through_the_drawing(hand):
    hand.draw(ONE)
    one = hand.session.ink.copy()
    hand.draw(SEVEN)
    both = hand.session.ink.copy()
    hand.trigger("actionUndo")
    assert np.array_equal(hand.session.ink, one)
    hand.trigger("actionRedo")
    assert np.array_equal(hand.session.ink, both)
    hand.trigger("actionClear")
    assert not hand.session.ink.any()
    assert hand.text("predictionLabel") == ""
    hand.trigger("actionUndo")
    assert np.array_equal(hand.session.ink, both)


def test_after_clear_the_pen_is_in_hand(hand):
    hand.draw(ONE)
    hand.window.findChild(QAction, "actionEraser").trigger()
    hand.trigger("actionClear")
    hand.draw(SEVEN)
    assert hand.text("predictionLabel") == "7"


def test_undo_in_the_middle_of_a_stroke_takes_back_that_stroke_only(hand, qtbot):
    hand.draw(ONE)
    one = hand.session.ink.copy()
    with qtbot.waitSignal(hand.session.recognition_changed):
        draw(hand.canvas, SEVEN, release=False)
    hand.trigger("actionUndo")
    assert np.array_equal(hand.session.ink, one)
    # What the hand goes on to draw with the button still down belongs to the stroke that was taken back.
    QTest.mouseMove(hand.canvas, hand.canvas.rect().center())
    QTest.mouseRelease(hand.canvas, Qt.MouseButton.LeftButton)
    assert len(hand.session.sketch.drawing.strokes) == 1


def test_the_pen_stays_on_the_canvas(hand):
    hand.draw([(14, 14), (40, 14)])
    assert hand.session.sketch.drawing.strokes[0].max() <= 28
    assert hand.session.ink[:, 27].any()


def test_only_the_left_button_draws(hand, qtbot):
    QTest.mouseClick(hand.canvas, Qt.MouseButton.RightButton)
    assert hand.session.sketch.drawing.is_empty


def test_the_eraser_takes_ink_away_in_one_step_of_undo(hand):
    hand.draw([(4, 14), (24, 14)])
    line = hand.session.ink.copy()
    hand.window.findChild(QAction, "actionEraser").trigger()
    hand.draw([(14, 4), (14, 10), (14, 24)])
    assert hand.session.ink[:, 14].max() < 0.1
    assert len(hand.session.sketch.drawing.strokes) == 2
    hand.trigger("actionUndo")
    assert np.array_equal(hand.session.ink, line)
    hand.window.findChild(QAction, "actionPen").trigger()
    hand.draw(ONE)
    assert hand.session.ink[:, 14].max() == 1


def test_the_samples_of_the_course_are_recognised(hand, qtbot):
    for digit in (5, 0, 4, 1, 9, 2):
        with qtbot.waitSignal(hand.session.recognition_changed):
            qtbot.mouseClick(hand.window.findChild(QToolButton, f"sample{digit}"), Qt.MouseButton.LeftButton)
        assert hand.text("predictionLabel") == str(digit)
