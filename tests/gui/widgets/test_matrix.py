"""A matrix in its brackets: fields that tell what is entered, results that can be reached and read."""

import numpy as np
from PySide6.QtCore import Qt

from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.matrix import Matrix


def test_a_number_is_entered_as_people_write_it_and_only_within_bounds(qtbot):
    matrix, heard = Matrix("w", (2, 2), Appearance("light"), step=0.1, meaning="A weight."), []
    qtbot.addWidget(matrix)
    matrix.edited.connect(lambda *entry: heard.append(entry))
    field = matrix.cells[1, 0]
    assert field.objectName() == "w21"
    for typed in ("-2.5", "1000", "1e5"):
        field.selectAll()
        qtbot.keyClicks(field, typed)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert heard == [(1, 0, -2.5), (1, 0, -2.6)]


def test_numbers_that_are_shown_give_no_signal(qtbot):
    matrix = Matrix("w", (2, 1), Appearance("light"), step=0.1)
    qtbot.addWidget(matrix)
    with qtbot.assertNotEmitted(matrix.edited):
        matrix.show_numbers(np.array([[0.25], [-3.0]]))
    assert [matrix.cells[row, 0].text() for row in (0, 1)] == ["0.25", "-3"]


def test_a_result_has_its_number_for_its_name_and_takes_the_focus(qtbot):
    matrix = Matrix("p", (1, 2), Appearance("light"))
    qtbot.addWidget(matrix)
    matrix.show_numbers(np.array([[19.0, -0.0]]))
    assert [matrix.cells[0, column].accessibleName() for column in (0, 1)] == ["p11 = 19", "p12 = 0"]
    assert matrix.cells[0, 0].focusPolicy() & Qt.FocusPolicy.TabFocus
