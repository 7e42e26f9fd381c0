"""The window as a whole: its parts, its actions, its pages."""


def test_every_part_can_be_found_by_its_name(window):
    for name in OBJECT_NAMES:
        assert window.findChild(QWidget, name) is not None, name
    for name in ACTION_NAMES:
        assert window.findChild(QAction, name) is not None, name


def test_actions_are_enabled_only_when_they_can_do_something(hand):
    undo, redo, clear = (hand.window.findChild(QAction, f"action{name}") for name in ("Undo", "Redo", "Clear"))
    assert [action.isEnabled() for action in (undo, redo, clear)] == [False, False, False]
    hand.draw(ONE)
    assert [action.isEnabled() for action in (undo, redo, clear)] == [True, False, True]
    hand.trigger("actionUndo")
    assert [action.isEnabled() for action in (undo, redo, clear)] == [False, True, False]
