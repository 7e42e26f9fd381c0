"""A button that goes on by itself until it is stopped, or hidden."""

from nnapp.gui.widgets.play_button import PlayButton


def test_it_takes_steps_until_it_is_stopped_or_nobody_sees_it(qtbot):
    steps = []
    button = PlayButton("Play", "play", "Go on.", lambda: steps.append(button.text()))
    qtbot.addWidget(button)
    button.show()
    button.play(1)
    qtbot.waitUntil(lambda: len(steps) > 1)
    assert set(steps) == {"Stop"}
    button.stop()
    assert (button.text(), button.is_playing) == ("Play", False)
    button.play(1)
    button.hide()
    assert (button.text(), button.is_playing) == ("Play", False)
