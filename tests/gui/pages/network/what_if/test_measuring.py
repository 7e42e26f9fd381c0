"""The accuracy under What if: of an edited network, of one in training, of one with other classes."""

from dataclasses import replace
from itertools import count

import numpy as np
from PySide6.QtCore import QTimer

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.datasets import load_test_data
from nnapp.digits.generators import finish
from nnapp.digits.preparations import DEFAULT_PREPARATION
from nnapp.files.training_data import load_data
from nnapp.files.weight_file import WeightFile
from tests.gui.inside import LONG, network_of
from tests.gui.pages.network.what_if.sliding import slide


def accuracy_of(recogniser):
    """Measure a network on MNIST's test digits with nothing but its outputs."""
    digits = load_test_data(recogniser.preparation)
    outputs = recogniser.network.forward(digits.inputs / np.float32(255)).outputs
    return float((outputs.argmax(axis=1) == digits.labels).mean())


def own_data(folder):
    """Return the settings of data of three classes."""
    random = np.random.default_rng(1)
    pictures, labels = random.integers(0, 256, (60, 28, 28)).astype(np.uint8), np.arange(60, dtype=np.uint8) % 3
    np.savez(folder / "own.npz", x_train=pictures, y_train=labels)
    return DataSettings(examples=50, drawn=0, validation=8, source=str(folder / "own.npz"))


def test_the_test_accuracy_follows_an_edit_and_is_compared_with_the_network_without_it(page):
    before = accuracy_of(page.session.recogniser)
    page.qtbot.waitUntil(lambda: page.text("whatIfAccuracy") == f"{100 * before:.2f} %", timeout=LONG)
    slide(page, "pruneSlider", 80)
    page.qtbot.waitUntil(lambda: "without the edits" in page.text("whatIfCaption"), timeout=LONG)
    after = accuracy_of(page.session.recogniser)
    assert after < before
    assert page.text("whatIfAccuracy") == f"{100 * after:.2f} %"
    change = 100 * (after - before)
    compared = f"without the edits {100 * before:.2f} %, a change of {change:+.2f} points"
    assert page.text("whatIfCaption").endswith(compared)
    page.session.undo()
    page.qtbot.waitUntil(lambda: page.text("whatIfAccuracy") == f"{100 * before:.2f} %", timeout=LONG)


def test_a_network_that_changes_all_the_time_is_measured_all_the_same(page, qtbot):
    qtbot.waitUntil(lambda: page.text("whatIfAccuracy") != "?", timeout=LONG)
    shipped = page.text("whatIfAccuracy")
    seeds = count()

    def look():
        seen = network_of(("sigmoid", "sigmoid"), seed=next(seeds)).recogniser
        page.session.show_training(seen.network, DEFAULT_PREPARATION, seen.class_names)

    look()
    assert page.text("whatIfAccuracy") == "?"
    assert page.text("whatIfCaption").startswith("The network is being trained")
    # More often than one network can be measured.
    timer = QTimer(page.window, interval=1)
    timer.timeout.connect(look)
    timer.start()
    qtbot.waitUntil(lambda: page.text("whatIfAccuracy") != "?", timeout=LONG)
    timer.stop()
    last = page.session.recogniser
    qtbot.waitUntil(lambda: page.text("whatIfAccuracy") == f"{100 * accuracy_of(last):.2f} %", timeout=LONG)
    page.session.end_training()
    qtbot.waitUntil(lambda: page.text("whatIfAccuracy") == shipped, timeout=LONG)


def test_where_nothing_can_be_measured_it_is_said_why(page):
    page.session.networks.use(network_of(("sigmoid", "sigmoid"), (784, 9, 3)))
    page.qtbot.waitUntil(lambda: "not MNIST's ten digits" in page.text("whatIfCaption"), timeout=LONG)
    assert page.text("whatIfAccuracy") == "?"


def test_a_network_of_own_data_is_measured_on_what_was_held_out_of_them(page, tmp_path):
    settings = own_data(tmp_path)
    made = network_of(("sigmoid", "sigmoid"), (784, 9, 3)).recogniser
    recogniser = replace(made, class_names=("0", "1", "2"))
    page.session.networks.use(WeightFile(recogniser, data=settings))
    page.qtbot.waitUntil(lambda: page.text("whatIfAccuracy") != "?", timeout=LONG)
    held_out = finish(load_data(settings)).validation
    outputs = recogniser.network.forward(held_out.inputs / np.float32(255)).outputs
    share = float((outputs.argmax(axis=1) == held_out.labels).mean())
    assert page.text("whatIfAccuracy") == f"{100 * share:.2f} %"
    assert page.text("whatIfCaption") == f"accuracy on the {len(held_out)} examples held out from own.npz"


def test_networks_of_other_classes_in_training_are_not_measured_against_the_current_one(page):
    page.session.networks.use(network_of(("sigmoid", "sigmoid"), (784, 9, 3)))
    ten = network_of(("sigmoid", "sigmoid")).recogniser
    page.session.show_training(ten.network, DEFAULT_PREPARATION, ten.class_names)
    page.qtbot.waitUntil(lambda: "The network is being trained" in page.text("whatIfCaption"), timeout=LONG)
    page.session.end_training()
    assert page.text("whatIfAccuracy") == "?"
