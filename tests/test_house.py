"""The house stays easy to see: no long files, no long functions."""

from pathlib import Path

import pytest

from tests.benchmarks.code_size import code_lines, long_files, long_functions

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("folder", ["nnapp", "tests"])
def test_no_file_has_more_than_400_lines(folder):
    assert long_files(ROOT / folder) == []


def test_no_function_has_more_than_40_lines():
    assert long_functions(ROOT / "nnapp") == []


def test_what_is_long_is_found_and_documentation_is_not_counted(tmp_path):
    documented = tmp_path / "documented.py"
    documented.write_text('"""Says\nmuch."""\n\n# A comment.\nVALUE = 1\n"""Of something."""\n')
    assert code_lines(documented) == 1
    (tmp_path / "long.py").write_text("def f():\n" + "    x = 1\n" * 401)
    assert len(long_files(tmp_path)) == 1
    assert len(long_functions(tmp_path)) == 1
