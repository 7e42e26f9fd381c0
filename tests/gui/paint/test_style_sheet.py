import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.style_sheet import style_sheet


@pytest.mark.parametrize("look", ["light", "dark"])
def test_nothing_is_painted_where_two_scroll_bars_meet(qtbot, look):
    theme = Appearance(look).theme
    area, content = QScrollArea(), QWidget()
    content.setFixedSize(500, 500)
    area.setWidget(content)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setStyleSheet(f"{style_sheet(theme)} QScrollArea {{ background: {theme.panel}; }}")
    qtbot.addWidget(area)
    area.resize(200, 200)
    with qtbot.waitExposed(area):
        area.show()
    view = area.viewport().geometry()
    picture = area.grab().toImage()
    corner = {
        picture.pixelColor(x, y).name()
        for x in range(view.right() + 1, area.width())
        for y in range(view.bottom() + 1, area.height())
    }
    assert len(corner) == 1
