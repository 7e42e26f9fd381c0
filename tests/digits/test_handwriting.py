import numpy as np
import pytest
from PIL import Image

from nnapp.digits.generators import finish
from nnapp.digits.handwriting import (
    NO_DIGIT,
    POINTS,
    Warp,
    cut,
    load_nonsense,
    load_templates,
    warp_template,
    write_digits,
    write_nonsense,
    write_strokes,
)
from nnapp.digits.preparations import DEFAULT_PREPARATION, PREPARATIONS
from nnapp.digits.preprocessing import as_bytes, prepare_drawings, prepare_pieces
from nnapp.files.weight_file import load_weights
from tests.digits.noting import noting


def test_there_are_at_least_twelve_ways_to_write_each_digit():
    templates = load_templates()
    for digit in range(10):
        names = [template.name for template in templates if template.digit == digit]
        assert len(names) == len(set(names)) >= 12
    for template in templates:
        whole = np.concatenate(template.strokes)
        assert all(stroke.shape == (POINTS, 2) for stroke in template.strokes)
        assert 0.7 < np.ptp(whole[:, 1]) < 1.3, template.name


def test_what_is_learnt_as_no_digit_is_not_what_it_is_measured_with():
    learnt, measured = ({kind.name for kind in load_nonsense(group)} for group in ("learn", "measure"))
    assert len(learnt) >= 20
    assert len(measured) >= 20
    assert not learnt & measured


def test_as_many_of_each_digit_are_written_and_every_template_is_used():
    shares: list[float] = []
    digits = finish(noting(write_digits(1003, 5, DEFAULT_PREPARATION), shares))
    assert np.ptp(np.bincount(digits.labels)) <= 1
    assert len(digits) == 1003
    assert digits.inputs.any(axis=1).all()
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_the_same_seed_writes_the_same_digits():
    one, two, other = (finish(write_digits(200, seed, DEFAULT_PREPARATION)) for seed in (1, 1, 2))
    assert np.array_equal(one.inputs, two.inputs)
    assert not np.array_equal(one.inputs, other.inputs)


def test_what_is_written_can_be_put_on_the_canvas():
    shares: list[float] = []
    drawings, labels = finish(noting(write_strokes(503, 5), shares))
    digits = finish(write_digits(503, 5, DEFAULT_PREPARATION))
    assert np.array_equal(labels, digits.labels)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    # The canvas smooths strokes, which are smooth already; the pixels differ by a shade.
    pages = as_bytes(prepare_drawings(drawings, DEFAULT_PREPARATION))
    assert np.abs(pages.astype(int) - digits.inputs).mean() < 2


def test_no_two_drawings_are_alike():
    digits = finish(write_digits(2000, 1, DEFAULT_PREPARATION))
    assert len(np.unique(digits.inputs, axis=0)) == 2000


def test_drawings_lie_on_the_canvas_at_all_sizes():
    template = load_templates()[0]
    (stroke,) = warp_template(template, 300, Warp(), np.random.default_rng(0))
    assert stroke.min() >= 0
    assert stroke.max() <= 28
    sizes = np.ptp(stroke, axis=1).max(axis=1)
    assert sizes.min() < 10
    assert sizes.max() > 23


def test_without_warp_a_drawing_is_its_template():
    still = Warp(*[0.0] * 10)
    template = load_templates()[40]
    for drawn, stroke in zip(
        warp_template(template, 1, still, np.random.default_rng(0)), template.strokes, strict=True
    ):
        moved = drawn[0] - drawn[0].mean(axis=0)
        expected = stroke - stroke.mean(axis=0)
        scale = np.ptp(moved) / np.ptp(expected)
        assert moved == pytest.approx(expected * scale, abs=1e-6)


def test_what_is_no_digit_is_labelled_so():
    examples = finish(write_nonsense(100, "measure", 1, DEFAULT_PREPARATION))
    assert set(examples.labels) == {NO_DIGIT}
    assert examples.inputs.any(axis=1).all()


def test_a_contact_sheet_can_be_looked_at_and_most_of_it_can_be_read(tmp_path, models):
    """Every template six times, as handwriting.png in the folder of this test; most can be read."""
    templates = load_templates()
    rng, rows = np.random.default_rng(3), []
    recogniser = load_weights(models / "default.safetensors").recogniser
    right = 0
    for template in templates:
        pieces = cut(warp_template(template, 6, Warp(), rng))
        rows.append(np.hstack(list(prepare_pieces(pieces, PREPARATIONS[0]))))
        seen = prepare_pieces(pieces, recogniser.preparation).reshape(6, -1)
        right += (recogniser.network.forward(seen).outputs.argmax(axis=1) == template.digit).sum()
    sheet = tmp_path / "handwriting.png"
    Image.fromarray(np.rint(255 * (1 - np.vstack(rows))).astype(np.uint8)).save(sheet)
    with Image.open(sheet) as written:
        assert written.size == (6 * 28, len(templates) * 28)
    assert right > 0.9 * 6 * len(templates)
