"""Make the pictures of the README, or, to be looked at, of every page at each size and in each theme.

Run it with ``python -m tests.benchmarks.screenshots [FOLDER] [--every]``; without a folder the pictures go to
``resources/screenshots``, or, with ``--every``, to ``screenshots`` in the current folder. Drawing and training
are real, and the same each time.
"""

import argparse
import os
import tempfile
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QPoint, QStandardPaths, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QListView, QPushButton, QTableView, QWidget

from nnapp.digits.data_settings import DataSettings
from nnapp.files.lessons.reader import read_lessons
from nnapp.files.run_settings import RunSettings
from nnapp.gui.board.canvas import Canvas
from nnapp.gui.pages.course.lesson_view import LessonView
from nnapp.gui.pages.evaluation.page import EvaluationPage
from nnapp.gui.pages.my_hand.learning.panel import LearningPanel
from nnapp.gui.pages.training.settings_form import SettingsForm
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.notice import LASTING
from nnapp.gui.window.app import make_application
from nnapp.gui.window.main_window import MainWindow
from nnapp.gui.work.worker import Worker
from nnapp.locations import lessons_folder, resources_folder
from nnapp.nn.reports import Outcome
from nnapp.nn.settings import TrainingSettings
from tests.gui.drawing import draw
from tests.hands import Writer, write_jsonl

THREE = [
    (9, 7),
    (11, 5),
    (14, 4),
    (17, 5),
    (18, 8),
    (16, 11),
    (13, 13),
    (17, 15),
    (19, 18),
    (18, 22),
    (14, 24),
    (9, 22),
]
USUAL = (1280, 800, 1.0)
SIZES = {
    "1366x768": (1366, 700, 1.0), "1024x768": (1024, 700, 1.0), "1920x1080-at-150": (1280, 660, 1.5),
    "3840x2160": (3840, 2060, 1.0),
}  # fmt: skip
"""The room that bars leave of a screen: width and height in pixels of the window, and what the screen enlarges."""
THEMES = ("light", "dark", "contrast")
SETTLE = 400
"""Milliseconds in which layouts, zoom and pictures that are made beside the window come to rest."""
LONGEST = 300_000
"""Milliseconds that the two trainings may take."""
RUN = RunSettings(TrainingSettings(epochs=12, seed=1), replace(DataSettings(), examples=10_000, drawn=2_000))


