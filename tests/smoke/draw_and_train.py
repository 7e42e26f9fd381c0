"""The real window on a real display: drawn on with xdotool, trained, looked into.

Run it under a display, such as ``xvfb-run -s "-screen 0 1280x800x24" python tests/smoke/draw_and_train.py``. It
checks that a 7 and a 3 drawn with real mouse events are recognised, that training lowers the loss, and that what
one finds inside follows the mouse.
"""

import sys

from PySide6.QtCore import QEventLoop, QObject, QPoint, QPointF, QProcess, QTimer, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QSlider, QSpinBox, QWidget

from nnapp.gui.board.canvas import Canvas
from nnapp.gui.state.view import Page
from nnapp.gui.widgets.curve_plot import CurvePlot
from nnapp.gui.widgets.diagram.network_diagram import NetworkDiagram
from nnapp.gui.window.app import make_application
from nnapp.gui.window.main_window import MainWindow

SEVEN = [(7, 6), (13, 6), (20, 6), (17, 12), (14, 18), (12, 23)]
THREE = [(9, 6), (14, 4), (18, 7), (17, 11), (13, 13), (18, 16), (19, 20), (14, 24), (8, 22)]
LONG = 120_000
SETTLE = 150
"""Milliseconds in which a click comes through the display; no signal tells of one that changes nothing."""


def wait_for(signal: SignalInstance) -> None:
    """Let events be handled until ``signal``; fail after two minutes."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    timer = QTimer(singleShot=True, interval=LONG)
    timer.timeout.connect(lambda: loop.exit(1))
    timer.start()
    assert loop.exec() == 0, "the signal did not come"


def xdotool(parent: QObject, *arguments: object) -> None:
    """Run xdotool while the window goes on handling events."""
    process = QProcess(parent)
    process.start("xdotool", [str(argument) for argument in arguments])
    wait_for(process.finished)
    assert process.exitCode() == 0, process.readAllStandardError().data()


def part(window: MainWindow, kind: type[QWidget], name: str) -> QWidget:
    """Return the named part of the window."""
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def draw(window: MainWindow, points: list[tuple[float, float]]) -> None:
    """Drag the real mouse along ``points``, in canvas pixels 0..28, and wait for the whole stroke."""
    canvas = part(window, Canvas, "canvas")
    paper = canvas.paper_rect()
    corner, scale = canvas.mapToGlobal(paper.topLeft()), paper.width() / 28
    for number, (x, y) in enumerate(points):
        place = ("mousemove", "--sync", round(corner.x() + x * scale), round(corner.y() + y * scale))
        # One move after the other, as by hand: the display keeps only the last of many at once.
        xdotool(canvas, *place, *(("mousedown", 1) if number == 0 else ()))
    xdotool(canvas, "mouseup", 1)
    while window.session.sketch.drawing.is_empty or window.session.sketch.stroke_name:
        wait_for(window.session.recognition_changed)


def press(widget: QWidget, place: QPoint) -> None:
    """Click a place of ``widget`` with the real mouse, and let the window hear of it."""
    there = widget.mapToGlobal(place)
    xdotool(widget, "mousemove", "--sync", there.x(), there.y(), "click", 1)
    QTest.qWait(SETTLE)


def click(widget: QWidget) -> None:
    """Click the middle of ``widget`` with the real mouse."""
    press(widget, widget.rect().center())


def open_page(window: MainWindow, keys: str, page: Page) -> None:
    """Open ``page`` with the real keyboard."""
    xdotool(window, "key", keys)
    QTest.qWait(SETTLE)
    assert window.session.view.page is page


def look_inside(window: MainWindow) -> None:
    """Choose neurons in the diagram, drag a bias, and go one step through the slow motion, with the real mouse."""
    view = part(window, NetworkDiagram, "networkView")
    open_page(window, "alt+2", Page.SLOW_MOTION)
    first = part(window, QLabel, "slowCount").text()
    click(part(window, QPushButton, "slowNextButton"))
    assert part(window, QLabel, "slowCount").text() != first
    open_page(window, "alt+3", Page.WHAT_IF)
    press(view, QPointF(*view.places.layers[0].centres[3]).toPoint())
    slider, bias = part(window, QSlider, "biasSlider"), part(window, QLabel, "biasSliderNumber").text()
    begin, end = (slider.mapToGlobal(QPoint(round(x * slider.width()), slider.height() // 2)) for x in (0.5, 0.8))
    xdotool(slider, "mousemove", "--sync", begin.x(), begin.y(), "mousedown", 1)
    xdotool(slider, "mousemove", "--sync", end.x(), end.y())
    xdotool(slider, "mouseup", 1)
    while not window.session.networks.current.edits:
        wait_for(window.session.network_changed)
    assert float(part(window, QLabel, "biasSliderNumber").text()) > float(bias)
    click(part(window, QPushButton, "removeAllEditsButton"))
    assert window.session.networks.current.weights is window.session.networks.current.original
    open_page(window, "alt+1", Page.NEURON)
    press(view, QPointF(*view.places.layers[0].centres[7]).toPoint())
    assert part(window, QLabel, "neuronName").text() == "Neuron h8"


def main() -> int:
    """Draw, train, look inside."""
    application = make_application()
    assert application.platformName() == "xcb", f"a real display is needed, not {application.platformName()}"
    window = MainWindow()
    window.setGeometry(0, 0, 1280, 800)
    window.show()
    window.windowHandle().requestActivate()
    assert QTest.qWaitForWindowExposed(window)
    label = part(window, QLabel, "predictionLabel")
    for points, digit in ((SEVEN, "7"), (THREE, "3")):
        draw(window, points)
        assert label.text() == digit, f"a {digit} was read as {label.text()}"
        window.session.undo()
        wait_for(window.session.recognition_changed)
    draw(window, SEVEN)
    open_page(window, "ctrl+2", Page.TRAINING)
    part(window, QSpinBox, "epochsSpinBox").setValue(30)
    click(part(window, QPushButton, "trainButton"))
    wait_for(window.trainer.ended)
    training, validation = window.findChild(CurvePlot, "lossPlot").plot.curves
    assert training.x[-1] == validation.x[-1] == 30
    assert validation.y[-1] < validation.y[0]
    look_inside(window)
    window.close()
    sys.stdout.write("The real window was drawn on, trained, looked into and closed.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
