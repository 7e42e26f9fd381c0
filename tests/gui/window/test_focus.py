"""Whoever works by the keyboard sees where the focus is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from nnapp.gui.state.view import Page


def test_the_focus_can_be_seen_on_everything_that_takes_it(window, qtbot):
    # Where the frames without focus are the strongest.
    window.appearance.choose("contrast")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    unseen, looked_at = set(), set()
    for page in Page:
        window.session.view.open(page)
        for widget in window.findChildren(QWidget):
            takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
            if not takes_focus or not widget.isVisible() or not widget.isEnabled() or widget in looked_at:
                continue
            looked_at.add(widget)
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            assert widget.hasFocus()
            with_focus = widget.grab().toImage()
            widget.clearFocus()
            if widget.grab().toImage() == with_focus:
                unseen.add(f"{type(widget).__name__} {widget.objectName()}")
    assert len(looked_at) > 40
    assert unseen == set()
