"""The activities that a lesson can have, and what each is given and tells."""

from typing import Final

from nnapp.files.lessons.declarations import ActivityDeclaration, Number, OneOf

_THREE: Final = (1, 2, 3)


def _vector(name: str, *defaults: float) -> dict[str, Number]:
    """Return the declarations of numbers that are entered in fields: i1, i2."""
    return {f"{name}{number}": Number(-100, 100, default) for number, default in enumerate(defaults, 1)}


def _matrix(name: str, *rows: tuple[float, ...]) -> dict[str, Number]:
    """Return those of the numbers of a matrix, first the row, then the column: w11, w12."""
    return {key: value for number, row in enumerate(rows, 1) for key, value in _vector(f"{name}{number}", *row).items()}


ACTIVITIES: Final[dict[str, ActivityDeclaration]] = {
    "brain_and_machine": ActivityDeclaration(
        "A square root beside a kitten and a puppy; or a rule for a 7, made of pixels, tried on real handwriting.",
        {
            "part": OneOf(("square_root", "rule"), "square_root"),
            "number": Number(0, 2_000_000_000, 987_543_256),
            "told_apart": Number(0, 1, 0),
            "rule": OneOf(("empty", "one seven", "careful", "own"), "empty"),
            "hundred": Number(1, 9, 1),
        },
        {
            "root": "the square root of the number",
            "asked": "how often the machine was asked for it",
            "sevens": "how many of 100 sevens the rule recognises",
            "others": "how many of 100 other digits the rule takes for a seven",
            "required": "pixels that the rule wants inked",
            "forbidden": "pixels that the rule wants empty",
        },
    ),
    "perceptron": ActivityDeclaration(
        "A neuron with two inputs and its line in a plane of points, which it learns to separate.",
        {
            "points": OneOf(("and", "or", "xor", "separable", "not separable", "own"), "and"),
            "w1": Number(-10, 10, 0.9),
            "w2": Number(-10, 10, 0.54),
            "b": Number(-10, 10, -0.55),
            "learning_rate": Number(0.01, 1, 0.5),
            "order": OneOf(("online", "sweeps"), "online"),
        },
        {
            "mistakes": "points on the wrong side of the line",
            "right": "points on the right side",
            "corrections": "how often the learning rule has changed the weights since the beginning",
            "margin": "the distance of the nearest point from the line, negative on the wrong side; 0 without a line",
        },
    ),
    "small_change": ActivityDeclaration(
        "A neuron with two inputs whose weights and bias are nudged: the change of its output, predicted and real.",
        {
            "activation": OneOf(("sigmoid", "step"), "sigmoid"),
            "x1": Number(-10, 10, 1.0),
            "x2": Number(-10, 10, 0.5),
            "w1": Number(-10, 10, 0.9),
            "w2": Number(-10, 10, 0.3),
            "b": Number(-10, 10, 0.0),
            "dw1": Number(-2, 2, 0.0),
            "dw2": Number(-2, 2, 0.0),
            "db": Number(-2, 2, 0.0),
        },
        {
            "predicted": "the change of the output that the derivatives predict",
            "real": "the change of the output",
            "error": "how far the prediction is from the real change, without its sign",
        },
    ),
    "activation_functions": ActivityDeclaration(
        "An activation function f with its slope, and two layers W₂·f(W₁·I): v11 to v22 are W₁, w11 to w22 are W₂.",
        {
            "activation": OneOf(("step", "sigmoid", "tanh", "relu", "identity"), "sigmoid"),
            "x": Number(-6, 6, 1.0),
            **_matrix("v", (0.9, 0.3), (-0.5, 0.8)),
            **_matrix("w", (0.6, -0.4), (0.2, 0.7)),
            **_vector("i", 1.0, 0.5),
        },
        {
            "y": "f(x), the value of the function at x",
            "slope": "f′(x), its slope at x",
            "difference": "how far an output of the two layers is from that of the single layer W₂·W₁, at most",
        },
    ),
    "sheet": ActivityDeclaration(
        "A worked example whose neurons are sigmoids, 2-2 or 3-3-3, with every sum written out. `example` sets all "
        "numbers to the course's. w12 is the weight of neuron 1 for input 2; the output layer of 3-3-3 has w_output12.",
        {
            "example": OneOf(("2-2", "3-3-3"), "2-2"),
            **_vector("i", 1.0, 0.5, 0.8),
            **_matrix("w", (0.9, 0.3, 0.4), (0.2, 0.8, 0.2), (0.1, 0.5, 0.6)),
            **_vector("b", 0.0, 0.0, 0.0),
            **_matrix("w_output", (0.3, 0.7, 0.5), (0.6, 0.5, 0.2), (0.8, 0.1, 0.9)),
            **_vector("b_output", 0.0, 0.0, 0.0),
        },
        {
            **{f"x{k}": f"the sum of neuron {k}, in 3-3-3 of the hidden layer; 0 where there is none" for k in _THREE},
            **{f"y{k}": f"the output of that neuron, which is sigmoid(x{k})" for k in _THREE},
            **{f"x_output{k}": f"the sum of output neuron {k} of 3-3-3; 0 in 2-2" for k in _THREE},
            **{f"y_output{k}": f"the output of output neuron {k} of 3-3-3; 0 in 2-2" for k in _THREE},
            "changed_inputs": "how many inputs are not the course's",
            "changed_weights": "how many weights and biases of the first layer are not the course's",
            "changed_output_weights": "how many weights and biases of the output layer of 3-3-3 are not the course's",
        },
    ),
    "matrices": ActivityDeclaration(
        "Two matrices a and b with their product p, and a layer of two neurons, x = w·i.",
        {
            **_matrix("a", (1.0, 2.0), (3.0, 4.0)),
            **_matrix("b", (5.0, 6.0), (7.0, 8.0)),
            **_matrix("w", (0.9, 0.3), (0.2, 0.8)),
            **_vector("i", 1.0, 0.5),
        },
        {
            **{f"p{i}{j}": f"row {i} of a times column {j} of b" for i in (1, 2) for j in (1, 2)},
            **{f"x{j}": f"the sum of neuron {j}" for j in (1, 2)},
        },
    ),
    "over_fitting": ActivityDeclaration(
        "A small network, trained on few digits on the spot: its losses, its accuracies, and what the training costs.",
        {
            "digits": Number(50, 5_000, 100),
            "neurons": Number(1, 100, 30),
            "epochs": Number(1, 100, 60),
            "stop_rule": OneOf(("epochs", "small error", "no better validation"), "epochs"),
            "trained": OneOf(("no", "yes"), "no"),
        },
        {
            "training_accuracy": "the accuracy on the digits learnt from, in percent, once the run is over; 0 before",
            "validation_accuracy": "the accuracy on 2,000 digits held out, in percent, once the run is over; 0 before",
            "gap": "the training accuracy minus the validation accuracy, in points",
            "rises": "1 when the validation loss has risen again at the end of the run, else 0",
            "weights": "the number of weights of the network",
        },
    ),
    "what_neurons_see": ActivityDeclaration(
        "A network with one hidden layer, or with two: what a neuron looks for, what it answers, and who uses that.",
        {
            "layers": OneOf(("one", "two"), "two"),
            "input": OneOf(("drawing", "5", "0", "4", "1", "9", "2"), "drawing"),
            "layer": Number(1, 3, 1),
            "neuron": Number(1, 64, 1),
        },
        {
            "activation": "what the neuron answers; 0 where nothing is drawn",
            "strongest_output": "the digit at the end of the chain of strongest links that begins with the neuron",
        },
    ),
    "loop": ActivityDeclaration(
        "Four neurons that feed one another over 20 steps; a pulse sets off the first one at time 0.",
        {
            **{
                f"w{to}{source}": Number(-2, 2, 1.0 if to == source + 1 else 0.0)
                for to in range(1, 5)
                for source in range(1, 5)
            },
            "b": Number(-2, 2, -0.5),
            "rest": Number(0, 6, 1),
            "time": Number(0, 20, 0),
        },
        {
            "active_steps": "the number of steps at which any neuron fires",
            "last_active": "the last time at which any neuron fires; 0 if none ever does",
            "fired_1": "how often neuron 1 fires",
            "fired_2": "how often neuron 2 fires",
            "fired_3": "how often neuron 3 fires",
            "fired_4": "how often neuron 4 fires",
        },
    ),
    "digit_network": ActivityDeclaration(
        "The network that answers, or the course's if that one sees directions, with the drawing; any layers will do.",
        {
            "stronger_than": Number(0, 100, 0),
            "digit": Number(0, 9, 7),
            "rank": Number(0, 15, 0),
            "example": OneOf(("drawing", "5", "0", "4", "1", "9", "2"), "drawing"),
        },
        {
            "drawn": "1 if something is drawn, else 0",
            "answer": "the digit of the output that fires most strongly; -1 if none fires",
            "layer": "the layer of the chosen neuron, 1 for the first after the inputs",
            "neuron": "what the chosen neuron is called, as h3 or output 7",
            "weight": "the weight from the chosen neuron to the output of the digit; 0 if none leads there",
            "connections": "how many connections between neurons are strong enough to be shown",
        },
    ),
    "error_split": ActivityDeclaration(
        "The errors of two outputs go back to two hidden neurons: split by the weights, and as the gradient.",
        {
            "w11": Number(-10, 10, 0.9),
            "w21": Number(-10, 10, 0.3),
            "w12": Number(-10, 10, 0.2),
            "w22": Number(-10, 10, 0.8),
            "e1": Number(-1, 1, 0.8),
            "e2": Number(-1, 1, 0.5),
            "a1": Number(0, 1, 0.5),
            "a2": Number(0, 1, 0.9),
        },
        {
            "share11": "w11 / (w11 + w21), the share of hidden neuron 1 in the error of output 1; 0 if w11 + w21 = 0",
            "share21": "that of hidden neuron 2 in the error of output 1",
            "share12": "that of hidden neuron 1 in the error of output 2",
            "share22": "that of hidden neuron 2 in the error of output 2",
            "split1": "the error that hidden neuron 1 is given by its shares",
            "split2": "that of hidden neuron 2",
            "gradient1": "how fast the loss grows with the weighted sum of hidden neuron 1",
            "gradient2": "that of hidden neuron 2",
            "unsplit": "the number of outputs whose weights add up to 0",
        },
    ),
    "loss_surface": ActivityDeclaration(
        "The loss of the course's network over two of its weights, and gradient descent step by step.",
        {
            "weights": OneOf(
                ("w11 and w21", "w12 and w22", "w11 and w12", "w21 and w22", "w11 and w22", "w12 and w21"),
                "w11 and w21",
            ),
            "examples": OneOf(("one", "two"), "one"),
            "rate": Number(0.01, 1000, 5),
            "momentum": Number(0, 0.99, 0),
            "w_a": Number(-6, 6, 0.9),
            "w_b": Number(-6, 6, 0.2),
            "steps": Number(0, 200, 0),
        },
        {
            "loss": "the loss where the point is",
            "first_loss": "the loss where the first step was taken",
        },
    ),
}
"""By the names that lessons use; the window has a widget for each."""
