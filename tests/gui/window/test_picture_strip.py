"""What is offered of a picture with several digits, and of one that goes in as it is."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from nnapp.digits.datasets import load_course_digits
from nnapp.gui.pages.network.diagram_panel import DiagramPanel
from nnapp.locations import shipped_weights
from tests.gui.drawing import SEVEN


def save(path, levels):
    Image.fromarray(np.rint(255 * levels).astype(np.uint8)).save(path)
    return path


def open_picture(hand, path):
    with hand.qtbot.waitSignal(hand.session.recognition_changed):
        hand.window.pictures.open_file(path)


def is_offered(hand):
    return not hand.window.findChild(QWidget, "pictureStrip").isHidden()


@pytest.fixture
def several(hand, tmp_path):
    digits = [np.pad(np.kron(digit, np.ones((4, 4))), 20) for digit in load_course_digits()[[0, 1, 2, 4]]]
    open_picture(hand, save(tmp_path / "page.png", 1 - np.hstack(digits)))
    return hand


def test_the_digits_of_a_picture_are_shown_one_by_one(several):
    assert several.text("pictureWords") == "4 digits found in page.png: this is digit 1."
    assert several.text("predictionLabel") == "5"
    for digit in "049":
        with several.qtbot.waitSignal(several.session.recognition_changed):
            several.click("nextDigitButton")
        assert several.text("predictionLabel") == digit
    assert not several.window.findChild(QPushButton, "nextDigitButton").isEnabled()
    with several.qtbot.waitSignal(several.session.recognition_changed):
        several.click("previousDigitButton")
    assert several.text("pictureWords").endswith("this is digit 3.")


def test_the_offer_follows_the_drawing_also_when_a_step_is_undone(several):
    several.click("nextDigitButton")
    several.trigger("actionUndo")
    assert several.text("pictureWords").endswith("this is digit 1.")
    several.draw(SEVEN)
    assert not is_offered(several)
    several.trigger("actionUndo")
    assert is_offered(several)
    several.click("closePictureButton")
    assert not is_offered(several)
    assert several.text("predictionLabel") == "5"


def test_one_digit_is_shown_without_more_words(hand, tmp_path):
    open_picture(hand, save(tmp_path / "four.png", 1 - np.kron(load_course_digits()[2], np.ones((6, 6)))))
    assert not is_offered(hand)


def test_a_picture_like_those_of_mnist_goes_in_as_it_is_and_the_other_way_is_offered(hand, tmp_path):
    five = load_course_digits()[0]
    open_picture(hand, save(tmp_path / "five.png", five))
    assert hand.text("pictureWords").startswith("Like MNIST's digits, five.png has 28×28 pixels")
    np.testing.assert_allclose(hand.session.sketch.drawing.picture, five, atol=1e-6)
    hand.click("otherWayButton")
    assert hand.text("pictureWords") == "The digit in five.png has been scaled and centred."
    assert (hand.session.sketch.drawing.picture != five).any()
    hand.click("otherWayButton")
    np.testing.assert_allclose(hand.session.sketch.drawing.picture, five, atol=1e-6)


def test_the_words_below_it_are_not_covered_when_everything_is_enlarged(hand, tmp_path):
    hand.window.resize(1366, 768)
    hand.open_weights(shipped_weights("directions"))
    open_picture(hand, save(tmp_path / "five.png", load_course_digits()[0]))
    hand.window.appearance.set_zoom(2.0)
    about, diagram = hand.window.findChild(QLabel, "networkAbout"), hand.window.findChild(DiagramPanel)
    for _ in range(3):  # What is enlarged is laid out first, then what lies around it.
        QApplication.processEvents()
    assert about.height() >= about.heightForWidth(about.width())
    assert about.mapToGlobal(about.rect().bottomLeft()).y() < diagram.mapToGlobal(QPoint()).y()
