"""The captions below the layers of the diagram, inputs first."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

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


def paint_captions(painter: QPainter, theme: Theme, layout: NetworkLayout, network: Network, room: QRectF) -> None:
    """Paint the captions at the bottom of ``room``."""
    painter.setFont(theme.font(SMALL))
    painter.setPen(theme.color("muted"))
    captions = layer_captions(network, room.width(), theme)
    for texts, places in zip(captions, _places(painter.fontMetrics(), theme, layout, captions, room), strict=True):
        for text, place in zip(texts, places, strict=True):
            painter.drawText(QPointF(place.left(), place.top() + 0.8 * place.height()), text)


def paint_remark(
    painter: QPainter, theme: Theme, layout: NetworkLayout, network: Network, room: QRectF, remark: str
) -> None:
    """Paint ``remark``, or only its end, between the last two captions, if it fits."""
    painter.setFont(theme.font(SMALL))
    painter.setPen(theme.color("muted"))
    metrics = painter.fontMetrics()
    captions = layer_captions(network, room.width(), theme)
    *others, before, last = _places(metrics, theme, layout, captions, room)
    if others:
        left, right = before[-1].right() + theme.px(8), last[-1].left() - theme.px(8)
        between = QRectF(left, before[0].top(), right - left, before[0].height())
        for words in (remark, remark.rpartition(": ")[2]):
            if metrics.horizontalAdvance(words) <= between.width():
                painter.drawText(between, Qt.AlignmentFlag.AlignCenter, words)
                break


def _places(
    metrics: QFontMetrics, theme: Theme, layout: NetworkLayout, captions: list[list[str]], room: QRectF
) -> list[list[QRectF]]:
    """Return where the lines of each caption lie."""
    line, most = theme.px(LINE), room.width() - theme.px(6)
    top = room.bottom() - max(map(len, captions)) * line - theme.px(3)
    middles = [layout.input_left + layout.input_side / 2]
    middles += [float(place.centres[:, 0].min() + place.centres[:, 0].max()) / 2 for place in layout.layers]
    result = []
    for middle, texts in zip(middles, captions, strict=True):
        widths = map(metrics.horizontalAdvance, texts)
        lefts = [(min(max(middle - width / 2, 0.0), most - width), width) for width in widths]
        result.append([QRectF(left, top + row * line, width, line) for row, (left, width) in enumerate(lefts)])
    return result
