"""Actions in menus and on buttons, each with a shortcut and an explanation."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu


def action(
    parent: QObject,
    name: str,
    text: str,
    triggered: Callable[[], object],
    shortcut: QKeySequence.StandardKey | str | None = None,
    explanation: str = "",
) -> QAction:
    """Return an action called ``name`` that belongs to ``parent``; an ``explanation`` says more than its text."""
    result = QAction(text, parent)
    result.setObjectName(name)
    result.triggered.connect(lambda: triggered())
    if shortcut is not None:
        result.setShortcut(QKeySequence(shortcut))
    if explanation:
        explain_action(result, explanation)
    return result


def explain_action(item: QAction, explanation: str) -> None:
    """Let ``item`` say ``explanation`` under the mouse, and its keys."""
    keys = item.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    words = explanation.removesuffix(".")
    item.setToolTip(f"{words} ({keys})" if keys else words)


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


def belongs_to_focus(item: QAction) -> QAction:
    """Return ``item``, whose shortcut now works where it is added to the widget that has the focus, and only there."""
    item.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    return item


def fill_menu(menu: QMenu, *groups: Iterable[QAction]) -> None:
    """Add ``groups`` of actions to ``menu``, with a line between them; each is explained under the mouse."""
    menu.setToolTipsVisible(True)
    for number, group in enumerate(groups):
        if number:
            menu.addSeparator()
        menu.addActions(list(group))
