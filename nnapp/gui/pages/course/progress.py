"""Which challenges were met, kept on this computer."""

from dataclasses import dataclass
from pathlib import Path

from nnapp.files.lessons.lesson import Lesson
from nnapp.gui.state.preferences import Preferences


@dataclass(frozen=True)
class Course:
    """Lessons in their order."""

    lessons: tuple[Lesson, ...]
    folder: Path | None = None
    """The folder of a teacher; None for the course of nnapp."""


class Progress:
    """What was met of a course. A lesson is done when all its challenges are; one without any, when it was read."""

    def __init__(self, course: Course, preferences: Preferences) -> None:
        """Read and keep the progress in ``course`` in ``preferences``."""
        self._course, self._preferences = course, preferences

    @property
    def done(self) -> int:
        """The number of lessons that are done."""
        return sum(map(self.is_done, self._course.lessons))

    @property
    def is_begun(self) -> bool:
        """Whether anything was met of the course."""
        return not self._all().isdisjoint(self._preferences.met_challenges)

    def is_met(self, lesson: Lesson, number: int) -> bool:
        """Return whether the challenge of that ``number``, from 0, was met."""
        return self._name(lesson, number) in self._preferences.met_challenges

    def meet(self, lesson: Lesson, number: int) -> None:
        """Note that a challenge was met; number 0 of a lesson without any: that it was read."""
        self._preferences.met_challenges |= {self._name(lesson, number)}

    def is_done(self, lesson: Lesson) -> bool:
        """Return whether ``lesson`` is done."""
        return self._names(lesson) <= self._preferences.met_challenges

    def reset(self) -> None:
        """Forget all that was met of this course."""
        self._preferences.met_challenges -= self._all()

    def _all(self) -> frozenset[str]:
        return frozenset[str]().union(*map(self._names, self._course.lessons))

    def _names(self, lesson: Lesson) -> frozenset[str]:
        return frozenset(self._name(lesson, number) for number in range(max(len(lesson.challenges), 1)))

    def _name(self, lesson: Lesson, number: int) -> str:
        return f"{self._course.folder or ''}:{lesson.key}:{number}"
