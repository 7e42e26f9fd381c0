"""The options of ``nnapp train``: every setting of a run, and a file that holds them all."""

import argparse
import shlex
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from nnapp.digits.data_settings import Augmentation, DataSettings, limited
from nnapp.files.run_settings import RunSettings, read_run_settings
from nnapp.files.training_record import TrainingRecord
from nnapp.nn.setting_declarations import Declaration, SettingsError, declarations
from nnapp.nn.settings import TRAINABLE, TrainingSettings


def add_train_options(train: argparse.ArgumentParser) -> None:
    """Add every option. None has a default here, so that only those given change a settings file."""
    usual = TrainingSettings()
    train.epilog = (
        "Without options, training makes the network that the window opens with; “nnapp info FILE” shows the command "
        "that made another."
    )
    train.add_argument("--settings", type=Path, metavar="FILE", help="repeat a run whose settings were exported")
    train.add_argument(
        "--start",
        type=Path,
        metavar="FILE",
        help="continue training the network in this weight file, with its layers and preparation",
    )
    train.add_argument(
        "--hidden",
        metavar="N[,N...]",
        help=f"The number of neurons in each hidden layer. ({','.join(map(str, usual.hidden))})",
    )
    train.add_argument(
        "--hidden-activation",
        metavar="NAME[,NAME...]",
        help=f"The activation of the hidden layers, one for all or one for each: "
        f"{', '.join(key for key, _ in TRAINABLE)}. ({usual.hidden_activations[0]})",
    )
    for settings in (usual, DataSettings(), Augmentation()):
        for name, declaration in declarations(settings).items():
            _add(train, name, getattr(settings, name), declaration)
    train.add_argument("--data", metavar="FILE", help="learn from this file or folder instead of MNIST")
    train.add_argument("--class-names", metavar="NAME[,NAME...]", help="the names of the classes of --data, in order")
    train.add_argument("--limit", type=int, metavar="N", help="use only N examples, of MNIST and drawings alike")
    train.add_argument("--out", type=Path, metavar="FILE", help="where to save (default: a new trained.safetensors)")
    train.add_argument("--curves", type=Path, metavar="FILE", help="write the figures of each epoch as CSV")
    train.add_argument(
        "--run",
        type=Path,
        metavar="FOLDER",
        help="keep the run in this folder; an interrupted run in it is resumed from its last checkpoint",
    )


def run_settings(options: argparse.Namespace) -> RunSettings:
    """Return the settings that the options ask for.

    Raises:
        SettingsError: a value that is not allowed, or a settings file that cannot be used.
    """
    base = read_run_settings(options.settings) if options.settings else RunSettings()
    training, data = _given(options, base.training), _given(options, base.data)
    if options.hidden is not None:
        training["hidden"] = _layers(options.hidden)
    if options.hidden_activation is not None:
        training["hidden_activations"] = _names(options.hidden_activation)
    elif "hidden" in training and len(base.training.hidden_activations) > 1:
        training["hidden_activations"] = base.training.hidden_activations[:1]
    if options.data is not None:
        data["source"] = str(Path(options.data).resolve())
    if options.class_names is not None:
        data["class_names"] = _names(options.class_names)
    data["augmentation"] = replace(base.data.augmentation, **_given(options, base.data.augmentation))
    wanted = replace(base.data, **data)
    if options.limit is not None:
        if options.limit < 1:
            raise SettingsError("examples", f"--limit takes a number of examples from 1 up, not {options.limit}.")
        examples, drawn = limited(wanted.rehearsal, options.limit)
        wanted = replace(wanted, examples=examples, drawn=drawn)
    return RunSettings(replace(base.training, **training), wanted)


def as_options(settings: RunSettings) -> list[str]:
    """Return the options that ask for ``settings``, changes of rates during the run aside; defaults are left out."""
    usual, training, data = RunSettings(), settings.training, settings.data
    lists = (
        ("--hidden", training.hidden, usual.training.hidden),
        ("--hidden-activation", training.hidden_activations, usual.training.hidden_activations),
        ("--class-names", data.class_names, usual.data.class_names),
    )
    options = [(flag, ",".join(map(str, value))) for flag, value, default in lists if value != default]
    parts = ((training, usual.training), (data, usual.data), (data.augmentation, usual.data.augmentation))
    for part, default in parts:
        changed = (name for name in declarations(part) if getattr(part, name) != getattr(default, name))
        options += [(_flag(name), str(getattr(part, name))) for name in changed]
    if data.source:
        options.append(("--data", data.source))
    return [word for option in options for word in option]


def train_command_line(record: TrainingRecord) -> str | None:
    """Return the command that makes the network of ``record`` again; None if no options alone do."""
    if record.data_settings is None or record.settings.changes:
        return None
    return shlex.join(["nnapp", "train", *as_options(RunSettings(record.settings, record.data_settings))])


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _add(train: argparse.ArgumentParser, name: str, default: Any, declaration: Declaration) -> None:  # noqa: ANN401
    more: Mapping[str, Any] = {"type": type(default), "metavar": "N"}
    words = f"{default:g}" if isinstance(default, float) else str(default)
    if declaration.choices:
        more = {"choices": [key for key, _ in declaration.choices]}
    # argparse takes a percent sign for a format.
    explanation = declaration.explanation.replace("%", "%%")
    flags = [_flag(either) for either in (name, declaration.formerly) if either]
    train.add_argument(*flags, dest=name, help=f"{explanation} ({words})", **more)


def _given(options: argparse.Namespace, settings: object) -> dict[str, Any]:
    """Return the options given for the fields of ``settings``."""
    return {name: getattr(options, name) for name in declarations(settings) if getattr(options, name) is not None}


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


def _layers(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in text.split(",") if part.strip())
    except ValueError as error:
        raise SettingsError("hidden", f"--hidden takes whole numbers such as 15 or 64,32, not “{text}”.") from error
