"""Each activity that lessons can have is there, and tells what its declaration says."""

import pytest

from nnapp.files.lessons.activities import ACTIVITIES
from nnapp.files.lessons.declarations import Number
from nnapp.gui.pages.course.activities.kinds import makers
from nnapp.gui.paint.appearance import Appearance


@pytest.fixture(scope="module")
def session(models):
    from nnapp.files.weight_file import load_weights
    from nnapp.gui.state.session import Session

    return Session(load_weights(models / "default.safetensors"))


def test_there_is_a_widget_for_each_declaration():
    assert makers().keys() == ACTIVITIES.keys()


@pytest.mark.parametrize("name", ACTIVITIES)
def test_an_activity_takes_and_tells_what_is_declared(name, session, qtbot):
    declared = ACTIVITIES[name]
    activity = makers()[name](session, Appearance("light"))
    qtbot.addWidget(activity)
    defaults = {key: value.default for key, value in declared.values.items()}
    found = activity.quantities()
    assert found.keys() == declared.values.keys() | declared.quantities.keys()
    assert {key: found[key] for key in defaults} == pytest.approx(defaults), "before anything is set"
    for key, value in declared.values.items():
        for extreme in (value.low, value.high) if isinstance(value, Number) else value.words:
            with qtbot.waitSignal(activity.changed):
                activity.set_values({key: extreme})
            assert activity.quantities()[key] == extreme
        activity.set_values({key: value.default})
    assert activity.minimumSizeHint().width() <= 420
