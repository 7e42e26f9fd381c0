"""The form lends its fields to a run with other settings; what the user had in them comes back."""

from PySide6.QtWidgets import QLabel

from nnapp.digits.data_settings import DataSettings
from nnapp.files.run_settings import RunSettings
from nnapp.nn.settings import TrainingSettings


def test_data_chosen_while_a_run_lends_its_settings_are_for_the_user_s_own(form, tmp_path):
    form.lend(RunSettings(TrainingSettings(seed=5)), "Run 3")
    form.show_running(is_running=True)
    form.change("source", str(tmp_path))
    assert (form.settings().data.source, form.settings().training.seed) == ("", 5)
    form.show_running(is_running=False)
    assert (form.settings().data.source, form.settings().training.seed) == (str(tmp_path), 11)


def test_a_run_that_learns_from_own_drawings_says_so_and_leaves_the_user_s_settings_as_they_were(form):
    mine = form.settings()
    form.lend(RunSettings(data=DataSettings(hand="mine.jsonl", warps=1_200)), "Run 3")
    form.show_running(is_running=True)
    assert "It also learns from 1,200 variations of your drawings." in form.findChild(QLabel, "lentSettings").text()
    form.show_running(is_running=False)
    assert form.settings() == mine


def test_a_rate_changed_while_a_run_lends_its_settings_is_for_that_run(form):
    mine = form.settings()
    form.lend(RunSettings(), "Run 3")
    form.show_running(is_running=True)
    form.change("learning_rate", 0.002)
    assert form.settings().training.learning_rate == 0.002
    form.show_running(is_running=False)
    assert form.settings() == mine


def test_contents_that_are_put_back_meanwhile_wait_for_the_end_of_the_run(form):
    mine = form.contents()
    form.show_settings(RunSettings(TrainingSettings(seed=6)))
    form.lend(RunSettings(TrainingSettings(seed=5)), "Run 3")
    form.restore(mine)
    assert form.settings().training.seed == 5
    form.show_running(is_running=False)
    assert form.settings().training.seed == 11
