"""The main window: it assembles state, work, board and pages, and connects them."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings, QSize, QStandardPaths
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QSizePolicy, QWhatsThis, QWidget

from nnapp import __version__
from nnapp.digits.recogniser import Recogniser
from nnapp.files.errors import WeightFileError
from nnapp.files.run_settings import RunSettings
from nnapp.files.weight_file import READABLE, load_weights, save_weights
from nnapp.gui.board.answer_panel import AnswerPanel
from nnapp.gui.board.drawing_panel import DrawingPanel
from nnapp.gui.pages.network.diagram_panel import DiagramPanel
from nnapp.gui.pages.training.page import TrainingPage
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.style_sheet import style_sheet
from nnapp.gui.paint.theme import SPACE, TEXT, load_fonts
from nnapp.gui.state.preferences import Preferences
from nnapp.gui.state.session import Session
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.dialogs import warn
from nnapp.gui.widgets.layouts import fill, horizontal, vertical
from nnapp.gui.window.glossary_help import GlossaryHelp
from nnapp.gui.window.menus import Menus
from nnapp.gui.window.page_tabs import PageTabs
from nnapp.gui.window.picture_dialogs import PictureDialogs
from nnapp.gui.window.weights_dialogs import WeightsDialogs
from nnapp.gui.work.run_library import RunLibrary
from nnapp.gui.work.trainer import Trainer
from nnapp.gui.work.worker import Worker
from nnapp.locations import default_weights

USUAL_SIZE: Final = QSize(1280, 800)
LOWER_ROW: Final = 320
"""The least height of the pages, in pixels."""
DRAWING_WIDTH, ANSWER_WIDTH = 314, 304
MESSAGE_TIME: Final = 6_000
"""Milliseconds for which the status bar shows what was done."""


class MainWindow(QMainWindow):
    """The whole window."""

    def __init__(self, store: QSettings | None = None) -> None:
        """Build the window with the shipped network; ``store`` remembers what the user chose.

        Raises:
            WeightFileError: the shipped weight file is missing or damaged.
            DataError: the shipped digits are missing or damaged.
        """
        super().__init__()
        load_fonts()
        self.preferences = Preferences(store)
        self.appearance = Appearance(self.preferences.appearance, self)
        self.session = Session(load_weights(default_weights()), self)
        data = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))
        self._edited = data / "edited.safetensors"
        self.library = RunLibrary(data / "runs", self)
        self.trainer = Trainer(self.library, self)
        self.trainer.trained.connect(self.session.networks.use)
        self.session.sketch.pen_moved.connect(self.trainer.give_way)
        self.weights = WeightsDialogs(self.session, self.appearance, self.preferences, self)
        self.pictures = PictureDialogs(self.session, self)
        self.glossary_help = GlossaryHelp(self)
        self.menus = Menus(self, self._edited.is_file())
        self.weights.told.connect(lambda words: self.statusBar().showMessage(words, MESSAGE_TIME))
        self._build_content()
        self.setAcceptDrops(True)
        self.appearance.changed.connect(self._take_look)
        self.session.network_changed.connect(self._show_title)
        self._take_look()
        self._show_title()
        self._take_size()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let all work end, leaving a run to be resumed another time, before the window goes."""
        for worker in self.findChildren(Worker):
            worker.shut_down()
        self._keep_edited()
        self.preferences.appearance = self.appearance.choice
        self.preferences.geometry = self.saveGeometry()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file that was dropped: a weight file or a picture."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            is_weights = files[0].suffix.lower() in READABLE
            open_file = self.weights.open_file if is_weights else self.pictures.open_file
            open_file(files[0])

    def open_last_trained(self) -> None:
        """Make the network of the newest run the current one."""
        path = self.library.newest_network()
        if path is not None:
            self.weights.open_file(path, is_recent=False)

    def open_last_edited(self) -> None:
        """Make the network that was edited, and not saved, when the window was last closed the current one."""
        self.weights.open_file(self._edited, is_recent=False)

    def start_whats_this(self) -> None:
        """Let the next click explain what is clicked."""
        QWhatsThis.enterWhatsThisMode()

    def show_glossary(self) -> None:
        """Show what the terms in the window mean, in a dialog of which there is one at most."""
        from nnapp.gui.window.glossary_dialog import GlossaryDialog

        GlossaryDialog.open_for(self, self.glossary_help.glossary, self.appearance)

    def show_about(self) -> None:
        """Show the version, and whose digits and type are used."""
        QMessageBox.about(
            self,
            "About nnapp",
            f"nnapp {__version__}\n\nDraw a digit and watch a small neural network recognise it.\n\n"
            "The digits are MNIST, by Yann LeCun and Corinna Cortes (CC BY-SA 3.0). The type is Inter (OFL 1.1).",
        )

    def _build_content(self) -> None:
        session, appearance = self.session, self.appearance
        drawing = DrawingPanel(session, appearance, self.menus.drawing_actions)
        diagram, answer = DiagramPanel(session, appearance), AnswerPanel(session, appearance)
        appearance.scale(drawing.setMinimumWidth, DRAWING_WIDTH)
        appearance.scale(answer.setMinimumWidth, ANSWER_WIDTH)
        top = fill(horizontal(appearance, spacing=2 * SPACE), (drawing, 24), (diagram, 52), (answer, 24))
        self._pages = self._build_pages()
        content = QWidget()
        column = vertical(appearance, content, spacing=2 * SPACE, margins=(2 * SPACE, 2 * SPACE, 2 * SPACE, 0))
        fill(column, (top, 5), (self._pages, 4))
        self.setCentralWidget(content)
        drawing.setFocus()
        self.statusBar().setSizeGripEnabled(False)

    def _build_pages(self) -> PageTabs:
        # Pages are imported when they are opened, so that the window opens without them.
        def neuron() -> QWidget:
            from nnapp.gui.pages.network.neuron.page import NeuronPage

            return NeuronPage(session, appearance)

        def slow_motion() -> QWidget:
            from nnapp.gui.pages.network.slow_motion.page import SlowMotionPage

            return SlowMotionPage(session, appearance)

        def preferred_input() -> QWidget:
            from nnapp.gui.pages.network.preferred_input.page import PreferredInputPage

            return PreferredInputPage(session, appearance)

        session, appearance = self.session, self.appearance
        self._training = TrainingPage(session, self.trainer, self.library, appearance)
        pages = PageTabs(session.view)
        pages.add(Page.TRAINING, "Training", lambda: self._training)
        pages.add(Page.RUNS, "Runs", self._make_runs)
        pages.add(Page.NEURON, "Neuron", neuron)
        pages.add(Page.SLOW_MOTION, "Slow motion", slow_motion)
        pages.add(Page.WHAT_IF, "What if", self._make_what_if)
        pages.add(Page.PREFERRED_INPUT, "Preferred input", preferred_input)
        # The rows keep their heights, whichever page is shown.
        pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        appearance.scale(pages.setMinimumHeight, LOWER_ROW)
        return pages

    def _make_runs(self) -> QWidget:
        from nnapp.gui.pages.runs.page import RunsPage

        page = RunsPage(self.trainer, self.library, self.appearance)
        page.network_wanted.connect(self.session.networks.use)
        page.repeat_wanted.connect(self._repeat)
        return page

    def _make_what_if(self) -> QWidget:
        from nnapp.gui.pages.network.what_if.page import WhatIfPage

        page = WhatIfPage(self.session, self.appearance)
        page.save_wanted.connect(self.weights.save)
        return page

    def _repeat(self, settings: RunSettings, start: Recogniser | None) -> None:
        """Train again, in view."""
        self.session.view.open(Page.TRAINING)
        self._training.repeat(settings, start)

    def _keep_edited(self) -> None:
        """Keep the newest network that was edited by hand, as the window is about to close."""
        edited = self.session.networks.newest_edited()
        if edited is None:
            return
        try:
            self._edited.parent.mkdir(parents=True, exist_ok=True)
            save_weights(self._edited, edited)
        except (OSError, WeightFileError) as error:
            warn(self, "Edited network", f"The edited network cannot be kept: {error}")

    def _take_size(self) -> None:
        """Take the previous size and place, or the usual size, or all of a smaller screen."""
        kept = self.preferences.geometry
        if kept is None or not self.restoreGeometry(kept):
            self.resize(USUAL_SIZE.boundedTo(self.screen().availableSize()))

    def _show_title(self) -> None:
        self.setWindowTitle("nnapp – edited network" if self.session.networks.current.edits else "nnapp")

    def _take_look(self) -> None:
        # For what is painted without a style sheet.
        QApplication.setFont(self.appearance.theme.font(TEXT))
        self.setStyleSheet(style_sheet(self.appearance.theme))
