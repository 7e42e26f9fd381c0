from hypothesis import given
from hypothesis import strategies as st

from nnapp.gui.state.history import History


def test_a_new_state_forgets_what_was_taken_back():
    history = History("a", limit=10)
    history.push("b")
    history.undo()
    assert (history.current, history.can_undo, history.can_redo) == ("a", False, True)
    history.push("c")
    assert (history.current, history.can_undo, history.can_redo) == ("c", True, False)


def test_only_the_newest_states_are_kept():
    history = History(0, limit=3)
    for number in range(1, 6):
        history.push(number)
    for _ in range(5):
        history.undo()
    assert history.current == 3


@given(st.lists(st.sampled_from(["push", "undo", "redo"]), max_size=30))
def test_it_behaves_as_two_piles_of_states(steps):
    history, now, done, undone = History(0, limit=100), 0, [], []
    for number, step in enumerate(steps, start=1):
        if step == "push":
            history.push(number)
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
        assert (history.current, history.can_undo, history.can_redo) == (now, bool(done), bool(undone))
