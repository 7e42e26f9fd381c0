"""A visit from a lesson to a page of the program, which leaves everything as it was."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget
from shiboken6 import isValid

from nnapp.digits.drawing import Drawing
from nnapp.files.lessons.lesson import Visit
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.edited_network import EditedNetwork
from nnapp.gui.state.session import Session
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.layouts import fill, horizontal, paragraph, styled, vertical
from nnapp.gui.widgets.target_frame import TargetFrame
from nnapp.gui.window.parts import MOVES, find_part, scroll_to, seen_place
from nnapp.gui.work.trainer import Trainer
from nnapp.nn.inspect.edits import Edit

if TYPE_CHECKING:
    from nnapp.gui.pages.training.characteristics import Contents
    from nnapp.gui.pages.training.page import TrainingPage


@dataclass(frozen=True)
class _Kept:
    """What belongs to the person, as it was before the visit."""

    beneath: Page
    drawing: Drawing
    network: EditedNetwork | None
    """None where a run was under way, whose network comes when it comes."""
    edits: tuple[Edit, ...]
    threshold: float
    settings: "Contents"
    focus: QWidget | None
    """What had the keyboard."""


class LessonStrip(QWidget):
    """The task of a visit, and the way back to the lesson."""

    def __init__(self, back: Callable[[], object], appearance: Appearance) -> None:
        """Stand above the pages, hidden; ``back`` leads to the lesson."""
        super().__init__()
        self.setObjectName("lessonStrip")
        frame = styled(QFrame(), role="hint")
        self._task = paragraph("", name="visitTask")
        self._back = push_button("Back to the lesson", "backToLessonButton", "Return to where you were.", back)
        row = horizontal(appearance, frame, spacing=3 * SPACE, margins=(3 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE))
        fill(row, (self._task, 1), styled(self._back, role="primary"))
        fill(vertical(appearance, self, margins=(SPACE, 2 * SPACE, SPACE, 0)), frame)
        self.hide()

    def say(self, task: str) -> None:
        """Show the ``task``, with the focus on the way back."""
        self._task.setText(task)
        self.show()
        self._back.setFocus()


class LessonVisit(QObject):
    """Leads to the program and back, one visit at a time."""

    changed = Signal()
    """A visit has begun or ended."""

    def __init__(
        self,
        session: Session,
        trainer: Trainer,
        training_page: Callable[[], "TrainingPage"],
        when_no_run: Callable[[Callable[[], object]], None],
        appearance: Appearance,
        window: QWidget,
    ) -> None:
        """Visit the pages of ``window``; ``when_no_run`` calls what it is given once no run is in the way."""
        super().__init__(window)
        self._session, self._trainer, self._window = session, trainer, window
        self._training_page, self._when_no_run = training_page, when_no_run
        self.strip = LessonStrip(self.end, appearance)
        """What stands above the pages during a visit."""
        self._frame = TargetFrame("visitFrame", appearance, window)
        self._point_at, self._is_scrolled = "", False
        self._kept: _Kept | None = None
        # Once all parts have found their places.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._mark)
        session.view.page_changed.connect(self._on_page)
        appearance.changed.connect(self._soon.start)

    def begin(self, visit: Visit) -> None:
        """Open the page of ``visit``, and keep all that may be changed there."""
        session, current = self._session, self._session.networks.current
        self._kept = self._kept or _Kept(
            session.view.beneath,
            session.sketch.drawing,
            None if self._trainer.is_running else current,
            current.edits,
            current.threshold,
            self._training_page().contents(),
            self._window.focusWidget(),
        )
        self._point_at = visit.point_at
        session.view.open(Page(visit.page))
        self.strip.say(visit.task)
        self.changed.emit()
        part = find_part(self._window, self, visit.point_at) if visit.point_at else None
        training = self._training_page()
        if part is not None and training.isAncestorOf(part):
            training.bring_into_view(part)
        self._is_scrolled = False
        self._soon.start()

    def end(self) -> None:
        """Put everything back, and open the lesson; a run that was begun during the visit is to be stopped first."""
        if self._kept is None or self._kept.network is None:
            self.put_back()
        else:
            self._when_no_run(self.put_back)

    def put_back(self) -> None:
        """Put everything back, and open the lesson, whatever is under way; without a visit, do nothing."""
        kept, self._kept = self._kept, None
        if kept is None:
            return
        session, sketch, networks = self._session, self._session.sketch, self._session.networks
        if sketch.drawing is not kept.drawing:
            sketch.show_drawing(kept.drawing, "drawing before the visit")
        if kept.network is not None:
            networks.open(kept.network)
            if kept.network.edits != kept.edits:
                networks.edit(kept.edits, "edits before the visit")
            if kept.network.threshold != kept.threshold:
                networks.set_threshold(kept.threshold)
        self._training_page().restore(kept.settings)
        self.strip.hide()
        self.changed.emit()
        self._soon.start()
        if session.view.beneath is not kept.beneath:
            session.view.open(kept.beneath)
        session.view.open(Page.COURSE)
        if kept.focus is not None and isValid(kept.focus):
            kept.focus.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the part of the window that is marked."""
        del watched
        if event.type() in MOVES:
            self._soon.start()
        return False

    def _on_page(self, page: Page) -> None:
        if self._kept is not None and page is Page.COURSE:
            # By its tab, or its keys.
            self.end()
        self._soon.start()

    def _mark(self) -> None:
        part = self._window.findChild(QWidget, self._point_at) if self._kept is not None and self._point_at else None
        if part is not None and part.isVisible() and not self._is_scrolled:
            # Once, so that whoever scrolls on is not held back.
            self._is_scrolled = True
            scroll_to(part)
        place = None if part is None else seen_place(part)
        if place is None or place.isEmpty():
            self._frame.hide()
        else:
            self._frame.surround(place)
