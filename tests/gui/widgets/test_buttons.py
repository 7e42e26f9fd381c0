"""Buttons do what they are for and say so; the keyboard is never left on a button that cannot be used."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.buttons import enable, push_button
from nnapp.gui.widgets.fields import explanation_of
from nnapp.gui.widgets.layouts import column, label, row


def test_a_button_acts_once_for_each_click_and_has_a_name_and_an_explanation(qtbot):
    clicks = []
    save = push_button("Save as…", "saveButton", "Save it as a file.", lambda: clicks.append("saved"))
    qtbot.addWidget(save)
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    assert clicks == ["saved"]
    assert (save.objectName(), save.accessibleName()) == ("saveButton", "Save as")
    assert explanation_of(save) == save.accessibleDescription() == "Save it as a file."


def test_the_focus_of_a_disabled_button_goes_to_its_counterpart(qtbot):
    owner, (back, forward) = QWidget(), (push_button(name, name, name, lambda: None) for name in ("Back", "Next"))
    qtbot.addWidget(owner)
    for part in (back, forward):
        part.setParent(owner)
    forward.setEnabled(False)
    with qtbot.waitActive(owner):
        owner.show()
    back.setFocus()
    assert QApplication.focusWidget() is back
    enable([(back, False, forward), (forward, True, back)])
    assert QApplication.focusWidget() is forward
    assert (back.isEnabled(), forward.isEnabled()) == (False, True)


def test_rows_go_from_the_left_and_columns_from_the_top(qtbot):
    appearance = Appearance("light")
    one, two, three = (label("words") for _ in range(3))
    whole = column(appearance, row(appearance, one, two, None), three)
    qtbot.addWidget(whole)
    with qtbot.waitExposed(whole):
        whole.show()
    assert one.y() == two.y()
    assert one.x() < two.x()
    assert one.mapTo(whole, one.rect().bottomLeft()).y() < three.y()
