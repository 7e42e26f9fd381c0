"""The middle panel: the diagram of the network at work, and what its lines show."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nnapp.gui.appearance import Appearance
from nnapp.gui.fields import explain
from nnapp.gui.layouts import label, named, panel
from nnapp.gui.network_view import NetworkView
from nnapp.gui.session import Session
from nnapp.gui.theme import SPACE

LINES = ("weight × activation", "weight")


class NetworkPanel(QWidget):
    """Holds the diagram and its legend."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Show the network of ``session`` at work."""
        super().__init__(parent)
        self._appearance = appearance
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, column = panel("The network at work")
        outer.addWidget(frame)
        self._view = NetworkView(session, appearance)
        self._lines = named(QComboBox(), "linesCombo")
        self._lines.addItems(list(LINES))
        explain(
            self._lines,
            "What lines show",
            "Weight × activation: what each neuron says for or against the next ones now. "
            "Weight: how strongly it could. Each neuron adds up z = W a + b, and its activation is a = f(z).",
        )
        self._lines.currentIndexChanged.connect(self._on_lines)
        self._legend = label("", "caption", "diagramLegend")
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        foot = QHBoxLayout()
        foot.setSpacing(2 * SPACE)
        foot.addWidget(self._lines)
        # Cut off at the right where the panel is narrow, rather than making the window wider.
        self._legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        foot.addWidget(self._legend, stretch=1)
        column.addWidget(self._view, stretch=1)
        column.addLayout(foot)
        appearance.changed.connect(self._show_legend)
        self._show_legend()

    def _on_lines(self, index: int) -> None:
        self._view.by_activation = index == 0

    def _show_legend(self) -> None:
        theme = self._appearance.theme
        self._legend.setText(
            f'<span style="color:{theme.supports}">━ for</span> '
            f'<span style="color:{theme.opposes}">╍ against</span> · '
            "stronger: more active"
        )
