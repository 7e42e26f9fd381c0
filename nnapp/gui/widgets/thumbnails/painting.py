"""Paints a thumbnail: a picture, and its captions below."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from nnapp.digits.drawing import CANVAS
from nnapp.gui.paint.images import ink_image
from nnapp.gui.paint.theme import SMALL, SPACE, TextHeight, Theme
from nnapp.gui.widgets.thumbnails.listing import ARROW, Listing

GAP: Final = 6
"""The room between two thumbnails, in pixels."""
WIDEST: Final = 140
"""Pixels of the longest caption; longer names are cut."""
CAPTION: Final = TextHeight(1, SMALL, room=2)


def thumbnail_size(theme: Theme, listing: Listing) -> QSize:
    """Return the room that each thumbnail needs, with the gap to the next."""
    strong, usual = (QFontMetrics(theme.font(SMALL, weight)) for weight in (QFont.Weight.DemiBold, QFont.Weight.Normal))
    words = max(map(strong.horizontalAdvance, listing.longest_words), default=0)
    number = max(map(usual.horizontalAdvance, listing.longest_numbers), default=0)
    side, gap = _side(theme, listing), theme.px(GAP)
    width = min(words + number, theme.px(WIDEST))
    return QSize(max(side, width) + gap, side + listing.lines * theme.px(CAPTION) + gap)


def frame_of(theme: Theme, listing: Listing, size: QSize) -> QRect:
    """Return where the frame of the picture lies in the room of a thumbnail."""
    side = _side(theme, listing)
    return QRect((size.width() - side) // 2, theme.px(GAP) // 2, side, side)


def paint_thumbnail(painter: QPainter, theme: Theme, listing: Listing, row: int, size: QSize) -> None:
    """Paint the picture in a row and its captions in ``size``, at the left and from the top."""
    gap, inset, frame = theme.px(GAP), theme.px(SPACE), frame_of(theme, listing, size)
    painter.fillRect(frame, theme.color("paper"))
    image = ink_image(listing.ink(row), theme)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(frame).adjusted(inset, inset, -inset, -inset), image)
    line = QRect(gap // 2, frame.bottom() + theme.px(2), size.width() - gap, theme.px(CAPTION))
    for place, (words, number) in enumerate(listing.captions(row)):
        _paint_caption(painter, theme, line, words, number, is_strong=place == 0)
        line.translate(0, line.height())


def _side(theme: Theme, listing: Listing) -> int:
    """Return the width and height of a frame, in screen pixels."""
    return theme.px(listing.scale * CANVAS + 2 * SPACE)


def _paint_caption(painter: QPainter, theme: Theme, line: QRect, words: str, number: str, *, is_strong: bool) -> None:
    """Paint ``words`` and, behind them, ``number`` in the middle of ``line``; the words are cut if need be."""
    usual = theme.font(SMALL)
    font = theme.font(SMALL, QFont.Weight.DemiBold) if is_strong else usual
    behind = QFontMetrics(usual).horizontalAdvance(f" {number}") if number else 0
    metrics = QFontMetrics(font)
    words = cut_caption(words, metrics, line.width() - behind)
    width = metrics.horizontalAdvance(words)
    left, baseline = line.x() + max((line.width() - width - behind) // 2, 0), line.y() + metrics.ascent()
    painter.setFont(font)
    painter.setPen(theme.color("text" if is_strong else "muted"))
    painter.drawText(left, baseline, words)
    if not number:
        return
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
