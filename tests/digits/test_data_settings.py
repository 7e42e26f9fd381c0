from dataclasses import replace

import pytest

from nnapp.digits.data_settings import Augmentation, DataSettings, limited
from nnapp.nn.setting_declarations import SettingsError


def test_drawings_bring_things_that_are_no_digit():
    settings = DataSettings(examples=1_100, drawn=800, nonsense_share=0.25)
    assert settings.nonsense == 200
    assert settings.total == 2_100
    assert settings.description == "1,100 from MNIST, 800 drawings and 200 non-digits"
    assert DataSettings(examples=5, drawn=0).description == "5 from MNIST"


def test_own_drawings_are_learnt_beside_what_is_rehearsed():
    rehearsal = DataSettings(examples=1_100, drawn=0)
    settings = replace(rehearsal, hand="mine.jsonl", warps=200)
    assert settings.total == 1_300
    assert settings.description == "1,100 from MNIST, 200 variations of your drawings"
    assert settings.rehearsal == rehearsal
    assert rehearsal.rehearsal == rehearsal


def test_a_limit_keeps_the_proportion():
    assert limited(DataSettings(examples=2_000, drawn=1_000, nonsense_share=1.0), 1_000) == (500, 250)
    assert limited(DataSettings(drawn=0), 500) == (500, 0)
    assert limited(DataSettings(examples=0, drawn=20_000, nonsense_share=3.0), 7) == (3, 1)
    assert limited(DataSettings(), 10**400) == (DataSettings().examples, DataSettings().drawn)


def test_a_limit_of_other_data_counts_no_drawings():
    data = DataSettings(examples=2_000, source="own")
    assert limited(data, 1_000) == (1_000, data.drawn)
    assert limited(data, 3_000) == (2_000, data.drawn)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"examples": -1}, "examples", "Digits must be 0 or more, not -1"),
        ({"examples": 70_000}, "examples", "70,000 digits to learn from"),
        ({"validation": 9_000}, "validation", "use at most 60,000 in all"),
        ({"validation": -1}, "validation", "0 or more, not -1"),
        ({"validation_share": 0.6}, "validation", "should be from 0 to 0.5"),
        ({"drawn": 300_000}, "drawn", "from 0 to 200,000"),
        ({"class_names": ("a", "a")}, "class_names", "Two classes have the same name"),
        ({"class_names": ("a", "\n")}, "class_names", "1 to 40 printable characters"),
        ({"class_names": ("a", "")}, "class_names", "1 to 40 printable characters"),
        (
            {"preparation": "mnist-directions", "augmentation": Augmentation(noise=0.1)},
            "preparation", "change pixels, not directions; set all three to 0",
        ),
        ({"hand": "mine.jsonl", "source": "pets.csv"}, "source", "learnt beside MNIST, not beside other data"),
        ({"warps": 5}, "hand", "none without a file"),
        ({"hand": "mine.jsonl", "warps": -1}, "hand", "From 0 to 200,000 examples"),
        ({"hand": "d\udcff.jsonl"}, "source", "not valid Unicode"),
        ({"preparation": "magic"}, "preparation", "Preparation: there is no “magic”; there are mnist,"),
    ],
)  # fmt: skip
def test_what_mnist_cannot_give_is_refused_at_its_field(changes, field, sentence):
    with pytest.raises(SettingsError, match=sentence) as caught:
        DataSettings(**changes)
    assert caught.value.field == field


@pytest.mark.parametrize(("name", "value"), [("shift", 9.0), ("rotation", -1.0), ("noise", float("nan"))])
def test_augmentation_has_limits(name, value):
    with pytest.raises(SettingsError, match=f"{name.capitalize()} must be from 0 to"):
        Augmentation(**{name: value})
