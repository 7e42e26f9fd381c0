"""Networks are evaluated on data of every source, and the window's answer to an example is the one that counted."""

import threading
from dataclasses import replace

import numpy as np
import pytest

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.datasets import load_test_data, load_training_data
from nnapp.digits.drawing import Drawing
from nnapp.digits.errors import DataError
from nnapp.digits.generators import finish
from nnapp.digits.preparations import PREPARATIONS, preparation_named
from nnapp.files.weight_file import load_weights
from nnapp.gui.work import evaluation_data
from nnapp.gui.work.evaluating import evaluate
from nnapp.gui.work.evaluation import Contender, DataChoice, Source
from nnapp.gui.work.evaluation_data import EvaluationData
from nnapp.locations import models_folder
from nnapp.nn.predictions import predict
from tests.digits.noting import noting
from tests.files.test_data_files import csv
from tests.gui.inside import network_of

HELD_OUT, WRITTEN = DataChoice(Source.HELD_OUT), DataChoice(Source.WRITTEN)


@pytest.fixture(autouse=True)
def _few_drawings(monkeypatch):
    monkeypatch.setattr(evaluation_data, "WRITTEN", 300)
    monkeypatch.setattr(evaluation_data, "NON_DIGITS", 100)


@pytest.fixture(scope="module")
def shipped():
    weights = load_weights(models_folder() / "default.safetensors")
    return Contender.of(weights, "784-15-10")


@pytest.fixture(scope="module")
def kept():
    return EvaluationData()


def contender(class_names, data=None, seed=0, name="my network"):
    weights = network_of(("sigmoid", "sigmoid"), (784, 9, len(class_names)), seed)
    return Contender(name, replace(weights.recogniser, class_names=class_names), data)


def opened(path):
    return DataChoice(Source.FILE, path)


def test_the_test_digits_of_mnist(shipped, kept):
    shares: list[float] = []
    evaluation = finish(noting(evaluate(shipped, None, DataChoice(), kept), shares))
    assert evaluation.words == "MNIST test, 10,000 digits"
    expected = predict(shipped.recogniser.network, load_test_data(shipped.recogniser.preparation))
    assert np.array_equal(evaluation.first.predictions.outputs, expected.outputs)
    assert evaluation.second is None
    assert evaluation.pairing is None
    assert len(evaluation.non_digits) == 100
    assert shares == sorted(shares)
    assert len(shares) > 60
    assert shares[-1] == pytest.approx(1.0)


def test_two_networks_see_the_same_data_each_in_its_own_way(shipped, kept):
    plain = network_of(("sigmoid", "sigmoid"), preparation=preparation_named("mnist")).recogniser
    evaluation = finish(evaluate(shipped, Contender("plain", plain), DataChoice(), kept))
    assert [evaluation.first.name, evaluation.second.name] == ["784-15-10", "plain"]
    assert np.array_equal(evaluation.second.examples.inputs, evaluation.data.images)
    assert not np.array_equal(evaluation.first.examples.inputs, evaluation.data.images)
    assert len(evaluation.pairing.groups) == 10_000


def test_what_was_prepared_is_not_prepared_again(shipped, kept, monkeypatch):
    before = finish(evaluate(shipped, None, DataChoice(), kept))

    def made_again(*_):
        yield pytest.fail("made again")

    for name in ("load_test_images", "prepare", "write_nonsense"):
        monkeypatch.setattr(evaluation_data, name, made_again)
    other = network_of(("sigmoid", "sigmoid")).recogniser
    after = finish(evaluate(Contender("other", other), shipped, DataChoice(), kept))
    assert after.data is before.data
    assert after.second.examples is before.first.examples


def test_what_was_held_out_from_mnist_as_it_was_drawn(shipped, kept):
    evaluation = finish(evaluate(shipped, None, HELD_OUT, kept))
    assert evaluation.words == "Held out from training, 5,000 digits"
    settings = DataSettings(examples=100, drawn=0)
    held_out = finish(load_training_data(settings)).validation
    assert np.array_equal(evaluation.first.examples.inputs, held_out.inputs)
    assert np.array_equal(evaluation.data.labels, held_out.labels)
    compared = finish(evaluate(shipped, replace(shipped, name="other"), HELD_OUT, kept))
    assert compared.words == "Held out from training of 784-15-10, 5,000 digits"
    as_drawn = finish(load_training_data(replace(settings, preparation="mnist"))).validation
    assert np.array_equal(evaluation.data.images, as_drawn.inputs)


