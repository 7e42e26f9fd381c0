"""Damaged and malicious weight files, made from valid ones: for the tests and for the long run by hand.

Run it with ``python tests/files/fuzzing.py [COUNT [SEED]]``. It mutates a valid file of each format COUNT
times in all, truncates each at every length, loads all of these and prints the results, the longest time and
the peak memory. Every mutation must give a network or a WeightFileError; anything else ends the run with the
number that repeats it.
"""

import io
import json
import resource
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np

from nnapp.digits.preparations import DEFAULT_PREPARATION
from nnapp.digits.recogniser import Recogniser
from nnapp.files import nielsen_format, npz_format, safetensors_format
from nnapp.files.errors import WeightFileError
from nnapp.files.import_answers import Answers
from nnapp.files.input_scale import UNIT
from nnapp.files.training_record import TrainingRecord
from nnapp.files.weight_file import decode
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Network
from nnapp.nn.settings import TrainingSettings

FOREIGN = Path(__file__).parent / "foreign"
ANSWERS = Answers("relu", "softmax", "neurons by inputs", scale=UNIT)
LONGEST = 2.0
"""Seconds that one file may take."""
SLOW_FORMATS = ("keras.keras", "keras.weights.h5")
"""Each is read in a separate process, which takes a while; one mutation in SLOW_SHARE is of these."""
SLOW_SHARE = 500

Mutation = Callable[[bytearray, np.random.Generator], bytes]


def valid_files() -> dict[str, bytes]:
    """Return a small valid file of each format."""
    network = Network.random((784, 3, 10), [activation_named("sigmoid")] * 2, np.random.default_rng(0))
    recogniser = Recogniser(network, DEFAULT_PREPARATION)
    record = TrainingRecord(TrainingSettings(hidden=(3,)), "MNIST", 100, 2, 0.5, 0.9)
    files = {
        "own.safetensors": safetensors_format.encode(recogniser, record),
        "own.npz": npz_format.encode(recogniser, record),
        "own.json": nielsen_format.encode(recogniser, record),
    }
    for name in ("torch.safetensors", "sklearn.npz", "nielsen.json", *SLOW_FORMATS):
        files[name] = (FOREIGN / name).read_bytes()
    return files


def flip_bits(content: bytearray, rng: np.random.Generator) -> bytes:
    """Turn some bits, most of them near the start or the end, where headers and directories lie."""
    edge = min(len(content), 1_500)
    for _ in range(int(rng.integers(1, 30))):
        where = int(rng.integers(edge))
        place = (where, len(content) - 1 - where, int(rng.integers(len(content))))[int(rng.integers(3))]
        content[place] ^= 1 << int(rng.integers(8))
    return bytes(content)


def truncate(content: bytearray, rng: np.random.Generator) -> bytes:
    """Truncate it anywhere, often near the start or the end."""
    near = int(rng.integers(min(len(content), 2_000)))
    length = (near, len(content) - near, int(rng.integers(len(content))))[int(rng.integers(3))]
    return bytes(content[:length])


def splice(content: bytearray, rng: np.random.Generator) -> bytes:
    """Put a part of it somewhere else, in place or in between."""
    start, target = (int(place) for place in rng.integers(0, len(content), 2))
    part = bytes(content[start : start + int(rng.integers(1, 400))])
    end = target + (len(part) if rng.random() < 0.5 else 0)
    return bytes(content[:target]) + part + bytes(content[end:])


def change_numbers(content: bytearray, rng: np.random.Generator) -> bytes:
    """Replace digits of the header or of the text, so that shapes and places lie."""
    edge = min(len(content), 3_000)
    digits = [place for place in range(edge) if chr(content[place]).isdigit()]
    for _ in range(int(rng.integers(1, 8))):
        if digits:
            content[int(rng.choice(digits))] = ord("0") + int(rng.integers(10))
    return bytes(content)


def insert_tokens(content: bytearray, rng: np.random.Generator) -> bytes:
    """Put words into the text that parsers stumble over."""
    tokens = (b"NaN", b"-Infinity", b"1e999", b"null", b"[[[[", b"]]]]", b'"__metadata__":{},', b'"shape":[-1],',
              b"{}", b'"\\ud800"', b"99999999999999999999", b"\x00\x00", b"true", b"O'", b"'descr':'|O',")  # fmt: skip
    for _ in range(int(rng.integers(1, 4))):
        place = int(rng.integers(min(len(content), 2_500)))
        content[place:place] = tokens[int(rng.integers(len(tokens)))]
    return bytes(content)


def lie_about_length(content: bytearray, rng: np.random.Generator) -> bytes:
    """Change a field of four or eight bytes to a large number."""
    width = int(rng.choice([2, 4, 8]))
    place = int(rng.integers(max(1, min(len(content) - width, 400))))
    if rng.random() < 0.5:
        place = len(content) - width - place
    value = int(rng.choice([0, 1, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 1 << 40, (1 << 63) - 1, (1 << 64) - 1]))
    content[place : place + width] = (value % (1 << (8 * width))).to_bytes(width, "little")
    return bytes(content)


