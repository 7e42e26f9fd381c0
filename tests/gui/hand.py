"""A window as a hand finds it: its parts by their object names."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QSpinBox

from nnapp.gui.board.canvas import Canvas
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.activation_chart import ActivationChart
from nnapp.gui.widgets.curve_plot import CurvePlot
from tests.gui.drawing import draw

LONG = 60_000
"""Milliseconds that a training in a test may take at most."""


class Hand:
    """Finds the parts of a window by their object names."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot = window, qtbot
        self.canvas = window.findChild(Canvas, "canvas")
        self.chart = window.findChild(ActivationChart, "activationChart")
        self.trainer = window.trainer
        self.session = window.session

    @property
    def plot(self):
        return self.window.findChild(CurvePlot, "lossPlot")

    def open(self, page):
        self.session.view.open(page)

    def text(self, name):
        return self.window.findChild(QLabel, name).text()

    def draw(self, points):
        with self.qtbot.waitSignal(self.session.recognition_changed):
            draw(self.canvas, points)

    def trigger(self, name):
        with self.qtbot.waitSignal(self.session.recognition_changed):
            self.window.findChild(QAction, name).trigger()

    def click(self, name):
        self.qtbot.mouseClick(self.window.findChild(QPushButton, name), Qt.MouseButton.LeftButton)

    def set(self, name, value):
        self.window.findChild(QSpinBox, name).setValue(value)

    def few_digits(self):
        for name, number in (
            ("drawnSpinBox", 0),
            ("examplesSpinBox", 6_000),
            ("validationSpinBox", 2_000),
        ):
            self.set(name, number)

    def train(self, epochs):
        self.open(Page.TRAINING)
        self.set("epochsSpinBox", epochs)
        self.few_digits()
        with self.qtbot.waitSignal(self.trainer.ended, timeout=LONG) as ended:
            self.click("trainButton")
        return ended.args[0]

    def first_weights(self):
        return self.session.recogniser.network.layers[0].weights

    def open_weights(self, path):
        with self.qtbot.waitSignal(self.session.network_changed, timeout=LONG):
            self.window.weights.open_file(path)
