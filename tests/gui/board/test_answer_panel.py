"""What the window says the network recognises."""

from dataclasses import replace

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel

from nnapp.gui.board.answer_panel import AnswerPanel
from tests.gui.drawing import SEVEN


def test_at_launch_nothing_is_drawn_and_no_neuron_fires(hand):
    assert hand.text("predictionLabel") == ""
    assert hand.text("predictionHeadline") == "Nothing is drawn"
    assert hand.chart.bars.blank
    assert hand.chart.bars.fired == frozenset()


def test_drawing_a_digit_names_it(hand):
    hand.draw(SEVEN)
    assert hand.text("predictionLabel") == "7"
    assert hand.text("predictionHeadline") == "Neuron 7 fires"
    assert hand.chart.bars.fired == frozenset({7})
    assert max(range(10), key=hand.chart.bars.values.__getitem__) == 7
    assert "7: " in hand.chart.accessibleDescription()
    assert "fires" in hand.chart.accessibleDescription()


def test_when_no_neuron_fires_the_window_says_so(hand):
    # A threshold that a sigmoid cannot reach, instead of hoping for a scribble that stays silent.
    hand.session.networks.use(
        replace(
            hand.session.networks.current.weights, recogniser=replace(hand.session.recogniser, firing_threshold=1.0)
        )
    )
    hand.draw(SEVEN)
    assert hand.text("predictionLabel") == "?"
    assert hand.text("predictionHeadline") == "No neuron fires"
    assert hand.chart.bars.fired == frozenset()
    assert not hand.chart.bars.blank


def test_where_there_is_little_room_the_digit_stands_above_the_words(hand):
    hand.draw(SEVEN)
    panel = AnswerPanel(hand.session, hand.window.appearance)
    hand.qtbot.addWidget(panel)
    panel.resize(180, 300)
    panel.show()
    digit, words = (panel.findChild(QLabel, name) for name in ("predictionLabel", "predictionHeadline"))

    def end_of_digit() -> QPoint:
        return digit.mapTo(panel, digit.rect().bottomRight())

    hand.qtbot.waitUntil(lambda: end_of_digit().y() < words.mapTo(panel, QPoint(0, 0)).y())
    panel.resize(300, 300)
    hand.qtbot.waitUntil(lambda: end_of_digit().x() < words.mapTo(panel, QPoint(0, 0)).x())


def test_the_long_name_of_a_class_is_whole(hand):
    names = tuple(f"class with a long name {k}" for k in range(10))
    current = hand.session.networks.current.weights
    hand.session.networks.use(replace(current, recogniser=replace(current.recogniser, class_names=names)))
    hand.draw(SEVEN)
    assert hand.text("predictionLabel") == names[7]
