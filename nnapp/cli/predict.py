"""``nnapp predict``: recognises the digits in pictures and drawings."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from nnapp.cli.exit_status import BAD_INPUT
from nnapp.cli.output import class_value, print_json, verdict
from nnapp.digits.drawing import Drawing
from nnapp.digits.drawings_file import DamagedLine, is_drawings_file, read_what_is_valid
from nnapp.digits.errors import DataError
from nnapp.digits.pictures import read_digits
from nnapp.digits.recogniser import Recogniser, Recognition
from nnapp.files.weight_file import load_weights

Answer = Recognition | DataError
"""What became of an input: an error says why it cannot be read."""


def predict_command(files: Sequence[Path], weights: Path, *, as_json: bool) -> int:
    """Recognise every picture and drawing in ``files`` with the network in ``weights``; return the exit status.

    What cannot be read is named on standard error, and the rest is recognised all the same.
    """
    recogniser = load_weights(weights).recogniser
    status = 0
    for path in files:
        for name, answer in _answers(path, recogniser):
            if isinstance(answer, DataError):
                status = BAD_INPUT
                sys.stderr.write(f"{answer}\n")
            if as_json:
                print_json({"input": name, **_as_json(answer, recogniser)})
            elif isinstance(answer, Recognition):
                digit = "–" if not answer.fired else recogniser.class_names[answer.fired[0]]
                sys.stdout.write(f"{name}: {digit} ({verdict(recogniser, answer)})\n")
    return status


def _answers(path: Path, recogniser: Recogniser) -> Iterator[tuple[str, Answer]]:
    """Yield the name of each drawing or digit in ``path``, and the answer to it."""
    try:
        if is_drawings_file(path):
            for entry in read_what_is_valid(path):
                answer = entry.error if isinstance(entry, DamagedLine) else recogniser.recognise(entry.drawing)
                yield f"{path}:{entry.line}", answer
        else:
            digits = read_digits(path).digits
            for number, digit in enumerate(digits, start=1):
                name = f"{path}, digit {number} of {len(digits)}" if len(digits) > 1 else str(path)
                yield name, recogniser.recognise(Drawing(picture=digit))
    except DataError as error:
        yield str(path), error


def _as_json(answer: Answer, recogniser: Recogniser) -> dict[str, object]:
    if isinstance(answer, DataError):
        return {"error": str(answer)}
    digit = class_value(recogniser.class_names[answer.ranking[0]])
    return {
        "digit": None if answer.is_blank else digit,
        "fired": list(answer.fired),
        "activations": [round(float(value), 6) for value in answer.outputs],
    }
