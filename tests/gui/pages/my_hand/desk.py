"""The My hand page with all that it needs: a session, a collection on disk, and a trainer with a library of runs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from nnapp.files.weight_file import load_weights
from nnapp.gui.pages.my_hand.page import MyHandPage
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.my_hand import MyHand
from nnapp.gui.state.session import Session
from nnapp.gui.work.run_library import RunLibrary
from nnapp.gui.work.trainer import Trainer
from nnapp.locations import default_weights
from tests.hands import Writer, write_jsonl

LONG = 60_000
WRITER = Writer.number(3)


class Desk:
    def __init__(self, qtbot, folder):
        self.qtbot, self.folder, self.owner = qtbot, folder, QWidget()
        qtbot.addWidget(self.owner)
        self.appearance = Appearance("light", self.owner)
        self.session = Session(load_weights(default_weights()), "784-15-10", self.owner)
        self.drawings_folder = folder / "my-hand"
        self.my_hand = MyHand(self.drawings_folder, self.session.sketch, self.session.history, self.owner)
        self.library = RunLibrary(folder / "runs", self.owner)
        self.trainer = Trainer(self.library, self.owner)
        self.trainer.trained.connect(lambda weights: self.session.networks.use(weights, self.trainer.run_name))
        self.page = MyHandPage(self.session, self.my_hand, self.trainer, self.appearance)
        QVBoxLayout(self.owner).addWidget(self.page)
        self.owner.resize(900, 700)
        with qtbot.waitExposed(self.owner):
            self.owner.show()

    @property
    def networks(self):
        return self.session.networks

    def keep(self, drawings):
        """Keep drawings with their labels."""
        self.my_hand.import_file(write_jsonl(self.folder / "drawings.jsonl", drawings))
        self.settle()

    def keep_a_hand(self, each=3):
        self.keep(WRITER.write(each, 0))

    def settle(self):
        """Let the page follow what was kept."""
        QApplication.processEvents()

    def find(self, name, kind=QWidget):
        return self.page.findChild(kind, name)

    def text(self, name):
        return self.find(name, QLabel).text()

    def is_shown(self, name):
        return self.find(name).isVisible()

    def click(self, name):
        self.qtbot.mouseClick(self.find(name, QPushButton), Qt.MouseButton.LeftButton)

    def compared(self):
        return self.qtbot.waitSignal(self.page.learning.compared, timeout=LONG)

    def learn(self):
        with self.compared():
            self.click("learnHandButton")
