"""The confusion matrix: its numbers, its words, its pictures, and the choice of a cell."""

import csv
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from sklearn import metrics

from nnapp.gui.pages.evaluation.confusion.cell_pictures import most_confident
from nnapp.gui.pages.evaluation.confusion.content import Content, most_confused, short_share
from nnapp.gui.pages.evaluation.confusion.matrix import ConfusionMatrix
from nnapp.gui.pages.evaluation.confusion.painting import INSET
from nnapp.gui.pages.evaluation.confusion.panel import ConfusionPanel
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.fields import show_choice
from nnapp.gui.widgets.table_export import save_table
from nnapp.gui.work.worker import Worker
from nnapp.wording import MISSING
from tests.gui.pages.evaluation.evaluations import evaluation_of, outputs_for

LONG_NAMES = ("seven with a bar", "a circle that is not closed", "1")
MANY_NAMES = tuple("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabdefghnqrt")
"""The 47 classes of EMNIST."""


def read_as(answers, labels, names="abc"):
    """An evaluation in which examples of these labels were read as these answers."""
    return evaluation_of(labels, np.eye(len(names))[answers], names=tuple(names))


def mostly_right(examples=2_000, names="0123456789", right=0.9, seed=0):
    """An evaluation in which about the share ``right`` is read correctly, the rest as a class nearby."""
    rng, classes = np.random.default_rng(seed), len(names)
    labels = rng.integers(0, classes, examples)
    answers = (
        labels + np.where(rng.random(examples) < right, 0, 1 + rng.geometric(0.4, examples) % (classes - 1))
    ) % classes
    return evaluation_of(labels, outputs_for(answers, rng.random(examples), classes=classes), names=tuple(names))


@pytest.fixture
def shown(qtbot):
    """Return a matrix that shows an evaluation."""
    workers = []

    def show(evaluation, theme="light"):
        matrix = ConfusionMatrix(Appearance(theme))
        qtbot.addWidget(matrix)
        matrix.show_evaluation(evaluation)
        matrix.resize(420, 420)
        with qtbot.waitExposed(matrix):
            matrix.show()
        workers.append(matrix.findChild(Worker))
        return matrix

    yield show
    for worker in workers:
        worker.shut_down()


def middle(matrix, *cell):
    return matrix.place_of(cell).center().toPoint()


def click(qtbot, matrix, *cell):
    qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=middle(matrix, *cell))


def hover(qtbot, matrix, place):
    qtbot.mouseMove(matrix, place)
    return matrix.toolTip().removeprefix("<qt>").removesuffix("</qt>")


def test_the_table_of_the_matrix_is_that_of_scikit_learn(shown, shipped, tmp_path):
    save_table(tmp_path / "matrix.csv", shown(shipped).matrix.table)
    header, *rows, below = csv.reader((tmp_path / "matrix.csv").read_text().splitlines())
    labels, answers = shipped.data.labels, shipped.first.predictions.answers
    precision, recall, _, examples = metrics.precision_recall_fscore_support(labels, answers)
    assert header == ["drawn", *(f"read as {k}" for k in range(10)), "examples", "recall"]
    assert [list(map(int, row[1:11])) for row in rows] == metrics.confusion_matrix(labels, answers).tolist()
    assert [int(row[11]) for row in rows] == examples.tolist()
    np.testing.assert_allclose([float(row[12]) for row in rows], recall, rtol=0, atol=1e-9)
    np.testing.assert_allclose([float(share) for share in below[1:11]], precision, rtol=0, atol=1e-9)


def test_a_class_without_examples_has_no_recall_and_one_that_was_never_said_no_precision(shown):
    rows = list(shown(read_as([1, 1], [0, 0])).matrix.table())
    assert [row[-1] for row in rows[1:4]] == [0.0, "", ""]
    assert rows[-1] == ["precision", "", 0.0, "", "", ""]


def test_a_click_chooses_a_cell_and_one_more_none(shown, shipped, qtbot):
    matrix, heard = shown(shipped), []
    matrix.cell_chosen.connect(heard.append)
    click(qtbot, matrix, 8, 2)
    click(qtbot, matrix, 4, 9)
    click(qtbot, matrix, 4, 9)
    assert heard == [(8, 2), (4, 9), None]


