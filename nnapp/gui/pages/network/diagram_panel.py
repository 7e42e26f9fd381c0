"""The diagram of the session's network at work, with a field for what its lines show."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QWidget

from nnapp.digits.transition import Transition
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.state.view import Lines
from nnapp.gui.widgets.diagram.marks import Marks
from nnapp.gui.widgets.diagram.network_diagram import NetworkDiagram
from nnapp.gui.widgets.fields import choice_field, explain, show_choice
from nnapp.gui.widgets.layouts import fill, horizontal, named, styled

LINES = ((Lines.PRODUCTS, "lines: weight × activation"), (Lines.WEIGHTS, "lines: weight"))


class DiagramPanel(QWidget):
    """Connects the diagram with the session."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Show the network of ``session`` at work."""
        super().__init__()
        self._session, self._appearance = session, appearance
        self._stroke_ended = False
        selection, view = session.selection, session.view
        self._diagram = NetworkDiagram(session.recogniser, session.recognition, appearance)
        self._diagram.corner_taken = True
        self._lines = self._lines_field()
        # The corner lies upon the diagram, which leaves it free.
        self._corner = QWidget()
        margins = (0, SPACE, 2 * SPACE, 0)
        fill(horizontal(appearance, self._corner, spacing=SPACE, margins=margins), self._lines, self._legend_button())
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._diagram, 0, 0)
        layout.addWidget(self._corner, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self._diagram.neuron_selected.connect(selection.select)
        self._diagram.neuron_hovered.connect(selection.hover)
        self._diagram.input_followed.connect(lambda pixel: selection.follow(0, pixel))
        session.recognition_changed.connect(self._on_recognition)
        session.sketch.pen_moved.connect(self._on_pen)
        session.sketch.drawn.connect(self._on_drawn)
        selection.changed.connect(self._show)
        view.lines_changed.connect(self._show_lines)
        appearance.changed.connect(self._fit_corner)
        self._show_lines(view.lines)
        self._on_recognition()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show in the corner what there is room for."""
        super().resizeEvent(event)
        self._fit_corner()

    def _fit_corner(self) -> None:
        self._diagram.resize(self.size())
        self._corner.setVisible(self._diagram.has_corner)

    def _lines_field(self) -> QComboBox:
        field = styled(choice_field("linesCombo", LINES, self._session.view.lines), compact=True)
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        explain(
            field,
            "What the lines show",
            "Weight × activation: how much each neuron supports or opposes the next ones for this drawing. "
            "Weight: how much it would if it were fully active.",
        )
        field.currentIndexChanged.connect(lambda _index: self._session.view.show_lines(field.currentData()))
        return field

    def _legend_button(self) -> QPushButton:
        button = styled(named(QPushButton("?"), "legendButton"), compact=True)
        button.setCheckable(True)
        explain(button, "Legend", "What the colours, lines and frames of the diagram mean.")
        button.toggled.connect(self._diagram.show_legend)
        return button

    def _show_lines(self, lines: Lines) -> None:
        show_choice(self._lines, lines)
        self._diagram.show_lines(by_activation=lines is Lines.PRODUCTS)

    def _on_pen(self) -> None:
        self._stroke_ended = False
        self._diagram.seen.stop()

    def _on_drawn(self) -> None:
        # The network answers a little later.
        self._stroke_ended = True

    def _on_recognition(self) -> None:
        session, seen = self._session, self._diagram.seen
        if not np.array_equal(seen.drawn, session.ink):
            seen.stop()
            seen.drawn = session.ink
        if self._stroke_ended and self._appearance.animates and not session.recognition.is_blank:
            seen.play(Transition(session.sketch.drawing, session.recogniser.preparation))
        self._stroke_ended = False
        self._show()

    def _show(self) -> None:
        session, selection = self._session, self._session.selection
        marks = Marks(selection.neuron, selection.hovered, explained=selection.spotlight, travel=selection.travel)
        marks = replace(marks, followed=selection.followed(marks.following))
        self._diagram.show_recognition(session.recogniser, session.recognition, marks)
