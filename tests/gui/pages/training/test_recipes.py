"""Recipes: one click puts their settings in the form."""

import pytest

from nnapp.digits.data_settings import DataSettings
from nnapp.gui.pages.training.recipes import RECIPES
from tests.gui.pages.training.lab import SMALL

BY_KEY = {recipe.key: recipe for recipe in RECIPES}


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.key)
def test_every_recipe_is_a_sentence_with_settings_of_its_own(recipe):
    assert recipe.sentence.endswith(".")
    assert sum(other.settings() == recipe.settings() for other in RECIPES) == 1


def test_the_best_reader_sees_directions():
    assert BY_KEY["best"].settings().data.prepared_by.directions


def test_the_form_begins_with_quick_which_learns_from_all_that_the_default_network_learns_from(form):
    assert form.settings() == BY_KEY["quick"].settings()
    assert BY_KEY["quick"].data == DataSettings()


def test_one_click_puts_a_recipe_in_the_form_and_marks_it_until_a_setting_is_changed(lab):
    assert lab.form.settings() == SMALL
    assert lab.marked_recipe() is None
    lab.click("courseRecipe")
    assert lab.form.settings() == BY_KEY["course"].settings()
    assert lab.marked_recipe() == "course"
    epochs = lab.find("epochsSpinBox")
    epochs.setValue(31)
    assert lab.marked_recipe() is None
    epochs.setValue(30)
    assert lab.marked_recipe() == "course"
    lab.click("courseRecipe")
    assert lab.marked_recipe() == "course"


def test_every_recipe_is_marked_when_it_is_chosen(lab):
    for key in BY_KEY:
        lab.click(f"{key}Recipe")
        assert lab.marked_recipe() == key


def test_a_recipe_learns_from_the_data_that_are_chosen(lab, tmp_path):
    lab.find("dataSourceButton").choose(str(tmp_path))
    lab.click("too-fastRecipe")
    assert lab.form.settings().data.source == str(tmp_path)
    assert lab.marked_recipe() == "too-fast"
