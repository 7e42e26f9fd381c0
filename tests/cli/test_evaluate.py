"""What ``nnapp evaluate`` measures, of any network."""

import gzip
import json

import numpy as np
import pytest
from scipy.stats import binomtest

from nnapp.cli import report
from nnapp.digits.datasets import load_test_data
from nnapp.digits.preparations import DEFAULT_PREPARATION
from nnapp.digits.recogniser import Recogniser
from nnapp.files.weight_file import WeightFile, load_weights, save_weights
from nnapp.locations import default_weights, shipped_weights
from nnapp.nn.activations import activation_named
from nnapp.nn.network import Layer, Network
from nnapp.nn.predictions import predict
from tests.cli.commands import SEVEN, lines, nnapp
from tests.files.test_data_files import csv


def network_file(path, class_names, output):
    network = Network.random((784, len(class_names)), [activation_named(output)], np.random.default_rng(0))
    save_weights(path, WeightFile(Recogniser(network, DEFAULT_PREPARATION, class_names)))
    return path


@pytest.fixture(autouse=True)
def _few_non_digits(monkeypatch):
    monkeypatch.setattr(report, "NONSENSE", 100)


@pytest.fixture
def two_classes(tmp_path):
    return network_file(tmp_path / "two", ("cat", "[/]"), "identity")


def words(line):
    return line.replace("│", " ").split()


def test_evaluate_counts_mnist(models):
    (result,) = lines(nnapp("evaluate", "--json"))
    assert result["examples"] == 10_000
    assert np.trace(result["confusion"]) == result["correct"] == round(result["accuracy"] * 10_000)
    # The figure that the shipped network must reach.
    assert result["accuracy"] >= 0.97
    low, high = result["interval"]
    assert low < result["accuracy"] < high < low + 0.01
    assert [one["class"] for one in result["per_class"]] == list(range(10))
    assert [one["examples"] for one in result["per_class"]] == np.sum(result["confusion"], axis=1).tolist()
    recalls = np.diagonal(result["confusion"]) / np.sum(result["confusion"], axis=1)
    assert [one["recall"] for one in result["per_class"]] == pytest.approx(recalls.tolist(), abs=1e-9)
    precisions = np.diagonal(result["confusion"]) / np.sum(result["confusion"], axis=0)
    assert [one["precision"] for one in result["per_class"]] == pytest.approx(precisions.tolist(), abs=1e-9)
    assert [point["threshold"] for point in result["coverage"]] == pytest.approx(np.linspace(0, 1, 101).tolist())
    everything, half = result["coverage"][0], result["coverage"][50]
    assert (everything["share"], everything["accuracy"]) == (1.0, result["accuracy"])
    assert half["share"] == pytest.approx(1 - result["silent"], abs=1e-9)
    assert half["accuracy"] > result["accuracy"]
    assert 0.0 < result["ece"] < 0.1


def test_mistakes_are_listed_the_most_confident_first_and_can_be_found_again(models):
    (result,) = lines(nnapp("evaluate", "--json"))
    mistakes = result["mistakes"]
    assert len(mistakes) == result["examples"] - result["correct"]
    activations = [mistake["activation"] for mistake in mistakes]
    assert activations == sorted(activations, reverse=True)
    recogniser = load_weights(default_weights()).recogniser
    mnist = load_test_data(recogniser.preparation)
    found = predict(recogniser.network, mnist)
    for mistake in mistakes:
        assert mnist.labels[mistake["index"]] == mistake["label"] != mistake["answer"]
        assert found.answers[mistake["index"]] == mistake["answer"]
        assert found.strongest[mistake["index"]] == pytest.approx(mistake["activation"], abs=1e-5)


def test_people_are_told_the_same_in_sentences_and_tables():
    told = nnapp("evaluate").stdout
    (result,) = lines(nnapp("evaluate", "--json"))
    low, high = result["interval"]
    assert f"{result['correct']:,} of 10,000 correct" in told
    assert f"(95% interval: {low:.2%} to {high:.2%})" in told
    assert f"No neuron fires for {result['silent']:.2%} (firing threshold 0.5); of the others, " in told
    assert f"by {result['ece']:.3f} on average (expected calibration error)" in told
    counts = np.array(result["confusion"])
    np.fill_diagonal(counts, 0)
    label, answer = np.unravel_index(counts.argmax(), counts.shape)
    assert f"Confused most often: {label} read as {answer} ({counts.max()} of " in told
    nine = result["per_class"][9]
    assert ["9", f"{nine['examples']:,}", f"{nine['recall']:.1%}", f"{nine['precision']:.1%}"] in [
        words(line) for line in told.splitlines()
    ]


