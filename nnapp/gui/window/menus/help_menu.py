"""The Help menu."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QMenu, QMessageBox, QWhatsThis

from nnapp import __version__
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.widgets.dialogs import shown
from nnapp.gui.window.glossary_help import GlossaryHelp
from nnapp.gui.window.menus.actions import action, fill_menu
from nnapp.gui.window.menus.shortcuts import ShortcutsDialog

ABOUT = (
    f"nnapp {__version__}\n\nDraw a digit and watch a small neural network recognise it.\n\n"
    "The digits are MNIST, by Yann LeCun and Corinna Cortes (CC BY-SA 3.0). The type is Inter (OFL 1.1)."
)


class HelpMenu(QMenu):
    """Explains the window."""

    def __init__(
        self,
        show_hints: Callable[[], object],
        glossary_help: GlossaryHelp,
        appearance: Appearance,
        window: QMainWindow,
    ) -> None:
        """Explain ``window``: by hints, its terms by ``glossary_help``, and what its keys do."""
        super().__init__("&Help", window)
        self._glossary_help, self._appearance, self._window = glossary_help, appearance, window
        whats_this = "Click anything to see what it is"
        fill_menu(
            self,
            (
                action(self, "actionHints", "Show the hints", show_hints),
                action(self, "actionGlossary", "Glossary…", self._show_glossary),
                action(self, "actionWhatsThis", "What's this?", QWhatsThis.enterWhatsThisMode, "Shift+F1", whats_this),
                action(self, "actionShortcuts", "Keyboard shortcuts", self._show_shortcuts, "F1"),
            ),
            (action(self, "actionAbout", "About nnapp", self._show_about),),
        )

    def _show_glossary(self) -> None:
        """Show what the terms in the window mean, in a dialog of which there is one at most."""
        from nnapp.gui.window.glossary_dialog import GlossaryDialog

        opened = GlossaryDialog.open_for(self._window, self._glossary_help.glossary, self._appearance)
        # Once, though the dialog may have been open before.
        opened.lesson_wanted.connect(self._glossary_help.lesson_wanted, Qt.ConnectionType.UniqueConnection)

    def _show_shortcuts(self) -> None:
        with shown(ShortcutsDialog(self._window, self._appearance)):
            pass

    def _show_about(self) -> None:
        """Show the version, and whose digits and type are used."""
        with shown(QMessageBox(QMessageBox.Icon.NoIcon, "About nnapp", ABOUT, parent=self._window)):
            pass
