"""The field for an input, where it is a direction; for pixels and neurons it is tried on the pages that have it."""

from nnapp.digits.directions import number_of
from nnapp.digits.preparations import DEFAULT_PREPARATION, preparation_named
from nnapp.gui.widgets.source_box import SourceBox


def typed(box, qtbot, text):
    box.lineEdit().selectAll()
    qtbot.keyClicks(box.lineEdit(), text)
    box.interpretText()
    return box.value()


def test_a_place_that_is_typed_keeps_the_direction_and_the_text_names_both(qtbot):
    box = SourceBox()
    qtbot.addWidget(box)
    assert box.show_source(number_of(3, 0, 0), 784, preparation_named("mnist-directions"))
    assert box.text() == "edges ↙ 0, 0"
    assert typed(box, qtbot, "10, 19") == number_of(3, 2, 9)
    assert box.text() == "edges ↙ 8, 18"
    # The same number, but of another network.
    assert box.show_source(box.value(), 784, DEFAULT_PREPARATION)
    assert box.text().startswith("pixel ")
    assert not box.show_source(box.value(), 784, DEFAULT_PREPARATION)
