"""The diagram of the session's network at work, and the choice of what its lines show."""

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.diagram.marks import Marks, Neuron
from nnapp.gui.widgets.diagram.view import NetworkDiagram
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import named, panel, styled, vertical

LINES = ("lines: weight × activation", "lines: weight")


class NetworkPanel(QWidget):
    """Connects the diagram with the session."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Show the network of ``session`` at work."""
        super().__init__(parent)
        self._session, self._attention = session, session.attention
        outer = vertical(appearance, self)
        lines = styled(named(QComboBox(), "linesCombo"), compact=True)
        lines.addItems(list(LINES))
        explain(
            lines,
            "What the lines show",
            "Weight × activation: what each neuron says for or against the next ones now. "
            "Weight: how strongly it could.",
        )
        lines.currentIndexChanged.connect(self._on_lines)
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

    def _on_lines(self, index: int) -> None:
        self._diagram.by_activation = index == 0

    def _on_followed(self, pixel: int) -> None:
        self._attention.follow(0, pixel)

    def _show(self) -> None:
        session = self._session
        hovered: Neuron | None = session.watched if self._attention.is_hovering else None
        marks = Marks(session.selection, hovered, explained=self._attention.spotlight)
        marks = replace(marks, followed=session.followed(marks.following))
        self._diagram.show_recognition(session.recogniser, session.recognition, marks)
