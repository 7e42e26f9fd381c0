"""What the network sees: the drawing after its preparation, as 28x28 pixels."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnapp.digits.drawing import CANVAS
from nnapp.gui.appearance import Appearance
from nnapp.gui.ink_image import ink_image
from nnapp.gui.session import Session

SCALE = 4
"""Screen pixels for each input."""


class NetworkInput(QWidget):
    """Shows the 784 inputs of the network."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Show what the network of ``session`` sees."""
        super().__init__(parent)
        self.setObjectName("networkInput")
        self._session = session
        self._appearance = appearance
        self.setAccessibleName("What the network sees")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        session.recognition_changed.connect(self.update)
        session.network_changed.connect(self._explain)
        appearance.changed.connect(self.update)
        self._explain()

    def sizeHint(self) -> QSize:
        """A square of four screen pixels for each input, and its frame."""
        return QSize(CANVAS * SCALE + 2, CANVAS * SCALE + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the inputs, each as a square."""
        del event
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.drawImage(self.rect(), ink_image(self._session.recognition.seen, theme))
        painter.setPen(theme.color("border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _explain(self) -> None:
        explanation = f"Your drawing as the network sees it: {self._session.recogniser.preparation.explanation}."
        self.setToolTip(explanation)
        self.setAccessibleDescription(explanation)
