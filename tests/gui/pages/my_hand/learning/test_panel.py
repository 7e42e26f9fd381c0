"""Learning one's hand: real runs from the current network, and what is shown of them."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QProgressBar, QPushButton

from nnapp.digits.data_settings import DataSettings
from nnapp.files.hand_learning import FEWEST
from nnapp.files.run_settings import RunSettings
from nnapp.gui.widgets.fields import explanation_of
from nnapp.nn.reports import Outcome
from nnapp.nn.settings import TrainingSettings
from tests.gui.inside import network_of
from tests.gui.pages.my_hand.desk import LONG, WRITER

OTHER = RunSettings(TrainingSettings(epochs=50), DataSettings(examples=3_000, drawn=0, validation=0))


def percents(desk, name):
    return [float(part.removesuffix(" %")) for part in desk.text(f"{name}Figures").split(" → ")]


def test_the_current_network_learns_the_hand_and_what_it_has_changed_is_shown(desk):
    desk.keep_a_hand()
    before = desk.networks.current
    desk.learn()
    assert desk.networks.current.name == "Run 1"
    own_before, own_after = percents(desk, "hand")
    assert own_before < own_after
    mnist_before, mnist_after = percents(desk, "mnist")
    assert abs(mnist_before - mnist_after) < 1
    assert desk.text("learningProblem") == ""
    listing = desk.find("changesList", QListView).model().listing
    answers = [before.weights.recogniser.recognise(change.drawing).ranking[0] for change in listing.changes]
    assert answers == [change.before for change in listing.changes]
    assert listing.changes


def test_a_network_that_has_learnt_the_hand_already_is_said_to_know_it(desk, little_rehearsal):
    desk.keep_a_hand()
    desk.learn()
    assert not desk.is_shown("learntBefore")
    desk.learn()
    assert desk.is_shown("learntBefore")
    desk.click("goBackButton")
    desk.networks.go_back()
    desk.learn()
    assert not desk.is_shown("learntBefore")


def test_it_is_a_run_like_any_other(desk, little_rehearsal):
    desk.keep_a_hand()
    desk.learn()
    (run,) = desk.library.runs()
    assert (run.about.name, run.outcome, run.has_network) == ("Run 1", Outcome.FINISHED, True)
    assert run.about.settings == desk.trainer.settings
    assert len(run.curve) == run.about.settings.training.epochs + 1
    # It is repeated with the drawings of that time, whatever is kept now.
    desk.my_hand.delete([desk.my_hand.drawings[0].key])
    start = desk.library.folder(run.key).read_start()
    learnt = desk.networks.current.weights.recogniser.network
    with desk.qtbot.waitSignal(desk.trainer.trained, timeout=LONG) as trained:
        desk.trainer.start(run.about.settings, start=start)
    assert (trained.args[0].recogniser.network.layers[0].weights == learnt.layers[0].weights).all()


def test_one_goes_back_to_the_network_before_and_keeps_the_new_one(desk, little_rehearsal):
    desk.keep_a_hand()
    before = desk.networks.current
    desk.learn()
    learnt = desk.networks.current
    desk.click("goBackButton")
    assert desk.networks.current is before
    desk.click("keepNetworkButton")
    assert desk.networks.current is learnt


def test_a_drawing_whose_answer_changed_goes_on_the_canvas_as_the_one_that_is_kept(desk, qtbot):
    desk.keep_a_hand()
    desk.learn()
    view = desk.find("changesList", QListView)
    place = view.visualRect(view.model().index(0, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    change = view.model().listing.changes[0]
    assert desk.session.sketch.drawing.strokes is change.drawing.strokes
    assert desk.session.sketch.drawing.class_name == str(change.label)
    assert desk.my_hand.kept_as == change.label
    assert desk.session.undoable == "drawing"


def test_while_it_learns_there_is_progress_and_the_button_is_not_offered_again(desk):
    desk.keep_a_hand()
    shares, states = [], []
    desk.find("learningProgress", QProgressBar).valueChanged.connect(shares.append)
    desk.trainer.progressed.connect(lambda _progress: states.append(desk.text("learningState")))
    learn = desk.find("learnHandButton")
    learn.setFocus()
    with desk.compared():
        desk.qtbot.keyClick(learn, Qt.Key.Key_Space)
        assert desk.find("stopLearningButton").hasFocus()
        assert not desk.find("learnHandButton").isEnabled()
    epochs = desk.trainer.settings.training.epochs
    assert any(state.startswith("Learning: epoch ") and f" of {epochs}, " in state for state in states)
    assert max(shares) > 900
    assert not desk.is_shown("stopLearningButton")
    assert desk.find("keepNetworkButton").hasFocus()


def test_stopped_after_an_epoch_the_best_network_so_far_is_kept_and_compared(desk, little_rehearsal):
    desk.keep_a_hand()
    desk.trainer.epoch_done.connect(lambda figures: figures.epoch == 1 and desk.click("stopLearningButton"))
    desk.learn()
    (run,) = desk.library.runs()
    assert run.outcome is Outcome.STOPPED
    assert desk.networks.current.name == "Run 1"
    assert desk.text("learningProblem").startswith("Stopped: the best network so far, that after epoch ")
    assert desk.is_shown("handScores")
    assert desk.is_shown("handDecision")


def test_stopped_before_the_first_epoch_nothing_has_changed(desk, little_rehearsal):
    desk.keep_a_hand()
    before = desk.networks.current
    with desk.compared():
        desk.find("learnHandButton").setFocus()
        desk.click("learnHandButton")
        desk.click("stopLearningButton")
    assert desk.networks.current is before
    assert desk.text("learningProblem") == "Stopped before the first epoch: nothing has changed."
    assert not desk.is_shown("handDecision")
    assert desk.find("learnHandButton").hasFocus()
    assert desk.library.runs() == []


def test_a_comparison_that_fails_says_why_and_leaves_the_network(desk, little_rehearsal):
    desk.keep_a_hand()
    desk.trainer.trained.connect(lambda _weights: Path(desk.trainer.settings.data.hand).unlink())
    desk.learn()
    assert desk.networks.current.name == "Run 1"
    assert desk.text("learningProblem").startswith("The two networks cannot be compared: ")
    assert not desk.is_shown("handScores")
    assert desk.is_shown("goBackButton")


def test_comparing_can_be_stopped_and_the_choice_remains(desk, little_rehearsal):
    desk.keep_a_hand()
    with desk.qtbot.waitSignal(desk.trainer.ended, timeout=LONG):
        desk.click("learnHandButton")
    with desk.compared():
        desk.click("stopLearningButton")
    assert desk.text("learningProblem") == "The comparison was stopped."
    assert not desk.is_shown("handScores")
    assert desk.is_shown("keepNetworkButton")


def test_when_all_drawings_are_deleted_no_picture_of_one_stays(desk, little_rehearsal):
    desk.keep_a_hand()
    desk.learn()
    assert desk.is_shown("handChanges")
    desk.my_hand.delete_all()
    desk.settle()
    assert not desk.is_shown("handChanges")
    assert not desk.is_shown("handScores")


def test_when_all_drawings_are_deleted_while_they_are_compared_no_picture_of_one_is_shown(desk, little_rehearsal):
    desk.keep_a_hand()
    with desk.qtbot.waitSignal(desk.trainer.ended, timeout=LONG):
        desk.click("learnHandButton")
    with desk.compared():
        desk.my_hand.delete_all()
    assert not desk.is_shown("handChanges")


def test_too_few_drawings_are_told_and_what_would_be_right(desk):
    desk.keep(WRITER.write(1, 0)[: FEWEST - 1])
    assert not desk.find("learnHandButton").isEnabled()
    assert desk.text("whyNotLearn").startswith("At least 3 drawings are needed to learn from: draw a digit and press ")
    desk.keep_a_hand(1)
    assert desk.find("learnHandButton").isEnabled()
    assert not desk.is_shown("whyNotLearn")


def test_a_network_that_knows_no_digits_cannot_learn_them(desk):
    desk.keep_a_hand(1)
    desk.networks.use(network_of(("sigmoid", "sigmoid"), (784, 9, 3)), "Shapes")
    desk.learn()
    assert desk.text("learningProblem") == (
        "A hand can be learnt by a network whose classes are the ten digits; open one that knows them."
    )
    assert not desk.trainer.is_running


def test_while_another_run_is_under_way_the_hand_waits(desk):
    desk.keep_a_hand(1)
    with desk.qtbot.waitSignal(desk.trainer.epoch_done, timeout=LONG):
        desk.trainer.start(OTHER)
    learn = desk.find("learnHandButton", QPushButton)
    assert not learn.isEnabled()
    assert desk.text("whyNotLearn") == explanation_of(learn)
    assert explanation_of(learn).startswith("A network is being trained; ")
    with desk.qtbot.waitSignal(desk.trainer.ended, timeout=LONG):
        desk.trainer.stop()
    assert learn.isEnabled()
    assert not desk.is_shown("handScores")


def test_where_the_disk_refuses_the_drawings_it_is_told_and_nothing_starts(desk):
    desk.keep_a_hand(1)
    desk.drawings_folder.rename(desk.folder / "elsewhere")
    desk.drawings_folder.write_text("No folder.")
    desk.learn()
    assert desk.text("learningProblem") != ""
    assert not desk.trainer.is_running
