"""``nnapp predict``: recognises the digit in a picture or a drawing."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from nnapp.cli.output import print_json, verdict
from nnapp.digits.drawings_file import is_drawings_file, read_drawings
from nnapp.digits.pictures import read_picture
from nnapp.digits.preprocessing import prepare_picture
from nnapp.digits.recogniser import Recogniser, Recognition
from nnapp.files.weight_file import load_weights


def predict_command(files: Sequence[Path], weights: Path, *, as_json: bool) -> int:
    """Recognise every picture and drawing in ``files`` with the network in ``weights``."""
    recogniser = load_weights(weights).recogniser
    for path in files:
        for name, recognition in _recognitions(path, recogniser):
            if as_json:
                strongest = recogniser.class_names[recognition.ranking[0]]
                digit = int(strongest) if strongest.isdecimal() else strongest
                print_json(
                    {
                        "input": name,
                        "digit": None if recognition.is_blank else digit,
                        "fired": list(recognition.fired),
                        "activations": [round(float(value), 6) for value in recognition.outputs],
                    }
                )
            else:
                digits = "–" if not recognition.fired else recogniser.class_names[recognition.fired[0]]
                sys.stdout.write(f"{name}: {digits} ({verdict(recogniser, recognition)})\n")
    return 0


def _recognitions(path: Path, recogniser: Recogniser) -> Iterator[tuple[str, Recognition]]:
    if is_drawings_file(path):
        for labelled in read_drawings(path):
            yield f"{path}:{labelled.line}", recogniser.recognise(labelled.drawing)
    else:
        seen = prepare_picture(read_picture(path), recogniser.preparation)
        yield str(path), recogniser.recognise_prepared(seen)
