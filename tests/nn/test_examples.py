import numpy as np
import pytest

from nnapp.nn.examples import BatchLoader, Examples


def examples():
    return Examples(np.array([[0, 255], [51, 102], [255, 0]], np.uint8), np.array([2, 0, 3], np.uint8), classes=3)


def test_bytes_become_numbers_and_labels_become_targets():
    inputs, targets = next(BatchLoader(examples(), 2, np.dtype(np.float32)).batches(np.array([1, 0]), 2))
    assert inputs == pytest.approx(np.array([[0.2, 0.4], [0.0, 1.0]]))
    assert targets.tolist() == [[1, 0, 0], [0, 0, 1]]
    assert inputs.dtype == targets.dtype == np.float32


def test_none_of_the_classes_has_a_target_of_zeros():
    _, targets = next(BatchLoader(examples(), 3, np.dtype(np.float64)).batches(np.array([2]), 1))
    assert targets.tolist() == [[0, 0, 0]]


def test_a_slice_shares_memory_and_a_selection_does_not():
    whole = examples()
    assert np.shares_memory(whole[1:].inputs, whole.inputs)
    assert not np.shares_memory(whole[np.array([0, 2])].inputs, whole.inputs)
    assert len(whole[np.array([0, 2])]) == 2


def test_inputs_and_labels_must_agree():
    with pytest.raises(ValueError, match=r"not \(3, 2\) and \(2,\)"):
        Examples(np.zeros((3, 2), np.uint8), np.zeros(2, np.uint8))


def test_batches_follow_the_order_asked_for_and_the_last_may_be_smaller():
    loader = BatchLoader(examples(), 3, np.dtype(np.float32))
    batches = [(inputs.copy(), targets) for inputs, targets in loader.batches(np.array([2, 0, 1]), 2)]
    assert [len(inputs) for inputs, _ in batches] == [2, 1]
    assert np.concatenate([inputs for inputs, _ in batches])[:, 0] == pytest.approx([1.0, 0.0, 0.2])
    assert np.concatenate([targets for _, targets in batches]).tolist() == [[0, 0, 0], [0, 0, 1], [1, 0, 0]]


def test_examples_of_no_class_can_be_left_out():
    assert examples().with_class().labels.tolist() == [2, 0]
