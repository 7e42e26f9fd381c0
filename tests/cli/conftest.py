import json

import pytest

from tests.cli.commands import SEVEN


@pytest.fixture(autouse=True)
def _the_same_digits_are_prepared_once(digits_prepared_once) -> None:
    """Of the commands that run in the process of the tests."""


@pytest.fixture
def drawings(tmp_path):
    path = tmp_path / "drawings.jsonl"
    path.write_text("\n".join(json.dumps(drawing) for drawing in (SEVEN, {"strokes": []})))
    return path
