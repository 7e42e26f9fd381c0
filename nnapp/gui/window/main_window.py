"""The main window: drawing, network and outputs in one row, pages below."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize, QStandardPaths
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMainWindow,
    QMenu,
    QMessageBox,
    QSizePolicy,
    QTabWidget,
    QWhatsThis,
    QWidget,
)

from nnapp import __version__
from nnapp.digits.datasets import load_course_digits
from nnapp.digits.drawing import Ink
from nnapp.digits.errors import DataError
from nnapp.files.errors import WeightFileError
from nnapp.files.weight_file import READABLE, load_weights, save_weights
from nnapp.gui.board.answer_panel import OutputsPanel
from nnapp.gui.board.drawing_panel import DrawingPanel
from nnapp.gui.pages.network.diagram_panel import NetworkPanel
from nnapp.gui.pages.network.neuron.page import InspectorPage
from nnapp.gui.pages.network.preferred_input.page import LooksForPage
from nnapp.gui.pages.network.slow_motion.page import SlowMotionPage
from nnapp.gui.pages.network.what_if.page import WhatIfPage
from nnapp.gui.pages.runs.page import RunsPage
from nnapp.gui.pages.training.page import TrainingPanel
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.style_sheet import style_sheet
from nnapp.gui.paint.theme import SPACE, TEXT, load_fonts
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.layouts import horizontal, named, vertical, warn
from nnapp.gui.window import picture_import
from nnapp.gui.window.actions import action, appearance_actions, pen_actions, tool_actions
from nnapp.gui.window.weights_dialogs import WeightsDialogs
from nnapp.gui.work.run_library import RunLibrary
from nnapp.gui.work.trainer import Trainer
from nnapp.locations import SHIPPED_NETWORKS, default_weights, shipped_weights

USUAL_SIZE = QSize(1280, 800)
LOWER_ROW = 320
"""The least height of the pages, in pixels."""


class _Pages(QTabWidget):
    """Pages that all have one height, so that the rows of the window keep theirs, whatever page is shown."""

    def hasHeightForWidth(self) -> bool:
        """Whether a wrapped text may ask for height: no, pages fit what they have."""
        return False


class MainWindow(QMainWindow):
    """The whole window."""

    def __init__(self, settings: QSettings | None = None) -> None:
        """Build the window with the shipped network; ``settings`` remember what the user chose.

        Raises:
            WeightFileError: the shipped weight file is missing or damaged.
            DataError: the shipped digits are missing or damaged.
        """
        super().__init__()
        self._settings = settings
        load_fonts()
        self.appearance = Appearance(str(settings.value("appearance", "system")) if settings else "system", self)
        self.session = Session(load_weights(default_weights()), self)
        data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
        self.library = RunLibrary(Path(data) / "runs", self)
        self._edited = Path(data) / "edited.safetensors"
        self.trainer = Trainer(self.library, self)
        self.trainer.trained.connect(self.session.use_network)
        self.session.pen_moved.connect(self.trainer.give_way)
        self.weights = WeightsDialogs(self.session, self.appearance, self, settings)
        self.weights.told.connect(lambda words: self.statusBar().showMessage(words, 6000))
        self.weights.recent_changed.connect(self._show_recent)
        self._folder = Path.home()
        self._build_actions()
        self._build_menus()
        self._build_content()
        self.setWindowTitle("nnapp")
        self.setAcceptDrops(True)
        self._take_size()
        self.appearance.changed.connect(self._take_colours)
        self.session.drawing_changed.connect(self._show_what_can_be_done)
        self.session.network_changed.connect(self._show_what_can_be_done)
        self.library.changed.connect(self._show_last)
        self._take_colours()
        self._show_what_can_be_done()
        self._show_last()

    def _take_size(self) -> None:
        """Take the size and place of last time, or the usual size, or all of a smaller screen."""
        kept = self._settings.value("geometry") if self._settings is not None else None
        if not (isinstance(kept, QByteArray) and self.restoreGeometry(kept)):
            self.resize(USUAL_SIZE.boundedTo(self.screen().availableSize()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave training, to go on with it another time, before the window goes."""
        self.trainer.shut_down()
        self.what_if_page.shut_down()
        self._keep_edited()
        if self._settings is not None:
            self._settings.setValue("appearance", self.appearance.choice)
            self._settings.setValue("geometry", self.saveGeometry())
        event.accept()

    def open_picture(self) -> None:
        """Ask for a picture of a digit and put it on the canvas."""
        name, _ = QFileDialog.getOpenFileName(self, "Open picture", str(self._folder), picture_import.FILTER)
        if name:
            self.open_picture_file(Path(name))

    def open_picture_file(self, path: Path) -> None:
        """Put the digit in the picture ``path`` on the canvas, or say in one sentence why not."""
        self._folder = path.parent
        self._show_picture("Open picture", partial(picture_import.picture_from_file, path))

    def paste_picture(self) -> None:
        """Put the digit in the picture on the clipboard on the canvas."""
        self._show_picture("Paste picture", picture_import.picture_from_clipboard)

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
            open_file = self.weights.open_file if is_weights else self.open_picture_file
            open_file(files[0])

    def _show_picture(self, title: str, source: Callable[[], Ink]) -> None:
        try:
            self.session.show_picture(source())
        except DataError as error:
            warn(self, title, str(error))

    def open_last_trained(self) -> None:
        """Make the network of the newest run the current one."""
        path = self.library.newest_network()
        if path is not None:
            self.weights.open_file(path)

    def open_last_edited(self) -> None:
        """Make the network that was edited by hand, and not saved, when the window was closed the current one."""
        self.weights.open_file(self._edited)

    def _keep_edited(self) -> None:
        """Keep the newest network that was edited by hand, as the window is about to close."""
        edited = self.session.newest_edited()
        if edited is None:
            return
        try:
            self._edited.parent.mkdir(parents=True, exist_ok=True)
            save_weights(self._edited, edited)
        except (OSError, WeightFileError) as error:
            warn(self, "The edited network", f"The network that was edited by hand cannot be kept: {error}")

    def _build_actions(self) -> None:
        session = self.session
        self._tools = tool_actions(self, session)
        self._pens = pen_actions(self, session)
        self._open_picture = action(self, "actionOpenPicture", "Open picture…", self.open_picture, "Ctrl+Shift+O")
        self._paste = action(self, "actionPastePicture", "Paste picture", self.paste_picture, "Ctrl+V")
        self._open = action(self, "actionOpenWeights", "Open weights…", self.weights.open, "Ctrl+O")
        self._save = action(self, "actionSaveWeights", "Save weights…", self.weights.save, "Ctrl+S")
        self._quit = action(self, "actionQuit", "Quit", self.close, "Ctrl+Q")
        self._undo = action(self, "actionUndo", "Undo", session.undo, "Ctrl+Z", "Undo: take back the last stroke")
        self._redo = action(self, "actionRedo", "Redo", session.redo, "Ctrl+Shift+Z", "Redo: bring the stroke back")
        self._undo.setIconText("↶")
        self._redo.setIconText("↷")
        self._clear = action(self, "actionClear", "Clear", session.clear, "Del", "Take an empty canvas")
        self._before = action(self, "actionNetworkBefore", "Network before", session.restore_network, "Alt+Left")
        self._after = action(self, "actionNetworkAfter", "Network after", session.return_to_network, "Alt+Right")
        self._last = action(
            self,
            "actionLastTrained",
            "Last trained network",
            self.open_last_trained,
            explanation="The network that was trained last, kept even when the window was closed without saving",
        )
        self._last_edited = action(
            self,
            "actionLastEdited",
            "Last edited network",
            self.open_last_edited,
            explanation="The network that was edited by hand, under What if, when the window was closed",
        )
        self._last_edited.setEnabled(self._edited.is_file())
        self._shipped = [
            action(self, f"actionShipped-{name}", text, partial(self.weights.open_file, shipped_weights(name)))
            for name, text in SHIPPED_NETWORKS
        ]
        self._whats_this = action(
            self,
            "actionWhatsThis",
            "What’s this?",
            QWhatsThis.enterWhatsThisMode,
            "Shift+F1",
            "Then click on what you want to have explained",
        )
        self._about = action(self, "actionAbout", "About nnapp", self._tell_about)

    def _build_menus(self) -> None:
        self._recent = QMenu("Recent weights", self)
        self._recent.setObjectName("recentWeightsMenu")
        self._show_recent()
        menus = (
            ("&File", (self._open, self._recent.menuAction(), self._save, None, self._open_picture, None, self._quit)),
            ("&Edit", (self._undo, self._redo, None, self._paste, self._clear, None, *self._tools, None, *self._pens)),
            ("&Network", (self._before, self._after, self._last, self._last_edited, None, *self._shipped)),
            ("&View", tuple(appearance_actions(self, self.appearance))),
            ("&Help", (self._whats_this, self._about)),
        )
        for title, items in menus:
            menu = self.menuBar().addMenu(title)
            for item in items:
                if item is None:
                    menu.addSeparator()
                else:
                    menu.addAction(item)

    def _build_content(self) -> None:
        session, appearance = self.session, self.appearance
        drawing = DrawingPanel(
            session, appearance, (*self._tools, self._undo, self._redo, self._clear), load_course_digits()
        )
        network = NetworkPanel(session, appearance)
        outputs = OutputsPanel(session, appearance)
        appearance.scale(drawing.setMinimumWidth, 314)
        appearance.scale(outputs.setMinimumWidth, 304)
        top = horizontal(appearance, spacing=2 * SPACE)
        for widget, share in ((drawing, 24), (network, 52), (outputs, 24)):
            top.addWidget(widget, stretch=share)
        pages = named(_Pages(), "pages")
        self.training_panel = TrainingPanel(session, self.trainer, self.library, appearance)
        self.runs_page = RunsPage(session, self.trainer, self.library, self.training_panel, appearance)
        pages.addTab(self.training_panel, "Training")
        pages.addTab(self.runs_page, "Runs")
        pages.addTab(InspectorPage(session, appearance), "Neuron")
        pages.addTab(SlowMotionPage(session, appearance), "Slow motion")
        self.what_if_page = WhatIfPage(session, appearance)
        self.what_if_page.save_wanted.connect(self.weights.save)
        pages.addTab(self.what_if_page, "What if")
        pages.addTab(LooksForPage(session, appearance), "Looks for")
        # The rows keep their heights, whatever page is shown.
        pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        appearance.scale(pages.setMinimumHeight, LOWER_ROW)
        content = QWidget()
        column = vertical(appearance, content, spacing=2 * SPACE, margins=(2 * SPACE, 2 * SPACE, 2 * SPACE, 0))
        column.addLayout(top, stretch=5)
        column.addWidget(pages, stretch=4)
        self.setCentralWidget(content)
        drawing.setFocus()
        self.statusBar().setSizeGripEnabled(False)

    def _show_last(self) -> None:
        # It looks at the disk, so it is not asked with every stroke.
        self._last.setEnabled(self.library.newest_network() is not None)

    def _show_recent(self) -> None:
        self._recent.clear()
        for number, path in enumerate(self.weights.recent, start=1):
            item = action(self._recent, f"actionRecent{number}", path.name, partial(self.weights.open_file, path))
            item.setToolTip(str(path))
            item.setStatusTip(str(path))
            self._recent.addAction(item)
        self._recent.setEnabled(bool(self.weights.recent))

    def _show_what_can_be_done(self) -> None:
        session = self.session
        self._undo.setEnabled(session.can_undo)
        self._redo.setEnabled(session.can_redo)
        self._clear.setEnabled(not session.drawing.is_empty)
        self._before.setEnabled(session.can_restore_network)
        self._after.setEnabled(session.can_return_to_network)
        self.setWindowTitle("nnapp – network edited by hand" if session.edits else "nnapp")

    def _tell_about(self) -> None:
        QMessageBox.about(
            self,
            "About nnapp",
            f"nnapp {__version__}\n\nDraw a digit and watch a small neural network recognise it.\n\n"
            "The digits are MNIST, by Yann LeCun and Corinna Cortes (CC BY-SA 3.0). The type is Inter (OFL 1.1).",
        )

    def _take_colours(self) -> None:
        # For what is painted without a style sheet.
        QApplication.setFont(self.appearance.theme.font(TEXT))
        self.setStyleSheet(style_sheet(self.appearance.theme))
