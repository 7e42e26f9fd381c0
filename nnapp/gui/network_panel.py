"""The middle panel: what the network sees and what its hidden neurons answer.

The diagram of the network will take this place.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnapp.gui.activation_chart import ActivationChart, Bars
from nnapp.gui.appearance import Appearance
from nnapp.gui.layouts import label, panel
from nnapp.gui.network_input import NetworkInput
from nnapp.gui.session import Session
from nnapp.gui.theme import SPACE

MOST_ROWS = 24
"""More neurons than this would be too thin to read."""


class NetworkPanel(QWidget):
    """Shows the inputs and the activations of the last hidden layer."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Show the network of ``session`` at work."""
        super().__init__(parent)
        self._session = session
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, column = panel("The network at work")
        outer.addWidget(frame)
        row = QHBoxLayout()
        row.setSpacing(6 * SPACE)
        row.addLayout(self._input_column(session, appearance))
        self._chart = ActivationChart("Activations of the hidden neurons", appearance)
        self._chart.setObjectName("hiddenChart")
        self._hidden_caption = label("", "caption")
        hidden = QVBoxLayout()
        hidden.addWidget(self._chart, stretch=1)
        hidden.addWidget(self._hidden_caption)
        row.addLayout(hidden, stretch=1)
        column.addLayout(row, stretch=1)
        session.recognition_changed.connect(self._show)
        self._show()

    def _input_column(self, session: Session, appearance: Appearance) -> QVBoxLayout:
        column = QVBoxLayout()
        column.addStretch()
        column.addWidget(NetworkInput(session, appearance), alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(label("784 inputs: your drawing,\nas the network sees it", "caption"))
        column.addStretch()
        return column

    def _show(self) -> None:
        recogniser, recognition = self._session.recogniser, self._session.recognition
        if len(recogniser.network.layers) < 2:
            self._chart.show_bars(Bars((), ()))
            self._hidden_caption.setText("This network has no hidden layer.")
            return
        values = [float(value) for value in recognition.forward.activations[-2][0]]
        activation = recogniser.network.layers[-2].activation.name
        shown = values[:MOST_ROWS]
        names = tuple(f"h{number}" for number in range(1, len(shown) + 1))
        self._chart.show_bars(Bars(names, tuple(shown), blank=recognition.is_blank))
        part = f"{MOST_ROWS} of " if len(values) > MOST_ROWS else ""
        self._hidden_caption.setText(f"{part}{len(values)} hidden neurons, {activation}")
