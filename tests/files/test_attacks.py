"""Malicious files: a short run of the fuzzer, bombs, and the attacks that safetensors' authors describe."""

import json
import struct
import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnapp.files.errors import WeightFileError
from nnapp.files.import_answers import Answers
from nnapp.files.npy_reader import read_npy
from nnapp.files.strict_json import parse_json
from nnapp.files.weight_file import decode
from tests.files.fuzzing import ANSWERS, SLOW_FORMATS, bombs, load, mutated, valid_files

LONGEST = 10.0
"""Seconds of computing, not by the clock on the wall: the machine may be busy. A bomb that goes off takes minutes."""

BOMBS = bombs()
FILES = valid_files()
QUICK = {name: content for name, content in FILES.items() if name not in SLOW_FORMATS}


def test_the_files_that_are_damaged_below_are_whole():
    assert {name: load(content) for name, content in FILES.items()} == dict.fromkeys(FILES, "network")


@given(st.integers(0, 2**31))
def test_a_damaged_file_gives_a_network_or_the_one_error(number):
    name, content = mutated(QUICK, 500 * number + 1, seed=99)
    started = time.process_time()
    assert load(content) in ("network", "refused"), name
    assert time.process_time() - started < LONGEST


@pytest.mark.parametrize("name", SLOW_FORMATS)
def test_a_damaged_file_of_keras_gives_a_network_or_the_one_error(name):
    for number in range(8):
        _, content = mutated({name: FILES[name]}, 500 * number, seed=5)
        assert load(content) in ("network", "refused")


@pytest.mark.parametrize("name", QUICK)
def test_a_truncated_file_is_refused_at_every_length(name):
    content = QUICK[name]
    lengths = {*range(min(len(content), 400)), *range(len(content) - 300, len(content)), len(content) // 2}
    assert {load(content[:length]) for length in lengths} == {"refused"}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_before_it_goes_off(bomb):
    tracemalloc.start()
    started = time.process_time()
    assert load(bomb) == "refused"
    seconds = time.process_time() - started
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < LONGEST
    assert peak < 64 * 2**20


def tensors(header, body=b"", length=None):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text) if length is None else length) + text + body


def entry(shape, start, end, kind="F32"):
    return {"dtype": kind, "shape": shape, "data_offsets": [start, end]}


ATTACKS = {
    "the header is longer than the file": tensors({"a": entry([1], 0, 4)}, bytes(4), length=1 << 20),
    "the header is 100 MB long": tensors({"a": entry([1], 0, 4)}, bytes(4), length=100_000_000),
    "the header is not JSON": tensors(b"{not json}", bytes(4)),
    "the header is not UTF-8": tensors(b'{"\xff\xfe": 1}', bytes(4)),
    "the header is a list": tensors([1, 2]),
    "the header begins with a space": tensors(b' {"a": 1}'),
    "a name is there twice": tensors(b'{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{}}', bytes(4)),
    "tensors overlap": tensors({"a": entry([2], 0, 8), "b": entry([2], 4, 12)}, bytes(12)),
    "two tensors share their numbers": tensors({"a": entry([1], 0, 4), "b": entry([1], 0, 4)}, bytes(4)),
    "there is a gap": tensors({"a": entry([1], 0, 4), "b": entry([1], 8, 12)}, bytes(12)),
    "bytes are left over": tensors({"a": entry([1], 0, 4)}, bytes(40)),
    "the numbers are missing": tensors({"a": entry([1000], 0, 4000)}, bytes(4)),
    "start lies after end": tensors({"a": entry([1], 4, 0)}, bytes(4)),
    "places are negative": tensors({"a": entry([1], -4, 0)}, bytes(4)),
    "the shape overflows": tensors({"a": entry([1 << 33, 1 << 33], 0, 4)}, bytes(4)),
    "the shape is negative": tensors({"a": entry([-1, -1], 0, 4)}, bytes(4)),
    "the shape is not numbers": tensors({"a": entry(["1"], 0, 4)}, bytes(4)),
    "the shape is true": tensors({"a": entry([True], 0, 4)}, bytes(4)),
    "a shape without numbers": tensors({"a": entry([0, 1 << 40], 0, 0)}),
    "the type is unknown": tensors({"a": entry([1], 0, 4, "F31")}, bytes(4)),
    "the type is a list": tensors({"a": {**entry([1], 0, 4), "dtype": []}}, bytes(4)),
    "an entry has more than it should": tensors({"a": {**entry([1], 0, 4), "evil": 1}}, bytes(4)),
    "an entry is a number": tensors({"a": 1}, bytes(4)),
    "the metadata hold numbers": tensors({"__metadata__": {"nnapp": 1}}),
    "the metadata are a list": tensors({"__metadata__": []}),
    "five thousand tensors": tensors({str(n): entry([0], 0, 0) for n in range(5_000)}),
    "nested a thousand deep": tensors(b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "half a surrogate pair in the metadata": tensors(b'{"__metadata__":{"nnapp":"\\ud800"}}'),
    "ninety thousand names and one twice": tensors(
        b"{" + b",".join(b'"%d":0' % n for n in range(60_000)) + b',"z":0,"z":0}'
    ),
    "a name of five thousand digits": tensors({f"l{'9' * 5_000}.weight": entry([10, 784], 0, 31360)}, bytes(31360))[
        :-1
    ],
    "nothing at all": b"",
    "eight bytes": bytes(8),
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_an_attack_on_safetensors_is_refused_in_a_sentence(attack):
    with pytest.raises(WeightFileError) as caught:
        decode(attack, ANSWERS)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b'{"a": NaN}', "holds NaN"),
        (b'{"a": -Infinity}', "holds -Infinity"),
        (b'{"a": 1, "a": 2}', "has the name “a” twice"),
        (b"[" * 100_000, "not valid JSON"),
        (b"9" * 10_000, "not valid JSON"),
        (b"[" + b"1," * 2_000_000 + b"1]", "more than 1,900,000 numbers"),
        (b"\xff", "not valid Unicode text"),
        (b'{"a": "\\ud800"}', "not valid Unicode text"),
        (b'["\\udc00\\ud800"]', "not valid Unicode text"),
    ],
)
def test_untrusted_json_is_read_strictly(text, fault):
    with pytest.raises(WeightFileError, match=fault):
        parse_json(text, "it")


