"""What the menus and buttons do, each as one QAction with a shortcut and an explanation."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from nnapp.gui.appearance import CHOICES, Appearance


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


def appearance_actions(parent: QObject, appearance: Appearance) -> list[QAction]:
    """Return one checkable action for each appearance, of which one is checked."""
    texts = {"system": "As the system", "light": "Light", "dark": "Dark"}
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
