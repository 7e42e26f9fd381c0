"""Matrices to multiply: which row and column make an element, and a layer as neurons and as matrices."""

from typing import Final

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from nnapp.files.lessons.lesson import Value, Values
from nnapp.gui.pages.course.activities.activity import Activity
from nnapp.gui.paint.appearance import Appearance
from nnapp.gui.paint.theme import SPACE
from nnapp.gui.state.session import Session
from nnapp.gui.widgets.buttons import push_button
from nnapp.gui.widgets.layouts import column, fill, label, paragraph, row, styled, vertical
from nnapp.gui.widgets.lights import Lights
from nnapp.gui.widgets.matrix import Matrix
from nnapp.gui.widgets.wrapping import wrap
from nnapp.nn.arrays import Reals
from nnapp.nn.matrices import element_products, product
from nnapp.wording import bracketed, indexed, plain

COURSE: Final = {
    "a": ((1.0, 2.0), (3.0, 4.0)),
    "b": ((5.0, 6.0), (7.0, 8.0)),
    "w": ((0.9, 0.3), (0.2, 0.8)),
    "i": ((1.0,), (0.5,)),
}
"""The course's matrices, by the letters of their names."""
MEANINGS: Final = {
    "a": "A number of the first matrix.",
    "b": "A number of the second matrix.",
    "w": "A weight: the row is the neuron, the column the input.",
    "i": "An input of the layer.",
}
TWO: Final = (0, 1)
AROUND: Final = "Hover over a number, or reach it with the Tab key: what belongs to it lights up."