def test_what_is_no_cell_is_not_chosen(shown, shipped, qtbot):
    matrix = shown(shipped)
    with qtbot.assertNotEmitted(matrix.cell_chosen):
        for cell in ((-1, 3), (3, -1), (10, 3), (3, 10)):
            click(qtbot, matrix, *cell)
        qtbot.mouseClick(matrix, Qt.MouseButton.RightButton, pos=middle(matrix, 8, 2))


def test_the_keys_do_all_that_the_mouse_does(shown, shipped, qtbot):
    matrix, heard = shown(shipped), []
    matrix.cell_chosen.connect(heard.append)
    assert matrix.cursor_cell == (9, 4), "where most is confused"
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Return,
                Qt.Key.Key_Space, Qt.Key.Key_Enter, Qt.Key.Key_Escape):  # fmt: skip
        qtbot.keyClick(matrix, key)
    assert heard == [(8, 3), None, (8, 3), None]
    assert matrix.accessibleDescription() == "8 read as 3: 3 of 974 (0.3 %)"


def test_esc_is_left_to_the_window_when_no_cell_is_chosen(shown, shipped, qtbot):
    matrix = shown(shipped)
    with qtbot.assertNotEmitted(matrix.cell_chosen):
        qtbot.keyClick(matrix, Qt.Key.Key_Escape)


def test_a_cell_that_is_chosen_is_framed(shown, shipped, qtbot):
    matrix = shown(shipped)
    before = matrix.grab().toImage()
    click(qtbot, matrix, 0, 6)
    assert matrix.cursor_cell == (0, 6)
    edge = matrix.place_of((0, 6)).topLeft().toPoint() + QPoint(10, 0)
    assert matrix.grab().toImage().pixelColor(edge).lightness() < before.pixelColor(edge).lightness() / 2


def test_the_chosen_cell_stays_while_the_classes_do(shown, qtbot):
    matrix, heard = shown(mostly_right()), []
    matrix.cell_chosen.connect(heard.append)
    click(qtbot, matrix, 3, 4)
    matrix.show_evaluation(mostly_right(seed=1))
    assert matrix.chosen_cell == (3, 4)
    matrix.show_evaluation(mostly_right(names="abc"))
    assert matrix.chosen_cell is None
    assert heard == [(3, 4), None]


def test_under_the_mouse_everything_says_what_it_is(shown, qtbot):
    matrix = shown(read_as([0, 0, 0, 1, 1], [0, 0, 1, 1, 1], LONG_NAMES))
    one, two, three = LONG_NAMES
    said = {cell: hover(qtbot, matrix, middle(matrix, *cell)) for cell in np.ndindex(3, 3)}
    assert said[1, 0] == f"{two} read as {one}: 1 of 3 (33.3 %)"
    assert said[2, 2] == f"There is no example of {three}."
    assert hover(qtbot, matrix, middle(matrix, 1, 3)) == f"Recall of {two}: of its 3, 66.7 % were read as {two}."
    below = hover(qtbot, matrix, middle(matrix, 3, 0))
    assert below == f"Precision of {one}: of what was read as {one}, 66.7 % is {one}."
    assert hover(qtbot, matrix, middle(matrix, 3, 2)) == f"Nothing was read as {three}."
    assert hover(qtbot, matrix, QPoint(20, middle(matrix, 1, 0).y())) == two
    assert hover(qtbot, matrix, QPoint(middle(matrix, 0, 0).x(), 40)) == one
    assert hover(qtbot, matrix, QPoint(8, 8)) == ""


@pytest.mark.parametrize(
    ("labels", "answers", "said"),
    [
        ([0, 1, 1, 2], [0, 2, 2, 2], "Confused most often: b read as c, 2 times."),
        ([0, 1, 2, 2], [1, 0, 2, 2], "Confused most often: a read as b and b read as a, once each."),
        ([0, 0, 1, 1], [1, 2, 0, 2], "Confused most often: 4 pairs of classes, once each."),
        ([0, 1, 2, 2], [0, 1, 2, 2], "Confused most often: none."),
    ],
)
def test_what_is_confused_most_often_is_one_sentence(labels, answers, said):
    assert most_confused(read_as(answers, labels)) == said


