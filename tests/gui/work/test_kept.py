"""What was used last is kept, as far as there is room."""

from nnapp.digits.generators import finish
from nnapp.gui.work.kept import Kept


class Maker:
    def __init__(self, most_bytes):
        self.kept, self.made = Kept(most_bytes), []

    def get(self, key, size=10):
        def make():
            self.made.append(key)
            yield 0.5
            return key.upper()

        return finish(self.kept.get(key, make(), lambda _: size))


def test_what_is_kept_is_not_made_again():
    maker = Maker(100)
    assert [maker.get(key) for key in "abab"] == ["A", "B", "A", "B"]
    assert maker.made == ["a", "b"]
    assert "a" in maker.kept
    assert "c" not in maker.kept


def test_what_was_used_longest_ago_goes_first():
    maker = Maker(20)
    for key in "abac":
        maker.get(key)
    assert [key in maker.kept for key in "abc"] == [True, False, True]


def test_the_newest_is_kept_whatever_its_size():
    maker = Maker(20)
    maker.get("a")
    maker.get("b", size=1_000)
    assert [key in maker.kept for key in "ab"] == [False, True]