class MatricesActivity(Activity):
    """Two matrices and their product; beside them a layer of two neurons, in neuron form and in matrix form."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Begin with the course's numbers."""
        super().__init__()
        del session
        self._appearance, self._numbers = appearance, _course_numbers()
        self._lights = Lights(self, appearance)
        self._matrices = {
            letter: self._build_matrix(letter, (2, len(rows[0])), 1.0 if letter in "ab" else 0.1)
            for letter, rows in COURSE.items()
        }
        self._product, self._sums = Matrix("p", (2, 2), appearance), Matrix("x", (2, 1), appearance)
        self._terms: dict[object, QLabel] = {}
        fill(vertical(appearance, self, spacing=4 * SPACE), self._build_product(), self._build_layer(), None)
        self._join_product()
        self._join_layer()
        self._show()

    def set_values(self, values: Values) -> None:
        """Take numbers of the matrices."""
        self._numbers |= {name: float(value) for name, value in values.items()}
        self._show()

    def quantities(self) -> dict[str, Value]:
        """Return the values, the elements of the product, and the sums of the layer."""
        elements, sums = product(self._array("a"), self._array("b")), product(self._array("w"), self._array("i"))
        told = {f"p{i + 1}{j + 1}": float(elements[i, j]) for i in TWO for j in TWO}
        return {**self._numbers, **told, **{f"x{j + 1}": float(sums[j, 0]) for j in TWO}}

    def _build_matrix(self, letter: str, shape: tuple[int, int], step: float) -> Matrix:
        result = Matrix(letter, shape, self._appearance, step=step, meaning=MEANINGS[letter])
        is_column = shape[1] == 1
        result.edited.connect(lambda i, j, value: self.set_values({_name(letter, i, None if is_column else j): value}))
        return result

    def _build_product(self) -> QWidget:
        appearance, matrices = self._appearance, self._matrices
        shown = row(appearance, matrices["a"], label("·", "strong"), matrices["b"], label("="), self._product, None)
        sums, lines = QWidget(), QGridLayout()
        sums.setLayout(lines)
        appearance.scale(lines.setSpacing, 2)
        lines.setContentsMargins(0, 0, 0, 0)
        for number, (i, j) in enumerate(self._product.cells):
            line = styled(label("", name=f"line{i + 1}{j + 1}"), role="term")
            self._terms["p", i, j] = line
            # As wide as its words, so that no empty room is lit.
            lines.addWidget(line, number, 0, Qt.AlignmentFlag.AlignLeft)
        reset = push_button("Reset", "resetMatrices", "Return to the course's numbers.", self._on_reset)
        around = paragraph(AROUND, "caption")
        both = wrap(QWidget(), appearance, column(appearance, shown), sums)
        return column(
            appearance,
            label("ROW TIMES COLUMN", "heading"),
            both,
            row(appearance, reset, None),
            around,
            spacing=2 * SPACE,
        )

    def _build_layer(self) -> QWidget:
        appearance, matrices = self._appearance, self._matrices
        neurons, grid = QWidget(), QGridLayout()
        neurons.setLayout(grid)
        appearance.scale(grid.setSpacing, 2)
        grid.setContentsMargins(0, 0, 0, 0)
        for j in TWO:
            texts = (f"{indexed('x', j + 1)} =", ("w", j, 0), "+", ("w", j, 1), "=", ("x", j))
            for place, part in enumerate(texts):
                if isinstance(part, str):
                    grid.addWidget(label(part), j, place)
                    continue
                name = "term" + str(part[0]) + "".join(str(int(number) + 1) for number in part[1:])
                self._terms[part] = styled(label("", name=name), role="term")
                grid.addWidget(self._terms[part], j, place)
        grid.setColumnStretch(6, 1)
        shown = row(appearance, self._sums, label("="), matrices["w"], label("·", "strong"), matrices["i"], None)
        neuron_form = column(appearance, label("A LAYER IN NEURON FORM", "heading"), neurons)
        return wrap(
            QWidget(), appearance, neuron_form, column(appearance, label("IN MATRIX FORM: X = W · I", "heading"), shown)
        )

    def _join_product(self) -> None:
        """Let an element light its row and its column, and a number the elements that it is a part of."""
        a, b, p, lights = self._matrices["a"].cells, self._matrices["b"].cells, self._product.cells, self._lights
        for i in TWO:
            for j in TWO:
                line = self._terms["p", i, j]
                lights.join(("p", i, j), line, p[i, j], *(a[i, k] for k in TWO), *(b[k, j] for k in TWO))
                lights.watch(p[i, j], ("p", i, j))
                lights.watch(line, ("p", i, j))
                # a is in the whole row i of the product, b in the whole column j.
                lights.join(("a", i, j), a[i, j], *(p[i, k] for k in TWO), *(b[j, k] for k in TWO))
                lights.join(("b", i, j), b[i, j], *(p[k, j] for k in TWO), *(a[k, i] for k in TWO))
                lights.watch(a[i, j], ("a", i, j))
                lights.watch(b[i, j], ("b", i, j))

    def _join_layer(self) -> None:
        """Let a number in one form light the same in the other."""
        w, inputs, x, lights = self._matrices["w"].cells, self._matrices["i"].cells, self._sums.cells, self._lights
        for j in TWO:
            terms, total = [self._terms["w", j, k] for k in TWO], self._terms["x", j]
            lights.join(("x", j), x[j, 0], total, *terms, *(w[j, k] for k in TWO), *(inputs[k, 0] for k in TWO))
            lights.join(("i", j), inputs[j, 0], *(w[k, j] for k in TWO), *(self._terms["w", k, j] for k in TWO))
            lights.watch(x[j, 0], ("x", j))
            lights.watch(total, ("x", j))
            lights.watch(inputs[j, 0], ("i", j))
            for k in TWO:
                lights.join(("w", j, k), w[j, k], terms[k], inputs[k, 0])
                lights.watch(w[j, k], ("w", j, k))
                lights.watch(terms[k], ("w", j, k))

    def _array(self, letter: str) -> Reals:
        rows = COURSE[letter]
        is_column = len(rows[0]) == 1
        return np.array(
            [[self._numbers[_name(letter, i, None if is_column else j)] for j in range(len(rows[0]))] for i in TWO]
        )

    def _on_reset(self) -> None:
        self.set_values(_course_numbers())

    def _show(self) -> None:
        a, b, w, inputs = (self._array(letter) for letter in COURSE)
        for matrix, numbers in zip(self._matrices.values(), (a, b, w, inputs), strict=True):
            matrix.show_numbers(numbers)
        elements, sums = product(a, b), product(w, inputs)
        self._product.show_numbers(elements)
        self._sums.show_numbers(sums)
        for i in TWO:
            for j in TWO:
                words = f"{indexed('p', i + 1, j + 1)} = {_sum_words(a, b, i, j)} = {plain(elements[i, j])}"
                self._terms["p", i, j].setText(words)
                self._product.cells[i, j].setAccessibleDescription(f"Row {i + 1} times column {j + 1}: {words}")
                symbols = f"{indexed('w', i + 1, j + 1)}·{indexed('i', j + 1)}"
                self._terms["w", i, j].setText(
                    f"{symbols}\n{bracketed(plain(w[i, j]))}·{bracketed(plain(inputs[j, 0]))}"
                )
            words = f"{_sum_words(w, inputs, i, 0)} = {plain(sums[i, 0])}"
            self._terms["x", i].setText(plain(sums[i, 0]))
            self._sums.cells[i, 0].setAccessibleDescription(f"{indexed('x', i + 1)} = {words}")
        self.changed.emit()


def _course_numbers() -> dict[str, float]:
    """Return the course's numbers by the names that lessons use."""
    return {
        _name(letter, i, None if len(numbers) == 1 else j): number
        for letter, rows in COURSE.items()
        for i, numbers in enumerate(rows)
        for j, number in enumerate(numbers)
    }


def _name(letter: str, i: int, j: int | None) -> str:
    return f"{letter}{i + 1}{'' if j is None else j + 1}"


def _factor(number: float) -> str:
    return bracketed(plain(number))


def _sum_words(one: Reals, other: Reals, i: int, j: int) -> str:
    """Return an element as a sum of products, and as a sum of what they come to: 1·5 + 2·7 = 5 + 14."""
    factors = zip(one[i], other[:, j], strict=True)
    first, second = map(plain, element_products(one, other, i, j))
    added = f"{first} − {second[1:]}" if second.startswith("-") else f"{first} + {second}"
    return f"{' + '.join(f'{_factor(x)}·{_factor(y)}' for x, y in factors)} = {added}"
