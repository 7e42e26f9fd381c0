"""The preferred input of a neuron and the smallest change of the answer: animated, explained, to be stopped."""

import numpy as np
import pytest

from nnapp.digits.preparations import preparation_named
from nnapp.gui.pages.network.preferred_input.page import BEGIN, NO_CHANGE
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.activation_chart import ActivationChart
from tests.gui.inside import LONG, network_of


@pytest.fixture
def page(inside, monkeypatch):
    monkeypatch.setattr("nnapp.gui.pages.network.preferred_input.page.INTERVAL", 0)
    inside.open(Page.PREFERRED_INPUT)
    return inside


def finished(page):
    page.qtbot.waitUntil(lambda: not page.find("preferredInputStopButton").isEnabled(), timeout=LONG)


def outputs(page):
    ink = page.find("preferredInputPicture").shown.reshape(1, -1).astype(np.float64)
    return page.session.recogniser.network.in_double().forward(ink)


def test_the_preferred_input_of_a_neuron_is_found_and_its_numbers_are_those_of_the_inputs_shown(page):
    page.choose(1, 3)
    assert page.text("preferredInputNeuron") == "Output neuron 3"
    page.click("preferredInputButton")
    finished(page)
    forward = outputs(page)
    assert forward.outputs[0].argmax() == 3
    z, a = forward.sums[1][0, 3], forward.outputs[0, 3]
    assert page.text("preferredInputWords") == f"After 120 steps: z = {z:.3f}, a = {a:.3f}. Done."
    chart = page.find("preferredInputChart", ActivationChart)
    assert chart.bars.values == pytest.approx(tuple(forward.outputs[0]), abs=1e-6)
    assert page.find("preferredInputPicture").accessibleDescription().startswith("After 120 steps")
    assert "∂z/∂x" in page.text("preferredInputCaption")


def test_the_smallest_change_of_the_answer_is_found_and_measured(page):
    seen = page.session.recognition.seen
    page.click("smallestChangeButton")
    finished(page)
    ink = page.find("preferredInputPicture").shown
    after = outputs(page).outputs[0]
    assert after.argmax() != 7
    length = float(np.linalg.norm(ink - seen))
    assert length < 0.25 * np.linalg.norm(seen)
    words = page.text("preferredInputWords")
    assert f"a change of length {length:.2f}: {after.argmax()} is strongest, at {after.max():.3f}." in words
    assert words.endswith("Before, it was 7.")
    assert "nearest other output" in page.text("preferredInputCaption")


def test_it_can_be_stopped_and_stops_when_the_page_is_left(page):
    page.click("preferredInputButton")
    assert page.find("preferredInputPage").is_running
    assert not page.find("preferredInputButton").isEnabled()
    page.click("preferredInputStopButton")
    assert not page.find("preferredInputPage").is_running
    assert page.find("preferredInputButton").isEnabled()
    page.click("preferredInputButton")
    assert page.find("preferredInputPage").is_running
    page.open(Page.NEURON)
    assert not page.find("preferredInputPage").is_running


@pytest.mark.parametrize("animates", [True, False])
def test_each_step_is_shown_unless_the_system_asks_for_reduced_motion(page, animates):
    page.window.appearance.animates = animates
    picture = page.find("preferredInputPicture")
    page.click("preferredInputButton")
    start = picture.shown
    page.find("preferredInputPage")._go_on()
    assert np.array_equal(picture.shown, start) is not animates
    page.click("preferredInputStopButton")
    assert not np.array_equal(picture.shown, start)
    assert page.text("preferredInputWords").startswith("After ")


def test_a_search_goes_on_with_the_network_that_it_began_with(page):
    page.choose(0, 14)
    page.click("preferredInputButton")
    page.session.networks.use(network_of(("sigmoid", "sigmoid"), (784, 5, 3)))
    finished(page)
    assert page.text("preferredInputWords").endswith("Done. This result is for the previous network.")
    # It goes as soon as there is something else to show.
    with page.qtbot.waitSignal(page.session.recognition_changed):
        page.session.sketch.clear()
    assert page.text("preferredInputWords") == BEGIN


def test_what_cannot_be_found_is_said(page):
    page.session.networks.use(network_of(("step", "sigmoid")))
    page.choose(1, 0)
    page.click("preferredInputButton")
    finished(page)
    assert page.text("preferredInputWords").endswith("No input changes this z, so there is no direction to search in.")
    page.click("smallestChangeButton")
    finished(page)
    assert page.text("preferredInputWords").endswith("No other answer was found.")


def test_until_a_search_begins_the_current_drawing_is_shown(page):
    assert np.array_equal(page.find("preferredInputPicture").shown, page.session.recognition.seen)
    assert page.find("preferredInputChart", ActivationChart).bars.fired == frozenset({7})
    with page.qtbot.waitSignal(page.session.recognition_changed):
        page.session.sketch.clear()
    assert not page.find("smallestChangeButton").isEnabled()
    assert page.find("preferredInputChart", ActivationChart).bars.blank


def test_the_smallest_change_is_for_networks_that_see_pixels(page):
    page.session.networks.use(network_of(("sigmoid", "sigmoid"), preparation=preparation_named("mnist-directions")))
    assert not page.find("smallestChangeButton").isEnabled()
    assert NO_CHANGE in page.text("preferredInputCaption")
    page.click("preferredInputButton")
    finished(page)
    assert page.text("preferredInputWords").endswith("Done.")
    assert not page.find("smallestChangeButton").isEnabled()
    page.session.networks.use(network_of(("sigmoid", "sigmoid")))
    assert page.find("smallestChangeButton").isEnabled()
    assert NO_CHANGE not in page.text("preferredInputCaption")
