"""The kept drawings in view: what is read, selected, relabelled, deleted, and put on the canvas."""

import csv
import json

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget

from nnapp.digits.recogniser import Recogniser
from nnapp.files.collection import Collection
from nnapp.files.collection_lines import KeptDrawing, line_of
from nnapp.files.weight_file import WeightFile, load_weights
from nnapp.gui.pages.my_hand.collection.panel import CollectionPanel
from nnapp.gui.pages.my_hand.collection.view import TINT, KeptView
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.my_hand import MyHand
from nnapp.gui.state.session import Session
from nnapp.gui.work.hand_reader import HandReader
from nnapp.gui.work.worker import Worker
from nnapp.locations import default_weights
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Network
from tests.gui.dialogs import answered
from tests.hands import Writer, write_jsonl


class Shown(QWidget):
    """A collection in its window, as a person meets it."""

    def __init__(self, qtbot, folder, written=()):
        super().__init__()
        self.qtbot = qtbot
        qtbot.addWidget(self)
        Collection(folder).keep(written)
        self.session = Session(load_weights(default_weights()), parent=self)
        self.hand = MyHand(folder, self.session.sketch, self.session.history, self)
        self.appearance = Appearance("light", self)
        self.panel = CollectionPanel(self.hand, self.session, self.appearance)
        self.panel.setParent(self)
        self.panel.resize(420, 640)
        self.view, self.reader = self.panel.findChild(KeptView), self.panel.findChild(HandReader)
        self.resize(420, 640)
        with qtbot.waitExposed(self):
            self.show()

    @property
    def labels(self):
        return [kept.label for kept in self.hand.drawings]

    @property
    def listing(self):
        return self.view.listing

    def key(self, number):
        """Return the key of a drawing, by its number in the order in which they were kept."""
        return self.hand.drawings[number].key

    def place(self, key):
        return self.view.visualRect(self.view.model().index(self.listing.rows_of({key})[key], 0)).center()

    def click(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.view.scrollTo(self.view.model().index(self.listing.rows_of({key})[key], 0))
        self.qtbot.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, modifier, self.place(key))

    @property
    def selected(self):
        return {kept.key for kept in self.view.selected()}

    def button(self, name):
        return self.panel.findChild(QPushButton, name)

    def choose(self, button, text):
        """Choose an entry of the menu of a button."""
        (entry,) = (entry for entry in self.button(button).menu().actions() if entry.text() == text)
        assert entry.isEnabled()
        entry.trigger()

    def read_all(self):
        self.qtbot.waitUntil(lambda: len(self.reader.answers) == len(self.hand.drawings))


def untrained(recogniser):
    """Return another network for the same pictures."""
    network = Network.random((784, 5, 10), [activation_named("sigmoid")] * 2, np.random.default_rng(0))
    return Recogniser(network, recogniser.preparation)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "my-hand"


@pytest.fixture
def shown(qtbot, folder):
    """Two drawings of each digit, in the order of the digits."""
    shown = Shown(qtbot, folder, Writer.number(0).write(2, 0))
    yield shown
    shown.reader.findChild(Worker).shut_down()


@pytest.fixture
def empty(qtbot, folder):
    return Shown(qtbot, folder)


def test_the_drawings_are_read_by_the_current_network(shown):
    shown.read_all()
    recogniser = shown.session.recogniser
    for kept in shown.hand.drawings:
        assert shown.reader.answers[kept.key] == str(recogniser.recognise(kept.drawing).ranking[0])
    shown.view.findChild(QAction, "actionCopyTable").trigger()
    rows = list(csv.reader(QGuiApplication.clipboard().text().splitlines(), delimiter="\t"))
    assert rows[1:] == [[str(kept.label), shown.reader.answers[kept.key]] for kept in shown.hand.drawings]


def test_they_are_read_anew_when_another_network_becomes_the_current_one(shown):
    shown.read_all()
    recogniser = untrained(shown.session.recogniser)
    shown.session.networks.use(WeightFile(recogniser))
    shown.read_all()
    expected = {kept.key: str(recogniser.recognise(kept.drawing).ranking[0]) for kept in shown.hand.drawings}
    assert shown.reader.answers == expected


def test_a_network_in_training_does_not_read_them(shown):
    shown.read_all()
    other = untrained(shown.session.recogniser)
    with shown.qtbot.assertNotEmitted(shown.reader.changed):
        shown.session.show_training(other.network, other.preparation, other.class_names)
        shown.session.end_training()


def test_nothing_is_read_while_the_page_is_hidden(shown):
    shown.read_all()
    shown.panel.hide()
    with shown.qtbot.assertNotEmitted(shown.reader.changed):
        shown.session.networks.use(WeightFile(untrained(shown.session.recogniser)))
    with shown.qtbot.waitSignal(shown.reader.changed):
        shown.panel.show()
    shown.read_all()


