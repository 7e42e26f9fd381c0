import numpy as np

from nnapp.digits.generators import finish
from nnapp.digits.handwriting import NO_DIGIT
from nnapp.digits.outliers import AT_ONCE, outlier_parts
from nnapp.digits.parts import make
from nnapp.digits.preparations import DEFAULT_PREPARATION
from nnapp.files.weight_file import load_weights
from nnapp.locations import shipped_weights
from nnapp.nn.inspect.coverage import Coverage
from nnapp.nn.predictions import predict


def outliers(count, seed=1, preparation=DEFAULT_PREPARATION):
    return finish(make(outlier_parts(np.arange(count), seed, preparation), count, count))


def test_every_row_gets_an_outlier_that_is_not_blank():
    drawn = outliers(10 * AT_ONCE + 7)
    assert (drawn.labels == NO_DIGIT).all()
    assert drawn.inputs.any(axis=1).all()


def test_no_two_are_alike():
    drawn = outliers(16 * AT_ONCE)
    assert len(np.unique(drawn.inputs, axis=0)) == len(drawn)


def test_the_same_seed_gives_the_same_outliers():
    one, two, other = (outliers(8 * AT_ONCE, seed) for seed in (3, 3, 4))
    assert np.array_equal(one.inputs, two.inputs)
    assert not np.array_equal(one.inputs, other.inputs)


def test_a_part_is_the_same_whether_or_not_the_others_are_made():
    alone = list(outlier_parts(np.arange(20 * AT_ONCE), 1, DEFAULT_PREPARATION))[13]
    assert np.array_equal(alone.make(), outliers(20 * AT_ONCE).inputs[alone.rows])


def test_the_best_reader_is_silent_at_most_outliers_that_it_has_not_seen():
    recogniser = load_weights(shipped_weights("directions")).recogniser
    unseen = outliers(1_600, seed=9, preparation=recogniser.preparation)
    assert Coverage(predict(recogniser.network, unseen)).at(recogniser.firing_threshold).share < 0.1
