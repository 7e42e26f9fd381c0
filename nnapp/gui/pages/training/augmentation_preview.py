"""Six digits as augmentation changes them, as a preview of what the network learns from."""

import numpy as np
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from nnapp.digits.augmentation import augment
from nnapp.digits.data_settings import Augmentation
from nnapp.digits.datasets import load_course_digits
from nnapp.digits.drawing import CANVAS
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.images import ink_image
from nnapp.gui.paint.theme import SPACE, Theme
from nnapp.gui.widgets.painted_widget import PaintedWidget

SIDE = 34
"""The side of a digit, in pixels before zoom."""
PREVIEW_SEED = 3


class AugmentationPreview(PaintedWidget):
    """Shows the six digits of the course with augmentation applied."""

    def __init__(self, appearance: Appearance) -> None:
        """Show them unchanged."""
        super().__init__("Preview of augmentation", "augmentation", appearance)
        self.setObjectName("augmentationPreview")
        self.setToolTip("Six digits as shift, rotation and noise change them.")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription("The first six digits of MNIST, unchanged")
        self._originals = np.rint(load_course_digits() * 255).astype(np.uint8).reshape(-1, CANVAS * CANVAS)
        self._augmentation = Augmentation()

    @property
    def images(self) -> np.ndarray:
        """The digits shown, (6, 784), 0..255."""
        if self._augmentation.is_none:
            return self._originals
        return augment(self._originals, np.random.default_rng(PREVIEW_SEED), self._augmentation)

    def show_augmentation(self, augmentation: Augmentation) -> None:
        """Show the digits changed as ``augmentation`` says."""
        self._augmentation = augmentation
        changed = "unchanged" if augmentation.is_none else "with the selected shift, rotation and noise"
        self.setAccessibleDescription(f"The first six digits of MNIST, {changed}")
        self.update()

    def sizeHint(self) -> QSize:
        """One row of digits."""
        return self._appearance.theme.size(len(self._originals) * (SIDE + SPACE), SIDE)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the digits side by side."""
        images, space = self.images, theme.px(SPACE)
        side = min(theme.px(SIDE), self.width() // len(images) - space)
        for number, grey in enumerate(np.divide(images, 255, dtype=np.float32)):
            place = QRect(number * (side + space), 0, side, side)
            painter.drawImage(place, ink_image(grey.reshape(CANVAS, CANVAS), theme))
            painter.setPen(theme.pen("border"))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
