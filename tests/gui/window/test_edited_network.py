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
