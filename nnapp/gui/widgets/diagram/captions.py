"""The captions below the layers of the diagram, inputs first."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from nnapp.gui.paint.theme import SMALL, TextHeight, Theme
from nnapp.gui.widgets.diagram.layout import NetworkLayout
from nnapp.nn.network import Network

LINE: Final = TextHeight(1, SMALL, room=1)
NARROW_LAYER: Final = 115
"""Pixels for each layer, below which captions take two lines."""
TIGHT_LAYER: Final = 75
"""Pixels for each layer, below which captions are abbreviated."""


def caption_lines(network: Network, width: float, theme: Theme) -> int:
    """Return how many lines the captions take in ``width`` pixels."""
    return 1 if width >= theme.px(NARROW_LAYER) * len(network.sizes) else 2


def layer_captions(network: Network, width: float, theme: Theme) -> list[list[str]]:
    """Return the caption of each layer, inputs first, line by line; with many layers there is room for numbers only."""
    is_tight = width < theme.px(TIGHT_LAYER) * len(network.sizes)
    captions = [[str(network.sizes[0]) if is_tight else f"{network.sizes[0]} inputs"]]
    for layer in network.layers:
        kind = "outputs" if layer is network.layers[-1] else "hidden"
        if caption_lines(network, width, theme) == 1:
            captions.append([f"{layer.neurons} {kind}, {layer.activation.label}"])
        else:
            captions.append([str(layer.neurons) if is_tight else f"{layer.neurons} {kind}", layer.activation.label])
    return captions


def paint_captions(
    painter: QPainter, theme: Theme, layout: NetworkLayout, network: Network, room: QRectF, remark: str
) -> None:
    """Paint the captions at the bottom of ``room``; between the last two ``remark``, or only its end, if it fits."""
    painter.setFont(theme.font(SMALL))
    painter.setPen(theme.color("muted"))
    line, metrics = theme.px(LINE), painter.fontMetrics()
    captions = layer_captions(network, room.width(), theme)
    top = room.bottom() - max(map(len, captions)) * line - theme.px(3)
    middles = [layout.input_left + layout.input_side / 2]
    middles += [float(place.centres[:, 0].min() + place.centres[:, 0].max()) / 2 for place in layout.layers]
    begin = end = 0.0
    for middle, texts in zip(middles, captions, strict=True):
        begin = end
        for row, text in enumerate(texts):
            width = metrics.horizontalAdvance(text)
            left = min(max(middle - width / 2, 0.0), room.width() - width - theme.px(6))
            painter.drawText(QPointF(left, top + (row + 0.8) * line), text)
            free, end = left - begin, left + width
    if remark and len(captions) > 2:
        between = QRectF(begin, top, free, line).adjusted(theme.px(8), 0, -theme.px(8), 0)
        for words in (remark, remark.rpartition(": ")[2]):
            if metrics.horizontalAdvance(words) <= between.width():
                painter.drawText(between, Qt.AlignmentFlag.AlignCenter, words)
                break
