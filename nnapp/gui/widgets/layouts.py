"""Small helpers to lay out panels alike."""

from html import escape
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QScrollArea, QVBoxLayout, QWidget

from nnapp.gui.paint.theme import SPACE

W = TypeVar("W", bound=QWidget)


def panel(heading: str, beside: QWidget | None = None) -> tuple[QFrame, QVBoxLayout]:
    """Return a quiet framed panel with a heading and what stands beside it, and the column for its content."""
    frame = QFrame()
    frame.setProperty("panel", True)  # noqa: FBT003 - Qt's own signature
    column = QVBoxLayout(frame)
    column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
    column.setSpacing(2 * SPACE)
    row = QHBoxLayout()
    row.addWidget(label(heading.upper(), "heading"), alignment=Qt.AlignmentFlag.AlignTop)
    if beside is not None:
        row.addStretch()
        row.addWidget(beside)
    column.addLayout(row)
    return frame, column


def named(widget: W, name: str) -> W:
    """Return ``widget`` with an object name, by which tests and assistive tools find it."""
    widget.setObjectName(name)
    return widget


def wrapped(widget: QLabel, height: int) -> QScrollArea:
    """Return ``widget``, a text of several lines, in a room of so many pixels; a longer text scrolls.

    A text that wraps would otherwise ask the whole window for height.
    """
    widget.setWordWrap(True)
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFixedHeight(height)
    area.setWidget(widget)
    return area


def label(text: str, role: str = "", name: str = "") -> QLabel:
    """Return a label whose look follows from its role in the style sheet."""
    result = QLabel(text)
    # Names from files of strangers come here; they are text and nothing else.
    result.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        result.setProperty("role", role)
    if name:
        result.setObjectName(name)
    return result


def tell(widget: QWidget, words: str) -> None:
    """Give ``widget`` a tooltip that is text, whatever stands in it."""
    widget.setToolTip(f"<qt>{escape(words)}</qt>" if words else "")


def warn(parent: QWidget, title: str, sentence: str) -> None:
    """Say in a box of its own what is wrong; the sentence is text, whatever stands in it."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, "", QMessageBox.StandardButton.Ok, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    box.exec()
