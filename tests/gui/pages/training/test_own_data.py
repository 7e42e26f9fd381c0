"""What the form shows of the user's own data before training on them."""

import numpy as np
from PySide6.QtWidgets import QAbstractSpinBox, QLabel, QSpinBox

from nnapp.gui.pages.training.augmentation_preview import AugmentationPreview
from nnapp.gui.pages.training.characteristic_list import CharacteristicList
from nnapp.gui.pages.training.data_source import DataSourceField

LONG = 60_000


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
    assert form.findChild(QSpinBox, "validationSpinBox").text() == "at most 5,000"
    drawings = [form.findChild(QAbstractSpinBox, name) for name in ("drawnSpinBox", "nonsenseShareSpinBox")]
    assert all(field.isHidden() for field in drawings)
    notes = form.findChild(QLabel, "dataNotes")
    assert notes.text().startswith("51 of 60 examples in own.npz for training, 9 (at most 15 %) held out")
    assert "mini-batches of 51 examples instead of 64" in notes.text()
    form.change("validation", 5)
    assert notes.text().startswith("55 of 60 examples in own.npz for training, 5 held out")
    assert not preview.grab().isNull()
    choose(form, "")
    assert preview.captions == ()
    assert summary(form, 1) == "784-15-10"
    assert not any(field.isHidden() for field in drawings)


def test_data_that_cannot_be_read_are_told_at_once(form, qtbot, tmp_path):
    choose(form, tmp_path / "gone.npz")
    notes = form.findChild(QLabel, "dataNotes")
    qtbot.waitUntil(lambda: "gone.npz" in notes.text() and not notes.text().startswith("Reading"), timeout=LONG)
