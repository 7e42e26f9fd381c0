"""What the window remembers, whatever stands in the store."""

import pytest
from PySide6.QtCore import QByteArray, QSettings

from nnapp.gui.state.preferences import MOST_RECENT, Preferences


@pytest.fixture
def store(tmp_path):
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def test_without_a_store_nothing_is_known_and_nothing_fails(tmp_path):
    preferences = Preferences()
    preferences.appearance, preferences.geometry = "dark", QByteArray(b"place")
    preferences.remember_weights(tmp_path / "a.npz")
    assert (preferences.appearance, preferences.geometry) == ("", None)
    assert preferences.recent_weights == (tmp_path / "a.npz",)


def test_what_was_chosen_is_known_at_the_next_start(store, tmp_path):
    preferences = Preferences(store)
    preferences.appearance, preferences.geometry = "dark", QByteArray(b"place")
    preferences.remember_weights(tmp_path / "a.npz")
    again = Preferences(store)
    assert (again.appearance, again.geometry) == ("dark", QByteArray(b"place"))
    assert again.recent_weights == (tmp_path / "a.npz",)


def test_the_newest_weights_come_first_and_once(store, tmp_path):
    preferences = Preferences(store)
    for name in ("a", "b", "a"):
        preferences.remember_weights(tmp_path / name)
    assert [path.name for path in preferences.recent_weights] == ["a", "b"]
    for number in range(MOST_RECENT):
        preferences.remember_weights(tmp_path / str(number))
    assert len(preferences.recent_weights) == MOST_RECENT
    preferences.forget_weights(tmp_path / "7")
    assert tmp_path / "7" not in Preferences(store).recent_weights


def test_what_was_met_of_the_course_is_remembered_and_where_one_was(store):
    preferences = Preferences(store)
    assert (preferences.met_challenges, preferences.course_place) == (frozenset(), ("", 0))
    for met in (frozenset({"a:1:0", ":b:1"}), frozenset({":b:1"}), frozenset()):
        preferences.met_challenges, preferences.course_place = met, ("02-a lesson", 3)
        again = Preferences(store)
        assert (again.met_challenges, again.course_place) == (met, ("02-a lesson", 3))


def test_a_store_with_other_content_is_no_obstacle(store):
    store.setValue("geometry", "nonsense")
    store.setValue("recentWeights", 7)
    store.setValue("coursePlace", "nonsense")
    store.setValue("metChallenges", 7)
    preferences = Preferences(store)
    assert preferences.geometry is None
    assert [path.name for path in preferences.recent_weights] == ["7"]
    assert (preferences.course_place, preferences.met_challenges) == (("", 0), {"7"})
