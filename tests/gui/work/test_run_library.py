"""Which runs the library finds, and what becomes of those that were interrupted."""

import time

import pytest

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.generators import finish
from nnapp.files.errors import RunError
from nnapp.files.run_folder import RunFolder
from nnapp.files.run_settings import RunSettings
from nnapp.files.training_data import load_data
from nnapp.files.training_run import TrainingRun
from nnapp.gui.work.run_library import RunLibrary
from nnapp.nn.reports import EpochReport, Outcome
from nnapp.nn.settings import TrainingSettings

SETTINGS = RunSettings(TrainingSettings(epochs=5), DataSettings(examples=500, drawn=0, validation=100))


@pytest.fixture(scope="module")
def data():
    return finish(load_data(SETTINGS.data))


def train(folder, data, epochs):
    """Train in ``folder`` up to and including ``epochs``, then leave the run there, as a closing window does."""
    run = TrainingRun(folder.description.settings, folder)
    steps = run.steps(data, time.perf_counter)
    for step in steps:
        if isinstance(step, EpochReport) and step.figures.epoch == epochs:
            break
    steps.close()
    run.leave()
    return run


def interrupted_run(tmp_path, data, epochs=2):
    """Leave an interrupted run; its library is gone, and with it the lock."""
    library = RunLibrary(tmp_path)
    folder = library.new(SETTINGS)
    train(folder, data, epochs)
    library.release(folder)


def test_an_interrupted_run_is_found_with_its_last_epoch(qapp, tmp_path, data):
    interrupted_run(tmp_path, data)
    library = RunLibrary(tmp_path)
    assert library.runs() == []
    assert library.has_checkpoint
    found = library.interrupted()
    assert found.folder.name == "run-0001"
    assert found.read_checkpoint()[0].epoch == 2


def test_the_newest_interrupted_run_is_found_first(qapp, tmp_path, data):
    for _ in range(2):
        interrupted_run(tmp_path, data)
    library = RunLibrary(tmp_path)
    assert [library.interrupted().folder.name for _ in range(2)] == ["run-0002", "run-0001"]
    assert library.interrupted() is None


def test_a_run_that_is_training_is_not_taken_for_an_interrupted_one(qapp, tmp_path, data):
    mine, other = RunLibrary(tmp_path), RunLibrary(tmp_path)
    folder = mine.new(SETTINGS)
    train(folder, data, 1)
    assert mine.interrupted() is None
    assert other.interrupted() is None
    mine.release(folder)
    assert other.interrupted().folder == folder.folder


def test_a_run_without_an_epoch_is_deleted(qapp, tmp_path):
    library = RunLibrary(tmp_path)
    library.release(library.new(SETTINGS))
    assert list(tmp_path.iterdir()) == []


def test_a_run_finished_here_keeps_its_best_network(qapp, qtbot, tmp_path, data):
    interrupted_run(tmp_path, data)
    library = RunLibrary(tmp_path)
    folder = library.interrupted()
    best = folder.read_checkpoint()[0].best_epoch
    with qtbot.waitSignal(library.changed):
        library.finish_here(folder)
    assert not library.has_checkpoint
    (run,) = library.runs()
    assert run.outcome is Outcome.INTERRUPTED
    assert run.about.kept_epoch == best
    assert run.has_network
    assert [figures.epoch for figures in run.curve] == [0, 1, 2]
    assert library.newest_network() == folder.network_path
    assert RunLibrary(tmp_path).interrupted() is None


def test_a_run_that_cannot_be_finished_here_says_so_and_is_let_go(qapp, tmp_path, data, monkeypatch):
    interrupted_run(tmp_path, data)
    library = RunLibrary(tmp_path)
    folder = library.interrupted()

    def full_disk(*_):
        raise RunError("No space is left.")

    monkeypatch.setattr(RunFolder, "finish", full_disk)
    with pytest.raises(RunError, match="No space is left"):
        library.finish_here(folder)
    assert RunLibrary(tmp_path).interrupted().folder == folder.folder


def test_a_run_whose_checkpoint_is_damaged_is_listed_as_such(qapp, tmp_path, data):
    interrupted_run(tmp_path, data)
    (tmp_path / "run-0001" / "checkpoint.safetensors").write_bytes(b"damaged")
    library = RunLibrary(tmp_path)
    assert library.interrupted() is None
    assert library.problem
    (run,) = library.runs()
    assert run.outcome is Outcome.DAMAGED
    assert not run.has_network


def test_a_run_is_renamed_and_deleted(qapp, tmp_path, data):
    interrupted_run(tmp_path, data)
    library = RunLibrary(tmp_path)
    library.finish_here(library.interrupted())
    library.rename("run-0001", "with tanh")
    assert [run.about.name for run in library.runs()] == ["with tanh"]
    library.delete("run-0001")
    assert library.runs() == []
    assert library.newest_network() is None


def test_a_number_that_another_window_gave_to_a_new_run_has_the_curve_of_that_run(qapp, tmp_path, data):
    here, other = RunLibrary(tmp_path), RunLibrary(tmp_path)
    for epochs in (1, 2):
        interrupted_run(tmp_path, data, epochs)
        other.finish_here(other.interrupted())
        (run,) = here.runs()
        assert [figures.epoch for figures in run.curve] == list(range(epochs + 1))
        other.delete("run-0001")


def test_a_folder_that_cannot_be_written_is_reported_and_gives_no_run(qapp, tmp_path):
    (tmp_path / "runs").write_text("a file where a folder should be")
    library = RunLibrary(tmp_path / "runs")
    assert library.new(SETTINGS) is None
    assert "cannot be kept" in library.problem
