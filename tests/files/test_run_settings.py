import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.digits.data_settings import Augmentation, DataSettings
from nnapp.files.run_settings import (
    RunSettings,
    read_run_settings,
    run_settings_as_json,
    run_settings_from_json,
    training_from_json,
)
from nnapp.nn.setting_declarations import SettingsError
from nnapp.nn.settings import RateChange, Rates, TrainingSettings

UNUSUAL = RunSettings(
    TrainingSettings(
        hidden=(64, 32),
        hidden_activations=("tanh", "relu"),
        output_activation="softmax",
        loss="cross-entropy",
        optimizer="momentum",
        learning_rate=0.25,
        dropout=0.1,
        patience=4,
        changes=(RateChange(100, Rates(0.1, 0.8, 0.0)),),
    ),
    DataSettings(examples=1_000, drawn=10, validation=200, augmentation=Augmentation(1.0, 5.0, 0.05)),
)


@pytest.mark.parametrize("settings", [RunSettings(), UNUSUAL], ids=["usual", "unusual"])
def test_settings_come_back_from_json(settings):
    assert run_settings_from_json(json.loads(json.dumps(run_settings_as_json(settings)))) == settings


def test_files_keep_the_names_that_they_have_always_had():
    content = run_settings_as_json(RunSettings())
    assert content["data"]["mnist"] == 55_000
    assert content["training"]["square_decay"] == 0.999
    assert not {"examples", "beta2"} & {*content["data"], *content["training"]}
    assert list(content["data"])[:3] == ["mnist", "drawn", "nonsense_share"]
    assert run_settings_from_json({"data": {"mnist": 300}}) == RunSettings(data=DataSettings(examples=300))
    assert run_settings_from_json({"data": {"examples": 300}}) == RunSettings(data=DataSettings(examples=300))


def test_files_from_before_non_digits_could_be_chosen_say_how_many_there_were():
    content = json.loads(json.dumps(run_settings_as_json(RunSettings())))
    del content["data"]["nonsense_share"]
    assert run_settings_from_json(content).data.nonsense == round(0.15 * DataSettings().drawn)


def test_settings_from_before_a_hand_could_be_learnt_have_none():
    mine = RunSettings(data=DataSettings(hand="mine.jsonl", warps=1_200))
    content = run_settings_as_json(mine)
    assert (content["data"]["hand"], content["data"]["warps"]) == ("mine.jsonl", 1_200)
    del content["data"]["hand"], content["data"]["warps"]
    assert run_settings_from_json(json.loads(json.dumps(content))) == RunSettings()


def test_what_is_left_out_has_its_default():
    assert run_settings_from_json({"training": {"epochs": 3}}) == RunSettings(TrainingSettings(epochs=3))


def test_an_earlier_file_with_one_hidden_activation_is_understood():
    assert training_from_json({"hidden": [9, 8], "hidden_activation": "tanh"}) == TrainingSettings(
        hidden=(9, 8), hidden_activations=("tanh",)
    )


def test_settings_that_do_not_go_together_are_refused():
    with pytest.raises(SettingsError, match="This stop rule needs validation examples"):
        RunSettings(TrainingSettings(patience=3), DataSettings(validation=0))
    with pytest.raises(SettingsError, match="Too few examples to learn from: 0"):
        RunSettings(data=DataSettings(examples=0, drawn=0))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ([], "The settings must be names with values"),
        ({"trainings": {}}, "The settings has no entry “trainings”; there are data, training"),
        ({"training": {"epoch": 3}}, "has no entry “epoch”"),
        ({"training": {"epochs": "3"}}, "“epochs” must be a whole number"),
        ({"training": {"epochs": 3.5}}, "“epochs” must be a whole number"),
        ({"training": {"epochs": True}}, "“epochs” must be a whole number"),
        ({"training": {"learning_rate": "fast"}}, "“learning_rate” must be a number"),
        ({"training": {"hidden": 15}}, "“hidden” must be a list"),
        ({"training": {"loss": 3}}, "“loss” must be text"),
        ({"training": {"changes": [{"step": 1}, 5]}}, "must name learning_rate, momentum and l2"),
        ({"training": {"epochs": 0}}, "Epochs must be 1 or more"),
        ({"data": {"augmentation": {"shift": 99}}}, "Shift must be from 0 to 8"),
    ],
)
def test_other_content_is_refused_in_a_sentence(content, sentence):
    with pytest.raises(SettingsError, match=sentence):
        run_settings_from_json(content)


def test_a_file_that_cannot_be_read_is_explained(tmp_path):
    with pytest.raises(SettingsError, match=r"none\.json does not exist"):
        read_run_settings(tmp_path / "none.json")
    (tmp_path / "text.json").write_text("epochs = 3")
    with pytest.raises(SettingsError, match=r"text\.json is not a settings file: it is not valid JSON"):
        read_run_settings(tmp_path / "text.json")
    (tmp_path / "deep.json").write_text("[" * 100_000)
    with pytest.raises(SettingsError, match="is not valid JSON"):
        read_run_settings(tmp_path / "deep.json")
    for text, fault in (('{"data": {}, "data": {}}', "has the name “data” twice"), ('{"data": NaN}', "holds NaN")):
        (tmp_path / "strict.json").write_text(text)
        with pytest.raises(SettingsError, match=rf"strict\.json is not a settings file: it {fault}") as caught:
            read_run_settings(tmp_path / "strict.json")
        assert caught.value.field == "file"
    (tmp_path / "large.json").write_bytes(b" " * (1 << 20) + b"{}")
    with pytest.raises(SettingsError, match="larger than a settings file can be"):
        read_run_settings(tmp_path / "large.json")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["training", "data", "epochs", "hidden", "changes", "rates", "step", "augmentation", "loss", "x"]), inner,
        max_size=3),
    max_leaves=9,
)  # fmt: skip


@given(ANYTHING)
def test_any_json_gives_settings_or_the_one_error(content):
    try:
        settings = run_settings_from_json(content)
    except SettingsError:
        return
    assert run_settings_from_json(json.loads(json.dumps(run_settings_as_json(settings)))) == settings
