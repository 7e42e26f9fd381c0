"""A user of the window who does anything, anywhere: strokes, clicks, keys, drops, dialogs, trainings and resizes.

It knows kinds of widgets and no names, so that it finds whatever the window comes to have.
"""

import random
from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QScrollBar,
    QSplitterHandle,
    QTabBar,
    QWidget,
)

from nnapp.files.run_settings import RunSettings
from nnapp.gui.board.canvas import Canvas
from nnapp.gui.widgets.painted_widget import PaintedWidget
from nnapp.gui.window.main_window import MainWindow

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
PLAIN, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
KINDS = (
    QAbstractButton, QTabBar, QComboBox, QAbstractSpinBox, QAbstractSlider, QScrollBar, QAbstractItemView, QLineEdit,
    QSplitterHandle, PaintedWidget,
)  # fmt: skip
CLOSING = ("actionQuit",)
"""Actions that end the program."""
TYPED = ("", "-", "1", "7", "12", "0.5", "abc", "1e9", "R&D <b>")
KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete,
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Home,
    Qt.Key.Key_F1, Qt.Key.Key_F11, Qt.Key.Key_Menu, Qt.Key.Key_3, Qt.Key.Key_8,
)  # fmt: skip
CTRL_KEYS = "ZYVCSO+-0123456"
SIZES = ((1280, 800), (1366, 700), (1024, 700), (940, 450), (1920, 1010))
MOST_DIGITS, MOST_NEURONS = 6_000, 2_000
"""A run with more is stopped as it begins, as it would take all the time and memory there are."""
PAUSE = 10
"""Milliseconds between two acts."""