def repack(content: bytearray, rng: np.random.Generator) -> bytes:
    """Damage a member of a zip archive and pack it again, so that its checksum is right; else flip bits."""
    if not content.startswith(b"PK"):
        return flip_bits(content, rng)
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        victim = names[int(rng.integers(len(names)))]
        for name in names:
            part = bytearray(old.read(name))
            if name == victim and part:
                damage = (flip_bits, truncate, change_numbers, insert_tokens)[int(rng.integers(4))]
                part = bytearray(damage(part, rng))
            new.writestr(name, bytes(part))
    return whole.getvalue()


MUTATIONS: tuple[Mutation, ...] = (
    flip_bits, truncate, splice, change_numbers, insert_tokens, lie_about_length, repack
)  # fmt: skip


def mutated(files: dict[str, bytes], number: int, seed: int) -> tuple[str, bytes]:
    """Return mutation ``number``: its format and its content; the same numbers give the same file."""
    rng = np.random.default_rng([seed, number])
    names = [name for name in files if (name in SLOW_FORMATS) == (number % SLOW_SHARE == 0)]
    name = names[int(rng.integers(len(names)))]
    return name, MUTATIONS[int(rng.integers(len(MUTATIONS)))](bytearray(files[name]), rng)


def load(content: bytes) -> str:
    """Return "network" or "refused"; anything else is raised."""
    try:
        recogniser, _ = decode(content, ANSWERS)
    except WeightFileError as error:
        sentence = str(error)
        assert sentence, "an error without a sentence"
        assert "pickle" not in sentence, sentence
        assert "Traceback" not in sentence, sentence
        return "refused"
    assert recogniser.network.is_finite
    return "network"


def bombs() -> dict[str, bytes]:
    """Return small files that would unpack to large ones, or that claim to be large."""
    zeros = io.BytesIO()
    with (
        zipfile.ZipFile(zeros, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("W1.npy", "w", force_zip64=True) as part,
    ):
        np.lib.format.write_array_header_1_0(part, {"descr": "<f4", "fortran_order": False, "shape": (100 * 2**20,)})
        for _ in range(400):
            part.write(bytes(2**20))
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(5_000):
            archive.writestr(f"{number}.npy", b"")
    header = {"a": {"dtype": "F32", "shape": [1 << 31, 1 << 31], "data_offsets": [0, 4]}}
    text = json.dumps(header).encode()
    pickled = io.BytesIO()
    np.savez(pickled, W1=np.array([{"a": 1}], dtype=object))
    return {
        "an archive that unpacks to 400 MB": zeros.getvalue(),
        "an archive of 5,000 parts": many.getvalue(),
        "a tensor of 2^62 numbers": len(text).to_bytes(8, "little") + text + bytes(4),
        "a header of 2^63 bytes": (1 << 63).to_bytes(8, "little") + b"{}" + bytes(100),
        "JSON nested a million deep": b'{"sizes":' + b"[" * 1_000_000,
        "JSON of ten million numbers": b'{"sizes":[' + b"0," * 10_000_000 + b"0]}",
        "a number of a million digits": b'{"sizes":[' + b"9" * 1_000_000 + b"]}",
        "an array of pickled objects": pickled.getvalue(),
    }


def main() -> int:
    """Fuzz, and print the results."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    files = valid_files()
    for content in files.values():
        load(content)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    results: Counter[str] = Counter()
    slowest, began = (0.0, ""), time.perf_counter()
    for number in range(count):
        name, content = mutated(files, number, seed)
        started = time.perf_counter()
        try:
            results[f"{name}: {load(content)}"] += 1
        except BaseException:
            sys.stderr.write(f"mutation {number} of seed {seed}, {name}\n")
            raise
        slowest = max(slowest, (time.perf_counter() - started, f"{name}, mutation {number}"))
    for name, content in files.items():
        if name in SLOW_FORMATS:
            continue
        for length in range(len(content)):
            results[f"{name}, truncated at every length: {load(content[:length])}"] += 1
    for name, content in bombs().items():
        started = time.perf_counter()
        assert load(content) == "refused", name
        slowest = max(slowest, (time.perf_counter() - started, name))
    for result, number in sorted(results.items()):
        print(f"{result} {number:,}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count:,} files in {time.perf_counter() - began:.0f} s; the slowest took {slowest[0]:.2f} s ({slowest[1]})")
    print(f"peak memory {peak:.0f} MB, {peak - before:.0f} MB more than with the valid files")
    return 0 if slowest[0] <= LONGEST else 1


if __name__ == "__main__":
    sys.exit(main())