def test_two_networks_are_compared_example_by_example(models):
    other = shipped_weights("64")
    (result,) = lines(nnapp("evaluate", "--json", "--against", other))
    (alone,) = lines(nnapp("evaluate", "--json", "--weights", other))
    against = result["against"]
    assert against["weights"] == str(other)
    assert (against["accuracy"], against["interval"]) == (alone["accuracy"], alone["interval"])
    assert against["both"] + against["first"] == result["correct"]
    assert against["both"] + against["second"] == alone["correct"]
    assert sum(against[group] for group in ("both", "first", "second", "neither")) == 10_000
    expected = binomtest(against["first"], against["first"] + against["second"]).pvalue
    assert against["p_value"] == pytest.approx(expected, rel=1e-9)

    told = nnapp("evaluate", "--against", other).stdout
    lead = against["second"] - against["first"]
    assert f"Against 64.safetensors: {alone['correct']:,} of 10,000 correct" in told
    assert ["only", "64.safetensors", f"{against['second']}", f"{against['second'] / 10_000:.2%}"] in [
        words(line) for line in told.splitlines()
    ]
    assert f"64.safetensors reads {lead} more examples correctly than default.safetensors." in told
    assert told.endswith("(McNemar's test).\n")


def test_a_network_is_as_good_as_itself(tmp_path):
    (tmp_path / "d.jsonl").write_text(json.dumps(SEVEN))
    options = ("evaluate", "--data", tmp_path / "d.jsonl", "--against", default_weights())
    (result,) = lines(nnapp(*options, "--json"))
    assert (result["against"]["both"], result["against"]["p_value"]) == (1, 1.0)
    assert nnapp(*options).stdout.endswith("Both networks read equally many examples correctly.\n")


def test_networks_of_other_classes_are_not_compared(two_classes):
    told = nnapp("evaluate", "--against", two_classes)
    assert told.returncode == 2
    assert "two has other classes than" in told.stderr
    assert nnapp("evaluate", "--report", "--against", two_classes).returncode == 2


def test_a_confusion_matrix_that_is_too_wide_is_left_to_programs(tmp_path):
    names = tuple(f"class {number}" for number in range(47))
    network_file(tmp_path / "wide", names, "sigmoid")
    data = csv(tmp_path / "d.csv", labels=(np.arange(60) % 47).astype(np.uint8))
    told = nnapp("evaluate", "--weights", tmp_path / "wide", "--data", data).stdout
    assert "The confusion matrix is wider than the terminal; --json has it." in told
    assert sum(line.startswith("│ class ") for line in told.splitlines()) == 47


def test_figures_that_do_not_exist_are_null(tmp_path):
    (tmp_path / "d.jsonl").write_text(json.dumps(SEVEN))
    (result,) = lines(nnapp("evaluate", "--json", "--data", tmp_path / "d.jsonl"))
    assert result["per_class"][3] == {"class": 3, "precision": None, "recall": None, "examples": 0}
    assert result["coverage"][100] == {"threshold": 1.0, "share": 0.0, "accuracy": None}
    assert result["mistakes"] == []
    assert result["interval"][1] == 1.0


def test_evaluate_counts_labelled_drawings(tmp_path):
    path = tmp_path / "d.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(SEVEN).encode()))
    (result,) = lines(nnapp("evaluate", "--json", "--data", path))
    assert (result["examples"], result["correct"]) == (1, 1)
    table = nnapp("evaluate", "--data", path).stdout
    assert "1 of 1 correct" in table


def test_the_report_measures_everything(tmp_path):
    path = tmp_path / "d.jsonl"
    path.write_text("\n".join(json.dumps(SEVEN) for _ in range(3)))
    first, *changes, nothing, blank = lines(nnapp("evaluate", "--report", "--json", "--data", path))
    assert (first["measure"], first["examples"]) == ("MNIST's test digits", 10_000)
    assert len(changes) == 14
    assert {change["examples"] for change in changes} == {3}
    assert changes[0]["accuracy_by_digit"][7] == changes[0]["accuracy"]
    # Letters and scribbles: the network should be silent more often than not, a drawing's digit not.
    assert nothing["fires"] < 0.5 < first["fires"]
    assert (nothing["accuracy"], set(nothing["accuracy_by_digit"])) == (None, {None})
    assert blank["measure"] == "blank canvas"
    assert blank["strongest"] < 0.5
    (right,) = {change["right_and_fires"] for change in changes[:4]}
    assert right == changes[0]["right_and_fires_at"]["0.5"] == 1.0
    assert changes[0]["confusion"][7][7] == 3
    assert first["right_and_fires"] < min(first["accuracy"], first["fires"])
    assert "right_and_fires_at" not in nothing


