"""What resources/lessons/README.md says of the activities, from their declarations.

``python -m tests.files.lessons.activity_table`` writes it there, as is needed whenever a declaration changes.
"""

from nnapp.files.lessons.activities import ACTIVITIES
from nnapp.files.lessons.declarations import Number
from nnapp.locations import lessons_folder
from nnapp.wording import plain

README = lessons_folder() / "README.md"
HEADING = "## The activities\n"


def described(declared):
    """Return in a few words what a value can be."""
    if isinstance(declared, Number):
        return f"{plain(declared.low)} to {plain(declared.high)}, at first {plain(declared.default)}"
    return f"{', '.join(declared.words)}; at first {declared.default}"


def activity_table(activities):
    """Return the lines on ``activities``, each with its values and its quantities."""
    lines = []
    for name, declaration in activities.items():
        lines += ["", f"### {name}", "", declaration.explanation]
        values = {value: described(declared) for value, declared in declaration.values.items()}
        for heading, rows in (("value | what it can be", values), ("quantity | what it is", declaration.quantities)):
            if rows:
                lines += ["", f"| {heading} |", "|---|---|", *(f"| `{row}` | {text} |" for row, text in rows.items())]
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    beginning = README.read_text(encoding="utf-8").split(HEADING)[0]
    README.write_text(beginning + HEADING + activity_table(ACTIVITIES), encoding="utf-8")
