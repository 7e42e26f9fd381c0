"""A network with the lines of one neuron, and a chain of strongest links through it, from a pixel to an output."""

from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from nnapp.digits.drawing import CANVAS
from nnapp.digits.recogniser import Recogniser, Recognition
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import Theme
from nnapp.gui.widgets.diagram.layout import LayerPlace
from nnapp.gui.widgets.diagram.marks import Marks, Neuron
from nnapp.gui.widgets.diagram.network_diagram import NetworkDiagram
from nnapp.gui.widgets.diagram.painting import square
from nnapp.nn.inspect.chain import Chain

LINK: Final = 3.0
"""The width of the chain, in pixels."""
AWAY: Final = 2.0
"""From a neuron of the chain to the ring around it, in pixels."""


class ChainDiagram(NetworkDiagram):
    """Shows only the lines of the selected neuron, and the chain through it lit in amber."""

    usual_size = (560, 260)

    def __init__(
        self, recogniser: Recogniser, recognition: Recognition, chain: Chain, selected: Neuron, appearance: Appearance
    ) -> None:
        """Start with a network, its answer, and a neuron of it."""
        self._chain = chain
        super().__init__(recogniser, recognition, appearance)
        # By another name than the diagram of the Network page, which visits point at.
        self.setObjectName("chainDiagram")
        appearance.scale(self.setMinimumSize, 240, 230)
        self.show_chain(recogniser, recognition, chain, selected)

    def show_chain(self, recogniser: Recogniser, recognition: Recognition, chain: Chain, selected: Neuron) -> None:
        """Show a network, what it makes of a drawing, and the chain through a neuron."""
        self._chain = chain
        self.show_recognition(recogniser, recognition, Marks(selected, followed=chain.source))

    @property
    def has_corner(self) -> bool:
        """Whether room is left in the top right corner: nothing lies there in a lesson."""
        return False

    def links(self) -> list[QPolygonF]:
        """Return the way of the chain, from the pixel to the first neuron and from each to the next."""
        layout, away = self.places, self._drawn_theme().zoom * AWAY
        begin, result = [QPointF(*layout.pixel_place(self._chain.source))], []
        for neuron, place in zip(self._chain.neurons, layout.layers, strict=True):
            (x, y), half = place.centres[neuron], place.side / 2 + away
            left, right = QPointF(x - half, y), QPointF(x + half, y)
            arrival, departure = (QPointF(*ends[neuron]) for ends in (place.arrivals, place.departures))
            is_named, is_first = place.left is not None and not place.is_block, x == place.centres[0, 0]
            # Where names stand beside two columns, lines lead past the other column, and end before the name.
            into = ([arrival] if is_first else [arrival, left]) if is_named else [left]
            out = ([right, departure] if is_first else [departure]) if is_named else [right]
            result.append(QPolygonF([*begin, *into]))
            begin = [departure] if place.is_block and place.is_pictured else out
        return result

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint the network, and the chain upon it; the selected neuron keeps its own ring."""
        super().paint(painter, theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        theme, layout, links = self._drawn_theme(), self.places, self.links()
        x, y = layout.pixel_place(self._chain.source)
        pixel = square(x, y, layout.input_side / CANVAS + theme.zoom * 3)
        # Beneath the amber a darker line, so that it stands out from a light ground too.
        for token, more in (("text", 1.5), ("fires", 0.0)):
            painter.setPen(theme.pen(token, LINK + more))
            for link in links:
                painter.drawPolyline(link)
            for number, (neuron, place) in enumerate(zip(self._chain.neurons, layout.layers, strict=True)):
                if (number, neuron) != self._marks.selected:
                    self._paint_ring(painter, theme, place, neuron)
        painter.setPen(theme.pen("fires", 1.5))
        painter.drawRect(pixel)

    def _paint_ring(self, painter: QPainter, theme: Theme, place: LayerPlace, neuron: int) -> None:
        x, y = place.centres[neuron]
        ring = square(x, y, place.side + 2 * theme.zoom * AWAY)
        is_round = not (place.is_pictured or place.is_block)
        corner = ring.width() / 2 if is_round else theme.zoom * AWAY
        painter.drawRoundedRect(ring, corner, corner)

    def _alone(self) -> Neuron | None:
        """Return the neuron whose lines alone are shown: always the selected one."""
        return self._marks.selected
