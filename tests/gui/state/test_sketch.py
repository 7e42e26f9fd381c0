"""The pen, and what it did."""

from nnapp.gui.state.sketch import Sketch


def test_clearing_in_the_middle_of_the_first_stroke_is_told(qapp, qtbot):
    sketch = Sketch()
    sketch.begin_stroke(14, 5)
    with qtbot.waitSignal(sketch.changed):
        sketch.clear()
    assert sketch.drawing.is_empty
    assert not sketch.can_undo
