"""What was done is said for a moment, at the foot of the window."""

from PySide6.QtWidgets import QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.notice import Notice


def test_a_message_stands_at_the_foot_and_goes_by_itself(qtbot):
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(300, 200)
    over.show()
    notice = Notice(over, Appearance("light"))
    assert not notice.isVisible()
    notice.say("Opened <b>a</b> file whose name is much too long to stand in a window that is as narrow as this one is")
    assert notice.isVisible()
    assert over.rect().contains(notice.geometry())
    assert notice.geometry().bottom() > 150
    lines = notice.height() / notice.fontMetrics().height()
    assert lines >= 2
    over.resize(200, 100)
    assert over.rect().contains(notice.geometry())
    assert notice.height() / notice.fontMetrics().height() > lines
    notice.say("Saved")
    assert notice.height() < 2 * notice.fontMetrics().height()
    notice._timer.timeout.emit()
    assert not notice.isVisible()
