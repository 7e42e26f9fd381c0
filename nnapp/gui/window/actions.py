"""What the menus and buttons do, each as one QAction with a shortcut and an explanation."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from nnapp.gui.paint.appearance import CHOICES, Appearance
from nnapp.gui.state.session import PEN_WIDTHS, Session
from nnapp.wording import count


def action(
    parent: QObject,
    name: str,
    text: str,
    triggered: Callable[[], object],
    shortcut: QKeySequence.StandardKey | str | None = None,
    explanation: str = "",
) -> QAction:
    """Return an action called ``name`` that belongs to ``parent``."""
    result = QAction(text, parent)
    result.setObjectName(name)
    result.triggered.connect(lambda: triggered())
    if shortcut is not None:
        result.setShortcut(QKeySequence(shortcut))
        keys = result.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        explanation = f"{explanation or text.replace('…', '')} ({keys})"
    if explanation:
        result.setToolTip(explanation)
        result.setStatusTip(explanation)
    return result


def tool_actions(parent: QObject, session: Session) -> list[QAction]:
    """Return the pen and the eraser, of which one is in hand."""
    group = QActionGroup(parent)
    actions = []
    for name, key, explanation in (("Pen", "P", "Draw"), ("Eraser", "E", "Take ink away")):
        item = action(parent, f"action{name}", name, partial(_take, session, name), key, explanation)
        item.setCheckable(True)
        group.addAction(item)
        actions.append(item)
    actions[0].setChecked(True)
    return actions


def _take(session: Session, tool: str) -> None:
    session.erasing = tool == "Eraser"


def pen_actions(parent: QObject, session: Session) -> list[QAction]:
    """Return one checkable action for each width of the pen."""
    group = QActionGroup(parent)
    actions = []
    for width in PEN_WIDTHS:
        item = QAction(f"Pen of {count(round(width), 'pixel')}", parent, checkable=True)
        item.setObjectName(f"actionPen{width:g}")
        item.setChecked(width == session.pen_width)
        item.triggered.connect(lambda _checked=False, chosen=width: _set_pen(session, chosen))
        group.addAction(item)
        actions.append(item)
    return actions


def _set_pen(session: Session, width: float) -> None:
    session.pen_width = width


def appearance_actions(parent: QObject, appearance: Appearance) -> list[QAction]:
    """Return one checkable action for each appearance, of which one is checked."""
    texts = {"system": "As the system", "light": "Light", "dark": "Dark", "contrast": "High contrast"}
    group = QActionGroup(parent)
    actions = []
    for choice in CHOICES:
        item = QAction(texts[choice], parent, checkable=True)
        item.setObjectName(f"actionAppearance{choice.capitalize()}")
        item.setChecked(choice == appearance.choice)
        item.triggered.connect(lambda _checked=False, chosen=choice: appearance.choose(chosen))
        group.addAction(item)
        actions.append(item)
    return actions
