"""The user's own data, in every format: what they hold, what is detected in them, what is refused."""

import gzip
import json
import struct

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.errors import DataError
from nnapp.digits.generators import finish
from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.files.data_files import read_data
from nnapp.files.run_settings import RunSettings, run_settings_as_json, run_settings_from_json
from nnapp.files.training_data import load_data
from nnapp.files.training_run import TrainingRun
from nnapp.nn.reports import Outcome
from nnapp.nn.settings import TrainingSettings

RNG = np.random.default_rng(0)
LABELS = (np.arange(60) % 10).astype(np.uint8)
IMAGES = np.zeros((60, 28, 28), np.uint8)
IMAGES[:, 6:22, 6:22] = RNG.integers(0, 256, (60, 16, 16))


def write_idx(path, array):
    head = bytes([0, 0, 8, array.ndim]) + b"".join(struct.pack(">I", size) for size in array.shape)
    content = head + array.tobytes()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def idx_pair(folder, images=IMAGES, labels=LABELS, suffix="", part="train"):
    write_idx(folder / f"{part}-labels-idx1-ubyte{suffix}", labels)
    return write_idx(folder / f"{part}-images-idx3-ubyte{suffix}", images)


def csv(path, images=IMAGES, labels=LABELS, header=None, last=False):
    columns = [images.reshape(-1, 784), labels[:, None]] if last else [labels[:, None], images.reshape(-1, 784)]
    rows = [",".join(f"{value:g}" for value in row) for row in np.concatenate(columns, axis=1)]
    text = "\n".join([*([header] if header else []), *rows]) + "\n"
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def load(path):
    return finish(read_data(path))


def assert_same(data, images=IMAGES, labels=LABELS):
    assert np.array_equal(data.images, images.reshape(-1, 784))
    assert np.array_equal(data.labels, labels)
    assert data.class_names == DIGIT_NAMES


@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_idx_files_with_their_labels_and_test_part(tmp_path, suffix):
    path = idx_pair(tmp_path, suffix=suffix)
    idx_pair(tmp_path, IMAGES[:20], LABELS[:20], suffix, "t10k")
    data = load(path)
    assert_same(data)
    assert len(data.test_labels) == 20
    assert "light on dark, as in MNIST" in data.notes


def test_an_npz_as_keras_ships_it(tmp_path):
    np.savez_compressed(tmp_path / "mnist.npz", x_train=IMAGES, y_train=LABELS, x_test=IMAGES[:9], y_test=LABELS[:9])
    data = load(tmp_path / "mnist.npz")
    assert_same(data)
    assert np.array_equal(data.test_images, IMAGES[:9].reshape(9, 784))


HEADER = "label," + ",".join(f"pixel{number}" for number in range(784))


@pytest.mark.parametrize("name", ["train.csv", "train.csv.gz"])
@pytest.mark.parametrize(("header", "last"), [(HEADER, False), (None, False), (None, True)])
def test_csv_with_the_label_first_or_last(tmp_path, name, header, last):
    data = load(csv(tmp_path / name, header=header, last=last))
    assert_same(data)
    assert f"labels in the {'last' if last else 'first'} column" in data.notes


def test_a_label_column_is_known_by_its_name(tmp_path):
    names = ",".join([*(f"p{number}" for number in range(784)), "Class"])
    assert_same(load(csv(tmp_path / "a.csv", header=names, last=True)))


def test_the_range_and_the_polarity_of_pixels_are_detected_and_reported(tmp_path):
    np.savez(tmp_path / "unit.npz", x_train=(IMAGES / 255).astype(np.float32), y_train=LABELS)
    unit = load(tmp_path / "unit.npz")
    assert_same(unit)
    assert unit.notes == ("pixels from 0 to 1", "light on dark, as in MNIST")
    dark = load(idx_pair(tmp_path, 255 - IMAGES))
    assert_same(dark)
    assert "dark on light, inverted to light on dark as in MNIST" in dark.notes


