"""What the window says of the networks before and after learning, in words."""

from collections import Counter
from collections.abc import Sequence
from enum import Enum
from typing import Final

from nnapp.files.hand_scores import Change, HandComparison, Score
from nnapp.gui.widgets.thumbnails.listing import ARROW
from nnapp.gui.work.training_job import RunEnd
from nnapp.nn.reports import Outcome
from nnapp.wording import count, listed, strict_percent, whole

MANY: Final = 1_000
"""From so many drawings on, a decimal of a percentage means something."""
CROSS_VALIDATED: Final = (
    "My drawings are held out: each is read by a network that learnt from the others only (cross-validation), as one "
    "that had learnt it, too, might know it by heart."
)
LEARNT_BEFORE: Final = (
    "The network before had learnt from your drawings already and may know some of them by heart: its share of right "
    "answers to them may be too high."
)


class Kind(Enum):
    """What became of a drawing whose answer has changed; the value is what stands below it."""

    WORSE = "now wrong"
    BETTER = "now right"
    STILL_WRONG = "still wrong"


def kind_of(change: Change) -> Kind:
    """Return what became of the drawing."""
    if change.after == change.label:
        return Kind.BETTER
    return Kind.WORSE if change.before == change.label else Kind.STILL_WRONG


def named_scores(comparison: HandComparison) -> tuple[tuple[str, Score], ...]:
    """Return the three scores, each with what was read."""
    return (
        ("My drawings, held out", comparison.hand),
        ("MNIST test digits", comparison.mnist),
        ("Synthetic drawings", comparison.synthetic),
    )


def shares(score: Score) -> tuple[float, float]:
    """Return the shares of right answers before and after, 0..1."""
    return score.before / score.number, score.after / score.number


def figures(score: Score) -> str:
    """Return the shares of right answers: 86 % → 98 %."""
    places = 1 if score.number >= MANY else 0
    return ARROW.join(strict_percent(share, places) for share in shares(score))


def counts(name: str, score: Score) -> str:
    """Return how many answers were right before and are after."""
    return f"{name}: of {whole(score.number)}, {whole(score.before)} right before, {whole(score.after)} after"


def outcome_words(end: RunEnd) -> str:
    """Return what came of a run that did not simply finish, and what the problem was; empty otherwise."""
    words = ""
    if end.kept is None:
        is_stopped = end.outcome is Outcome.STOPPED
        words = f"{end.outcome.label}{' before the first epoch' if is_stopped else ''}: nothing has changed."
    elif end.outcome is not Outcome.FINISHED and end.kept.record is not None:
        words = f"{end.outcome.label}: the best network so far, that after epoch {end.kept.record.epochs}, is kept."
    return f"{words} {end.problem}".strip()


def changes_in_words(changes: Sequence[Change]) -> str:
    """Return how many drawings are read differently, and how many of them right."""
    if not changes:
        return "The drawings that it learnt from are read as before."
    found = Counter(map(kind_of, changes))
    order = (Kind.BETTER, Kind.WORSE, Kind.STILL_WRONG)
    if len(changes) == 1:
        kinds = f"it is {kind_of(changes[0]).value}"
    else:
        kinds = listed(f"{whole(found[kind])} {kind.value}" for kind in order if found[kind])
    return f"Of the drawings that it learnt from, {count(len(changes), 'is', 'are')} read differently: {kinds}."


def reading(change: Change) -> str:
    """Return what a drawing was read as, and what it is read as: 4 → 1."""
    return f"{change.before}{ARROW}{change.after}"


def sentence(change: Change) -> str:
    """Return what became of a drawing."""
    return f"Drawn as {change.label}, read as {change.before} before and {change.after} after: {kind_of(change).value}"
