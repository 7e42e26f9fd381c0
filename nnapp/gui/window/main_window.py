"""The main window: it assembles state, work, board and pages, and connects them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings, QSize, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QScrollArea, QSplitter, QWidget

from nnapp.digits.recogniser import Recogniser
from nnapp.files.errors import WeightFileError
from nnapp.files.run_settings import RunSettings
from nnapp.files.weight_file import WeightFile, load_weights, save_weights
from nnapp.gui.board.board import Board
from nnapp.gui.pages.network.page import NetworkPage
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.style_sheet import style_sheet
from nnapp.gui.paint.theme import SPACE, TEXT, load_fonts
from nnapp.gui.state.my_hand import MyHand
from nnapp.gui.state.preferences import Preferences
from nnapp.gui.state.session import Session
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.dialogs import confirm, warn
from nnapp.gui.widgets.enlarge_button import EnlargeButton
from nnapp.gui.widgets.layouts import fill, named, styled, vertical
from nnapp.gui.widgets.lazy_tabs import LazyTabs
from nnapp.gui.widgets.notice import Notice
from nnapp.gui.window.glossary_help import GlossaryHelp
from nnapp.gui.window.lesson_visit import LessonVisit
from nnapp.gui.window.lessons import Lessons
from nnapp.gui.window.menus.edit_menu import EditMenu
from nnapp.gui.window.menus.file_menu import FileMenu
from nnapp.gui.window.menus.help_menu import HelpMenu
from nnapp.gui.window.menus.network_menu import NetworkMenu
from nnapp.gui.window.menus.size_actions import size_actions
from nnapp.gui.window.menus.training_menu import TrainingMenu
from nnapp.gui.window.menus.view_menu import ViewMenu
from nnapp.gui.window.picture_dialogs import PictureDialogs
from nnapp.gui.window.presenting import Presenter
from nnapp.gui.window.scaling import Scaling
from nnapp.gui.window.weights_dialogs import WeightsDialogs
from nnapp.gui.work.accuracy_meter import AccuracyMeter
from nnapp.gui.work.run_library import RunLibrary
from nnapp.gui.work.trainer import Trainer
from nnapp.gui.work.training_job import Pace
from nnapp.gui.work.worker import Worker
from nnapp.locations import SHIPPED_NETWORKS, default_weights

if TYPE_CHECKING:
    from nnapp.gui.pages.training.page import TrainingPage

USUAL_SIZE: Final = QSize(1280, 800)
FRAME: Final = QSize(16, 40)
"""Pixels for a title bar and borders; how large they are is known only once the window is shown."""
SHARE_OF_LARGE: Final = 0.6
"""How much of the width and the height of a very large screen the window takes at first."""
BOARD_SHARE, PAGES_SHARE = 300, 964
"""How the board and the pages share the window at first."""
LEARN_FROM: Final = "{} holds data to learn from. Use them for the next training run instead of MNIST?"
STOP_FIRST: Final = "A network is being trained. Stop the run first? Its best network so far is kept among the runs."
NETWORK: Final = Page.NEURON
"""The key of the Network page: the first of the pages beneath its diagram."""


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
        # Before anything is built: the first size of a part follows from its letters.
        self._take_look()
        self.session = Session(load_weights(default_weights()), SHIPPED_NETWORKS[0][1], self)
        data = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))
        self._edited = data / "edited.safetensors"
        self.my_hand = MyHand(data / "my-hand", self.session.sketch, self.session.history, self)
        self.library = RunLibrary(data / "runs", self)
        self.trainer = Trainer(self.library, self)
        self.trainer.trained.connect(self._on_trained)
        self.session.sketch.pen_moved.connect(self.trainer.give_way)
        self.meter = AccuracyMeter(self)
        self.weights = WeightsDialogs(self.session, self.appearance, self.preferences, self.when_no_run, self)
        self.pictures = PictureDialogs(self.session, self.appearance, self)
        self.scaling = Scaling(self, self.appearance, self.preferences.zoom)
        self.presenter = Presenter(self, self.session.view, self.scaling, self.appearance)
        self.visit = LessonVisit(
            self.session, self.trainer, self._training_page, self.when_no_run, self.appearance, self
        )
        self.lessons = Lessons(self.session, self.visit, self.preferences, self.appearance, self)
        self.glossary_help = GlossaryHelp(self)
        self.glossary_help.lesson_wanted.connect(self.session.view.open_lesson)
        self._build_menus()
        self._build_content()
        self.setAcceptDrops(True)
        self.appearance.changed.connect(self._take_look)
        self.session.network_changed.connect(self._show_title)
        self.session.networks.named.connect(self._show_title)
        self.trainer.started.connect(self._show_title)
        self.trainer.ended.connect(self._show_title)
        self._show_title()
        self._take_size()
        if self.library.has_checkpoint:
            # There it is offered to be resumed.
            self.session.view.open(Page.TRAINING)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let all work end, leaving a run to be resumed another time, before the window goes."""
        self.visit.put_back()
        for worker in self.findChildren(Worker):
            worker.shut_down()
        self._keep_edited()
        preferences = self.preferences
        preferences.appearance, preferences.zoom = self.appearance.choice, self.scaling.chosen
        if self.presenter.is_presenting:
            self.presenter.toggle()
        preferences.geometry = self.saveGeometry()
        for divider in self.findChildren(QSplitter):
            preferences.keep_divider(divider.objectName(), divider.saveState())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc shows again what was hidden, or ends presenting."""
        enlarged = [button for button in self.findChildren(EnlargeButton) if button.is_enlarged]
        if event.key() == Qt.Key.Key_Escape and enlarged:
            enlarged[-1].toggle()
        elif event.key() == Qt.Key.Key_Escape and self.presenter.is_presenting:
            self.presenter.toggle()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files be dropped."""
        if event.mimeData().hasUrls():
            _accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file or folder that was dropped, after this event, as a question may follow."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            _accept_copy(event)
            QTimer.singleShot(0, self, partial(self.open_path, files[0]))
        if len(files) > 1:
            self.weights.told.emit(f"Only one file is opened at a time: {files[0].name}")

    def open_path(self, path: Path) -> None:
        """Open a weight file or a picture, or offer to learn from data."""
        # Loaded here, with all that reads data of other programs, as the window opens sooner without it.
        from nnapp.files.path_kind import Kind, kind_of

        kind, name = kind_of(path), path.name
        if kind is Kind.WEIGHTS:
            self.weights.open_file(path)
        elif kind is Kind.PICTURE:
            self.pictures.open_file(path)
        elif kind is Kind.UNKNOWN:
            folder = " A folder of data has a subfolder with pictures for each class." if path.is_dir() else ""
            warn(self, "Open file", f"{name} is not a network, a picture of a digit, or data to learn from.{folder}")
        elif confirm(self, "Learn from these data", LEARN_FROM.format(name), yes="Use these data", no="Cancel"):
            self.session.view.open(Page.TRAINING)
            self._training.learn_from(path)

    def when_no_run(self, act: Callable[[], object]) -> None:
        """Call ``act``, which replaces the current network; while there is a run, ask first and stop it."""
        if self.trainer.is_running and not confirm(
            self, "Training is under way", STOP_FIRST, yes="Stop the run", no="Keep training"
        ):
            return
        # It may have ended by itself while the question was open.
        if self.trainer.is_running:
            self.trainer.ended.connect(lambda _end: act(), Qt.ConnectionType.SingleShotConnection)
            self.trainer.stop()
        else:
            act()

    def enlarge(self) -> None:
        """Give the panel that has the focus the whole window, or give it back."""
        found = self.findChildren(EnlargeButton)
        # While presenting, what has the whole window already has a hidden button.
        buttons = [button for button in found if button.panel.isVisible() and not button.isHidden()]
        enlarged = [button for button in buttons if button.is_enlarged]
        focused = [button for button in buttons if button.panel.isAncestorOf(self.focusWidget() or self)]
        for button in (enlarged or focused or buttons)[-1:]:
            button.toggle()

    def show_hints(self) -> None:
        """Show the four hints of the first steps, from the first one on."""
        from nnapp.gui.window.first_steps import FirstSteps

        for shown in self.findChildren(FirstSteps):
            shown.leave()
        self.preferences.hints_seen = True
        FirstSteps(self)

    def _build_menus(self) -> None:
        session, weights, pictures = self.session, self.weights, self.pictures
        self._edit_menu = EditMenu(session, self.my_hand, pictures, self)
        sizes = size_actions(self.scaling, self.presenter, self.enlarge, self)
        for menu in (
            FileMenu(weights, pictures, self.lessons, self.preferences, self),
            self._edit_menu,
            NetworkMenu(session, weights, self.library, self._edited, self),
            TrainingMenu(self.trainer, self._train, self._continue_training, self),
            ViewMenu(session.view, self.appearance, sizes, self),
            HelpMenu(self.show_hints, self.glossary_help, self.appearance, self),
        ):
            self.menuBar().addMenu(menu)

    def _build_content(self) -> None:
        session, appearance = self.session, self.appearance
        edit = self._edit_menu
        board = Board(session, self.my_hand, appearance, edit.board_actions, edit.keep_actions)
        pages = styled(QFrame(), role="panel")
        inside = vertical(appearance, pages, spacing=0, margins=(SPACE, 0, SPACE, SPACE))
        fill(inside, self.visit.strip, self.pictures.strip, (self._build_pages(pages), 1))
        across = named(QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False), "boardDivider")
        across.addWidget(board)
        across.addWidget(pages)
        across.setStretchFactor(1, 1)
        across.setSizes([BOARD_SHARE, PAGES_SHARE])
        content = QWidget()
        fill(vertical(appearance, content, spacing=SPACE, margins=(2 * SPACE,) * 4), (across, 1), self.presenter.foot)
        # What is enlarged beyond the screen can be scrolled to.
        area = named(QScrollArea(widgetResizable=True), "windowArea")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        self.setCentralWidget(area)
        self._restore_dividers(self)
        self.presenter.take(board, pages)
        notice = Notice(area, appearance)
        for told in (self.weights.told, self.my_hand.told):
            told.connect(notice.say)
        board.setFocus()

    def _restore_dividers(self, part: QWidget) -> None:
        """Put the dividers in ``part`` where they were when the window was closed last."""
        for divider in part.findChildren(QSplitter):
            if kept := self.preferences.divider(divider.objectName()):
                divider.restoreState(kept)

    def _build_pages(self, panel: QWidget) -> LazyTabs:
        self._pages = pages = LazyTabs("pages")
        pages.setCornerWidget(EnlargeButton(panel, "enlargePageButton", "the page", "⤢ Enlarge"))
        pages.add(NETWORK, "Network", self._make_network)
        pages.add(Page.TRAINING, Page.TRAINING.title, self._make_training)
        pages.add(Page.RUNS, Page.RUNS.title, self._make_runs)
        pages.add(Page.EVALUATION, Page.EVALUATION.title, self._make_evaluation)
        pages.add(Page.MY_HAND, Page.MY_HAND.title, self._make_my_hand)
        pages.add(Page.COURSE, Page.COURSE.title, self.lessons.make_page)
        view = self.session.view

        def on_page(page: Page) -> None:
            pages.open(NETWORK if page.is_beneath_diagram else page)
            self.presenter.show_pages()

        def leave_room() -> None:
            # A page below a task, on a projector, needs all the room there is; the keys of the pages work all the same.
            pages.hide_tabs(self.presenter.is_presenting and not self.visit.strip.isHidden())

        self.presenter.changed.connect(leave_room)
        self.visit.changed.connect(leave_room)
        view.page_changed.connect(on_page)
        pages.opened.connect(lambda page: view.open(view.beneath if page is NETWORK else page))
        return pages

    def _make_network(self) -> QWidget:
        page = NetworkPage(self.session, self.meter, self.appearance)
        page.save_wanted.connect(self.weights.save)
        return page

    def _make_training(self) -> QWidget:
        from nnapp.gui.pages.training.page import TrainingPage

        self._training = TrainingPage(self.session, self.trainer, self.library, self.appearance)
        return self._training

    def _training_page(self) -> "TrainingPage":
        self._pages.build(Page.TRAINING)
        return self._training

    def _make_runs(self) -> QWidget:
        from nnapp.gui.pages.runs.page import RunsPage

        page = RunsPage(self.trainer, self.library, self.appearance)
        page.network_wanted.connect(self._on_network_wanted)
        page.repeat_wanted.connect(self._repeat)
        return page

    def _make_evaluation(self) -> QWidget:
        from nnapp.gui.pages.evaluation.page import EvaluationPage

        page = EvaluationPage(self.session, self.library, self.appearance)
        page.network_wanted.connect(self._on_network_wanted)
        page.file_wanted.connect(self._on_file_wanted)
        page.threshold_wanted.connect(self._on_threshold_wanted)
        return page

    def _make_my_hand(self) -> QWidget:
        from nnapp.gui.pages.my_hand.page import MyHandPage

        page = MyHandPage(self.session, self.my_hand, self.trainer, self.appearance)
        self._restore_dividers(page)
        return page

    def _on_trained(self, weights: WeightFile) -> None:
        self.session.networks.use(weights, self.trainer.run_name)

    def _on_network_wanted(self, weights: WeightFile, name: str) -> None:
        self.when_no_run(lambda: self.session.networks.use(weights, name))

    def _on_file_wanted(self, path: Path | None, name: str) -> None:
        if path is None:
            self.weights.open()
        else:
            self.weights.open_file(path, name=name)

    def _on_threshold_wanted(self, threshold: float) -> None:
        networks, current = self.session.networks, self.session.networks.current

        def change() -> None:
            # The run that was stopped first may have brought another network.
            if networks.current is current:
                networks.set_threshold(threshold)

        self.when_no_run(change)

    def _continue_training(self) -> None:
        """Train the open network further, in view."""
        self.session.view.open(Page.TRAINING)
        self._training.continue_training()

    def _train(self, pace: Pace) -> None:
        """Start a run, or pace the current one, wherever one is; where none can begin, the page says why."""
        self._training_page().train(pace)
        if not self.trainer.is_running:
            self.session.view.open(Page.TRAINING)

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
            room = self.screen().availableSize() - FRAME
            # On a very large screen it would be a stamp.
            self.resize(USUAL_SIZE.expandedTo(room * SHARE_OF_LARGE).boundedTo(room))

    def _show_title(self) -> None:
        current = self.session.networks.current
        name = current.full_name
        if self.trainer.is_running:
            live = self.trainer.live
            name = f"{'A network' if live is None else live.about.name}, in training"
        self.setWindowTitle(f"{name}[*] – nnapp")
        self.setWindowModified(self.trainer.is_running or not current.is_saved)

    def _take_look(self) -> None:
        # For what is painted without a style sheet.
        QApplication.setFont(self.appearance.theme.font(TEXT))
        self.setStyleSheet(style_sheet(self.appearance.theme))


def _accept_copy(event: QDropEvent) -> None:
    """Take what is dropped as a copy: a file manager might remove a file that it believes to be moved."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
