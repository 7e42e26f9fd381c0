"""The settings of training in the real window."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox

from nnapp.digits.data_settings import DataSettings
from nnapp.files.run_settings import RunSettings
from nnapp.gui.pages.training.characteristics import Characteristic
from nnapp.gui.pages.training.summaries import Planned, about_duration
from nnapp.gui.widgets.fields import explanation_of
from nnapp.gui.work.worker import once
from nnapp.nn.inspect.formulas import explain_loss
from nnapp.nn.losses import loss_named
from nnapp.nn.settings import TrainingSettings
from tests.gui.pages.training.lab import LONG, SMALL


def test_the_eight_characteristics_of_the_course_are_named_with_their_values(lab):
    assert list(lab.summaries()) == [characteristic.value for characteristic in Characteristic]
    assert lab.summaries()["Layers"] == "784-15-10"
    assert lab.summaries()["Input data"] == "3,000 examples"
    assert lab.summaries()["Weights"].startswith("11,935")
    assert lab.summaries()["Optimizer function"] == "Adam · 0.01"


def test_every_field_explains_itself(lab):
    fields = [
        field
        for kind in (QAbstractSpinBox, QComboBox)
        for field in lab.form.findChildren(kind)
        if not field.objectName().startswith("qt_")
    ]
    assert len(fields) > 20
    for field in fields:
        assert field.accessibleName(), field.objectName()
        assert explanation_of(field).endswith("."), field.objectName()


def test_settings_go_through_the_fields_unchanged(lab):
    unusual = RunSettings(
        TrainingSettings(
            hidden=(30, 20), hidden_activations=("tanh", "relu"), output_activation="softmax", loss="cross-entropy",
            optimizer="momentum", learning_rate=0.125, momentum=0.5, beta2=0.99, schedule="linear", l2=0.001,
            dropout=0.25, batch_size=20, epochs=9, patience=3, target_accuracy=0.95, seconds=60.0, seed=5,
        ),
        DataSettings(2_000, 100, 0.25, 500, "mnist-deskew"),
    )  # fmt: skip
    lab.form.show_settings(unusual)
    assert lab.form.settings() == unusual


def test_half_filled_settings_are_read_by_nobody(lab):
    lab.form.show_settings(RunSettings(TrainingSettings(dropout=0.2)))
    others = TrainingSettings(hidden=(), hidden_activations=("sigmoid",), learning_rate=0.5, momentum=0.5, l2=0.1)
    lab.form.show_settings(RunSettings(others))
    assert lab.form.settings().training == others


def test_digits_of_which_directions_are_seen_are_not_augmented(lab):
    lab.open_characteristic("Input data")
    shift = lab.find("shiftSpinBox")
    shift.setValue(2.0)
    lab.select("preparationCombo", "mnist-directions")
    assert lab.form.settings().data.augmentation.is_none
    assert not shift.isVisible()
    assert lab.text("inputsCaption") == "784 inputs: the directions of edges"
    assert "in each of eight directions instead of its pixels." in lab.text("aboutPreparation")
    lab.select("preparationCombo", "mnist")
    assert lab.form.settings().data.augmentation.shift == 2.0
    assert shift.isVisible()
    assert lab.text("inputsCaption") == "784 inputs: the pixels"


def test_a_duration_that_cannot_be_measured_is_not_shown(lab, qtbot):
    qtbot.waitUntil(lambda: " · " in lab.summaries()["Training"], timeout=LONG)
    lab.form._worker.start(once(int, "not a number"))
    qtbot.waitUntil(lambda: " · " not in lab.summaries()["Training"], timeout=LONG)


def test_a_loss_that_fits_the_outputs_is_accepted(lab):
    lab.select("lossCombo", "cross-entropy")
    assert lab.form.problem is None
    assert lab.button("trainButton").isEnabled()


@pytest.mark.parametrize(
    ("field", "value", "sentence", "characteristic"),
    [
        ("outputActivationCombo", "tanh", "not limited to 0..1", "Loss function"),
        ("validationSpinBox", 59_000, "use at most 60,000 in all", "Input data"),
        ("examplesSpinBox", 0, "Too few examples to learn from: 0", "Input data"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_before_train_is_pressed(lab, field, value, sentence, characteristic):
    if isinstance(value, str):
        lab.select(field, value)
    else:
        lab.find(field).setValue(value)
    train = lab.button("trainButton")
    assert sentence in lab.text("settingsProblem")
    assert f"{characteristic} !" in lab.summaries()
    assert not train.isEnabled()
    lab.form.show_settings(SMALL)
    assert train.isEnabled()
    assert not any("!" in name for name in lab.summaries())


def test_a_step_so_long_that_stop_would_wait_for_it_is_refused_with_what_would_do(form):
    form.show_settings(RunSettings(TrainingSettings(hidden=(1_000,), batch_size=1_000)))
    assert form.problem.field == "batch_size"
    assert str(form.problem) == (
        "A step of 1,000 examples takes too long with 794,000 weights; use a mini-batch of at most 377."
    )
    form.change("batch_size", 377)
    assert form.problem is None


def test_more_weights_than_can_be_trained_beside_the_window_are_refused(form):
    form.show_settings(RunSettings(TrainingSettings(hidden=(3_000,))))
    assert form.problem.field == "hidden"
    assert str(form.problem) == "These layers have 2,382,000 weights; at most 2,000,000 can be trained here."


def test_the_expected_duration_is_shown_before_a_run(lab, qtbot):
    lab.find("epochsSpinBox").setValue(50)
    qtbot.waitUntil(lambda: lab.summaries()["Training"].startswith("50 epochs · "), timeout=LONG)
    lab.find("epochsSpinBox").setValue(60)
    assert lab.summaries()["Training"].startswith("60 epochs · ")
    # What an epoch takes with other settings has not been measured yet.
    lab.find("batchSizeSpinBox").setValue(20)
    assert lab.summaries()["Training"] == "60 epochs"


def test_advice_to_learn_from_more_digits_leaves_those_that_are_held_out(form):
    form.change("examples", 58_000)
    assert form.settings().data.examples == 55_000


def test_layers_are_added_changed_and_removed(lab):
    lab.open_characteristic("Layers")
    lab.click("addLayerButton")
    lab.find("hiddenNeurons2").setValue(7)
    lab.select("hiddenActivation2", "relu")
    assert lab.form.settings().training.hidden == (15, 7)
    assert lab.form.settings().training.activations == ("sigmoid", "relu")
    # Let the new row find its place first.
    QApplication.processEvents()
    lab.qtbot.mouseClick(lab.find("removeLayer1"), Qt.MouseButton.LeftButton)
    assert lab.form.settings().training.hidden == (7,)
    assert lab.summaries()["Layers"] == "784-7-10"
    for _ in range(10):
        lab.click("addLayerButton")
    assert len(lab.form.settings().training.hidden) == 8


def test_augmentation_is_previewed(lab):
    preview = lab.find("augmentationPreview")
    before = preview.images.copy()
    lab.find("rotationSpinBox").setValue(30)
    assert not np.array_equal(preview.images, before)
    lab.find("rotationSpinBox").setValue(0)
    assert np.array_equal(preview.images, before)


def test_only_what_belongs_to_the_optimizer_is_shown(lab):
    lab.open_characteristic("Optimizer function")
    shown = {}
    for optimizer in ("gradient descent", "momentum", "Adam"):
        lab.select("optimizerCombo", optimizer)
        shown[optimizer] = (lab.find("momentumSpinBox").isVisible(), lab.find("beta2SpinBox").isVisible())
    assert shown == {"gradient descent": (False, False), "momentum": (True, False), "Adam": (True, True)}


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.034, "0.034 s"), (3.44, "3.4 s"), (12.6, "13 s"), (124.0, "2 min 4 s")]
)
def test_the_seconds_of_an_epoch_are_written_as_people_say_them(seconds, words):
    plan = Planned("", 3_000, (15,), 11, "squared error", "Adam", 0.01, 4, 10, seconds)
    assert f" on this computer: {words} for each epoch of " in about_duration(plan)


def test_summaries_follow_although_another_setting_is_wrong(lab):
    lab.select("outputActivationCombo", "tanh")
    assert lab.form.problem is not None
    lab.find("seedSpinBox").setValue(12)
    lab.select("optimizerCombo", "momentum")
    assert lab.summaries()["Weights"].endswith("seed 12")
    assert lab.summaries()["Optimizer function"].startswith("Momentum")
    lab.select("lossCombo", "cross-entropy")
    assert lab.form.problem is not None
    assert lab.summaries()["Loss function !"] == "cross-entropy"
    assert lab.text("aboutLoss") == explain_loss(loss_named("cross-entropy"))


def test_a_number_half_typed_is_not_yet_a_setting(lab, qtbot):
    lab.open_characteristic("Training")
    field = lab.find("batchSizeSpinBox")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "128")
    assert lab.form.settings().training.batch_size == 64
    lab.form.commit()
    assert lab.form.settings().training.batch_size == 128


def test_settings_stand_behind_one_button_or_a_characteristic(lab):
    epochs, quick = lab.find("epochsSpinBox"), lab.button("quickRecipe")
    assert (quick.isVisible(), epochs.isVisible()) == (True, False)
    lab.click("allSettingsButton")
    assert (quick.isVisible(), epochs.isVisible()) == (False, True)
    lab.open_characteristic("Weights")
    assert (lab.find("seedSpinBox").isVisible(), epochs.isVisible()) == (True, False)
    lab.click("allSettingsButton")
    assert (quick.isVisible(), lab.find("seedSpinBox").isVisible()) == (True, False)