class Studio:
    """A window in which a digit was drawn and two networks were trained, and a camera."""

    def __init__(self, folder: Path) -> None:
        """Save pictures in ``folder``."""
        self._folder = folder
        self.window = window = MainWindow()
        # Nothing is to be caught in the middle of a movement.
        window.appearance.animates = False
        window.resize(*USUAL[:2])
        window.show()
        self.settle()
        window.session.view.open(Page.TRAINING)
        self._train(replace(RUN, training=replace(RUN.training, hidden=(30,), seed=2, epochs=8)))
        self._train(RUN)
        draw(window.findChild(Canvas), THREE)
        window.session.view.open(Page.RUNS)
        window.findChild(QTableView, "runsTable").selectAll()
        self.settle()

    def go_back(self) -> None:
        """Make the shipped network the current one again; the pages of training show nothing of another."""
        for _ in range(2):
            self.window.session.networks.go_back()
        self.window.session.selection.select(0, 4)
        self.window.session.view.open(Page.SLOW_MOTION)
        button = self.window.findChild(QPushButton, "slowNextButton")
        for _ in range(2):
            button.click()
        self.settle()

    def learn_hand(self) -> None:
        """Keep what a made-up writer has drawn, and let the current network learn it."""
        self.window.my_hand.import_file(write_jsonl(self._folder / "hand.jsonl", Writer.number(3).write(4, seed=1)))
        (self._folder / "hand.jsonl").unlink()
        self._open(Page.MY_HAND)
        panel, loop = self.window.findChild(LearningPanel), QEventLoop()
        panel.compared.connect(loop.quit)
        panel.learn.click()
        loop.exec()
        # Until it is told no more what was imported.
        self.settle(LASTING)

    def settle(self, milliseconds: int = SETTLE) -> None:
        """Let the window come to rest."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def _train(self, settings: RunSettings) -> None:
        loop, ends = QEventLoop(), []
        self.window.findChild(SettingsForm).show_settings(settings)
        self.window.trainer.ended.connect(ends.append)
        self.window.trainer.ended.connect(loop.quit)
        self.window.trainer.start(settings)
        QTimer.singleShot(LONGEST, loop.quit)
        loop.exec()
        assert ends, "the training took too long"
        assert ends[0].outcome is Outcome.FINISHED, ends[0].problem

    def take(self, name: str, page: Page, size: tuple[int, int, float] = USUAL, theme: str = "light") -> None:
        """Save what the window shows of ``page``."""
        width, height, scale = size
        self.window.appearance.choose(theme)
        self._open(page)
        self.window.resize(width, height)
        self.settle()
        assert (self.window.width(), self.window.height()) == (width, height), "the window cannot be so small"
        self._save(self.window, name, scale)

    def _open(self, page: Page) -> None:
        """Open ``page``; what the Evaluation page shows takes a moment to be measured."""
        self.window.session.view.open(page)
        if page is Page.EVALUATION:
            for worker in self.window.findChild(EvaluationPage).findChildren(Worker):
                if worker.is_running:
                    loop = QEventLoop()
                    worker.idle.connect(loop.quit)
                    loop.exec()

    def _save(self, widget: QWidget, name: str, scale: float = 1.0) -> None:
        image = QImage(widget.size() * scale, QImage.Format.Format_RGB32)
        image.fill(self.window.appearance.theme.color("panel"))
        image.setDevicePixelRatio(scale)
        widget.render(image, QPoint())
        assert image.save(str(self._folder / f"{name}.png")), f"{name}.png cannot be written"

    def take_readme(self) -> None:
        """Take the pictures of the README."""
        self.take("training", Page.TRAINING)
        self.go_back()
        self.take("network", Page.NEURON)
        self._open(Page.EVALUATION)
        examples = self.window.findChild(QListView, "galleryList")
        mistake = examples.model().index(1, 0)
        examples.setCurrentIndex(mistake)
        examples.clicked.emit(mistake)
        self.take("evaluation", Page.EVALUATION)
        self.window.session.undo()
        self.take("slow-motion-dark", Page.SLOW_MOTION, theme="dark")
        self.learn_hand()
        self.take("my-hand", Page.MY_HAND)

    def take_every(self) -> None:
        """Take every page: light at each size, in each theme at the usual size, and presented."""
        for page in sorted(Page, key=lambda page: page.is_beneath_diagram):
            if page is Page.NEURON:
                self.go_back()
            elif page is Page.MY_HAND:
                self.learn_hand()
            for theme in THEMES:
                self.take(f"{page.value}-{theme}", page, theme=theme)
            for name, size in SIZES.items():
                self.take(f"{page.value}-{name}", page, size)
            self.window.presenter.toggle()
            self.window.presenter.show_pages()
            # The platform without a screen has a full screen of another size.
            self.window.showNormal()
            self.take(f"{page.value}-presented", page, (1024, 768, 1.0))
            self.window.presenter.toggle()

    def take_lessons(self) -> None:
        """Take every lesson, all of it, as wide as in a window of each size and in each theme."""
        looks = [*((theme, theme, USUAL) for theme in THEMES), *((name, "light", size) for name, size in SIZES.items())]
        for name, theme, size in looks:
            self.window.appearance.choose(theme)
            self.window.session.view.open(Page.COURSE)
            self.window.resize(*size[:2])
            for lesson in read_lessons(lessons_folder()):
                self.window.session.view.open_lesson(lesson.key)
                self.settle()
                self._save(self.window.findChild(LessonView), f"course-{lesson.key}-{name}", size[2])


def main() -> None:
    """Draw, train and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--every", action="store_true")
    options = parser.parse_args()
    folder = options.folder or (Path("screenshots") if options.every else resources_folder() / "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        QStandardPaths.writableLocation = staticmethod(lambda _kind: data)
        # The name keeps it alive.
        application = make_application()
        studio = Studio(folder)
        if options.every:
            studio.take_every()
            studio.take_lessons()
        else:
            studio.take_readme()
        studio.window.close()
        del application
    print(f"saved in {folder}")


if __name__ == "__main__":
    main()
