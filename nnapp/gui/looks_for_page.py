"""The Looks for page: the drawing that would fire a neuron most, and the smallest change that changes the answer."""

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nnapp.digits.drawing import CANVAS, Ink
from nnapp.gui.appearance import Appearance
from nnapp.gui.fields import explain
from nnapp.gui.ink_image import ink_image
from nnapp.gui.layouts import label, named
from nnapp.gui.picture_export import offer_picture
from nnapp.gui.session import Session
from nnapp.gui.theme import SMALL, SPACE, font
from nnapp.gui.weight_images import weight_image
from nnapp.nn.arrays import Array
from nnapp.nn.looking_for import smallest_change, what_fires

INTERVAL = 30
"""Milliseconds between two steps."""
TITLE, LEGEND = 18, 34


class LooksForPicture(QWidget):
    """Paints the inputs as they are now, and what was changed."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Start blank."""
        super().__init__(parent)
        self.setObjectName("looksForPicture")
        self.setAccessibleName("What the neuron looks for")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._appearance = appearance
        self._ink: Ink = np.zeros((CANVAS, CANVAS), np.float32)
        self._change: Ink | None = None
        offer_picture(self, "looks-for")
        appearance.changed.connect(self.update)

    @property
    def ink(self) -> Ink:
        """The inputs shown, (28, 28)."""
        return self._ink

    def show_ink(self, ink: Ink, change: Ink | None) -> None:
        """Show inputs, (28, 28), and beside them a change, if there is one."""
        self._ink, self._change = ink, change
        self.update()

    def sizeHint(self) -> QSize:
        """Two squares."""
        return QSize(420, 240)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint one picture or two."""
        del event
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setFont(font(SMALL))
        side = min((self.width() - 16) / 2, float(self.height() - TITLE - LEGEND))
        pictures = [("inputs", ink_image(self._ink, theme), "Ink from 0 to 1.")]
        if self._change is not None:
            most = float(np.abs(self._change).max()) or 1.0
            image = weight_image(self._change, most, theme)
            pictures.append(("the change", image, f"Blue: ink added; orange: taken away. Full colour: ±{most:.2f}."))
        for number, (title, image, legend) in enumerate(pictures):
            left = number * (side + 16)
            painter.setPen(theme.color("muted"))
            painter.drawText(QRectF(left, 0, side, TITLE), Qt.AlignmentFlag.AlignLeft, title)
            painter.drawText(
                QRectF(left, TITLE + side + 4, side, LEGEND),
                Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap,
                legend,
            )
            square = QRectF(left, TITLE, side, side)
            painter.drawImage(square, image)
            painter.setPen(theme.color("border"))
            painter.drawRect(square)
        painter.end()


class LooksForPage(QWidget):
    """Animates gradient steps on the inputs."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Ask about the network, the drawing and the chosen neuron of ``session``."""
        super().__init__(parent)
        self.setObjectName("looksForPage")
        self._session = session
        self._steps: Iterator[Array] | None = None
        self._start: Array | None = None
        self._done = 0
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(self._go_on)
        self._fire = named(QPushButton("What would fire it most"), "whatFiresButton")
        explain(
            self._fire,
            "What would fire it most",
            "From grey, each pixel is changed a little the way that raises the neuron's sum z, again and again.",
        )
        self._fire.clicked.connect(self.find_what_fires)
        self._change = named(QPushButton("Smallest change of the answer"), "smallestChangeButton")
        explain(
            self._change,
            "Smallest change of the answer",
            "The drawing is changed as little as possible until another output is the strongest.",
        )
        self._change.clicked.connect(self.find_smallest_change)
        self._stop = named(QPushButton("Stop"), "looksForStopButton")
        explain(self._stop, "Stop", "Stop here; the picture stays.")
        self._stop.clicked.connect(self.stop)
        self._words = label("", name="looksForWords")
        self._words.setWordWrap(True)
        caption = label(
            "Gradient ascent on the input: x ← x + rate · dz/dx, where z is the weighted sum of the chosen neuron. "
            "What comes out rarely looks like a digit: the network has its own idea of one.",
            "caption",
        )
        caption.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(2 * SPACE)
        for widget in (self._fire, self._change, self._stop, self._words, caption):
            column.addWidget(widget)
        column.addStretch()
        left = QWidget()
        left.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        left.setFixedWidth(300)
        self._picture = LooksForPicture(appearance)
        row = QHBoxLayout(self)
        row.setContentsMargins(4 * SPACE, 3 * SPACE, 4 * SPACE, 3 * SPACE)
        row.setSpacing(6 * SPACE)
        row.addWidget(left)
        row.addWidget(self._picture, stretch=1)
        session.selection_changed.connect(self._show_buttons)
        session.recognition_changed.connect(self._show_buttons)
        self._show_buttons()

    @property
    def is_running(self) -> bool:
        """Whether an animation is under way."""
        return self._timer.isActive()

    def find_what_fires(self) -> None:
        """Begin the ascent for the chosen neuron."""
        layer, neuron = self._session.selection
        self._begin(what_fires(self._session.recogniser.network, layer, neuron), None)

    def find_smallest_change(self) -> None:
        """Begin to change the drawing."""
        seen = self._session.recognition.seen.ravel()
        self._begin(smallest_change(self._session.recogniser.network, seen), seen)

    def stop(self) -> None:
        """Stop where it is."""
        self._timer.stop()
        self._show_buttons()

    def _begin(self, steps: Iterator[Array], start: Array | None) -> None:
        self._steps, self._start, self._done = steps, start, -1
        self._network = self._session.recogniser.network
        self._watched = self._session.selection
        self._watched_name = self._session.neuron_name(*self._watched)
        self._names = self._session.recogniser.class_names
        self._timer.start()
        self._go_on()
        self._show_buttons()

    def _go_on(self) -> None:
        inputs = next(self._steps, None) if self._steps is not None else None
        if inputs is None:
            self.stop()
            return
        self._done += 1
        ink = inputs.reshape(CANVAS, CANVAS).astype(np.float32)
        change = None if self._start is None else ink - self._start.reshape(CANVAS, CANVAS).astype(np.float32)
        self._picture.show_ink(ink, change)
        self._say(inputs)

    def _say(self, inputs: Array) -> None:
        forward = self._network.forward(inputs.reshape(1, -1))
        outputs, names = forward.outputs[0], self._names
        strongest = int(outputs.argmax())
        if self._start is None:
            layer, neuron = self._watched
            z, a = float(forward.sums[layer][0, neuron]), float(forward.activations[layer][0, neuron])
            words = f"{self._watched_name} after {self._done} steps: z = {z:.3f}, a = {a:.3f}."
        else:
            length = float(np.linalg.norm(inputs - self._start))
            words = f"After {self._done} steps, a change of length {length:.2f}: "
            words += f"{names[strongest]} is the strongest at {outputs[strongest]:.3f}."
        self._words.setText(words)
        self._picture.setAccessibleDescription(words)

    def _show_buttons(self) -> None:
        blank = self._session.recognition.is_blank
        self._change.setEnabled(not self.is_running and not blank)
        self._fire.setEnabled(not self.is_running)
        self._stop.setEnabled(self.is_running)
