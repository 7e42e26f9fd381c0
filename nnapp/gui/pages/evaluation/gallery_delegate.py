"""Paints an example of a gallery: its picture, and what each network reads it as."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nnapp.digits.drawing import CANVAS
from nnapp.gui.pages.evaluation.gallery_model import GalleryModel, Index
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.images import ink_image
from nnapp.gui.paint.theme import SMALL, SPACE, TextHeight, Theme

SIDE: Final = 2 * CANVAS + 2 * SPACE
"""The width and height of a frame, in pixels."""
GAP: Final = 2 * SPACE
"""The room between two examples, in pixels."""
WIDEST: Final = 140
"""Pixels of the longest caption; longer names are cut."""
CAPTION: Final = TextHeight(1, SMALL, room=2)
USUAL: Final = "0.00"
"""As wide as most activations."""
MOST_KEPT: Final = 1_000
"""Pictures that are kept, as painting one anew takes much longer."""


class GalleryDelegate(QStyledItemDelegate):
    """Paints the examples of one gallery without asking the style sheet, which would take much longer."""

    def __init__(self, model: GalleryModel, appearance: Appearance, parent: QWidget) -> None:
        """Paint what ``model`` lists."""
        super().__init__(parent)
        self._gallery, self._appearance = model, appearance
        self._images: dict[int, QImage] = {}
        self._longest = 0
        appearance.changed.connect(self.forget)

    def forget(self) -> None:
        """Forget all pictures, and how wide the captions are: the examples or the look have changed."""
        self._images.clear()
        self._longest = 0

    def least_size(self) -> QSize:
        """Return the room that an example needs, with the gap to the next."""
        theme = self._appearance.theme
        lines = 1 if self._gallery.listing is None else self._gallery.listing.lines
        height = theme.px(SIDE) + lines * theme.px(CAPTION) + theme.px(GAP)
        return QSize(max(theme.px(SIDE), self._caption_width(theme)) + theme.px(GAP), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the picture in its frame, and a caption for each network."""
        theme, place, listing = self._appearance.theme, option.rect, self._gallery.listing
        if listing is None:
            return
        shown, side = listing.thumbnail(index.row()), theme.px(SIDE)
        half = theme.px(GAP) // 2
        frame = QRectF(place.x() + (place.width() - side) // 2, place.y() + half, side, side)
        if shown.number not in self._images:
            self._keep(shown.number, ink_image(listing.evaluation.ink(shown.number), theme))
        painter.fillRect(frame, theme.color("paper"))
        inset = theme.px(SPACE)
        painter.drawImage(frame.adjusted(inset, inset, -inset, -inset), self._images[shown.number])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus):
            painter.setPen(theme.pen("supports" if option.state & QStyle.StateFlag.State_HasFocus else "text", 2.0))
        else:
            painter.setPen(theme.pen("muted", 1.0, Qt.PenStyle.DashLine) if shown.is_silent else theme.pen("border"))
        painter.drawRect(frame)
        height = theme.px(CAPTION)
        line = QRect(place.x() + half, int(frame.bottom()) + theme.px(2), place.width() - 2 * half, height)
        for number, (words, activation) in enumerate(shown.captions):
            _paint_caption(painter, theme, line, words, activation, is_strong=number == 0)
            line.translate(0, height)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All the room of an example."""
        return self.least_size()

    def _keep(self, number: int, image: QImage) -> None:
        if len(self._images) >= MOST_KEPT:
            del self._images[next(iter(self._images))]
        self._images[number] = image

    def _caption_width(self, theme: Theme) -> int:
        if not self._longest and self._gallery.listing is not None:
            strong = QFontMetrics(theme.font(SMALL, QFont.Weight.DemiBold))
            longest = max(self._gallery.listing.evaluation.class_names, key=strong.horizontalAdvance)
            number = QFontMetrics(theme.font(SMALL)).horizontalAdvance(f" {USUAL}")
            words = f"{longest} → {longest}"
            self._longest = min(strong.horizontalAdvance(words) + number, theme.px(WIDEST))
        return self._longest


def _paint_caption(painter: QPainter, theme: Theme, line: QRect, words: str, number: str, *, is_strong: bool) -> None:
    """Paint ``words`` and, behind them, ``number`` in the middle of ``line``; the words are cut if need be."""
    usual = theme.font(SMALL)
    font = theme.font(SMALL, QFont.Weight.DemiBold) if is_strong else usual
    behind = QFontMetrics(usual).horizontalAdvance(f" {number}")
    metrics = QFontMetrics(font)
    words = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, line.width() - behind)
    width = metrics.horizontalAdvance(words)
    left, baseline = line.x() + max((line.width() - width - behind) // 2, 0), line.y() + metrics.ascent()
    painter.setFont(font)
    painter.setPen(theme.color("text" if is_strong else "muted"))
    painter.drawText(left, baseline, words)
    painter.setFont(usual)
    painter.setPen(theme.color("muted"))
    painter.drawText(left + width, baseline, f" {number}")