def test_a_folder_of_folders_of_pictures(tmp_path):
    for name in ("cat", "dog"):
        (tmp_path / "pets" / name).mkdir(parents=True)
        for number in range(4):
            picture = np.full((40, 50), 250, np.uint8)
            picture[10:30, 20 : 24 + 4 * number] = 10
            Image.fromarray(picture).save(tmp_path / "pets" / name / f"{number}.png")
    (tmp_path / "pets" / "cat" / "notes.txt").write_text("no picture")
    data = load(tmp_path / "pets")
    assert data.class_names == ("cat", "dog")
    assert data.labels.tolist() == [0, 0, 0, 0, 1, 1, 1, 1]
    assert data.images.shape == (8, 784)
    assert "dark on light, inverted to light on dark as in MNIST" in data.notes


def test_pictures_of_28_by_28_stay_as_they_are_and_other_files_are_left_out(tmp_path):
    for number in range(20):
        folder = tmp_path / "digits" / str(number % 2)
        folder.mkdir(parents=True, exist_ok=True)
        Image.fromarray(IMAGES[number]).save(folder / f"{number:02}.png")
    (tmp_path / "digits" / "0" / "._00.png").write_bytes(b"of another system")
    (tmp_path / "digits" / "1" / "99.png").write_bytes(b"no picture")
    data = load(tmp_path / "digits")
    assert np.array_equal(data.images, np.concatenate([IMAGES[0:20:2], IMAGES[1:20:2]]).reshape(20, 784))
    assert "1 that cannot be read are left out, such as 99.png" in data.notes


def test_a_bom_quotes_and_a_corner_that_is_not_blank_do_not_mislead(tmp_path):
    images = IMAGES.copy()
    images[:3, 0, 0] = (3, 16, 3)
    path = csv(tmp_path / "a.csv", images, last=True)
    rows = path.read_text().splitlines()
    quoted = [",".join(f'"{cell}"' for cell in row.split(",")) for row in rows]
    path.write_text("\ufeff" + "\r\n".join(quoted) + "\r\n")
    assert_same(load(path), images)


def test_two_classes_can_be_named(tmp_path):
    source = str(idx_pair(tmp_path, labels=LABELS % 2))
    data = finish(load_data(DataSettings(examples=40, validation=5, source=source, class_names=("cat", "dog"))))
    assert data.class_names == ("cat", "dog")
    assert data.training.classes == 2


def test_drawings(tmp_path):
    lines = [json.dumps({"label": n % 10, "strokes": [[[4, 4], [20, 20 + n % 5]]]}) for n in range(30)]
    (tmp_path / "hand.jsonl").write_text("\n".join(lines))
    data = load(tmp_path / "hand.jsonl")
    assert len(data.drawings) == 30
    assert data.class_names == DIGIT_NAMES


def test_classes_other_than_digits_keep_their_numbers_as_names(tmp_path):
    data = load(idx_pair(tmp_path, labels=(LABELS * 7 + 3).astype(np.uint8)))
    assert data.class_names == tuple(str(7 * number + 3) for number in range(10))
    assert np.array_equal(data.labels, LABELS)


def test_a_network_learns_other_data_and_knows_the_names_of_its_classes(tmp_path):
    idx_pair(tmp_path)
    names = ("T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot")
    data = DataSettings(
        examples=50, drawn=0, validation=9, preparation="mnist", class_names=names,
        source=str(tmp_path / "train-images-idx3-ubyte"),
    )  # fmt: skip
    wanted = RunSettings(TrainingSettings(hidden=(8,), epochs=3, batch_size=10), data)
    given = finish(load_data(data))
    assert (len(given.training), len(given.validation)) == (50, 9)
    assert "50 of 60 examples in train-images-idx3-ubyte for training, 9 held out for validation" in given.notes
    run = TrainingRun(wanted)
    list(run.steps(given, lambda: 0.0))
    kept = run.end("finished")
    assert kept.recogniser.class_names == names
    assert kept.recogniser.network.sizes == (784, 8, 10)


def test_at_most_15_percent_of_few_data_are_held_out_and_mini_batches_hold_what_there_is(tmp_path):
    data = DataSettings(drawn=0, source=str(idx_pair(tmp_path)))
    wanted = RunSettings(TrainingSettings(hidden=(4,), epochs=1), data)
    given = finish(load_data(data))
    assert (len(given.training), len(given.validation)) == (51, 9)
    assert "51 of 60 examples in train-images-idx3-ubyte for training, 9 (at most 15 %) held out for validation" in (
        given.notes
    )
    run = TrainingRun(wanted)
    list(run.steps(given, lambda: 0.0))
    assert run.outcome is Outcome.FINISHED
    assert wanted.training.batch_notes(51) == ("mini-batches of 51 examples instead of 64, as there are no more",)
    assert wanted.training.batch_notes(64) == ()


