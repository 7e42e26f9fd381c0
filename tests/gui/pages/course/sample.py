"""A small activity, and lessons with it, for tests of what is around activities."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSlider

from nnapp.files.lessons.lesson import (
    ChooseOne,
    Condition,
    EnterNumber,
    Lesson,
    MeetConditions,
    Step,
    Visit,
)
from nnapp.gui.pages.course.activities.activity import Activity


class Balance(Activity):
    """A weight from 0 to 10, and a side."""

    def __init__(self, *_):
        super().__init__()
        self.weight = QSlider(Qt.Orientation.Horizontal, minimum=0, maximum=10)
        self.weight.setObjectName("weightSlider")
        self.side = QComboBox()
        self.side.addItems(["left", "right"])
        row = QHBoxLayout(self)
        row.addWidget(self.weight)
        row.addWidget(self.side)
        self.weight.valueChanged.connect(self.changed)
        self.side.currentIndexChanged.connect(self.changed)

    def set_values(self, values):
        if "weight" in values:
            self.weight.setValue(int(values["weight"]))
        if "side" in values:
            self.side.setCurrentText(values["side"])

    def quantities(self):
        weight = float(self.weight.value())
        # As of an activity that finds something out when it is asked.
        self.changed.emit()
        return {"weight": weight, "side": self.side.currentText(), "half": weight / 2}


MAKERS = {"balance": Balance}
HEAVY = MeetConditions(
    text="Make it **heavy**, on the left.",
    hints=("Move the slider.", "To the very right."),
    conditions=(Condition("weight", "≥", 8.0), Condition("side", "=", "left")),
    progress="weight",
    total=8.0,
    solution={"weight": 9.0},
)
HALF = EnterNumber(text="What is half of 3?", hints=("Divide.",), answer=1.5, tolerance=0.01)
SIDE = ChooseOne(
    text="Which side is *that*?", options=("Left", "Right, as it is on the right"), answer=1, reason="You can see it."
)
VISIT = Visit("training", "Look at the *learning rate*, and come back.", "trainButton")
STEPS = (
    Step("Look at the slider.", {"weight": 2.0}),
    Step("Now it is on the right.", {"side": "right"}, VISIT),
    Step("And heavier.", {"weight": 9.0}),
)


def lesson(key, title="A lesson", **more):
    return Lesson(key, title, (), "Some **text** about it.", "y = x / 2", "balance", {"weight": 1.0}, **more)


LESSONS = (
    lesson("01-first", "The first", challenges=(HEAVY, HALF, SIDE)),
    lesson("02-steps", "With steps", steps=STEPS),
    lesson("03-last", "The last one, which has a title that is longer than there is room for", challenges=(HALF,)),
)