@pytest.mark.parametrize(
    ("first", "second", "may_have_met"),
    [
        (DataSettings(), DataSettings(examples=100), False),
        (DataSettings(validation=100), DataSettings(validation=200), False),
        (DataSettings(validation=200), DataSettings(validation=100), True),
        (DataSettings(), None, True),
        (DataSettings(), DataSettings(source="pets.csv"), False),
        (DataSettings(source="pets.csv"), DataSettings(), False),
        (DataSettings(source="pets.csv"), DataSettings(source="pets.csv", examples=100), False),
        (DataSettings(source="pets.csv"), DataSettings(source="pets.csv", validation_share=0.1), True),
        (DataSettings(source="pets.csv"), DataSettings(source="more_pets.csv"), True),
    ],
)
def test_a_network_may_have_learnt_from_what_was_held_out_from_another_one(shipped, first, second, may_have_met):
    assert replace(shipped, data=second).may_have_met(first) is may_have_met


@pytest.mark.parametrize(("data", "is_familiar"), [(DataSettings(validation=100), True), (DataSettings(), False)])
def test_an_evaluation_says_whether_the_second_network_may_have_learnt_from_what_is_held_out(
    shipped, kept, data, is_familiar
):
    other = replace(shipped, name="other", data=data)
    assert finish(evaluate(shipped, other, HELD_OUT, kept)).is_second_familiar is is_familiar


def test_what_was_held_out_from_mnist_stays_whatever_the_working_folder_holds(shipped, kept, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = finish(evaluate(shipped, None, HELD_OUT, kept))
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "notes.txt").touch()
    assert finish(evaluate(shipped, None, HELD_OUT, kept)).data is before.data


def test_what_was_held_out_from_data_of_ones_own(tmp_path):
    labels = (np.arange(60) % 2).astype(np.uint8)
    settings = DataSettings(validation=6, source=str(csv(tmp_path / "pets.csv", labels=labels)))
    pets = contender(("cat", "dog"), replace(settings, class_names=("cat", "dog")))
    evaluation = finish(evaluate(pets, None, HELD_OUT))
    assert evaluation.words == "Held out from training, 6 examples of pets.csv"
    assert evaluation.non_digits is None
    assert {evaluation.drawing(number).class_name for number in range(6)} <= {"cat", "dog"}


def test_where_nothing_was_held_out_or_nothing_is_known_a_sentence_says_so(shipped):
    with pytest.raises(DataError, match=r"nnapp does not know which examples .* from the training of my network\."):
        finish(evaluate(contender(("a", "b")), None, HELD_OUT))
    all_learnt = replace(shipped, data=DataSettings(validation=0))
    with pytest.raises(DataError, match=r"^No examples were held out from the training of 784-15-10\.$"):
        finish(evaluate(all_learnt, None, HELD_OUT))


def test_synthetic_drawings_are_new_and_can_be_put_on_the_canvas(shipped, kept):
    evaluation = finish(evaluate(shipped, None, WRITTEN, kept))
    assert evaluation.words == "Synthetic drawings, 300 digits"
    assert evaluation.first.predictions.accuracy > 0.85
    drawing = evaluation.drawing(7)
    assert drawing.strokes
    assert drawing.class_name == str(evaluation.data.labels[7])
    learnt = finish(load_training_data(DataSettings(examples=0, drawn=1_000, nonsense_share=0.0))).training.inputs
    assert not {row.tobytes() for row in learnt} & {row.tobytes() for row in evaluation.first.examples.inputs}


def test_opened_data_of_one_class(shipped, kept, tmp_path):
    path = csv(tmp_path / "threes.csv", labels=np.full(60, 3, np.uint8))
    evaluation = finish(evaluate(shipped, None, opened(path), kept))
    assert evaluation.words == "threes.csv, 60 examples"
    assert set(evaluation.data.labels) == {3}
    # The file is read again once it has changed.
    csv(path, labels=np.full(60, 4, np.uint8))
    assert set(finish(evaluate(shipped, None, opened(path), kept)).data.labels) == {4}


