"""The split and the gradient side by side, with the weights of the course and with some that cannot be split."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider

from nnapp.gui.pages.course.activities.error_split import ErrorSplitActivity
from nnapp.gui.pages.course.activities.split_picture import SplitPicture
from nnapp.gui.paint.appearance import Appearance
from tests.gui.pages.course.activities.by_hand import begin, click, is_met, lines, told


@pytest.fixture
def activity(make_activity):
    return make_activity(ErrorSplitActivity)


def test_both_ways_are_written_out_for_the_weights_of_the_course(activity):
    assert lines(activity, "splitShares") == [
        "w₁₁/(w₁₁ + w₂₁) = 0.90/(0.90 + 0.30) = 0.7500",
        "w₂₁/(w₁₁ + w₂₁) = 0.30/(0.90 + 0.30) = 0.2500",
        "w₁₂/(w₁₂ + w₂₂) = 0.20/(0.20 + 0.80) = 0.2000",
        "w₂₂/(w₁₂ + w₂₂) = 0.80/(0.20 + 0.80) = 0.8000",
    ]
    assert lines(activity, "splitSums") == [
        "h1: 0.80·0.7500 + 0.50·0.2000 = 0.7000",
        "h2: 0.80·0.2500 + 0.50·0.8000 = 0.6000",
    ]
    assert lines(activity, "splitKept") == ["Together 1.3000 = e₁ + e₂: the whole error."]
    assert lines(activity, "splitGradient") == [
        "h1: (0.80·0.90 + 0.50·0.20) · 0.50·(1 − 0.50)",
        "= 0.8200 · 0.2500 = 0.2050",
        "h2: (0.80·0.30 + 0.50·0.80) · 0.90·(1 − 0.90)",
        "= 0.6400 · 0.0900 = 0.0576",
    ]
    heard = activity.findChild(SplitPicture).accessibleDescription()
    assert heard.startswith("Hidden neuron 1 gets 75 % of error 1 and 20 % of error 2: 0.7000; its gradient is 0.2050.")


def test_keys_lead_to_weights_that_cannot_be_split_and_the_button_back(activity, qtbot):
    slider = activity.findChild(QSlider, "w11")
    while told(activity, "w11")[0] > -0.3:
        qtbot.keyClick(slider, Qt.Key.Key_Left)
    assert told(activity, "unsplit", "share11", "share21", "split1") == pytest.approx((1, 0, 0, 0.1))
    assert lines(activity, "splitShares")[:2] == [
        "w₁₁ + w₂₁ = 0: there is nothing to divide by,",
        "so e₁ has no shares",
    ]
    assert lines(activity, "splitSums")[0] == "h1: 0.80·– + 0.50·0.2000 = 0.1000"
    assert lines(activity, "splitKept") == ["Together 0.5000, not e₁ + e₂ = 1.3000: an error is lost."]
    assert told(activity, "gradient1", "gradient2") == pytest.approx(((-0.24 + 0.1) * 0.25, 0.0576))
    activity.set_values({"w12": 1.0, "w22": 1.0})
    click(qtbot, activity, "courseWeights")
    assert told(activity, "w11", "w12", "w22", "unsplit", "split1") == pytest.approx((0.9, 0.2, 0.8, 0, 0.7))


@pytest.mark.parametrize(
    ("number", "values", "is_right"),
    [
        (2, {"w12": 0.5, "w22": -0.5}, True),
        (2, {"w11": 0.0, "w21": 0.0}, False),
        (2, {"w11": 0.5, "w21": -0.45}, False),
        (3, {"a1": 0.01}, True),
        (3, {"a1": 0.9}, False),
        (3, {"w11": 0.0, "w12": 0.0}, False),
        (3, {"e1": 0.0, "a1": 1.0}, False),
    ],
)
def test_only_what_a_challenge_asks_for_meets_it(activity, number, values, is_right):
    begin(activity, "10-back-propagation")
    activity.set_values(values)
    assert is_met(activity, "10-back-propagation", number) == is_right


def test_links_are_solid_blue_or_dashed_orange_by_the_sign_of_their_share(activity):
    activity.set_values({"w11": 0.9, "w21": -0.3})
    picture = activity.grab() and activity.findChild(SplitPicture)
    image, theme = picture.grab().toImage(), Appearance("light").theme
    # In the upper half, right of the middle: the level link of h1, and below it the sloping one of h2.
    column = [image.pixelColor(image.width() - 60, y).name() for y in range(image.height() // 2)]
    colours = [colour for colour in column if colour in {theme.supports.lower(), theme.opposes.lower()}]
    assert colours[0] == theme.supports.lower()
    row = image.height() // 2 - 30
    across = {image.pixelColor(x, row).name() for x in range(image.width())}
    assert theme.opposes.lower() in across
