"""Drawings are read a few at a time, beside the window, by the network that is in use."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QObject

from nnapp.digits.drawings_file import strokes_as_json
from nnapp.digits.recogniser import Recogniser
from nnapp.files.collection_lines import KeptDrawing
from nnapp.files.weight_file import load_weights
from nnapp.gui.work import hand_reader
from nnapp.gui.work.hand_reader import AT_ONCE, HandReader, read
from nnapp.gui.work.worker import Worker
from nnapp.locations import default_weights
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Network
from tests.hands import Writer

NUMBER = 100


@pytest.fixture(scope="module")
def recogniser():
    return load_weights(default_weights()).recogniser


@pytest.fixture(scope="module")
def other(recogniser):
    """A network of the same kind that has learnt nothing."""
    network = Network.random((784, 5, 10), [activation_named("sigmoid")] * 2, np.random.default_rng(0))
    return Recogniser(network, recogniser.preparation, tuple("abcdefghij"))


@pytest.fixture(scope="module")
def drawings():
    written = enumerate(Writer.number(0).write(NUMBER // 10, 0))
    return [KeptDrawing(str(k), label, strokes_as_json(drawing)) for k, (drawing, label) in written]


class Reading:
    """A reader, and what it is to read."""

    def __init__(self, qtbot, recogniser, wanted):
        self.qtbot, self.wanted = qtbot, list(wanted)
        self.owner = QObject()
        self.reader = HandReader(recogniser, lambda: iter(self.wanted), self.owner)

    @property
    def answers(self):
        return self.reader.answers

    def finish(self):
        self.qtbot.waitUntil(lambda: len(self.answers) == len(self.wanted))


@pytest.fixture
def reading(qtbot, recogniser, drawings):
    reading = Reading(qtbot, recogniser, drawings)
    yield reading
    reading.reader.findChild(Worker).shut_down()
    reading.owner.deleteLater()


def names(recogniser, drawings):
    """Return what each drawing is read as when it is drawn."""
    recognitions = ((kept.key, recogniser.recognise(kept.drawing)) for kept in drawings)
    return {key: recogniser.class_names[recognition.ranking[0]] for key, recognition in recognitions}


def test_each_drawing_is_read_as_it_is_on_the_canvas(recogniser, other, drawings):
    assert dict(read(recogniser, tuple(drawings)).names) == names(recogniser, drawings)
    assert dict(read(other, tuple(drawings)).names) == names(other, drawings)


def test_all_are_read_the_first_ones_first(reading, drawings):
    known = []
    reading.reader.changed.connect(lambda: known.append(list(reading.answers)))
    reading.reader.go_on()
    reading.finish()
    assert known[0] == [kept.key for kept in drawings[:AT_ONCE]]
    assert [len(keys) for keys in known] == [32, 64, 96, 100]


def test_what_comes_later_is_read_too_and_nothing_twice(reading, drawings):
    reading.wanted = drawings[:40]
    reading.reader.go_on()
    reading.finish()
    known = []
    reading.reader.changed.connect(lambda: known.append(len(reading.answers)))
    reading.wanted = drawings
    reading.reader.go_on()
    reading.finish()
    assert known == [72, 100]


def test_another_network_reads_all_anew(reading, drawings, other):
    reading.reader.go_on()
    reading.finish()
    with reading.qtbot.waitSignal(reading.reader.changed):
        reading.reader.use(other)
    reading.finish()
    assert reading.answers == names(other, drawings)


def test_the_answers_of_a_network_that_is_replaced_meanwhile_are_dropped(reading, drawings, other):
    reading.reader.go_on()
    reading.reader.use(other)
    reading.finish()
    assert reading.answers == names(other, drawings)


def test_another_firing_threshold_is_no_other_network(reading, recogniser):
    reading.reader.go_on()
    reading.finish()
    with reading.qtbot.assertNotEmitted(reading.reader.changed):
        reading.reader.use(replace(recogniser, firing_threshold=0.9))
    assert len(reading.answers) == NUMBER


def test_it_rests_while_a_page_scrolls_and_then_goes_on(reading):
    reading.reader.rest()
    reading.reader.go_on()
    assert not reading.reader.findChild(Worker).is_running
    reading.finish()


@pytest.fixture
def short_rest(monkeypatch):
    """Let a rest be over before those drawings are read that are being read when it begins."""
    monkeypatch.setattr(hand_reader, "REST", 0)


@pytest.mark.usefixtures("short_rest")
def test_after_a_rest_another_network_reads_all_though_the_one_before_is_still_reading(reading, drawings, other):
    reading.reader.go_on()
    reading.reader.rest()
    reading.reader.use(other)
    reading.finish()
    assert reading.answers == names(other, drawings)


def test_where_nothing_is_wanted_nothing_is_read(reading):
    reading.wanted = []
    reading.reader.go_on()
    assert not reading.reader.findChild(Worker).is_running
