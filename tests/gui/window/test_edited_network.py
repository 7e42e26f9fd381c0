"""An edited network outlives the window."""

import numpy as np
from PySide6.QtGui import QAction

from nnapp.files.weight_file import load_weights
from nnapp.gui.window.main_window import MainWindow
from nnapp.locations import shipped_weights
from nnapp.nn.inspect.edits import PruneEdit
from tests.gui.inside import LONG


def test_an_edited_network_is_kept_when_the_window_closes(inside, qtbot):
    inside.session.networks.edit((PruneEdit(0.1),))
    assert inside.window.windowTitle() == "784-15-10, edited[*] – nnapp"
    edited = inside.session.recogniser.network.layers
    # Another one may be current by then.
    inside.session.networks.use(load_weights(shipped_weights("64")))
    inside.window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    with qtbot.waitSignal(again.session.network_changed, timeout=LONG):
        again.findChild(QAction, "actionLastEdited").trigger()
    kept = again.session.recogniser.network.layers
    assert all(np.array_equal(one.weights, two.weights) for one, two in zip(kept, edited, strict=True))
    again.close()


def test_so_is_a_network_whose_firing_threshold_was_set(inside, qtbot, tmp_path):
    inside.session.networks.set_threshold(0.73)
    assert inside.window.windowTitle() == "784-15-10, edited[*] – nnapp"
    assert inside.text("networkAbout").endswith("firing threshold 0.73 · not saved as a file")
    inside.window.weights.save_file(tmp_path / "strict.safetensors")
    assert load_weights(tmp_path / "strict.safetensors").recogniser.firing_threshold == 0.73
    assert not inside.window.isWindowModified()
    assert inside.window.windowTitle() == "strict.safetensors[*] – nnapp"
    inside.window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    with qtbot.waitSignal(again.session.network_changed, timeout=LONG):
        again.findChild(QAction, "actionLastEdited").trigger()
    assert again.session.recogniser.firing_threshold == 0.73
    again.close()
