"""Settings and options say the same, in both directions."""

import argparse
from dataclasses import replace

import pytest

from nnapp.cli.train_options import add_train_options, as_options, run_settings, train_command_line
from nnapp.digits.data_settings import DataSettings
from nnapp.files.run_settings import RunSettings
from nnapp.files.training_record import TrainingRecord
from nnapp.nn.setting_declarations import SettingsError, declarations
from nnapp.nn.settings import RateChange, Rates, TrainingSettings

USUAL = RunSettings()


def read_again(options):
    parser = argparse.ArgumentParser()
    add_train_options(parser)
    return run_settings(parser.parse_args(options))


def with_another(settings, name):
    """Return ``settings`` with a valid value for the setting ``name`` that is not its default."""
    usual, declaration = getattr(settings, name), declarations(settings)[name]
    values = [key for key, _ in declaration.choices] or [type(usual)(usual * 0.7), type(usual)(1), 0.3]
    for value in values:
        if value != usual:
            try:
                return replace(settings, **{name: value})
            except SettingsError:
                continue
    raise AssertionError(name)


def changed_in_one_setting():
    training, data = USUAL.training, USUAL.data
    for name in declarations(training):
        # The usual loss has one activation of the outputs.
        base = replace(training, loss="squared error") if name == "output_activation" else training
        yield RunSettings(with_another(base, name))
    yield from (RunSettings(data=with_another(data, name)) for name in declarations(data))
    for name in declarations(data.augmentation):
        yield RunSettings(data=replace(data, augmentation=with_another(data.augmentation, name)))
    yield RunSettings(replace(training, hidden=()))
    yield RunSettings(replace(training, hidden=(9, 8), hidden_activations=("tanh", "relu")))
    yield RunSettings(data=DataSettings(source="/a b/c.csv", class_names=("one", "two")))


def test_the_default_needs_no_options():
    assert as_options(USUAL) == []


@pytest.mark.parametrize(
    "settings", list(changed_in_one_setting()), ids=lambda settings: " ".join(as_options(settings))
)
def test_options_say_every_setting(settings):
    options = as_options(settings)
    assert options
    assert read_again(options) == settings


def test_a_record_tells_the_command_that_makes_its_network_again():
    settings = TrainingSettings(hidden=(7,))
    record = TrainingRecord(settings, "digits", 100, 30, 0.1, 0.9, DataSettings(drawn=0))
    assert train_command_line(record) == "nnapp train --hidden 7 --drawn 0"
    assert train_command_line(replace(record, data_settings=None)) is None
    by_hand = replace(settings, changes=(RateChange(5, Rates(0.1, 0.5, 0.0)),))
    assert train_command_line(replace(record, settings=by_hand)) is None
