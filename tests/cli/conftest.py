import pytest


@pytest.fixture(autouse=True)
def _the_same_digits_are_prepared_once(digits_prepared_once) -> None:
    """Of the commands that run in the process of the tests."""
