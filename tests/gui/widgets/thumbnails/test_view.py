"""Thumbnails in lines: what is chosen, selected and painted, whatever it is that they show."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QListView

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.thumbnails import view as thumbnail_view
from nnapp.gui.widgets.thumbnails.model import ThumbnailModel
from nnapp.gui.widgets.thumbnails.view import ThumbnailView
from tests.gui.widgets.thumbnails.listings import Shades

DARK, LIGHT, NONE = 1.0, 0.25, 0.0


class Shown:
    """A view that is shown."""

    def __init__(self, qtbot, *shades, dashed=()):
        self.qtbot, self.appearance = qtbot, Appearance("light")
        self.model = ThumbnailModel()
        self.view = ThumbnailView(self.model, "shades", "Shades", self.appearance)
        self.model.setParent(self.view)
        qtbot.addWidget(self.view)
        self.view.resize(300, 240)
        with qtbot.waitExposed(self.view):
            self.view.show()
        self.model.show_listing(Shades(shades, dashed))

    def place(self, row):
        return self.view.visualRect(self.model.index(row, 0))

    def click(self, row, *modifiers):
        self.qtbot.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, *modifiers, pos=self.place(row).center())

    def colour(self, row):
        """Return the colour in the middle of a picture."""
        return self.view.viewport().grab().toImage().pixelColor(self.place(row).center())

    def colours_around(self, row):
        """Return the colours at the left edge of the frame of a picture."""
        image, place = self.view.viewport().grab().toImage(), self.place(row)
        corners = self.view.places(self.view.viewport().rect())
        size = thumbnail_view.thumbnail_size(self.appearance.theme, self.model.listing)
        frame = thumbnail_view.frame_of(self.appearance.theme, self.model.listing, size).translated(corners[row])
        assert place.contains(frame)
        return {image.pixelColor(frame.left(), y).name() for y in range(frame.top() + 1, frame.bottom())}


def test_each_place_shows_the_picture_of_its_row(qtbot):
    shown = Shown(qtbot, DARK, LIGHT, DARK)
    assert shown.colour(0) == shown.colour(2)
    assert shown.colour(0).lightness() < shown.colour(1).lightness()


def test_where_there_is_no_picture_nothing_is_painted_and_nothing_can_be_selected(qtbot):
    shown = Shown(qtbot, DARK, NONE, DARK)
    assert shown.colour(1) == shown.appearance.theme.color("panel")
    with qtbot.assertNotEmitted(shown.view.wanted):
        shown.click(1)
    shown.view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
    shown.view.selectAll()
    assert sorted(index.row() for index in shown.view.selectedIndexes()) == [0, 2]


def test_the_arrow_keys_pass_over_places_without_a_picture(qtbot):
    shown = Shown(qtbot, DARK, NONE, DARK)
    shown.view.setCurrentIndex(shown.model.index(0, 0))
    qtbot.keyClick(shown.view, Qt.Key.Key_Right)
    assert shown.view.currentIndex().row() == 2


def test_home_and_end_go_to_the_first_and_the_last_picture(qtbot):
    shown = Shown(qtbot, NONE, DARK, DARK, DARK, NONE, NONE)
    shown.view.setCurrentIndex(shown.model.index(2, 0))
    for key, row in ((Qt.Key.Key_Home, 1), (Qt.Key.Key_End, 3)):
        qtbot.keyClick(shown.view, key)
        assert shown.view.currentIndex().row() == row


def test_dashed_frames_have_their_colour_in_parts(qtbot):
    shown = Shown(qtbot, DARK, DARK, DARK, dashed=(1,))
    theme = shown.appearance.theme
    assert theme.color("opposes").name() in shown.colours_around(1)
    assert len(shown.colours_around(1)) > 1
    assert shown.colours_around(0) == {theme.color("border").name()}


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_click_or_a_key_wants_a_picture(qtbot, key):
    shown = Shown(qtbot, DARK, LIGHT)
    with qtbot.waitSignal(shown.view.wanted) as wanted:
        shown.click(1)
    assert wanted.args[0].row() == 1
    with qtbot.waitSignal(shown.view.wanted) as wanted:
        qtbot.keyClick(shown.view, key)
    assert wanted.args[0].row() == 1


def test_with_ctrl_the_space_bar_selects(qtbot):
    shown = Shown(qtbot, DARK, LIGHT)
    shown.view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
    flags = QItemSelectionModel.SelectionFlag
    shown.view.selectionModel().setCurrentIndex(shown.model.index(1, 0), flags.NoUpdate)
    with qtbot.assertNotEmitted(shown.view.wanted):
        qtbot.keyClick(shown.view, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert [index.row() for index in shown.view.selectedIndexes()] == [1]


def test_it_says_when_another_number_fits_into_a_line(qtbot):
    shown = Shown(qtbot, *[DARK] * 30)
    before = shown.view.columns
    with qtbot.waitSignal(shown.view.columns_changed):
        shown.view.resize(500, 240)
    assert shown.view.columns > before


@pytest.mark.parametrize("width", [300, 311, 333, 356])
@pytest.mark.parametrize(("number", "has_bar"), [(30, False), (200, True)])
def test_thumbnails_are_painted_where_they_are_clicked_with_and_without_a_scroll_bar(qtbot, width, number, has_bar):
    shown = Shown(qtbot, *[DARK] * number)
    shown.view.resize(width, 400)
    shown.view.doItemsLayout()
    qtbot.waitUntil(lambda: shown.view.verticalScrollBar().isVisible() is has_bar)
    corners = shown.view.places(shown.view.viewport().rect())
    assert len(corners) > 20
    assert all(shown.place(row).contains(corner) for row, corner in corners.items())
    assert shown.place(shown.view.columns - 1).top() == 0 < shown.place(shown.view.columns).top()


def test_what_looks_as_before_is_not_painted_again(qtbot, monkeypatch):
    shown = Shown(qtbot, DARK, LIGHT)
    shown.view.grab()
    monkeypatch.setattr(thumbnail_view, "PATIENCE", 0.0)
    shown.model.show_listing(Shades((LIGHT, DARK)))
    assert shown.colour(0).lightness() > shown.colour(1).lightness()
    shown.model.show_listing(Shades((0.5, DARK)))
    assert shown.colour(0) == shown.appearance.theme.color("panel")


@pytest.mark.parametrize("number", [2, 3, 5])
def test_a_listing_that_changes_but_little_leaves_the_selection_with_its_row(qtbot, number):
    shown = Shown(qtbot, DARK, DARK, LIGHT)
    shown.view.setCurrentIndex(shown.model.index(1, 0))
    with qtbot.assertNotEmitted(shown.model.modelReset):
        shown.model.change_listing(Shades((LIGHT, LIGHT, DARK, DARK, DARK)[:number]))
    shown.view.viewport().update()
    assert shown.model.rowCount() == number
    assert [index.row() for index in shown.view.selectedIndexes()] == [1]
    assert shown.view.indexAt(shown.place(number - 1).center()).row() == number - 1
    assert shown.colour(0) == shown.colour(1)


def test_a_sentence_is_said_of_each_as_it_is_whatever_characters_it_has(qtbot):
    shown = Shown(qtbot, DARK)
    index = shown.model.index(0, 0)
    assert index.data() == "A shade of 1.00 <b>."
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "<qt>A shade of 1.00 &lt;b&gt;.</qt>"
