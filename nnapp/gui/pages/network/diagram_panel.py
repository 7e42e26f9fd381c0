"""The diagram of the session's network at work, and the choice of what its lines show."""

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.diagram.marks import Marks, Neuron
from nnapp.gui.widgets.diagram.view import NetworkDiagram
from nnapp.gui.widgets.fields import explain, offer
from nnapp.gui.widgets.layouts import named, panel, styled, vertical

LINES = ((True, "lines: weight × activation"), (False, "lines: weight"))
"""Whether weights are multiplied by activations, and how that is displayed."""


class NetworkPanel(QWidget):
    """Connects the diagram with the session."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Show the network of ``session`` at work."""
        super().__init__(parent)
        self._session, self._attention = session, session.attention
        outer = vertical(appearance, self)
        lines = styled(named(QComboBox(), "linesCombo"), compact=True)
        offer(lines, LINES, key=True)
        explain(
            lines,
            "What the lines show",
            "Weight × activation: how much each neuron supports or opposes the next ones now. "
            "Weight: how strongly it could.",
        )
        lines.currentIndexChanged.connect(lambda: self._on_lines(lines.currentData()))
        frame, column = panel("The network at work", appearance, beside=lines)
        outer.addWidget(frame)
        self._diagram = NetworkDiagram(session.recogniser, session.recognition, appearance)
        column.addWidget(self._diagram, stretch=1)
        self._diagram.neuron_selected.connect(self._attention.select)
        self._diagram.neuron_hovered.connect(self._attention.hover)
        self._diagram.input_followed.connect(self._on_followed)
        session.recognition_changed.connect(self._show)
        self._attention.changed.connect(self._show)
        self._show()

    def _on_lines(self, by_activation: bool) -> None:  # noqa: FBT001 - on or off
        self._diagram.by_activation = by_activation

    def _on_followed(self, pixel: int) -> None:
        self._attention.follow(0, pixel)

    def _show(self) -> None:
        session = self._session
        hovered: Neuron | None = session.watched if self._attention.is_hovering else None
        marks = Marks(session.selection, hovered, explained=self._attention.spotlight)
        marks = replace(marks, followed=session.followed(marks.following))
        self._diagram.show_recognition(session.recogniser, session.recognition, marks)
