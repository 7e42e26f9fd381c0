"""Tabs that stay where they are while the page below them is scrolled."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from nnapp.gui.widgets.tab_bar import TabBar


def test_the_wheel_does_not_change_the_tab(qtbot):
    bar = TabBar()
    qtbot.addWidget(bar)
    for title in ("Loss", "Accuracy"):
        bar.addTab(title)
    bar.show()
    place, still = QPointF(bar.rect().center()), Qt.ScrollPhase.NoScrollPhase
    turn = QWheelEvent(
        place,
        bar.mapToGlobal(place),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        still,
        False,
    )
    QApplication.sendEvent(bar, turn)
    assert bar.currentIndex() == 0
    assert not turn.isAccepted()
