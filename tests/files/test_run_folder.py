import csv
import io
from dataclasses import replace

import numpy as np
import pytest
import safetensors.numpy

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.datasets import TrainingData
from nnapp.digits.preparations import DEFAULT_PREPARATION
from nnapp.digits.recogniser import DIGIT_NAMES, Recogniser
from nnapp.files import run_folder, safetensors_format
from nnapp.files.checkpoint_file import read_checkpoint
from nnapp.files.errors import RunError
from nnapp.files.run_export import export_curve, export_settings
from nnapp.files.run_folder import RunFolder, curve_as_csv
from nnapp.files.run_settings import RunSettings, read_run_settings
from nnapp.files.training_run import TrainingRun, settings_from
from nnapp.nn.activations import activation_named
from nnapp.nn.examples import Examples
from nnapp.nn.network import Network
from nnapp.nn.predictions import predict
from nnapp.nn.reports import Command, EpochReport, Outcome, Progress
from nnapp.nn.setting_declarations import SettingsError
from nnapp.nn.settings import Rates, TrainingSettings

SETTINGS = RunSettings(TrainingSettings(hidden=(6,), epochs=5, batch_size=50), DataSettings(examples=400, drawn=0))


@pytest.fixture(autouse=True)
def _a_checkpoint_after_each_epoch(monkeypatch):
    monkeypatch.setattr(run_folder, "CHECKPOINT_SHARE", float("inf"))


@pytest.fixture(scope="module")
def data():
    rng = np.random.default_rng(0)
    labels = (np.arange(600) % 10).astype(np.uint8)
    inputs = rng.integers(0, 60, (600, 784)).astype(np.uint8)
    inputs[np.arange(600), 100 + labels] = 255
    examples = Examples(inputs, labels)
    return TrainingData(examples[200:], examples[:200], SETTINGS.data)


def clock():
    return 0.0


def train_to(folder, data, epoch, settings=SETTINGS):
    """Train until after ``epoch`` and break off there, as if the program had died."""
    run = TrainingRun(settings, folder)
    for step in run.steps(data, clock):
        if isinstance(step, EpochReport) and step.figures.epoch == epoch:
            break
    return run


def test_a_run_is_kept_with_its_settings_curve_and_network(tmp_path, data):
    folder = RunFolder.create(tmp_path / "run", "first", SETTINGS)
    run = TrainingRun(SETTINGS, folder)
    list(run.steps(data, clock))
    kept = run.end(Outcome.FINISHED)
    again = RunFolder(tmp_path / "run")
    assert again.description.settings == SETTINGS
    assert again.description.outcome is Outcome.FINISHED
    assert again.description.kept_epoch == kept.record.epochs
    assert again.read_network().record.data_settings == SETTINGS.data
    assert again.read_curve() == run.curve
    assert [figures.epoch for figures in run.curve] == list(range(6))
    weights = again.read_network().recogniser.network.layers[0].weights
    assert np.array_equal(weights, kept.recogniser.network.layers[0].weights)
    assert not again.is_unfinished


def test_an_interrupted_run_resumes_as_if_nothing_had_happened(tmp_path, data):
    whole = TrainingRun(SETTINGS)
    list(whole.steps(data, clock))
    folder = RunFolder.create(tmp_path / "run", "cut", SETTINGS)
    train_to(folder, data, 2)
    again = RunFolder(tmp_path / "run")
    assert again.is_unfinished
    run = TrainingRun(SETTINGS, again)
    assert [figures.epoch for figures in run.curve] == [0, 1, 2]
    list(run.steps(data, clock))
    assert run.curve == whole.curve
    pairs = zip(
        run.end(Outcome.FINISHED).recogniser.network.layers, whole.kept().recogniser.network.layers, strict=True
    )
    assert all(np.array_equal(one.weights, other.weights) for one, other in pairs)


def start_network(classes=DIGIT_NAMES):
    activations = [activation_named("tanh"), activation_named("sigmoid")]
    network = Network.random((784, 7, len(classes)), activations, np.random.default_rng(9))
    return Recogniser(network, DEFAULT_PREPARATION, classes)


