"""The figures behind a picture, as a table."""

import csv

import pytest
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from nnapp.files.errors import RunError
from nnapp.gui.widgets.table_export import offer_table, save_table
from tests.gui.dialogs import answered, told

ROWS = [("class", "recall"), ("a, b", 0.5), ('"c"', 1)]


@pytest.fixture
def widget(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    offer_table(widget, "figures", lambda: ROWS)
    return widget


def act(widget, name):
    widget.findChild(QAction, name).trigger()


def test_a_table_is_copied_as_spreadsheets_take_it(widget):
    act(widget, "actionCopyTable")
    assert QGuiApplication.clipboard().text() == 'class\trecall\na, b\t0.5\n"""c"""\t1\n'


def test_a_table_is_saved_as_csv_that_can_be_read_again(widget, qtbot, tmp_path):
    path = tmp_path / "mine.csv"

    def choose(dialog):
        assert isinstance(dialog, QFileDialog)
        dialog.selectFile(str(path))
        dialog.accept()

    with answered(qtbot, choose):
        act(widget, "actionSaveTable")
    assert list(csv.reader(path.read_text().splitlines())) == [["class", "recall"], ["a, b", "0.5"], ['"c"', "1"]]


def test_what_cannot_be_written_is_said_in_one_sentence(tmp_path):
    with pytest.raises(RunError, match="does not exist"):
        save_table(tmp_path / "nowhere" / "mine.csv", lambda: ROWS)


def test_the_dialog_that_cannot_save_says_why(widget, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "nowhere" / "mine.csv"
    monkeypatch.setattr("nnapp.gui.widgets.table_export.ask_where_to_save", lambda *_: (path, 0))
    with told(qtbot) as words:
        act(widget, "actionSaveTable")
    assert "does not exist" in words[0]