def test_of_opened_data_those_for_testing_are_used(shipped, tmp_path):
    images = np.zeros((30, 28, 28), np.uint8)
    images[:, 8:20, 8:20] = np.random.default_rng(0).integers(0, 256, (30, 12, 12))
    labels = np.arange(30) % 10
    np.savez(tmp_path / "d.npz", x_train=images, y_train=labels, x_test=images[:12] // 2, y_test=labels[:12])
    evaluation = finish(evaluate(shipped, None, opened(tmp_path / "d.npz")))
    assert evaluation.words == "d.npz, 12 examples for testing"
    assert np.array_equal(evaluation.data.images, images[:12].reshape(12, 784) // 2)


def test_a_job_that_is_dropped_leaves_no_thread_and_nothing_half_done(shipped):
    kept, before = EvaluationData(), threading.active_count()
    steps = evaluate(shipped, None, DataChoice(), kept)
    for _ in range(5):
        assert 0 <= next(steps) < 1
    steps.close()
    assert threading.active_count() == before
    assert finish(evaluate(shipped, None, DataChoice(), kept)).first.predictions.accuracy > 0.97


def test_a_network_that_knows_some_digits_is_evaluated_on_those():
    evaluation = finish(evaluate(contender(("x", "7", "1")), None, DataChoice()))
    assert evaluation.words == "MNIST test, 2,163 digits (1 and 7)"
    assert np.bincount(evaluation.data.labels).tolist() == [0, 1028, 1135]
    assert evaluation.data.class_names == evaluation.class_names
    with pytest.raises(DataError, match=r"^my network knows none of the ten digits; open examples of its own classes"):
        finish(evaluate(contender(("a", "b")), None, DataChoice()))


def test_classes_that_a_network_does_not_know_are_named(shipped, tmp_path):
    path = csv(tmp_path / "letters.csv", labels=np.arange(60) % 26)
    with pytest.raises(DataError, match=r"^letters.csv has the class 10, which the network does not know; it knows 0,"):
        finish(evaluate(shipped, None, opened(path)))


def test_networks_are_alike_whatever_their_thresholds(shipped):
    recogniser = shipped.recogniser
    assert recogniser.computes_like(replace(recogniser, firing_threshold=0.9))
    assert not recogniser.computes_like(contender(tuple("0123456789")).recogniser)
    assert not recogniser.computes_like(replace(recogniser, preparation=PREPARATIONS[0]))


def test_networks_of_other_classes_are_not_compared(shipped):
    with pytest.raises(DataError, match=r"^my network has other classes than 784-15-10, so they cannot be compared\.$"):
        finish(evaluate(shipped, contender(("a", "b")), DataChoice()))


@pytest.mark.parametrize("preparation", PREPARATIONS, ids=lambda preparation: preparation.name)
@pytest.mark.parametrize("choice", [DataChoice(), WRITTEN, None], ids=["mnist", "drawings", "opened"])
def test_the_canvas_answers_to_an_example_as_was_counted(preparation, choice, kept, shipped, tmp_path):
    names = {"mnist-moments": "default", "mnist-directions": "directions-64"}
    if preparation.name in names:
        recogniser = load_weights(models_folder() / f"{names[preparation.name]}.safetensors").recogniser
    else:
        recogniser = replace(shipped.recogniser, preparation=preparation)
    choice = choice or opened(csv(tmp_path / "d.csv"))
    evaluation = finish(evaluate(Contender("one", recogniser), None, choice, kept))
    counted = evaluation.first.predictions
    for number in range(0, len(evaluation.data), max(len(evaluation.data) // 150, 1)):
        drawing = evaluation.drawing(number)
        answer = recogniser.recognise(Drawing(drawing.strokes, drawing.picture))
        np.testing.assert_allclose(answer.outputs, counted.outputs[number], atol=1e-3)
        assert answer.ranking[0] == counted.answers[number]
