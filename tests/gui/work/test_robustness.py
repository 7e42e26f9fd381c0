"""The job that measures robustness: the same as the evaluation where nothing is distorted, and counted by hand."""

from dataclasses import replace

import numpy as np
import pytest

from nnapp.digits.datasets import load_test_images
from nnapp.digits.distortions import DISTORTIONS, Noise, Rotation, Shift
from nnapp.digits.drawing import Drawing
from nnapp.digits.generators import finish
from nnapp.digits.recogniser import DIGIT_NAMES
from nnapp.files.data_files import LoadedData
from nnapp.files.training_data import prepare
from nnapp.files.weight_file import load_weights
from nnapp.gui.work import robustness
from nnapp.gui.work.evaluation import Evaluation, Judged, evenly_chosen
from nnapp.gui.work.robustness import RobustnessPoint, measure_robustness
from nnapp.nn.examples import Examples
from nnapp.nn.predictions import predict

STROKES = (np.array([(6, 4), (10, 20)], np.float32), np.array([(12, 8), (14, 18)], np.float32))


@pytest.fixture(scope="module")
def recognisers(models):
    return [load_weights(models / f"{name}.safetensors").recogniser for name in ("default", "directions")]


def judged(recogniser, data):
    examples = Examples(finish(prepare(data, recogniser.preparation)), data.labels, len(recogniser.class_names))
    return Judged("a network", recogniser, examples, predict(recogniser.network, examples))


def evaluated(recognisers, data):
    return Evaluation("some digits", data, *(judged(recogniser, data) for recogniser in recognisers))


@pytest.fixture(scope="module")
def pictures(recognisers):
    images, labels = load_test_images()
    return evaluated(recognisers, LoadedData(images[:120].reshape(-1, 784), (), labels[:120], DIGIT_NAMES, ()))


@pytest.fixture(scope="module")
def drawings(recognisers):
    drawn = tuple(Drawing(STROKES) for _ in range(12))
    return evaluated(recognisers[:1], LoadedData(None, drawn, np.ones(12, np.uint8), DIGIT_NAMES, ()))


def points(evaluation, distortion):
    found = [step for step in measure_robustness(evaluation, distortion) if isinstance(step, RobustnessPoint)]
    return {point.level: point.accuracies for point in found}


@pytest.mark.parametrize("distortion", DISTORTIONS, ids=lambda one: one.name)
def test_every_level_is_measured_beginning_with_the_accuracy_as_evaluated(pictures, distortion):
    found = points(pictures, distortion)
    assert sorted(found) == list(distortion.levels)
    plain = (pictures.first.predictions.accuracy, pictures.second.predictions.accuracy)
    assert next(iter(found.items())) == (distortion.unchanged, pytest.approx(plain))


def test_the_level_that_changes_nothing_is_what_measuring_it_would_give(pictures, drawings):
    for evaluation in (pictures, drawings):
        data, distortion = evaluation.data, Rotation()
        if data.images is None:
            same = replace(data, drawings=tuple(distortion.drawing(one, 0, 0) for one in data.drawings))
        else:
            same = replace(data, images=distortion.pictures(data.images, 0, np.arange(len(data))))
        again = judged(evaluation.first.recogniser, same)
        assert np.array_equal(again.predictions.outputs, evaluation.first.predictions.outputs)


@pytest.mark.parametrize("distortion", [Rotation(), Noise()], ids=lambda one: one.name)
def test_an_accuracy_is_the_share_of_the_drawings_that_the_canvas_would_answer_correctly(pictures, distortion):
    level = distortion.levels[-1]
    right = [
        pictures.first.recogniser.recognise(distortion.drawing(pictures.drawing(number), level, number)).ranking[0]
        == pictures.data.labels[number]
        for number in range(len(pictures.data))
    ]
    assert points(pictures, distortion)[level][0] == pytest.approx(np.mean(right))


def test_a_shift_of_strokes_changes_nothing(drawings):
    assert len(set(points(drawings, Shift()).values())) == 1


def test_each_level_is_told_once_and_the_share_that_is_done_rises_to_one(pictures, drawings):
    for evaluation in (pictures, drawings):
        steps = list(measure_robustness(evaluation, Rotation()))
        levels = [step.level for step in steps if isinstance(step, RobustnessPoint)]
        assert levels[0] == 0
        assert sorted(levels) == list(Rotation().levels)
        shares = [step for step in steps if isinstance(step, float)]
        assert shares == sorted(shares)
        assert shares[0] > 0
        assert shares[-1] == 1


def test_of_many_examples_some_of_each_class_are_measured(pictures, monkeypatch):
    monkeypatch.setattr(robustness, "MOST", 20)
    chosen = evenly_chosen(pictures.data.labels, 20)
    unchanged = next(measure_robustness(pictures, Rotation()))
    assert unchanged.accuracies[0] == pytest.approx(pictures.first.predictions.is_correct[chosen].mean())
