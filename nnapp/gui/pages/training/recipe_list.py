"""The recipes as a list: a button for each, with its sentence beside it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from nnapp.files.run_settings import RunSettings
from nnapp.gui.pages.training.recipes import RECIPES, Recipe
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.layouts import label, paragraph


class RecipeList(QWidget):
    """Offers the recipes; the one that the settings agree with is marked."""

    chosen = Signal(Recipe)

    def __init__(self, appearance: Appearance) -> None:
        """Start with none marked."""
        super().__init__()
        self._buttons = {
            recipe.key: push_button(recipe.name, f"{recipe.key}Recipe", recipe.sentence, partial(self._take, recipe))
            for recipe in RECIPES
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        appearance.scale(grid.setHorizontalSpacing, 2 * SPACE)
        appearance.scale(grid.setVerticalSpacing, SPACE)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label("RECIPES", "heading"), 0, 0, 1, 2)
        for number, recipe in enumerate(RECIPES, start=1):
            button = self._buttons[recipe.key]
            button.setCheckable(True)
            grid.addWidget(button, number, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(paragraph(recipe.sentence, "caption"), number, 1, Qt.AlignmentFlag.AlignVCenter)

    def mark(self, settings: RunSettings | None) -> None:
        """Mark the recipe that ``settings`` agree with, whatever they are to learn from; None agrees with none."""
        for recipe in RECIPES:
            data = None if settings is None else settings.data
            agrees = data is not None and settings == recipe.settings(data.source, data.class_names)
            self._buttons[recipe.key].setChecked(agrees)

    def _take(self, recipe: Recipe) -> None:
        self._buttons[recipe.key].setChecked(True)
        self.chosen.emit(recipe)
