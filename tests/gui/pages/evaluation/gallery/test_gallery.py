"""The gallery: examples as small pictures, one of which goes on the canvas."""

import csv
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QListView

from nnapp.gui.pages.evaluation.gallery.gallery import Gallery
from nnapp.gui.pages.evaluation.gallery.listing import Kind, Order
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.fields import show_choice
from nnapp.gui.widgets.picture_export import SHARPNESS
from nnapp.gui.widgets.thumbnails import view as thumbnail_view
from nnapp.nn.inspect.pairing import Group
from tests.gui.pages.evaluation.evaluations import evaluation_of, outputs_for, random_evaluation

LABELS = [8, 5, 8, 3, 1]
ANSWERS, STRENGTHS = [2, 0, 2, 3, 1], [0.9, 0.95, 0.3, 0.99, 0.4]


class Shown:
    """A gallery that is shown, as a person meets it."""

    def __init__(self, qtbot, evaluation=None):
        self.qtbot, self.appearance = qtbot, Appearance("light")
        self.gallery = Gallery(self.appearance)
        qtbot.addWidget(self.gallery)
        self.gallery.resize(480, 420)
        with qtbot.waitExposed(self.gallery):
            self.gallery.show()
        self.view = self.gallery.findChild(QListView, "galleryList")
        if evaluation is not None:
            self.gallery.show_evaluation(evaluation)

    def text(self, name):
        return self.gallery.findChild(QLabel, name).text()

    @property
    def heading(self):
        return self.text("galleryHeading")

    @property
    def sentences(self):
        model = self.view.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @property
    def readings(self):
        return [sentence.split(",")[0] for sentence in self.sentences]

    def choose(self, name, key):
        box = self.gallery.findChild(QComboBox, name)
        show_choice(box, key)
        box.activated.emit(box.currentIndex())

    def place(self, row):
        return self.view.visualRect(self.view.model().index(row, 0))


@pytest.fixture
def five():
    return evaluation_of(LABELS, outputs_for(ANSWERS, STRENGTHS))


@pytest.fixture
def shown(qtbot, five):
    return Shown(qtbot, five)


def test_mistakes_come_first_those_that_were_most_confident_before_the_others(shown):
    assert shown.heading == "3 mistakes"
    assert shown.readings == ["5 read as 0", "8 read as 2", "8 read as 2"]


def test_of_each_example_it_says_answer_rival_and_whether_it_is_silent(shown):
    assert shown.sentences[1] == "8 read as 2, activation 0.90; rival 0, 0.00."
    assert shown.sentences[2] == "8 read as 2, activation 0.30; rival 0, 0.00. Silent: no output fires."
    assert "Dashed frame: silent" in shown.text("galleryLegend")


def test_all_can_be_listed_in_other_orders(shown):
    shown.choose("galleryKind", Kind.ALL)
    shown.choose("galleryOrder", Order.CLASS)
    assert shown.heading == "5 examples"
    assert shown.readings == ["1 read as 1", "3 read as 3", "5 read as 0", "8 read as 2", "8 read as 2"]


def test_a_click_wants_an_example_on_the_canvas(shown):
    with shown.qtbot.waitSignal(shown.gallery.chosen) as chosen:
        shown.qtbot.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=shown.place(1).center())
    assert chosen.args == [0]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_keyboard_goes_from_one_to_the_next_and_wants_it(shown, key):
    shown.view.setFocus()
    shown.view.setCurrentIndex(shown.view.model().index(0, 0))
    shown.qtbot.keyClick(shown.view, Qt.Key.Key_Right)
    with shown.qtbot.waitSignal(shown.gallery.chosen) as chosen:
        shown.qtbot.keyClick(shown.view, key)
    assert chosen.args == [0]


def test_a_cell_of_the_matrix_shows_all_of_its_own_and_then_the_mistakes_come_back(shown):
    shown.gallery.show_cell((8, 2))
    assert shown.heading == "8 read as 2: 2 examples"
    shown.gallery.show_cell((3, 3))
    assert (shown.heading, shown.readings) == ("3 read as 3: 1 example", ["3 read as 3"])
    shown.gallery.show_cell((3, 8))
    assert shown.text("galleryEmpty") == "3 read as 8: there are no such examples."
    shown.gallery.show_cell(None)
    assert shown.heading == "3 mistakes"


