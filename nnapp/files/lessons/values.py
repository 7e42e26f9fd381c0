"""Values for an activity, and conditions on its quantities, held against what it declares."""

import re
from math import isfinite
from typing import Final

from nnapp.files.errors import LessonError
from nnapp.files.lessons.declarations import ActivityDeclaration, Number, OneOf
from nnapp.files.lessons.lesson import RELATIONS, Condition, Value
from nnapp.files.lessons.table import Table, as_number, one_of, shown
from nnapp.wording import plain

TYPED: Final = {"!=": "≠", "<=": "≤", ">=": "≥"}
"""The relations that a keyboard lacks, and how they are typed."""
_RELATION: Final = "|".join((*TYPED, *RELATIONS))
_CONDITION: Final = re.compile(rf"(\w+)\s*({_RELATION})\s*([\w.+−-]+(?: [\w.-]+)*)")
_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
EXAMPLE: Final = "as in “mistakes = 0”"


def read_values(table: Table | None, declaration: ActivityDeclaration) -> dict[str, Value]:
    """Return the values in ``table``; {} when there is none.

    Raises:
        LessonError: the activity has no such value, or it cannot be this.
    """
    values: dict[str, Value] = {}
    if table is None:
        return values
    for name, value in table.content.items():
        if name not in declaration.values:
            raise table.unknown(name, declaration.values)
        fitting = _fitting(declaration.values[name], value)
        if fitting is None:
            raise table.fault(f"{name} is {shown(value)}; write {_wanted(declaration.values[name])}", name)
        values[name] = fitting
    return values


def read_conditions(table: Table, declaration: ActivityDeclaration, most: int) -> tuple[Condition, ...]:
    """Return the conditions in the list "conditions" of ``table``.

    Raises:
        LessonError: one is not written as a condition, or can never be met.
    """
    texts = table.list_of_words("conditions", 80, 1, most)
    return tuple(_condition(table, number, text, declaration) for number, text in enumerate(texts))


def check_quantity(table: Table, key: str, name: str, declaration: ActivityDeclaration) -> None:
    """Hold that ``name``, which stands under ``key``, is a quantity that may be a number.

    Raises:
        LessonError: it is not.
    """
    if name not in (*declaration.values, *declaration.quantities):
        raise table.fault(_no_quantity(name, declaration), key)
    if isinstance(declaration.values.get(name), OneOf):
        raise table.fault(f"{name} is a word, which cannot show progress; name a number", key)


def _condition(table: Table, number: int, text: str, declaration: ActivityDeclaration) -> Condition:
    def fault(sentence: str) -> LessonError:
        return table.fault(sentence, "conditions", number)

    parts = _CONDITION.fullmatch(text)
    if not parts:
        raise fault(
            f"{shown(text)} is not a condition; write a quantity, one of {' '.join(RELATIONS)}, and a value, {EXAMPLE}"
        )
    name, relation, written = parts[1], TYPED.get(parts[2], parts[2]), parts[3].replace("−", "-")
    if name not in (*declaration.values, *declaration.quantities):
        raise fault(_no_quantity(name, declaration))
    declared = declaration.values.get(name)
    value: Value = written
    if not isinstance(declared, OneOf) and _NUMBER.fullmatch(written):
        value = float(written)
        if not isfinite(value):
            raise fault(f"{shown(written)} is too large a number; write a smaller one")
    if declared and _fitting(declared, value) is None:
        raise fault(f"{name} is never {shown(value)}; write {_wanted(declared)} after {parts[2]}")
    if isinstance(value, str) and relation not in ("=", "≠"):
        raise fault(f"{shown(value)} is a word, and words can only be equal or not; write = or ≠ before it")
    return Condition(name, relation, value)


def _fitting(declared: Number | OneOf, value: object) -> Value | None:
    """Return ``value`` as the activity takes it; None if it does not fit."""
    if isinstance(declared, OneOf):
        return value if isinstance(value, str) and value in declared.words else None
    number = as_number(value)
    return number if number is not None and declared.low <= number <= declared.high else None


def _wanted(declared: Number | OneOf) -> str:
    if isinstance(declared, OneOf):
        return one_of(declared.words)
    return f"a number from {plain(declared.low)} to {plain(declared.high)}"


def _no_quantity(name: str, declaration: ActivityDeclaration) -> str:
    names = (*declaration.values, *declaration.quantities)
    return f"the activity has no quantity {shown(name)}; write {one_of(names)}"
