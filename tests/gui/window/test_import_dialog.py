"""What another program's file does not say, asked in one dialog."""

import pytest
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox

from nnapp.files.import_answers import Answers
from nnapp.files.import_readings import Reading
from nnapp.files.input_scale import BYTES, TORCHVISION, UNIT, InputScale
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.style_sheet import style_sheet
from nnapp.gui.widgets.fields import show_choice
from nnapp.gui.window.import_dialog import ImportDialog

QUESTIONS = ("hidden_activation", "output_activation", "scale")
READINGS = (
    Reading("tanh", TORCHVISION, 0.976),
    Reading("tanh", UNIT, 0.914),
    Reading("relu", TORCHVISION, 0.5),
)


@pytest.fixture
def dialog(qtbot):
    asked = ImportDialog("It does not say.", QUESTIONS, READINGS, Appearance())
    qtbot.addWidget(asked)
    return asked


def box(dialog, name):
    return dialog.findChild(QComboBox, f"{name}Combo")


def words(dialog):
    scales = box(dialog, "scale")
    return [scales.itemText(index) for index in range(scales.count())]


def test_it_begins_with_the_answers_that_read_mnist_best_and_says_how_well(dialog):
    assert dialog.answers() == Answers("tanh", "softmax", scale=TORCHVISION)
    assert words(dialog) == [
        "0 to 1 – recognises 91.4 % of MNIST",
        "0 to 255",
        "-1 to 1",
        "Mean and deviation – recognises 97.6 % of MNIST",
    ]
    dialog.setStyleSheet(style_sheet(Appearance().theme))
    dialog.show()
    assert box(dialog, "scale").width() >= box(dialog, "scale").sizeHint().width()


def test_other_hidden_layers_read_otherwise_and_other_pictures_were_not_measured(dialog):
    show_choice(box(dialog, "hidden_activation"), "relu")
    assert words(dialog)[3] == "Mean and deviation – recognises 50.0 % of MNIST"
    assert words(dialog)[0] == "0 to 1"
    show_choice(box(dialog, "preparation"), "mnist-deskew")
    assert words(dialog)[3] == "Mean and deviation"


def test_directions_are_no_answer_as_no_other_program_computes_them(dialog):
    assert box(dialog, "preparation").findData("mnist-directions") < 0


def test_mean_and_deviation_are_asked_where_they_count(dialog):
    mean, deviation = (dialog.findChild(QDoubleSpinBox, name) for name in ("meanSpinBox", "deviationSpinBox"))
    assert (mean.value(), deviation.value()) == (0.1307, 0.3081)
    assert not mean.isHidden()
    mean.setValue(0.25)
    deviation.setValue(0.125)
    assert dialog.answers().scale == InputScale(0.25, 0.125)
    show_choice(box(dialog, "scale"), BYTES)
    assert mean.isHidden()
    assert deviation.isHidden()
    assert dialog.answers().scale == BYTES


def test_without_readings_it_begins_with_what_most_files_hold(qtbot):
    asked = ImportDialog("It does not say.", QUESTIONS, (), Appearance())
    qtbot.addWidget(asked)
    assert asked.answers() == Answers("relu", "softmax", scale=UNIT)
    assert words(asked)[0] == "0 to 1"