def test_two_networks_are_shown_below_each_other_and_by_group(qtbot):
    second = outputs_for([8, 0, 3, 8, 1], [0.8, 0.7, 0.6, 0.9, 0.95])
    shown = Shown(qtbot, evaluation_of(LABELS, outputs_for(ANSWERS, STRENGTHS), second))
    assert "below, 784-64-10" in shown.text("galleryLegend")
    assert shown.sentences[0].endswith("784-64-10 reads it as 0, activation 0.70.")
    for group, heading in [
        (Group.BOTH, "Both right: 1 example"),
        (Group.FIRST, "Only 784-15-10 right: 1 example"),
        (Group.SECOND, "Only 784-64-10 right: 1 example"),
        (Group.NEITHER, "Neither right: 2 examples"),
    ]:
        shown.gallery.show_group(group)
        assert shown.heading == heading
    shown.gallery.show_group(Group.SECOND)
    shown.gallery.show_cell((8, 2))
    assert shown.heading == "8 read as 2 by 784-15-10 · Only 784-64-10 right: 1 example"
    shown.gallery.show_cell(None)
    shown.gallery.show_group(None)
    assert shown.heading == "784-15-10: 3 mistakes"


def test_a_group_is_left_with_the_second_network_and_a_cell_with_its_classes(qtbot, five):
    outputs = outputs_for(ANSWERS, STRENGTHS)
    shown = Shown(qtbot, evaluation_of(LABELS, outputs, outputs))
    shown.gallery.show_group(Group.BOTH)
    shown.gallery.show_evaluation(five)
    assert shown.heading == "3 mistakes"
    shown.gallery.show_cell((8, 2))
    shown.gallery.show_evaluation(evaluation_of([0, 1], outputs_for([0, 0], 0.9, classes=3), names="abc"))
    assert (shown.heading, shown.readings) == ("1 mistake", ["b read as a"])


def test_the_current_example_stays_when_a_network_is_evaluated_again(shown, five):
    shown.view.setCurrentIndex(shown.view.model().index(1, 0))
    again = evaluation_of(LABELS, outputs_for(ANSWERS, [0.99, 0.2, 0.1, 0.9, 0.9]))
    shown.gallery.show_evaluation(again)
    assert shown.view.currentIndex().row() == 0
    # Not listed for a while: it is read correctly now.
    shown.gallery.show_evaluation(evaluation_of(LABELS, outputs_for([8, 0, 2, 3, 1], STRENGTHS)))
    shown.gallery.show_evaluation(five)
    assert shown.view.currentIndex().row() == 1
    shown.gallery.show_evaluation(evaluation_of([1, 2], outputs_for([0, 0], 0.5)))
    assert not shown.view.currentIndex().isValid()


def test_another_threshold_changes_who_is_silent_and_nothing_is_listed_anew(shown, five):
    first = replace(five.first, recogniser=replace(five.first.recogniser, firing_threshold=0.92))
    with shown.qtbot.assertNotEmitted(shown.view.model().modelReset):
        shown.gallery.show_evaluation(replace(five, first=first))
    assert [sentence.endswith("fires.") for sentence in shown.sentences] == [False, True, True]


@pytest.mark.parametrize(
    ("labels", "outputs", "kind", "words"),
    [
        ([1] * 12, outputs_for([1] * 12, 0.9), Kind.MISTAKES, "No mistakes: all 12 examples were read correctly."),
        ([1], outputs_for([1], 0.9), Kind.MISTAKES, "No mistakes: the only example was read correctly."),
        ([1] * 12, outputs_for([1] * 12, 0.9), Kind.CLOSE, "No right answer was close: all lead by 0.2 or more."),
        ([1] * 12, outputs_for([2] * 12, 0.9), Kind.CLOSE, "No example was read correctly."),
    ],
)
def test_where_nothing_is_listed_it_says_why(qtbot, labels, outputs, kind, words):
    shown = Shown(qtbot, evaluation_of(labels, outputs))
    shown.choose("galleryKind", kind)
    assert shown.text("galleryEmpty") == words
    assert not shown.view.isVisible()


