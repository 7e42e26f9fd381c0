"""The options of ``nnapp train``: every setting of a run, and a file that holds them all."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from nnapp.digits.data_settings import DataSettings, limited
from nnapp.digits.preprocessing import PREPARATIONS
from nnapp.files.run_settings import RunSettings, read_run_settings
from nnapp.nn.activations import ACTIVATIONS
from nnapp.nn.losses import LOSSES
from nnapp.nn.optimizers import OPTIMIZERS, SCHEDULES
from nnapp.nn.settings import TrainingSettings

NUMBERS: tuple[tuple[str, Callable[[str], float], str], ...] = (
    ("epochs", int, "rounds over the digits"),
    ("batch_size", int, "digits per mini-batch"),
    ("learning_rate", float, "how large a step the weights take against the gradient"),
    ("momentum", float, "how much of the last step is kept, of momentum and Adam"),
    ("square_decay", float, "how slowly Adam forgets the size of past gradients"),
    ("l2", float, "penalty on large weights"),
    ("dropout", float, "share of hidden neurons silenced in each mini-batch"),
    ("patience", int, "stop when the validation loss was not better for N epochs; 0: never"),
    ("target_accuracy", float, "stop when this share of the validation digits is right; 0: never"),
    ("seconds", float, "stop after so many seconds of training; 0: never"),
    ("seed", int, "the same seed gives the same network"),
)
DATA_NUMBERS: tuple[tuple[str, str], ...] = (
    ("mnist", "digits of MNIST to learn from"),
    ("drawn", "synthetic drawings beside MNIST"),
    ("validation", "digits of MNIST to validate with"),
)
CHANGES: tuple[tuple[str, str], ...] = (
    ("shift", "shift each digit by up to N pixels"),
    ("rotation", "rotate each digit by up to N degrees"),
    ("noise", "add noise of this standard deviation to each pixel"),
)


def add_train_options(train: argparse.ArgumentParser) -> None:
    """Add every option. None has a default here, so that only those given change a settings file."""
    usual, data = TrainingSettings(), DataSettings()
    trainable = [activation.name for activation in ACTIVATIONS if activation.trainable]
    hidden = ",".join(str(neurons) for neurons in usual.hidden)
    train.add_argument("--settings", type=Path, metavar="FILE", help="repeat a run whose settings were exported")
    train.add_argument("--hidden", metavar="N[,N...]", help=f"neurons of each hidden layer ({hidden})")
    train.add_argument(
        "--hidden-activation",
        metavar="NAME[,NAME...]",
        help=f"activation of the hidden layers, one for all or one for each: {', '.join(trainable)} "
        f"({usual.hidden_activations[0]})",
    )
    names = (
        ("output_activation", trainable, "activation of the outputs"),
        ("loss", [loss.name for loss in LOSSES], "loss function"),
        ("optimizer", [optimizer.name for optimizer in OPTIMIZERS], "optimizer function"),
        ("schedule", list(SCHEDULES), "how the learning rate falls"),
    )
    for name, choices, explanation in names:
        train.add_argument(_flag(name), choices=choices, help=f"{explanation} ({getattr(usual, name)})")
    for name, kind, explanation in NUMBERS:
        train.add_argument(_flag(name), type=kind, metavar="N", help=f"{explanation} ({getattr(usual, name):g})")
    for name, explanation in DATA_NUMBERS:
        train.add_argument(_flag(name), type=int, metavar="N", help=f"{explanation} ({getattr(data, name):,})")
    train.add_argument("--data", metavar="FILE", help="learn from this file or folder instead of MNIST")
    train.add_argument("--class-names", metavar="NAME[,NAME...]", help="what the classes of --data are called")
    train.add_argument("--limit", type=int, metavar="N", help="learn from N digits only, MNIST and drawings alike")
    train.add_argument(
        "--preparation",
        choices=[preparation.name for preparation in PREPARATIONS],
        help=f"how digits are prepared for the network ({data.preparation})",
    )
    for name, explanation in CHANGES:
        train.add_argument(_flag(name), type=float, metavar="N", help=f"{explanation} (0)")
    train.add_argument("--out", type=Path, metavar="FILE", help="where to save (default: a new trained.safetensors)")
    train.add_argument("--curves", type=Path, metavar="FILE", help="write the figures of each epoch as CSV")
    train.add_argument(
        "--run",
        type=Path,
        metavar="FOLDER",
        help="keep the run in this folder; one that was cut off there goes on from its last checkpoint",
    )


def run_settings(options: argparse.Namespace) -> RunSettings:
    """Return the settings that the options ask for.

    Raises:
        SettingsError: a value that cannot be, or a settings file that cannot be used.
        ValueError: layers or a limit that are no numbers.
    """
    base = read_run_settings(options.settings) if options.settings else RunSettings()
    names = ("output_activation", "loss", "optimizer", "schedule", *(name for name, *_ in NUMBERS))
    training = _given(options, names)
    if options.hidden is not None:
        training["hidden"] = _layers(options.hidden)
    if options.hidden_activation is not None:
        training["hidden_activations"] = tuple(name.strip() for name in options.hidden_activation.split(","))
    elif "hidden" in training and len(base.training.hidden_activations) > 1:
        training["hidden_activations"] = base.training.hidden_activations[:1]
    data = _given(options, (*(name for name, _ in DATA_NUMBERS), "preparation"))
    if options.data is not None:
        data["source"] = str(Path(options.data).resolve())
    if options.class_names is not None:
        data["class_names"] = tuple(name.strip() for name in options.class_names.split(","))
    changes = _given(options, [name for name, _ in CHANGES])
    if changes:
        data["augmentation"] = replace(base.data.augmentation, **changes)
    wanted = replace(base.data, **data)
    if options.limit is not None:
        if options.limit < 1:
            raise ValueError(f"--limit takes a number of digits from 1 up, not {options.limit}.")
        mnist, drawn = limited(wanted, options.limit)
        wanted = replace(wanted, mnist=mnist, drawn=drawn)
    return RunSettings(replace(base.training, **training), wanted)


def _given(options: argparse.Namespace, names: "tuple[str, ...] | list[str]") -> dict[str, Any]:
    return {name: getattr(options, name) for name in names if getattr(options, name) is not None}


def _layers(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in text.split(",") if part.strip())
    except ValueError as error:
        raise ValueError(f"--hidden takes whole numbers such as 15 or 64,32, not “{text}”.") from error


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"
