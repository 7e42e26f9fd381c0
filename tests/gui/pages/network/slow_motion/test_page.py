"""Slow motion: every number displayed is recomputed from the weight file alone, and equal in every digit."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTableView

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.datasets import load_course_digits, load_test_picture
from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.network.slow_motion.fields import NO_CLASS
from nnapp.gui.pages.network.slow_motion.steps import places_for
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.fields import show_choice
from nnapp.gui.widgets.source_box import SourceBox
from nnapp.locations import shipped_weights
from nnapp.nn.symbols import meaning_of
from tests.gui.by_hand import ByHand, aligned, fixed
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


def check_steps(inside, hand, layer, neuron, source, places=None):
    """Compare every number of every step with the one computed by hand."""
    inside.session.view.show_digits(all_of_them=places is not None)
    inside.choose(layer, neuron)
    inside.session.selection.follow(layer, source)
    seen = steps_of(inside)
    assert len(seen) == 5 + 2 * len(hand.weights)
    check_forward(seen, hand, layer, neuron, places)
    check_way_back(seen, hand, places)
    check_weight(seen, hand, layer, neuron, source, places)
    formula, _, table = seen["The prediction again, after the step"]
    losses = (aligned([loss], places)[0] for loss in (hand.loss, hand.loss_after))
    assert formula == "L was {} and is {}".format(*losses)
    assert table == columns(NAMES, aligned(hand.a[-1], places), aligned(hand.after, places), aligned(hand.y))


def names_of(hand):
    return [[f"h{k + 1}" for k in range(len(z))] for z in hand.z[:-1]] + [NAMES]


def check_forward(seen, hand, layer, neuron, places):
    inked = (hand.x > 0).sum()
    assert seen["Load the inputs x and the targets y"][1].startswith(f"{inked} of the 784 pixels are inked")
    assert seen["Load the inputs x and the targets y"][2] == columns(NAMES, aligned(hand.y))
    last, sentences = len(hand.weights) - 1, []
    for k, names in enumerate(names_of(hand)):
        where = "outputs" if k == last else f"hidden layer {k + 1}"
        formula, sentence, table = seen[f"Feed forward: {where}"]
        assert table == columns(names, *(aligned(part[k], places) for part in (hand.biases, hand.z, hand.a)))
        assert hand.names[k] in formula
        sentences.append(sentence)
    words = sentences[layer].rpartition(" z = ")[2]
    products, bias, z = (part.strip("().") for part in words.replace("=", "+").split(" + "))
    assert z == fixed(hand.z[layer][neuron], places or 4)
    assert float(bias) == pytest.approx(hand.biases[layer][neuron], abs=1.01 * 10 ** -(places or 4))
    assert units(products) + units(bias) == units(z)
    formula, _, table = seen["The loss between prediction and target"]
    assert formula.endswith(f" = {aligned([hand.loss], places)[0]}")
    assert table == columns(NAMES, aligned(hand.a[-1], places), aligned(hand.y))


def units(text):
    return int(text.replace(".", ""))


def check_way_back(seen, hand, places):
    out = hand.a[-1]
    slope = [aligned(out * (1 - out), places)] if hand.loss_name == "squared error" else []
    shown_errors = seen["The error of each output"][2]
    parts = aligned(out, places), aligned(hand.y), *slope, aligned(hand.delta[-1], places)
    assert shown_errors == columns(NAMES, *parts)
    for k, names in enumerate(names_of(hand)[:-1]):
        _, _, table = seen[f"The error propagated back: hidden layer {k + 1}"]
        slopes = [1 - a * a if hand.names[k] == "tanh" else a * (1 - a) for a in hand.a[k]]
        parts = (aligned(part, places) for part in (hand.arrives[k], slopes, hand.delta[k]))
        assert table == columns(names, *parts)


def check_weight(seen, hand, layer, neuron, source, places):
    delta, gradient = hand.delta[layer][neuron], hand.gradients[layer][neuron, source]
    factors = [float(delta), float(hand.came_in(layer)[source]), float(gradient)]
    smallest = min(abs(factor) for factor in factors if factor)
    needed = places or len(aligned([smallest])[0].partition(".")[2])
    assert [row[1] for row in seen["The gradient of one weight"][2]] == [fixed(factor, needed) for factor in factors]
    rows = {row[0]: row[1:] for row in seen["Adjust the weights against the gradient"][2]}
    old = hand.weights[layer][neuron, source], hand.biases[layer][neuron]
    new = hand.new_weights[layer][neuron, source], hand.new_biases[layer][neuron]
    assert rows["learning rate η"] == [f"{hand.rate:g}"] * 2
    for k, slope in enumerate((gradient, delta)):
        needed = places or len(aligned([hand.rate * slope or 0.5])[0].partition(".")[2])
        assert rows["before"][k] == fixed(old[k], needed)
        assert rows["gradient"][k] == fixed(slope, needed)
        assert rows["after"][k] == fixed(new[k], needed)
        # As displayed, to the last digit.
        assert units(rows["before"][k]) + units(rows["change"][k]) == units(rows["after"][k])
        assert float(rows["change"][k]) == pytest.approx(-hand.rate * slope, abs=1.01 * 10**-needed)


@pytest.mark.parametrize("digit", range(6))
def test_each_step_displays_what_is_computed_from_the_file(inside, digit):
    inside.open(Page.SLOW_MOTION)
    inside.show(load_course_digits()[digit])
    target = (digit + 3) % 10
    choose(inside, "slowTargetCombo", target)
    hand = ByHand.of_file(shipped_weights("default"), inside.session.recognition.seen, target)
    check_steps(inside, hand, 0, 4 + digit, int(hand.x.argmax()))
    check_steps(inside, hand, 1, digit, 14 - digit, places=10)


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
    ("numbers", "places"),
    [([-0.25, 3.0], 4), ([0.0, 0.0], 4), ([0.00123, -1e-9], 4), ([-3.2e-7], 8), ([4e-12], 10), ([120.0], 4)],
)
def test_a_column_has_four_decimals_or_as_many_as_its_largest_number_needs(numbers, places):
    assert places_for(np.array(numbers)) == places
    assert places_for(np.array(numbers), all_digits=True) == 10


def test_the_steps_are_the_five_of_the_course_with_their_parts(inside):
    inside.open(Page.SLOW_MOTION)
    assert not inside.find("slowBackButton", QPushButton).isEnabled()
    counts = []
    while inside.find("slowNextButton", QPushButton).isEnabled():
        counts.append(inside.text("slowCount"))
        inside.click("slowNextButton")
    assert counts == [f"Step {number} of 5" for number in ("1", "2a", "2b", "3", "4a", "4b", "4c", "5")]
    assert inside.text("slowCount") == "After step 5"
    inside.click("slowBackButton")
    assert inside.text("slowCount") == "Step 5 of 5"
    inside.session.networks.use(network_of(("sigmoid",) * 3, (784, 6, 5, 10)))
    counts = []
    while inside.find("slowBackButton", QPushButton).isEnabled():
        inside.click("slowBackButton")
        counts.append(inside.text("slowCount").split()[1])
    assert counts[::-1] == ["1", "2a", "2b", "2c", "3", "4a", "4b"]


def test_what_a_step_computes_runs_along_the_lines_and_is_gone_at_the_end(inside, qtbot, monkeypatch):
    monkeypatch.setattr("nnapp.gui.pages.network.slow_motion.page.TRAVEL_TIME", 30)
    inside.window.appearance.animates = True
    inside.open(Page.SLOW_MOTION)
    selection, travels = inside.session.selection, []
    selection.changed.connect(lambda: travels.append(selection.travel))
    weights, seen = inside.session.recogniser.network.layers, []
    for step in ("2a", "2b", "3", "4a", "4b"):
        travels.clear()
        inside.click("slowNextButton")
        assert inside.text("slowCount") == f"Step {step} of 5"
        qtbot.waitUntil(lambda: selection.travel is None, timeout=LONG)
        seen.append({(travel.layer, travel.is_forward) for travel in travels if travel is not None})
    assert seen == [{(-1, True)}, {(0, True)}, set(), set(), {(0, False)}]
    shares = [travel.share for travel in travels if travel is not None]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    back = next(travel for travel in travels if travel is not None)
    assert back.values.sum(axis=0) == pytest.approx(
        weights[1].weights.T.astype(float) @ (inside.session.recognition.outputs - np.eye(10)[7])
    )


def test_what_is_on_its_way_goes_with_its_network(inside):
    inside.window.appearance.animates = True
    inside.open(Page.SLOW_MOTION)
    inside.click("slowNextButton")
    assert inside.session.selection.travel is not None
    inside.session.networks.use(network_of(("sigmoid", "sigmoid"), (784, 5, 10)))
    assert inside.session.selection.travel is None


def test_the_row_of_the_selected_neuron_is_in_view(inside):
    inside.session.networks.use(load_weights(shipped_weights("64-32")))
    inside.open(Page.SLOW_MOTION)
    inside.choose(0, 60)
    inside.click("slowNextButton")
    view = inside.find("slowTable", QTableView)
    assert view.model().cell(60, 0).is_marked
    assert view.viewport().rect().contains(view.visualRect(view.model().index(60, 0)).center())


def test_nothing_moves_where_the_system_asks_for_reduced_motion(inside):
    inside.window.appearance.animates = False
    inside.open(Page.SLOW_MOTION)
    inside.click("slowNextButton")
    assert inside.session.selection.travel is None
    assert inside.text("slowCount") == "Step 2a of 5"


def test_a_rate_that_is_not_allowed_is_said_and_not_replaced(inside, qtbot):
    inside.open(Page.SLOW_MOTION)
    rate = inside.find("slowRateSpinBox")
    rate.lineEdit().selectAll()
    qtbot.keyClicks(rate.lineEdit(), "-1")
    qtbot.keyClick(rate.lineEdit(), Qt.Key.Key_Return)
    assert rate.value() == -1.0
    assert inside.text("slowSentence").startswith("The learning rate must be from 0.0001 to 1,000, not -1")
    assert not inside.find("slowPlayButton", QPushButton).isEnabled()
    rate.setValue(0.5)
    assert inside.text("slowCount") == "Step 1 of 5"


def test_it_plays_to_the_end_stops_there_and_stops_when_the_page_is_left(inside, qtbot, monkeypatch):
    monkeypatch.setattr("nnapp.gui.pages.network.slow_motion.page.PLAY_INTERVAL", 1)
    inside.open(Page.SLOW_MOTION)
    page, play = inside.find("slowMotionPage"), inside.find("slowPlayButton", QPushButton)
    inside.click("slowPlayButton")
    assert play.text() == "Stop"
    qtbot.waitUntil(lambda: inside.text("slowCount") == "After step 5", timeout=LONG)
    assert play.text() == "Play"
    inside.click("slowPlayButton")
    assert inside.text("slowCount") == "Step 1 of 5"
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
    assert target.currentText() == inside.session.sketch.drawing.class_name == str(digit)
    with qtbot.waitSignal(inside.session.recognition_changed):
        inside.find("slowDigitSpinBox").setValue(-1)
    assert inside.session.sketch.drawing is drawing
    assert target.currentText() == "as recognised"
    with qtbot.waitSignal(inside.session.recognition_changed):
        inside.find("slowDigitSpinBox").setValue(3)
    with qtbot.waitSignal(inside.session.recognition_changed):
        inside.session.sketch.clear()
    assert inside.find("slowDigitSpinBox").text() == "your drawing"


def test_a_network_of_own_classes_has_its_own_data_as_examples(inside, qtbot, tmp_path):
    pictures, labels = np.zeros((12, 28, 28), np.uint8), np.arange(12, dtype=np.uint8) % 3
    pictures[np.arange(12), np.arange(12) + 5, 5:20] = 255
    np.savez(tmp_path / "own.npz", x_train=pictures, y_train=labels)
    made = network_of(("sigmoid", "sigmoid"), (784, 9, 3))
    inside.session.networks.use(
        replace(made, data=DataSettings(examples=10, drawn=0, source=str(tmp_path / "own.npz")))
    )
    inside.open(Page.SLOW_MOTION)
    number = inside.find("slowDigitSpinBox")
    assert "an example of own.npz" in inside.text("slowAboutExamples")
    with qtbot.waitSignal(inside.session.recognition_changed, timeout=LONG):
        # That there are fewer is known once they are read.
        number.setValue(400)
    assert number.value() == 11
    assert (inside.session.sketch.drawing.picture == pictures[11] / 255).all()
    with qtbot.waitSignal(inside.session.recognition_changed):
        number.setValue(4)
    assert (inside.session.sketch.drawing.picture == pictures[4] / 255).all()
    assert inside.session.sketch.drawing.class_name == "1"
    assert inside.find("slowTargetCombo", QComboBox).currentText() == "class 1"
    assert "12 examples" in inside.text("slowAboutExamples")
    assert number.maximum() == 11
    trained = made.recogniser
    inside.session.show_training(trained.network, trained.preparation, trained.class_names)
    qtbot.waitUntil(lambda: not number.isEnabled(), timeout=LONG)
    inside.session.end_training()
    inside.session.networks.use(load_weights(shipped_weights("64-32")))
    assert number.text() == "your drawing"


def test_where_own_data_are_not_known_only_the_drawing_is_an_example_and_no_digit_of_mnist(inside, tmp_path):
    inside.open(Page.SLOW_MOTION)
    inside.find("slowDigitSpinBox").setValue(17)
    inside.session.networks.use(network_of(("sigmoid", "sigmoid"), (784, 9, 3)))
    assert not inside.find("slowDigitSpinBox").isEnabled()
    assert inside.find("slowDigitSpinBox").text() == "your drawing"
    assert "not MNIST's ten digits" in inside.text("slowAboutExamples")
    assert inside.find("slowTargetCombo", QComboBox).currentText() == "as recognised"
    gone = network_of(("sigmoid", "sigmoid"), (784, 9, 3))
    settings = DataSettings(examples=10, drawn=0, source=str(tmp_path / "gone.npz"))
    inside.session.networks.use(replace(gone, data=settings))
    inside.find("slowDigitSpinBox").setValue(1)
    inside.qtbot.waitUntil(lambda: "gone.npz" in inside.text("slowAboutExamples").partition("its")[0], timeout=LONG)
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
    assert inside.text("slowCount") == "Step 1 of 5"


def test_the_columns_explain_their_symbols(inside):
    inside.open(Page.SLOW_MOTION)
    inside.click("slowNextButton")
    model = inside.find("slowTable", QTableView).model()
    told = [model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) for column in range(4)]
    assert told == ["", *(meaning_of(symbol) for symbol in ("b", "z", "a"))]
