"""What the tests of looking inside share: a window with a drawing, its pages, its tables."""

from html import unescape

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from nnapp.digits.preparations import DEFAULT_PREPARATION
from nnapp.digits.recogniser import Recogniser
from nnapp.files.weight_file import WeightFile
from nnapp.gui.widgets.diagram.network_diagram import NetworkDiagram
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Network

LONG = 60_000


class Inside:
    def __init__(self, window, qtbot):
        self.window, self.qtbot, self.session = window, qtbot, window.session
        self.view = window.findChild(NetworkDiagram)

    def open(self, page):
        self.session.view.open(page)

    def choose(self, layer, neuron):
        self.session.selection.select(layer, neuron)

    def show(self, picture):
        with self.qtbot.waitSignal(self.session.recognition_changed):
            self.session.sketch.show_picture(picture)

    def find(self, name, kind=QWidget):
        return self.window.findChild(kind, name)

    def text(self, name):
        return self.find(name, QLabel).text()

    def tooltip(self, name):
        """Return what a widget says under the mouse, as it is read."""
        return unescape(self.find(name).toolTip()).removeprefix("<qt>").removesuffix("</qt>")

    def click(self, name):
        self.qtbot.mouseClick(self.find(name, QPushButton), Qt.MouseButton.LeftButton)


def network_of(names, sizes=(784, 9, 10), seed=0, preparation=DEFAULT_PREPARATION):
    made = Network.random(sizes, [activation_named(name) for name in names], np.random.default_rng(seed))
    classes = tuple("0123456789") if sizes[-1] == 10 else tuple(f"class {k}" for k in range(sizes[-1]))
    return WeightFile(Recogniser(made, preparation, classes))


def rows_of(view):
    """Return the cells of a table, row by row."""
    model = view.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]