def test_people_are_shown_the_report_in_tables(tmp_path):
    path = tmp_path / "d.jsonl"
    path.write_text("\n".join(json.dumps({**SEVEN, "label": label}) for label in (7, 7, 2)))
    told = nnapp("evaluate", "--report", "--data", path, columns=120).stdout
    summary, classes, levels = (
        told.split("Accuracy by class")[0],
        *told.split("Accuracy by class")[1].split("The share"),
    )
    assert summary.count("drawings,") == 14
    assert ["drawings,", "as", "drawn", "3", "66.67%", "100.00%", "66.67%"] in [
        words(line) for line in summary.splitlines()
    ]
    two = next(line for line in classes.splitlines() if line.startswith("│ 2"))
    assert words(two)[-5:] == ["0.0%", "7", "(1", "of", "1)"]
    assert levels.count("drawings,") == 1
    assert "Blank canvas" in levels
    assert "Non-digits: letters, shapes and scribbles of kinds that nnapp never trains with." in levels


def test_a_network_for_other_classes_is_measured_on_data_of_its_own(two_classes, tmp_path):
    told = nnapp("evaluate", "--weights", two_classes)
    assert told.returncode == 2
    assert told.stderr.endswith("two knows none of MNIST's digits; use --data to name examples of its own classes.\n")

    labelled = csv(tmp_path / "d.csv", labels=(np.arange(60) % 2).astype(np.uint8))
    (result,) = lines(nnapp("evaluate", "--json", "--weights", two_classes, "--data", labelled))
    assert np.sum(result["confusion"], axis=1).tolist() == [30, 30]
    assert [one["class"] for one in result["per_class"]] == ["cat", "[/]"]
    assert {mistake["label"] for mistake in result["mistakes"]} <= {"cat", "[/]"}
    told = nnapp("evaluate", "--weights", two_classes, "--data", labelled).stdout
    assert "│ [/]" in told
    assert "Its outputs are not limited to 0..1" in told

    options = ("evaluate", "--report", "--weights", two_classes, "--data", labelled)
    digits, own, nothing, _ = lines(nnapp(*options, "--json"))
    assert (digits["accuracy"], own["accuracy"], nothing["accuracy"]) == (None, result["accuracy"], None)
    assert (digits["examples"], own["examples"], nothing["examples"]) == (10_000, 60, 100)
    told = nnapp(*options).stdout
    assert "│ cat" in told
    assert "│ [/]" in told
    assert "scribbles of which the network may have learnt some." in told
    assert "The network knows none of MNIST's digits" in told
    assert "outputs are not limited to 0..1" in told


def test_data_of_a_class_that_the_network_does_not_know_is_refused(two_classes, tmp_path):
    (tmp_path / "d.jsonl").write_text(json.dumps(SEVEN))
    told = nnapp("evaluate", "--report", "--weights", two_classes, "--data", tmp_path / "d.jsonl")
    assert told.returncode == 2
    assert "d.jsonl has the class 7, which the network does not know; it knows cat and [/]." in told.stderr


def test_of_mnist_only_the_digits_that_a_network_knows_are_used(tmp_path):
    weights = network_file(tmp_path / "few", ("1", "7", "none"), "sigmoid")
    first, nothing, _ = lines(nnapp("evaluate", "--report", "--json", "--weights", weights))
    assert first["examples"] == 1_135 + 1_028
    (result,) = lines(nnapp("evaluate", "--json", "--weights", weights))
    mnist = load_test_data(DEFAULT_PREPARATION)
    assert {mistake["label"] for mistake in result["mistakes"]} <= {1, 7}
    assert all(mnist.labels[mistake["index"]] == mistake["label"] for mistake in result["mistakes"])
    assert (first["accuracy_by_digit"][2], nothing["accuracy"]) == (None, None)
    assert "those that the network knows were used: 1, 7." in nnapp("evaluate", "--report", "--weights", weights).stdout


@pytest.mark.parametrize(("output", "weight"), [("tanh", 0.0), ("identity", 1e27)])
def test_a_loss_that_does_not_suit_the_outputs_is_not_computed(tmp_path, output, weight):
    weights = np.full((10, 784), weight, np.float32)
    network = Network((Layer(weights, np.zeros(10, np.float32), activation_named(output)),))
    save_weights(tmp_path / "n", WeightFile(Recogniser(network, DEFAULT_PREPARATION)))
    path = tmp_path / "d.jsonl"
    path.write_text(json.dumps(SEVEN))
    (result,) = lines(nnapp("evaluate", "--json", "--data", path, "--weights", tmp_path / "n"))
    # Half a squared error of 1 when all outputs are 0; too large to be a number when all are 1e29.
    assert result["loss"] == (0.5 if output == "tanh" else None)
