"""Whether an activity meets a challenge of a lesson that ships."""

from nnapp.files.lessons.lesson import MeetConditions
from nnapp.files.lessons.reader import read_lesson
from nnapp.locations import lessons_folder


def is_met(activity, lesson, number):
    """Return whether ``activity`` meets the challenge ``number``, from 1, of the lesson with that key."""
    challenge = read_lesson(lessons_folder() / f"{lesson}.toml").challenges[number - 1]
    assert isinstance(challenge, MeetConditions)
    return all(condition.holds(activity.quantities()) for condition in challenge.conditions)


def begin(activity, lesson):
    """Give ``activity`` the values with which the lesson begins."""
    activity.set_values(read_lesson(lessons_folder() / f"{lesson}.toml").values)