def test_a_run_that_starts_from_a_network_is_repeated_and_resumed_exactly(tmp_path, data):
    start = start_network()
    settings = settings_from(start, SETTINGS)
    assert (settings.training.hidden, settings.training.activations) == ((7,), ("tanh",))
    whole = TrainingRun(settings, start=start)
    list(whole.steps(data, clock))
    measured = predict(start.network, data.validation)
    assert whole.curve[0].validation_accuracy == measured.accuracy
    train_to(RunFolder.create(tmp_path / "run", "cut", settings, start), data, 2, settings)
    resumed = TrainingRun(settings, RunFolder(tmp_path / "run"))
    list(resumed.steps(data, clock))
    assert resumed.curve == whole.curve
    kept = resumed.end(Outcome.FINISHED)
    again = RunFolder(tmp_path / "run")
    # The settings alone would not repeat it.
    assert kept.record.data_settings is None
    repeated = TrainingRun(again.description.settings, start=again.read_start())
    list(repeated.steps(data, clock))
    assert safetensors_format.encode(repeated.kept().recogniser, None) == safetensors_format.encode(
        kept.recogniser, None
    )


def test_a_given_network_keeps_the_weights_of_blank_pixels_and_its_firing_threshold(data):
    start = replace(start_network(), firing_threshold=0.8)
    few = replace(data, training=data.training[:50])
    run = TrainingRun(settings_from(start, SETTINGS), start=start)
    first = next(step for step in run.steps(few, clock) if isinstance(step, EpochReport))
    assert np.array_equal(first.network.layers[0].weights, start.network.layers[0].weights)
    list(run.steps(few, clock))
    assert run.kept().recogniser.firing_threshold == 0.8


def test_random_weights_of_blank_pixels_are_0(data):
    blank = TrainingData(replace(data.training, inputs=data.training.inputs * (np.arange(784) > 99)), data.validation,
                         data.settings)  # fmt: skip
    first = next(step for step in TrainingRun(SETTINGS).steps(blank, clock) if isinstance(step, EpochReport))
    weights = first.network.layers[0].weights
    assert not weights[:, :100].any()
    assert weights[:, 100:].all()


def test_a_network_of_other_classes_cannot_be_the_start(data):
    start = start_network(("a", "b", "c"))
    run = TrainingRun(settings_from(start, SETTINGS), start=start)
    with pytest.raises(SettingsError, match="has 3 classes and the data have 10"):
        list(run.steps(data, clock))


def test_a_line_that_was_not_finished_is_left_out(tmp_path, data):
    folder = RunFolder.create(tmp_path / "run", "cut", SETTINGS)
    train_to(folder, data, 2)
    with (tmp_path / "run" / "curve.jsonl").open("a") as file:
        file.write('{"epoch": 3, "train')
    assert len(TrainingRun(SETTINGS, RunFolder(tmp_path / "run")).curve) == 3


def test_an_interrupted_run_can_be_finished_with_its_best_network(tmp_path, data):
    train_to(RunFolder.create(tmp_path / "run", "cut", SETTINGS), data, 3)
    kept = TrainingRun(SETTINGS, RunFolder(tmp_path / "run")).end(Outcome.INTERRUPTED)
    again = RunFolder(tmp_path / "run")
    assert again.description.outcome is Outcome.INTERRUPTED
    assert again.read_network().record == kept.record
    assert again.read_network().data == kept.data == SETTINGS.data
    assert kept.record.epochs >= 1
    assert kept.record.data_settings is None


def test_changes_by_hand_are_part_of_the_settings_to_repeat(tmp_path, data):
    folder = RunFolder.create(tmp_path / "run", "changed", SETTINGS)
    run = TrainingRun(SETTINGS, folder)
    steps, command, changed = run.steps(data, clock), None, False
    while True:
        try:
            step = steps.send(command)
        except StopIteration:
            break
        command = None
        if isinstance(step, Progress) and step.epoch == 2 and not changed:
            command, changed = Command(rates=Rates(0.002, 0.9, 0.0)), True
    assert run.end(Outcome.FINISHED).record.data_settings is None
    settings = RunFolder(tmp_path / "run").description.settings
    assert len(settings.training.changes) == 1
    repeated = TrainingRun(settings)
    list(repeated.steps(data, clock))
    assert [figures.validation_loss for figures in repeated.curve] == [entry.validation_loss for entry in run.curve]


