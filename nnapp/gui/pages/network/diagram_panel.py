"""The middle panel: the diagram of the network at work, and what its lines show."""

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.diagram.view import NetworkView
from nnapp.gui.widgets.fields import explain
from nnapp.gui.widgets.layouts import named, panel

LINES = ("lines: weight × activation", "lines: weight")


class NetworkPanel(QWidget):
    """Holds the diagram, and the choice of what its lines show."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Show the network of ``session`` at work."""
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        lines = named(QComboBox(), "linesCombo")
        lines.addItems(list(LINES))
        explain(
            lines,
            "What the lines show",
            "Weight × activation: what each neuron says for or against the next ones now. "
            "Weight: how strongly it could.",
        )
        lines.currentIndexChanged.connect(self._on_lines)
        frame, column = panel("The network at work", beside=lines)
        outer.addWidget(frame)
        self._view = NetworkView(session, appearance)
        column.addWidget(self._view, stretch=1)

    def _on_lines(self, index: int) -> None:
        self._view.by_activation = index == 0
