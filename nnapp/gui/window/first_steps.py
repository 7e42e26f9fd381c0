"""The first steps: four hints on the parts of the window themselves, one after the other."""

from enum import IntEnum

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.diagram.network_diagram import NetworkDiagram
from nnapp.gui.widgets.hint_bubble import HintBubble, Side
from nnapp.gui.widgets.lazy_tabs import LazyTabs
from nnapp.gui.window.main_window import MainWindow
from nnapp.gui.window.parts import MOVES, find_part, scroll_to, seen_place


class Step(IntEnum):
    """What there is to do, in this order."""

    DRAW = 0
    SEE_FIRE = 1
    CLICK_NEURON = 2
    TRAIN = 3


class Tour:
    """Which step is next."""

    def __init__(self) -> None:
        """Begin with the first step."""
        self.step: Step | None = Step.DRAW
        """The next step; None when there is none."""

    def done(self, step: Step) -> None:
        """Go on to what follows ``step``, which was done; whoever does a later step needs no hint for those before."""
        if self.step is not None and step >= self.step:
            self.step = None if step is Step.TRAIN else Step(step + 1)


class FirstSteps(QObject):
    """Shows the hint for the next step beside the part of the window that it is about, until it is done."""

    def __init__(self, window: MainWindow) -> None:
        """Begin in ``window``, which must be visible."""
        super().__init__(window)
        self._window, self._tour = window, Tour()
        self._scrolled_to = ""
        self._bubble = HintBubble(window.appearance, window)
        self._bubble.understood.connect(self._on_understood)
        self._bubble.left.connect(self.leave)
        # Once all parts have found their places.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show)
        session = window.session
        session.sketch.changed.connect(self._on_drawing)
        session.recognition_changed.connect(self._on_recognition)
        session.view.page_changed.connect(self._soon.start)
        for diagram in window.findChildren(NetworkDiagram):
            diagram.neuron_selected.connect(self._on_neuron)
        window.trainer.started.connect(self._on_training)
        window.appearance.changed.connect(self._soon.start)
        window.installEventFilter(self)
        self._show()

    def leave(self) -> None:
        """End the hints, and go."""
        self._tour.step = None
        self._soon.stop()
        self._bubble.remove()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the part of the window that the hint is about; Esc ends the hints."""
        if event.type() in MOVES:
            self._soon.start()
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and watched is self._window and event.type() == QEvent.Type.KeyPress:
            self.leave()
            return True
        return False

    def _done(self, step: Step) -> None:
        before = self._tour.step
        self._tour.done(step)
        if self._tour.step is None and before is not None:
            self.leave()
        else:
            self._soon.start()

    def _on_understood(self) -> None:
        if self._tour.step is not None:
            self._done(self._tour.step)

    def _on_drawing(self) -> None:
        sketch = self._window.session.sketch
        if not sketch.drawing.is_empty and not sketch.stroke_name:
            self._done(Step.DRAW)

    def _on_recognition(self) -> None:
        if self._tour.step is Step.SEE_FIRE:
            self._soon.start()

    def _on_neuron(self) -> None:
        self._done(Step.CLICK_NEURON)

    def _on_training(self) -> None:
        self._done(Step.TRAIN)

    def _show(self) -> None:
        if self._tour.step is None:
            return
        self._bubble.say(self._words(self._tour.step), self._tour.step + 1, len(Step))
        target, part, side = self._target(self._tour.step)
        if target is not None and target.isVisible() and target.objectName() != self._scrolled_to:
            # Once, so that whoever scrolls on is not held back.
            self._scrolled_to = target.objectName()
            scroll_to(target)
        place = QRect() if target is None else seen_place(target, part)
        if place.isEmpty():
            self._bubble.vanish()
        else:
            self._bubble.point_at(place, side)

    def _words(self, step: Step) -> str:
        if step is Step.SEE_FIRE:
            return self._what_fires()
        if step is Step.TRAIN and self._window.session.view.page is not Page.TRAINING:
            return "Open Training to train a network of your own."
        return {
            Step.DRAW: "Draw a large digit here and watch the network recognise it.",
            Step.CLICK_NEURON: "Click a neuron to see what makes it active.",
            Step.TRAIN: "Press Train and watch the loss fall, or choose another recipe first.",
        }[step]

    def _what_fires(self) -> str:
        recogniser, recognition = self._window.session.recogniser, self._window.session.recognition
        if not recognition.fired:
            why = "nothing is drawn" if recognition.is_blank else "the network is not sure"
            return f"When an output neuron fires, its name appears here. None fires now: {why}."
        name = recogniser.class_names[recognition.fired[0]]
        fires = f"This neuron fires: its activation has reached the firing threshold, so the answer is {name}."
        is_digit = recogniser.class_names == DIGIT_NAMES
        return f"{fires} If that is wrong, press the key of the digit that you drew." if is_digit else fires

    def _target(self, step: Step) -> tuple[QWidget | None, QRect | None, Side]:
        """Return what the hint is about, which part of it, None for all, and the side on which it is best."""
        if step is Step.DRAW:
            return find_part(self._window, self, "canvas"), None, Side.RIGHT
        if step is Step.SEE_FIRE:
            return find_part(self._window, self, "predictionHeadline"), None, Side.RIGHT
        if step is Step.CLICK_NEURON:
            return find_part(self._window, self, "networkView"), None, Side.BELOW
        if self._window.session.view.page is Page.TRAINING:
            return find_part(self._window, self, "trainButton"), None, Side.BELOW
        pages = find_part(self._window, self, "pages")
        if not isinstance(pages, LazyTabs):
            return None, None, Side.BELOW
        return pages.tabBar(), pages.tab_rect(Page.TRAINING), Side.BELOW
