"""What the lesson on loops says of its neurons: which fire, why, and for how long."""

import numpy as np

from nnapp.nn.arrays import Reals
from nnapp.nn.recurrent import Course
from nnapp.wording import decimals, factor, indexed, summand


def time_in_words(course: Course, time: int) -> str:
    """Return which neurons fire and which rest at a time."""
    fires, rests = ([f"{n + 1}" for n in np.flatnonzero(row[time])] for row in (course.fires, course.resting))
    words = f"At time {time}, firing: {', '.join(fires) or 'none'}"
    return f"{words}; resting: {', '.join(rests)}." if rests else f"{words}."


def sum_in_words(weights: Reals, bias: float, course: Course, time: int, neuron: int) -> str:
    """Return how the sum of a neuron comes about at a ``time`` from 1 on, and what it does."""
    sources = np.flatnonzero(course.fires[time - 1] & (weights[neuron] != 0))
    terms = [factor(weights[neuron, source], 2) for source in sources]
    if neuron == 0 and time == 1:
        terms.append(factor(1, 2))
    total = float(course.sums[time, neuron])
    head, relation = " + ".join(terms) or "0", ">" if total > 0 else "≤"
    does = "rests" if course.resting[time, neuron] else "fires" if course.fires[time, neuron] else "is silent"
    return f"{indexed('z', neuron + 1)} = {head}{summand(bias, 2)} = {decimals(total, 2)} {relation} 0: {does}"


def told_loop(course: Course, plain: Course, *, has_loop: bool) -> str:
    """Return how long there is activity, in a ``course`` with the loop and in a ``plain`` one without it."""
    if not has_loop:
        return f"No weight leads back: everything is over after t = {course.last_active}."
    return (
        f"With the loop, neurons fire at {course.active_steps} of {len(course.fires) - 1} steps, the last time at "
        f"t = {course.last_active}. Without it, everything is over after t = {plain.last_active}."
    )
