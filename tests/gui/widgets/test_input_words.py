"""The names of inputs: of pixels, and of edges in one of eight directions."""

import pytest
from hypothesis import given
from hypothesis.strategies import integers, sampled_from

from nnapp.digits.directions import DIRECTIONS, covered, number_of
from nnapp.digits.preparations import DEFAULT_PREPARATION, PREPARATIONS, preparation_named
from nnapp.gui.widgets.input_words import ARROWS, EDGES, brief_input_name, describe_input, input_called, input_name

EDGE_MAPS = preparation_named("mnist-directions")
NUMBERS = integers(0, 783)


def test_a_pixel_is_called_by_its_row_and_column():
    assert input_name(299, DEFAULT_PREPARATION) == describe_input(299, DEFAULT_PREPARATION) == "pixel 10, 19"


def test_edges_are_called_by_their_direction_and_the_part_of_the_page_that_they_lie_in():
    number = number_of(2, row=2, column=9)
    assert input_name(number, EDGE_MAPS) == "edges ↓ 8, 18"
    assert describe_input(number, EDGE_MAPS) == "level edges with ink below, rows 8 to 11, columns 18 and 19"


@pytest.mark.parametrize(("word", "arrows"), [("right", "→↘↗"), ("left", "←↙↖"), ("below", "↓"), ("upright", "→←")])
def test_an_arrow_points_to_where_the_words_say_that_the_ink_is(word, arrows):
    assert {ARROWS[direction] for direction in range(DIRECTIONS) if word in EDGES[direction].split()} == set(arrows)


@given(NUMBERS, NUMBERS, sampled_from(PREPARATIONS))
def test_a_name_leads_back_to_its_input_whichever_was_there_before(number, current, preparation):
    for name in (input_name, brief_input_name):
        assert input_called(name(number, preparation), preparation, current) == number


def test_what_is_typed_is_a_place_of_the_page_and_keeps_the_direction():
    current = number_of(5, row=0, column=0)
    assert input_called("10, 19", EDGE_MAPS, current) == number_of(5, row=2, column=9)
    assert covered(input_called("↑ 10 19", EDGE_MAPS, current)) == (8, 11, 18, 19)


@pytest.mark.parametrize("text", ["", "10", "28, 3", "1, 2, 3", "edges"])
@pytest.mark.parametrize("preparation", [DEFAULT_PREPARATION, EDGE_MAPS])
def test_what_cannot_be_read_changes_nothing(text, preparation):
    assert input_called(text, preparation, 77) == 77
