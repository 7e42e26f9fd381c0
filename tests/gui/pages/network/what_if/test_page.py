"""What if: each edit does what it says, is shown in numbers, can be undone by itself, and is kept as a file."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSlider, QToolButton

from nnapp.digits.preparations import DEFAULT_PREPARATION
from nnapp.digits.recogniser import Recogniser
from nnapp.files.weight_file import WeightFile, load_weights, save_weights
from nnapp.gui.pages.network.what_if.edit_list import EditList
from nnapp.gui.state.view import Page
from nnapp.locations import shipped_weights
from nnapp.nn.activations import activation_named
from nnapp.nn.inspect.edits import BiasEdit, CutEdit
from nnapp.nn.network import Layer, Network
from tests.gui.inside import LONG, network_of
from tests.gui.pages.network.what_if.sliding import slide


def almost_too_large():
    """Return a network whose sums are finite, and no longer are with noise on its weights."""
    hidden = Layer(np.full((9, 784), 1.2e27, np.float32), np.zeros(9, np.float32), activation_named("relu"))
    hidden.weights[:, ::2] *= -1
    last = Layer(np.full((10, 9), 1e-3, np.float32), np.zeros(10, np.float32), activation_named("sigmoid"))
    return WeightFile(Recogniser(Network((hidden, last)), DEFAULT_PREPARATION))


def layers(inside):
    return inside.session.recogniser.network.layers


def listed(inside):
    return inside.window.findChild(EditList).words()


def test_each_edit_is_made_where_it_says_shown_in_numbers_and_listed(page):
    before = layers(page)
    slide(page, "biasSlider", 20)
    bias = float(before[0].biases[4])
    assert layers(page)[0].biases[4] == pytest.approx(bias + 1.0)
    assert page.text("biasSliderNumber") == f"{bias + 1:.3f}"
    slide(page, "scaleSlider", -40)
    assert layers(page)[1].weights[:, 4] == pytest.approx(before[1].weights[:, 4] * 0.6)
    assert page.text("scaleSliderNumber") == "× 0.60"
    page.session.selection.follow(0, 300)
    page.click("cutButton")
    assert layers(page)[0].weights[4, 300] == 0
    assert page.text("cutWeight").startswith("w · x = 0.000 · ")
    slide(page, "noiseSlider", 10)
    assert page.text("noiseSliderNumber") == "10 %"
    added = layers(page)[0].weights[7] - before[0].weights[7]
    assert added.std() == pytest.approx(0.1 * before[0].weights.std(), rel=0.1)
    slide(page, "pruneSlider", 30)
    assert (layers(page)[0].weights == 0).sum() >= round(0.3 * 784 * 15)
    weight = float(before[0].weights[4, 300])
    assert listed(page) == (
        f"bias of h5: {bias:.3f} → {bias + 1:.3f}",
        "h5 scaled: × 0.60",
        f"cut: pixel 10, 20 → h5 (w = {weight:.3f})",
        "noise: 10 %",
        "pruned: 30 %, 3,573 weights",
    )
    assert page.find("biasSlider", QSlider).accessibleDescription().startswith(f"{bias + 1:.3f}. ")


def test_every_edit_is_named_in_the_history(page):
    page.choose(0, 2)
    slide(page, "biasSlider", 20)
    slide(page, "scaleSlider", 20)
    page.click("muteButton")
    page.session.selection.follow(0, 300)
    page.click("cutButton")
    slide(page, "noiseSlider", 10)
    slide(page, "pruneSlider", 10)
    page.qtbot.mouseClick(page.find("removeEditButton", QToolButton), Qt.MouseButton.LeftButton)
    page.click("removeAllEditsButton")
    names = []
    while page.session.networks.current.edits or not names:
        names.append(page.session.undoable)
        page.session.undo()
    assert names == [
        "removing all edits", "removing an edit (changing the bias of h3)", "pruning", "adding noise",
        "cutting pixel 10, 20 → h3", "muting h3", "scaling h3", "changing the bias of h3",
    ]  # fmt: skip


def test_an_edit_is_undone_by_itself_and_leaves_the_others(page):
    before = layers(page)
    slide(page, "biasSlider", 20)
    page.click("muteButton")
    slide(page, "pruneSlider", 10)
    first = page.window.findChild(EditList).findChildren(QToolButton, "removeEditButton")[0]
    page.qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert listed(page) == ("h5 muted", "pruned: 10 %, 1,191 weights")
    assert layers(page)[0].biases[4] == before[0].biases[4]
    assert page.find("biasSlider", QSlider).value() == 0
    page.click("removeAllEditsButton")
    assert page.session.networks.current.weights is page.session.networks.current.original
    assert page.session.networks.current.weights.record is not None


def test_a_neuron_is_unmuted_and_a_cut_connection_reconnected(page):
    before = layers(page)
    page.click("muteButton")
    assert not layers(page)[1].weights[:, 4].any()
    assert page.find("muteButton", QPushButton).isChecked()
    page.click("muteButton")
    assert np.array_equal(layers(page)[1].weights, before[1].weights)
    page.click("cutButton")
    assert page.find("cutButton", QPushButton).text() == "Reconnect"
    page.click("cutButton")
    assert np.array_equal(layers(page)[0].weights, before[0].weights)
    assert listed(page) == ()


def test_dragging_shows_the_change_and_is_one_step_of_undo(page):
    slider, session = page.find("biasSlider", QSlider), page.session
    before, bias = session.networks.current.weights, float(layers(page)[0].biases[4])
    slider.setSliderDown(True)
    for value in range(0, 101, 10):
        slider.setValue(value)
    assert session.networks.current.weights is before
    assert layers(page)[0].biases[4] == pytest.approx(bias + 5.0)
    slider.setSliderDown(False)
    assert session.networks.current.weights is not before
    assert slider.value() == 100
    page.session.undo()
    assert session.networks.current.weights is before
    assert slider.value() == 0


def test_pressing_a_slider_without_moving_it_changes_nothing(page):
    before = page.session.networks.current.weights
    slider = page.find("pruneSlider", QSlider)
    slider.setSliderDown(True)
    slider.setSliderDown(False)
    slider.setSliderDown(True)
    slider.setValue(40)
    slider.setValue(0)
    slider.setSliderDown(False)
    assert page.session.networks.current.weights is before
    assert page.session.recogniser is before.recogniser
    assert not page.session.networks.can_go_back


def test_many_small_steps_by_the_keys_are_one_change(page):
    slider, before = page.find("pruneSlider", QSlider), page.session.networks.current.weights
    slider.setFocus()
    for _ in range(40):
        page.qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert listed(page) == ("pruned: 40 %, 4,764 weights",)
    assert (layers(page)[0].weights == 0).sum() >= round(0.4 * 784 * 15)
    page.session.undo()
    assert page.session.networks.current.weights is before


def test_holding_the_mouse_beside_the_handle_goes_to_the_mouse_and_no_further(page):
    slider = page.find("biasSlider", QSlider)
    place = QPoint(round(0.7 * slider.width()), slider.height() // 2)
    page.qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=place)
    page.qtbot.waitUntil(lambda: slider.value() >= 30, timeout=LONG)
    page.qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=place)
    assert slider.value() <= 50
    assert len(page.session.networks.current.edits) == 1


def test_the_wheel_over_a_slider_scrolls_and_edits_nothing(page):
    slider = page.find("biasSlider", QSlider)
    place = slider.rect().center()
    event = QWheelEvent(
        place, slider.mapToGlobal(place), QPoint(0, 0), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(slider, event)
    assert slider.value() == 0
    assert listed(page) == ()


def test_another_network_that_comes_during_a_drag_is_left_alone(page):
    slider, session = page.find("biasSlider", QSlider), page.session
    slider.setSliderDown(True)
    slider.setValue(50)
    session.networks.use(load_weights(shipped_weights("64-32")))
    opened = session.networks.current.weights
    slider.setValue(60)
    slider.setSliderDown(False)
    assert session.networks.current.weights is opened
    assert session.recogniser is opened.recogniser
    assert slider.value() == 0


def test_a_network_in_training_is_not_edited_by_hand(page):
    before, other = page.session.networks.current.weights, network_of(("sigmoid", "sigmoid"), (784, 64, 10))
    page.find("biasSlider").setSliderDown(True)
    page.session.show_training(other.recogniser.network, DEFAULT_PREPARATION, tuple("0123456789"))
    # Hidden, it would not hear of it when the mouse lets it go.
    assert not page.find("biasSlider").isSliderDown()
    page.choose(0, 40)
    for name in ("biasSlider", "muteButton", "cutButton", "removeAllEditsButton"):
        assert not page.find(name).isEnabled()
    page.qtbot.waitUntil(lambda: "The network is being trained" in page.text("whatIfCaption"), timeout=LONG)
    page.session.end_training()
    assert page.find("biasSlider").isEnabled()
    assert page.session.networks.current.weights is before


def test_equal_edits_of_two_networks_are_listed_with_the_numbers_of_each(page):
    edit = BiasEdit(0, 4, 1.0)
    page.session.networks.edit((edit,))
    (first,) = listed(page)
    page.session.networks.use(load_weights(shipped_weights("64")))
    page.session.networks.edit((edit,))
    (second,) = listed(page)
    assert first != second
    page.session.networks.go_back()
    assert listed(page) == (first,)
    page.session.networks.go_forward()
    assert listed(page) == (second,)


def test_an_output_feeds_no_other_neuron_so_it_is_neither_scaled_nor_muted(page):
    page.choose(1, 3)
    assert not page.find("muteButton").isEnabled()
    assert not page.find("scaleSlider").isEnabled()
    assert page.find("scaleSlider").toolTip().startswith("An output feeds no other neuron")
    slide(page, "biasSlider", -100)
    assert "bias of output 3" in listed(page)[0]
    page.find("cutSourceBox").setValue(6)
    page.click("cutButton")
    assert listed(page)[1].startswith("cut: h7 → output 3")


def test_the_connection_shown_is_the_one_that_contributes_most_for_the_current_drawing(page):
    def strongest():
        seen = page.session.recognition.seen.ravel()
        return int(np.abs(layers(page)[0].weights[4] * seen).argmax())

    box = page.find("cutSourceBox")
    assert box.value() == strongest()
    before = strongest()
    page.show(np.eye(28, dtype=np.float32))
    assert box.value() == strongest() != before


def test_weights_that_become_too_large_are_refused_in_a_sentence(page):
    page.session.networks.use(almost_too_large())
    before = page.session.networks.current.weights
    slide(page, "noiseSlider", 100)
    assert "so large that its sums cannot be computed" in page.text("whatIfCaption")
    assert page.session.networks.current.weights is before
    assert page.find("noiseSlider", QSlider).value() == 0


def test_an_edited_network_is_kept_as_a_file_and_answers_the_same(page, tmp_path):
    slide(page, "pruneSlider", 50)
    slide(page, "biasSlider", 30)
    save_weights(tmp_path / "edited.safetensors", page.session.networks.current.weights)
    kept = load_weights(tmp_path / "edited.safetensors").recogniser.network
    for layer, edited in zip(kept.layers, layers(page), strict=True):
        assert np.array_equal(layer.weights, edited.weights)
        assert np.array_equal(layer.biases, edited.biases)


def test_edits_leave_the_networks_before_alone(page):
    first = page.session.networks.current.weights
    page.session.networks.use(load_weights(shipped_weights("64-32")))
    second = page.session.networks.current.weights
    page.session.networks.edit((CutEdit(0, 1, 0), CutEdit(0, 1, 1)))
    page.session.networks.go_back()
    assert page.session.networks.current.weights is first
    page.session.networks.go_forward()
    assert len(page.session.networks.current.edits) == 2
    page.session.undo()
    assert page.session.networks.current.weights is second


def test_small_steps_of_two_neurons_are_two_changes(page):
    slider = page.find("biasSlider", QSlider)
    for neuron in (4, 5):
        page.choose(0, neuron)
        for value in (1, 2, 3):
            slider.setValue(value)
    page.session.undo()
    assert [edit.target for edit in page.session.networks.current.edits] == [(BiasEdit, 0, 4)]
    page.session.redo()
    assert len(page.session.networks.current.edits) == 2


def test_going_back_to_where_a_change_began_leaves_nothing_to_undo(page):
    before = page.session.networks.current.weights
    slide(page, "pruneSlider", 1)
    slide(page, "pruneSlider", 0)
    assert page.session.networks.current.weights is before
    assert page.session.undoable == "stroke"


def test_muting_leaves_the_scale_as_it_is(page):
    slide(page, "scaleSlider", 30)
    page.click("muteButton")
    assert not layers(page)[1].weights[:, 4].any()
    page.click("muteButton")
    assert listed(page) == ("h5 scaled: × 1.30",)


def drag_ends(page, interrupt):
    """Begin to drag a slider, let ``interrupt`` happen, and return where the slider is afterwards."""
    slider, session = page.find("noiseSlider", QSlider), page.session
    slider.setSliderDown(True)
    slider.setValue(1)
    assert session.recogniser is not session.networks.current.weights.recogniser
    interrupt()
    slider.setSliderDown(False)
    session.end_training()
    assert session.recogniser is session.networks.current.weights.recogniser
    assert not slider.isSliderDown()
    return slider.value()


def test_no_preview_is_left_behind_when_an_edit_is_refused(page):
    page.session.networks.use(almost_too_large())
    assert drag_ends(page, lambda: slide(page, "noiseSlider", 100)) == 0


def test_no_preview_is_left_behind_when_training_begins(page):
    network = page.session.networks.current.weights.recogniser.network
    classes = tuple("0123456789")
    assert drag_ends(page, lambda: page.session.show_training(network, DEFAULT_PREPARATION, classes)) == 0


def test_an_edit_under_way_is_kept_when_the_page_is_left(page):
    assert drag_ends(page, lambda: page.open(Page.NEURON)) == 1


def test_the_answer_to_the_drawing_is_shown_beside_the_edits(page):
    at = page.session.recognition.outputs[7]
    assert page.text("whatIfAnswer") == f"This drawing: 7 fires, at {at:.3f}"
    slide(page, "pruneSlider", 100)
    best = int(page.session.recognition.outputs.argmax())
    at = page.session.recognition.outputs[best]
    assert 7 not in page.session.recognition.fired
    assert page.text("whatIfAnswer").startswith(f"This drawing: {best} ")
    assert page.text("whatIfAnswer").endswith(
        (f"is strongest, at {at:.3f}, but no neuron fires", f"fires, at {at:.3f}")
    )


def test_the_numbers_of_a_connection_are_those_of_the_network(page):
    source = int(page.session.recognition.seen.argmax())
    page.session.selection.follow(0, source)
    w, x = layers(page)[0].weights[4, source], page.session.recognition.seen.ravel()[source]
    assert page.text("cutWeight") == f"w · x = {w:.3f} · {x:.3f} = {w * x:.3f}"


def test_the_keyboard_stays_with_the_edits_when_one_is_undone(page):
    slide(page, "pruneSlider", 10)
    slide(page, "noiseSlider", 10)
    first = page.window.findChild(EditList).findChildren(QToolButton, "removeEditButton")[0]
    first.setFocus()
    page.qtbot.keyClick(first, Qt.Key.Key_Space)
    assert page.window.findChild(EditList).isAncestorOf(QApplication.focusWidget())
    assert listed(page) == ("noise: 10 %",)
