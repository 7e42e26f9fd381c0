import numpy as np
import pytest

from nnapp.digits.digit_groups import digit_groups


def mask_of(*boxes, side=200):
    """A mask that is True in boxes (top, left, bottom, right)."""
    mask = np.zeros((side, side), bool)
    for top, left, bottom, right in boxes:
        mask[top:bottom, left:right] = True
    return mask


def groups(mask):
    return digit_groups(mask, 1 - mask.astype(np.float32))


def lefts(mask):
    return [int(np.flatnonzero(one.any(axis=0))[0]) for one in groups(mask)]


ONE = (60, 20, 100, 26)
BESIDE = (55, 60, 95, 66)
BELOW = (130, 40, 170, 46)


def test_digits_come_in_the_order_of_reading():
    assert lefts(mask_of(BELOW, BESIDE, ONE)) == [19, 59, 39]


@pytest.mark.parametrize("mark", [(50, 24, 55, 42), (84, 30, 88, 40)], ids=["the bar of a 5", "a piece of a stroke"])
def test_small_pieces_belong_to_the_digit_beside_them(mark):
    masks = groups(mask_of(ONE, mark))
    assert len(masks) == 1
    assert masks[0][mark[0], mark[1]]


def test_the_only_digit_of_what_is_no_photo_may_touch_the_border():
    mask = mask_of((0, 20, 200, 46))
    assert groups(mask) == []
    assert len(digit_groups(mask, 1 - mask.astype(np.float32), is_photo=False)) == 1


def test_specks_and_what_touches_the_border_are_left_out():
    assert lefts(mask_of(ONE, (150, 150, 153, 153), (100, 180, 140, 200))) == [19]
    assert len(digit_groups(mask_of((0, 20, 40, 26)), None)) == 1


@pytest.mark.parametrize(
    "boxes",
    [
        [],
        [(row, 10, row + 2, 190) for row in range(10, 190, 15)],
        [(row, 10, row + 2, 190) for row in range(10, 190, 15)] + [(10, k, 190, k + 2) for k in range(10, 190, 15)],
        [(20, 20, 180, 180)],
        [(60, 60, 110, 110)],
        [(row, column, row + 2, column + 2) for row in range(2, 198, 7) for column in range(2, 198, 7)],
    ],
    ids=["nothing", "lines", "squares", "a sheet", "a blob", "noise"],
)
def test_what_is_no_writing_holds_no_digits(boxes):
    assert groups(mask_of(*boxes)) == []
