"""Paints an example of a gallery: its picture, and what each network reads it as."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from nnapp.digits.drawing import CANVAS
from nnapp.gui.pages.evaluation.gallery.model import ARROW, Listing
from nnapp.gui.paint.images import ink_image
from nnapp.gui.paint.theme import SMALL, SPACE, TextHeight, Theme

SIDE: Final = 2 * CANVAS + 2 * SPACE
"""The width and height of a frame, in pixels."""
GAP: Final = 6
"""The room between two examples, in pixels."""
WIDEST: Final = 140
"""Pixels of the longest caption; longer names are cut."""
CAPTION: Final = TextHeight(1, SMALL, room=2)


def example_size(theme: Theme, listing: Listing) -> QSize:
    """Return the room that each example needs, with the gap to the next."""
    strong = QFontMetrics(theme.font(SMALL, QFont.Weight.DemiBold))
    longest = max(listing.evaluation.class_names, key=strong.horizontalAdvance)
    number = max(map(QFontMetrics(theme.font(SMALL)).horizontalAdvance, listing.longest_numbers))
    width = min(strong.horizontalAdvance(f"{longest}{ARROW}{longest} ") + number, theme.px(WIDEST))
    height = theme.px(SIDE) + listing.lines * theme.px(CAPTION) + theme.px(GAP)
    return QSize(max(theme.px(SIDE), width) + theme.px(GAP), height)


def frame_of(theme: Theme, size: QSize) -> QRect:
    """Return where the frame of the picture lies in the room of an example."""
    side = theme.px(SIDE)
    return QRect((size.width() - side) // 2, theme.px(GAP) // 2, side, side)


def paint_example(painter: QPainter, theme: Theme, listing: Listing, row: int, size: QSize) -> None:
    """Paint the picture of an example and its captions in ``size``, at the left and from the top."""
    gap, inset, frame = theme.px(GAP), theme.px(SPACE), frame_of(theme, size)
    painter.fillRect(frame, theme.color("paper"))
    image = ink_image(listing.evaluation.ink(int(listing.numbers[row])), theme)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(frame).adjusted(inset, inset, -inset, -inset), image)
    line = QRect(gap // 2, frame.bottom() + theme.px(2), size.width() - gap, theme.px(CAPTION))
    for number, (words, activation) in enumerate(listing.captions(row)):
        _paint_caption(painter, theme, line, words, activation, is_strong=number == 0)
        line.translate(0, line.height())


def _paint_caption(painter: QPainter, theme: Theme, line: QRect, words: str, number: str, *, is_strong: bool) -> None:
    """Paint ``words`` and, behind them, ``number`` in the middle of ``line``; the words are cut if need be."""
    usual = theme.font(SMALL)
    font = theme.font(SMALL, QFont.Weight.DemiBold) if is_strong else usual
    behind = QFontMetrics(usual).horizontalAdvance(f" {number}")
    metrics = QFontMetrics(font)
    words = cut_caption(words, metrics, line.width() - behind)
    width = metrics.horizontalAdvance(words)
    left, baseline = line.x() + max((line.width() - width - behind) // 2, 0), line.y() + metrics.ascent()
    painter.setFont(font)
    painter.setPen(theme.color("text" if is_strong else "muted"))
    painter.drawText(left, baseline, words)
    painter.setFont(usual)
    painter.setPen(theme.color("muted"))
    painter.drawText(left + width, baseline, f" {number}")


def cut_caption(words: str, metrics: QFontMetrics, room: int) -> str:
    """Return ``words`` so that they fit into ``room``: what was read as what, each with its beginning."""
    if ARROW not in words:
        # Its end says that it is right.
        return metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room)
    one, other = words.split(ARROW, 1)
    room -= metrics.horizontalAdvance(ARROW)
    # What a short name leaves is for the other one.
    rooms = (max(room // 2, room - metrics.horizontalAdvance(beside)) for beside in (other, one))
    cut = (
        metrics.elidedText(name, Qt.TextElideMode.ElideRight, most)
        for name, most in zip((one, other), rooms, strict=True)
    )
    return ARROW.join(cut)
