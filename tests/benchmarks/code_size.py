"""Print how many lines of code there are, without blank lines, comments and docstrings, and what is too long.

Run it with ``python -m tests.benchmarks.code_size [FOLDER]``; the folder is ``nnapp`` unless said otherwise.
"""

import ast
import io
import sys
import tokenize
from collections import Counter
from pathlib import Path

MOST_FILE_LINES, MOST_FUNCTION_LINES = 400, 40
IGNORED = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
Definition = ast.FunctionDef | ast.AsyncFunctionDef


def docstring_lines(tree: ast.AST) -> set[int]:
    """Return the lines of all strings that stand by themselves: docstrings, and those below a field."""
    lone = (node for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    return {line for node in lone for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}


def code_lines(path: Path) -> int:
    """Return the number of lines of ``path`` that hold code."""
    text = path.read_text(encoding="utf-8")
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in IGNORED:
            lines.update(range(token.start[0], token.end[0] + 1))
    return len(lines - docstring_lines(ast.parse(text)))


def style_lines(path: Path) -> int:
    """Return the number of lines of the style sheet ``path``, comments of one line and blank lines aside."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return sum(1 for line in lines if line and not (line.startswith("/*") and line.endswith("*/")))


def long_files(folder: Path) -> list[str]:
    """Return the files below ``folder`` that have too many lines."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sorted(folder.rglob("*.py"))}
    return [f"{path}: {length} lines" for path, length in lengths.items() if length > MOST_FILE_LINES]


def long_functions(folder: Path) -> list[str]:
    """Return the functions below ``folder`` that have too many lines, docstrings not counted."""
    found = []
    for path in sorted(folder.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documentation = docstring_lines(tree)
        for node in ast.walk(tree):
            if isinstance(node, Definition):
                length = len(set(range(node.lineno, (node.end_lineno or node.lineno) + 1)) - documentation)
                if length > MOST_FUNCTION_LINES:
                    found.append(f"{path}:{node.lineno} {node.name}: {length} lines")
    return found


def main() -> None:
    """Print the size of each room, the style sheet with gui/paint, and of the whole."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "nnapp")
    rooms: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.py")):
        rooms["/".join(path.relative_to(folder).parts[:-1][:2]) or "."] += code_lines(path)
    for sheet in folder.parent.glob("resources/*.qss"):
        rooms["gui/paint"] += style_lines(sheet)
    for room, lines in sorted(rooms.items()):
        print(f"{lines:>6,} {room}")
    print(f"{sum(rooms.values()):>6,} lines of code in {folder}")
    for complaint in long_files(folder) + long_functions(folder):
        print(complaint)


if __name__ == "__main__":
    main()