class RandomUser:
    """Acts again and again while the event loop runs; the same ``seed`` makes the same choices."""

    def __init__(self, window: MainWindow, files: list[Path], seed: int) -> None:
        """Use ``window``, with ``files`` to open and to drop."""
        self._window, self._files, self._random = window, files, random.Random(seed)
        self.acts = 0
        self.last: deque[str] = deque(maxlen=12)
        """What was done last, in words."""
        self.rests = False
        """Whether nothing is done for now but what is open is closed."""
        window.trainer.started.connect(self._on_started)
        self._weights: dict[Callable[[], None], float] = {
            self._stroke: 6, self._click: 12, self._drag: 3, self._wheel: 3, self._hover: 3, self._key: 5,
            self._type: 2, self._trigger: 3, self._train: 0.5, self._drop: 0.7, self._resize: 0.4,
        }  # fmt: skip

    def step(self) -> None:
        """Do something, now and in a moment again."""
        # Armed first: what is done now may be a dialog that waits for the next step to answer it.
        QTimer.singleShot(PAUSE, self.step)
        if popup := QApplication.activePopupWidget():
            self._use_popup(popup)
        elif dialog := QApplication.activeModalWidget():
            self._answer(dialog)
        elif dialogs := [widget for widget in QApplication.topLevelWidgets() if self._is_open_dialog(widget)]:
            self._answer(dialogs[0])
        elif not self.rests:
            (act,) = self._random.choices(list(self._weights), list(self._weights.values()))
            act()
        self.acts += 1

    def _is_open_dialog(self, widget: QWidget) -> bool:
        return isinstance(widget, QDialog) and widget.isVisible()

    def _note(self, *words: object) -> None:
        self.last.append(" ".join(map(str, words)))

    def _on_started(self, settings: RunSettings) -> None:
        neurons = sum(settings.training.hidden)
        if (not settings.data.source and settings.data.total > MOST_DIGITS) or neurons > MOST_NEURONS:
            QTimer.singleShot(0, self._window.trainer.stop)

    def _find(self, kind: type[QWidget], inside: QWidget | None = None) -> QWidget | None:
        """Return a widget of ``kind`` that can be seen and used, if there is one."""
        found = [
            widget
            for widget in (inside or self._window).findChildren(kind)
            if widget.isVisible() and widget.isEnabled() and not widget.visibleRegion().isEmpty()
        ]
        return self._random.choice(found) if found else None

    def _any(self) -> QWidget | None:
        return self._find(self._random.choice(KINDS))

    def _point(self, widget: QWidget) -> QPoint:
        """Return a point of ``widget`` that can be seen, in pixels of its window."""
        seen = widget.visibleRegion().boundingRect()
        place = QPoint(self._random.randint(seen.left(), seen.right()), self._random.randint(seen.top(), seen.bottom()))
        return widget.mapTo(widget.window(), place)

    def _press_and_move(self, points: list[QPoint]) -> None:
        handle = self._window.windowHandle()
        QTest.mousePress(handle, LEFT, PLAIN, points[0])
        for point in points[1:]:
            QTest.mouseMove(handle, point)
        QTest.mouseRelease(handle, LEFT, PLAIN, points[-1])

    def _stroke(self) -> None:
        if canvas := self._find(Canvas):
            self._note("stroke")
            self._press_and_move([self._point(canvas) for _ in range(self._random.randint(1, 12))])

    def _click(self) -> None:
        if widget := self._any():
            self._note("click", type(widget).__name__, widget.objectName(), getattr(widget, "text", str)())
            point, handle = self._point(widget), self._window.windowHandle()
            match self._random.random():
                case share if share < 0.05:
                    QTest.mouseClick(handle, RIGHT, PLAIN, point)
                case share if share < 0.15:
                    QTest.mouseDClick(handle, LEFT, PLAIN, point)
                case _:
                    QTest.mouseClick(handle, LEFT, PLAIN, point)

    def _drag(self) -> None:
        if widget := self._any():
            self._note("drag", type(widget).__name__, widget.objectName())
            self._press_and_move([self._point(widget) for _ in range(4)])

    def _hover(self) -> None:
        if widget := self._any():
            self._note("hover", type(widget).__name__, widget.objectName())
            QTest.mouseMove(self._window.windowHandle(), self._point(widget))

    def _wheel(self) -> None:
        if widget := self._any():
            self._note("wheel", type(widget).__name__, widget.objectName())
            point = widget.mapFrom(self._window, self._point(widget))
            angle = QPoint(0, self._random.choice((-120, 120)))
            modifier = self._random.choice((PLAIN, PLAIN, PLAIN, CTRL))
            event = QWheelEvent(
                QPointF(point), QPointF(widget.mapToGlobal(point)), QPoint(), angle, Qt.MouseButton.NoButton, modifier,
                Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(widget, event)

    def _key(self) -> None:
        key, modifier = self._random.choice(KEYS), self._random.choice((PLAIN, PLAIN, SHIFT))
        if self._random.random() < 0.4:
            key, modifier = Qt.Key(ord(self._random.choice(CTRL_KEYS))), self._random.choice((CTRL, CTRL, CTRL | SHIFT))
        self._note("key", modifier, key)
        QTest.keyClick(self._window.windowHandle(), key, modifier)

    def _type(self) -> None:
        if field := self._find(self._random.choice((QLineEdit, QAbstractSpinBox))):
            words = self._random.choice(TYPED)
            self._note("type", words, "in", field.parent().objectName(), field.objectName())
            field.setFocus()
            field.selectAll()
            QTest.keyClicks(field, words)
            QTest.keyClick(field, self._random.choice((Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape)))

    def _trigger(self) -> None:
        actions = [
            action
            for action in self._window.findChildren(QAction)
            if action.isEnabled() and action.menu() is None and action.objectName() not in CLOSING
            # That of a context menu needs something to be clicked on.
            if not isinstance(action.parent(), PaintedWidget) or not action.parent().visibleRegion().isEmpty()
        ]
        action = self._random.choice(actions)
        self._note("action", action.objectName(), action.text())
        action.trigger()

    def _train(self) -> None:
        """Fill the whole form, in view or not, with a run of some seconds, and start it."""
        from dataclasses import replace

        from nnapp.digits.data_settings import DataSettings
        from nnapp.gui.pages.training.settings_form import SettingsForm
        from nnapp.nn.settings import TrainingSettings

        hidden = self._random.choice(((15,), (8, 6), (64,), (2,)))
        settings = RunSettings(
            TrainingSettings(hidden=hidden, hidden_activations=("sigmoid",) * len(hidden), epochs=30),
            replace(DataSettings(), examples=2_000, drawn=0, validation=500),
        )
        self._note("train", hidden)
        for form in self._window.findChildren(SettingsForm):
            form.show_settings(settings)
        for action in self._window.findChildren(QAction):
            if action.text().startswith("Train") and action.menu() is None and action.isEnabled():
                action.trigger()
                return

    def _drop(self) -> None:
        path = self._random.choice(self._files)
        self._note("drop", path.name)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, mime, LEFT, PLAIN)
        QApplication.sendEvent(self._window, enter)
        if enter.isAccepted():
            drop = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, mime, LEFT, PLAIN)
            QApplication.sendEvent(self._window, drop)

    def _resize(self) -> None:
        size = self._random.choice(SIZES)
        self._note("resize", *size)
        self._window.resize(*size)

    def _use_popup(self, popup: QWidget) -> None:
        if self.rests or self._random.random() < 0.4 or self._has_closing(popup):
            self._note("close", type(popup).__name__)
            popup.close()
        else:
            key = self._random.choice((Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return))
            self._note("popup", type(popup).__name__, key)
            QTest.keyClick(popup, key)

    def _has_closing(self, popup: QWidget) -> bool:
        return any(action.objectName() in CLOSING for action in popup.actions())

    def _answer(self, dialog: QWidget) -> None:
        if not isinstance(dialog, QDialog):
            self._note("close", type(dialog).__name__)
            dialog.close()
            return
        self._note("dialog", type(dialog).__name__, dialog.windowTitle())
        if self.rests or self._random.random() < 0.3:
            dialog.reject()
        elif isinstance(dialog, QFileDialog):
            path = self._random.choice((*self._files, self._files[0].parent / f"new {self._random.randint(0, 3)}"))
            (dialog.findChild(QLineEdit) or dialog).setProperty("text", str(path))
            dialog.accept()
        elif combo := self._find(QComboBox, dialog) if self._random.random() < 0.5 else None:
            combo.setCurrentIndex(self._random.randrange(max(combo.count(), 1)))
        elif button := self._find(QAbstractButton, dialog):
            button.click()
        else:
            dialog.reject()
