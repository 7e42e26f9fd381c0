"""What nnapp stores with the weights of a network, as JSON: how to use it and how it was trained."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from nnapp.digits.class_names import MOST_CLASSES, check_class_names
from nnapp.digits.preparations import preparation_named
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files.errors import WeightFileError
from nnapp.files.import_answers import Answers
from nnapp.files.input_scale import UNIT
from nnapp.files.layer_assembly import assemble
from nnapp.files.run_settings import data_from_json, settings_as_json, training_from_json
from nnapp.files.strict_json import parse_json, without_nan
from nnapp.files.training_record import TrainingRecord
from nnapp.nn.activations import activation_named
from nnapp.nn.network import MOST_LAYERS, MOST_NEURONS, Layer, Network

VERSION: Final = 1
SUPERFLUOUS: Final = "it should hold the weights and biases of each layer, and nothing else."


def describe(recogniser: Recogniser, record: TrainingRecord | None) -> str:
    """Return the description of ``recogniser`` as JSON."""
    description: dict[str, Any] = {
        "version": VERSION,
        "activations": [layer.activation.name for layer in recogniser.network.layers],
        "preparation": recogniser.preparation.name,
        "classes": list(recogniser.class_names),
        "firing_threshold": recogniser.firing_threshold,
    }
    if record is not None:
        description["training"] = _record_as_json(record)
    return json.dumps(description, ensure_ascii=False)


def described_network(
    text: str, arrays: Mapping[str, NDArray[Any]], names: tuple[str, str]
) -> tuple[Recogniser, TrainingRecord | None]:
    """Return the network that ``text`` and ``arrays`` describe.

    Args:
        text: what ``describe`` wrote.
        arrays: weights and biases by name.
        names: the patterns of the names of weights and biases, with ``{}`` for the number of the layer, from 0.

    Raises:
        WeightFileError: something is missing, superfluous or does not fit.
    """
    description = parse_json(text.encode(), "its description")
    if not isinstance(description, dict) or description.get("version") != VERSION:
        raise WeightFileError(f"its description should be of version {VERSION}.")
    activations = description.get("activations")
    if not isinstance(activations, list) or not 1 <= len(activations) <= MOST_LAYERS:
        raise WeightFileError(f"it should name the activations of 1 to {MOST_LAYERS} layers.")
    expected = {pattern.format(number) for number in range(len(activations)) for pattern in names}
    if set(arrays) != expected:
        raise WeightFileError(SUPERFLUOUS)
    try:
        layers = [
            _layer(number, arrays[names[0].format(number)], arrays[names[1].format(number)], str(name))
            for number, name in enumerate(activations)
        ]
        preparation = preparation_named(str(description.get("preparation")))
        classes = description.get("classes")
        if not isinstance(classes, list):
            raise WeightFileError("its classes should be a list of names.")
        check_class_names(classes, WeightFileError)
        recogniser = Recogniser(Network(tuple(layers)), preparation, tuple(classes), _firing_threshold(description))
    except ValueError as error:
        raise WeightFileError(str(error)) from error
    return recogniser, _record(description.get("training"))


def foreign_network(
    arrays: Mapping[str, NDArray[Any]], activations: tuple[str, ...] | None, answers: Answers
) -> tuple[Recogniser, TrainingRecord | None]:
    """Return the network in another program's arrays, for ink of 0..1; see ``assemble``."""
    network = (answers.scale or UNIT).folded_into(assemble(arrays, activations, answers))
    outputs = network.sizes[-1]
    if outputs > MOST_CLASSES:
        raise WeightFileError(f"it has {outputs:,} outputs; nnapp shows at most {MOST_CLASSES} classes.")
    classes = DIGIT_NAMES if outputs == len(DIGIT_NAMES) else tuple(str(number) for number in range(outputs))
    try:
        return Recogniser(network, preparation_named(answers.preparation), classes), None
    except ValueError as error:
        raise WeightFileError(str(error)) from error


def _layer(number: int, weights: NDArray[Any], biases: NDArray[Any], activation: str) -> Layer:
    for part in (weights, biases):
        if part.dtype not in (np.float32, np.float64):
            raise WeightFileError(f"layer {number + 1} holds numbers of the type {part.dtype}, not float32 or float64.")
        if not np.isfinite(part).all():
            raise WeightFileError(f"layer {number + 1} holds a weight or bias that is not a finite number.")
    if weights.ndim != 2 or 0 in weights.shape or max(weights.shape) > MOST_NEURONS:
        raise WeightFileError(f"layer {number + 1} has weights of the shape {weights.shape}, not (neurons, inputs).")
    return Layer(weights, biases, activation_named(activation[:40]))


def _firing_threshold(description: dict[str, Any]) -> float:
    value = description.get("firing_threshold")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise WeightFileError("its firing_threshold should be a number from 0 to 1.")
    return float(value)


def _record_as_json(record: TrainingRecord) -> dict[str, Any]:
    content = {**asdict(record), "settings": settings_as_json(record.settings)}
    if record.data_settings is None:
        del content["data_settings"]
    else:
        content["data_settings"] = settings_as_json(record.data_settings)
    return without_nan(content)


def _record(content: Any) -> TrainingRecord | None:  # noqa: ANN401 - JSON can be anything
    if content is None:
        return None
    try:
        return TrainingRecord(
            settings=training_from_json(content["settings"]),
            data=str(content["data"])[:200],
            examples=int(content["examples"]),
            epochs=int(content["epochs"]),
            validation_loss=_figure(content["validation_loss"]),
            validation_accuracy=_figure(content["validation_accuracy"]),
            data_settings=data_from_json(content["data_settings"]) if "data_settings" in content else None,
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise WeightFileError("the record of its training is incomplete or damaged.") from error


def _figure(value: Any) -> float:  # noqa: ANN401 - JSON can be anything
    """Return a number; None stands for NaN, which JSON does not have."""
    return float("nan") if value is None else float(value)
