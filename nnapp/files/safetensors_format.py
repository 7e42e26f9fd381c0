"""nnapp's own weight files: safetensors with a description in the metadata.

Tensors ``layers.0.weights`` (neurons, inputs) and ``layers.0.biases`` (neurons,), and so on. The
metadata has one entry, ``nnapp``: a JSON object of the activations, the preparation, the class
names, the firing threshold and the record of the training. safetensors holds numbers only; nothing
in such a file is ever run, and no name in it is looked up but in the lists of this program.
"""

import json
from dataclasses import asdict
from math import isnan
from typing import Any, Final

import numpy as np
import safetensors
import safetensors.numpy

from nnapp.digits.preprocessing import preparation_named
from nnapp.digits.recogniser import Recogniser
from nnapp.files.errors import WeightFileError
from nnapp.files.record import TrainingRecord
from nnapp.files.run_settings import training_from_json
from nnapp.nn.activations import activation_named
from nnapp.nn.network import MOST_LAYERS, MOST_NEURONS, Layer, Network

VERSION: Final = 1
LONGEST_HEADER: Final = 1 << 20
"""Bytes; a header of 64 layers has about 20,000."""


def encode(recogniser: Recogniser, record: TrainingRecord | None) -> bytes:
    """Return the bytes of a weight file; the same network and record give the same bytes."""
    tensors, activations = {}, []
    for number, layer in enumerate(recogniser.network.layers):
        tensors[f"layers.{number}.weights"] = np.ascontiguousarray(layer.weights)
        tensors[f"layers.{number}.biases"] = np.ascontiguousarray(layer.biases)
        activations.append(layer.activation.name)
    description: dict[str, Any] = {
        "version": VERSION,
        "activations": activations,
        "preparation": recogniser.preparation.name,
        "classes": list(recogniser.class_names),
        "firing_threshold": recogniser.firing_threshold,
    }
    if record is not None:
        description["training"] = {
            name: None if isinstance(value, float) and isnan(value) else value for name, value in asdict(record).items()
        }
    return safetensors.numpy.save(tensors, metadata={"nnapp": json.dumps(description, ensure_ascii=False)})


def decode(content: bytes) -> tuple[Recogniser, TrainingRecord | None]:
    """Return what ``encode`` put into ``content``.

    Raises:
        WeightFileError: it is something else, or damaged.
    """
    description = _description(content)
    try:
        tensors = safetensors.numpy.load(content)
    except (safetensors.SafetensorError, ValueError, KeyError, TypeError) as error:
        raise WeightFileError("its numbers do not agree with its header.") from error
    activations = description.get("activations")
    if not isinstance(activations, list) or not 1 <= len(activations) <= MOST_LAYERS:
        raise WeightFileError(f"it should name the activations of 1 to {MOST_LAYERS} layers.")
    expected = {f"layers.{number}.{part}" for number in range(len(activations)) for part in ("weights", "biases")}
    if set(tensors) != expected:
        raise WeightFileError("it should hold the weights and biases of each layer, and nothing else.")
    try:
        network = Network(tuple(_layer(tensors, number, str(name)) for number, name in enumerate(activations)))
        recogniser = Recogniser(
            network,
            preparation_named(str(description.get("preparation"))),
            _class_names(description.get("classes")),
            _number(description, "firing_threshold", 0.0, 1.0),
        )
    except WeightFileError:
        raise
    except ValueError as error:
        raise WeightFileError(str(error)) from error
    return recogniser, _record(description.get("training"))


def _description(content: bytes) -> dict[str, Any]:
    """Return nnapp's entry of the metadata, from the header: its length in 8 bytes, then JSON."""
    length = int.from_bytes(content[:8], "little")
    if len(content) < 8 or not 2 <= length <= min(len(content) - 8, LONGEST_HEADER):
        raise WeightFileError("it is no safetensors file.")
    try:
        header = json.loads(content[8 : 8 + length].decode())
        description = json.loads(header["__metadata__"]["nnapp"])
    except (ValueError, RecursionError) as error:
        raise WeightFileError("its header is no valid JSON.") from error
    except (KeyError, TypeError) as error:
        raise WeightFileError("it does not say which activations and preparation its network has.") from error
    if not isinstance(description, dict) or description.get("version") != VERSION:
        raise WeightFileError(f"it is of another version than {VERSION}.")
    return description


def _layer(tensors: dict[str, np.ndarray], number: int, activation: str) -> Layer:
    weights, biases = tensors[f"layers.{number}.weights"], tensors[f"layers.{number}.biases"]
    for part in (weights, biases):
        if part.dtype not in (np.float32, np.float64):
            raise WeightFileError(f"layer {number + 1} holds {part.dtype} numbers, not float32.")
        if not np.isfinite(part).all():
            raise WeightFileError(f"layer {number + 1} holds a weight or bias that is not a finite number.")
    if weights.ndim != 2 or 0 in weights.shape or max(weights.shape) > MOST_NEURONS:
        raise WeightFileError(f"layer {number + 1} has weights of the shape {weights.shape}, not (neurons, inputs).")
    return Layer(weights, biases, activation_named(activation))


def _class_names(names: object) -> tuple[str, ...]:
    if not isinstance(names, list) or not all(isinstance(name, str) and 0 < len(name) <= 40 for name in names):
        raise WeightFileError("its classes should be a list of names of 1 to 40 letters.")
    return tuple(names)


def _number(description: dict[str, Any], name: str, low: float, high: float) -> float:
    value = description.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise WeightFileError(f"its {name} should be a number from {low:g} to {high:g}.")
    return float(value)


def _record(content: Any) -> TrainingRecord | None:  # noqa: ANN401 - JSON from a stranger
    if content is None:
        return None
    try:
        record = TrainingRecord(
            settings=training_from_json(content["settings"]),
            data=str(content["data"]),
            examples=int(content["examples"]),
            epochs=int(content["epochs"]),
            validation_loss=_figure(content["validation_loss"]),
            validation_accuracy=_figure(content["validation_accuracy"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise WeightFileError("the record of its training is incomplete or damaged.") from error
    return record


def _figure(value: Any) -> float:  # noqa: ANN401 - JSON from a stranger
    """Return a number; None stands for NaN, which JSON has no word for."""
    return float("nan") if value is None else float(value)
