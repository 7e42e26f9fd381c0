"""The pen and the eraser, and what they did."""

import numpy as np
import pytest

from nnapp.gui.state.history import History
from nnapp.gui.state.sketch import Sketch


@pytest.fixture
def sketch(qapp):
    return Sketch(History())


def test_clearing_in_the_middle_of_the_first_stroke_is_told(sketch, qtbot):
    sketch.begin_stroke(14, 5)
    with qtbot.waitSignal(sketch.changed):
        sketch.clear()
    assert sketch.drawing.is_empty
    assert not sketch.stroke_name


def test_the_eraser_of_a_pen_erases_whatever_tool_is_in_hand_and_for_this_stroke_only(sketch):
    def down(with_eraser):
        sketch.begin_stroke(4, 14, with_eraser=with_eraser)
        sketch.extend_stroke(24, 14)
        sketch.end_stroke()

    down(with_eraser=False)
    down(with_eraser=True)
    assert sketch.drawing.is_empty
    down(with_eraser=False)
    assert len(sketch.drawing.strokes) == 1


def test_an_eraser_that_meets_no_ink_leaves_nothing_to_undo(qapp):
    history = History()
    sketch = Sketch(history)
    sketch.show_picture(np.eye(28, dtype=np.float32))
    sketch.erasing = True
    sketch.begin_stroke(26, 2)
    sketch.end_stroke()
    assert not sketch.stroke_name
    assert history.count() == 1
    sketch.begin_stroke(14, 14)
    sketch.end_stroke()
    assert history.count() == 2
