import pytest

from nnapp.digits.generators import finish
from nnapp.files.weight_file import load_weights
from nnapp.gui.work.evaluating import Contender, evaluate
from nnapp.gui.work.evaluation import DataChoice
from nnapp.gui.work.evaluation_data import EvaluationData
from nnapp.locations import default_weights


@pytest.fixture(scope="session")
def shipped():
    """What the network that ships makes of MNIST's test digits."""
    return finish(evaluate(Contender("784-15-10", load_weights(default_weights()).recogniser), None, DataChoice()))


@pytest.fixture(scope="session")
def digits_kept():
    return EvaluationData()


@pytest.fixture
def prepared_once(monkeypatch, digits_kept):
    """Let every page of the tests keep the same prepared digits."""
    monkeypatch.setattr("nnapp.gui.pages.evaluation.page.EvaluationData", lambda: digits_kept)
