"""Small helpers to lay out panels alike."""

from html import escape
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QLayout, QScrollArea, QVBoxLayout, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE

L = TypeVar("L", bound=QBoxLayout)
W = TypeVar("W", bound=QWidget)

NONE = (0, 0, 0, 0)
PAGE = (4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
"""Margins around a page: left, top, right, bottom."""
USUAL_SPACING = 6
UNLIMITED = 16_777_215
"""The greatest width or height that Qt knows; as a maximum it sets no limit."""


Margins = tuple[float, float, float, float]
Part = QWidget | QLayout


def horizontal(
    appearance: Appearance, owner: QWidget | None = None, *, spacing: float = USUAL_SPACING, margins: Margins = NONE
) -> QHBoxLayout:
    """Return a row, of ``owner`` if there is one, whose lengths follow the zoom."""
    return _scaled(QHBoxLayout(), appearance, owner, spacing, margins)


def vertical(
    appearance: Appearance, owner: QWidget | None = None, *, spacing: float = USUAL_SPACING, margins: Margins = NONE
) -> QVBoxLayout:
    """Return a column, of ``owner`` if there is one, whose lengths follow the zoom."""
    return _scaled(QVBoxLayout(), appearance, owner, spacing, margins)


def _scaled(layout: L, appearance: Appearance, owner: QWidget | None, spacing: float, margins: Margins) -> L:
    if owner is not None:
        owner.setLayout(layout)
    appearance.scale(layout.setSpacing, spacing)
    appearance.scale(layout.setContentsMargins, *margins)
    return layout


def fill(layout: L, *parts: Part | tuple[Part, int] | None) -> L:
    """Add ``parts`` one after the other; a number is a share of the room, None all the room that is left."""
    for part in parts:
        if part is None:
            layout.addStretch()
            continue
        content, share = part if isinstance(part, tuple) else (part, 0)
        if isinstance(content, QLayout):
            layout.addLayout(content, share)
        else:
            layout.addWidget(content, share)
    return layout


def row(appearance: Appearance, *parts: QWidget | None, spacing: float = SPACE) -> QHBoxLayout:
    """Return ``parts`` side by side."""
    return fill(horizontal(appearance, spacing=spacing), *parts)


def column(appearance: Appearance, *parts: Part, spacing: float = SPACE) -> QWidget:
    """Return a widget of ``parts``, one below the other, from the top."""
    result = QWidget()
    fill(vertical(appearance, result, spacing=spacing), *parts, None)
    return result


def panel(heading: str, appearance: Appearance, beside: QWidget | None = None) -> tuple[QFrame, QVBoxLayout]:
    """Return a framed panel with a heading, and ``beside`` at its right, and the column for its content."""
    frame = styled(QFrame(), role="panel")
    column = vertical(appearance, frame, spacing=2 * SPACE, margins=(3 * SPACE,) * 4)
    top = horizontal(appearance)
    top.addWidget(label(heading.upper(), "heading"), alignment=Qt.AlignmentFlag.AlignTop)
    if beside is not None:
        fill(top, None, beside)
    column.addLayout(top)
    return frame, column


def named(widget: W, name: str) -> W:
    """Return ``widget`` with the object name by which tests and assistive tools find it."""
    widget.setObjectName(name)
    return widget


def styled(widget: W, **properties: object) -> W:
    """Return ``widget`` with properties by which the style sheet knows it: a role, or that it is compact."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    return widget


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Give ``widget`` another value of a property by which the style sheet knows it."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        # A frame asks only then how wide its border is, beside which its parts are laid out.
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def scrolled(widget: QWidget) -> QScrollArea:
    """Return ``widget`` in an area without a frame that scrolls down when ``widget`` is higher."""
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(widget)
    return area


def label(text: str, role: str = "", name: str = "") -> QLabel:
    """Return a label whose look follows from its role in the style sheet."""
    result = QLabel(text)
    # Names from files of strangers come here; they are text and nothing else.
    result.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        styled(result, role=role)
    return named(result, name)


def paragraph(text: str, role: str = "", name: str = "") -> QLabel:
    """Return a label that wraps its text."""
    result = label(text, role, name)
    result.setWordWrap(True)
    return result


def markdown(text: str, role: str = "", name: str = "") -> QLabel:
    """Return a label that shows Markdown, which was checked to hold nothing that leads elsewhere, and wraps it."""
    result = paragraph(text, role, name)
    result.setTextFormat(Qt.TextFormat.MarkdownText)
    result.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    result.setAlignment(Qt.AlignmentFlag.AlignTop)
    return result


def as_tooltip(words: str) -> str:
    """Return ``words`` as a tooltip that shows them as they are, whatever characters they have."""
    return f"<qt>{escape(words)}</qt>" if words else ""


def set_plain_tooltip(widget: QWidget, words: str) -> None:
    """Give ``widget`` a tooltip that is plain text, whatever characters it has."""
    widget.setToolTip(as_tooltip(words))
