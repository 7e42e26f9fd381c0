"""``nnapp convert``: writes a weight file in another format."""

import argparse
import sys
from pathlib import Path

from nnapp.cli.output import print_json
from nnapp.digits.preparations import PREPARATIONS
from nnapp.files.errors import WeightFileError
from nnapp.files.import_answers import ORIENTATIONS, Answers, OpenQuestionsError
from nnapp.files.import_readings import readings
from nnapp.files.input_scale import scale_from
from nnapp.files.onnx_format import SHAPES
from nnapp.files.weight_file import ENCODERS, READABLE, check_weights_can_be_saved, load_weights, save_weights
from nnapp.nn.activations import ACTIVATIONS
from nnapp.wording import listed


def add_convert_options(convert: argparse.ArgumentParser) -> None:
    """Add the two files, and the options that answer what a file may leave open."""
    names = [activation.name for activation in ACTIVATIONS]
    convert.add_argument("source", type=Path, metavar="IN", help=f"a weight file ({', '.join(READABLE)})")
    convert.add_argument("target", type=Path, metavar="OUT", help=f"the file to write ({', '.join(ENCODERS)})")
    convert.add_argument("--hidden-activation", choices=names, help="of the hidden layers, if IN does not say")
    convert.add_argument("--output-activation", choices=names, help="of the outputs, if IN does not say")
    convert.add_argument("--orientation", choices=ORIENTATIONS, help="of the matrices, if their shapes do not tell")
    convert.add_argument(
        "--preparation",
        choices=[preparation.name for preparation in PREPARATIONS],
        default=Answers().preparation,
        help=f"how the training digits were prepared, if IN does not say (default: {Answers().preparation})",
    )
    convert.add_argument(
        "--scale",
        metavar="0-1|0-255|MEAN,DEVIATION",
        help="of the pixels it was trained on, if IN does not say; 0.1307,0.3081 in PyTorch's example for MNIST",
    )
    convert.add_argument(
        "--onnx-input", choices=list(SHAPES), default="784", help="shape of the input in an .onnx file"
    )


def answers(options: argparse.Namespace) -> Answers:
    """Return what the options say about IN."""
    scale = None if options.scale is None else scale_from(options.scale)
    return Answers(
        options.hidden_activation, options.output_activation, options.orientation, options.preparation, scale
    )


def convert_command(source: Path, target: Path, said: Answers, onnx_input: str, *, as_json: bool) -> int:
    """Read the weight file ``source``, written by nnapp or by another program, and write it as ``target``."""
    check_weights_can_be_saved(target)
    try:
        content = load_weights(source, said)
    except OpenQuestionsError as error:
        options = listed(f"--{question.replace('_', '-')}" for question in error.questions)
        best = _best_reading(source, error.questions)
        raise WeightFileError(f"{str(error).removesuffix('.')}; add {options}.{best}") from error
    save_weights(target, content, onnx_input)
    sizes = content.recogniser.network.sizes
    if as_json:
        print_json({"saved": str(target), "sizes": list(sizes)})
    else:
        sys.stdout.write(f"Saved {'-'.join(map(str, sizes))} as {target}\n")
    return 0


def _best_reading(source: Path, questions: tuple[str, ...]) -> str:
    """Return which answers make the network in ``source`` most accurate, in a sentence; empty if none do."""
    found = readings(source, questions)
    if not found or found[0].accuracy < 0.5:
        return ""
    best = found[0]
    hidden = f"--hidden-activation {best.hidden_activation} " if best.hidden_activation else ""
    return f" With {hidden}--scale {best.scale} it recognises {best.accuracy:.1%} of MNIST's test digits."
