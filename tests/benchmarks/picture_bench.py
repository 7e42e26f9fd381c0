"""Print how many digits nnapp reads right from image files of all kinds, a row for each condition.

Run it with ``python -m tests.benchmarks.picture_bench``. Digits of MNIST that are held out for validation are drawn
again at many sizes, with many pens and on many kinds of paper, written as files and read as the program reads them;
pages without a digit follow, in which nothing should be found.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from nnapp.digits.drawing import Drawing
from nnapp.digits.errors import DataError
from nnapp.digits.pictures import read_digits
from nnapp.digits.recogniser import Recogniser
from nnapp.files.weight_file import load_weights
from nnapp.locations import default_weights
from tests.benchmarks.picture_conditions import CONDITIONS, WITHOUT_DIGITS, Condition
from tests.benchmarks.redrawn_digits import RedrawnDigit, drawn_digits, mnist_digits

SEED = 14
WIDTH = 48
EMPTY_PAGES = 20
"""Pictures without a digit for each condition."""


def read(path: Path, recogniser: Recogniser) -> list[str]:
    """Return the names of the digits in ``path``, as the program reads them; none where it finds none."""
    try:
        pages = read_digits(path).digits
    except DataError:
        return []
    answers = [recogniser.recognise(Drawing(picture=page)) for page in pages]
    return [recogniser.class_names[answer.ranking[0]] for answer in answers]


def pictures(
    condition: Condition, digits: Sequence[RedrawnDigit], folder: Path
) -> Iterator[tuple[Path, list[RedrawnDigit]]]:
    """Write the pictures of one condition, unless they are in ``folder``, and yield them with what they show."""
    count = len(digits) // condition.digits if condition.digits else EMPTY_PAGES
    name = "".join(letter if letter.isalnum() else "-" for letter in condition.name)
    (folder / name).mkdir(exist_ok=True)
    for number in range(count):
        shown = list(digits[number * condition.digits : (number + 1) * condition.digits])
        path = folder / name / f"{number}-{'-'.join(str(digit.label) for digit in shown)}{condition.suffix}"
        if not path.exists():
            condition.make(path, shown, np.random.default_rng([SEED, number]))
        yield path, shown


def print_table(options: argparse.Namespace, folder: Path) -> None:
    """Print the row of each condition and the shares over all."""
    recogniser = load_weights(options.weights).recogniser
    digits = (
        drawn_digits(options.data, options.digits, SEED)
        if options.data
        else mnist_digits(options.digits, SEED, test=options.test)
    )
    rights, seconds = [], 0.0
    chosen = [condition for condition in CONDITIONS if (options.only or "") in condition.name]
    print(f"{'':{WIDTH}} digits   right")
    for condition in chosen:
        total = right = 0
        for path, shown in pictures(condition, digits, folder):
            wanted = [str(digit.label) for digit in shown]
            started = time.perf_counter()
            found = read(path, recogniser)
            seconds += time.perf_counter() - started
            if len(found) == len(wanted):
                right += sum(a == b for a, b in zip(found, wanted, strict=True))
            total += len(wanted)
            if found != wanted and options.failures:
                print(f"    {path} {','.join(wanted)} read as {','.join(found) or 'nothing'}")
        rights.append(right / total)
        print(f"{condition.name:{WIDTH}} {total:6}  {right / total:6.1%}", flush=True)
    if rights:
        print(f"\n{'all conditions':{WIDTH}} {'':6}  {np.mean(rights):6.1%}")
        worst = int(np.argmin(rights))
        print(f"{'worst: ' + chosen[worst].name:{WIDTH}} {'':6}  {rights[worst]:6.1%}")
    print(f"{'seconds to read them all':{WIDTH}} {'':6}  {seconds:6.1f}")


def print_empty(options: argparse.Namespace, folder: Path) -> None:
    """Print in how many pictures without a digit nothing is found."""
    recogniser = load_weights(options.weights).recogniser
    rows = [(condition.name, [path for path, _ in pictures(condition, [], folder)]) for condition in WITHOUT_DIGITS]
    if options.photos:
        rows.append(("photographs", sorted(path for path in options.photos.iterdir() if path.is_file())))
    print(f"\n{'':{WIDTH}}  files nothing")
    for name, paths in rows:
        found = [(path, read(path, recogniser)) for path in paths]
        print(f"{name:{WIDTH}} {len(paths):6}  {np.mean([not digits for _, digits in found]):6.1%}", flush=True)
        for path, digits in found:
            if digits and options.failures:
                print(f"    {path} read as {','.join(digits)}")


def main() -> None:
    """Draw, write, read and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=default_weights(), help="the network that reads")
    parser.add_argument("--digits", type=int, default=60, help="digits for each condition (60)")
    parser.add_argument("--data", type=Path, help="a .jsonl file of labelled drawings, instead of MNIST")
    parser.add_argument("--photos", type=Path, help="a folder of photographs without writing")
    parser.add_argument("--files", type=Path, help="a folder that keeps the pictures")
    parser.add_argument("--only", help="only conditions whose name has these words")
    parser.add_argument("--test", action="store_true", help="MNIST's test digits, for a final figure")
    parser.add_argument("--failures", action="store_true", help="list what is read wrongly")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        kind = options.data.stem if options.data else "test" if options.test else "validation"
        folder = (options.files or Path(temporary)) / f"{kind}-{options.digits}"
        folder.mkdir(parents=True, exist_ok=True)
        print_table(options, folder)
        if not options.only:
            print_empty(options, folder)


if __name__ == "__main__":
    main()
