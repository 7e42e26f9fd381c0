"""The Evaluation page in the window: what is evaluated, and what the window then says of it."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QListView, QPushButton, QStackedWidget, QWidget

from nnapp.files.weight_file import save_weights
from nnapp.gui.pages.evaluation.gallery.listing import Kind
from nnapp.gui.pages.evaluation.page import EvaluationPage
from nnapp.gui.pages.evaluation.results import LEAST, Results
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.fields import show_choice
from nnapp.gui.widgets.tab_bar import TabBar
from nnapp.gui.work.network_sources import NetworkSource
from nnapp.gui.work.worker import Worker
from nnapp.nn.inspect.edits import MuteEdit
from tests.gui.inside import LONG, network_of


class Evaluator:
    """Evaluates networks as people do."""

    def __init__(self, window, qtbot):
        self.window, self.qtbot, self.session = window, qtbot, window.session
        window.session.view.open(Page.EVALUATION)
        self.page = self.find("evaluationPage", EvaluationPage)
        qtbot.waitSignal(self.page.evaluated, timeout=LONG).wait()

    def find(self, name, kind=QWidget):
        return self.window.findChild(kind, name)

    def text(self, name):
        return self.find(name, QLabel).text().replace("\N{NO-BREAK SPACE}", " ")

    def evaluated(self):
        return self.qtbot.waitSignal(self.page.evaluated, timeout=LONG)

    def choose(self, button, words):
        """Choose an entry of a button's menu."""
        menu = self.find(button, QPushButton).menu()
        menu.aboutToShow.emit()
        (entry,) = [entry for entry in menu.actions() if entry.text() == words]
        entry.trigger()

    def open_data(self, path):
        self.find("evaluationDataButton", QPushButton).menu().opened.emit(path)

    def click_example(self, place):
        view = self.find("galleryList", QListView)
        index = view.model().index(place, 0)
        with self.qtbot.waitSignal(self.session.recognition_changed):
            where = view.visualRect(index).center()
            self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)


@pytest.fixture
def evaluator(prepared_once, window, qtbot):
    return Evaluator(window, qtbot)


@pytest.fixture
def drawings(tmp_path):
    """A file of three drawings, of the classes 1, 7 and 1."""
    path = tmp_path / "mine.jsonl"
    strokes = {1: [[[14, 4], [14, 24]]], 7: [[[7, 5], [20, 5], [11, 24]]]}
    path.write_text("".join(json.dumps({"label": k, "strokes": strokes[k]}) + "\n" for k in (1, 7, 1)))
    return path


def test_the_current_network_is_evaluated_on_mnists_test_digits_when_the_page_opens(evaluator):
    assert evaluator.text("firstAccuracy") == "97.53 %"
    assert evaluator.text("galleryHeading") == "247 mistakes"


def test_a_mistake_that_is_clicked_is_explained_by_the_whole_window(evaluator):
    evaluator.click_example(0)
    recognition = evaluator.session.recognition
    assert evaluator.session.sketch.drawing.class_name == "2"
    assert (evaluator.text("predictionLabel"), recognition.ranking[0]) == ("7", 7)
    evaluator.session.undo()
    assert evaluator.session.sketch.drawing.is_empty


def test_why_a_mistake_was_made_is_shown_at_the_neuron_that_answered(evaluator, qtbot):
    button = evaluator.find("whyButton", QPushButton)
    assert not button.isEnabled()
    evaluator.click_example(0)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (evaluator.session.view.page, evaluator.session.selection.neuron) == (Page.NEURON, (1, 7))
    # It was on the canvas already: there is one step to undo.
    evaluator.session.undo()
    assert evaluator.session.sketch.drawing.is_empty


def test_an_example_that_only_the_keys_have_reached_goes_on_the_canvas_to_be_explained(evaluator, qtbot):
    evaluator.click_example(0)
    qtbot.keyClick(evaluator.find("galleryList", QListView), Qt.Key.Key_Right)
    qtbot.mouseClick(evaluator.find("whyButton", QPushButton), Qt.MouseButton.LeftButton)
    assert (evaluator.session.sketch.drawing.class_name, evaluator.session.selection.neuron) == ("8", (1, 2))


def test_a_click_beside_the_parts_of_the_page_leaves_the_focus_where_it_is(evaluator, qtbot):
    gallery = evaluator.find("galleryList", QListView)
    gallery.setFocus()
    qtbot.mouseClick(evaluator.page, Qt.MouseButton.LeftButton, pos=evaluator.page.rect().bottomLeft() + QPoint(3, -3))
    assert gallery.hasFocus()


def test_a_network_that_is_chosen_becomes_the_current_one(evaluator):
    with evaluator.evaluated():
        evaluator.choose("evaluatedNetworkButton", "784-64-10")
    assert evaluator.session.networks.current.name == "784-64-10"
    assert evaluator.text("firstAccuracy") == "98.75 %"