def test_settings_from_before_that_limit_hold_out_what_they_did(tmp_path):
    wanted = RunSettings(data=DataSettings(drawn=0, source=str(idx_pair(tmp_path))))
    content = json.loads(json.dumps(run_settings_as_json(wanted)))
    assert run_settings_from_json(content).data.validation_share == 0.15
    del content["data"]["validation_share"]
    given = finish(load_data(run_settings_from_json(content).data))
    assert (len(given.training), len(given.validation)) == (30, 30)


def test_too_few_names_are_refused(tmp_path):
    source = str(idx_pair(tmp_path))
    with pytest.raises(DataError, match="has 10 classes, but 2 are named; name all of them or none"):
        finish(load_data(DataSettings(source=source, class_names=("a", "b"))))


@pytest.mark.parametrize(
    ("name", "problem"), [("b" * 41, "1 to 40 printable characters"), ("b\n", "1 to 40 printable characters")]
)
def test_folders_whose_names_no_weight_file_can_hold_are_refused_unless_the_classes_are_named(tmp_path, name, problem):
    for folder in ("a", name):
        (tmp_path / folder).mkdir()
        for number in range(4):
            Image.fromarray(IMAGES[number]).save(tmp_path / folder / f"{number}.png")
    with pytest.raises(DataError, match=f"cannot be used: .*{problem}"):
        finish(load_data(DataSettings(source=str(tmp_path))))
    named = finish(load_data(DataSettings(source=str(tmp_path), class_names=("cat", "dog"))))
    assert named.class_names == ("cat", "dog")


def written(path, content):
    path.write_bytes(content)
    return path


def csv_with(folder, row):
    path = csv(folder / "x.csv", header=HEADER)
    return written(path, path.read_bytes() + row.encode() + b"\n")


def incomplete(folder):
    whole = idx_pair(folder)
    return written(whole, whole.read_bytes()[:-1])


def not_gzip(folder):
    idx_pair(folder, suffix=".gz")
    return written(folder / "train-images-idx3-ubyte.gz", b"\x1f\x8b nothing")


def npz(folder, **arrays):
    np.savez(folder / "x.npz", **arrays)
    return folder / "x.npz"


def class_folders(folder, *names, pictures=()):
    for name in names:
        (folder / name).mkdir()
    for name in pictures:
        Image.fromarray(IMAGES[0]).save(folder / name / "0.png")
    return folder


FAULTS = {
    "missing": (lambda f: f / "none.npz", "does not exist"),
    "unknown": (lambda f: written(f / "x.txt", b"hello"), "no known data format: nnapp reads IDX"),
    "no labels": (lambda f: write_idx(f / "train-images-idx3-ubyte", IMAGES), "labels of .* are missing"),
    "few labels": (lambda f: idx_pair(f, labels=LABELS[:9]), "9 labels for 60 pictures"),
    "small pictures": (lambda f: idx_pair(f, IMAGES[:, :20, :20]), "pictures of 20x20 pixels; nnapp needs 28x28"),
    "incomplete": (incomplete, "ends early: it should hold 60 entries"),
    "a claim of billions": (
        lambda f: written(idx_pair(f), bytes([0, 0, 8, 3]) + struct.pack(">III", 2**31, 28, 28)),
        "claims to hold more than 1,000,000 entries",
    ),
    "not gzip": (not_gzip, "not a valid gzip file, or is incomplete"),
    "columns": (lambda f: written(f / "x.csv", b"1,2,3\n"), "has 3 columns, but a data file needs 785"),
    "one column": (lambda f: written(f / "x.csv", b"1\n"), "has 1 column, but a data file needs 785"),
    "empty CSV": (lambda f: written(f / "x.csv", b""), "x.csv is empty."),
    "words": (lambda f: csv_with(f, ",".join(["zero"] * 785)), "row after line 1 that is not 785 numbers"),
    "a ragged row": (lambda f: csv_with(f, "1,2,3"), "not 785 numbers"),
    "nan": (lambda f: csv_with(f, ",".join(["nan"] * 785)), "not 785 finite numbers"),
    "labels of halves": (lambda f: csv(f / "x.csv", labels=LABELS + 0.5), "not whole numbers from 0 to 255"),
    "negative labels": (lambda f: csv(f / "x.csv", labels=LABELS - 3.0), "not whole numbers from 0 to 255"),
    "one class": (lambda f: idx_pair(f, labels=np.full(60, 3, np.uint8)), "All pictures in .* are of the same class"),
    "pixels of 1000": (lambda f: csv(f / "x.csv", IMAGES * 4.0), "should run from 0 to 255, or from 0 to 1"),
    "blank": (lambda f: idx_pair(f, IMAGES * 0), "pixels from 0 to 0"),
    "no arrays": (lambda f: npz(f, a=IMAGES), "should hold x_train and y_train"),
    "pickles": (lambda f: npz(f, x_train=np.array([{}], object), y_train=LABELS), "does not hold plain numbers"),
    "an empty folder": (class_folders, "should hold a folder of pictures for each class"),
    "folders without pictures": (lambda f: class_folders(f, "a", "b"), "hold 0 pictures"),
    "pictures in one folder": (
        lambda f: class_folders(f, "a", "b", pictures="a"),
        "All pictures in .* are of the same class; there should be at least two",
    ),
    "drawings without labels": (lambda f: written(f / "x.jsonl", b'{"strokes": [[[1, 2]]]}'), 'has no "label"'),
}


