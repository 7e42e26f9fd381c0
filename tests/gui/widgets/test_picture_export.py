"""Whatever is painted has a name and a value, is reached by keyboard, and is copied or saved as a picture."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QDialog, QLineEdit, QTableView

from nnapp.files.errors import RunError
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.dialogs import warn
from nnapp.gui.widgets.picture_export import SHARPNESS, save_picture
from tests.gui.dialogs import answered, told

PAINTED = (
    (Page.NEURON, "networkView"), (Page.NEURON, "activationChart"), (Page.NEURON, "neuronPictures"),
    (Page.NEURON, "effectChart"), (Page.NEURON, "canvas"), (Page.TRAINING, "lossPlot"),
    (Page.PREFERRED_INPUT, "preferredInputPicture"),
    (Page.PREFERRED_INPUT, "preferredInputChart"),
)  # fmt: skip


@pytest.mark.parametrize(("page", "name"), PAINTED)
def test_what_is_painted_is_named_reached_copied_and_saved(inside, tmp_path, page, name):
    inside.open(page)
    widget = inside.find(name)
    assert widget.accessibleName()
    assert widget.accessibleDescription()
    assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    save_picture(widget, tmp_path / "p.png", inside.window.appearance)
    save_picture(widget, tmp_path / "p.svg", inside.window.appearance)
    assert QImage(str(tmp_path / "p.png")).size() == widget.size() * SHARPNESS
    assert "<svg" in (tmp_path / "p.svg").read_text()
    with pytest.raises(RunError, match="cannot be written"):
        save_picture(widget, tmp_path / "nowhere" / "p.png", inside.window.appearance)
    next(action for action in widget.actions() if action.objectName() == "actionCopyPicture").trigger()
    assert QGuiApplication.clipboard().image().size() == widget.size() * SHARPNESS


@pytest.mark.parametrize(
    ("name", "words", "pictures"),
    [
        ("networkView", ("784 inputs", "opposes", "weight × activation;"), 17),
        ("activationChart", ("threshold", "0 to 1"), 0),
    ],
)
def test_a_saved_picture_has_its_legend_as_letters(inside, tmp_path, name, words, pictures):
    inside.find("legendButton").click()
    save_picture(inside.find(name), tmp_path / "p.svg", inside.window.appearance)
    content = (tmp_path / "p.svg").read_text()
    for some in words:
        assert some in content
    # Pictures are the inputs and the weights of neurons; lines and letters are none.
    assert content.count("<image") == pictures


def save_action(widget):
    return next(action for action in widget.actions() if action.objectName() == "actionSavePicture")


def test_saving_a_picture_asks_before_it_replaces_one_whose_suffix_was_not_typed(inside, tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    (tmp_path / "plot.png").write_text("precious")
    asked = []

    def type_a_name(dialog):
        dialog.findChild(QLineEdit).setText("plot")

        def say_no(box):
            asked.append(box.text())
            box.reject()

        with answered(inside.qtbot, say_no):
            dialog.accept()
        dialog.reject()

    with answered(inside.qtbot, type_a_name):
        save_action(inside.view).trigger()
    assert "plot.png already exists" in asked[0]
    assert (tmp_path / "plot.png").read_text() == "precious"


def test_the_format_that_is_chosen_is_the_one_that_is_written(inside, tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)

    def choose_svg(dialog):
        # As a dialog of the desktop does it, which may leave the name as it is.
        dialog.selectNameFilter("SVG picture (*.svg)")
        dialog.findChild(QLineEdit).setText("network.png")
        dialog.filterSelected.emit("SVG picture (*.svg)")
        dialog.accept()

    with answered(inside.qtbot, choose_svg):
        save_action(inside.view).trigger()
    assert "<svg" in (tmp_path / "network.svg").read_text()
    assert not (tmp_path / "network.png").exists()


def test_dialogs_and_messages_are_gone_after_they_were_answered(inside):
    with answered(inside.qtbot, lambda dialog: dialog.reject()):
        save_action(inside.view).trigger()
    with told(inside.qtbot):
        warn(inside.view, "Save picture", "It cannot be written.")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert inside.view.findChildren(QDialog) == []


def test_the_focus_is_seen_on_the_screen_and_not_in_a_saved_picture(inside, tmp_path):
    inside.open(Page.NEURON)
    widget = inside.find("effectChart")
    save_picture(widget, tmp_path / "without.png", inside.window.appearance)
    without = widget.grab().toImage()
    widget.setFocus()
    assert widget.grab().toImage() != without
    save_picture(widget, tmp_path / "with.png", inside.window.appearance)
    assert QImage(str(tmp_path / "with.png")) == QImage(str(tmp_path / "without.png"))


def test_a_table_is_copied_as_a_row_or_whole(inside):
    inside.open(Page.SLOW_MOTION)
    table = inside.find("slowTable", QTableView)
    next(action for action in table.actions() if action.text() == "Copy table").trigger()
    assert QGuiApplication.clipboard().text().splitlines()[:2] == ["output\ttarget y", "0\t0"]
    table.selectRow(7)
    next(action for action in table.actions() if action.text() == "Copy row").trigger()
    assert QGuiApplication.clipboard().text() == "7\t1"
