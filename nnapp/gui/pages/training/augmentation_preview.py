"""Some examples, as augmentation changes them: a preview of what the network learns from."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from nnapp.digits.augmentation import augment
from nnapp.digits.data_settings import Augmentation
from nnapp.digits.datasets import load_course_digits
from nnapp.digits.drawing import CANVAS
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.images import ink_image
from nnapp.gui.paint.theme import SMALL, SPACE, TextHeight, Theme
from nnapp.gui.widgets.painted_widget import PaintedWidget
from nnapp.nn.arrays import Bytes
from nnapp.wording import whole

SIDE: Final = 34
"""The side of an example, in pixels before zoom."""
CAPTION: Final = TextHeight(1, SMALL, room=2)
PREVIEW_SEED: Final = 3
MOST_CLASSES: Final = 12
"""Classes that are shown; the list of their numbers has all of them."""


class AugmentationPreview(PaintedWidget):
    """Shows six digits of MNIST, or some examples of each class of the user's own data, augmented."""

    def __init__(self, appearance: Appearance) -> None:
        """Show the digits unchanged."""
        super().__init__("Preview of augmentation", "augmentation", appearance)
        self.setObjectName("augmentationPreview")
        self.setToolTip("Some examples after shift, rotation and noise.")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._course = np.rint(load_course_digits() * 255).astype(np.uint8).reshape(-1, CANVAS * CANVAS)
        self._augmentation = Augmentation()
        self.captions: tuple[str, ...] = ()
        """Above each row of examples: the class, and the number of its examples; nothing above the digits of MNIST."""
        self.show_digits()

    @property
    def images(self) -> Bytes:
        """The examples shown, (n, 784), ink is 255."""
        originals = np.concatenate(self._rows)
        if self._augmentation.is_none:
            return originals
        return augment(originals, np.random.default_rng(PREVIEW_SEED), self._augmentation)

    def show_digits(self) -> None:
        """Show six digits of MNIST."""
        self._show_rows((self._course,), ())

    def show_examples(self, names: Sequence[str], counts: Sequence[int], examples: Sequence[Bytes]) -> None:
        """Show ``examples`` of each class, (n, 784), with its name and the number there are."""
        captions = (f"{name} · {whole(number)}" for name, number in zip(names, counts, strict=True))
        self._show_rows(tuple(examples[:MOST_CLASSES]), tuple(captions)[:MOST_CLASSES])

    def show_augmentation(self, augmentation: Augmentation) -> None:
        """Show the examples changed as ``augmentation`` says."""
        self._augmentation = augmentation
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        """A row of examples for each class, each with its caption."""
        px = self._appearance.px
        caption = px(CAPTION) if self.captions else 0
        return QSize(px(6 * (SIDE + SPACE)), len(self._rows) * (px(SIDE + SPACE) + caption))

    def minimumSizeHint(self) -> QSize:
        """Half as wide; smaller examples do."""
        return QSize(self._appearance.px(3 * SIDE), self.sizeHint().height())

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint a row for each class."""
        greys = np.divide(self.images, 255, dtype=np.float32).reshape(-1, CANVAS, CANVAS)
        space, caption = theme.px(SPACE), theme.px(CAPTION) if self.captions else 0
        most = max(len(row) for row in self._rows)
        side = min(theme.px(SIDE), self.width() // most - space)
        painter.setFont(theme.font(SMALL))
        done = top = 0
        for number, row in enumerate(self._rows):
            if self.captions:
                painter.setPen(theme.color("muted"))
                words = painter.fontMetrics().elidedText(
                    self.captions[number], Qt.TextElideMode.ElideMiddle, self.width()
                )
                painter.drawText(QRect(0, top, self.width(), caption), Qt.AlignmentFlag.AlignVCenter, words)
            painter.setPen(theme.pen("border"))
            for column, grey in enumerate(greys[done : done + len(row)]):
                place = QRect(column * (side + space), top + caption, side, side)
                painter.drawImage(place, ink_image(grey, theme))
                painter.drawRect(place.adjusted(0, 0, -1, -1))
            done += len(row)
            top += theme.px(SIDE + SPACE) + caption

    def _show_rows(self, rows: tuple[Bytes, ...], captions: tuple[str, ...]) -> None:
        self._rows, self.captions = rows, captions
        self._describe()
        self.updateGeometry()
        self.update()

    def _describe(self) -> None:
        shown = ", ".join(self.captions) or "The first six digits of MNIST"
        changed = "unchanged" if self._augmentation.is_none else "with the selected shift, rotation and noise"
        self.setAccessibleDescription(f"{shown}, {changed}")