def test_a_click_puts_a_drawing_on_the_canvas_once_and_undo_takes_it_away(shown):
    for _ in range(2):
        shown.click(shown.key(6))
    drawing = shown.session.sketch.drawing
    assert (drawing.strokes, drawing.class_name) == (shown.hand.drawings[6].drawing.strokes, "3")
    assert shown.hand.kept_as == 3
    assert shown.session.history.count() == 1
    shown.session.undo()
    assert shown.session.sketch.drawing.is_empty


def test_the_keyboard_goes_to_a_drawing_and_puts_it_on_the_canvas(shown):
    shown.click(shown.key(0))
    shown.qtbot.keyClick(shown.view, Qt.Key.Key_Right)
    shown.qtbot.keyClick(shown.view, Qt.Key.Key_Return)
    assert shown.session.sketch.drawing.strokes is shown.hand.drawings[1].drawing.strokes


def test_a_drawing_that_was_just_kept_is_on_the_canvas_already(shown):
    shown.click(shown.key(6))
    sketch = shown.session.sketch
    sketch.begin_stroke(14, 5)
    sketch.end_stroke()
    shown.hand.keep(3)
    steps = shown.session.history.count()
    shown.click(shown.key(20))
    assert shown.session.history.count() == steps


def test_a_line_that_is_no_drawing_is_an_empty_one_that_can_be_deleted(shown, folder):
    with (folder / "drawings.jsonl").open("ab") as file:
        file.write(line_of(KeptDrawing("0123456789abcdef", 3, b"[[1,2]]")))
    shown.hand.refresh()
    shown.read_all()
    shown.click("0123456789abcdef")
    assert shown.session.sketch.drawing.is_empty
    shown.qtbot.keyClick(shown.view, Qt.Key.Key_Delete)
    assert len(shown.labels) == 20


def test_to_select_several_puts_none_on_the_canvas(shown):
    shown.click(shown.key(0))
    shown.click(shown.key(5), Qt.KeyboardModifier.ControlModifier)
    assert shown.selected == {shown.key(0), shown.key(5)}
    assert shown.session.sketch.drawing.strokes is shown.hand.drawings[0].drawing.strokes


def test_what_is_selected_is_relabelled_stays_selected_and_undo_takes_it_back(shown):
    before, keys = shown.labels, {shown.key(2), shown.key(5)}
    shown.click(shown.key(2))
    shown.click(shown.key(5), Qt.KeyboardModifier.ControlModifier)
    shown.choose("relabelButton", "7")
    assert (shown.labels[2], shown.labels[5]) == (7, 7)
    assert {kept.key for kept in shown.listing.groups[7]} > keys
    assert shown.selected == keys
    shown.session.undo()
    assert shown.labels == before
    assert shown.selected == keys


def test_the_delete_key_deletes_what_is_selected_and_goes_to_the_next_drawing(shown):
    keys = [kept.key for kept in shown.hand.drawings]
    shown.click(keys[4])
    shown.qtbot.keyClick(shown.view, Qt.Key.Key_Delete)
    assert keys[4] not in {kept.key for kept in shown.hand.drawings}
    assert shown.selected == set()
    assert shown.view.kept_at(shown.view.currentIndex()).key == keys[5]
    shown.session.undo()
    assert [kept.key for kept in shown.hand.drawings] == keys


def test_when_the_last_one_is_deleted_the_one_before_follows(shown):
    keys = [kept.key for kept in shown.hand.drawings]
    shown.click(keys[-1])
    shown.button("deleteKeptButton").click()
    assert shown.view.kept_at(shown.view.currentIndex()).key == keys[-2]


def test_what_can_be_done_with_a_selection_is_enabled_with_one(shown):
    names = ("relabelButton", "deleteKeptButton")
    assert [shown.button(name).isEnabled() for name in names] == [False, False]
    (menu,) = (entry for entry in shown.view.actions() if entry.menu() is not None)
    assert not menu.isEnabled()
    shown.click(shown.key(0))
    assert [shown.button(name).isEnabled() for name in names] == [True, True]
    assert menu.isEnabled()
    shown.hand.delete([shown.key(0)])
    assert [shown.button(name).isEnabled() for name in names] == [False, False]


def test_the_menu_of_a_drawing_says_what_it_is_too(shown):
    (menu,) = (entry for entry in shown.view.actions() if entry.menu() is not None)
    assert menu.text() == "It is a …"
    shown.click(shown.key(0))
    menu.menu().actions()[8].trigger()
    assert shown.labels[0] == 8


def test_what_is_kept_elsewhere_appears_and_what_is_selected_stays(shown):
    shown.read_all()
    shown.click(shown.key(19))
    shown.session.sketch.begin_stroke(14, 4)
    shown.session.sketch.extend_stroke(14, 24)
    shown.session.sketch.end_stroke()
    shown.hand.keep(1)
    assert len(shown.listing.groups[1]) == 3
    assert shown.selected == {shown.key(19)}
    assert shown.view.kept_at(shown.view.currentIndex()).key == shown.key(19)
    shown.read_all()


def test_what_is_selected_stays_so_when_the_lines_become_longer(shown):
    shown.click(shown.key(7))
    columns = shown.view.columns
    shown.panel.resize(700, 640)
    assert shown.view.columns == shown.listing.columns > columns
    assert shown.selected == {shown.key(7)}
    assert shown.view.kept_at(shown.view.currentIndex()).key == shown.key(7)
    assert len(shown.listing) == shown.view.model().rowCount()


