"""The diagram of the session's network at work, with a field for what its lines show."""

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.session import Session
from nnapp.gui.state.view import Lines
from nnapp.gui.widgets.diagram.marks import Marks
from nnapp.gui.widgets.diagram.network_diagram import NetworkDiagram
from nnapp.gui.widgets.fields import choice_field, explain, show_choice
from nnapp.gui.widgets.layouts import panel, styled, vertical

LINES = ((Lines.PRODUCTS, "lines: weight × activation"), (Lines.WEIGHTS, "lines: weight"))


class DiagramPanel(QWidget):
    """Connects the diagram with the session."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Show the network of ``session`` at work."""
        super().__init__()
        self._session = session
        selection, view = session.selection, session.view
        outer = vertical(appearance, self)
        self._lines = styled(choice_field("linesCombo", LINES, view.lines), compact=True)
        self._lines.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        explain(
            self._lines,
            "What the lines show",
            "Weight × activation: how much each neuron supports or opposes the next ones for this drawing. "
            "Weight: how much it does when it is fully active.",
        )
        self._lines.currentIndexChanged.connect(lambda _index: view.show_lines(self._lines.currentData()))
        frame, column = panel("The network at work", appearance, beside=self._lines)
        outer.addWidget(frame)
        self._diagram = NetworkDiagram(session.recogniser, session.recognition, appearance)
        column.addWidget(self._diagram, stretch=1)
        self._diagram.neuron_selected.connect(selection.select)
        self._diagram.neuron_hovered.connect(selection.hover)
        self._diagram.input_followed.connect(lambda pixel: selection.follow(0, pixel))
        session.recognition_changed.connect(self._show)
        selection.changed.connect(self._show)
        view.lines_changed.connect(self._show_lines)
        self._show()

    def _show_lines(self, lines: Lines) -> None:
        show_choice(self._lines, lines)
        self._diagram.show_lines(by_activation=lines is Lines.PRODUCTS)

    def _show(self) -> None:
        session, selection = self._session, self._session.selection
        marks = Marks(selection.neuron, selection.hovered, explained=selection.spotlight)
        marks = replace(marks, followed=selection.followed(marks.following))
        self._diagram.show_recognition(session.recogniser, session.recognition, marks)
