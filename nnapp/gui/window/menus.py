"""The menus, and the actions in them."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from nnapp.gui.window.actions import action, appearance_actions, tool_actions
from nnapp.gui.window.size_actions import size_actions
from nnapp.locations import SHIPPED_NETWORKS, shipped_weights

if TYPE_CHECKING:
    from nnapp.gui.window.main_window import MainWindow


class Menus(QObject):
    """Builds the menus of a window and keeps their actions enabled as long as they can do something."""

    def __init__(self, window: "MainWindow", has_edited: bool) -> None:  # noqa: FBT001 - whether there is such a file
        """Fill the menu bar of ``window``; ``has_edited`` says that an edited network was kept."""
        super().__init__(window)
        self._window = window
        self._build_edit_actions()
        self._build_network_actions(has_edited)
        self._recent = QMenu("Recent weights", window)
        self._recent.setObjectName("recentWeightsMenu")
        self._shipped = self._make_shipped()
        self._fill()
        window.session.recognition_changed.connect(self._show_what_can_be_done)
        window.session.network_changed.connect(self._show_what_can_be_done)
        window.session.history_changed.connect(self._show_what_can_be_done)
        # Looking for the last network reads the disk, so it is not done with every stroke.
        window.library.changed.connect(self._show_last_trained)
        window.weights.recent_changed.connect(self._show_recent)
        self._show_what_can_be_done()
        self._show_last_trained()
        self._show_recent()

    @property
    def drawing_actions(self) -> tuple[QAction, ...]:
        """The actions that the board shows as buttons below the canvas."""
        return (*self._tools, self._undo, self._redo, self._clear)

    def _build_edit_actions(self) -> None:
        window, session, sketch = self._window, self._window.session, self._window.session.sketch
        self._tools = tool_actions(window, sketch)
        self._undo = action(window, "actionUndo", "Undo", session.undo, "Ctrl+Z")
        self._redo = action(window, "actionRedo", "Redo", session.redo, "Ctrl+Shift+Z")
        self._undo.setIconText("↶")
        self._redo.setIconText("↷")
        self._clear = action(window, "actionClear", "Clear", sketch.clear, "Del", "Clear the canvas")

    def _build_network_actions(self, has_edited: bool) -> None:  # noqa: FBT001
        window, networks = self._window, self._window.session.networks
        back, forward = (partial(window.when_no_run, act) for act in (networks.go_back, networks.go_forward))
        self._previous = action(window, "actionPreviousNetwork", "Previous network", back, "Alt+Left")
        self._next = action(window, "actionNextNetwork", "Next network", forward, "Alt+Right")
        self._last_trained = action(
            window,
            "actionLastTrained",
            "Last trained network",
            window.open_last_trained,
            explanation="The network that was trained last, kept even if the window was closed without saving",
        )
        self._last_edited = action(
            window,
            "actionLastEdited",
            "Last edited network",
            window.open_last_edited,
            explanation="The network as it was edited under What if when the window was last closed",
        )
        self._last_edited.setEnabled(has_edited)

    def _fill(self) -> None:
        window = self._window
        weights, pictures = window.weights, window.pictures
        whats_this = "Then click anything to have it explained"
        menus: dict[str, Sequence[QAction | None]] = {
            "&File": (
                action(window, "actionOpenWeights", "Open weights…", weights.open, "Ctrl+O"),
                self._recent.menuAction(),
                action(window, "actionSaveWeights", "Save weights…", weights.save, "Ctrl+S"),
                None,
                action(window, "actionOpenPicture", "Open picture…", pictures.open, "Ctrl+Shift+O"),
                None,
                action(window, "actionQuit", "Quit", window.close, "Ctrl+Q"),
            ),
            "&Edit": (
                self._undo,
                self._redo,
                None,
                action(window, "actionPastePicture", "Paste picture", pictures.paste, "Ctrl+V"),
                self._clear,
                None,
                *self._tools,
            ),
            "&Network": (self._previous, self._next, self._last_trained, self._last_edited, None, *self._shipped),
            "&View": (*size_actions(window), None, *appearance_actions(window, window.appearance)),
            "&Help": (
                action(window, "actionHints", "Show the hints", window.show_hints),
                action(window, "actionGlossary", "Glossary…", window.show_glossary),
                action(window, "actionWhatsThis", "What’s this?", window.start_whats_this, "Shift+F1", whats_this),
                action(window, "actionAbout", "About nnapp", window.show_about),
            ),
        }
        for title, items in menus.items():
            menu = window.menuBar().addMenu(title)
            for item in items:
                if item is None:
                    menu.addSeparator()
                else:
                    menu.addAction(item)

    def _make_shipped(self) -> list[QAction]:
        window, open_file = self._window, self._window.weights.open_file
        shipped = [
            action(window, f"actionShipped-{name}", text, partial(open_file, shipped_weights(name), name=text))
            for name, text in SHIPPED_NETWORKS
        ]
        for one in shipped:
            one.setCheckable(True)
        return shipped

    def _show_last_trained(self) -> None:
        self._last_trained.setEnabled(self._window.library.newest_network() is not None)

    def _show_recent(self) -> None:
        self._recent.clear()
        recent = self._window.preferences.recent_weights
        for number, path in enumerate(recent, start=1):
            open_file = partial(self._window.weights.open_file, path)
            # Doubled, as one alone would underline the letter after it.
            text = path.name.replace("&", "&&")
            item = action(self._recent, f"actionRecent{number}", text, open_file, explanation=str(path))
            self._recent.addAction(item)
        self._recent.setEnabled(bool(recent))

    def _show_what_can_be_done(self) -> None:
        session = self._window.session
        for item, verb, name in ((self._undo, "Undo", session.undoable), (self._redo, "Redo", session.redoable)):
            item.setEnabled(bool(name))
            item.setText(f"{verb} {name}".strip())
        self._clear.setEnabled(not session.sketch.drawing.is_empty)
        for shipped in self._shipped:
            shipped.setChecked(shipped.text() == session.networks.current.name)
        self._previous.setEnabled(session.networks.can_go_back)
        self._next.setEnabled(session.networks.can_go_forward)