def test_of_two_networks_the_sentence_names_its_own(shipped):
    assert most_confused(shipped) == "Confused most often: 9 read as 4, 17 times."
    two = replace(read_as([1], [0]), second=read_as([0], [0]).first)
    assert most_confused(two) == "Confused most often by 784-15-10: a read as b, once."


@pytest.mark.parametrize(
    ("share", "said"),
    [(1.0, "100"), (0.99996, "99.9"), (0.5, "50.0"), (0.0004, "<0.1"), (0.0, "0"), (float("nan"), MISSING)],
)
def test_only_all_is_100_percent_and_only_nothing_is_0(share, said):
    assert short_share(share) == said


def test_a_cell_stands_for_its_most_confident_example(shipped):
    predictions = shipped.first.predictions
    found = most_confident(predictions)
    strongest, answers = predictions.outputs.max(axis=1), predictions.answers
    for label, answer in np.ndindex(10, 10):
        members = np.flatnonzero((predictions.labels == label) & (answers == answer))
        best = members[strongest[members].argmax()] if len(members) else None
        assert found.get((label, answer)) == best


def test_a_picture_is_the_ink_of_its_example(shown, shipped, qtbot):
    matrix = shown(shipped)
    with qtbot.waitSignal(matrix.findChild(Worker).returned):
        matrix.show_as(Content.PICTURES)
    matrix.resize(1000, 1000)
    ink = shipped.ink(most_confident(shipped.first.predictions)[9, 4])
    image, place = matrix.grab().toImage(), matrix.place_of((9, 4)).toAlignedRect()
    inset = round(INSET * place.width())
    inside = image.copy(place.adjusted(inset, inset, -inset, -inset)).scaled(28, 28)
    grey = np.array([[inside.pixelColor(x, y).lightness() for x in range(4, 24)] for y in range(4, 24)])
    assert np.corrcoef(grey.ravel(), ink[4:24, 4:24].ravel())[0, 1] < -0.95, "ink is dark on light paper"


def test_the_pictures_are_those_of_the_evaluation_that_is_shown(shown, shipped, qtbot):
    matrix, same = shown(shipped), shown(read_as([0, 1, 1], [0, 0, 1]))
    pictures = []
    for evaluation in (shipped, read_as([0, 1, 1], [0, 0, 1])):
        with qtbot.waitSignal(matrix.findChild(Worker).returned):
            matrix.show_evaluation(evaluation)
            matrix.show_as(Content.PICTURES)
        pictures.append(matrix.grab().toImage())
    with qtbot.waitSignal(same.findChild(Worker).returned):
        same.show_as(Content.PICTURES)
    matrix.clearFocus()
    same.clearFocus()
    assert pictures[0] != pictures[1]
    assert matrix.grab().toImage() == same.grab().toImage()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_right_is_blue_and_mistakes_are_orange_the_more_the_stronger(shown, theme):
    matrix = shown(read_as([0, 1, 1, 1, 2, 2, 1], [0, 0, 0, 0, 0, 0, 1]), theme)
    image = matrix.grab().toImage()
    corner = QPoint(4, 4)
    colours = {cell: image.pixelColor(matrix.place_of(cell).topLeft().toPoint() + corner) for cell in np.ndindex(3, 3)}
    assert colours[0, 0].blue() > colours[0, 0].red()
    warmth = [colours[cell].red() - colours[cell].blue() for cell in ((2, 0), (0, 2), (0, 1))]
    assert warmth[0] < 10 < warmth[1] < warmth[2]


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("content", Content)
@pytest.mark.parametrize(
    "evaluation",
    [
        mostly_right(12, LONG_NAMES), mostly_right(12), mostly_right(100_000, right=0), mostly_right(300, right=1),
        mostly_right(3_000, MANY_NAMES), mostly_right(5, "ab"), evaluation_of([7] * 5, np.zeros((5, 10))),
    ],
    ids=["3 long names", "12 examples", "all wrong", "all right", "47 classes", "2 classes", "only sevens"],
)  # fmt: skip
def test_every_evaluation_has_a_matrix_that_is_painted_whole(shown, evaluation, content, theme):
    matrix = shown(evaluation, theme)
    matrix.show_as(content)
    matrix.clearFocus()
    matrix.resize(matrix.minimumSizeHint())
    classes = len(evaluation.class_names)
    last = matrix.place_of((classes - 1, classes - 1))
    assert last.width() >= 12
    assert matrix.rect().contains(last.toAlignedRect())
    image = matrix.grab().toImage()
    between = [matrix.place_of((row, column)) for row in range(classes) for column in range(classes)]
    gaps = {image.pixelColor(round(place.right()), round(place.center().y())).name() for place in between}
    assert len(gaps) == 1, "no number reaches beyond its cell"
    assert len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}) > 2


