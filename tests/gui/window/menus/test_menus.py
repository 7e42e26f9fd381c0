"""The menus by the keyboard: what each key does, and where."""

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication, QHelpEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QToolTip,
)

from nnapp.files import digits_cache
from nnapp.gui.pages.training.page import TrainingPage
from nnapp.gui.state.view import Page
from nnapp.gui.window.menus.network_menu import NetworkMenu
from nnapp.gui.window.menus.shortcuts import WHERE_THE_FOCUS_IS, ShortcutsDialog, shortcuts
from nnapp.gui.work.training_job import Pace
from nnapp.nn.inspect.edits import BiasEdit
from tests.gui.drawing import ONE
from tests.gui.hand import LONG

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
BENEATH = (Page.NEURON, Page.SLOW_MOTION, Page.WHAT_IF, Page.PREFERRED_INPUT)


@pytest.fixture
def key(window, qtbot):
    """Press a key on a widget that has the focus."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def press(widget, code, modifier=Qt.KeyboardModifier.NoModifier):
        widget.setFocus()
        qtbot.keyClick(widget, code, modifier)

    return press


def is_enabled(window, name):
    return window.findChild(QAction, name).isEnabled()


def test_undo_and_redo_name_what_they_undo_and_redo(hand, key):
    undo, redo = (hand.window.findChild(QAction, f"action{name}") for name in ("Undo", "Redo"))
    hand.draw(ONE)
    hand.session.networks.edit((BiasEdit(0, 2, 1.0),), "bias of h3")
    assert (undo.text(), redo.text()) == ("Undo bias of h3", "Redo")
    assert undo.toolTip() == "Undo bias of h3 (Ctrl+Z)"
    key(hand.canvas, Qt.Key.Key_Z, CTRL)
    assert (undo.text(), redo.text()) == ("Undo stroke", "Redo bias of h3")
    assert hand.session.networks.current.edits == ()
    with hand.qtbot.waitSignal(hand.session.recognition_changed):
        key(hand.canvas, Qt.Key.Key_Z, CTRL)
    assert (undo.text(), undo.isEnabled()) == ("Undo", False)


def test_the_keys_of_the_canvas_work_where_it_has_the_focus_and_nowhere_else(hand, key):
    hand.draw(ONE)
    sketch = hand.session.sketch
    for other in (hand.window.findChild(QTabWidget, "pages").tabBar(), hand.chart):
        for code in (Qt.Key.Key_E, Qt.Key.Key_Delete):
            key(other, code)
    assert not sketch.erasing
    assert not sketch.drawing.is_empty
    key(hand.canvas, Qt.Key.Key_E)
    assert sketch.erasing
    key(hand.canvas, Qt.Key.Key_P)
    assert not sketch.erasing
    key(hand.canvas, Qt.Key.Key_Delete)
    assert sketch.drawing.is_empty


def test_letters_are_typed_and_not_taken_as_shortcuts_where_something_is_typed(window, qtbot, key):
    line, number, choice, table = QLineEdit(window), QSpinBox(window), QComboBox(window), QTableWidget(1, 1, window)
    choice.addItems(["sigmoid", "ELU", "pure"])
    table.setItem(0, 0, QTableWidgetItem("run"))
    for field in (line, number, choice, table):
        field.show()
        key(field, Qt.Key.Key_E)
    assert line.text() == "e"
    assert choice.currentText() == "ELU"
    # The table lets the name be edited where a letter is typed on it.
    assert table.findChild(QLineEdit).text() == "e"
    assert not window.session.sketch.erasing


def test_ctrl_c_copies_what_has_the_focus(hand, key):
    QGuiApplication.clipboard().clear()
    key(hand.canvas, Qt.Key.Key_C, CTRL)
    drawing = QGuiApplication.clipboard().image()
    key(hand.chart, Qt.Key.Key_C, CTRL)
    assert not drawing.isNull()
    assert QGuiApplication.clipboard().image() != drawing


def test_every_page_has_a_key(window, key):
    keys = {page: (Qt.Key[f"Key_{number}"], ALT) for number, page in enumerate(BENEATH, start=1)}
    keys |= {Page.TRAINING: (Qt.Key.Key_2, CTRL), Page.RUNS: (Qt.Key.Key_3, CTRL)}
    keys |= {Page.EVALUATION: (Qt.Key.Key_4, CTRL), Page.MY_HAND: (Qt.Key.Key_5, CTRL)}
    keys |= {Page.COURSE: (Qt.Key.Key_6, CTRL)}
    for page in (*reversed(keys), Page.RUNS):
        key(window, *keys[page])
        assert window.session.view.page is page
    window.session.view.open(Page.WHAT_IF)
    window.session.view.open(Page.RUNS)
    key(window, Qt.Key.Key_1, CTRL)
    assert window.session.view.page is Page.WHAT_IF


def test_training_is_started_paused_and_stopped_by_keys(hand, key):
    trainer, window = hand.trainer, hand.window
    assert [is_enabled(window, f"action{name}") for name in ("Train", "Pause", "OneBatch", "Stop")] == [1, 0, 1, 0]
    hand.open(Page.TRAINING)
    hand.few_digits()
    hand.open(Page.NEURON)
    with hand.qtbot.waitSignal(trainer.pace_changed, timeout=LONG):
        key(hand.canvas, Qt.Key.Key_F7)
    assert trainer.is_paused
    assert window.findChild(QAction, "actionPause").text() == "Resume"
    assert [is_enabled(window, f"action{name}") for name in ("Train", "Pause", "OneBatch", "Stop")] == [0, 1, 1, 1]
    with hand.qtbot.waitSignal(trainer.ended, timeout=LONG):
        key(hand.canvas, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    assert not trainer.is_running
    assert hand.session.view.page is Page.NEURON


def test_an_entry_is_explained_under_the_mouse(window):
    last, menu = window.findChild(QAction, "actionLastTrained"), window.findChild(NetworkMenu)
    menu.resize(menu.sizeHint())
    place = menu.actionGeometry(last).center()
    QApplication.sendEvent(menu, QHelpEvent(QEvent.Type.ToolTip, place, menu.mapToGlobal(place)))
    assert QToolTip.text() == last.toolTip() != last.text()


def test_where_no_run_can_begin_the_page_that_says_why_is_opened(window, key, monkeypatch):
    paces = []
    monkeypatch.setattr(TrainingPage, "train", lambda _page, pace: paces.append(pace))
    key(window, Qt.Key.Key_F5)
    assert paces == [Pace.RUN]
    assert window.session.view.page is Page.TRAINING


def test_the_shortcuts_are_listed_from_the_actions(window):
    listed = shortcuts(window)
    assert listed["Edit"]["Undo"] == "Ctrl+Z"
    assert listed["File"]["Open weights"] == "Ctrl+O"
    assert listed[WHERE_THE_FOCUS_IS]["Clear"] == "Del"
    assert "Clear" not in listed["Edit"]
    dialog = ShortcutsDialog(window, window.appearance)
    words = [words.text() for words in dialog.findChildren(QLabel)]
    assert words[words.index("Clear") + 1] == "Del"


def test_no_two_actions_of_the_window_share_a_key(window):
    for page in Page:
        window.session.view.open(page)
    keys = Counter(
        sequence.toString()
        for action in window.findChildren(QAction)
        if action.shortcutContext() == Qt.ShortcutContext.WindowShortcut
        for sequence in action.shortcuts()
    )
    assert keys
    assert [shortcut for shortcut, uses in keys.items() if uses > 1] == []


def test_the_size_of_the_prepared_digits_is_told_and_they_can_be_deleted(window, tmp_path, monkeypatch):
    monkeypatch.setattr(digits_cache, "cache_folder", lambda: tmp_path)
    delete = window.findChild(QAction, "actionDeletePrepared")
    menu = delete.parent()
    menu.aboutToShow.emit()
    assert (delete.text(), delete.isEnabled()) == ("Delete prepared digits", False)
    (tmp_path / "digits").mkdir()
    (tmp_path / "digits" / "entry.npy").write_bytes(bytes(2_500_000))
    menu.aboutToShow.emit()
    assert (delete.text(), delete.isEnabled()) == ("Delete prepared digits (2.5 MB)", True)
    delete.trigger()
    assert not list((tmp_path / "digits").iterdir())
    assert (delete.text(), delete.isEnabled()) == ("Delete prepared digits", False)
