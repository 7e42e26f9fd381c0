"""What the tests of learning share: drawings whose answer has changed, and a comparison."""

import numpy as np

from nnapp.digits.drawing import Drawing
from nnapp.files.hand_scores import Change, HandComparison, Score


def change(label, before, after):
    """Return a change of a drawing that is the only one of its kind."""
    line = np.array([[8 + label, 4 + before], [14, 24 - after]], np.float32)
    return Change(label, Drawing((line,)), before, after)


BETTER, WORSE, STILL_WRONG = change(1, 4, 1), change(7, 7, 1), change(2, 0, 3)


def comparison(hand=(33, 37, 38), mnist=(9_772, 9_761, 10_000), synthetic=(1_960, 1_962, 2_000), changes=()):
    return HandComparison(Score(*hand), Score(*mnist), Score(*synthetic), tuple(changes))
