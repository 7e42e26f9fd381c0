"""Slow motion: every number displayed is recomputed from the weight file alone, and equal in every digit."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTableView

from nnapp.digits.datasets import load_course_digits, load_test_picture
from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.network.slow_motion.fields import NO_CLASS
from nnapp.gui.pages.network.slow_motion.steps import shown
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.fields import show_choice
from nnapp.gui.widgets.source_box import SourceBox
from nnapp.locations import shipped_weights
from nnapp.nn.symbols import meaning_of
from tests.gui.by_hand import ByHand, few
from tests.gui.drawing import pixel_place
from tests.gui.inside import LONG, network_of, rows_of

NAMES = [str(digit) for digit in range(10)]


def steps_of(inside):
    """Go through the slow motion and return its formulas, sentences and tables by their titles."""
    back = inside.find("slowBackButton", QPushButton)
    while back.isEnabled():
        inside.click("slowBackButton")
    seen = {}
    while True:
        table = rows_of(inside.find("slowTable", QTableView))
        seen[inside.text("slowTitle")] = (inside.text("slowFormula"), inside.text("slowSentence"), table)
        if not inside.find("slowNextButton", QPushButton).isEnabled():
            return seen
        inside.click("slowNextButton")


def choose(inside, name, key):
    show_choice(inside.find(name, QComboBox), key)


def columns(*parts):
    """Return the rows that a table of these columns has."""
    return [list(row) for row in zip(*parts, strict=True)]


def fews(numbers):
    return [few(float(number)) for number in numbers]


def eights(numbers):
    return [few(float(number), 8) for number in numbers]


def check_steps(inside, hand, layer, neuron, source):
    """Compare every number of every step with the one computed by hand."""
    inside.choose(layer, neuron)
    inside.session.selection.follow(layer, source)
    seen = steps_of(inside)
    assert len(seen) == 5 + 2 * len(hand.weights)
    check_forward(seen, hand, layer, neuron)
    check_way_back(seen, hand)
    check_weight(seen, hand, layer, neuron, source)
    formula, _, table = seen["The prediction again, after the step"]
    assert formula == f"L was {few(hand.loss)} and is {few(hand.loss_after)}"
    assert table == columns(NAMES, fews(hand.a[-1]), fews(hand.after), fews(hand.y))


def names_of(hand):
    return [[f"h{k + 1}" for k in range(len(z))] for z in hand.z[:-1]] + [NAMES]


def check_forward(seen, hand, layer, neuron):
    inked = (hand.x > 0).sum()
    assert seen["1. Load the inputs x and the targets y"][1].startswith(f"{inked} of the 784 pixels are inked")
    assert seen["1. Load the inputs x and the targets y"][2] == columns(NAMES, fews(hand.y))
    last, sentences = len(hand.weights) - 1, []
    for k, names in enumerate(names_of(hand)):
        where = "outputs" if k == last else f"hidden layer {k + 1}"
        formula, sentence, table = seen[f"2. Feed forward: {where}"]
        assert table == columns(names, fews(hand.biases[k]), fews(hand.z[k]), fews(hand.a[k]))
        assert hand.names[k] in formula
        sentences.append(sentence)
    words = sentences[layer].rpartition(" z = ")[2]
    products, bias, z = (part.strip("().") for part in words.replace("=", "+").split(" + "))
    assert z == f"{hand.z[layer][neuron]:.6f}"
    assert float(bias) == pytest.approx(hand.biases[layer][neuron], abs=1.01e-6)
    assert round(1e6 * float(products)) + round(1e6 * float(bias)) == round(1e6 * float(z))
    formula, _, table = seen["3. The loss between prediction and target"]
    assert formula.endswith(f" = {few(hand.loss)}")
    assert table == columns(NAMES, fews(hand.a[-1]), fews(hand.y))


def check_way_back(seen, hand):
    out = hand.a[-1]
    slope = [eights(out * (1 - out))] if hand.loss_name == "squared error" else []
    shown_errors = seen["4. The error of each output"][2]
    assert shown_errors == columns(NAMES, eights(out), fews(hand.y), *slope, fews(hand.delta[-1]))
    for k, names in enumerate(names_of(hand)[:-1]):
        _, _, table = seen[f"4. The error propagated back: hidden layer {k + 1}"]
        slopes = [1 - a * a if hand.names[k] == "tanh" else a * (1 - a) for a in hand.a[k]]
        assert table == columns(names, eights(hand.arrives[k]), eights(slopes), fews(hand.delta[k]))
        for _, arrives, slope, delta in table:
            check_product((arrives, slope), delta)


def check_product(factors, product):
    """The product of what is shown is what is shown: to half of its last digit, and the rounding of the factors."""
    one, two = (float(factor.replace("≈", "")) for factor in factors)
    shown_product = float(product.replace("≈", ""))
    places = len(product.partition(".")[2]) or 10
    assert one * two == pytest.approx(shown_product, rel=2e-8, abs=0.5 * 10**-places + 2e-10)


def check_weight(seen, hand, layer, neuron, source):
    delta, gradient = hand.delta[layer][neuron], hand.gradients[layer][neuron, source]
    came_in = hand.came_in(layer)[source]
    factors = [row[1] for row in seen["4. The gradient of one weight"][2]]
    assert factors == [few(delta, 8), few(came_in, 8), few(gradient)]
    check_product(factors[:2], factors[2])
    rows = {row[0]: row[1:] for row in seen["5. Adjust the weights against the gradient"][2]}
    old = hand.weights[layer][neuron, source], hand.biases[layer][neuron]
    new = hand.new_weights[layer][neuron, source], hand.new_biases[layer][neuron]
    assert rows["before"] == [f"{number:.10f}" for number in old]
    assert rows["gradient"] == [f"{number:.10f}" for number in (gradient, delta)]
    assert rows["learning rate η"] == [f"{hand.rate:g}"] * 2
    assert rows["after"] == [f"{number:.10f}" for number in new]
    for before, change, after, slope in zip(
        *(rows[name] for name in ("before", "change", "after", "gradient")), strict=True
    ):
        # As displayed, to the last digit.
        assert round(1e10 * float(before)) + round(1e10 * float(change)) == round(1e10 * float(after))
        assert float(change) == pytest.approx(-hand.rate * float(slope), abs=3e-10)


@pytest.mark.parametrize("digit", range(6))
def test_each_step_displays_what_is_computed_from_the_file(inside, digit):
    inside.open(Page.SLOW_MOTION)
    inside.show(load_course_digits()[digit])
    target = (digit + 3) % 10
    choose(inside, "slowTargetCombo", target)
    hand = ByHand.of_file(shipped_weights("default"), inside.session.recognition.seen, target)
    check_steps(inside, hand, 0, 4 + digit, int(hand.x.argmax()))
    check_steps(inside, hand, 1, digit, 14 - digit)


def test_the_same_holds_for_another_loss_rate_target_and_network(inside):
    inside.session.networks.use(load_weights(shipped_weights("64-32")))
    inside.open(Page.SLOW_MOTION)
    choose(inside, "slowTargetCombo", NO_CLASS)
    choose(inside, "slowLossCombo", "squared error")
    inside.find("slowRateSpinBox").setValue(0.03)
    hand = ByHand.of_file(
        shipped_weights("64-32"), inside.session.recognition.seen, None,
        names=("tanh", "tanh", "sigmoid"), loss_name="squared error", rate=0.03,
    )  # fmt: skip
    for layer, neuron, source in ((0, 60, int(hand.x.argmax())), (1, 3, 63), (2, 7, 30)):
        check_steps(inside, hand, layer, neuron, source)


@pytest.mark.parametrize(
    ("number", "digits", "text"),
    [
        (0.0, 4, "0"), (1.0, 4, "1"), (-0.25, 4, "-0.2500"), (12.5, 4, "12.5000"), (0.00123456, 4, "0.001235"),
        (-3.2e-7, 4, "-0.0000003200"), (4e-12, 4, "≈ 0"), (0.12345678, 8, "0.12345678"), (99.9999999, 4, "100.0000"),
    ],
)  # fmt: skip
def test_a_number_shows_four_of_its_digits_at_least(number, digits, text):
    assert shown(number, digits) == text


def test_it_goes_forward_and_back_to_the_ends_and_no_further(inside):
    inside.open(Page.SLOW_MOTION)
    assert not inside.find("slowBackButton", QPushButton).isEnabled()
    inside.click("slowNextButton")
    assert inside.text("slowCount") == "Step 2 of 9"
    inside.click("slowBackButton")
    assert inside.text("slowCount") == "Step 1 of 9"
    steps_of(inside)
    assert inside.text("slowCount") == "Step 9 of 9"
    assert not inside.find("slowNextButton", QPushButton).isEnabled()


def test_it_plays_to_the_end_stops_there_and_stops_when_the_page_is_left(inside, qtbot, monkeypatch):
    monkeypatch.setattr("nnapp.gui.pages.network.slow_motion.page.PLAY_INTERVAL", 1)
    inside.open(Page.SLOW_MOTION)
    page, play = inside.find("slowMotionPage"), inside.find("slowPlayButton", QPushButton)
    inside.click("slowPlayButton")
    assert play.text() == "Stop"
    qtbot.waitUntil(lambda: inside.text("slowCount") == "Step 9 of 9", timeout=LONG)
    assert play.text() == "Play"
    inside.click("slowPlayButton")
    assert inside.text("slowCount") == "Step 1 of 9"
    inside.open(Page.NEURON)
    assert not page.is_playing
    assert play.text() == "Play"


def test_the_diagram_shows_what_is_explained(inside):
    inside.open(Page.SLOW_MOTION)
    selection, layers = inside.session.selection, []
    while True:
        layers.append((selection.spotlight.layer, selection.spotlight.connection))
        if not inside.find("slowNextButton", QPushButton).isEnabled():
            break
        inside.click("slowNextButton")
    assert layers[:6] == [(-1, False), (0, False), (1, False), (1, False), (1, False), (0, False)]
    assert layers[6:] == [(0, True), (0, True), (1, False)]
    inside.open(Page.WHAT_IF)
    assert selection.spotlight is None


def test_a_test_digit_of_mnist_is_taken_with_its_own_target_and_the_drawing_comes_back(inside, qtbot):
    inside.open(Page.SLOW_MOTION)
    drawing = inside.session.sketch.drawing
    with qtbot.waitSignal(inside.session.recognition_changed):
        inside.find("slowDigitSpinBox").setValue(17)
    picture, digit = load_test_picture(17)
    assert (inside.session.sketch.drawing.picture == picture).all()
    target = inside.find("slowTargetCombo", QComboBox)
    assert target.currentText() == str(digit)
    with qtbot.waitSignal(inside.session.recognition_changed):
        inside.find("slowDigitSpinBox").setValue(-1)
    assert inside.session.sketch.drawing is drawing
    assert target.currentText() == "as recognised"
    with qtbot.waitSignal(inside.session.recognition_changed):
        inside.find("slowDigitSpinBox").setValue(3)
    with qtbot.waitSignal(inside.session.recognition_changed):
        inside.session.sketch.clear()
    assert inside.find("slowDigitSpinBox").text() == "your drawing"


def test_what_is_recognised_is_the_target_until_another_is_selected(inside):
    inside.open(Page.SLOW_MOTION)
    assert rows_of(inside.find("slowTable", QTableView))[7] == ["7", "1"]
    choose(inside, "slowTargetCombo", 2)
    assert rows_of(inside.find("slowTable", QTableView))[2] == ["2", "1"]
    choose(inside, "slowTargetCombo", NO_CLASS)
    assert "belongs to none of the classes" in inside.text("slowSentence")


def test_classes_of_another_network_replace_the_targets(inside):
    inside.open(Page.SLOW_MOTION)
    target = inside.find("slowTargetCombo", QComboBox)
    for count in (3, 5):
        inside.session.networks.use(network_of(("sigmoid", "sigmoid"), (784, 9, count)))
        texts = [target.itemText(number) for number in range(target.count())]
        assert texts == ["as recognised", *(f"class {k}" for k in range(count)), "none of them"]


def test_the_followed_weight_is_kept_for_each_layer_and_selected_by_its_name(inside, qtbot):
    inside.open(Page.SLOW_MOTION)
    inside.choose(0, 4)
    box = inside.find("slowSourceBox", SourceBox)
    # Where the drawing says most to the neuron, so that there is something to see.
    assert inside.session.recognition.seen.ravel()[box.value()] > 0
    qtbot.mouseClick(inside.view, Qt.MouseButton.LeftButton, pos=pixel_place(inside.view, 300).toPoint())
    assert box.text() == f"pixel {300 // 28}, {300 % 28}"
    box.lineEdit().selectAll()
    qtbot.keyClicks(box.lineEdit(), "12, 13")
    qtbot.keyClick(box.lineEdit(), Qt.Key.Key_Return)
    assert inside.session.selection.followed((0, 4)) == 12 * 28 + 13
    inside.choose(1, 2)
    assert box.text().startswith("h")
    assert inside.find("slowFollowedTo", QLabel).text().startswith("to output 2")


def test_it_follows_the_pen(inside, qtbot):
    inside.open(Page.SLOW_MOTION)
    inside.click("slowNextButton")
    before = rows_of(inside.find("slowTable", QTableView))
    inside.session.sketch.show_picture(load_course_digits()[1])
    qtbot.waitUntil(lambda: rows_of(inside.find("slowTable", QTableView)) != before, timeout=LONG)


def test_a_loss_that_cannot_be_paired_is_said_in_a_sentence(inside):
    inside.open(Page.SLOW_MOTION)
    inside.session.networks.use(network_of(("sigmoid", "tanh")))
    assert "not limited to 0..1" in inside.text("slowSentence")
    assert not inside.find("slowPlayButton", QPushButton).isEnabled()
    choose(inside, "slowLossCombo", "squared error")
    assert inside.text("slowCount") == "Step 1 of 9"


def test_the_columns_explain_their_symbols(inside):
    inside.open(Page.SLOW_MOTION)
    inside.click("slowNextButton")
    model = inside.find("slowTable", QTableView).model()
    told = [model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) for column in range(4)]
    assert told == ["", *(meaning_of(symbol) for symbol in ("b", "z", "a"))]