@pytest.mark.parametrize(("make", "sentence"), FAULTS.values(), ids=FAULTS)
def test_other_files_and_damaged_data_are_refused_in_a_sentence(tmp_path, make, sentence):
    with pytest.raises(DataError, match=sentence) as caught:
        load(make(tmp_path))
    assert str(caught.value).endswith(".")
    assert "pickle" not in str(caught.value)


def test_to_measure_a_network_pictures_of_one_class_are_enough(tmp_path):
    (tmp_path / "folder").mkdir()
    alike = [
        (idx_pair(tmp_path, labels=np.full(60, 3, np.uint8)), "3"),
        (csv(tmp_path / "d.csv", labels=np.full(60, 5, np.uint8)), "5"),
        (class_folders(tmp_path / "folder", "cat", pictures=["cat"]), "cat"),
    ]
    for path, name in alike:
        data = finish(read_data(path, fewest=1))
        assert [data.class_names[label] for label in set(data.labels)] == [name]
        with pytest.raises(DataError, match="of the same class"):
            load(path)


def test_examples_are_taken_from_pictures_and_drawings_alike(tmp_path):
    data = load(idx_pair(tmp_path))
    some = data.at(np.array([5, 3]))
    assert np.array_equal(some.images, data.images[[5, 3]])
    assert some.labels.tolist() == [5, 3]
    assert data.for_testing is data
    path = written(
        tmp_path / "d.jsonl", b"".join(b'{"strokes": [[[%d, 2]]], "label": %d}\n' % (k, k) for k in range(4))
    )
    drawn = load(path).at(np.array([3, 1]))
    assert [float(drawing.strokes[0][0, 0]) for drawing in drawn.drawings] == [3.0, 1.0]
    assert drawn.labels.tolist() == [3, 1]


@given(st.sampled_from(["idx", "npz", "csv"]), st.integers(0, 2**31))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_data_give_data_or_the_one_error(tmp_path, kind, seed):
    if kind == "idx":
        path = idx_pair(tmp_path, suffix=".gz" if seed % 2 else "")
    elif kind == "npz":
        path = tmp_path / "d.npz"
        np.savez_compressed(path, x_train=IMAGES[:20], y_train=LABELS[:20])
    else:
        path = csv(tmp_path / "d.csv", IMAGES[:5], LABELS[:5], header=HEADER)
    rng, content = np.random.default_rng(seed), bytearray(path.read_bytes())
    for place in rng.integers(0, len(content), int(rng.integers(1, 20))):
        content[place] ^= 1 << int(rng.integers(8))
    path.write_bytes(content[: int(rng.integers(1, len(content) + 1))] if seed % 3 == 0 else content)
    try:
        data = load(path)
    except DataError as error:
        sentence = str(error)
        assert sentence.endswith(".")
    else:
        assert len(data.labels) == len(data.images)
