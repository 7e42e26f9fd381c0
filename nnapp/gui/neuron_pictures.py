"""A neuron's weights as a picture, and its strongest reasons laid over the drawing."""

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnapp.digits.drawing import CANVAS, Ink
from nnapp.gui.appearance import Appearance
from nnapp.gui.neuron_numbers import NeuronNumbers
from nnapp.gui.picture_export import offer_picture
from nnapp.gui.theme import SMALL, Theme, font
from nnapp.gui.weight_images import weight_image

TITLE = 18
LEGEND = 34
GAP = 16
FAINT = 0.25
"""How much of the drawing's ink shows under the reasons."""


class NeuronPictures(QWidget):
    """Two pictures side by side, or a word why there are none."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("neuronPictures")
        self.setAccessibleName("Weights of the neuron, and its reasons")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._appearance = appearance
        self._numbers: NeuronNumbers | None = None
        self._weights: tuple[object, QImage] | None = None
        self._seen: Ink = np.zeros((CANVAS, CANVAS), np.float32)
        offer_picture(self, "neuron")
        appearance.changed.connect(self.update)

    def show_numbers(self, numbers: NeuronNumbers, seen: Ink) -> None:
        """Show another neuron, or another drawing."""
        self._numbers, self._seen = numbers, seen
        weights, products = numbers.weights, numbers.products
        self.setAccessibleDescription(
            f"weights from {weights.min():.3f} to {weights.max():.3f}, products from {products.min():.3f} to "
            f"{products.max():.3f}"
        )
        self.update()

    def _weights_picture(self, numbers: NeuronNumbers, strongest: float, theme: Theme) -> QImage:
        """Return the picture of the weights, which stay while a digit is drawn."""
        key = (theme, numbers.weights.tobytes())
        if self._weights is None or self._weights[0] != key:
            self._weights = (key, weight_image(numbers.weights.reshape(CANVAS, CANVAS), strongest, theme))
        return self._weights[1]

    def sizeHint(self) -> QSize:
        """Two squares."""
        return QSize(380, 240)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pictures, their titles and legends."""
        del event
        numbers, theme = self._numbers, self._appearance.theme
        painter = QPainter(self)
        painter.setFont(font(SMALL))
        painter.setPen(theme.color("muted"))
        if numbers is None or len(numbers.weights) != CANVAS * CANVAS:
            words = "This neuron looks at neurons, not at pixels: the table lists what each of them says."
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
            painter.end()
            return
        side = min((self.width() - GAP) / 2, self.height() - TITLE - LEGEND)
        strongest = float(np.abs(numbers.weights).max()) or 1.0
        most = float(np.abs(numbers.products).max()) or 1.0
        weights = self._weights_picture(numbers, strongest, theme)
        reasons = reasons_image(numbers.products.reshape(CANVAS, CANVAS), most, self._seen, theme)
        pictures = (
            ("weights w", weights, f"Full colour: ±{strongest:.3f}. Blue: ink here speaks for the neuron."),
            ("reasons w x", reasons, f"Over the drawing. Full colour: ±{most:.3f}."),
        )
        for number, (title, image, legend) in enumerate(pictures):
            left = number * (side + GAP)
            painter.drawText(QRectF(left, 0, side, TITLE), Qt.AlignmentFlag.AlignLeft, title)
            square = QRectF(left, TITLE, side, side)
            painter.drawImage(square, image)
            painter.setPen(theme.color("border"))
            painter.drawRect(square)
            painter.setPen(theme.color("muted"))
            below = QRectF(left, TITLE + side + 4, side, LEGEND)
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, legend)
        painter.end()


def reasons_image(products: np.ndarray, most: float, seen: Ink, theme: Theme) -> QImage:
    """Return the products, (28, 28), in colour over a faint picture of the drawing."""
    colours = [theme.color(token) for token in ("paper", "ink", "supports", "opposes")]
    paper, ink, supports, opposes = np.array([[c.red(), c.green(), c.blue()] for c in colours], np.float32)
    ground = paper + FAINT * seen[..., None] * (ink - paper)
    share = np.sqrt(np.clip(np.abs(products) / most, 0.0, 1.0)).astype(np.float32)[..., None]
    pixels = ground + share * (np.where(products[..., None] > 0, supports, opposes) - ground)
    content = np.rint(pixels).astype(np.uint8)
    image = QImage(content.tobytes(), CANVAS, CANVAS, 3 * CANVAS, QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_RGB32)