def test_another_network_opened_elsewhere_is_evaluated_when_the_page_is_in_view_again(evaluator):
    evaluator.session.view.open(Page.RUNS)
    evaluator.session.networks.use(network_of(("sigmoid", "sigmoid")), "Untrained")
    before = evaluator.text("firstAccuracy")
    with evaluator.evaluated():
        evaluator.session.view.open(Page.EVALUATION)
    assert before == "97.53 %"
    assert float(evaluator.text("firstAccuracy").removesuffix(" %")) < 30


def test_an_edit_by_hand_is_evaluated_too(evaluator):
    with evaluator.evaluated():
        evaluator.session.networks.edit((MuteEdit(0, 0),))
    assert float(evaluator.text("firstAccuracy").removesuffix(" %")) < 97


def test_an_edited_network_is_named_so_that_it_can_be_told_from_the_one_that_ships(evaluator):
    with evaluator.evaluated():
        evaluator.session.networks.edit((MuteEdit(0, 0),), "mute")
    with evaluator.evaluated():
        evaluator.choose("comparedNetworkButton", "784-15-10")
    assert evaluator.find("evaluatedNetworkButton", QPushButton).text().strip() == "784-15-10, edited"
    assert evaluator.text("comparisonWords").startswith("784-15-10 reads ")
    assert "correctly than 784-15-10, edited." in evaluator.text("comparisonWords")


def test_while_a_network_is_in_training_the_page_says_that_it_answers_on_the_canvas(evaluator):
    recogniser = evaluator.session.recogniser
    said = "until training ends, the network in training answers there."
    assert said not in evaluator.text("galleryLegend")
    evaluator.session.show_training(recogniser.network, recogniser.preparation, recogniser.class_names)
    assert said in evaluator.text("galleryLegend")
    evaluator.session.end_training()
    assert said not in evaluator.text("galleryLegend")


def test_two_networks_are_compared_on_the_same_examples(evaluator):
    with evaluator.evaluated():
        evaluator.choose("comparedNetworkButton", "784-64-10")
    assert (evaluator.text("firstAccuracy"), evaluator.text("secondAccuracy")) == ("97.53 %", "98.75 %")
    with evaluator.evaluated():
        evaluator.choose("comparedNetworkButton", "Nothing")
    assert not evaluator.find("secondAccuracy").isVisible()


def test_opened_data_are_measured_on_and_their_drawings_go_on_the_canvas_with_their_strokes(evaluator, drawings):
    with evaluator.evaluated():
        evaluator.open_data(drawings)
    assert "Of 3" in evaluator.find("firstAccuracy").accessibleDescription()
    listed = evaluator.find("galleryKind", QComboBox)
    show_choice(listed, Kind.ALL)
    listed.activated.emit(listed.currentIndex())
    evaluator.click_example(0)
    assert evaluator.session.sketch.drawing.strokes
    assert evaluator.session.sketch.drawing.class_name in ("1", "7")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bad.jsonl", "not json\n", "line 1"),
        ("empty.jsonl", "", "no drawings"),
        ("eleven.csv", 12 * ("11" + 392 * ",0,255" + "\n"), "the class 11"),
        ("notes.txt", "Hello", "no known data format"),
    ],
)
def test_data_that_cannot_be_measured_on_are_answered_by_a_sentence_and_other_data_by_results(
    evaluator, tmp_path, name, content, said
):
    path = tmp_path / name
    path.write_text(content)
    with evaluator.evaluated():
        evaluator.open_data(path)
    assert said in evaluator.text("evaluationProblem")
    assert not evaluator.find("figures").isVisible()
    with evaluator.evaluated():
        evaluator.choose("evaluationDataButton", "MNIST test")
    assert evaluator.find("figures").isVisible()
    assert not evaluator.find("evaluationProblem").isVisible()


def test_a_network_of_other_classes_says_what_it_cannot_be_measured_on(evaluator, tmp_path):
    path = tmp_path / "letters.safetensors"
    save_weights(path, network_of(("sigmoid", "sigmoid"), (784, 5, 3)))
    with evaluator.evaluated():
        evaluator.window.weights.open_file(path)
    assert "classes" in evaluator.text("evaluationProblem")


def test_a_firing_threshold_that_is_chosen_holds_everywhere_and_nothing_is_measured_anew(evaluator, monkeypatch):
    predictions = evaluator.page.evaluation.first.predictions
    shown, results = [], evaluator.page.findChild(Results)
    show = results.show_evaluation
    monkeypatch.setattr(results, "show_evaluation", lambda evaluation: (shown.append(evaluation), show(evaluation)))
    evaluator.find("thresholdPanel").chosen.emit(0.9)
    assert evaluator.session.recogniser.firing_threshold == 0.9
    assert evaluator.page.evaluation.first.predictions is predictions
    assert evaluator.page.evaluation.first.recogniser.firing_threshold == 0.9
    assert len(shown) == 1
    assert evaluator.text("firstSilence") != "4.6 %"
    evaluator.session.undo()
    assert evaluator.text("firstSilence") == "4.6 %"


