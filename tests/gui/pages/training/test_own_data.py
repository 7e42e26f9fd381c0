"""What the form shows of the user's own data before training on them."""

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.datasets import TrainingData
from nnapp.files.run_settings import RunSettings
from nnapp.gui.pages.training.augmentation_preview import AugmentationPreview
from nnapp.gui.pages.training.characteristic_list import CharacteristicList
from nnapp.gui.pages.training.data_source import DataSourceField
from nnapp.gui.pages.training.settings_form import SettingsForm
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.work.worker import Worker
from nnapp.nn.examples import Examples
from nnapp.nn.settings import TrainingSettings

LONG = 60_000


@pytest.fixture
def form(qtbot):
    form = SettingsForm(Appearance("light"))
    qtbot.addWidget(form)
    yield form
    for worker in form.findChildren(Worker):
        worker.shut_down()


def choose(form, source):
    form.findChild(DataSourceField).choose(str(source))


def summary(form, row):
    return form.findChild(CharacteristicList).topLevelItem(row).text(1)


def test_own_classes_examples_and_numbers_are_shown_as_soon_as_the_data_are_chosen(form, qtbot, tmp_path):
    pictures = np.random.default_rng(0).integers(0, 100, (60, 28, 28), np.uint8)
    np.savez(tmp_path / "own.npz", x_train=pictures, y_train=np.repeat(np.arange(3, dtype=np.uint8), 20))
    preview = form.findChild(AugmentationPreview)
    choose(form, tmp_path / "own.npz")
    assert summary(form, 1) == "784-15-?"
    qtbot.waitUntil(lambda: bool(preview.captions), timeout=LONG)
    assert preview.captions == ("0 · 20", "1 · 20", "2 · 20")
    assert np.array_equal(preview.images[:6], pictures[:6].reshape(6, 784))
    assert summary(form, 1) == "784-15-3"
    assert summary(form, 6) == "strongest of 3"
    assert form.findChild(QLabel, "dataNotes").text().startswith("60 examples of 3 classes")
    assert not preview.grab().isNull()
    choose(form, "")
    assert preview.captions == ()
    assert summary(form, 1) == "784-15-10"


def test_data_that_cannot_be_read_are_told_at_once(form, qtbot, tmp_path):
    choose(form, tmp_path / "gone.npz")
    notes = form.findChild(QLabel, "dataNotes")
    qtbot.waitUntil(lambda: "gone.npz" in notes.text() and not notes.text().startswith("Reading"), timeout=LONG)


def test_what_a_run_makes_of_the_data_is_told_mini_batches_included(form, tmp_path):
    choose(form, tmp_path / "own.npz")
    few = Examples(np.zeros((17, 784), np.uint8), np.zeros(17, np.uint8))
    data = TrainingData(few, few[:3], DataSettings(source=str(tmp_path / "own.npz")), notes=("3 held out",))
    form.show_learnt(data, TrainingSettings(batch_size=64))
    said = form.findChild(QLabel, "dataNotes").text()
    assert said.startswith("3 held out")
    assert "mini-batches of 17 examples" in said


def test_data_chosen_while_a_run_lends_its_settings_are_for_the_user_s_own(form, tmp_path):
    form.lend(RunSettings(TrainingSettings(seed=5)), "Run 3")
    form.show_running(is_running=True)
    form.change("source", str(tmp_path))
    assert (form.settings().data.source, form.settings().training.seed) == ("", 5)
    form.show_running(is_running=False)
    assert (form.settings().data.source, form.settings().training.seed) == (str(tmp_path), 11)