def test_scrolled_to_the_cell_of_the_keys_its_names_are_in_sight(qtbot):
    panel = ConfusionPanel(Appearance("light"))
    qtbot.addWidget(panel)
    panel.show_evaluation(mostly_right(20_000, MANY_NAMES))
    panel.resize(420, 460)
    with qtbot.waitExposed(panel):
        panel.show()
    matrix = panel.matrix
    names = matrix.grab(matrix.visibleRegion().boundingRect()).copy(0, 0, 200, 20).toImage()
    matrix.cursor_cell = (45, 46)
    qtbot.keyClick(matrix, Qt.Key.Key_Down)
    place = matrix.place_of((46, 46)).toAlignedRect()
    visible = matrix.visibleRegion().boundingRect()
    assert visible.contains(place)
    assert visible.top() > 200
    assert matrix.grab(visible).copy(0, 0, 60, 20).toImage() == names.copy(0, 0, 60, 20), "the title stays"
    # Where the names lie now, a cell lies beneath, which is not chosen.
    with qtbot.assertNotEmitted(matrix.cell_chosen):
        qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=visible.topLeft() + QPoint(100, 25))


def test_below_the_matrix_stands_the_cell_under_the_mouse_or_else_what_is_confused_most(qtbot, shipped):
    panel = ConfusionPanel(Appearance("light"))
    qtbot.addWidget(panel)
    panel.show_evaluation(shipped)
    words = panel.findChild(object, "mostConfused")
    assert words.text() == most_confused(shipped)
    panel.matrix.pointed.emit((8, 2))
    assert words.text() == "8 read as 2: 5 of 974 (0.5 %)"
    panel.matrix.pointed.emit(None)
    assert words.text() == most_confused(shipped)


def test_the_cells_show_what_the_field_says(qtbot, shipped):
    panel = ConfusionPanel(Appearance("light"))
    qtbot.addWidget(panel)
    panel.show_evaluation(shipped)
    panel.resize(460, 500)
    pictures = [panel.matrix.grab().toImage()]
    for key in (Content.SHARES, Content.COUNTS):
        show_choice(panel.content_field, key)
        panel.content_field.activated.emit(panel.content_field.currentIndex())
        pictures.append(panel.matrix.grab().toImage())
    assert pictures[0] != pictures[1]
    assert pictures[0] == pictures[2]


def test_the_matrix_is_copied_as_a_picture_and_as_a_table(shown, shipped):
    matrix = shown(shipped)
    actions = {action.objectName(): action for action in matrix.actions()}
    actions["actionCopyTable"].trigger()
    assert QGuiApplication.clipboard().text().splitlines()[9].split("\t")[:3] == ["8", "3", "2"]
    actions["actionCopyPicture"].trigger()
    assert QGuiApplication.clipboard().image().width() == 3 * matrix.width()


def test_no_room_is_asked_for_numbers_that_are_too_long_to_be_written(qtbot):
    shown = ConfusionMatrix(Appearance("light"))
    qtbot.addWidget(shown)
    widths = []
    for times in (9, 900, 1_200):
        shown.show_evaluation(evaluation_of([1] * times, outputs_for([2] * times, 0.9)))
        widths.append(shown.minimumSizeHint().width())
    assert widths[1] > widths[0] == widths[2]