def test_a_threshold_is_not_set_while_another_network_is_being_trained(evaluator, monkeypatch):
    asked = []
    monkeypatch.setattr(type(evaluator.window), "when_no_run", lambda _window, act: asked.append(act))
    evaluator.find("thresholdPanel").chosen.emit(0.9)
    assert evaluator.session.recogniser.firing_threshold == 0.5
    assert evaluator.find("thresholdField").value() == 0.5
    (change,) = asked
    evaluator.session.networks.use(network_of(("sigmoid", "sigmoid")), "Trained meanwhile")
    change()
    assert evaluator.session.recogniser.firing_threshold == 0.5


def test_every_view_fits_beside_the_gallery_on_a_small_screen(qtbot):
    results = Results(Appearance("light"))
    qtbot.addWidget(results)
    views = results.findChild(QStackedWidget)
    least = {views.widget(place).minimumSizeHint().width() for place in range(views.count())}
    assert max(least) <= LEAST


def test_the_names_of_the_networks_that_ship_can_be_told_apart_on_a_small_screen(evaluator):
    evaluator.choose("comparedNetworkButton", "784-64-10")
    with evaluator.evaluated():
        pass
    evaluator.window.resize(1008, 740)
    shown = {
        name: evaluator.find(name, QPushButton).text().strip()
        for name in ("evaluatedNetworkButton", "comparedNetworkButton")
    }
    assert list(shown.values()) == ["784-15-10", "784-64-10"]


def test_a_firing_threshold_that_is_set_while_the_network_is_evaluated_holds_in_the_results(evaluator):
    with evaluator.evaluated():
        evaluator.choose("evaluationDataButton", "MNIST test")
        evaluator.session.networks.set_threshold(0.9)
    assert evaluator.page.evaluation.first.recogniser is evaluator.session.recogniser
    assert evaluator.text("firstSilence") != "4.6 %"


def test_the_same_second_network_can_be_chosen_again(evaluator):
    for _ in range(2):
        with evaluator.evaluated():
            evaluator.choose("comparedNetworkButton", "784-64-10")
    assert evaluator.text("secondAccuracy") == "98.75 %"


def test_no_second_network_is_compared_once_none_is_chosen_however_soon(evaluator):
    evaluator.choose("comparedNetworkButton", "784-64-10")
    evaluator.choose("comparedNetworkButton", "Nothing")
    with evaluator.evaluated():
        evaluator.choose("evaluationDataButton", "MNIST test")
    assert evaluator.page.evaluation.second is None


def test_a_file_that_is_opened_again_is_read_again(evaluator, drawings):
    good = drawings.read_text()
    for content, is_read in ((good[:30], False), (good, True), (good[:30], False)):
        drawings.write_text(content)
        with evaluator.evaluated():
            evaluator.open_data(drawings)
        assert (evaluator.page.evaluation is not None) == is_read


def test_data_that_are_gone_are_missed_by_the_next_network(evaluator, drawings):
    with evaluator.evaluated():
        evaluator.open_data(drawings)
    drawings.unlink()
    with evaluator.evaluated():
        evaluator.choose("evaluatedNetworkButton", "784-64-10")
    assert evaluator.text("evaluationProblem") == f"{drawings} does not exist."


FOREIGN = Path(__file__).parents[3] / "files" / "foreign"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (NetworkSource("torch", FOREIGN / "torch.safetensors"), "does not say which activation"),
        (NetworkSource("gone", FOREIGN / "gone.safetensors"), "does not exist"),
        (NetworkSource("Run 1", FOREIGN / "gone.safetensors", "run-0001"), "does not hold a training run"),
    ],
)
def test_a_second_network_that_cannot_be_read_is_answered_by_a_sentence_and_the_results_stay(
    evaluator, monkeypatch, source, said
):
    told = []
    monkeypatch.setattr("nnapp.gui.pages.evaluation.page.warn", lambda _page, _title, words: told.append(words))
    before = evaluator.page.evaluation
    evaluator.page.choices.rival_wanted.emit(source)
    evaluator.qtbot.waitUntil(lambda: bool(told))
    assert said in told[0]
    assert evaluator.page.evaluation is before
    assert evaluator.text("firstAccuracy") == "97.53 %"


def test_the_window_closes_in_the_middle_of_all_jobs_of_the_page(evaluator):
    tabs = evaluator.find("evaluationViews", TabBar)
    places = {tabs.tabText(place): place for place in range(tabs.count())}
    tabs.setCurrentIndex(places["Robustness"])
    evaluator.find("measureRobustness", QPushButton).click()
    tabs.setCurrentIndex(places["Map"])
    evaluator.choose("evaluationDataButton", "Synthetic drawings")
    evaluator.choose("comparedNetworkButton", "784-64-10")
    workers = evaluator.window.findChildren(Worker)
    assert sum(worker.is_running for worker in evaluator.page.findChildren(Worker)) == 4
    evaluator.window.close()
    assert not any(worker.is_running for worker in workers)
