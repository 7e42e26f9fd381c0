"""What the tests of training in the real window share."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTabBar, QTreeWidget, QWidget

from nnapp.digits.data_settings import DataSettings
from nnapp.files.run_settings import RunSettings
from nnapp.gui.pages.training.characteristics import Characteristic
from nnapp.gui.pages.training.hint_box import HintBox
from nnapp.gui.pages.training.page import TrainingPage
from nnapp.gui.pages.training.recipes import RECIPES
from nnapp.gui.pages.training.run_views import RunViews
from nnapp.gui.pages.training.settings_form import SettingsForm
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.curve_plot import CurvePlot
from nnapp.nn.settings import TrainingSettings

LONG = 60_000
SMALL = RunSettings(TrainingSettings(epochs=4), DataSettings(examples=3_000, drawn=0, validation=1_000))


def small(**changes):
    """Return settings of a small run."""
    return replace(SMALL, training=TrainingSettings(**changes))


class Lab:
    def __init__(self, window, qtbot):
        self.window, self.qtbot, self.trainer = window, qtbot, window.trainer
        window.session.view.open(Page.TRAINING)
        self.page = window.findChild(TrainingPage)
        self.form = window.findChild(SettingsForm)
        self.form.show_settings(SMALL)

    @property
    def hint(self):
        return self.window.findChild(HintBox).text

    def find(self, name, kind=QWidget):
        return self.window.findChild(kind, name)

    def click(self, name):
        self.qtbot.mouseClick(self.find(name, QPushButton), Qt.MouseButton.LeftButton)

    def text(self, name):
        return self.find(name, QLabel).text()

    def button(self, name):
        return self.find(name, QPushButton)

    def select(self, name, key):
        """Select the choice of that key."""
        box = self.find(name)
        box.setCurrentIndex(box.findData(key))

    def show(self, view):
        tabs = self.find("runViews", QTabBar)
        tabs.setCurrentIndex([tabs.tabData(index) for index in range(tabs.count())].index(view))
        self.window.findChild(RunViews).show_now()
        return self.find("lossPlot", CurvePlot).plot

    def open_characteristic(self, title):
        tree = self.find("characteristics", QTreeWidget)
        tree.setCurrentItem(tree.topLevelItem(list(Characteristic).index(Characteristic(title))))

    def summaries(self):
        tree = self.find("characteristics", QTreeWidget)
        items = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
        return {item.text(0): item.text(1) for item in items}

    def marked_recipe(self):
        """Return the key of the recipe that is marked, if one is."""
        return next((recipe.key for recipe in RECIPES if self.button(f"{recipe.key}Recipe").isChecked()), None)

    def finish(self, act):
        with self.qtbot.waitSignal(self.trainer.ended, timeout=LONG) as ended:
            act()
        return ended.args[0]

    def train(self, settings=SMALL):
        self.form.show_settings(settings)
        return self.finish(lambda: self.click("trainButton"))

    def train_one_epoch(self, settings):
        """Begin a run, which pauses after its first epoch."""
        self.form.show_settings(settings)
        with self.qtbot.waitSignal(self.trainer.pace_changed, timeout=LONG):
            self.click("oneEpochButton")

    def interrupt(self):
        """Close the window, in the middle of a run or not, and return the lab in a new one."""
        from nnapp.gui.window.main_window import MainWindow

        assert self.window.close()
        assert not self.trainer.is_running
        window = MainWindow()
        self.qtbot.addWidget(window)
        with self.qtbot.waitExposed(window):
            window.show()
        return Lab(window, self.qtbot)
