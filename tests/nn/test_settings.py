import pytest

from nnapp.nn.settings import Rates, SettingsError, TrainingSettings


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"epochs": 0}, "epochs", "at least 1 epoch, not 0"),
        ({"batch_size": 0}, "batch_size", "at least 1 example"),
        ({"learning_rate": 0.0}, "learning_rate", "above 0"),
        ({"learning_rate": float("nan")}, "learning_rate", "above 0"),
        ({"momentum": 1.0}, "momentum", "up to but not 1"),
        ({"square_decay": 1.0}, "square_decay", "up to but not 1"),
        ({"l2": -1.0}, "l2", "0 or more"),
        ({"dropout": 0.95}, "dropout", "hardly a neuron would learn"),
        ({"dropout": 0.5, "hidden": ()}, "dropout", "this network has none"),
        ({"hidden": (15, 0)}, "hidden", "at least 1 neuron"),
        ({"hidden": (2,) * 64}, "hidden", "at most 63 hidden layers"),
        ({"hidden": (2, 2, 2), "hidden_activations": ("tanh", "relu")}, "hidden_activations", "name one for each"),
        ({"hidden_activations": ("step",)}, "hidden_activations", "derivative is 0 everywhere"),
        ({"hidden_activations": ("magic",)}, "hidden_activations", "no activation function “magic”"),
        ({"output_activation": "step"}, "loss", "cannot be trained"),
        ({"output_activation": "softmax"}, "loss", "use sigmoid outputs, or cross-entropy"),
        ({"output_activation": "tanh", "loss": "cross-entropy"}, "loss", "not limited to 0..1"),
        ({"optimizer": "luck"}, "optimizer", "no optimizer “luck”"),
        ({"schedule": "never"}, "schedule", "no schedule “never”"),
        ({"loss": "none"}, "loss", "no loss function “none”"),
        ({"patience": -1}, "patience", "0 for never"),
        ({"target_accuracy": 1.5}, "target_accuracy", "from 0 to 1"),
        ({"seconds": -1.0}, "seconds", "0 for never"),
        ({"seed": -1}, "seed", "from 0 up"),
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
