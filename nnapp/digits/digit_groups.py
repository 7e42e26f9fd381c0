"""Which components of the ink on a page make up which digit."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.connected_components import Components, connected_components
from nnapp.digits.neighbourhoods import grown
from nnapp.digits.paper import stands_alone
from nnapp.digits.preprocessing import pen_width

SPECK: Final = 0.15
"""Components shorter than this share of the longest are specks."""

WHOLE: Final = 0.5
"""A component of at least this share of the longest is a digit; smaller ones belong to one, or are specks."""

MARK: Final = 0.7
"""Of the longest component: what is longer than this and no digit, such as a printed line, belongs to none."""

CLOSE: Final = 0.3
"""Small components that are closer to a digit than this share of its length belong to it."""

MOST_DIGITS: Final = 60
"""More things than this are no digits, but the grain of a photograph."""

MOST_OF_INK: Final = 0.5
"""At least this share of the ink belongs to digits, or there are none; but for what touches the border ..."""

SOME_OF_INK: Final = 0.2
"""... and with that, such as the table beside the paper, at least this share."""

MOST_COMPONENTS: Final = 400
"""More pieces of ink than this are noise."""

MOST_CROSSINGS: Final = 5
"""Where lines down or across a component usually meet more ink than this, it is printed squares or a photograph."""

WIDEST_PEN: Final = 0.4
"""Of the length of a component; what is thicker is a blob."""

MARGIN: Final = 12
"""Pixels around a component, to see what it lies on."""

LARGE: Final = 0.4
"""What is longer than this share of the page both ways ..."""

SHEET: Final = 0.85
"""... and solid to this share is a sheet of paper."""

JOINED: Final = 0.005
"""Ink that is closer than twice this share of the page's longer side is connected."""

FLATTEST: Final = 3.0
"""A component that is wider than this many times its height is a line."""


def digit_groups(
    mask: NDArray[np.bool_], grey: NDArray[np.float32] | None, *, is_photo: bool = True
) -> list[NDArray[np.bool_]]:
    """Return a mask for each digit in ``mask``, (rows, columns), in the order of reading.

    There are none where much of the ink belongs to no digit, as in a photograph. With ``grey``, the levels 0..1 of
    the page, on which ink is dark, components are left out that do not stand alone or that touch the border; but the
    only one of what is no photo may touch it, as the picture may be cut to its digit.
    """
    components = connected_components(grown(mask, max(1, round(JOINED * max(mask.shape)))))
    length = (components.boxes[:, 2:] - components.boxes[:, :2]).max(axis=1, initial=0)
    at_border = (components.boxes[:, :2] == 0).any(axis=1) | (components.boxes[:, 2:] == mask.shape).any(axis=1)
    kept = np.flatnonzero((grey is None) | ~at_border | (not is_photo and len(components) == 1))
    if not 0 < len(kept) <= MOST_COMPONENTS:
        return []
    shapes = kept[[_is_shape(components, component, mask.shape) for component in kept[:, None]]]
    if grey is not None:
        shapes = shapes[[_stands_alone(components, component, grey) for component in shapes]]
    if not len(shapes):
        return []
    longest = length[shapes].max()
    whole = shapes[length[shapes] >= WHOLE * longest]
    if len(whole) > MOST_DIGITS:
        return []
    marks = np.setdiff1d(kept[(length[kept] >= SPECK * longest) & (length[kept] <= MARK * longest)], whole)
    groups = _grouped(components.boxes, whole, marks)
    sizes = np.bincount(components.labels[mask], minlength=len(components) + 1)[1:]
    used = sizes[np.concatenate(groups)].sum()
    if used < MOST_OF_INK * sizes[kept].sum() or used < SOME_OF_INK * sizes.sum():
        return []
    if not all(_is_shape(components, group, mask.shape) for group in groups):
        return []
    united = np.array([_united(components.boxes[group]) for group in groups])
    return [components.mask_of(groups[k]) for k in _reading_order(united)]