def test_the_figures_are_copied_as_a_table(shown):
    shown.view.findChild(QAction, "actionCopyTable").trigger()
    rows = list(csv.DictReader(QGuiApplication.clipboard().text().splitlines(), delimiter="\t"))
    assert [(row["index"], row["class"], row["answer"], row["fires"]) for row in rows] == [
        ("1", "5", "0", "yes"),
        ("0", "8", "2", "yes"),
        ("2", "8", "2", "no"),
    ]
    assert float(rows[0]["activation"]) == np.float32(0.95)


def test_each_example_has_its_own_picture_and_the_pictures_can_be_copied(shown):
    shown.view.findChild(QAction, "actionCopyPicture").trigger()
    image = QGuiApplication.clipboard().image()
    places = [shown.place(row) for row in range(3)]
    parts = [image.copy(QRect(SHARPNESS * place.topLeft(), SHARPNESS * place.size())) for place in places]
    assert len({bytes(part.constBits()) for part in parts}) == 3


def test_what_there_was_no_time_to_paint_follows(qtbot, monkeypatch):
    def picture(shown):
        return shown.view.viewport().grab().toImage()

    def scrolled(seconds):
        monkeypatch.setattr(thumbnail_view, "PATIENCE", seconds)
        shown = Shown(qtbot, random_evaluation(400))
        shown.view.verticalScrollBar().setValue(777)
        return shown

    complete = scrolled(60.0)
    picture(complete)
    one_by_one = scrolled(1e-9)
    assert picture(one_by_one) != picture(complete)
    qtbot.waitUntil(lambda: picture(one_by_one) == picture(complete))


def test_it_follows_the_appearance_and_the_zoom(shown):
    light, narrow = shown.view.viewport().grab().toImage(), shown.place(0).width()
    shown.appearance.choose("dark")
    dark = shown.view.viewport().grab().toImage()
    assert dark.pixelColor(shown.place(1).center()).lightness() < 128 < light.pixelColor(2, 2).lightness()
    shown.appearance.set_zoom(1.5)
    assert shown.place(0).width() > narrow


@pytest.mark.parametrize("names", [("cat", "dog", "an aeroplane over the sea at night"), tuple("abcdefghij")])
def test_captions_fit_whatever_classes_are_called(qtbot, names):
    rng = np.random.default_rng(0)
    outputs = rng.random((30, len(names)))
    shown = Shown(qtbot, evaluation_of(rng.integers(0, len(names), 30), outputs, names=names))
    first, second = shown.place(0), shown.place(1)
    assert first.isValid()
    assert first.right() < second.left() or first.bottom() < second.top()
    assert first.width() <= shown.view.viewport().width()


def test_large_activations_have_room_below_their_pictures(qtbot):
    outputs = np.random.default_rng(0).random((30, 10))
    small, large = (Shown(qtbot, evaluation_of([1] * 30, size * outputs)) for size in (1, 1e6))
    assert large.place(0).width() > small.place(0).width()


def test_a_hundred_thousand_examples_of_47_classes_are_listed(qtbot):
    shown = Shown(qtbot, random_evaluation(100_000, classes=47))
    shown.choose("galleryKind", Kind.ALL)
    assert shown.heading == "100,000 examples"
    shown.view.scrollToBottom()
    assert shown.view.indexAt(shown.place(99_999).center()).row() == 99_999


def test_the_table_names_the_second_network(qtbot):
    shown = Shown(qtbot, evaluation_of([8], outputs_for([2], 0.9), outputs_for([8], 0.8)))
    header, row = shown.view.model().rows()
    assert header[-2:] == ["answer of 784-64-10", "activation of 784-64-10"]
    assert (row[-2], float(row[-1])) == ("8", pytest.approx(0.8))
