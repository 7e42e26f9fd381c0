"""What the command line makes of errors: a sentence for bad input, a traceback for an error of the program."""

import pytest

from nnapp.cli.exit_status import BAD_INPUT
from nnapp.cli.main import main
from nnapp.nn.errors import InputError


def window(error):
    def open_window():
        raise error

    return open_window


def test_bad_input_is_one_sentence(capsys):
    assert main(window(InputError("It is bad.")), []) == BAD_INPUT
    assert capsys.readouterr().err == "It is bad.\n"


def test_an_internal_error_does_not_look_like_bad_input():
    with pytest.raises(ValueError, match="operands could not be broadcast"):
        main(window(ValueError("operands could not be broadcast")), [])
