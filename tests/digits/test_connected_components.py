import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nnapp.digits.connected_components import connected_components


def flooded(mask):
    """Number the components of ``mask`` one after another, each by flooding it from its first pixel."""
    labels, count = np.zeros(mask.shape, int), 0
    for start in zip(*np.nonzero(mask), strict=True):
        if not labels[start]:
            count, waiting = count + 1, [start]
            while waiting:
                row, column = waiting.pop()
                if mask[row, column] and not labels[row, column]:
                    labels[row, column] = count
                    rows, columns = (range(max(k - 1, 0), k + 2) for k in (row, column))
                    waiting += [(r, c) for r in rows for c in columns if r < mask.shape[0] and c < mask.shape[1]]
    return labels, count


@given(st.integers(1, 12), st.integers(1, 12), st.floats(0, 1), st.integers(0, 2**32))
def test_the_parts_are_those_that_flooding_finds(rows, columns, density, seed):
    mask = np.random.default_rng(seed).random((rows, columns)) < density
    components, (labels, count) = connected_components(mask), flooded(mask)
    assert len(components) == count
    assert len(set(zip(components.labels[mask], labels[mask], strict=True))) == count
    assert not components.labels[~mask].any()
    for component in range(count):
        places = np.argwhere(components.mask_of(np.array([component])))
        assert components.sizes[component] == len(places)
        assert components.boxes[component].tolist() == [*places.min(axis=0), *(places.max(axis=0) + 1)]
