"""The Edit menu: what was done, and the drawing."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from nnapp.gui.state.my_hand import MyHand
from nnapp.gui.state.session import Session
from nnapp.gui.window.menus.actions import Choice, action, belongs_to_focus, choice_actions, explain_action, fill_menu
from nnapp.gui.window.menus.keep_menu import KeepMenu
from nnapp.gui.window.picture_dialogs import PictureDialogs


class EditMenu(QMenu):
    """Undoes and redoes whatever was done, and acts on the drawing."""

    def __init__(self, session: Session, my_hand: MyHand, pictures: PictureDialogs, window: QWidget) -> None:
        """Act on the history and the drawing of ``session``, which is kept in ``my_hand``; ``pictures`` are pasted."""
        super().__init__("&Edit", window)
        self._session = session
        self._undo = action(self, "actionUndo", "Undo", session.undo, "Ctrl+Z", "Undo")
        self._redo = action(self, "actionRedo", "Redo", session.redo, "Ctrl+Shift+Z", "Redo")
        self._undo.setIconText("↶")
        self._redo.setIconText("↷")
        clear = action(self, "actionClear", "Clear", self._start_again, "Del", "Clear the canvas")
        self._clear = belongs_to_focus(clear)
        self._tools = self._tool_actions()
        paste = action(self, "actionPastePicture", "Paste picture", pictures.paste, "Ctrl+V")
        self._keep = KeepMenu(my_hand, window)
        fill_menu(self, (self._undo, self._redo), (paste, self._clear, self._keep.menuAction()), self._tools)
        session.recognition_changed.connect(self._show_what_can_be_done)
        session.history_changed.connect(self._show_what_can_be_done)
        self._show_what_can_be_done()

    @property
    def board_actions(self) -> tuple[QAction, ...]:
        """The actions that the board shows as buttons, and whose keys work on its canvas."""
        return (*self._tools, self._undo, self._redo, self._clear)

    @property
    def keep_actions(self) -> list[QAction]:
        """The actions that say what the drawing is, and keep it."""
        return self._keep.actions()

    def _tool_actions(self) -> list[QAction]:
        def take(erasing: bool) -> None:  # noqa: FBT001 - the value of a choice
            self._session.sketch.erasing = erasing

        tools = (
            Choice("actionPen", "Pen", value=False, shortcut="P", explanation="Draw"),
            Choice("actionEraser", "Eraser", value=True, shortcut="E", explanation="Erase ink"),
        )
        return [belongs_to_focus(tool) for tool in choice_actions(self, tools, self._session.sketch.erasing, take)]

    def _start_again(self) -> None:
        self._session.sketch.clear()
        # On an empty canvas an eraser would look like a pen that is broken.
        self._tools[0].trigger()

    def _show_what_can_be_done(self) -> None:
        session = self._session
        for item, verb, name in ((self._undo, "Undo", session.undoable), (self._redo, "Redo", session.redoable)):
            text = f"{verb} {name}".strip()
            if text != item.text():
                item.setText(text)
                explain_action(item, text)
            item.setEnabled(bool(name))
        self._clear.setEnabled(not session.sketch.drawing.is_empty)
