"""What the window says the network recognises."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from nnapp.digits.datasets import COURSE_DIGITS, load_course_digits
from nnapp.digits.drawing import Drawing
from nnapp.gui.board.answer_panel import AnswerPanel
from nnapp.wording import decimals
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
    hand.session.networks.set_threshold(1.0)
    hand.draw(SEVEN)
    assert hand.text("predictionLabel") == "?"
    assert hand.text("predictionHeadline") == "No neuron fires"
    assert hand.chart.bars.fired == frozenset()
    assert not hand.chart.bars.blank


def test_where_there_is_little_room_the_digit_stands_above_the_words(hand):
    hand.draw(SEVEN)
    panel = AnswerPanel(hand.session, hand.window.appearance, QWidget())
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


def answer(hand):
    """Return what is said of a drawing, line by line."""
    panel = hand.window.findChild(AnswerPanel)
    return [line.text() for line in panel.findChildren(QLabel) if line.text()][1:]


def show(hand, digit, class_name):
    drawing = Drawing(picture=load_course_digits()[COURSE_DIGITS.index(digit)], class_name=class_name)
    with hand.qtbot.waitSignal(hand.session.recognition_changed):
        hand.session.sketch.show_drawing(drawing)
    return hand.session.recognition


def test_a_wrong_answer_is_followed_by_what_the_drawing_really_is(hand):
    recognition = show(hand, 5, "8")
    activation, truth = (decimals(recognition.outputs[k], 3) for k in (5, 8))
    assert answer(hand) == ["Neuron 5 fires", f"activation {activation}", f"correct: 8 at {truth}"]
    label = hand.window.findChild(QLabel, "predictionLabel")
    assert label.accessibleDescription() == f"Neuron 5 fires; correct: 8 at {truth}"


def test_a_right_answer_is_not(hand):
    recognition = show(hand, 5, "5")
    assert (
        answer(hand)[2]
        == f"next: {recognition.ranking[1]} at {decimals(recognition.outputs[recognition.ranking[1]], 3)}"
    )


def test_what_a_network_does_not_know_has_no_number(hand):
    show(hand, 5, "f")
    assert answer(hand)[2] == "correct: f"


def test_a_mistake_is_named_when_no_neuron_fires_as_well(hand):
    hand.session.networks.set_threshold(1.0)
    recognition = show(hand, 5, "8")
    assert answer(hand)[2] == f"correct: 8 at {decimals(recognition.outputs[8], 3)}"
    show(hand, 5, "5")
    assert answer(hand)[2] == "firing needs 1.00"


def test_who_draws_over_an_example_makes_a_drawing_of_no_known_class_and_undo_brings_it_back(hand):
    show(hand, 5, "8")
    hand.draw(SEVEN)
    assert "correct" not in answer(hand)[2]
    hand.trigger("actionUndo")
    assert answer(hand)[2].startswith("correct: 8")
    hand.window.findChild(QAction, "actionEraser").trigger()
    hand.draw([(14, 4), (14, 24)])
    assert "correct" not in answer(hand)[2]
    hand.trigger("actionUndo")
    assert answer(hand)[2].startswith("correct: 8")


def test_the_samples_have_their_class(hand):
    hand.qtbot.mouseClick(hand.window.findChild(QToolButton, "sample9"), Qt.MouseButton.LeftButton)
    assert hand.session.sketch.drawing.class_name == "9"


def test_the_threshold_set_by_hand_is_the_dashed_line(hand):
    hand.session.networks.set_threshold(0.75)
    assert hand.chart.bars.threshold == 0.75
