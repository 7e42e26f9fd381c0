"""Damaged lesson files: a short run of the fuzzer."""

from collections import Counter

from tests.files.lessons.fuzzing import DAMAGES, damaged, outcome
from tests.files.lessons.samples import LESSON


def test_the_file_that_is_damaged_below_is_whole(tmp_path):
    assert outcome(tmp_path / "l.toml", LESSON.encode()) == "lesson"


def test_a_damaged_lesson_gives_a_lesson_or_one_plain_sentence(tmp_path):
    results = Counter(
        outcome(tmp_path / "l.toml", damaged([LESSON], number, seed=7)) for number in range(40 * len(DAMAGES))
    )
    assert results["lesson"] > 5
    assert len(results) > 30
