"""How good a network is, in numbers and words."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel
from scipy.stats import binomtest

from nnapp.gui.pages.evaluation.figures import Figures, accuracy_words, silence_words
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.fields import explanation_of
from nnapp.nn.inspect.coverage import AtThreshold
from tests.gui.pages.evaluation.evaluations import evaluation_of


@pytest.fixture
def figures(qtbot):
    figures = Figures(Appearance("light"))
    qtbot.addWidget(figures)
    return figures


def text_of(figures, name):
    return figures.findChild(QLabel, name).text().replace("\u00a0", " ")


def test_the_accuracy_stands_beside_its_interval_and_the_mistakes(figures, shipped):
    figures.show_evaluation(shipped)
    right = int((shipped.first.predictions.answers == shipped.data.labels).sum())
    bounds = binomtest(right, 10_000).proportion_ci(0.95, method="wilson")
    assert text_of(figures, "firstAccuracy") == f"{right / 100:.2f} %"
    assert text_of(figures, "firstAccuracyWords").splitlines() == [
        f"correct, {10_000 - right} mistakes",
        f"95 % interval: {100 * bounds.low:.2f}–{100 * bounds.high:.2f} %",
    ]


def test_what_is_silent_and_how_many_of_the_others_are_right_follows_the_threshold(figures, shipped):
    outputs, labels = shipped.first.predictions.outputs, shipped.data.labels
    for threshold in (0.5, 0.9):
        first = replace(shipped.first, recogniser=replace(shipped.first.recogniser, firing_threshold=threshold))
        figures.show_evaluation(replace(shipped, first=first))
        fires = outputs.max(axis=1) >= threshold
        right = (outputs.argmax(axis=1) == labels)[fires].mean()
        assert text_of(figures, "firstSilence") == f"{100 - 100 * fires.mean():.1f} %"
        assert text_of(figures, "firstSilenceWords").endswith(f"\n{100 * right:.1f} % of the others correct")
        said = explanation_of(figures.findChild(QLabel, "firstSilence"))
        assert said.startswith(f"At the firing threshold {threshold}, a neuron fires for {fires.sum():,} of 10,000: ")


def test_two_networks_stand_side_by_side_each_with_its_name(figures, qtbot):
    outputs = np.eye(10)
    evaluation = evaluation_of([0, 1, 2, 3], outputs[[0, 1, 2, 4]], second=outputs[[0, 1, 2, 3]])
    figures.resize(900, 200)
    with qtbot.waitExposed(figures):
        figures.show()
    figures.show_evaluation(evaluation)
    names = [figures.findChild(QLabel, f"{which}Name") for which in ("first", "second")]
    assert [name.text() for name in names] == [evaluation.first.name, evaluation.second.name]
    assert [text_of(figures, f"{which}Accuracy") for which in ("first", "second")] == ["75.0 %", "100 %"]
    qtbot.waitUntil(lambda: names[1].mapTo(figures, names[1].pos()).x() > 400)
    figures.show_evaluation(replace(evaluation, second=None))
    assert [name.isVisible() for name in names] == [False, False]


@pytest.mark.parametrize(
    ("labels", "answers", "number", "words"),
    [
        ([0, 1, 2], [0, 1, 2], "100 %", "correct, 0 mistakes\n95 % interval: 43.9–100.0 %"),
        ([0, 1, 2], [1, 2, 0], "0 %", "correct, 3 mistakes\n95 % interval: 0.0–56.1 %"),
        ([0] * 12, [0] * 11 + [1], "91.7 %", "correct, 1 mistake\n95 % interval: 64.6–98.5 %"),
    ],
    ids=["all right", "all wrong", "12 of one class"],
)
def test_few_examples_all_right_or_all_wrong_are_said_as_they_are(labels, answers, number, words):
    found = accuracy_words(evaluation_of(labels, np.eye(10)[answers]).first.predictions)
    assert found[:2] == (number, words)


@pytest.mark.parametrize(
    ("found", "number", "last"),
    [
        (AtThreshold(0, 0, 12), "100 %", "so none is answered"),
        (AtThreshold(12, 0, 0), "0 %", "100 % of the others correct"),
        (AtThreshold(0, 6, 6), "50.0 %", "0 % of the others correct"),
        (AtThreshold(99_998, 1, 1), "0.1 %", "99.9 % of the others correct"),
    ],
)
def test_all_silent_or_none_is_said_as_it_is(found, number, last):
    said = silence_words(found, 0.5)
    assert (said[0], said[1].splitlines()[-1]) == (number, last)
