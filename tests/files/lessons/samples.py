"""A lesson that has everything a lesson can have, and an activity for it that needs no window."""

from nnapp.files.lessons.declarations import ActivityDeclaration, Number, OneOf

WEIGHT = Number(-2.0, 2.0, 0.0)
PERCEPTRON = ActivityDeclaration(
    "Points on a plane, and a line.",
    {"points": OneOf(("and", "or", "xor"), "and"), "w1": WEIGHT, "w2": WEIGHT, "b": WEIGHT},
    {"mistakes": "how many points are wrong", "right": "how many points are right"},
)
ACTIVITIES = {"perceptron": PERCEPTRON, "nothing": ActivityDeclaration("Nothing to move.", {}, {})}

LESSON = '''\
title = "The perceptron"
rows = [1, 2]
formula = "y = 1 if w·x + b > 0, else 0"
text = """
One neuron,
**two** inputs."""
activity = "perceptron"

[values]
points = "or"
w1 = 1

[[step]]
text = "Look."

[[step]]
text = "Then go there."
values = { points = "xor", b = -0.5 }
visit = { page = "slow-motion", task = "Watch the sum.", point_at = "networkView" }

[[challenge]]
kind = "conditions"
text = "Make it an AND."
conditions = [
    "mistakes = 0",
    "points = and",
    "b >= −1.5",
]
progress = "right"
total = 4
solution = { points = "and", w1 = 1.0, w2 = 1.0, b = -1.5 }
hints = ["One.", "Two."]

[[challenge]]
kind = "number"
text = "How much is it?"
answer = 1.05
tolerance = 0.005

[[challenge]]
kind = "choice"
text = "Which one?"
options = ["This.", "That."]
answer = 2
reason = "Because."
'''
