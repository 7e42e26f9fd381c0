from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.nn.setting_declarations import SettingsError, declarations
from nnapp.nn.settings import Rates, TrainingSettings


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"epochs": 0}, "epochs", "Epochs must be 1 or more, not 0"),
        ({"batch_size": 0}, "batch_size", "Mini-batch must be 1 or more"),
        ({"learning_rate": 0.0}, "learning_rate", "above 0"),
        ({"learning_rate": float("nan")}, "learning_rate", "above 0"),
        ({"momentum": 1.0}, "momentum", "from 0 up to but not including 1, not 1"),
        ({"beta2": 1.0}, "beta2", "up to but not including 1"),
        ({"l2": -1.0}, "l2", "0 or more"),
        ({"dropout": 0.95}, "dropout", "from 0 to 0.9, not 0.95"),
        ({"dropout": 0.5, "hidden": ()}, "dropout", "this network has none"),
        ({"hidden": (15, 0)}, "hidden", "from 1 to 65,536 neurons"),
        ({"hidden": (2,) * 64}, "hidden", "at most 63 hidden layers"),
        ({"hidden": (2, 2, 2), "hidden_activations": ("tanh", "relu")}, "hidden_activations", "name one for each"),
        ({"hidden_activations": ("step",)}, "hidden_activations", "derivative is 0 everywhere"),
        ({"hidden_activations": ("magic",)}, "hidden_activations", "no activation function “magic”"),
        ({"output_activation": "step"}, "output_activation", "there is no “step”"),
        ({"output_activation": "tanh", "loss": "cross-entropy"}, "loss", "not limited to 0..1"),
        ({"optimizer": "luck"}, "optimizer", "there is no “luck”"),
        ({"schedule": "never"}, "schedule", "there is no “never”"),
        ({"loss": "none"}, "loss", "there is no “none”"),
        ({"patience": -1}, "patience", "0 or more, not -1"),
        ({"target_accuracy": 1.5}, "target_accuracy", "from 0 to 1"),
        ({"seconds": -1.0}, "seconds", "0 or more"),
        ({"seed": -1}, "seed", "0 or more"),
    ],
)
def test_settings_that_cannot_be_trained_are_refused_at_their_field_in_a_sentence(changes, field, sentence):
    with pytest.raises(SettingsError, match=sentence) as caught:
        TrainingSettings(**changes)
    assert caught.value.field == field
    assert str(caught.value).endswith(".")


def test_one_activation_counts_for_all_hidden_layers():
    assert TrainingSettings(hidden=(9, 8), hidden_activations=("tanh",)).activations == ("tanh", "tanh")
    assert TrainingSettings(hidden=(9, 8), hidden_activations=("tanh", "relu")).activations == ("tanh", "relu")
    assert TrainingSettings(hidden=()).activations == ()


def test_the_rates_to_begin_with_are_those_of_the_settings():
    assert TrainingSettings(learning_rate=0.5, momentum=0.1, l2=0.2).rates == Rates(0.5, 0.1, 0.2)


def test_every_setting_is_declared_with_what_a_form_and_a_command_line_need():
    declared = declarations(TrainingSettings)
    undeclared = {"hidden", "hidden_activations", "changes"}
    assert set(declared) == {entry.name for entry in fields(TrainingSettings)} - undeclared
    for name, declaration in declared.items():
        assert declaration.label, name
        assert declaration.explanation.endswith("."), name
        declaration.check(name, getattr(TrainingSettings(), name))
    assert {name for name, entry in declared.items() if entry.is_live} == {"learning_rate", "momentum", "l2"}


@given(st.sampled_from(sorted(declarations(TrainingSettings))), st.floats() | st.integers(-(2**1400), 2**1400))
def test_what_a_declaration_refuses_is_refused_at_its_field_and_all_else_is_taken(name, value):
    declaration = declarations(TrainingSettings)[name]
    try:
        declaration.check(name, value)
    except SettingsError:
        with pytest.raises(SettingsError) as caught:
            TrainingSettings(**{name: value})
        assert caught.value.field == name
    else:
        assert getattr(TrainingSettings(**{name: value}), name) == value
