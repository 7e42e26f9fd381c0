"""The actions in menus and on buttons, each with a shortcut and an explanation."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.sketch import Sketch

APPEARANCES = (("system", "System default"), ("light", "Light"), ("dark", "Dark"), ("contrast", "High contrast"))


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


@dataclass(frozen=True)
class Choice:
    """One of several actions, of which one is checked."""

    name: str
    text: str
    value: Any
    shortcut: str | None = None
    explanation: str = ""


def choice_actions(
    parent: QObject, choices: Iterable[Choice], current: object, choose: Callable[[Any], object]
) -> list[QAction]:
    """Return a checkable action for each of ``choices``; ``choose`` is called with the value of the one triggered."""
    group, actions = QActionGroup(parent), []
    for choice in choices:
        item = action(
            parent, choice.name, choice.text, partial(choose, choice.value), choice.shortcut, choice.explanation
        )
        item.setCheckable(True)
        item.setChecked(choice.value == current)
        group.addAction(item)
        actions.append(item)
    return actions


def tool_actions(parent: QObject, sketch: Sketch) -> list[QAction]:
    """Return the pen and the eraser."""

    def take(erasing: bool) -> None:  # noqa: FBT001 - the value of a choice
        sketch.erasing = erasing

    tools = (
        Choice("actionPen", "Pen", value=False, shortcut="P", explanation="Draw"),
        Choice("actionEraser", "Eraser", value=True, shortcut="E", explanation="Erase ink"),
    )
    return choice_actions(parent, tools, sketch.erasing, take)


def appearance_actions(parent: QObject, appearance: Appearance) -> list[QAction]:
    """Return the appearances."""
    choices = (Choice(f"actionAppearance{key.capitalize()}", text, key) for key, text in APPEARANCES)
    return choice_actions(parent, choices, appearance.choice, appearance.choose)