def test_the_list_stays_where_it_is_scrolled_to(qtbot, folder):
    shown = Shown(qtbot, folder, Writer.number(0).write(30, 0))
    shown.read_all()
    shown.click(shown.key(0))
    shown.view.verticalScrollBar().setValue(500)
    for number in range(12):
        shown.session.sketch.show_drawing(Writer.number(1).write(1, number)[number % 10][0])
        shown.hand.keep(number % 10)
        shown.view.grab()
        assert shown.view.verticalScrollBar().value() == 500
    shown.read_all()
    shown.reader.findChild(Worker).shut_down()


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_the_list_is_that_of_the_drawings_and_what_stays_is_selected(qtbot, folder, seed):
    rng, shown = np.random.default_rng(seed), Shown(qtbot, folder, Writer.number(0).write(12, 0))
    for _ in range(40):
        keys = [kept.key for kept in shown.hand.drawings]
        if keys and rng.random() < 0.7:
            shown.view.clearSelection()
            first, number = rng.integers(len(keys)), rng.choice([1, 3, len(keys)])
            for row in shown.listing.rows_of(keys[first : first + number]).values():
                shown.view.selectionModel().setCurrentIndex(
                    shown.view.model().index(row, 0), QItemSelectionModel.SelectionFlag.Select
                )
        selected = shown.selected
        shown.view.setFocus()
        act = rng.choice([shown.panel.relabel, shown.panel.delete, shown.session.undo, shown.session.redo])
        act(*[int(rng.integers(10))] * (act == shown.panel.relabel))
        assert shown.listing.drawings == shown.hand.drawings
        assert shown.view.model().rowCount() == len(shown.listing)
        assert shown.selected == selected & {kept.key for kept in shown.hand.drawings}
        shown.view.grab()
    shown.reader.findChild(Worker).shut_down()


def test_where_nothing_is_kept_it_says_how_to_keep_something(empty):
    words = empty.panel.findChild(QLabel, "noKeptDrawings")
    assert words.isVisible()
    assert not empty.view.isVisible()
    enabled = {entry.text(): entry.isEnabled() for entry in empty.button("collectionButton").menu().actions()}
    assert enabled == {"Import…": True, "Export…": False, "Delete all…": False}


def test_all_are_deleted_only_after_a_yes_and_for_good(shown):
    asked = []

    def answer(button):
        def act(box):
            asked.append(box.text())
            assert box.defaultButton() is box.button(QMessageBox.StandardButton.No)
            box.button(button).click()

        with answered(shown.qtbot, act):
            shown.choose("collectionButton", "Delete all…")

    answer(QMessageBox.StandardButton.No)
    assert len(shown.labels) == 20
    answer(QMessageBox.StandardButton.Yes)
    assert shown.labels == []
    assert not shown.view.isVisible()
    assert asked[0].startswith("20 drawings will be erased from this computer")


def test_drawings_are_imported_from_a_file_and_exported_to_one(shown, tmp_path):
    theirs = write_jsonl(tmp_path / "theirs.jsonl", Writer.number(1).write(1, 0))
    with answered(shown.qtbot, lambda dialog: (dialog.selectFile(str(theirs)), dialog.accept())):
        shown.choose("collectionButton", "Import…")
    assert shown.labels == [*(digit for digit in range(10) for _ in range(2)), *range(10)]
    # Without its suffix, which the dialog adds.
    with answered(shown.qtbot, lambda dialog: (dialog.selectFile(str(tmp_path / "mine")), dialog.accept())):
        shown.choose("collectionButton", "Export…")
    lines = (tmp_path / "mine.jsonl").read_text().splitlines()
    assert [json.loads(line)["label"] for line in lines] == shown.labels
    shown.read_all()


def test_a_digit_and_how_its_drawings_are_read_stand_at_the_left_in_any_appearance(shown):
    shown.read_all()
    pictures = set()
    for choice in ("light", "dark", "contrast"):
        shown.appearance.choose(choice)
        corner = shown.view.places(shown.view.viewport().rect())[shown.listing.starts[3]]
        place = QRect(corner, QSize(2 * shown.view.gridSize().width(), shown.view.gridSize().height()))
        image = shown.view.viewport().grab(place).toImage()
        colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        assert {shown.appearance.theme.color(name).name() for name in ("text", "panel")} <= colours
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == 3


def test_a_tint_covers_what_is_selected(shown):
    key, theme = shown.key(3), shown.appearance.theme
    shown.click(key)
    # Where there is paper, beside the frame of the current one.
    corner = shown.place(key) - QPoint(12, 16)
    colour = shown.view.viewport().grab().toImage().pixelColor(corner)
    assert colour.getRgb() == pytest.approx(theme.mixed("paper", "supports", TINT).getRgb(), abs=1)
    shown.view.clearSelection()
    assert shown.view.viewport().grab().toImage().pixelColor(corner) == theme.color("paper")
