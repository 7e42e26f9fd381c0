"""``nnapp convert``: a weight file in another format."""

import argparse
import sys
from pathlib import Path

from nnapp.cli.output import print_json
from nnapp.digits.preprocessing import PREPARATIONS
from nnapp.files.answers import ORIENTATIONS, Answers, OpenQuestionsError
from nnapp.files.errors import WeightFileError
from nnapp.files.onnx_format import SHAPES
from nnapp.files.weight_file import ENCODERS, READABLE, load_weights, save_weights
from nnapp.nn.activations import ACTIVATIONS

OPTIONS = {
    "hidden_activation": "--hidden-activation",
    "output_activation": "--output-activation",
    "orientation": "--orientation",
}
"""The option that answers each question."""


def add_convert_options(convert: argparse.ArgumentParser) -> None:
    """Add the two files, and the answers to what a file may leave open."""
    names = [activation.name for activation in ACTIVATIONS]
    convert.add_argument("source", type=Path, metavar="IN", help=f"a weight file ({', '.join(READABLE)})")
    convert.add_argument("target", type=Path, metavar="OUT", help=f"the file to write ({', '.join(ENCODERS)})")
    convert.add_argument("--hidden-activation", choices=names, help="of the hidden layers, when IN does not say")
    convert.add_argument("--output-activation", choices=names, help="of the outputs, when IN does not say")
    convert.add_argument("--orientation", choices=ORIENTATIONS, help="of the matrices, when their shapes do not decide")
    convert.add_argument(
        "--preparation",
        choices=[preparation.name for preparation in PREPARATIONS],
        default=Answers().preparation,
        help=f"what digits went through before the network learnt them, when IN does not say ({Answers().preparation})",
    )
    convert.add_argument(
        "--onnx-input", choices=list(SHAPES), default="784", help="shape of the input of an .onnx file"
    )


def answers(options: argparse.Namespace) -> Answers:
    """Return what the options say of IN."""
    return Answers(options.hidden_activation, options.output_activation, options.orientation, options.preparation)


def convert_command(source: Path, target: Path, said: Answers, onnx_input: str, *, as_json: bool) -> int:
    """Read the weight file ``source``, of whatever program, and write it as ``target``."""
    if target.suffix.lower() not in ENCODERS:
        raise WeightFileError(f"{target} ends in none of {', '.join(ENCODERS)}, so its format is not known.")
    try:
        content = load_weights(source, said)
    except OpenQuestionsError as error:
        options = " and ".join(OPTIONS[question] for question in error.questions)
        raise WeightFileError(f"{str(error).removesuffix('.')}; say it with {options}.") from error
    save_weights(target, content, onnx_input)
    sizes = content.recogniser.network.sizes
    if as_json:
        print_json({"saved": str(target), "sizes": list(sizes)})
    else:
        sys.stdout.write(f"Saved {'-'.join(map(str, sizes))} as {target}\n")
    return 0
