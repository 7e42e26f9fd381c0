"""The way of a drawing to what the network sees."""

import numpy as np
import pytest

from nnapp.digits.drawing import Drawing
from nnapp.digits.preparations import PREPARATIONS
from nnapp.digits.preprocessing import canvas_ink, prepare_drawings, see
from nnapp.digits.transition import MOVING, Transition

LEANING = np.array([(20, 4), (17, 9), (14, 14), (12, 18)], np.float32)
SPECK = np.array([(2, 25), (2.2, 25)], np.float32)


def centre(ink):
    rows, columns = np.indices(ink.shape)
    return np.array([(ink * rows).sum(), (ink * columns).sum()]) / ink.sum()


def drawings():
    small_picture = np.zeros((28, 28), np.float32)
    small_picture[4:13, 15:18] = 0.8
    return [
        Drawing((LEANING,)),
        Drawing((LEANING, SPECK)),
        Drawing((LEANING[:1],)),
        Drawing((LEANING + np.array((2, 6), np.float32),), small_picture),
        Drawing(picture=small_picture),
    ]


@pytest.mark.parametrize("preparation", PREPARATIONS, ids=lambda preparation: preparation.name)
@pytest.mark.parametrize("drawing", drawings())
def test_it_leads_from_the_ink_as_drawn_to_what_the_network_sees(drawing, preparation):
    way = Transition(drawing, preparation)
    np.testing.assert_allclose(way.at(0.0), canvas_ink(drawing), atol=1e-5)
    page = prepare_drawings([drawing], preparation)
    # The root in the directions makes more of a rounding error.
    np.testing.assert_allclose(
        way.at(1.0), see(page, preparation)[0], atol=0.01 if preparation.directions else 0.5 / 255 + 1e-4
    )


def test_the_ink_moves_evenly():
    way = Transition(drawings()[0], PREPARATIONS[2])
    first, half, last = (centre(way.at(share)) for share in (0.0, 0.5, 1.0))
    assert np.abs(last - first).max() > 2
    np.testing.assert_allclose(half, (first + last) / 2, atol=0.3)


def test_the_ink_has_arrived_before_it_dissolves_into_directions():
    drawing, preparation = drawings()[0], PREPARATIONS[3]
    way = Transition(drawing, preparation)
    page = prepare_drawings([drawing], preparation)[0]
    np.testing.assert_allclose(way.at(MOVING), page, atol=1e-4)
    halfway = (1 + MOVING) / 2
    np.testing.assert_allclose(way.at(halfway), (way.at(MOVING) + way.at(1.0)) / 2, atol=1e-6)
    assert [way.dissolved(share) for share in (0.0, MOVING, halfway, 1.0)] == pytest.approx([0, 0, 0.5, 1])
    assert Transition(drawing, PREPARATIONS[2]).dissolved(1.0) == 0
