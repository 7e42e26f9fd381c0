"""The File menu."""

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from nnapp.gui.state.preferences import Preferences
from nnapp.gui.widgets.layouts import as_tooltip
from nnapp.gui.window.lessons import Lessons
from nnapp.gui.window.menus.actions import action, fill_menu
from nnapp.gui.window.picture_dialogs import PictureDialogs
from nnapp.gui.window.weights_dialogs import WeightsDialogs


class FileMenu(QMenu):
    """Opens and saves weights, opens pictures and lessons, and quits."""

    def __init__(
        self,
        weights: WeightsDialogs,
        pictures: PictureDialogs,
        lessons: Lessons,
        preferences: Preferences,
        window: QWidget,
    ) -> None:
        """Open and save through ``weights``, ``pictures`` and ``lessons``; ``preferences`` know the recent files."""
        super().__init__("&File", window)
        self._weights, self._preferences = weights, preferences
        self._recent = QMenu("Recent weights", self)
        self._recent.setObjectName("recentWeightsMenu")
        self._recent.setToolTipsVisible(True)
        fill_menu(
            self,
            (
                action(self, "actionOpenWeights", "Open weights…", weights.open, "Ctrl+O"),
                self._recent.menuAction(),
                action(self, "actionSaveWeights", "Save weights…", weights.save, "Ctrl+S"),
            ),
            (action(self, "actionOpenPicture", "Open picture…", pictures.open, "Ctrl+Shift+O"),),
            (action(self, "actionOpenLessons", "Open lessons…", lessons.open),),
            (action(self, "actionQuit", "Quit", window.close, "Ctrl+Q"),),
        )
        weights.recent_changed.connect(self._show_recent)
        self._show_recent()

    def _show_recent(self) -> None:
        self._recent.clear()
        recent = self._preferences.recent_weights
        for number, path in enumerate(recent, start=1):
            open_file = partial(self._weights.open_file, path)
            # Doubled, as one alone would underline the letter after it.
            text = path.name.replace("&", "&&")
            item = action(self._recent, f"actionRecent{number}", text, open_file, explanation=as_tooltip(str(path)))
            self._recent.addAction(item)
        self._recent.setEnabled(bool(recent))
