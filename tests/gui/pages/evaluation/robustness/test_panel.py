"""Robustness: measured on demand, shown as it comes, and one digit as it looks at the level that is pointed to."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QProgressBar, QPushButton

from nnapp.digits.datasets import load_test_images
from nnapp.digits.distortions import DISTORTIONS, Noise, Rotation
from nnapp.digits.drawing import Drawing
from nnapp.digits.generators import finish
from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.files.data_files import LoadedData
from nnapp.files.training_data import prepare
from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.evaluation.robustness.chart import RobustnessChart
from nnapp.gui.pages.evaluation.robustness.digit_picture import DigitPicture
from nnapp.gui.pages.evaluation.robustness.panel import RobustnessPanel
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.work.evaluation import Evaluation, Judged
from nnapp.nn.examples import Examples
from nnapp.nn.predictions import predict
from tests.gui.pages.evaluation.evaluations import random_evaluation

EXAMPLES = 60
LONG = 60_000


@pytest.fixture(scope="module")
def data():
    images, labels = load_test_images()
    return LoadedData(images[:EXAMPLES].reshape(-1, 784), (), labels[:EXAMPLES], DIGIT_NAMES, ())


@pytest.fixture(scope="module")
def judged(models, data):
    def judge(name):
        recogniser = load_weights(models / f"{name}.safetensors").recogniser
        examples = Examples(finish(prepare(data, recogniser.preparation)), data.labels)
        return Judged(name, recogniser, examples, predict(recogniser.network, examples))

    return [judge(name) for name in ("default", "directions")]


@pytest.fixture
def one(data, judged):
    return Evaluation("60 digits", data, judged[0])


@pytest.fixture
def two(data, judged):
    return Evaluation("60 digits", data, *judged)


@pytest.fixture
def panel(qtbot):
    panel = RobustnessPanel(Appearance("light"))
    qtbot.addWidget(panel)
    panel.resize(340, 420)
    with qtbot.waitExposed(panel):
        panel.show()
    yield panel
    panel.worker.shut_down()


def choose(panel, name):
    kind = panel.findChild(QComboBox, "robustnessKind")
    kind.setCurrentText(name)
    kind.activated.emit(kind.currentIndex())


def button(panel):
    return panel.findChild(QPushButton, "measureRobustness")


def chart(panel):
    return panel.findChild(RobustnessChart)


def words(panel, name="robustnessWords"):
    return panel.findChild(QLabel, name).text()


def measure(panel, qtbot):
    with qtbot.waitSignal(panel.worker.returned, timeout=LONG):
        button(panel).click()


def point_to(panel, qtbot, level):
    """Point to a level with the mouse."""
    low, high = panel.distortion.levels[0], panel.distortion.levels[-1]
    widget = chart(panel)
    widget.grab()
    inside = widget.width() - 60 - 12
    place = QPoint(round(60 + inside * (level - low) / (high - low)), 60)
    qtbot.mouseMove(widget, place)
    return place


def test_nothing_is_measured_until_it_is_asked_for(panel, one):
    assert not button(panel).isEnabled()
    panel.show_evaluation(one)
    assert button(panel).isEnabled()
    assert chart(panel).plot.curves == ()
    assert not panel.worker.is_running
    assert words(panel) == "Not rotated: not measured yet.\nThis 7 is read as 7 (1.00)."


@pytest.mark.parametrize("distortion", DISTORTIONS, ids=lambda one: one.name)
def test_every_level_of_both_networks_is_on_its_curve(panel, qtbot, two, distortion):
    panel.show_evaluation(two)
    choose(panel, distortion.name)
    measure(panel, qtbot)
    curves = chart(panel).plot.curves
    assert [curve.name for curve in curves] == ["default", "directions"]
    for curve, judged in zip(curves, (two.first, two.second), strict=True):
        assert tuple(curve.x) == distortion.levels
        unchanged = curve.y[distortion.levels.index(distortion.unchanged)]
        assert unchanged == pytest.approx(100 * judged.predictions.accuracy)
    assert len({curve.color for curve in curves}) == len({curve.dash for curve in curves}) == 2


def test_curves_fill_while_they_are_measured_and_stop_leaves_what_there_is(panel, qtbot, one):
    panel.show_evaluation(one)
    with qtbot.waitSignal(panel.worker.yielded, timeout=LONG):
        button(panel).click()
    assert button(panel).text() == "Stop"
    assert panel.findChild(QProgressBar).isVisible()
    # What changes nothing is known at once.
    assert chart(panel).plot.curves[0].x.tolist() == [0]
    with qtbot.waitSignal(panel.worker.idle, timeout=LONG):
        button(panel).click()
    assert button(panel).text() == "Measure"
    assert not panel.findChild(QProgressBar).isVisible()
    assert 0 in chart(panel).plot.curves[0].x.tolist()
    assert words(panel, "robustnessState").startswith("On all 60 examples. ")


def test_the_digit_looks_and_is_read_as_at_the_level_under_the_mouse(panel, qtbot, two):
    panel.show_evaluation(two)
    measure(panel, qtbot)
    panel.show_example(8)
    point_to(panel, qtbot, 30)
    assert chart(panel).level == 30
    drawing = Rotation().drawing(two.drawing(8), 30, 8)
    answers = [one.recogniser.recognise(drawing) for one in (two.first, two.second)]
    curves = chart(panel).plot.curves
    assert words(panel).splitlines()[0] == (
        f"Rotated by 30° clockwise: default {curves[0].y[-1]:.1f} % and directions {curves[1].y[-1]:.1f} % correct."
    )
    read = [f"as {answer.ranking[0]} ({answer.outputs.max():.2f}" for answer in answers]
    assert all(part in words(panel) for part in read)
    assert panel.findChild(DigitPicture).accessibleDescription() == "5, rotated by 30° clockwise"
    before = panel.findChild(DigitPicture).grab().toImage()
    qtbot.keyClick(chart(panel), Qt.Key.Key_Left)
    assert chart(panel).level == 25
    assert panel.findChild(DigitPicture).grab().toImage() != before


def test_a_click_or_enter_asks_for_the_digit_as_it_looks(panel, qtbot, one):
    panel.show_evaluation(one)
    choose(panel, "Noise")
    panel.show_example(2)
    place = point_to(panel, qtbot, 0.2)
    expected = Noise().drawing(one.drawing(2), 0.2, 2)
    with qtbot.waitSignal(panel.drawing_wanted) as wanted:
        qtbot.mouseClick(chart(panel), Qt.MouseButton.LeftButton, pos=place)
    assert isinstance(wanted.args[0], Drawing)
    assert np.array_equal(wanted.args[0].picture, expected.picture)
    assert wanted.args[0].class_name == "1"
    with qtbot.waitSignal(panel.drawing_wanted) as wanted:
        qtbot.keyClick(chart(panel), Qt.Key.Key_Return)
    assert np.array_equal(wanted.args[0].picture, expected.picture)


def test_the_keys_begin_at_what_changes_nothing(panel, qtbot, one):
    panel.show_evaluation(one)
    choose(panel, "Size")
    for key, level in ((Qt.Key.Key_Right, 100), (Qt.Key.Key_Right, 110), (Qt.Key.Key_Left, 100)):
        qtbot.keyClick(chart(panel), key)
        assert chart(panel).level == level


def test_long_names_make_nothing_wider(panel, one):
    names = tuple("W" * 39 + name for name in DIGIT_NAMES)
    recogniser = replace(one.first.recogniser, class_names=names)
    panel.show_evaluation(replace(one, first=replace(one.first, name="n" * 80, recogniser=recogniser)))
    assert panel.minimumSizeHint().width() <= 200


def test_another_threshold_keeps_what_is_measured_and_tells_silence(panel, qtbot, one):
    panel.show_evaluation(one)
    measure(panel, qtbot)
    strict = replace(one.first, recogniser=replace(one.first.recogniser, firing_threshold=1.0))
    panel.show_evaluation(replace(one, first=strict))
    assert len(chart(panel).plot.curves[0].x) == 13
    assert "no neuron fires" in words(panel)


def test_other_networks_or_data_end_a_measurement_and_forget_what_was_measured(panel, qtbot, one, two):
    for other in (two, random_evaluation(30)):
        panel.show_evaluation(one)
        with qtbot.waitSignal(panel.worker.yielded, timeout=LONG):
            button(panel).click()
        with qtbot.waitSignal(panel.worker.idle, timeout=LONG):
            panel.show_evaluation(other)
        assert chart(panel).plot.curves == ()
        assert button(panel).text() == "Measure"


def test_each_kind_keeps_what_was_measured_of_it(panel, qtbot, one):
    panel.show_evaluation(one)
    measure(panel, qtbot)
    choose(panel, "Shift")
    assert chart(panel).plot.curves == ()
    choose(panel, "Rotation")
    assert len(chart(panel).plot.curves[0].x) == 13


def test_the_figures_are_copied_as_a_table(panel, qtbot, two):
    panel.show_evaluation(two)
    measure(panel, qtbot)
    next(action for action in chart(panel).actions() if action.objectName() == "actionCopyTable").trigger()
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert rows[0] == ["rotated by (°, clockwise)", "accuracy of default", "accuracy of directions"]
    assert [float(row[0]) for row in rows[1:]] == list(Rotation().levels)
    assert float(rows[7][1]) == pytest.approx(two.first.predictions.accuracy)


@pytest.mark.parametrize(("examples", "classes"), [(1, 3), (12, 47), (2_500, 10)])
def test_few_and_many_examples_and_classes_are_measured(panel, qtbot, examples, classes):
    panel.show_evaluation(random_evaluation(examples, classes, second=True))
    choose(panel, "Shift")
    measure(panel, qtbot)
    assert len(chart(panel).plot.curves[1].x) == 13
    told = {1: "On 1 example.", 12: "On all 12 examples.", 2_500: "On 2,000 of the 2,500 examples, evenly chosen."}
    assert words(panel, "robustnessState").startswith(told[examples])


def test_what_is_left_blank_is_said_to_be(panel, one):
    blank = replace(one.data, images=np.zeros_like(one.data.images))
    panel.show_evaluation(replace(one, data=blank))
    assert words(panel).splitlines()[1] == "Nothing is left of this 7."
