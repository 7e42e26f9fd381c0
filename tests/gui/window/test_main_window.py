"""The window as a whole: its parts, its actions, its pages."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QStandardPaths, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSplitter, QTabWidget, QWidget

from nnapp.files.run_folder import CHECKPOINT
from nnapp.gui.state.view import Page
from nnapp.gui.window.main_window import MainWindow
from tests.gui.dialogs import answered
from tests.gui.drawing import ONE
from tests.gui.hand import LONG

ALWAYS = ("canvas", "networkView", "predictionLabel", "activationChart")
PARTS = {
    Page.TRAINING: (
        "trainingPage", "trainButton", "stopButton", "pauseButton", "epochsSpinBox", "hiddenNeurons1",
        "learningRateSpinBox", "characteristics", "lossPlot", "trainingProgress", "accuracyLabel",
    ),
    Page.RUNS: ("runsTable", "comparisonPlot"),
    Page.EVALUATION: ("evaluationPage", "confusionMatrix", "gallery", "thresholdPlot", "reliabilityChart"),
    Page.MY_HAND: (
        "myHandPage", "keptDrawingsLabel", "guidedRoundButton", "learnHandButton", "guidedRound", "collectionPanel",
        "learningPanel",
    ),
    Page.COURSE: ("lessonList", "lessonView", "activity", "courseProgress"),
    Page.NEURON: ("neuronPage", "productTable", "neuronPictures"),
    Page.SLOW_MOTION: ("slowTargetCombo", "slowLossCombo"),
    Page.WHAT_IF: ("muteButton", "cutButton"),
    Page.PREFERRED_INPUT: ("preferredInputPage", "preferredInputPicture"),
}  # fmt: skip
ACTION_NAMES = ("actionOpenWeights", "actionSaveWeights", "actionUndo", "actionRedo", "actionClear")


def test_what_is_always_in_view_can_be_found_by_its_name(window):
    for name in ALWAYS:
        assert window.findChild(QWidget, name) is not None, name
    for name in ACTION_NAMES:
        assert window.findChild(QAction, name) is not None, name


@pytest.mark.parametrize("page", Page)
def test_each_page_opens_with_its_parts(window, page):
    window.session.view.open(page)
    for name in PARTS[page]:
        assert window.findChild(QWidget, name) is not None, name


def test_pages_are_built_when_they_are_opened_and_only_once(window):
    assert window.findChild(QWidget, "runsTable") is None
    window.session.view.open(Page.RUNS)
    table = window.findChild(QWidget, "runsTable")
    window.session.view.open(Page.TRAINING)
    window.session.view.open(Page.RUNS)
    assert window.findChildren(QWidget, "runsTable") == [table]


def test_a_click_on_a_tab_opens_its_page(window, qtbot):
    bar = window.findChild(QTabWidget, "pages").tabBar()
    with qtbot.waitSignal(window.session.view.page_changed) as opened:
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(2).center())
    assert opened.args == [Page.RUNS]


def test_actions_are_enabled_only_when_they_can_do_something(hand):
    undo, redo, clear = (hand.window.findChild(QAction, f"action{name}") for name in ("Undo", "Redo", "Clear"))
    assert [action.isEnabled() for action in (undo, redo, clear)] == [False, False, False]
    hand.draw(ONE)
    assert [action.isEnabled() for action in (undo, redo, clear)] == [True, False, True]
    hand.trigger("actionUndo")
    assert [action.isEnabled() for action in (undo, redo, clear)] == [False, True, False]


def test_the_appearance_is_remembered(qtbot, window, tmp_path):
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    first = MainWindow(store)
    qtbot.addWidget(first)
    first.findChild(QAction, "actionAppearanceContrast").trigger()
    first.close()
    again = MainWindow(store)
    qtbot.addWidget(again)
    assert again.appearance.choice == "contrast"
    assert again.findChild(QAction, "actionAppearanceContrast").isChecked()


def test_the_window_opens_with_the_training_page_where_a_run_was_interrupted(window, qtbot):
    assert window.session.view.page is Page.NEURON
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "runs/run-0001"
    folder.mkdir(parents=True)
    (folder / CHECKPOINT).touch()
    again = MainWindow()
    qtbot.addWidget(again)
    assert again.session.view.page is Page.TRAINING
    again.close()


def test_a_run_that_ends_while_one_is_asked_whether_to_stop_it_holds_nothing_up(window, hand, qtbot):
    opened = []
    window.session.view.open(Page.TRAINING)
    hand.few_digits()
    with qtbot.waitSignal(window.trainer.pace_changed, timeout=LONG):
        hand.click("oneBatchButton")

    def agree_when_it_has_ended(box):
        with qtbot.waitSignal(window.trainer.ended, timeout=LONG):
            window.trainer.stop()
        next(button for button in box.buttons() if button.text() == "Stop the run").click()

    with answered(qtbot, agree_when_it_has_ended):
        window.when_no_run(lambda: opened.append("another network"))
    assert opened == ["another network"]


@pytest.mark.parametrize(("page", "name"), [(Page.NEURON, "networkDivider"), (Page.MY_HAND, "myHandDivider")])
def test_the_dividers_stay_where_they_were_dragged(window, qtbot, tmp_path, page, name):
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    sizes = []
    for _ in range(2):
        one = MainWindow(store)
        qtbot.addWidget(one)
        one.resize(1_400, 900)
        one.show()
        one.session.view.open(page)
        QApplication.processEvents()
        divider = one.findChild(QSplitter, name)
        sizes.append(divider.sizes())
        divider.setSizes([200, 600])
        dragged = divider.sizes()
        one.close()
    assert sizes[1] == dragged != sizes[0]
