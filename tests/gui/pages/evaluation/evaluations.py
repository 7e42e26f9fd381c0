"""Evaluations of made-up predictions, for what shows them."""

import numpy as np
from PySide6.QtWidgets import QLabel

from nnapp.digits.drawing import PIXELS
from nnapp.digits.preparations import DEFAULT_PREPARATION
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files.data_files import LoadedData
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.work.evaluation import Evaluation, Judged
from nnapp.nn.activations import activation_named
from nnapp.nn.examples import Examples
from nnapp.nn.network import Network
from nnapp.nn.predictions import Predictions


def evaluation_of(labels, outputs, second=None, names=DIGIT_NAMES, threshold=0.5):
    """Return an evaluation of examples with these labels, (n,), for which a network has these outputs, (n, classes)."""
    labels = np.array(labels, np.uint8)
    images = np.random.default_rng(1).integers(0, 256, (len(labels), PIXELS), np.uint8)
    data = LoadedData(images, (), labels, tuple(names), ())
    network = Network.random((PIXELS, 2, len(names)), [activation_named("sigmoid")] * 2, np.random.default_rng(0))
    recogniser = Recogniser(network, DEFAULT_PREPARATION, tuple(names), threshold)

    def judged(name, values):
        values = np.array(values, np.float32)
        return Judged(name, recogniser, Examples(images, labels, len(names)), Predictions(values, labels, values))

    other = None if second is None else judged("784-64-10", second)
    return Evaluation(f"Made up, {len(labels)} examples", data, judged("784-15-10", outputs), other)


def outputs_for(answers, activations, rivals=None, rival_activations=0.0, classes=10):
    """Return outputs, (n, classes), with these answers and their rivals, all others 0."""
    outputs, rows = np.zeros((len(answers), classes), np.float32), np.arange(len(answers))
    if rivals is not None:
        outputs[rows, rivals] = rival_activations
    outputs[rows, answers] = activations
    return outputs


def random_evaluation(examples, classes=10, seed=0, second=False):
    """Return an evaluation of random outputs: most examples are mistakes."""
    rng = np.random.default_rng(seed)
    names = DIGIT_NAMES if classes == 10 else tuple(f"class {number}" for number in range(classes))
    labels = rng.integers(0, classes, examples)
    other = rng.random((examples, classes)) if second else None
    return evaluation_of(labels, rng.random((examples, classes)), other, names)


class ShownPanel:
    """A panel in its window, and what it says."""

    def __init__(self, qtbot, kind, words, theme="light"):
        self.appearance = Appearance(theme)
        self.panel, self._words = kind(self.appearance), words
        qtbot.addWidget(self.panel)
        self.panel.resize(420, 360)
        with qtbot.waitExposed(self.panel):
            self.panel.show()

    def show(self, evaluation):
        self.panel.show_evaluation(evaluation)
        # The axes are found while it is painted.
        self.panel.grab()
        return self

    @property
    def words(self):
        return self.panel.findChild(QLabel, self._words).text().replace("\N{NO-BREAK SPACE}", " ")
