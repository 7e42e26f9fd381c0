"""The keys 0 to 9 say what was drawn, wherever the focus is, and are typed wherever something is typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QToolButton,
    QWidget,
)

from nnapp.gui.state.view import Page
from nnapp.gui.window.menus.keep_menu import KeepMenu
from nnapp.gui.window.menus.shortcuts import ShortcutsDialog, shortcuts
from tests.gui.drawing import SEVEN, draw

DIGITS = [Qt.Key[f"Key_{digit}"] for digit in range(10)]
PAD, CTRL = Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def keys(hand):
    """A window in front, with a drawing."""
    hand.window.activateWindow()
    hand.qtbot.waitUntil(hand.window.isActiveWindow)
    hand.draw(SEVEN)
    return Keys(hand)


class Keys:
    def __init__(self, hand):
        self.hand, self.window, self.my_hand = hand, hand.window, hand.window.my_hand

    def press(self, focus, key, modifier=Qt.KeyboardModifier.NoModifier):
        focus.setFocus()
        self.hand.qtbot.keyClick(focus, key, modifier)

    @property
    def notice(self):
        notice = self.window.findChild(QLabel, "notice")
        return notice.text() if notice.isVisible() else ""


def test_each_digit_has_its_key_also_on_the_number_pad(keys):
    for modifier in (Qt.KeyboardModifier.NoModifier, PAD):
        for digit, key in enumerate(DIGITS):
            keys.press(keys.hand.canvas, key, modifier)
            assert keys.my_hand.kept_as == digit
            assert keys.notice == f"Kept as {digit}. Ctrl+Z takes it back."


def test_the_keys_work_wherever_the_focus_is_and_leave_it_there(keys):
    window = keys.window
    parts = [keys.hand.chart, window.findChild(QTabWidget, "pages").tabBar(), window.findChild(QWidget, "networkView")]
    parts += [window.findChild(QPushButton, "digitsButton"), window.findChild(QWidget, "productTable")]
    parts += [window.findChild(QToolButton, "sample5")]
    for digit, part in enumerate(parts):
        keys.press(part, DIGITS[digit])
        assert keys.my_hand.kept_as == digit
        assert part.hasFocus()


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, PAD])
def test_a_digit_is_typed_where_something_is_typed(keys, modifier):
    line, number, choice, table = (
        QLineEdit(keys.window), QSpinBox(keys.window), QComboBox(keys.window), QTableWidget(1, 1, keys.window)
    )  # fmt: skip
    choice.addItems(["5 layers", "7 layers"])
    table.setItem(0, 0, QTableWidgetItem("a name"))
    table.setCurrentCell(0, 0)
    number.clear()
    for field in (line, number, choice, table):
        field.show()
        keys.press(field, Qt.Key.Key_7, modifier)
    assert (line.text(), number.value(), choice.currentText()) == ("7", 7, "7 layers")
    assert [editor.text() for editor in table.findChildren(QLineEdit)] == ["7"]
    assert keys.my_hand.drawings == ()


def test_the_number_of_a_run_is_typed_in_its_name(keys):
    keys.hand.train(1)
    keys.hand.open(Page.RUNS)
    table = keys.window.findChild(QTableWidget, "runsTable")
    table.setCurrentCell(0, 0)
    keys.press(table, Qt.Key.Key_F2)
    QTest.keyClicks(table.findChild(QLineEdit), "run 42")
    assert table.findChild(QLineEdit).text() == "run 42"
    assert keys.my_hand.drawings == ()


def test_ctrl_and_a_digit_still_opens_a_page_while_a_choice_has_the_focus(keys):
    keys.press(keys.window.findChild(QComboBox, "linesCombo"), Qt.Key.Key_3, CTRL)
    assert keys.window.session.view.page is Page.RUNS


def test_a_key_does_nothing_in_a_dialog(keys):
    dialog = QDialog(keys.window)
    dialog.open()
    keys.hand.qtbot.waitUntil(dialog.isActiveWindow)
    keys.press(dialog, Qt.Key.Key_7)
    assert keys.my_hand.drawings == ()
    dialog.close()


def test_a_key_that_is_held_keeps_the_drawing_once(keys):
    actions = [keys.window.findChild(QAction, f"actionItIs{digit}") for digit in range(10)]
    assert [action.autoRepeat() for action in actions] == [False] * 10


def test_a_key_does_nothing_while_the_pen_is_down(keys):
    draw(keys.hand.canvas, SEVEN, release=False)
    keys.press(keys.hand.canvas, Qt.Key.Key_7)
    assert (keys.my_hand.drawings, keys.notice) == ((), "")
    assert keys.hand.session.sketch.stroke_name


def test_a_key_says_why_it_keeps_nothing(keys):
    keys.hand.trigger("actionClear")
    keys.press(keys.hand.canvas, Qt.Key.Key_7)
    nothing_drawn = keys.notice
    keys.hand.qtbot.mouseClick(keys.window.findChild(QToolButton, "sample5"), Qt.MouseButton.LeftButton)
    keys.press(keys.hand.canvas, Qt.Key.Key_5)
    assert "" not in (nothing_drawn, keys.notice)
    assert nothing_drawn != keys.notice
    assert keys.my_hand.drawings == ()


def test_the_keys_work_while_the_menu_is_out_of_sight(keys):
    keys.window.presenter.toggle()
    keys.press(keys.hand.canvas, Qt.Key.Key_7)
    assert keys.my_hand.kept_as == 7
    keys.window.presenter.toggle()


def test_the_menu_says_what_each_key_does(keys):
    texts = [action.text() for action in keys.window.findChild(KeepMenu).actions()]
    assert texts[7:] == ["It is a 7", "It is an 8", "It is a 9"]


def test_the_ten_keys_are_one_line_in_the_list_of_shortcuts(keys):
    assert shortcuts(keys.window)["Edit"]["It is a …"] == "0 to 9"
    dialog = ShortcutsDialog(keys.window, keys.window.appearance)
    words = [words.text() for words in dialog.findChildren(QLabel)]
    assert words[words.index("It is a …") + 1] == "0 to 9"
    assert not [text for text in words if text.startswith("It is a 7")]
