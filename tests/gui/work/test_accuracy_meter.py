"""The accuracy of a network is measured once and kept, and nothing of what it was measured with."""

import weakref
from dataclasses import replace

import numpy as np

from nnapp.gui.work import accuracy_meter
from nnapp.gui.work.accuracy_meter import AccuracyMeter
from nnapp.gui.work.measuring import Accuracy
from nnapp.nn.examples import Examples
from tests.gui.inside import network_of


def test_each_network_is_measured_once_and_the_digits_are_not_kept(qapp, qtbot, monkeypatch):
    asked, kept = [], []

    def measure(recogniser):
        asked.append(recogniser)
        yield
        examples = Examples(np.zeros((2, 784), np.uint8), np.array([1, 2], np.uint8))
        kept.append(weakref.ref(examples))
        return Accuracy(recogniser, 0.5, examples, "two digits")

    monkeypatch.setattr(accuracy_meter, "unseen_accuracy", measure)
    meter, recogniser = AccuracyMeter(), network_of(("sigmoid", "sigmoid")).recogniser
    with qtbot.waitSignal(meter.measured):
        assert [meter.accuracy(recogniser) for _ in range(3)] == [None] * 3
    assert meter.accuracy(recogniser) == 0.5
    assert asked == [recogniser]
    qtbot.waitUntil(lambda: kept[0]() is None)


def test_another_firing_threshold_is_no_other_accuracy(qapp, qtbot, monkeypatch):
    def measure(recogniser):
        yield
        return Accuracy(recogniser, 0.5, Examples(np.zeros((2, 784), np.uint8), np.array([1, 2], np.uint8)), "digits")

    monkeypatch.setattr(accuracy_meter, "unseen_accuracy", measure)
    meter, recogniser = AccuracyMeter(), network_of(("sigmoid", "sigmoid")).recogniser
    with qtbot.waitSignal(meter.measured):
        meter.accuracy(recogniser)
    assert meter.accuracy(replace(recogniser, firing_threshold=0.9)) == 0.5
