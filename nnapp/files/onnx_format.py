"""Export to ONNX, which most other programs can run. The extra ``onnx`` installs what it needs."""

from typing import Any, Final

import numpy as np

from nnapp.digits.drawing import CANVAS, PIXELS
from nnapp.digits.recogniser import Recogniser
from nnapp.files.errors import WeightFileError
from nnapp.files.training_record import TrainingRecord

OPSET: Final = 17
IR_VERSION: Final = 8
OPERATIONS: Final = {"sigmoid": "Sigmoid", "tanh": "Tanh", "relu": "Relu", "identity": "Identity"}
"""The activations by the names they have in ONNX; softmax and step need more than a name."""

SHAPES: Final[dict[str, list[int | str]]] = {"784": ["images", PIXELS], "28x28": ["images", 1, CANVAS, CANVAS]}
"""The shapes the input can have, for any number of images: a row of pixels, or a square with one channel."""


def encode(recogniser: Recogniser, record: TrainingRecord | None, shape: str = "784") -> bytes:
    """Return an ONNX model with the input ``image``, ink 0..1 in one of the ``SHAPES``, and the output ``activations``.

    Raises:
        WeightFileError: the package onnx is missing.
    """
    try:
        import onnx
        from onnx import TensorProto, helper, numpy_helper
    except ImportError as error:
        raise WeightFileError("nnapp needs the package onnx to write ONNX files: pip install 'nnapp[onnx]'.") from error
    nodes = [helper.make_node("Reshape", ["image", "pixels"], ["layer_0"])]
    numbers = [numpy_helper.from_array(np.array([-1, PIXELS], np.int64), "pixels")]
    for number, layer in enumerate(recogniser.network.layers, start=1):
        weights, biases, z, a = (f"{name}_{number}" for name in ("weights", "biases", "sums", "layer"))
        for name, array in ((weights, layer.weights), (biases, layer.biases)):
            numbers.append(numpy_helper.from_array(np.ascontiguousarray(array, np.float32), name))
        nodes.append(helper.make_node("Gemm", [f"layer_{number - 1}", weights, biases], [z], transB=1))
        nodes += _activation(helper, numpy_helper, numbers, layer.activation.name, z, a)
    nodes.append(helper.make_node("Identity", [f"layer_{len(recogniser.network.layers)}"], ["activations"]))
    outputs = [
        helper.make_tensor_value_info("activations", TensorProto.FLOAT, ["images", recogniser.network.sizes[-1]])
    ]
    inputs = [helper.make_tensor_value_info("image", TensorProto.FLOAT, SHAPES[shape])]
    graph = helper.make_graph(nodes, "nnapp", inputs, outputs, numbers, doc_string=_explanation(recogniser))
    model = helper.make_model(
        graph,
        producer_name="nnapp",
        doc_string=_explanation(recogniser),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
    )
    helper.set_model_props(model, {"classes": " ".join(recogniser.class_names), "data": record.data if record else ""})
    onnx.checker.check_model(model)
    content: bytes = model.SerializeToString()
    return content


def _activation(
    helper: Any,  # noqa: ANN401 - onnx may not be installed
    numpy_helper: Any,  # noqa: ANN401
    numbers: list[Any],
    name: str,
    z: str,
    a: str,
) -> list[Any]:
    if name == "softmax":
        return [helper.make_node("Softmax", [z], [a], axis=-1)]
    if name == "step":
        zero = f"{z}_zero"
        numbers.append(numpy_helper.from_array(np.float32(0), zero))
        above = f"{z}_above"
        return [helper.make_node("Greater", [z, zero], [above]), helper.make_node("Cast", [above], [a], to=1)]
    return [helper.make_node(OPERATIONS[name], [z], [a])]


def _explanation(recogniser: Recogniser) -> str:
    inputs = "pixels, ink 1.0 and paper 0.0"
    if recogniser.preparation.directions:
        inputs = (
            "numbers from 0.0 to 1.0: eight maps of 7x14 in four rows of two, down the left and then down the right; "
            "the first shows edges from paper to ink towards the right, each other one turned 45 degrees clockwise"
        )
    return (
        f"A network made with nnapp. Input: images of 28x28 {inputs}, rows from the top. "
        f"How to prepare them: {recogniser.preparation.explanation} ({recogniser.preparation.name}). "
        f"Output: one activation for each of the classes {', '.join(recogniser.class_names)}; a neuron fires at "
        f"{recogniser.firing_threshold:g} or more."
    )
