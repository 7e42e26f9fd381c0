"""Drawing on the canvas of a window, and dragging elsewhere, with real mouse events."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

SEVEN = [(7, 6), (13, 6), (20, 6), (17, 12), (14, 18), (12, 23)]
ONE = [(14, 5), (14, 11), (14, 17), (14, 23)]


def draw(canvas, points, release=True):
    """Press, move and release the left button along ``points``, in canvas pixels 0..28."""
    paper = canvas.paper_rect()
    scale = paper.width() / 28
    places = [QPoint(round(paper.x() + x * scale), round(paper.y() + y * scale)) for x, y in points]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, places[0])
    for place in places[1:]:
        QTest.mouseMove(canvas, place)
    if release:
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, places[-1])


def drag(widget, start, end):
    """Take hold of what lies at ``start`` and let it go at ``end``."""
    held, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(widget, held, none, start.toPoint())
    # QTest moves without a button.
    place = QPointF(end.toPoint())
    QApplication.sendEvent(widget, QMouseEvent(QEvent.Type.MouseMove, place, place, held, held, none))
    QTest.mouseRelease(widget, held, none, end.toPoint())


def neuron_place(diagram, layer, neuron):
    """Return the middle of a neuron in the diagram."""
    return QPointF(*diagram.places.layers[layer].centres[neuron])


def pixel_place(diagram, pixel):
    """Return the middle of an input in the diagram."""
    return QPointF(*diagram.places.pixel_place(pixel))