@pytest.mark.parametrize("text", ['{"a": "\\ud83d\\udc31 \\u00e9"}', '{"a": "\N{CAT FACE} é"}', r'["C:\\udata\\ud8"]'])
def test_json_may_hold_any_character(text):
    assert parse_json(text.encode(), "it") == json.loads(text)


def nielsen(**changes):
    whole = json.loads(FILES["own.json"])
    return json.dumps({**whole, **changes}).encode()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b'{"sizes": [784, 3, 10]}', "should hold sizes, weights and biases"),
        (nielsen(sizes=[784]), "its sizes should be 2 to"),
        (nielsen(sizes=[784, 3.0, 10]), "whole numbers such as"),
        (nielsen(sizes=[784, True, 10]), "whole numbers such as"),
        (nielsen(sizes=[100, 3, 10]), "3 rows of 100 numbers"),
        (nielsen(sizes=[784, 10**9, 10]), "its sizes"),
        (nielsen(weights=[]), "weights for each of its 2 layers"),
        (nielsen(weights=[[[1.0]], [[1.0]]]), "the weights of layer 1 should be 3 rows of 784 numbers"),
        (nielsen(biases=[[[1.0], [2.0], ["3"]], [[0.0]] * 10]), "the biases of layer 1 should be 3 rows of 1"),
        (nielsen(biases=[[[1.0], [2.0], [1e300]], [[0.0]] * 10]), "too large to compute with"),
        (nielsen(biases=[[[1.0], [2.0], [10**400]], [[0.0]] * 10]), "too large to compute with"),
    ],
)
def test_json_that_is_not_a_network_of_the_book_is_refused_in_a_sentence(content, fault):
    with pytest.raises(WeightFileError, match=fault):
        decode(content, Answers())


def npy(header, version=b"\x01\x00", body=bytes(4)):
    return b"\x93NUMPY" + version + len(header).to_bytes(2 if version[:1] == b"\x01" else 4, "little") + header + body


def header(descr="'<f4'", order="False", shape="(1,)", more=""):
    return f"{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, {more}}}".encode()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (npy(header("'|O'")), "plain numbers"),
        (npy(header("[('a', '<f4')]")), "plain numbers"),
        (npy(header("('<f4', (1,))")), "plain numbers"),
        (npy(header("'<i4'")), "plain numbers"),
        (npy(header("'<f16'"), body=bytes(16)), "plain numbers"),
        (npy(header("'<c8'"), body=bytes(8)), "plain numbers"),
        (npy(header("'<U1'")), "plain numbers"),
        (npy(header(shape="(9,)")), "as many numbers as its shape"),
        (npy(header(shape="(-1, -1)")), "as many numbers as its shape"),
        (npy(header(shape=f"(0, {2**33})"), body=b""), "as many numbers as its shape"),
        (npy(header(shape=str((1,) * 9))), "as many numbers as its shape"),
        (npy(header(shape="(9999999999, 9999999999)")), "more than 24,000,000"),
        (npy(header("__import__('os')")), "damaged header"),
        (npy(header("'no type'")), "damaged header"),
        (npy(header(order="0")), "damaged header"),
        (npy(header(shape="1")), "damaged header"),
        (npy(header(more="'evil': 1")), "damaged header"),
        (npy(header(more="3: 1")), "damaged header"),
        (npy(header()[:-9]), "damaged header"),
        (npy(b"(" * 1_000), "damaged header"),
        (npy(b"9" * 4_000), "damaged header"),
        (npy(header() + b" " * 5_000), "damaged header"),
        (npy(header() + b" " * 9_000_000, b"\x02\x00"), "damaged header"),
        (npy(header(), b"\x03\x00"), "unknown version"),
        (npy(header(), b"\x01\x07"), "unknown version"),
        (b"\x93NUMPX" + npy(header())[6:], "not a NumPy array"),
        (b"\x93NUM", "not a NumPy array"),
    ],
)
def test_an_array_that_is_not_plain_numbers_is_refused_in_a_sentence(content, fault):
    with pytest.raises(WeightFileError, match=fault):
        read_npy(content, "a")


def test_an_array_of_python_2_is_read():
    array = read_npy(npy(header(shape="(1L,)"), body=np.float32(0.5).tobytes()), "a")
    assert array.tolist() == [0.5]


@given(st.sampled_from(["<f2", ">f2", "<f4", ">f4", "<f8"]), st.booleans(), st.integers(0, 4), st.integers(0, 4))
def test_arrays_of_numpy_are_read_as_numpy_writes_them(kind, by_column, rows, columns):
    import io

    array = np.asarray(np.arange(rows * columns).reshape(rows, columns), kind, order="F" if by_column else "C")
    file = io.BytesIO()
    np.save(file, array)
    read = read_npy(file.getvalue(), "a")
    assert np.array_equal(read, array)
    assert read.dtype in (np.float32, np.float64)