def _stands_alone(components: Components, component: int, grey: NDArray[np.float32]) -> bool:
    top, left, bottom, right = components.boxes[component]
    around = (slice(max(top - MARGIN, 0), bottom + MARGIN), slice(max(left - MARGIN, 0), right + MARGIN))
    return stands_alone(grey[around], components.labels[around] == component + 1)


def _is_shape(components: Components, some: NDArray[np.intp], page: tuple[int, ...]) -> bool:
    """Whether ``some`` of them may be a digit: they are no line, no printed pattern, no blob and no sheet of paper."""
    top, left, bottom, right = _united(components.boxes[some])
    height, width = bottom - top, right - left
    if width > FLATTEST * height:
        return False
    inside = np.isin(components.labels[top:bottom, left:right], some + 1)
    if any(_crossings(mask) > MOST_CROSSINGS for mask in (inside, inside.T)):
        return False
    if pen_width(inside) > WIDEST_PEN * max(height, width):
        return False
    is_large = min(height / page[0], width / page[1]) > LARGE
    return not (is_large and min(_filled(inside), _filled(inside.T)) > SHEET)


def _crossings(mask: NDArray[np.bool_]) -> float:
    """Return how often a line across ``mask`` meets ink: the median of its rows."""
    return float(np.median(np.count_nonzero(np.diff(mask, axis=1, prepend=False) & mask, axis=1)))


def _filled(mask: NDArray[np.bool_]) -> float:
    """Return the share of ``mask`` that lies between the first and the last True of each row."""
    first, last = mask.argmax(axis=1), mask.shape[1] - mask[:, ::-1].argmax(axis=1)
    return float((last - first).sum()) / mask.size


def _grouped(boxes: NDArray[np.intp], whole: NDArray[np.intp], marks: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """Return the components of each digit: the ``whole`` ones, with the ``marks`` that are near."""
    owner = {int(component): int(component) for component in whole}
    for one in whole:
        for other in whole:
            if owner[one] != owner[other] and _overlap(boxes[one], boxes[other]):
                before = owner[other]
                owner |= {component: owner[one] for component, number in owner.items() if number == before}
    left, grown = list(marks), True
    while grown:
        grown = False
        for component in list(left):
            gaps = {other: _gap(boxes[component], boxes[other]) / _length(boxes[other]) for other in owner}
            nearest = min(gaps, key=gaps.__getitem__)
            if gaps[nearest] <= CLOSE:
                owner[int(component)], grown = owner[nearest], True
                left.remove(component)
    return [
        np.array([component for component in owner if owner[component] == number])
        for number in sorted(set(owner.values()))
    ]


def _length(box: NDArray[np.intp]) -> int:
    return int((box[2:] - box[:2]).max())


def _overlap(one: NDArray[np.intp], other: NDArray[np.intp]) -> bool:
    """Whether two large components belong together, as the two strokes of a 4 do: their boxes overlap well."""
    shared = np.minimum(one[2:], other[2:]) - np.maximum(one[:2], other[:2])
    narrower = np.minimum(one[2:] - one[:2], other[2:] - other[:2])
    return bool((shared > 0).all() and (shared >= 0.3 * narrower).all())


def _gap(one: NDArray[np.intp], two: NDArray[np.intp]) -> int:
    """Return the distance between two boxes in pixels; 0 if they touch or overlap."""
    return int(np.maximum(np.maximum(one[:2] - two[2:], two[:2] - one[2:]), 0).max())


def _united(boxes: NDArray[np.intp]) -> NDArray[np.intp]:
    return np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])


def _reading_order(boxes: NDArray[np.intp]) -> list[int]:
    """Return the order of reading: line by line, and each line from the left."""
    order: list[int] = []
    left = list(np.argsort((boxes[:, 0] + boxes[:, 2]) / 2, kind="stable"))
    while left:
        first = left[0]
        line = [k for k in left if boxes[k, 0] < (boxes[first, 0] + boxes[first, 2]) / 2 < boxes[k, 2]] or [first]
        order += sorted((int(k) for k in line), key=lambda k: int(boxes[k, 1]))
        left = [k for k in left if k not in line]
    return order
