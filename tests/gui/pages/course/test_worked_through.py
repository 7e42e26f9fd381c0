"""Each lesson that ships is worked through by mouse and by keyboard alone; what is not right is not accepted."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nnapp.digits.data_settings import DataSettings
from nnapp.digits.datasets import TrainingData
from nnapp.files.lessons.lesson import ChooseOne, EnterNumber, MeetConditions
from nnapp.files.lessons.reader import lesson_files
from nnapp.gui.board.drawing_panel import DrawingPanel
from nnapp.gui.pages.course.activities.kinds import makers
from nnapp.gui.pages.course.lesson_view import LessonView
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.work import small_training
from nnapp.locations import lessons_folder
from tests.gui.pages.course.activities.by_hand import read
from tests.gui.pages.course.hands import Keys, Mouse
from tests.gui.pages.course.reader import Reader
from tests.gui.work.small_data import noise

BAR, BELOW, LEFT_OF_IT = 9 * 28 + 17, 13 * 28 + 13, 14 * 28 + 8
WORK = {
    # What is done to meet each challenge of conditions, in their order: only the last of it is to meet it.
    # Pixels count from 0, and so do layers and their neurons.
    "01-brain-and-machine": (
        ["press puppy", "press kitten"],
        ["press stepNextButton", f"mark {BAR} 1", f"mark {BELOW} 2", f"mark {LEFT_OF_IT} 2"],
    ),
    "02-perceptron": (
        ["choose pointSet or", "slide b -0.2", "choose pointSet and", "slide b -1"],
        ["choose pointSet separable", "slide w1 0.81", "slide w2 0.59", "slide b -0.8", "slide b -0.75"],
    ),
    "03-small-change": (
        ["slide dw1 0.3", "slide dw1 0.1", "slide b -1", "slide dw1 0.25"],
        ["choose activationKind step", "press noNudge", "slide b -1.05", "slide dw2 0.1", "press noNudge",
         "slide dw1 0.01"],
    ),
    "04-activation-functions": (["choose activationKind relu", "choose activationKind tanh", "enter i2 1",
                                 "choose activationKind relu"],),
    "05-two-two": (["enter w21 0.9", "enter i1 0.9", "enter w21 1.25", "enter i1 1"],),
    "06-matrices": (["enter b11 2", "enter b12 0", "enter b21 0", "enter b22 2"],),
    "07-three-three-three": (["enter w31 -3", "enter i1 -1", "enter w21 -3", "enter i1 0.9"],),
    "08-digit-network": (
        ["draw 5", "draw 4"],
        ["neuron 1 7", "neuron 0 {second}", "neuron 1 6", "neuron 0 {strongest}", "neuron 1 7", "neuron 0 {strongest}"],
    ),
    "09-gradient-descent": (
        ["press stepDown 9", "press resetSurface", "slide rate 1.2", "press stepDown", "press stepDown"],
        ["choose surfaceWeights w11~and~w12", "choose surfaceExamples two", "slide momentum 0.8", "press stepDown 9",
         "press resetSurface", "slide rate 0.65", "press stepDown 20"],
    ),
    "10-back-propagation": (
        ["slide w11 -0.25", "slide w11 0", "slide w21 0", "slide w21 0.3", "slide w11 -0.3"],
        ["press courseWeights", "slide a1 0.9", "slide w21 0.1", "slide a1 0.99", "slide w21 0.3"],
    ),
    "11-training": (
        ["slide epochs 25", "slide digits 50", "train"],
        ["slide epochs 1", "train", "slide digits 100", "slide epochs 25", "train"],
    ),
    "12-what-a-neuron-sees": (
        ["neuron 1 5", "choose hiddenLayers two", "neuron 2 9", "choose neuronInput 9", "neuron 1 8", "neuron 1 28"],
    ),
    "13-loops": (
        ["enter w14 0.5", "enter w13 1"],
        ["enter w13 0", "enter w14 1", "slide rest 3", "enter w21 0", "slide rest 4", "enter w21 1"],
    ),
}  # fmt: skip

WORDS = {
    "press": (str, int),
    "enter": (str, str),
    "choose": (str, lambda key: key.replace("~", " ")),
    "slide": (str, float),
    "mark": (int, int),
    "neuron": (int, int),
}
"""What follows each verb."""


@pytest.fixture
def little_data(monkeypatch):
    """Hundred digits of noise, of which the last fifty are those it is tested with: they are new to the first fifty."""
    digits = noise(100, 1)

    def load(settings):
        yield 0.0
        return TrainingData(digits, digits[50:], DataSettings(examples=100, drawn=0, validation=50))

    monkeypatch.setattr(small_training, "load_training_data", load)


class Work:
    """A lesson in the window of a hand, and the challenges that are met in it."""

    def __init__(self, key, kind, session, qtbot):
        self.session, self.qtbot, self.met = session, qtbot, []
        appearance, self.lesson = Appearance("light"), read(key)
        appearance.animates = False
        self.stage = QWidget()
        across = QHBoxLayout(self.stage)
        self.activity = makers()[self.lesson.activity](session, appearance)
        view = LessonView(self.lesson, self.activity, 0, set(), appearance)
        across.addWidget(view, 1)
        if "draw 4" in WORK[key][0]:
            across.addWidget(DrawingPanel(session, appearance, (), QWidget()))
        view.met.connect(self.met.append)
        qtbot.addWidget(self.stage)
        self.stage.resize(1000, 1500)
        with qtbot.waitExposed(self.stage):
            self.stage.show()
        self.stage.activateWindow()
        qtbot.waitUntil(self.stage.isActiveWindow)
        self.reader, self.hand = Reader(view), kind(self.stage, self.activity)

    def do(self, deed):
        verb, *words = deed.split()
        if verb == "train":
            self.hand.press("trainSmall")
            self.qtbot.waitUntil(lambda: self.hand.find("trainSmall").text() == "Train")
        elif verb == "draw":
            with self.qtbot.waitSignal(self.session.recognition_changed):
                self.hand.draw(words[0])
        else:
            getattr(self.hand, verb)(*[taken(word) for taken, word in zip(WORDS[verb], words, strict=False)])

    def answer(self, number, challenge):
        """Give wrong answers, then the right one; return what was said to them."""
        if isinstance(challenge, EnterNumber):
            right, near = challenge.answer, max(2 * challenge.tolerance, 1e-3)
            answers = ["", "many", f"{right + near:.4f}", f"{right - near:.4f}", f"{-right:g}", f"{10 * right:g}"]
            verb = self.hand.enter
            deeds = [(f"answerField{number}", typed) for typed in [*answers, f"{right:g}"]]
        else:
            wrong = [place for place in range(len(challenge.options)) if place != challenge.answer]
            verb = self.hand.option
            deeds = [(f"option{number}-{place + 1}",) for place in [*wrong, challenge.answer]]
            self.hand.press(f"checkButton{number}")
            yield self.reader.text(f"challengeSaid{number}")
        for deed in deeds:
            verb(*deed)
            self.hand.press(f"checkButton{number}")
            yield self.reader.text(f"challengeSaid{number}")


# As lists that open are windows of their own.
@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
@pytest.mark.parametrize("kind", [Mouse, Keys])
@pytest.mark.parametrize("key", [path.stem for path in lesson_files(lessons_folder())])
def test_a_lesson_is_worked_through_and_nothing_else_is_accepted(key, kind, session, little_data, qtbot):
    work = Work(key, kind, session, qtbot)
    strengths = abs(session.recogniser.network.layers[-1].weights[7]).argsort()
    ways, met = iter(WORK[key]), []
    for number, challenge in enumerate(work.lesson.challenges):
        if isinstance(challenge, MeetConditions):
            for deed in next(ways):
                assert work.met == met, f"not yet, before {deed}"
                work.do(deed.format(second=strengths[-2], strongest=strengths[-1]))
        else:
            assert isinstance(challenge, EnterNumber | ChooseOne)
            *refused, accepted = work.answer(number + 1, challenge)
            assert (len(refused) >= 2, [said for said in refused if "✓" in said]) == (True, [])
            assert accepted.startswith("✓ Right.")
        met.append(number)
        assert work.met == met, (challenge.text, work.activity.quantities())
    assert next(ways, None) is None
