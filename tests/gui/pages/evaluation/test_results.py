"""Every view of an evaluation makes sense of the most unusual networks and data."""

from math import isfinite

import numpy as np
import pytest
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from nnapp.gui.pages.evaluation.confusion.content import Content
from nnapp.gui.pages.evaluation.gallery.listing import Kind, Order
from nnapp.gui.pages.evaluation.map.panel import MapPanel
from nnapp.gui.pages.evaluation.results import Results
from nnapp.gui.pages.evaluation.robustness.panel import RobustnessPanel
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.fields import show_choice
from nnapp.gui.widgets.tab_bar import TabBar
from nnapp.gui.work.worker import Worker
from tests.gui.pages.evaluation.evaluations import evaluation_of, outputs_for, random_evaluation

WORDS = ("a very long name of a class, forty long", "R&D <b>bold</b>", "Donaudampfschifffahrtsgesellschaft")
TWELVE = np.arange(12) % 10


def of_words():
    outputs = np.random.default_rng(2).random((20, 3))
    return evaluation_of(np.arange(20) % 3, outputs, 1 - outputs, names=WORDS)


EDGES = {
    "3 classes of long names": of_words,
    "47 classes": lambda: random_evaluation(60, classes=47, second=True),
    "1 class": lambda: evaluation_of([8] * 20, np.random.default_rng(3).random((20, 10))),
    "1 example": lambda: evaluation_of([3], outputs_for([3], 0.9)),
    "all right": lambda: evaluation_of(TWELVE, outputs_for(TWELVE, 0.9)),
    "all wrong": lambda: evaluation_of(TWELVE, outputs_for(9 - TWELVE, 0.9)),
    "all silent": lambda: evaluation_of(TWELVE, np.zeros((12, 10)), np.zeros((12, 10))),
    "all silent at the highest threshold": lambda: evaluation_of(TWELVE, outputs_for(TWELVE, 0.999), threshold=1.0),
    "outputs below 0": lambda: evaluation_of(TWELVE, np.full((12, 10), -2.0)),
    "outputs far beyond 0 and 1": lambda: evaluation_of(TWELVE, np.random.default_rng(4).normal(0, 1e6, (12, 10))),
}


@pytest.fixture
def results(qtbot):
    results = Results(Appearance("light"))
    qtbot.addWidget(results)
    results.resize(930, 600)
    with qtbot.waitExposed(results):
        results.show()
    yield results
    for worker in results.findChildren(Worker):
        worker.shut_down()


def choose(results, name, key):
    box = results.findChild(QComboBox, name)
    show_choice(box, key)
    box.activated.emit(box.currentIndex())
    results.grab()


def see_everything(results, qtbot):
    """Paint all views, with all that can be chosen in them."""
    tabs = results.findChild(TabBar)
    for place in range(tabs.count()):
        if tabs.tabText(place) == "Map":
            with qtbot.waitSignal(results.findChild(MapPanel).findChild(Worker).returned):
                tabs.setCurrentIndex(place)
        tabs.setCurrentIndex(place)
        results.grab()
    with qtbot.waitSignal(results.findChild(RobustnessPanel).worker.returned):
        results.findChild(QPushButton, "measureRobustness").click()
    results.grab()
    tabs.setCurrentIndex(0)
    for content in Content:
        choose(results, "matrixContent", content)
    for kind in Kind:
        choose(results, "galleryKind", kind)
        for order in Order:
            choose(results, "galleryOrder", order)


def tables(results):
    """Yield the cells of all tables that can be copied."""
    for action in results.findChildren(QAction, "actionCopyTable"):
        action.trigger()
        lines = QGuiApplication.clipboard().text().splitlines()
        assert len(lines) > 1
        yield from (cell for line in lines for cell in line.split("\t"))


def is_finite(cell):
    try:
        return isfinite(float(cell))
    except ValueError:
        return True


@pytest.mark.parametrize("edge", EDGES)
def test_all_views_and_tables_make_sense_at_the_edges(results, qtbot, edge):
    results.show_evaluation(EDGES[edge]())
    see_everything(results, qtbot)
    assert all(map(is_finite, tables(results)))
    said = [part.text().lower() for part in results.findChildren(QLabel)]
    assert not [words for words in said if "nan" in words.split() or "inf" in words.split()]


def test_one_evaluation_follows_another_whatever_was_chosen_in_the_first(results, qtbot):
    for make in EDGES.values():
        evaluation = make()
        results.show_evaluation(evaluation)
        last = len(evaluation.class_names) - 1
        results.gallery.show_cell((last, 0))
        choose(results, "galleryKind", Kind.MISTAKES)
        results.grab()
    results.gallery.show_cell(None)
    results.show_evaluation(EDGES["1 example"]())
    choose(results, "galleryKind", Kind.MISTAKES)
    assert results.findChild(QLabel, "galleryHeading").text() == "0 mistakes"
