import numpy as np
import pytest

from nnapp.digits.drawing import Drawing
from nnapp.digits.generators import finish
from nnapp.digits.hand_warps import choose_origins, hand_parts
from nnapp.digits.parts import make
from nnapp.digits.preparations import DEFAULT_PREPARATION, PREPARATIONS
from nnapp.digits.preprocessing import as_inputs, prepare_drawings
from tests.hands import Writer

DRAWINGS, LABELS = zip(*Writer.number(1).write(2, seed=1), strict=True)
LABELS = np.array(LABELS, np.uint8)


def warps(drawings=DRAWINGS, labels=LABELS, count=100, seed=1, preparation=DEFAULT_PREPARATION):
    origins = choose_origins(len(drawings), count, seed)
    return origins, finish(make(hand_parts(drawings, labels, origins, seed, preparation), count, count))


def test_every_drawing_is_varied_equally_often():
    assert (np.bincount(choose_origins(7, 70, seed=1)) == 10).all()
    assert np.ptp(np.bincount(choose_origins(7, 73, seed=1))) == 1
    assert len(set(choose_origins(50, 20, seed=1))) == 20


def test_a_warp_shows_the_digit_of_the_drawing_that_it_was_made_from():
    origins, examples = warps()
    assert np.array_equal(examples.labels, LABELS[origins])


def test_a_warp_is_like_its_drawing_and_no_two_are_alike():
    _, examples = warps(count=400)
    assert len(np.unique(examples.inputs, axis=0)) == 400
    own = as_inputs(prepare_drawings(DRAWINGS, DEFAULT_PREPARATION), DEFAULT_PREPARATION).astype(float)
    distances = np.linalg.norm(examples.inputs[:, None] - own[None], axis=2)
    nearest = LABELS[distances.argmin(axis=1)]
    assert (nearest == examples.labels).mean() > 0.9


def test_the_same_seed_makes_the_same_warps():
    one, two, other = (warps(seed=seed)[1].inputs for seed in (1, 1, 2))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, other)


@pytest.mark.parametrize("preparation", PREPARATIONS, ids=lambda preparation: preparation.name)
def test_warps_are_prepared_as_the_network_sees_drawings(preparation):
    _, examples = warps(count=20, preparation=preparation)
    assert examples.inputs.any(axis=1).all()


def test_dots_and_drawings_of_many_strokes_are_varied_too():
    dot = Drawing((np.array([[3, 4]], np.float32),))
    many = Drawing(tuple(np.array([[k, 2], [k, 20], [k + 1, 9]], np.float32) for k in range(25)) * 20)
    _, examples = warps((dot, many, *DRAWINGS[:2]), LABELS[:4], count=8)
    assert examples.inputs.any(axis=1).all()