def test_runs_are_named_and_deleted(tmp_path):
    folder = RunFolder.create(tmp_path / "run", "old", SETTINGS)
    folder.rename("  a new\n name ")
    assert RunFolder(tmp_path / "run").description.name == "a new name"
    with pytest.raises(RunError, match="at least one letter"):
        folder.rename("  ")
    folder.delete()
    assert not (tmp_path / "run").exists()


def test_what_is_no_run_is_told(tmp_path, data):
    with pytest.raises(RunError, match="does not hold a training run"):
        RunFolder(tmp_path)
    RunFolder.create(tmp_path / "run", "x", SETTINGS)
    with pytest.raises(RunError, match="exists already"):
        RunFolder.create(tmp_path / "run", "x", SETTINGS)
    good = (tmp_path / "run" / "run.json").read_text()
    for text in (
        "{}",
        "[" * 100_000,
        good.replace("{", '{"name": "twice",', 1),
        good.replace('"kept_epoch": 0', '"kept_epoch": 1e999'),
    ):
        assert text != good
        (tmp_path / "run" / "run.json").write_text(text)
        with pytest.raises(RunError, match="or the run is damaged"):
            RunFolder(tmp_path / "run")
    folder = RunFolder.create(tmp_path / "other", "x", SETTINGS)
    train_to(folder, data, 1)
    checkpoint = tmp_path / "other" / "checkpoint.safetensors"
    checkpoint.write_bytes(checkpoint.read_bytes()[:-9])
    with pytest.raises(RunError, match="not a training checkpoint, or it is damaged"):
        TrainingRun(SETTINGS, RunFolder(tmp_path / "other"))
    curve = tmp_path / "other" / "curve.jsonl"
    good = curve.read_text()
    for text in ("7\n", good.replace('"epoch": 1', '"epoch": 1e999')):
        curve.write_text(text)
        with pytest.raises(RunError, match="a line that is not an epoch"):
            RunFolder(tmp_path / "other").read_curve()


def test_a_checkpoint_with_a_number_too_large_is_damaged(tmp_path):
    description = {"nnapp-checkpoint": '{"epoch": 1e999, "best_loss": null}'}
    tensors = {name: np.zeros(2, np.float32) for name in ("parameters", "best")}
    (tmp_path / "c").write_bytes(safetensors.numpy.save(tensors, metadata=description))
    with pytest.raises(RunError, match="or it is damaged"):
        read_checkpoint(tmp_path / "c")


def test_training_goes_on_when_the_disk_refuses_and_says_so(tmp_path, data):
    folder = RunFolder.create(tmp_path / "run", "x", SETTINGS)
    (tmp_path / "run" / "curve.jsonl").mkdir()
    run = TrainingRun(SETTINGS, folder)
    list(run.steps(data, clock))
    assert run.kept() is not None
    assert "cannot be kept" in run.problem


def test_figures_are_exported_as_a_table(tmp_path, data):
    run = TrainingRun(SETTINGS)
    list(run.steps(data, clock))
    rows = list(csv.DictReader(io.StringIO(curve_as_csv(run.curve))))
    assert [int(row["epoch"]) for row in rows] == list(range(6))
    assert float(rows[3]["validation_loss"]) == run.curve[3].validation_loss
    assert float(rows[3]["gradient_2"]) == run.curve[3].gradients[1]
    assert rows[3]["unchanging_1"] == str(run.curve[3].health[0].unchanging)
    export_curve(tmp_path / "curve.csv", run.curve)
    assert (tmp_path / "curve.csv").read_text() == curve_as_csv(run.curve)
    with pytest.raises(RunError, match="cannot be written"):
        export_curve(tmp_path / "nowhere" / "curve.csv", run.curve)


def test_exported_settings_repeat_the_run(tmp_path):
    settings = replace(SETTINGS, training=replace(SETTINGS.training, learning_rate=0.123))
    export_settings(tmp_path / "run.json", settings)
    assert read_run_settings(tmp_path / "run.json") == settings
