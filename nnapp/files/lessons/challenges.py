"""The challenges of a lesson, each kind with its own keys."""

from typing import Final

from nnapp.files.lessons.declarations import ActivityDeclaration
from nnapp.files.lessons.lesson import Challenge, ChooseOne, EnterNumber, MeetConditions
from nnapp.files.lessons.table import Table, shown
from nnapp.files.lessons.values import check_quantity, read_conditions, read_values

LONGEST_TEXT: Final = 600
"""Characters of a challenge, a hint or a reason."""
LONGEST_OPTION: Final = 200
MOST_HINTS: Final = 5
MOST_OPTIONS: Final = 6
MOST_CONDITIONS: Final = 8
LARGEST: Final = 1e9
"""Of the numbers that can be asked for."""


def read_challenge(table: Table, declaration: ActivityDeclaration) -> Challenge:
    """Return the challenge in ``table``.

    Raises:
        LessonError: it has none of the kinds, or is not as its kind should be.
    """
    kinds = {"conditions": _meet_conditions, "number": _enter_number, "choice": _choose_one}
    kind = table.content.get("kind")
    if not isinstance(kind, str) or kind not in kinds:
        said = "has no kind" if kind is None else f"cannot be of the kind {shown(kind)}"
        place = () if kind is None else ("kind",)
        raise table.fault(f"a challenge {said}; write kind = and one of “{'”, “'.join(kinds)}”", *place)
    return kinds[kind](table, declaration)


def _meet_conditions(table: Table, declaration: ActivityDeclaration) -> MeetConditions:
    table.check_keys(("kind", "text", "conditions", "solution"), ("progress", "total", "hints"))
    text, hints = _text_and_hints(table)
    conditions = read_conditions(table, declaration, MOST_CONDITIONS)
    solution = read_values(table.table("solution", "the activity"), declaration)
    if not solution:
        raise table.fault("the solution is empty; write the values that meet the conditions", "solution")
    for condition in conditions:
        if condition.quantity in solution and not condition.holds(solution):
            raise table.fault(
                f"the solution does not meet its own condition on {condition.quantity}; write one that does",
                "solution", condition.quantity,
            )  # fmt: skip
    if ("progress" in table.content) != ("total" in table.content):
        raise table.fault("progress and total belong together; write both, or neither")
    progress, total = table.words("progress", LONGEST_OPTION), 0.0
    if progress:
        check_quantity(table, "progress", progress, declaration)
        total = table.number("total", 1, LARGEST)
    return MeetConditions(text, hints, conditions, progress, total, solution)


def _enter_number(table: Table, _: ActivityDeclaration) -> EnterNumber:
    table.check_keys(("kind", "text", "answer", "tolerance"), ("hints",))
    answer, tolerance = table.number("answer", -LARGEST, LARGEST), table.number("tolerance", 0, LARGEST)
    return EnterNumber(*_text_and_hints(table), answer, tolerance)


def _choose_one(table: Table, _: ActivityDeclaration) -> ChooseOne:
    table.check_keys(("kind", "text", "options", "answer"), ("reason", "hints"))
    options = table.list_of_words("options", LONGEST_OPTION, 2, MOST_OPTIONS)
    answer = table.content["answer"]
    if type(answer) is not int or not 1 <= answer <= len(options):
        raise table.fault(
            f"answer is {shown(answer)}; write the number of the right option, 1 to {len(options)}", "answer"
        )
    return ChooseOne(*_text_and_hints(table), options, answer - 1, table.words("reason", LONGEST_TEXT))


def _text_and_hints(table: Table) -> tuple[str, tuple[str, ...]]:
    return table.words("text", LONGEST_TEXT), table.list_of_words("hints", LONGEST_TEXT, 1, MOST_HINTS)
