"""Whatever is painted has a name and a value, is reached by keyboard, and is copied or saved as a picture."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QTableView

from nnapp.files.errors import RunError
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.picture_export import SHARPNESS, save_picture

PAINTED = (
    (Page.NEURON, "networkView"), (Page.NEURON, "activationChart"), (Page.NEURON, "neuronPictures"),
    (Page.NEURON, "effectChart"), (Page.NEURON, "canvas"), (Page.TRAINING, "lossPlot"),
    (Page.TRAINING, "augmentationPreview"), (Page.PREFERRED_INPUT, "preferredInputPicture"),
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
    ("name", "words"),
    [("networkView", ("784 inputs x", "opposes", "z = W a + b")), ("activationChart", ("threshold", "0 to 1"))],
)
def test_a_saved_picture_has_its_legend_as_letters(inside, tmp_path, name, words):
    save_picture(inside.find(name), tmp_path / "p.svg", inside.window.appearance)
    content = (tmp_path / "p.svg").read_text()
    for some in words:
        assert some in content
    # Pictures are the inputs and the weights of neurons; lines and letters are none.
    assert content.count("<image") == (16 if name == "networkView" else 0)


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
