"""One history: every step can be undone and redone, in the order in which the steps were made, whatever they were."""

import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.gui.state.history import MOST_STEPS, History, Step
from nnapp.gui.state.session import Session
from nnapp.nn.inspect.edits import BiasEdit, NoiseEdit, PruneEdit
from tests.gui.inside import network_of

BIAS, NOISE = BiasEdit(0, 2, 1.0), NoiseEdit(0.1, 5)


@pytest.fixture
def session(qapp):
    return Session(network_of(("sigmoid", "sigmoid")))


def draw(session):
    session.sketch.begin_stroke(4, 4)
    session.sketch.extend_stroke(20, 20)
    session.sketch.end_stroke()


@given(st.lists(st.sampled_from(["push", "undo", "redo"]), max_size=30))
def test_undo_and_redo_lead_through_the_same_states(steps):
    history, now, done, undone, shown = History(), 0, [], [], [0]
    for number, step in enumerate(steps, start=1):
        if step == "push":
            history.add(Step("step", shown.append, now, number))
            done.append(now)
            now, undone = number, []
        elif step == "undo":
            history.undo()
            if done:
                undone.append(now)
                now = done.pop()
        else:
            history.redo()
            if undone:
                done.append(now)
                now = undone.pop()
        assert (shown[-1], history.canUndo(), history.canRedo()) == (now, bool(done), bool(undone))


def test_only_the_newest_steps_are_kept_and_none_that_became_part_of_another(qapp):
    history, shown, made = History(), [], weakref.WeakSet()
    steps = [("step", number, number + 1, None) for number in range(MOST_STEPS + 5)]
    steps += [("gesture", MOST_STEPS + 5, number, "g") for number in range(5)]
    for name, before, after, gesture in steps:
        step = Step(name, shown.append, before, after, gesture)
        made.add(step)
        history.add(step)
    del step
    assert len(made) == history.count() == MOST_STEPS
    while history.canUndo():
        history.undo()
    assert shown[-1] == 6


def test_drawing_and_edits_are_undone_in_the_order_in_which_they_were_made(session):
    draw(session)
    session.networks.edit((BIAS,), "bias of h3")
    session.sketch.clear()
    names = []
    while session.undoable:
        names.append(session.undoable)
        session.undo()
    assert names == ["clear", "bias of h3", "stroke"]
    assert session.sketch.drawing.is_empty
    assert session.networks.current.weights is session.networks.current.original
    for name in reversed(names):
        assert session.redoable == name
        session.redo()
    assert session.networks.current.edits == (BIAS,)
    assert not session.redoable


def test_the_small_steps_of_one_gesture_are_one_step_and_none_when_it_ends_where_it_began(session):
    networks = session.networks
    for share in (0.1, 0.2, 0.3):
        networks.edit((PruneEdit(share),), "pruning", PruneEdit(share).target)
    session.undo()
    assert networks.current.edits == ()
    assert not session.undoable
    networks.edit((NOISE,), "noise", NOISE.target)
    networks.edit((), "noise", NOISE.target)
    assert not session.undoable


def test_what_is_done_between_the_steps_of_a_gesture_ends_it(session):
    networks = session.networks
    networks.edit((NOISE,), "noise", NOISE.target)
    draw(session)
    networks.edit((NoiseEdit(0.2, 5),), "noise", NOISE.target)
    session.undo()
    assert networks.current.edits == (NOISE,)
    networks.use(network_of(("sigmoid", "sigmoid"), seed=1))
    session.undo()
    networks.edit((NOISE,), "noise", NOISE.target)
    session.undo()
    assert networks.current.edits == ()


def test_steps_that_are_made_together_are_undone_and_redone_together(session):
    draw(session)
    with session.history.together("new start"):
        session.sketch.clear()
        session.networks.edit((BIAS,), "bias of h3")
    assert session.undoable == "new start"
    session.undo()
    assert (len(session.sketch.drawing.strokes), session.networks.current.edits) == (1, ())
    assert (session.undoable, session.redoable) == ("stroke", "new start")
    session.redo()
    assert session.sketch.drawing.is_empty
    assert session.networks.current.edits == (BIAS,)


def test_where_nothing_is_done_together_there_is_no_step(session):
    draw(session)
    with session.history.together("new start"):
        pass
    assert session.undoable == "stroke"
    assert not session.redoable


def test_an_edit_is_undone_in_its_own_network_which_becomes_the_current_one(session):
    networks = session.networks
    edited = networks.current
    networks.edit((BIAS,), "bias of h3")
    networks.use(network_of(("sigmoid", "sigmoid"), seed=1))
    other = networks.current
    draw(session)
    session.undo()
    assert networks.current is other
    session.undo()
    assert networks.current is edited
    assert edited.edits == ()
    networks.go_forward()
    session.redo()
    assert networks.current is edited
    assert edited.edits == (BIAS,)


def test_while_a_network_in_training_answers_strokes_can_be_undone_but_edits_cannot(session):
    draw(session)
    session.networks.edit((BIAS,), "bias of h3")
    recogniser = session.recogniser
    session.show_training(recogniser.network, recogniser.preparation, recogniser.class_names)
    assert not session.undoable
    session.undo()
    assert session.networks.current.edits == (BIAS,)
    draw(session)
    assert session.undoable == "stroke"
    session.undo()
    assert not session.undoable
    session.end_training()
    assert session.undoable == "bias of h3"


def test_undo_during_a_stroke_takes_back_that_stroke_only(session):
    draw(session)
    session.sketch.begin_stroke(4, 20)
    assert (session.undoable, session.redoable) == ("stroke", "")
    session.undo()
    session.sketch.end_stroke()
    assert len(session.sketch.drawing.strokes) == 1
    assert session.undoable == "stroke"


def test_an_edit_that_cannot_be_computed_with_is_no_step(session):
    with pytest.raises(ValueError, match="so large"):
        session.networks.edit((BiasEdit(0, 2, float("inf")),))
    assert not session.undoable
    assert session.networks.current.edits == ()
